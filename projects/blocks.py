"""Blocks that know people, organisations and key figures; the bodies of all page types have them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from brygga.site import blocks as site_blocks
from brygga.site.extras import attempt
from brygga.site.image_blocks import with_lines
from brygga.site.presentable import contact_identity

from .api import indicator_representation
from .charts import CHART, chart_for
from .choices import Display
from .quotes import quote_representation


class QuoteBlock(blocks.StructBlock):
    """{text, speaker_name, role, organisation_name, attribution, person, speaker_note}.

    What was said, and by whom, in which role and for whom *as it was then*: a change of the Person later changes no
    quote. `attribution` is the clause as it was written ("säger enhetschefen Eva Ek"). `speaker_note` tells editors
    what is uncertain about the speaker; visitors do not see it.
    """

    text = blocks.TextBlock(label=_("Citat"), rows=3, help_text=_("Orden som sades, utan pratminus och citattecken."))
    speaker_name = blocks.CharBlock(label=_("Vem"), required=False, max_length=200)
    role = blocks.CharBlock(
        label=_("Roll"), required=False, max_length=200, help_text=_("Som den var när det sades: enhetschef.")
    )
    organisation_name = blocks.CharBlock(label=_("Organisation eller enhet"), required=False, max_length=200)
    attribution = blocks.CharBlock(
        label=_("Anföring som den skrevs"), required=False, max_length=500, help_text=_("Till exempel: säger Eva Ek.")
    )
    person = SnippetChooserBlock(
        "brygga_projects.Person",
        label=_("Person"),
        required=False,
        help_text=_("Gör att citatet hittas från personen. Namnet ovan visas, också om personen byter roll."),
    )
    speaker_note = blocks.CharBlock(
        label=_("Att kontrollera"),
        required=False,
        max_length=500,
        help_text=_("Syns bara för redaktörer."),
        search_index=False,
    )

    class Meta:
        label = _("Citat")
        icon = "openquote"
        template = "brygga_projects/blocks/quote.html"
        description = _("Vad någon sade, med namn och roll så som de var då.")
        preview_value = {
            "text": _("Jag trodde aldrig att jag skulle få ett jobb så snabbt."),
            "speaker_name": "Maja Lind",
            "role": _("deltagare"),
            "organisation_name": "",
            "attribution": "",
            "person": None,
            "speaker_note": "",
        }

    def presentable(self, value: Any, followed: bool) -> Any:
        return value if value["text"].strip() else None

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        return quote_representation(value)


class IndicatorChooserBlock(SnippetChooserBlock):
    """Chooses an indicator, and fetches those of a whole body with their observations in two queries."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("brygga_projects.Indicator", **kwargs)

    def deconstruct(self) -> tuple[str, tuple, dict]:
        return "brygga.projects.blocks.IndicatorChooserBlock", (), self._constructor_args[1]

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        found = self.model_class.objects.in_bulk([v for v in values if v])
        self.model_class.fetch_observations(found.values())
        return [found.get(value) for value in values]


class KeyFigureBlock(blocks.StructBlock):
    """{indicator, display}: the newest value as a large figure, or the series as a line or bar chart or a table."""

    indicator = IndicatorChooserBlock(label=_("Nyckeltal"))
    display = blocks.ChoiceBlock(label=_("Visas som"), choices=Display.choices, default=Display.FIGURE)

    class Meta:
        label = _("Nyckeltal")
        icon = "history"
        template = "brygga_projects/blocks/key_figure.html"
        description = _("Ett nyckeltal som siffra, diagram eller tabell. Värdena hämtas från nyckeltalet.")

    def presentable(self, value: Any, followed: bool) -> Any:
        return value if value["indicator"] else None

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        indicator = value["indicator"]
        context["chart"] = (
            attempt(CHART, lambda: chart_for(indicator, value["display"]), None, indicator) if indicator else None
        )
        return context

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        return {
            "display": value["display"],
            "indicator": indicator_representation(value["indicator"]) if value["indicator"] else None,
        }


class ContactBlock(blocks.StructBlock):
    """{name, role, phone, email}: whom to turn to about what stands beside."""

    name = blocks.CharBlock(label=_("Namn"), required=False, max_length=200)
    role = blocks.CharBlock(label=_("Roll"), required=False, max_length=200)
    phone = blocks.CharBlock(label=_("Telefon"), required=False, max_length=50)
    email = blocks.EmailBlock(label=_("E-post"), required=False)

    class Meta:
        label = _("Kontakt")
        icon = "user"
        template = "brygga_projects/blocks/contact.html"
        description = _("En person eller funktion att vända sig till.")
        preview_value = {
            "name": "Maja Lind",
            "role": _("projektledare"),
            "phone": "070-174 06 35",
            "email": "maja.lind@solvik.example",
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not any(cleaned.get(name) for name in ("name", "role", "phone", "email")) and not (
            self.is_deferred_validation
        ):
            error = ValidationError(_("Skriv ett namn, en roll eller hur man når kontakten."), code="empty")
            raise StructBlockValidationError(block_errors={"name": error})
        return cleaned

    def once(self, value: Any) -> Any:
        """The same contact is shown once."""
        return contact_identity(value)

    def presentable(self, value: Any, followed: bool) -> Any:
        return with_lines(value, "name", "role", "phone", "email") if self.once(value) else None


QUOTE_BLOCKS: list[tuple[str, blocks.Block]] = [("quote", QuoteBlock())]

# Here, and not when the app is ready: the models import this file, and streams are asked for blocks after that.
site_blocks.register_body_block("quote", QuoteBlock(group=_("Människor och siffror")))
site_blocks.register_body_block("key_figure", KeyFigureBlock(group=_("Människor och siffror")))
site_blocks.register_body_block("contact", ContactBlock(group=_("Människor och siffror")))
