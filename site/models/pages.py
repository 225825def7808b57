"""The home page and the plain content page."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.api import APIField
from wagtail.images import get_image_model_string
from wagtail.search import index

from ..blocks import body_blocks
from ..fields import StreamField
from ..organisation_data import home_data
from ..situations import SITUATION_BLOCKS
from .base_page import PUBLIC_NAMES, BasePage
from .mixins import LeadMixin, TopicsMixin


class HomePage(LeadMixin, BasePage):
    """The site's first page. Below its own words stand the sections that the apps add (see `brygga.site.sections`)."""

    hero_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("bild"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Visas bredvid rubriken. Lämna tomt om ingen bild säger något viktigt."),
    )
    hero_alt = models.CharField(
        _("alternativtext"),
        max_length=250,
        blank=True,
        help_text=_("Vad bilden visar, för den som inte ser den. Skriv inte ”bild på”."),
    )
    hero_decorative = models.BooleanField(
        _("bara dekoration"),
        default=False,
        help_text=_("Kryssa i om bilden inte säger något som texten inte säger. Då läses den inte upp."),
    )
    situations = StreamField(
        SITUATION_BLOCKS,
        verbose_name=_("vad besökaren behöver"),
        blank=True,
        help_text=_("Ingångar i besökarens egna ord: ”Jag söker jobb”, ”Jag är ny i Sverige”. Fyra till sex räcker."),
    )
    lead_story = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("nyhet överst"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Visas störst bland nyheterna. Lämna tomt så är det den senaste."),
    )
    body = StreamField(body_blocks, verbose_name=_("innehåll"), blank=True)

    parent_page_types = ["wagtailcore.Page"]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("hero_image"), FieldPanel("hero_alt"), FieldPanel("hero_decorative")], _("Bild")),
        FieldPanel("situations"),
        PageChooserPanel("lead_story", "brygga_news.NewsPage"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, *LeadMixin.lead_search_fields, index.SearchField("body")]
    api_fields = [*BasePage.api_fields, APIField("lead"), APIField("situations"), APIField("body")]
    template = "brygga_site/home_page.html"
    public_name, public_name_plural = PUBLIC_NAMES

    class Meta:
        verbose_name = _("startsida")
        verbose_name_plural = _("startsidor")

    def structured_data(self, request: Any = None) -> list[dict[str, Any]]:
        """WebSite with its search, and the organisation behind it with address and contact."""
        return home_data(self, request)


class ContentPage(LeadMixin, TopicsMixin, BasePage):
    """A page of text: about the site, accessibility, personal data, how to apply …"""

    body = StreamField(body_blocks, verbose_name=_("innehåll"), blank=True)

    card_fields = ["lead"]
    subpage_types = ["brygga_site.ContentPage"]
    search_weight = 0.6
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        MultiFieldPanel(TopicsMixin.topic_panels, _("Ämnen")),
    ]
    search_fields = [
        *BasePage.search_fields,
        *LeadMixin.lead_search_fields,
        index.SearchField("body"),
        *TopicsMixin.topic_search_fields,
    ]
    api_fields = [*BasePage.api_fields, APIField("lead"), APIField("body"), APIField("topics")]
    template = "brygga_site/content_page.html"
    public_name, public_name_plural = PUBLIC_NAMES

    class Meta:
        verbose_name = _("innehållssida")
        verbose_name_plural = _("innehållssidor")
