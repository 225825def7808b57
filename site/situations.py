"""The ways in on the first page: what a visitor needs, in the visitor's own words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .privacy import seen


class SituationBlock(blocks.StructBlock):
    """{text, description, page}: a way in, in the words of who needs it."""

    text = blocks.CharBlock(label=_("I besökarens ord"), max_length=80, help_text=_("Till exempel ”Jag söker jobb”."))
    description = blocks.CharBlock(label=_("Vad som finns där"), max_length=160, required=False)
    page = blocks.PageChooserBlock(label=_("Sida"))

    class Meta:
        label = _("Ingång")
        icon = "arrow-right"
        template = "brygga_site/blocks/situation.html"
        description = _("En mening som besökaren känner igen sig i, och sidan den leder till.")

    def presentable(self, value: Any, followed: bool) -> Any:
        page = value["page"]
        return value if page is not None and value["text"].strip() and seen([page]) else None

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        return {**{name: value[name] for name in ("text", "description")}, "page": value["page"] and value["page"].pk}


SITUATION_BLOCKS = [("situation", SituationBlock())]
