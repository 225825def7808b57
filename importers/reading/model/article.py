"""The reader's one data structure: what an article says, and where each piece of it came from.

A reader (text.py, html.py, …) fills title, dates, lead and blocks; the recognisers then add what they find in
them. Nothing here knows where a document came from or where it is going.

Offsets are characters of `Article.source_text`: the decoded text for plain text, and for HTML the text that the
parser saw, that is, all its text nodes in document order.

"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from .findings import Contact, Fact, Faq, Found, Funding, KeyFigure, Mention, Name, Quote
from .segments import Segment
from .spans import Span, Text

State = Literal["placed", "used", "dropped", "unknown"]


@dataclass(slots=True)
class Image(Found):
    src: str = ""
    alt: str = ""
    caption: str | None = None
    credit: str | None = None
    lead: bool = False


@dataclass(slots=True)
class Link(Found):
    text: str = ""
    href: str = ""
    kind: Literal["internal", "external", "file", "anchor", "mail", "phone"] = "external"


@dataclass(slots=True)
class LedgerEntry:
    """What became of one run of text (or of one object, whose `object` says which: "img /a.png")."""

    span: Span
    state: State
    rule: str = ""
    where: str = ""
    object: str = ""


@dataclass(slots=True)
class Problem:
    """Something a person should know. `code` is stable, `message` is Swedish and says what to do."""

    code: str
    message: str
    span: Span | None = None


@dataclass(slots=True)
class Block:
    """One piece of the article in reading order.

    type and what is set with it:
      heading    content, level (2–6)
      paragraph  content
      list       ordered, items (each a Block of type paragraph, its nested lists in `children`)
      table      caption, header (row of Text), rows (rows of Text), spans kept in data["cells"]
      quote      content (all the words as written), quotes (one or more)
      faq        content (the question), children (the answer's blocks)
      image      image; content is its caption, where it has one
      links      links; content of each in `items`
      file       link
      embed      link
      contact    contacts; items (its lines)
      factbox    content (its heading, may be empty), children
    """

    type: str
    content: Text = field(default_factory=Text)
    level: int = 0
    ordered: bool = False
    items: list[Block] = field(default_factory=list)
    children: list[Block] = field(default_factory=list)
    caption: Text | None = None
    header: list[Text] = field(default_factory=list)
    rows: list[list[Text]] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    image: Image | None = None
    links: list[Link] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)

    def texts(self) -> Iterator[Text]:
        """Every text of the block and what is in it, in reading order."""
        if self.caption:
            yield self.caption
        if self.content:
            yield self.content
        yield from self.header
        for row in self.rows:
            yield from row
        for part in (*self.items, *self.children):
            yield from part.texts()

    @property
    def text(self) -> str:
        """All the block's words, a line for each text in it."""
        return "\n".join(t.text for t in self.texts() if t.text)

    @property
    def span(self) -> Span | None:
        spans = [t.span() for t in self.texts() if t]
        return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None


@dataclass(slots=True)
class Article:
    source: str = ""
    source_text: str = ""
    address: str | None = None  # the page's own address, where known; relative links are resolved against it
    format: str = ""  # text, html, docx, …
    profile: str = ""  # the site profile that read it
    title: Text = field(default_factory=Text)
    lead: Text = field(default_factory=Text)
    stated_title: str = ""  # what its source calls it, where the text itself has no title
    published: str | None = None  # YYYY-MM-DD
    updated: str | None = None
    publisher: str | None = None
    author: str | None = None  # who wrote it, as the page says
    kind: str | None = None  # news, press_release, …, where the page says so
    language: str | None = None
    blocks: list[Block] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    people: list[Mention] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    faq: list[Faq] = field(default_factory=list)
    key_figures: list[KeyFigure] = field(default_factory=list)
    organisations: list[Name] = field(default_factory=list)
    municipalities: list[Name] = field(default_factory=list)
    projects: list[Name] = field(default_factory=list)
    units: list[Name] = field(default_factory=list)
    funding: list[Funding] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    captions: list[Text] = field(default_factory=list)
    related_links: list[Text] = field(default_factory=list)
    dates: list[Text] = field(default_factory=list)  # date lines as written
    address_date: str = ""  # the part of the address that `published` was read from, where nothing else says it
    topics: list[str] = field(default_factory=list)
    ledger: list[LedgerEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)  # what each piece of a page was judged to be, and how surely
    status: str = ""  # why it is not public in its source: password, private, draft, members, scheduled, expired
    go_live_at: str | None = None  # when it is to be published, where that lies ahead (ISO, UTC)
    expire_at: str | None = None  # when it is to be taken down, or was

    def walk(self) -> Iterator[Block]:
        """Every block, also those inside others, in reading order."""
        stack = list(reversed(self.blocks))
        while stack:
            block = stack.pop()
            yield block
            stack.extend(reversed((*block.items, *block.children)))
