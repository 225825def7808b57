"""Municipal units: AIE, ESA, jobbcenter, and the parts they have."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from brygga.site.blocks import FAQ_BLOCKS, FLOWING, body_blocks
from brygga.site.fields import StreamField
from brygga.site.models import BasePage, LeadImageMixin, LeadMixin, TopicsMixin
from brygga.site.models.base_page import PUBLIC_NAMES
from brygga.site.page_querysets import ShownPageQuerySet

from ..api import INDEX_API_FIELDS, UNIT_API_FIELDS, UNIT_API_PREFETCH
from ..searched import UNIT_SEARCH
from ..structured_data import unit_data
from .indicators import shown_observations
from .parts import AttachedDocument, Contact, KeyFigure

UNIT = "brygga_projects.UnitPage"


class UnitIndexPage(LeadMixin, BasePage):
    """The list of a municipality's units."""

    subpage_types = [UNIT]
    content_panels = [*BasePage.content_panels, FieldPanel("lead")]
    search_fields = [*BasePage.search_fields, *LeadMixin.lead_search_fields]
    api_fields = [*BasePage.api_fields, *INDEX_API_FIELDS]
    template = "brygga_projects/unit_index_page.html"
    public_name, public_name_plural = PUBLIC_NAMES

    class Meta:
        verbose_name = _("lista över enheter")
        verbose_name_plural = _("listor över enheter")


# Its parts are Orderables, which have no types, so nobody can tell their managers.
class UnitPage(LeadMixin, LeadImageMixin, TopicsMixin, BasePage):  # type: ignore[django-manager-missing]
    """A unit: what it does and for whom, who leads it, how to reach it, its parts and the projects it runs."""

    abbreviation = models.CharField(_("förkortning"), max_length=30, blank=True, help_text=_("Till exempel AIE."))
    full_name = models.CharField(
        _("hela namnet"), max_length=250, blank=True, help_text=_("Om titeln är en förkortning eller ett kort namn.")
    )
    organisation = models.ForeignKey(
        "brygga_projects.Organisation",
        verbose_name=_("tillhör"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="units",
        help_text=_("Kommunen eller organisationen som enheten är en del av."),
    )
    remit = RichTextField(
        _("uppdrag"), blank=True, features=FLOWING, help_text=_("Vad enheten ska göra, och för vem.")
    )
    offers = RichTextField(_("vi erbjuder"), blank=True, features=FLOWING, help_text=_("Vad man kan få hjälp med."))
    head = models.ForeignKey(
        "brygga_projects.Person",
        verbose_name=_("chef"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="headed_units",
    )
    head_role = models.CharField(
        _("chefens titel"), max_length=150, blank=True, help_text=_("Till exempel enhetschef.")
    )
    address = models.TextField(_("besöksadress"), blank=True)
    opening_hours = models.TextField(_("öppettider"), blank=True)
    body = StreamField(body_blocks, verbose_name=_("innehåll"), blank=True)
    faq = StreamField(FAQ_BLOCKS, verbose_name=_("frågor och svar"), blank=True)

    needs_lead = True
    search_weight = 0.9
    card_fields = ["lead", "full_name", "abbreviation", "organisation__name", "lead_image", "lead_image_alt"]
    card_relations = ["organisation"]
    page_relations = [*BasePage.page_relations, "organisation", "head", "lead_image"]
    parent_page_types = ["brygga_projects.UnitIndexPage", UNIT]
    subpage_types = [UNIT]
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("abbreviation"), FieldPanel("full_name")]),
                FieldPanel("organisation"),
                FieldPanel("lead"),
            ],
            _("Enheten"),
        ),
        LeadImageMixin.lead_image_panel,
        MultiFieldPanel([FieldPanel("remit"), FieldPanel("offers")], _("Uppdrag")),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("head"), FieldPanel("head_role")]),
                InlinePanel("contacts", label=_("Kontakt")),
                FieldRowPanel([FieldPanel("address"), FieldPanel("opening_hours")]),
            ],
            _("Kontakt och besök"),
        ),
        InlinePanel("key_figures", heading=_("Nyckeltal"), label=_("Nyckeltal"), classname="collapsed"),
        FieldPanel("faq", classname="collapsed"),
        InlinePanel("documents", heading=_("Dokument"), label=_("Dokument"), classname="collapsed"),
        MultiFieldPanel(TopicsMixin.topic_panels, _("Ämnen")),
        HelpPanel(
            _("Projekt och nyheter som pekar på enheten visas av sig själva. Delar av enheten är undersidor."),
            heading=_("Det här sköter sig självt"),
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        *LeadMixin.lead_search_fields,
        index.SearchField("abbreviation", boost=3),
        index.AutocompleteField("abbreviation"),
        index.SearchField("full_name", boost=2),
        index.SearchField("remit"),
        index.SearchField("offers"),
        index.SearchField("body"),
        index.SearchField("faq"),
        *TopicsMixin.topic_search_fields,
        *UNIT_SEARCH,
        index.FilterField("organisation"),
    ]
    api_fields = [*BasePage.api_fields, *UNIT_API_FIELDS]
    api_prefetch = (*UNIT_API_PREFETCH, shown_observations)
    template = "brygga_projects/unit_page.html"

    class Meta:
        verbose_name = _("enhet")
        verbose_name_plural = _("enheter")

    @property
    def parts(self) -> ShownPageQuerySet[UnitPage]:
        """The public units right below this one, in the order of the tree."""
        return UnitPage.objects.child_of(self).live().public().listed()

    @property
    def projects(self) -> models.QuerySet[Any]:
        """The public projects that the unit runs or takes part in, the newest first."""
        model = self.owned_projects.model
        related = model.related_units.through.objects.filter(unitpage=self).values("projectpage")
        mine = models.Q(owner_unit=self) | models.Q(pk__in=related)
        projects = model.objects.live().public().listed().filter(mine)
        return projects.order_by(models.F("start_day").desc(nulls_last=True), "title")

    @property
    def display_name(self) -> str:
        """The full name with the abbreviation: "Arbetsmarknads- och integrationsenheten (AIE)"."""
        name = self.full_name or self.title
        if self.abbreviation and self.abbreviation.casefold() not in name.casefold():
            return f"{name} ({self.abbreviation})"
        return name

    def structured_data(self, request: Any = None) -> list[dict[str, Any]]:
        """GovernmentOrganization, with its questions where it has any."""
        return unit_data(self, request)


class UnitKeyFigure(KeyFigure):
    """A key figure on a unit page."""

    page = ParentalKey(UNIT, on_delete=models.CASCADE, related_name="key_figures")


class UnitContact(Contact):
    """A contact of a unit."""

    page = ParentalKey(UNIT, on_delete=models.CASCADE, related_name="contacts")


class UnitDocument(AttachedDocument):
    """A document of a unit."""

    page = ParentalKey(UNIT, on_delete=models.CASCADE, related_name="documents")
