"""News, press releases, notices and reports, and the list they stand in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from brygga.projects.blocks import QUOTE_BLOCKS
from brygga.projects.models.indicators import shown_observations
from brygga.projects.models.parts import Contact, KeyFigure
from brygga.projects.searched import CONTACTS, KEY_FIGURES, ORGANISATION, PROJECT, UNIT
from brygga.site.beside import Beside, public_only
from brygga.site.blocks import body_blocks
from brygga.site.fields import ChosenByNameField, SortDayField, StreamField
from brygga.site.filled_panel import FilledPanel
from brygga.site.models import BasePage, LeadMixin, TopicsMixin
from brygga.site.models.base_page import PUBLIC_NAMES
from brygga.site.page_cache.moments import holds_until
from brygga.site.page_querysets import ShownPageQuerySet
from brygga.site.site_settings import SiteSettings

from .api import NEWS_API_FIELDS, NEWS_API_PREFETCH
from .choices import KIND_LABELS, Kind
from .filters import news_listing
from .page_parts import news_parts
from .press_room import PressRoomContact, PressRoomPage
from .structured_data import news_data
from .subscription import Subscription

__all__ = [
    "NewsContact",
    "NewsIndexPage",
    "NewsKeyFigure",
    "NewsPage",
    "PressRoomContact",
    "PressRoomPage",
    "Subscription",
    "live_news",
]

NEWS = "brygga_news.NewsPage"
CHOOSE_BY_NAME = _("Skriv början av namnet och välj bland förslagen. Nyheten visas på sidorna av sig själv.")


class NewsIndexPage(LeadMixin, BasePage):
    """The list of news, which visitors filter and follow."""

    subpage_types = [NEWS]
    content_panels = [*BasePage.content_panels, FieldPanel("lead")]
    search_fields = [*BasePage.search_fields, *LeadMixin.lead_search_fields]
    api_fields = [*BasePage.api_fields, APIField("lead")]
    template = "brygga_news/news_index_page.html"
    public_name, public_name_plural = PUBLIC_NAMES

    class Meta:
        verbose_name = _("nyhetslista")
        verbose_name_plural = _("nyhetslistor")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `listing`: see `brygga.news.filters`."""
        context = super().get_context(request, *args, **kwargs)
        context["listing"] = news_listing(live_news(self), request.GET, scope=self.pk)
        return context


# Its parts are Orderables, which have no types, so nobody can tell their managers.
class NewsPage(LeadMixin, TopicsMixin, BasePage):  # type: ignore[django-manager-missing]
    """One piece of news, written here or brought over from an old site."""

    kind = models.CharField(_("slag"), max_length=20, choices=Kind.choices, default=Kind.NEWS, db_index=True)
    lead_quotes = StreamField(
        QUOTE_BLOCKS,
        verbose_name=_("citat i ingressen"),
        blank=True,
        help_text=_("Citat vars ord står i ingressen. De visas inte en gång till, men hittas från personen."),
    )
    body = StreamField(body_blocks, verbose_name=_("innehåll"), blank=True)
    lead_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("bild"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lead_image_alt = models.CharField(
        _("alternativtext"),
        max_length=250,
        blank=True,
        help_text=_("Vad bilden visar, för den som inte ser den. Skriv inte ”bild på”."),
    )
    lead_image_decorative = models.BooleanField(
        _("bara dekoration"),
        default=False,
        help_text=_("Kryssa i om bilden inte säger något som texten inte säger. Då läses den inte upp."),
    )
    lead_image_caption = models.CharField(_("bildtext"), max_length=500, blank=True)
    lead_image_credit = models.CharField(_("fotograf eller källa"), max_length=150, blank=True)
    event_start = models.DateTimeField(
        _("börjar"),
        null=True,
        blank=True,
        help_text=_("För en inbjudan: dag och tid. Besökare kan lägga in den i sin kalender."),
    )
    event_end = models.DateTimeField(_("slutar"), null=True, blank=True)
    event_place = models.CharField(_("plats"), max_length=200, blank=True)
    event_signup = models.CharField(
        _("anmälan"), max_length=300, blank=True, help_text=_("Hur och när man anmäler sig, om det behövs.")
    )
    publisher = models.ForeignKey(
        "brygga_projects.Organisation",
        verbose_name=_("avsändare"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="published_news",
    )
    first_published_on = models.DateField(
        _("publicerad"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Lämna tomt så används dagen då sidan publiceras. Fyll i för äldre nyheter."),
    )
    listed_on = SortDayField(source="first_published_on")
    updated_on = models.DateField(_("uppdaterad"), null=True, blank=True, help_text=_("Bara om innehållet ändrats."))
    related_projects = ChosenByNameField(
        "brygga_projects.ProjectPage",
        verbose_name=_("projekt"),
        blank=True,
        related_name="related_news",
        help_text=CHOOSE_BY_NAME,
    )
    related_units = ChosenByNameField(
        "brygga_projects.UnitPage",
        verbose_name=_("enheter"),
        blank=True,
        related_name="related_news",
        help_text=CHOOSE_BY_NAME,
    )
    source_url = models.URLField(_("ursprunglig adress"), max_length=1000, blank=True)
    source_name = models.CharField(
        _("källans namn"), max_length=500, blank=True, help_text=_("Filen eller sidan som nyheten kom från.")
    )
    source_label = models.CharField(
        _("källa"), max_length=200, blank=True, help_text=_("Visas för besökare: Solviks kommuns gamla webbplats.")
    )

    card_fields = ["lead", "kind", "first_published_on", "lead_image", "lead_image_alt"]
    page_relations = [*BasePage.page_relations, "publisher", "lead_image"]
    changed_fields = [*BasePage.changed_fields, "first_published_on", "updated_on"]
    search_weight = 0.0
    topic_ordering = ["-listed_on", "-pk"]
    parent_page_types = ["brygga_news.NewsIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("kind"),
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldPanel("lead_image"),
                FieldPanel("lead_image_alt"),
                FieldPanel("lead_image_decorative"),
                FieldRowPanel([FieldPanel("lead_image_caption"), FieldPanel("lead_image_credit")]),
            ],
            _("Bild"),
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("related_projects"), FieldPanel("related_units"), *TopicsMixin.topic_panels],
            _("Handlar om"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("event_start"), FieldPanel("event_end")]),
                FieldPanel("event_place"),
                FieldPanel("event_signup"),
            ],
            _("Om det är en inbjudan"),
            classname="collapsed",
        ),
        InlinePanel("contacts", heading=_("Presskontakter"), label=_("Presskontakt")),
        MultiFieldPanel(
            [
                FieldPanel("publisher"),
                FieldRowPanel([FieldPanel("first_published_on"), FieldPanel("updated_on")]),
            ],
            _("Avsändare och datum"),
        ),
        InlinePanel("key_figures", heading=_("Nyckeltal"), label=_("Nyckeltal"), classname="collapsed"),
        FieldPanel("lead_quotes", classname="collapsed"),
        FilledPanel(
            [FieldPanel("source_label"), FieldPanel("source_url"), FieldPanel("source_name")],
            _("Var nyheten kommer ifrån"),
            classname="collapsed",
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        *LeadMixin.lead_search_fields,
        index.SearchField("body"),
        index.SearchField("get_kind_display"),
        index.SearchField("lead_image_caption"),
        index.SearchField("lead_image_credit"),
        index.SearchField("source_label"),
        *TopicsMixin.topic_search_fields,
        Beside("publisher", ORGANISATION),
        Beside("related_projects", PROJECT, public_only),
        Beside("related_units", UNIT, public_only),
        CONTACTS,
        KEY_FIGURES,
        index.FilterField("kind"),
        index.FilterField("first_published_on"),
        index.FilterField("publisher"),
    ]
    api_fields = [*BasePage.api_fields, *NEWS_API_FIELDS]
    api_prefetch = (*NEWS_API_PREFETCH, shown_observations)
    template = "brygga_news/news_page.html"

    class Meta:
        verbose_name = _("nyhet")
        verbose_name_plural = _("nyheter")
        indexes = [models.Index(fields=["-listed_on", "-page_ptr"], name="news_newest")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Sets the publication day of news written here when it is published. What was brought over from elsewhere
        without a date keeps none: a guess would be wrong."""
        if self.live and not self.first_published_on and not (self.source_name or self.source_url):
            self.first_published_on = timezone.localdate(self.first_published_at)
        super().save(*args, **kwargs)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `parts`: contacts, projects, units and topics, `is_old`, and `is_over` for an invitation."""
        old = self.is_old(SiteSettings.for_request(request))
        ends = self.event_end or self.event_start
        holds_until(ends)
        over = bool(ends and ends < timezone.now())
        context = super().get_context(request, *args, **kwargs)
        return {**context, "parts": news_parts(self), "is_old": old, "is_over": over}

    def is_old(self, settings: SiteSettings) -> bool:
        """Whether so many months have passed since it was published, and changed, that visitors should be told."""
        day, months = self.changed_on, settings.old_after_months
        if day is None or not months or (settings.old_kinds and self.kind not in settings.old_kinds):
            return False
        today = timezone.localdate()
        passed = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
        return passed >= months

    # In the place of the one that Django makes for the field.
    def get_kind_display(self) -> str:  # type: ignore[no-redef]
        """The kind for people. Django's own translates the names of all kinds to find one."""
        return str(KIND_LABELS.get(self.kind, self.kind))

    @property
    def published_on(self) -> dt.date | None:
        """The day visitors are told, where it is known."""
        return self.first_published_on

    @property
    def changed_here_at(self) -> dt.datetime | None:
        """As of every page; of news that was written here, publishing it the first time is no change."""
        moment = super().changed_here_at
        return None if moment and moment == self.first_published_at else moment

    @property
    def changed_on(self) -> dt.date | None:
        """The latest of the days that it was published, changed at its source or in an editor's word, and changed
        here."""
        days = (self.first_published_on, self.updated_on, super().changed_on)
        return max((day for day in days if day), default=None)

    @property
    def quotes(self) -> list[Any]:
        """The values of all quote blocks, those of the lead first."""
        return [
            child.value
            for stream in (self.lead_quotes, self.body)
            for child in stream.stream_block.shown(stream)
            if child.block_type == "quote"
        ]

    def clean(self) -> None:
        super().clean()
        if self.updated_on and self.first_published_on and self.updated_on < self.first_published_on:
            raise ValidationError({"updated_on": _("Sidan kan inte ha uppdaterats innan den publicerades.")})
        if self.event_end and (not self.event_start or self.event_end < self.event_start):
            raise ValidationError({"event_end": _("Det kan inte sluta innan det har börjat. Fyll i när det börjar.")})

    def structured_data(self, request: Any = None) -> list[dict[str, Any]]:
        """NewsArticle."""
        return news_data(self, request)


def live_news(parent: Page | None = None) -> ShownPageQuerySet[NewsPage]:
    """The public news, below `parent` where it is given."""
    news = NewsPage.objects.live().public()
    return news.descendant_of(parent) if parent is not None else news


class NewsContact(Contact):
    """A press contact."""

    page = ParentalKey(NEWS, on_delete=models.CASCADE, related_name="contacts")


class NewsKeyFigure(KeyFigure):
    """A key figure on a news page."""

    page = ParentalKey(NEWS, on_delete=models.CASCADE, related_name="key_figures")
