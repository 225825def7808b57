"""Key figures: what is measured, and what was seen when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.documents import get_document_model_string
from wagtail.models import Page
from wagtail.search import index

from brygga.site.fields import PartialDateField, PartialDayField
from brygga.site.models.acceptance import Standing, StandingMixin, StandingQuerySet
from brygga.site.page_querysets import LINK_FIELDS
from brygga.site.partial_dates import period_display
from brygga.site.privacy import seen
from brygga.site.publicity import in_public
from brygga.site.related import fetch
from brygga.site.short_queries import places, select

from ..decimals import DecimalField
from ..numbers import format_number
from .people import check_period


class ObservationQuerySet(StandingQuerySet["Observation"]):
    """Values, and which of them visitors may see where they see the indicator."""

    def public(self) -> ObservationQuerySet:
        """Those that are accepted, or that come from a page which everybody may see."""
        return self.filter(models.Q(standing=Standing.ACCEPTED) | in_public("source_page"))

    def shown(self) -> ObservationQuerySet:
        """The public ones, with what is shown of the pages that they come from."""
        return self.public().prefetch_related(models.Prefetch("source_page", Page.objects.only(*LINK_FIELDS)))


class IndicatorQuerySet(StandingQuerySet["Indicator"]):
    """Key figures."""

    def with_observations(self) -> IndicatorQuerySet:
        """With the values that visitors may see, and whom they concern."""
        fetched: models.Prefetch = models.Prefetch("observations", Observation.objects.shown(), to_attr="fetched")
        return self.select_related("organisation").prefetch_related(fetched)


def shown_observations() -> models.Prefetch:
    """What visitors may see of the values of key figures, for `api_prefetch`; asked anew for each request."""
    return models.Prefetch("key_figures__indicator__observations", Observation.objects.shown(), to_attr="fetched")


@dataclass(frozen=True, slots=True)
class Source:
    """What visitors may see of where a value comes from."""

    page: Page | None
    url: str
    text: str


class Indicator(StandingMixin, index.Indexed, ClusterableModel):
    """Something counted or measured, with its unit: "hushåll med försörjningsstöd", "procent i arbete"."""

    name = models.CharField(_("namn"), max_length=200, help_text=_("Vad som mäts: Hushåll med försörjningsstöd."))
    unit = models.CharField(
        _("enhet"),
        max_length=60,
        help_text=_("Vad talen räknar: hushåll, deltagare, procent, kronor."),
        error_messages={"blank": _("Skriv vad talen räknar, till exempel hushåll eller procent.")},
    )
    description = models.TextField(_("beskrivning"), blank=True, help_text=_("Hur måttet räknas fram och av vem."))
    organisation = models.ForeignKey(
        "brygga_projects.Organisation",
        verbose_name=_("gäller"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="indicators",
        help_text=_("Kommunen eller organisationen som måttet gäller."),
    )
    higher_is_better = models.BooleanField(
        _("högre är bättre"),
        null=True,
        blank=True,
        choices=[(True, _("Ja")), (False, _("Nej"))],
        help_text=_("Lämna tomt om det varken är bättre eller sämre."),
    )

    # The values that visitors may see, where they were fetched for many together. Without a value here: what has one
    # is no longer fetched.
    fetched: list[Observation]

    standing_parts = "observations"

    objects: ClassVar = IndicatorQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.FilterField("name"),
        index.SearchField("description"),
        index.AutocompleteField("description"),
        index.SearchField("unit"),
        index.AutocompleteField("unit"),
        index.FilterField("unit"),
        index.FilterField("organisation"),
    ]

    class Meta:
        verbose_name = _("nyckeltal")
        verbose_name_plural = _("nyckeltal")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.unit})" if self.unit else self.name

    @property
    def told_apart(self) -> str:
        """What tells this figure from another of the same name: what is counted, and whom it concerns."""
        return " · ".join(filter(None, (self.unit, self.organisation.name if self.organisation else "")))

    @classmethod
    def fetch_observations(cls, indicators: Iterable[Indicator], shown_on: Page | None = None) -> None:
        """Fetches the observations of all `indicators` that visitors may see, with the pages and documents they come
        from. What comes from the page `shown_on` itself is seen by whoever sees that: in a preview, behind a password.
        """
        by_key: dict[int, list[Indicator]] = {}
        for indicator in {id(indicator): indicator for indicator in indicators}.values():
            by_key.setdefault(indicator.pk, []).append(indicator)
            indicator.fetched = []
        if not by_key:
            return
        observations = select(Observation, f"WHERE indicator_id IN ({places(by_key)}) ORDER BY day, id", *by_key)
        fetch((observations, "source_page"))
        here = shown_on.pk if shown_on is not None else None
        observations = [
            row
            for row in observations
            if not row.is_proposed or row.public_page or (here is not None and row.source_page_id == here)
        ]
        for row in observations:
            for indicator in by_key[row.indicator_id]:
                row.indicator = indicator
                indicator.fetched.append(row)
        fetch((observations, "source_document"))

    @property
    def is_percent(self) -> bool:
        """Whether the unit is per cent: then the sign is written straight after the number."""
        return self.unit.strip().casefold() in {"%", "procent", "percent"}

    @property
    def observed(self) -> list[Observation]:
        """The values that visitors may see, in their order: those that were fetched for many, else from a query."""
        if hasattr(self, "fetched"):
            return self.fetched
        return [row for row in self.observations.all() if not row.is_proposed or row.public_page]

    @property
    def series(self) -> list[Observation]:
        """The observations with a date and a value, oldest first."""
        dated = [(o.date.last_day, o.pk or 0, o) for o in self.observed if o.date and o.value is not None]
        return [o for _day, _key, o in sorted(dated, key=lambda row: row[:2])]

    @property
    def latest(self) -> Observation | None:
        """The newest observation; one without a date only when none has one."""
        series = self.series
        return series[-1] if series else next(iter(self.observed), None)


class Observation(StandingMixin):
    """One value of an indicator, of a day, a month, a year or a period (`date` to `period_end`), and its source."""

    indicator = ParentalKey(Indicator, on_delete=models.CASCADE, related_name="observations")
    value = DecimalField(_("värde"), max_digits=18, decimal_places=4)
    value_text = models.CharField(
        _("värdet som det skrevs"),
        max_length=60,
        blank=True,
        help_text=_("Till exempel ”ett 60-tal” eller ”drygt 200”."),
    )
    date = PartialDateField(_("datum"), help_text=_("År, månad eller dag: 2023, 2023-07 eller 2023-07-31."))
    period_end = PartialDateField(_("till och med"), help_text=_("Bara om värdet gäller en period."))
    day = PartialDayField(source="date", edge="last")
    note = models.CharField(_("anmärkning"), max_length=300, blank=True)
    source_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("källa: sida"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    source_document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("källa: dokument"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    source_url = models.URLField(_("källa: adress"), max_length=1000, blank=True)
    source_text = models.TextField(
        _("källa: ord"), blank=True, help_text=_("Meningen som värdet står i, eller källans namn.")
    )

    objects: ClassVar = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("värde")
        verbose_name_plural = _("värden")
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.display_value} ({self.when})" if self.date else self.display_value

    @property
    def when(self) -> str:
        """The date or period for people, or ""."""
        if not self.date:
            return ""
        return period_display(self.date, self.period_end) if self.period_end else self.date.display

    @property
    def public_page(self) -> Page | None:
        """The page that the value comes from, where visitors may see it."""
        return next(iter(seen([self.source_page])), None) if self.source_page_id and self.source_page else None

    @property
    def display_value(self) -> str:
        """The value as Swedes write it ("1 250", "4,5", "91 %"), without any other unit."""
        number = format_number(self.value)
        return f"{number}\u00a0%" if self.indicator.is_percent else number

    @property
    def public_source(self) -> Source:
        """Where the value comes from; nothing of a page that not everybody may see."""
        page = self.public_page
        secret = self.source_page_id is not None and page is None
        return Source(page, "" if secret else self.source_url, "" if secret else self.source_text)

    @property
    def words_of_source(self) -> str:
        """The source's words for search, where no page has them: what a page says is found there."""
        return "" if self.source_page_id else self.source_text

    def clean(self) -> None:
        super().clean()
        if self.period_end and not self.date:
            raise ValidationError({"date": _("Skriv också när perioden börjar.")})
        check_period(self.date, self.period_end, "period_end")

    @property
    def as_data(self) -> dict[str, Any]:
        """For CSV, JSON and the API."""
        return {
            "value": self.value,
            "value_text": self.value_text,
            "date": str(self.date) if self.date else None,
            "period_end": str(self.period_end) if self.period_end else None,
            "note": self.note,
            "source_url": self.source_url,
            "source_text": self.source_text,
        }
