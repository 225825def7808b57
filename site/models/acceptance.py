"""How sure one may be of a thing in the register: proposed by an import, or accepted by a person."""

from __future__ import annotations

from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..publicity import named_in_public

StandingT = TypeVar("StandingT", bound=models.Model, covariant=True)


class Standing(models.TextChoices):
    """Whether a person stands behind a thing."""

    PROPOSED = "proposed", _("Föreslagen")
    ACCEPTED = "accepted", _("Godtagen")


class StandingQuerySet(models.QuerySet[StandingT]):
    """Things with a standing, and which of them visitors may see."""

    def public(self) -> Self:
        """Those that a person has accepted, or that a page which everybody may see names."""
        return self.filter(models.Q(standing=Standing.ACCEPTED) | named_in_public(self.model))

    def accept(self) -> int:
        """Makes all of them accepted; returns how many were not before."""
        return self.filter(standing=Standing.PROPOSED).update(standing=Standing.ACCEPTED)


class StandingMixin(models.Model):
    """A thing that a person or an import has made. What a person makes is accepted; see `publicity`."""

    standing = models.CharField(
        _("läge"),
        max_length=8,
        choices=Standing.choices,
        default=Standing.ACCEPTED,
        help_text=_("Det som en import föreslår syns för besökare först när en publicerad sida nämner det."),
    )

    objects: ClassVar[Any] = StandingQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_proposed(self) -> bool:
        """Whether an import made it and nobody has accepted it."""
        return self.standing == Standing.PROPOSED
