"""An article's blocks → the raw values of StreamField blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ..reading.model.article import Article, Block, Image, Link
from ..reading.model.findings import Contact, Quote
from ..reading.model.spans import Text
from . import richtext
from .contact_values import contact_labels, contact_value, cut_at, fill_role, lines_beyond
from .richtext import Linker

Raw = dict[str, Any]
SKIPPED: Final = object()  # what `image` gives for what is no picture: a line, a dot that counts visitors


@dataclass(slots=True)
class Stream:
    """What the body became: block values (without ids), and the images in them by old address."""

    blocks: list[Raw] = field(default_factory=list)
    contacts: list[dict[str, str]] = field(default_factory=list)

    def add(self, kind: str, value: Any) -> None:
        self.blocks.append({"type": kind, "value": value})

    def add_rests(self, *rests: str) -> None:
        """What fields of the block before had no room for, as text below it."""
        for rest in filter(None, rests):
            self.add("paragraph", as_paragraph(rest))


@dataclass(slots=True)
class Converter:
    """Turns blocks into raw values. The functions it is given know the database; it does not.

    `image` gives an image's id, None, or `SKIPPED`, `document` a document's id or None, `link` where an address leads
    now, `person` the id of the Person whose words a quote is, or None.
    """

    link: Linker
    image: Callable[[Image], Any]
    document: Callable[[Link], Any]
    person: Callable[[Quote], Any]
    contacts: list[Contact] = field(default_factory=list)

    def body(self, article: Article, skip_image: Image | None = None) -> Stream:
        """The whole body. `skip_image` is the one that stands elsewhere on the page (the lead image)."""
        stream = Stream()
        levels = sorted({b.level for b in article.blocks if b.type == "heading"})
        rank = {level: str(min(4, 2 + index)) for index, level in enumerate(levels)}
        self.contacts = article.contacts
        labels = contact_labels(article)
        for block in article.blocks:
            if id(block) not in labels:
                self._block(block, stream, rank, skip_image)
        return stream

    def _block(self, block: Block, stream: Stream, rank: dict[int, str], skip_image: Image | None) -> None:
        match block.type:
            case "heading":
                self._heading(block, stream, rank)
            case "list":
                stream.add("paragraph", richtext.listing(block, self.link))
            case "table":
                stream.add("table", self._table(block))
            case "quote" if block.quotes:
                self._quotes(block, stream)
            case "faq":
                self._faq(block, stream)
            case "image":
                if block.image and block.image is not skip_image:
                    self._image(block, stream)
            case "links":
                self._links(block, stream)
            case "file" | "embed":
                self._file(block, stream)
            case "contact":
                self._contact(block, stream, block.contacts or self._contacts_in(block))
            case "factbox":
                self._factbox(block, stream, rank, skip_image)
            case _:
                if block.content:
                    stream.add("paragraph", richtext.paragraph(block.content, self.link))
                for part in (*block.items, *block.children):
                    self._block(part, stream, rank, skip_image)

    def _heading(self, block: Block, stream: Stream, rank: dict[int, str]) -> None:
        text, rest = cut_at(block.content.text, 250)
        stream.add("heading", {"text": text, "level": rank.get(block.level, "3")})
        if rest or block.content.links():
            stream.add("paragraph", richtext.paragraph(block.content, self.link))

    def _quotes(self, block: Block, stream: Stream) -> None:
        for quote in block.quotes:
            stream.add("quote", self.quote(quote))
        for rest in left_over(block.content, block.quotes):
            stream.add("paragraph", richtext.paragraph(rest, self.link))

    def _faq(self, block: Block, stream: Stream) -> None:
        answer = richtext.flow(block.children, self.link)
        question, rest = cut_at(block.content.text, 300)
        stream.add("faq", {"question": question, "answer": as_paragraph(rest) + answer})

    def _contacts_in(self, block: Block) -> list[Contact]:
        """The contacts that the recogniser found in a block's lines."""
        span = block.span
        return [c for c in self.contacts if span and c.span and span.start <= c.span.start and c.span.end <= span.end]

    def quote(self, quote: Quote) -> Raw:
        """A quote with who said it, as the article says it."""
        note = ""
        if not quote.speaker and quote.inferred_speaker:
            note = f"Kanske {quote.inferred_speaker}: texten säger det inte."
        return {
            "text": quote.text,
            "speaker_name": quote.speaker or "",
            "role": quote.role or "",
            "organisation_name": quote.organisation or "",
            "attribution": quote.attribution or "",
            "person": self.person(quote),
            "speaker_note": note or quote.note,
        }

    def _table(self, block: Block) -> Raw:
        rows = list(block.rows)
        width = max([len(block.header), *(len(row) for row in rows)], default=0)
        headings = [text.text for text in block.header] + [""] * (width - len(block.header))
        return {
            "caption": block.caption.text if block.caption else "",
            "columns": [{"type": "text", "heading": heading} for heading in headings],
            "rows": [
                {"values": [richtext.inline(cell, self.link) for cell in row] + [""] * (width - len(row))}
                for row in rows
            ],
        }

    def _image(self, block: Block, stream: Stream) -> None:
        image = block.image
        assert image is not None
        caption = image.caption or (block.content.text if block.content else "") or ""
        found = self.image(image)
        if found is SKIPPED:
            return
        if found is None:
            stream.add("missing_image", {"src": image.src or "okänd", "alt": image.alt or "", "caption": caption})
            return
        told, rests = image_words(image, caption)
        stream.add("image", {"image": found, **told, "decorative": False})
        stream.add_rests(*rests)

    def _links(self, block: Block, stream: Stream) -> None:
        heading = block.content.text if block.content else ""
        items, loose = [], []
        for item in block.items:
            anchors = item.content.links()
            whole = len(anchors) == 1 and anchors[0][0].strip() == item.content.text.strip()
            value = self.link_value(anchors[0][0], anchors[0][1]) if whole else None
            if value:
                items.append(value)
            elif item.content:
                loose.append(item)
        if items:
            short, rest = cut_at(heading, 150)
            stream.add("links", {"heading": short, "items": items})
            stream.add_rests(rest)
        elif heading:
            short, rest = cut_at(heading, 250)
            stream.add("heading", {"text": short, "level": "3"})
            stream.add_rests(rest)
        if loose:
            listing = Block(type="list", items=loose)
            stream.add("paragraph", richtext.listing(listing, self.link))

    def link_value(self, text: str, href: str) -> Raw | None:
        """The value of a link block, or None for what such a block cannot hold (anchors, mail, dead links)."""
        target = self.link(href)
        if not target or len(text) > 250:
            return None
        if target.get("linktype") == "page":
            return {"text": text, "page": int(target["id"]), "url": "", "document": None}
        if target.get("linktype") == "document":
            return {"text": text, "page": None, "url": "", "document": int(target["id"])}
        if re.match(r"https?://", target.get("href", "")) and len(target["href"]) <= 1000:
            return {"text": text, "page": None, "url": target["href"], "document": None}
        return None

    def _file(self, block: Block, stream: Stream) -> None:
        for link in block.links:
            text = link.text or block.content.text or link.href
            title, rest = cut_at(text, 250)
            if block.type == "embed" and re.match(r"https?://", link.href) and len(link.href) <= 1000:
                stream.add("embed", {"url": link.href, "title": title})
                stream.add_rests(rest)
                continue
            document = self.document(link)
            if document is not None:
                stream.add("document", {"document": document, "title": title})
                stream.add_rests(rest)
            elif value := self.link_value(text, link.href):
                stream.add("links", {"heading": "", "items": [value]})
            else:
                stream.add("paragraph", as_paragraph(text))
        if not block.links and block.content:
            stream.add("paragraph", richtext.paragraph(block.content, self.link))

    def _contact(self, block: Block, stream: Stream, found: Sequence[Contact]) -> None:
        """Contacts become fields; a line that says more than its fields do stays as text too."""
        values = [value for contact in found if (value := contact_value(contact))]
        lines = [item.content for item in block.items if item.content] or ([block.content] if block.content else [])
        if len(values) == 1:
            lines = fill_role(values[0], lines)
        stream.contacts += values
        for line in lines_beyond(values, lines):
            stream.add("paragraph", richtext.paragraph(line, self.link))

    def _factbox(self, block: Block, stream: Stream, rank: dict[int, str], skip_image: Image | None) -> None:
        plain = [child for child in block.children if child.type not in ("image", "quote", "contact", "file", "embed")]
        heading, rest = cut_at(block.content.text if block.content else "", 150)
        body = richtext.flow(plain, self.link)
        if heading or body:
            stream.add("factbox", {"heading": heading, "body": as_paragraph(rest) + body})
        for child in block.children:
            if child not in plain:
                self._block(child, stream, rank, skip_image)


def as_paragraph(text: str) -> str:
    """Plain text as a paragraph of rich text; nothing for none."""
    return f"<p>{richtext.clean(richtext.escape(text))}</p>" if text else ""


def image_words(image: Image, caption: str) -> tuple[dict[str, str], list[str]]:
    """What the fields of an image hold of its words, and what they have no room for."""
    limits = {"alt": (image.alt or "", 250), "caption": (caption, 500), "credit": (image.credit or "", 150)}
    cut = {name: cut_at(text, most) for name, (text, most) in limits.items()}
    return {name: held for name, (held, _) in cut.items()}, [rest for _, rest in cut.values() if rest]


def left_over(content: Text, quotes: list[Quote]) -> list[Text]:
    """The pieces of a quote block's text that none of its quotes holds; they stay as text, where they stood."""
    covered = {at for quote in quotes for span in quote.parts for at in range(span.start, span.end)}
    if not covered:
        return []
    free = [offset not in covered for offset in content.offsets]
    for quote in quotes:
        if quote.attribution and (at := content.text.find(quote.attribution)) >= 0:
            free[at : at + len(quote.attribution)] = [False] * len(quote.attribution)
    pieces, start = [], None
    for index, is_free in enumerate([*free, False]):
        if is_free and start is None:
            start = index
        elif not is_free and start is not None:
            piece = content[start:index]
            if any(char.isalnum() for char in piece.text):
                pieces.append(piece.strip(' \u00a0–—-,.;:"”“’»«'))
            start = None
    return pieces
