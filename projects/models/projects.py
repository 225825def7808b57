"""Project pages: purpose, people, money, goals and results of a project, in one place."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from brygga.site.blocks import FAQ_BLOCKS, FLOWING, body_blocks
from brygga.site.fields import ChosenByNameField, PartialDateField, PartialDayField, StreamField
from brygga.site.models import BasePage, LeadImageMixin, LeadMixin, SiteSettings, TopicsMixin
from brygga.site.models.base_page import PUBLIC_NAMES
from brygga.site.page_querysets import ShownPageQuerySet
from brygga.site.partial_dates import period_display
from brygga.site.privacy import seen

from ..api import INDEX_API_FIELDS, PROJECT_API_FIELDS, PROJECT_API_PREFETCH
from ..decimals import DecimalField
from ..eu import EUFunding, eu_funding
from ..filters import apart, project_listing
from ..forms import ProjectPageForm
from ..funding import FundingSummary
from ..searched import PROJECT_SEARCH
from ..status import ProjectStatus, Status, derive_status
from ..structured_data import project_data
from .indicators import shown_observations
from .people import check_period
from .units import UnitPage

PROJECT = "brygga_projects.ProjectPage"


class ProjectIndexPage(LeadMixin, BasePage):
    """The list of projects, which visitors filter."""

    subpage_types = [PROJECT]
    content_panels = [*BasePage.content_panels, FieldPanel("lead")]
    search_fields = [*BasePage.search_fields, *LeadMixin.lead_search_fields]
    api_fields = [*BasePage.api_fields, *INDEX_API_FIELDS]
    template = "brygga_projects/project_index_page.html"
    public_name, public_name_plural = PUBLIC_NAMES

    class Meta:
        verbose_name = _("lista över projekt")
        verbose_name_plural = _("listor över projekt")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `listing`: see `brygga.projects.filters`."""
        context = super().get_context(request, *args, **kwargs)
        ours = SiteSettings.for_request(request).organisation_name
        listing = project_listing(live_projects(self), request.GET, scope=self.pk, responsible=ours)
        context["listing"], context["shown"] = listing, apart(listing.page.object_list)
        return context


# Its parts are Orderables, which have no types, so nobody can tell their managers.
class ProjectPage(LeadMixin, LeadImageMixin, TopicsMixin, BasePage):  # type: ignore[django-manager-missing]
    """A project. The title is its short name, the one people use."""

    full_name = models.CharField(
        _("hela namnet"), max_length=300, blank=True, help_text=_("Om projektet har ett längre, formellt namn.")
    )
    purpose = RichTextField(
        _("syfte"), blank=True, features=FLOWING, help_text=_("Vad projektet ska leda till, och varför det behövs.")
    )
    target_group = RichTextField(
        _("målgrupp"), blank=True, features=FLOWING, help_text=_("Vem projektet är till för, i egna ord.")
    )
    target_groups = ParentalManyToManyField(
        "brygga_projects.TargetGroup",
        verbose_name=_("målgrupper i listan"),
        blank=True,
        help_text=_("Så att besökare kan välja projekt efter målgrupp."),
    )
    status = models.CharField(
        _("läge"),
        max_length=10,
        choices=[("", _("Efter datumen")), *Status.choices],
        blank=True,
        help_text=_("Lämna tomt så visas läget efter datumen. Välj bara om det är annorlunda."),
    )
    status_note = models.CharField(
        _("förklaring till läget"), max_length=300, blank=True, help_text=_("Till exempel ”pausat till hösten”.")
    )
    start = PartialDateField(_("startar"), help_text=_("År, månad eller dag: 2021, 2021-06 eller 2021-06-30."))
    end = PartialDateField(_("slutar"), help_text=_("År, månad eller dag. Lämna tomt om det inte är bestämt."))
    start_day = PartialDayField(source="start", edge="first")
    end_day = PartialDayField(source="end", edge="last")
    owner_organisation = models.ForeignKey(
        "brygga_projects.Organisation",
        verbose_name=_("ägs av organisationen"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="owned_projects",
    )
    owner_unit = models.ForeignKey(
        "brygga_projects.UnitPage",
        verbose_name=_("drivs av enheten"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="owned_projects",
    )
    spent_amount = DecimalField(
        _("hittills använt (kronor)"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Vad projektet har kostat hittills. Visas bredvid budgeten, med datum och källa."),
    )
    spent_on = PartialDateField(_("till och med"), help_text=_("Dagen eller månaden som summan gäller: 2026-09."))
    spent_source = models.CharField(
        _("källa till summan"), max_length=200, blank=True, help_text=_("Till exempel ”Delårsrapport 2, 2026”.")
    )
    body = StreamField(body_blocks, verbose_name=_("innehåll"), blank=True)
    faq = StreamField(FAQ_BLOCKS, verbose_name=_("frågor och svar"), blank=True)
    municipalities = ChosenByNameField(
        "brygga_projects.Organisation",
        verbose_name=_("kommuner"),
        blank=True,
        limit_choices_to={"kind": "municipality"},
        related_name="municipal_projects",
        help_text=_("Där projektet pågår. Skriv början av namnet och välj bland förslagen."),
    )
    related_units = ChosenByNameField(
        "brygga_projects.UnitPage",
        verbose_name=_("enheter som är med"),
        blank=True,
        related_name="related_projects",
        help_text=_("Skriv början av namnet och välj bland förslagen."),
    )

    needs_lead = True
    search_weight = 0.8
    card_fields = ["lead", "status", "status_note", "start", "end", "lead_image", "lead_image_alt"]
    page_relations = [*BasePage.page_relations, "lead_image"]
    topic_ordering = ["-start_day", "title"]
    parent_page_types = ["brygga_projects.ProjectIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("full_name"), FieldPanel("lead")], _("Projektet")),
        LeadImageMixin.lead_image_panel,
        MultiFieldPanel(
            [
                FieldPanel("purpose"),
                FieldPanel("target_group"),
                FieldPanel("target_groups", widget=CheckboxSelectMultiple),
            ],
            _("Syfte och målgrupp"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
                FieldRowPanel([FieldPanel("status"), FieldPanel("status_note")]),
            ],
            _("När"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("owner_organisation"), FieldPanel("owner_unit")]),
                FieldPanel("related_units"),
                FieldPanel("municipalities"),
                InlinePanel("partners", heading=_("Samverkansparter"), label=_("Samverkanspart")),
            ],
            _("Vilka som är med"),
        ),
        InlinePanel(
            "funding",
            heading=_("Finansiering"),
            label=_("Finansiering"),
            help_text=_("Om alla andelar är angivna ska de bli 100 % tillsammans."),
        ),
        MultiFieldPanel(
            [FieldPanel("spent_amount"), FieldRowPanel([FieldPanel("spent_on"), FieldPanel("spent_source")])],
            _("Pengar som är använda"),
        ),
        InlinePanel("goals", heading=_("Mål och resultat"), label=_("Mål")),
        InlinePanel("key_figures", heading=_("Nyckeltal"), label=_("Nyckeltal"), classname="collapsed"),
        InlinePanel("milestones", heading=_("Milstolpar"), label=_("Milstolpe"), classname="collapsed"),
        FieldPanel("body"),
        FieldPanel("faq"),
        InlinePanel("contacts", heading=_("Kontakter"), label=_("Kontakt")),
        InlinePanel("documents", heading=_("Dokument"), label=_("Dokument"), classname="collapsed"),
        MultiFieldPanel(TopicsMixin.topic_panels, _("Ämnen")),
    ]
    search_fields = [
        *BasePage.search_fields,
        *LeadMixin.lead_search_fields,
        index.SearchField("full_name", boost=3),
        index.AutocompleteField("full_name"),
        index.SearchField("purpose"),
        index.SearchField("target_group"),
        index.SearchField("body"),
        index.SearchField("faq"),
        *TopicsMixin.topic_search_fields,
        *PROJECT_SEARCH,
        index.FilterField("status"),
        index.FilterField("start_day"),
        index.FilterField("end_day"),
    ]
    api_fields = [*BasePage.api_fields, *PROJECT_API_FIELDS]
    api_prefetch = (*PROJECT_API_PREFETCH, shown_observations)
    template = "brygga_projects/project_page.html"
    base_form_class = ProjectPageForm

    class Meta:
        verbose_name = _("projekt")
        verbose_name_plural = _("projekt")

    @property
    def owner_name(self) -> str:
        """Who owns it, for a line above the title: the organisation, else the unit; "" when unknown."""
        owner = self.owner_organisation or self.public_owner_unit
        return owner.display_name if owner else ""

    @property
    def public_owner_unit(self) -> UnitPage | None:
        """The unit that runs it, where everybody may see that one's page."""
        return next(iter(seen([self.owner_unit])), None) if self.owner_unit else None

    @property
    def period(self) -> str:
        """ "2019–2021", "från juni 2019" …, or ""."""
        return period_display(self.start, self.end)

    @property
    def current_status(self) -> ProjectStatus:
        """Where the project stands today, and why one can say so: `.code`, `.label`, `.reason`, `.derived`."""
        return derive_status(self.status, self.status_note, self.start, self.end)

    @property
    def funding_summary(self) -> FundingSummary:
        """The funding put together, with a text on what its shares and amounts come to."""
        return FundingSummary.of(self.funding.all())

    @property
    def eu_funding(self) -> list[EUFunding]:
        """The EU funds that pay, each with the statement that must stand beside the emblem; [] without any."""
        return eu_funding(self.funding.all(), self.start)

    def clean(self) -> None:
        super().clean()
        check_period(self.start, self.end)

    def structured_data(self, request: Any = None) -> list[dict[str, Any]]:
        """Project (with funding, partners and dates), and its questions where it has any."""
        return project_data(self, request)


def live_projects(parent: Page | None = None) -> ShownPageQuerySet[ProjectPage]:
    """The public projects that lists show, below `parent` where it is given, without their bodies."""
    projects = ProjectPage.objects.live().public().listed()
    return projects.descendant_of(parent) if parent is not None else projects
