"""The parts of a project: partners, funding, goals, milestones, and its contacts, key figures and documents."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from brygga.site.fields import PartialDateField, PartialDayField
from brygga.site.partial_dates import period_display

from ..decimals import DecimalField
from ..numbers import format_amount, format_number
from ..shares import ShareField
from .parts import AttachedDocument, Contact, KeyFigure
from .people import check_period

PROJECT = "brygga_projects.ProjectPage"


class Partner(Orderable):
    """An organisation that takes part, as what, and when."""

    page = ParentalKey(PROJECT, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "brygga_projects.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="partnerships",
    )
    role = models.CharField(
        _("roll"), max_length=200, blank=True, help_text=_("Vad den gör i projektet, till exempel anordnar praktik.")
    )
    start = PartialDateField(_("från"), help_text=_("Bara om den inte var med från början."))
    end = PartialDateField(_("till"), help_text=_("Bara om den slutade före projektet."))

    panels = [
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("samverkanspart")
        verbose_name_plural = _("samverkansparter")

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def period(self) -> str:
        """ "från 2020", or "" when it was in it the whole time."""
        return period_display(self.start, self.end)

    def clean(self) -> None:
        super().clean()
        check_period(self.start, self.end)


class Funding(Orderable):
    """Money from a funder: a share, an amount, or both. `funder_name` is for several that pay together, as written."""

    page = ParentalKey(PROJECT, on_delete=models.CASCADE, related_name="funding")
    funder = models.ForeignKey(
        "brygga_projects.Organisation",
        verbose_name=_("finansiär"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="funded",
    )
    funder_name = models.CharField(
        _("finansiärer tillsammans"),
        max_length=300,
        blank=True,
        help_text=_("När flera betalar en del gemensamt: ”Kommunerna och Arbetsförmedlingen”."),
    )
    programme = models.CharField(
        _("program"), max_length=200, blank=True, help_text=_("Till exempel ”ESF+ 2021–2027” eller ”§ 37-medel”.")
    )
    share = ShareField(_("andel"), help_text=_("Som bråk eller procent: 2/3 eller 67 %."))
    amount = DecimalField(
        _("belopp i kronor"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"), _("Beloppet ska vara större än noll."))],
    )
    start = PartialDateField(_("från"))
    end = PartialDateField(_("till"))

    panels = [
        FieldRowPanel([FieldPanel("funder"), FieldPanel("funder_name")]),
        FieldPanel("programme"),
        FieldRowPanel([FieldPanel("share"), FieldPanel("amount")]),
        FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("finansiering")
        verbose_name_plural = _("finansiering")

    def __str__(self) -> str:
        return f"{self.display_name} ({self.share})" if self.share else self.display_name

    @property
    def display_name(self) -> str:
        """Who pays, as it is shown."""
        return self.funder_name or (self.funder.name if self.funder else "")

    @property
    def share_in_words(self) -> str:
        """The share as it was written and in per cent: "2/3 66,7 %", or ""."""
        return f"{self.share} {self.share.percent}" if self.share else ""

    @property
    def display_amount(self) -> str:
        """ "2 500 000 kr", or ""."""
        return format_amount(self.amount) if self.amount is not None else ""

    @property
    def period(self) -> str:
        """ "2019–2021" …, or ""."""
        return period_display(self.start, self.end)

    def clean(self) -> None:
        super().clean()
        if not (self.funder_id or self.funder_name):
            raise ValidationError({"funder": _("Välj en finansiär, eller skriv vilka som betalar tillsammans.")})
        check_period(self.start, self.end)


class Goal(Orderable):
    """What the project wants to reach, by when, how it is measured, and how it went."""

    page = ParentalKey(PROJECT, on_delete=models.CASCADE, related_name="goals")
    description = models.TextField(_("mål"), help_text=_("Vad projektet vill uppnå, i en mening."))
    measure = models.CharField(
        _("mått"),
        max_length=300,
        blank=True,
        help_text=_("Hur man ser att det är nått: andel i arbete efter 90 dagar."),
    )
    target_value = DecimalField(_("målvärde"), max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("enhet"), max_length=60, blank=True, help_text=_("Procent, deltagare, dagar …"))
    deadline = PartialDateField(_("senast"), help_text=_("År, månad eller dag."))
    deadline_note = models.CharField(
        _("tidsgräns i ord"), max_length=200, blank=True, help_text=_("Till exempel ”inom 90 dagar”.")
    )
    lower_is_better = models.BooleanField(
        _("lägre är bättre"), default=False, help_text=_("Kryssa i om målet är att något ska minska.")
    )
    result_value = DecimalField(_("resultat"), max_digits=14, decimal_places=2, null=True, blank=True)
    result_note = models.CharField(_("kommentar till resultatet"), max_length=500, blank=True)

    panels = [
        FieldPanel("description"),
        FieldPanel("measure"),
        FieldRowPanel([FieldPanel("target_value"), FieldPanel("unit")]),
        FieldPanel("lower_is_better"),
        FieldRowPanel([FieldPanel("deadline"), FieldPanel("deadline_note")]),
        FieldRowPanel([FieldPanel("result_value"), FieldPanel("result_note")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("mål")
        verbose_name_plural = _("mål")

    def __str__(self) -> str:
        return self.description

    def _with_unit(self, value: Decimal | None) -> str:
        if value is None:
            return ""
        number = format_number(value)
        if self.unit.strip().casefold() in {"%", "procent"}:
            return f"{number}\u00a0%"
        return f"{number} {self.unit}".strip()

    @property
    def deadline_in_words(self) -> str:
        """ "juni 2027", or ""."""
        return str(getattr(self.deadline, "display", ""))

    @property
    def display_target(self) -> str:
        """ "55 %", "120 deltagare", or ""."""
        return self._with_unit(self.target_value)

    @property
    def display_result(self) -> str:
        """The result in the goal's unit, or ""."""
        return self._with_unit(self.result_value)

    @property
    def reached(self) -> bool | None:
        """Whether the result is at least (or, where lower is better, at most) the target; None when not known."""
        if self.target_value is None or self.result_value is None:
            return None
        if self.lower_is_better:
            return self.result_value <= self.target_value
        return self.result_value >= self.target_value

    def clean(self) -> None:
        super().clean()
        if self.target_value is not None and not self.unit:
            raise ValidationError({"unit": _("Skriv vad målvärdet räknar, till exempel procent eller deltagare.")})


class Milestone(Orderable):
    """Something that happens, or happened, on the way."""

    page = ParentalKey(PROJECT, on_delete=models.CASCADE, related_name="milestones")
    date = PartialDateField(_("datum"), null=True, blank=False, help_text=_("År, månad eller dag."))
    day = PartialDayField(source="date", edge="first")
    title = models.CharField(_("vad som händer"), max_length=200)
    description = models.TextField(_("mer om det"), blank=True)

    panels = [FieldRowPanel([FieldPanel("date"), FieldPanel("title")]), FieldPanel("description")]

    class Meta(Orderable.Meta):
        verbose_name = _("milstolpe")
        verbose_name_plural = _("milstolpar")

    def __str__(self) -> str:
        return self.title

    @property
    def when(self) -> str:
        """ "juni 2027", or ""."""
        return str(getattr(self.date, "display", ""))


class ProjectKeyFigure(KeyFigure):
    """A key figure on a project page."""

    page = ParentalKey(PROJECT, on_delete=models.CASCADE, related_name="key_figures")


class ProjectContact(Contact):
    """A contact of a project."""

    page = ParentalKey(PROJECT, on_delete=models.CASCADE, related_name="contacts")


class ProjectDocument(AttachedDocument):
    """A document of a project."""

    page = ParentalKey(PROJECT, on_delete=models.CASCADE, related_name="documents")
