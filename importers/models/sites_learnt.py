"""What was learnt of the site that a source's pages come from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SiteLearning(models.Model):
    """What a sample of a source's web pages told of their site. Runs read by it, so it is never changed: what is
    learnt anew is another."""

    source = models.ForeignKey("ImportSource", models.CASCADE, related_name="learnings", verbose_name=_("källa"))
    identity = models.CharField(max_length=12)
    learner = models.CharField(max_length=12)  # the version of the code that learnt it
    data = models.JSONField(default=dict)  # see `reading/model/site_knowledge.py`
    sample = models.JSONField(default=list)  # the digests of the pages that were looked at
    documents = models.PositiveIntegerField(default=0)  # how many the source had
    told = models.JSONField(default=list)  # what people are told of it, line by line
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("lärdom om en webbplats")
        verbose_name_plural = _("lärdomar om webbplatser")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.source_id}: {self.identity}"
