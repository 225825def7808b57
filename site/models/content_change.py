"""That something changed which visitors may see: what tells a kept page from a right one."""

from __future__ import annotations

from django.db import models


class ContentChange(models.Model):
    """A transaction that wrote something visitors may see. `mark` is drawn at random: the sum of all marks is the
    state of the content (see `page_cache.states`), and no state ever comes back. Old rows are taken away."""

    mark = models.BigIntegerField(editable=False)

    class Meta:
        verbose_name = "ändring av innehåll"
        verbose_name_plural = "ändringar av innehåll"

    def __str__(self) -> str:
        return str(self.mark)
