"""People in their work, with the roles they have had."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

from brygga.site.fields import PartialDateField
from brygga.site.models.acceptance import Standing, StandingMixin, StandingQuerySet
from brygga.site.partial_dates import PartialDate, period_display
from brygga.site.publicity import in_public, named_in_public


class PersonQuerySet(StandingQuerySet["Person"]):
    """People, and which of them visitors may see."""

    def public(self) -> PersonQuerySet:
        """Those that a page which everybody may see names: the register of people itself is not public."""
        return self.filter(named_in_public(self.model))


class RoleQuerySet(StandingQuerySet["PersonRole"]):
    """Roles, and which of them visitors may see where they see the person."""

    def public(self) -> RoleQuerySet:
        """Those that are accepted, or that stand on a page which everybody may see."""
        return self.filter(models.Q(standing=Standing.ACCEPTED) | in_public("source_page"))


class Person(StandingMixin, index.Indexed, ClusterableModel):  # type: ignore[django-manager-missing]
    """Somebody who leads, answers for, or speaks about the work. Only what their work makes public belongs here."""

    name = models.CharField(_("namn"), max_length=200)
    email = models.EmailField(_("e-post i arbetet"), blank=True)
    phone = models.CharField(_("telefon i arbetet"), max_length=50, blank=True)

    standing_parts = "roles"
    # What the question before a deletion says besides which pages point here.
    deletion_note = _(
        "På sidan visas namn, telefon och e-post ur registret, om de inte är skrivna på sidan: de försvinner. En "
        "kontakt som då saknar alla tre visas inte längre för besökare. Citat behåller sina ord och namnet; bara "
        "länken till personen försvinner."
    )

    objects: ClassVar = PersonQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.FilterField("name"),
        index.FilterField("email"),
        index.RelatedFields("names", [index.SearchField("name"), index.AutocompleteField("name")]),
        index.RelatedFields("roles", [index.SearchField("role"), index.AutocompleteField("role")]),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        ordering = ["name"]
        indexes = [models.Index(fields=["name"], name="person_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def current_role(self) -> PersonRole | None:
        """The role without an end, the latest first; None when all have ended or none is known."""
        return next((role for role in reversed(self.roles.all()) if role.end is None), None)

    @property
    def told_apart(self) -> str:
        """What tells this person from another of the same name: the role and the body it is in, else the last one
        they had and when, else the address; "" when nothing is known."""
        if role := self.current_role:
            return str(role)
        if role := next(reversed(self.roles.all()), None):
            return f"{role}, {role.period}"
        return self.email


class PersonName(Orderable):
    """Another name of a person: what texts call them by, or did before. Imports find the person by it."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("namn"), max_length=200)

    class Meta(Orderable.Meta):
        verbose_name = _("annat namn")
        verbose_name_plural = _("andra namn")

    def __str__(self) -> str:
        return self.name


class PersonRole(StandingMixin, Orderable):
    """What a person was, where and when; `source_text` is the sentence that says so, for what was imported."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("roll"), max_length=200, help_text=_("Till exempel enhetschef eller projektledare."))
    organisation = models.ForeignKey(
        "brygga_projects.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person_roles",
    )
    unit = models.ForeignKey(
        "brygga_projects.UnitPage",
        verbose_name=_("enhet"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person_roles",
    )
    start = PartialDateField(_("från"))
    end = PartialDateField(_("till"))
    source_text = models.TextField(_("källmening"), blank=True)
    source_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("källa: sida"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects: ClassVar = RoleQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("roll")
        verbose_name_plural = _("roller")

    def __str__(self) -> str:
        return f"{self.role}, {self.organisation}" if self.organisation else self.role

    @property
    def period(self) -> str:
        """ "2019–2021", "från 2019" …, or ""."""
        return period_display(self.start, self.end)

    def clean(self) -> None:
        super().clean()
        check_period(self.start, self.end)


# A person is not shown on the page that their role was read from: to the reference index it says nothing.
setattr(PersonRole._meta.get_field("source_page"), "wagtail_reference_index_ignore", True)  # noqa: B010


def check_period(start: object, end: object, field: str = "end") -> None:
    """Raises ValidationError at `field` when the end is surely before the start."""
    if isinstance(start, PartialDate) and isinstance(end, PartialDate) and end.last_day < start.first_day:
        message = _("Slutet (%(end)s) ligger före starten (%(start)s). Ändra något av datumen.")
        params = {"end": end.display, "start": start.display}
        raise ValidationError({field: ValidationError(message, code="end_before_start", params=params)})
