"""Whom a project or a unit is for, as a short list that listings filter by."""

from typing import Any, ClassVar

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from brygga.site.models.acceptance import StandingMixin, StandingQuerySet


class TargetGroupQuerySet(StandingQuerySet["TargetGroup"]):
    """Target groups, and which of them visitors may see."""


class TargetGroup(StandingMixin):
    """A group of people a project is for: "Nyanlända", "Unga 16–24 år", "Långtidsarbetslösa"."""

    name = models.CharField(_("namn"), max_length=100, unique=True)
    slug = models.SlugField(_("adress"), max_length=100, unique=True, blank=True)

    objects: ClassVar = TargetGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("målgrupp")
        verbose_name_plural = _("målgrupper")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = slugify(self.name)[:100]
        super().save(*args, **kwargs)
