"""Pages that the law asks for and that fill themselves: the accessibility statement, and the use of personal data."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.search import index

from ..blocks import body_blocks
from ..fields import StreamField
from ..options import option
from ..processings import processings
from ..site_settings import SiteSettings
from ..statement_panel import PointsPanel
from ..statements import DIGG_REPORT, by_reason, formula, points
from .base_page import PUBLIC_NAMES, BasePage
from .mixins import LeadMixin


class Conformity(models.TextChoices):
    """The three answers of the form."""

    FULL = "helt", _("Helt förenlig med lagen")
    PARTLY = "delvis", _("Delvis förenlig med lagen")
    NOT = "inte", _("Inte förenlig med lagen")


class DeficiencyBlock(blocks.StructBlock):
    """{what, criterion, reason, plan}: something that does not work for everybody."""

    what = blocks.TextBlock(label=_("Vad som inte fungerar"), help_text=_("Vad det betyder för den som berörs."))
    criterion = blocks.CharBlock(
        label=_("Krav"),
        required=False,
        max_length=120,
        help_text=_("Till exempel ”WCAG 1.1.1 Icke-textuellt innehåll”."),
    )
    reason = blocks.ChoiceBlock(
        label=_("Varför"),
        choices=[
            ("fault", _("Det är en brist som ska rättas")),
            ("burden", _("Det är oskäligt betungande att anpassa (12 §)")),
            ("exempt", _("Lagen gäller inte det här innehållet (9 §)")),
        ],
        default="fault",
    )
    plan = blocks.TextBlock(
        label=_("Vad ni gör åt det"),
        required=False,
        help_text=_("När det är rättat, eller hur man får det på annat sätt."),
    )

    class Meta:
        label = _("Brist")
        icon = "warning"


class AccessibilityStatementPage(LeadMixin, BasePage):
    """The accessibility statement in Digg's form. What the settings know stands there by itself."""

    service_name = models.CharField(
        _("webbplatsens namn"),
        max_length=150,
        blank=True,
        help_text=_("Lämna tomt för det som står i inställningarna."),
    )
    conformity = models.CharField(
        _("förenlighet"),
        max_length=6,
        choices=Conformity.choices,
        blank=True,
        help_text=_("Lämna tomt så följer svaret av bristerna: inga ger helt, några ger delvis."),
    )
    deficiencies = StreamField([("deficiency", DeficiencyBlock())], verbose_name=_("brister"), blank=True)
    assessed_on = models.DateField(_("senast bedömd"), null=True, blank=True)
    method = models.TextField(
        _("hur den bedömdes"), blank=True, help_text=_("Egen granskning eller av någon annan, och med vad.")
    )
    site_published_on = models.DateField(_("webbplatsen publicerades"), null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField(_("svar inom (arbetsdagar)"), default=5)
    body = StreamField(body_blocks, verbose_name=_("mer om tillgängligheten"), blank=True)

    card_fields = ["lead"]
    subpage_types: list[str] = []
    content_panels = [
        *BasePage.content_panels,
        PointsPanel(heading=_("Det lagen frågar efter")),
        FieldPanel("lead"),
        FieldPanel("service_name"),
        FieldPanel("conformity"),
        FieldPanel("deficiencies"),
        MultiFieldPanel(
            [FieldPanel("assessed_on"), FieldPanel("method"), FieldPanel("site_published_on")], _("Bedömningen")
        ),
        FieldPanel("answer_days"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        *LeadMixin.lead_search_fields,
        index.SearchField("deficiencies"),
        index.SearchField("body"),
    ]
    api_fields = [*BasePage.api_fields, APIField("lead"), APIField("deficiencies"), APIField("body")]
    template = "brygga_site/accessibility_statement_page.html"
    public_name, public_name_plural = PUBLIC_NAMES

    class Meta:
        verbose_name = _("tillgänglighetsredogörelse")
        verbose_name_plural = _("tillgänglighetsredogörelser")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds what the form is filled with."""
        return {
            **super().get_context(request, *args, **kwargs),
            "formula": formula(self),
            "faults": by_reason(self, "fault"),
            "burdens": by_reason(self, "burden"),
            "exempt": by_reason(self, "exempt"),
            "digg_report": DIGG_REPORT,
        }

    def points(self, settings: SiteSettings) -> list[Any]:
        """What the law asks for, and whether the page says it; see `brygga.site.statements`."""
        return points(self, settings)


class PrivacyPage(LeadMixin, BasePage):
    """How the site uses personal data: what the product does is told by itself, for as long as it does it."""

    officer_name = models.CharField(_("dataskyddsombud"), max_length=150, blank=True)
    officer_email = models.EmailField(_("dataskyddsombudets e-post"), blank=True)
    officer_phone = models.CharField(_("dataskyddsombudets telefon"), max_length=40, blank=True)
    log_days = models.PositiveSmallIntegerField(
        _("webbserverns loggar sparas (dagar)"), default=30, help_text=_("Fråga den som driver servern.")
    )
    body = StreamField(body_blocks, verbose_name=_("mer om personuppgifter"), blank=True)

    card_fields = ["lead"]
    subpage_types: list[str] = []
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [FieldPanel("officer_name"), FieldPanel("officer_email"), FieldPanel("officer_phone")],
            _("Dataskyddsombud"),
        ),
        FieldPanel("log_days"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, *LeadMixin.lead_search_fields, index.SearchField("body")]
    api_fields = [*BasePage.api_fields, APIField("lead"), APIField("body")]
    template = "brygga_site/privacy_page.html"
    public_name, public_name_plural = PUBLIC_NAMES

    class Meta:
        verbose_name = _("sida om personuppgifter")
        verbose_name_plural = _("sidor om personuppgifter")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `processings` and the cookies that the site's settings own up to."""
        settings = SiteSettings.for_request(request)
        return {
            **super().get_context(request, *args, **kwargs),
            "processings": processings(settings, self.log_days),
            "cookies": option("BRYGGA_VISITOR_COOKIES"),
        }
