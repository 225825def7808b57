"""What a municipality has said of each rule: a setting of the site."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from .problems import SILENT, STOP, WARN
from .registry import Rule, rules

LEVELS = ((STOP, _("Stoppa publicering")), (WARN, _("Varna")), (SILENT, _("Säg inget")))


class LevelsWidget(forms.Widget):
    """One list of choices for each rule."""

    template_name = "brygga_site/admin/gate_levels.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        chosen = value if isinstance(value, dict) else {}
        rows = [
            {"rule": rule, "name": f"{name}-{rule.name}", "chosen": chosen.get(rule.name, rule.default)}
            for rule in rules()
        ]
        return {**super().get_context(name, value, attrs), "rows": rows, "levels": LEVELS}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        """What was chosen, of the rules that were asked about; None where nothing of it was sent."""
        sent = {rule.name: data.get(f"{name}-{rule.name}") for rule in rules()}
        return {rule: level for rule, level in sent.items() if level is not None}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}-{rule.name}" in data for rule in rules())

    def id_for_label(self, id_: str) -> str:
        return ""


class LevelsFormField(forms.Field):
    """{rule: level}."""

    widget = LevelsWidget

    def clean(self, value: Any) -> dict[str, str]:
        levels = dict(LEVELS)
        if any(level not in levels for level in (value or {}).values()):
            raise forms.ValidationError(_("Välj stoppa, varna eller säg inget."))
        return value or {}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or {}) != (data or {})


class LevelsField(models.JSONField):
    """{rule: level} of the rules that somebody has said something about."""

    def formfield(self, **kwargs: Any) -> Any:
        return LevelsFormField(required=False, label=self.verbose_name, help_text=self.help_text)


@register_setting(icon="circle-check", order=15)
class GateSettings(BaseSiteSetting):
    """Which rules stop a publication on a site, which warn, and which are silent."""

    # Wagtail's own field gives the site a name for each setting that the settings of other apps could have too.
    site = models.OneToOneField(Site, on_delete=models.CASCADE, editable=False, related_name="+")
    levels = LevelsField(
        _("Regler"),
        blank=True,
        default=dict,
        help_text=_("Ett utkast går alltid att spara. En regel som stoppar gäller alla sätt att publicera."),
    )
    lix_limit = models.PositiveSmallIntegerField(
        _("Svår text från lix"),
        default=60,
        validators=[MinValueValidator(20), MaxValueValidator(100)],
        help_text=_(
            "Lix enligt C.-H. Björnsson, Läsbarhet (1968): under 30 mycket lätt, 30–40 lätt, 40–50 medelsvår, "
            "50–60 svår, över 60 mycket svår."
        ),
    )

    panels = [MultiFieldPanel([FieldPanel("levels"), FieldPanel("lix_limit")], heading=_("Före publicering"))]

    class Meta:
        verbose_name = _("Kontroll före publicering")
        verbose_name_plural = _("Kontroll före publicering")

    def level_of(self, rule: Rule) -> str:
        """How grave a problem of the rule is here."""
        said = self.levels.get(rule.name) if isinstance(self.levels, dict) else None
        return said if said in (STOP, WARN, SILENT) else rule.default
