"""A page as a tree whose every element knows where its text stands in the source text.

The source text of a page is all its text nodes in document order, without scripts, styles and comments. lxml is
given decoded text only, and mark-up that would make it stop or crawl is simplified first, with a problem that says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import lxml.html
from lxml import etree

from ...model.article import Problem
from ...model.errors import UnreadableDocument
from ...model.spans import Span, Text
from . import dead_marks, hidden_addresses
from .element import Element
from .page_index import Index

# More characters than this in one page is no article: the largest page of a municipal archive seen had 2 million.
MAX_CHARACTERS = 60_000_000
# libxml2 compares each attribute of a tag with all before it, so a tag of a million attributes takes an hour.
MAX_TAG_CHARACTERS = 20_000
MAX_ATTRIBUTES = 256
_SIGNS = 15_000
# A page with less text than this may be one that a script draws, from data of at least this length.
_LITTLE, _FEW, _SHORTEST_STATE = 400, 60, 60

_TAG_NAME = re.compile(r"<[a-zA-Z][a-zA-Z0-9:-]{0,40}")
_ATTRIBUTE = re.compile(r"""[\s/]+[^\s"'=<>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?""")
_SIMPLE = re.compile(r"</?(?!(?:p|br|h[1-6]|title|html|head|body|script|style)\b)[a-zA-Z!?/][^<>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<script\b.*?</script\s*>|<style\b.*?</style\s*>|<[a-zA-Z!?/][^<>]*>", re.I | re.S)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# What XML cannot hold, except NUL: that one is reported.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_END_HTML = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_HAS_PAGE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)


@dataclass(slots=True)
class Page:
    """A parsed page. `start` and `end` give each element's range of `text`: its own and its descendants' words."""

    root: Element
    text: str
    start: dict[Element, int]
    end: dict[Element, int]
    scripts: list[str] = field(default_factory=list)  # JSON-LD, as written
    problems: list[Problem] = field(default_factory=list)
    states: list[str] = field(default_factory=list)  # data for scripts, where the page shows next to nothing itself
    scripted: bool = False  # whether the page has scripts at all
    _index: Index | None = None
    head: str = ""  # the beginning of the mark-up, folded, where systems leave their signs

    @property
    def index(self) -> Index:
        """The page's elements by id, class and tag."""
        if self._index is None:
            self._index = Index.of(self.root, list(self.start))
        return self._index

    def borrow(self, words: str) -> Text:
        """Words that the page only says in an attribute, set after the end of the source text so that they have a
        place in it too."""
        start = len(self.text) + 1
        self.text += f"\n{words}"
        return Text.of(self.text, start)

    def span(self, element: Element) -> Span:
        """The range of the source text that the element covers."""
        return Span(self.start[element], self.end[element])

    def words(self, element: Element) -> str:
        """All words in the element, with the blanks of the source."""
        return self.text[self.start[element] : self.end[element]]

    def folded(self, element: Element) -> str:
        """All words in the element, with single blanks."""
        return " ".join(self.words(element).split())


def parse(text: str) -> Page:
    """The page that decoded mark-up makes.

    Raises UnreadableDocument for a page that is too large, or has nothing in it.
    """
    if len(text) > MAX_CHARACTERS:
        raise UnreadableDocument(
            "too-large",
            f"Sidan har {len(text) // 1_000_000} miljoner tecken, och gränsen är {MAX_CHARACTERS // 1_000_000}. "
            "Dela upp den eller kontrollera att det är en artikel.",
        )
    problems: list[Problem] = []
    text = _prepare(text, problems)
    root = _parse(text, problems)
    if _HAS_PAGE.search(text[:5000]) and not _END_HTML.search(text[-5000:]) and not _END_HTML.search(text):
        problems.append(
            Problem("truncated", "Sidan slutar mitt i: avslutande </body> och </html> saknas. Jämför med originalet.")
        )
    elements = list(root.iter("script"))
    scripts = [e.text for e in elements if e.text and "ld+json" in (e.get("type") or "").lower()]
    etree.strip_elements(root, "script", "style", with_tail=False)
    if "cfemail" in text or "email-protection" in text:
        hidden_addresses.show(root)
    dead_marks.set_apart(root, text, problems)
    page = index(root, scripts, problems)
    page.head = text[:_SIGNS].lower()
    page.scripted = bool(elements)
    if len(page.text) < _LITTLE or len(page.text.split()) < _FEW:
        page.states = [e.text for e in elements if e.text and len(e.text) >= _SHORTEST_STATE and e.text not in scripts]
    return page


def index(root: Element, scripts: list[str] | None = None, problems: list[Problem] | None = None) -> Page:
    """The page of a tree that is already made: its source text, and each element's place in it."""
    start: dict[Element, int] = {}
    end: dict[Element, int] = {}
    at = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            start[element] = at
            if element.text:
                at += len(element.text)
        else:
            end[element] = at
            if element.tail:
                at += len(element.tail)
    source = "".join(root.itertext(with_tail=True))
    return Page(root, source, start, end, scripts or [], problems or [])


def _prepare(text: str, problems: list[Problem]) -> str:
    """Mark-up that lxml reads in reasonable time: no null bytes, no tag of thousands of attributes."""
    if "\0" in text:
        problems.append(
            Problem("null-bytes", f"Sidan har {text.count(chr(0))} nolltecken. De är borttagna; kontrollera texten.")
        )
    if not text.isprintable():
        text = _CONTROL.sub("", text)
    text = _XML_DECLARATION.sub("", text.removeprefix("\ufeff"))
    return _cut_attributes(text, problems)


def _cut_attributes(text: str, problems: list[Problem]) -> str:
    if max(map(len, text.split(">"))) <= MAX_TAG_CHARACTERS:
        return text
    pieces: list[str] = []
    kept = at = 0
    longest = False
    while True:
        close = text.find(">", at)
        if close < 0:
            close = len(text)
        if close - at > MAX_TAG_CHARACTERS:
            # Only the last tag opened before this ">" can be that long.
            for match in _TAG_NAME.finditer(text, at, close):
                if close - match.end() <= MAX_TAG_CHARACTERS:
                    break
                following = text.find("<", match.end(), close)
                stop = following if following >= 0 else close
                if stop - match.end() > MAX_TAG_CHARACTERS and _too_many(text, match.end(), stop):
                    pieces += (text[kept : match.end()], "" if stop == close else ">")
                    kept = stop
                    longest = True
        at = close + 1
        if at > len(text):
            break
    if not longest:
        return text
    problems.append(
        Problem(
            "too-many-attributes", "En tagg på sidan har fler attribut än någon människa skriver. De är bortsedda."
        )
    )
    return "".join((*pieces, text[kept:]))


def _too_many(text: str, start: int, end: int) -> bool:
    """Whether a tag has many attributes; one long value (an embedded picture) is no trouble."""
    return any(count >= MAX_ATTRIBUTES for count, _ in enumerate(_ATTRIBUTE.finditer(text, start, end)))


def _parse(text: str, problems: list[Problem]) -> Element:
    root, whole = _try(text)
    if whole and root is not None:
        return root
    problems.append(
        Problem(
            "too-deep",
            "Sidans taggar ligger djupare i varandra än någon läsare klarar. Texten är läst utan struktur; "
            "kontrollera rubriker och listor.",
        )
    )
    root, whole = _try(_SIMPLE.sub(" ", text))
    if whole and root is not None:
        return root
    root, _ = _try("<html><body>" + _ANY_TAG.sub(" ", text).replace("<", "&lt;") + "</body></html>")
    if root is None:
        raise UnreadableDocument("empty", "Sidan har inget innehåll att läsa.")
    return root


def _try(text: str) -> tuple[Element | None, bool]:
    """The parsed tree, and whether the parser read all of the text."""
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, no_network=True, recover=True)
    try:
        root = lxml.html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        return None, not text.strip()
    whole = not any(
        entry.type_name in ("ERR_RESOURCE_LIMIT", "ERR_NAME_TOO_LONG") and entry.level >= 3
        for entry in parser.error_log
    )
    return root, whole
