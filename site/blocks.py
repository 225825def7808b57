"""The blocks a body is built of, the same for every kind of page: those of this file, and those that the apps above
register. `brygga.projects.blocks` adds those that know people and key figures.

The shape of each value is public: it is what the API gives and what an import writes. No block takes raw HTML.

"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.rich_text import RichText

from . import presentable as shown
from .image_blocks import ImageBlock, MissingImageBlock
from .link_blocks import LinksBlock

INLINE = ["bold", "italic", "link", "document-link", "superscript", "subscript"]
FLOWING = [*INLINE, "ul", "ol"]


class HeadingBlock(blocks.StructBlock):
    """{text, level}: level 2 is a section of the page, 3 a part of it, 4 a part of that."""

    text = blocks.CharBlock(label=_("Rubrik"), max_length=250)
    level = blocks.ChoiceBlock(
        label=_("Nivå"),
        choices=[("2", _("Rubrik")), ("3", _("Underrubrik")), ("4", _("Liten underrubrik"))],
        default="2",
    )

    class Meta:
        label = _("Rubrik")
        icon = "title"
        template = "brygga_site/blocks/heading.html"
        description = _("Delar in texten. Läsaren hittar med rubrikerna, och skärmläsare hoppar mellan dem.")
        preview_value = {"text": _("Så går det till"), "level": "2"}

    def section_level(self, value: Any) -> int:
        """The level: what comes until the next heading of it, or of one above, is its section."""
        return int(value["level"] or 2)

    def presentable(self, value: Any, followed: bool) -> Any:
        return value if followed and value["text"].strip() else None

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        return {"text": value["text"], "level": int(value["level"] or 2)}


def _presentable_text(value: Any, followed: bool = False) -> Any:
    """Rich text as visitors see it, None for nothing."""
    markup = shown.rich_text(value.source, followed)
    return None if not markup else value if markup == value.source else RichText(markup)


class ParagraphBlock(blocks.RichTextBlock):
    """Running text with links and lists, as Wagtail's rich text. Pasted text loses all other formatting."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", FLOWING)
        super().__init__(**kwargs)

    def presentable(self, value: Any, followed: bool) -> Any:
        return _presentable_text(value, followed)

    def once(self, value: Any) -> Any:
        """A line on how somebody is reached is shown once."""
        return shown.contact_line(value.source)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "brygga_site/blocks/paragraph.html"
        description = _("Löpande text, med länkar och listor.")
        preview_value = _("<p>Ring eller kom förbi, så berättar vi mer. Du behöver ingen tid.</p>")


class FaqItemBlock(blocks.StructBlock):
    """{question, answer}: the answer is rich text."""

    question = blocks.CharBlock(label=_("Fråga"), max_length=300)
    answer = blocks.RichTextBlock(label=_("Svar"), features=FLOWING)

    class Meta:
        label = _("Fråga och svar")
        icon = "help"
        template = "brygga_site/blocks/faq.html"
        description = _("En fråga som läsaren har, och svaret.")
        preview_value = {
            "question": _("Vem kan vara med?"),
            "answer": _("<p>Du som är mellan 18 och 64 år och bor i kommunen.</p>"),
        }

    def presentable(self, value: Any, followed: bool) -> Any:
        return value if value["question"].strip() and _presentable_text(value["answer"], True) else None


class TableBlock(TypedTableBlock):
    """Wagtail's typed table: {columns: [{type, heading}], rows: [{values}], caption}; column types text and number."""

    text = blocks.RichTextBlock(label=_("Text"), features=INLINE, required=False)
    number = blocks.CharBlock(label=_("Tal"), required=False, help_text=_("Ställs i högerkant."))

    class Meta:
        label = _("Tabell")
        icon = "table"
        template = "brygga_site/blocks/table.html"
        description = _("Värden i rader och kolumner. Varje kolumn ska ha en rubrik.")
        preview_value = {
            "caption": _("Deltagare efter år"),
            "columns": [{"type": "text", "heading": _("År")}, {"type": "number", "heading": _("Deltagare")}],
            "rows": [{"values": ["2023", "48"]}, {"values": ["2024", "61"]}],
        }

    def presentable(self, value: Any, followed: bool) -> Any:
        return value if any(str(cell.value or "").strip() for row in value.rows for cell in row) else None


class DocumentBlock(blocks.StructBlock):
    """{document, title}: a file to fetch; the title is what the link says."""

    document = DocumentChooserBlock(label=_("Dokument"))
    title = blocks.CharBlock(
        label=_("Länktext"), required=False, max_length=250, help_text=_("Lämna tomt för att visa dokumentets namn.")
    )

    class Meta:
        label = _("Dokument")
        icon = "doc-full"
        template = "brygga_site/blocks/document.html"
        description = _("En fil att hämta, till exempel en rapport.")

    def presentable(self, value: Any, followed: bool) -> Any:
        return value if value["document"] else None

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        document = value["document"]
        return {
            "document": document.pk if document else None,
            "title": value["title"] or (document.title if document else ""),
            "url": document.url if document else "",
        }


class EmbedBlock(blocks.StructBlock):
    """{url, title}: a film or the like elsewhere. It is shown as a link: nothing is loaded from other hosts."""

    url = blocks.URLBlock(label=_("Adress"), max_length=1000)
    title = blocks.CharBlock(
        label=_("Vad det är"), max_length=250, help_text=_("Till exempel ”Film: en dag på Jobbverkstan, 3 minuter”.")
    )

    class Meta:
        label = _("Film eller annat på en annan webbplats")
        icon = "media"
        template = "brygga_site/blocks/embed.html"
        description = _("Visas som en tydlig länk, så att besökaren själv väljer att gå dit.")
        preview_value = {
            "url": "https://video.solvik.example/1",
            "title": _("Film: en dag på Jobbverkstan, 3 minuter"),
        }

    def presentable(self, value: Any, followed: bool) -> Any:
        return value if value["url"] else None


class FactboxBlock(blocks.StructBlock):
    """{heading, body}: facts beside the story."""

    heading = blocks.CharBlock(label=_("Rubrik"), max_length=150, required=False)
    body = blocks.RichTextBlock(label=_("Text"), features=FLOWING)

    class Meta:
        label = _("Faktaruta")
        icon = "info-circle"
        template = "brygga_site/blocks/factbox.html"
        description = _("Korta fakta vid sidan av texten.")
        preview_value = {
            "heading": _("Om projektet"),
            "body": _("<ul><li>Startade 2023</li><li>Sex kommuner är med</li></ul>"),
        }

    def presentable(self, value: Any, followed: bool) -> Any:
        body = _presentable_text(value["body"])
        if body is None or body is value["body"]:
            return None if body is None else value
        return type(value)(value.block, {**value, "body": body}.items())


_body_blocks: dict[str, blocks.Block] = {
    "heading": HeadingBlock(group=_("Text")),
    "paragraph": ParagraphBlock(group=_("Text")),
    "factbox": FactboxBlock(group=_("Text")),
    "faq": FaqItemBlock(group=_("Text")),
    "image": ImageBlock(group=_("Bilder och filer")),
    "document": DocumentBlock(group=_("Bilder och filer")),
    "embed": EmbedBlock(group=_("Bilder och filer")),
    "links": LinksBlock(group=_("Länkar och tabeller")),
    "table": TableBlock(group=_("Länkar och tabeller")),
    "missing_image": MissingImageBlock(group=_("Bilder och filer"), search_index=False),
}
FAQ_BLOCKS: list[tuple[str, blocks.Block]] = [("faq", FaqItemBlock())]


def register_body_block(name: str, block: blocks.Block) -> None:
    """Adds a block to the bodies of all page types; the same name again replaces it.

    To be called when the app's models are loaded, since streams ask for their blocks once, after that.
    """
    _body_blocks[name] = block


def body_blocks() -> list[tuple[str, blocks.Block]]:
    """All blocks of a body, by name, as a StreamField takes them."""
    return list(_body_blocks.items())
