"""A link to a page, a document or an address, and rows of links."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock


class LinkValue(blocks.StructValue):
    """What a template needs to write the link."""

    @property
    def href(self) -> str:
        if page := self.get("page"):
            return page.url or ""
        if document := self.get("document"):
            return document.url
        return self.get("url") or ""

    @property
    def label(self) -> str:
        target = self.get("page") or self.get("document")
        return self.get("text") or (target.title if target else self.get("url") or "")


class LinkBlock(blocks.StructBlock):
    """{text, page, url, document}: exactly one of the last three. `value.href` and `value.label` for templates."""

    text = blocks.CharBlock(
        label=_("Länktext"), required=False, max_length=250, help_text=_("Lämna tomt för att visa sidans namn.")
    )
    page = blocks.PageChooserBlock(label=_("Sida"), required=False)
    url = blocks.URLBlock(label=_("Webbadress"), required=False, max_length=1000)
    document = DocumentChooserBlock(label=_("Dokument"), required=False)

    class Meta:
        label = _("Länk")
        icon = "link"
        value_class = LinkValue

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        targets = [name for name in ("page", "url", "document") if cleaned.get(name)]
        if len(targets) != 1 and not self.is_deferred_validation:
            message = (
                _("Välj bara ett mål: en sida, en webbadress eller ett dokument.")
                if targets
                else _("Välj en sida, en webbadress eller ett dokument.")
            )
            error = ValidationError(message, code="one_target")
            raise StructBlockValidationError(block_errors={(targets or ["page"])[-1]: error})
        return cleaned

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        page, document = value.get("page"), value.get("document")
        return {
            "text": value.label,
            "href": value.href,
            "page": page.pk if page else None,
            "document": document.pk if document else None,
        }


class LinksBlock(blocks.StructBlock):
    """{heading, items: [link]}: further reading."""

    heading = blocks.CharBlock(label=_("Rubrik"), required=False, max_length=150, default=_("Läs mer"))
    items = blocks.ListBlock(LinkBlock(), label=_("Länkar"))

    class Meta:
        label = _("Länkar")
        icon = "list-ul"
        template = "brygga_site/blocks/links.html"
        description = _("En lista med länkar under en rubrik.")
        preview_value = {
            "heading": _("Läs mer"),
            "items": [{"text": _("Så söker du"), "url": "https://solvik.example/sok"}],
        }

    def presentable(self, value: Any, followed: bool) -> Any:
        return value if any(item.label for item in value["items"]) else None
