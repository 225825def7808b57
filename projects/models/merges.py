"""Which records of the register were made one, with what is needed to part them again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Merged(models.TextChoices):
    """What can be merged."""

    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")


class Merge(models.Model):
    """One record that went into another. `row` is the one that went, as it was; `changes` is what was done to the
    rest, see `merging.moves`. `left` is what could not be put back when it was undone: [what, how many]."""

    kind = models.CharField(_("slag"), max_length=12, choices=Merged.choices)
    kept_id = models.BigIntegerField()
    gone_id = models.BigIntegerField()
    kept_name = models.CharField(_("kvar"), max_length=200)
    gone_name = models.CharField(_("sammanslagen"), max_length=200)
    row = models.JSONField(default=dict)
    changes = models.JSONField(default=list)
    places = models.PositiveIntegerField(_("ställen"), default=0)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("utförd av")
    )
    done_at = models.DateTimeField(_("utförd"), auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("ångrad av")
    )
    undone_at = models.DateTimeField(_("ångrad"), null=True)
    left = models.JSONField(default=list)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("sammanslagning")
        verbose_name_plural = _("sammanslagningar")
        ordering = ["-pk"]
        permissions = [("merge_records", "Kan slå samman personer och organisationer")]

    def __str__(self) -> str:
        return f"{self.gone_name} → {self.kept_name}"


class NotTheSame(models.Model):
    """Two records that look alike and that somebody has said are two."""

    kind = models.CharField(max_length=12, choices=Merged.choices)
    first_id = models.BigIntegerField()  # the lower key
    second_id = models.BigIntegerField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("inte samma")
        verbose_name_plural = _("inte samma")
        constraints = [models.UniqueConstraint(fields=["kind", "first_id", "second_id"], name="not_the_same_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_id}, {self.second_id}"
