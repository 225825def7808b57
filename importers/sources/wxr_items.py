"""The items of a WordPress export, each cut out and read by itself.

An export is not to be trusted to be XML: servers write warnings into it, old posts hold control characters, a copied
database has posts in several encodings, a download ends in the middle. What is wrong in one item is therefore mended
in that item alone, and named; the others are read as if nothing were wrong with the file.

"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from lxml import etree

from ..reading.formats.decode import decode
from ..reading.model.article import Problem
from ..reading.model.errors import UnreadableDocument
from .document import SourceError
from .export_files import ExportFile, narrow
from .wxr_cleaning import CDATA, clean, closed_texts
from .wxr_cutting import MAX_ITEM, cut

_PREFIX = re.compile(r"</?([A-Za-z][\w.-]*):[A-Za-z]")
_FIELD = re.compile(r"<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?>")
_ATTRIBUTE_PREFIX = re.compile(r"\s([A-Za-z][\w.-]*):[\w.-]+\s*=")


@dataclass(slots=True)
class Item:
    """One item: its element, what had to be mended in it, and whether it is whole. Without an element it could not be
    read at all, and `failure` says why."""

    element: etree._Element | None
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True
    failure: UnreadableDocument | None = None
    number: int = 0


def read_items(file: ExportFile) -> Iterator[Item]:
    """The items of an export's file, in its order, one at a time. Raises SourceError for a file that cannot be had."""
    try:
        with file.open() as opened:
            for number, (data, whole, declared) in enumerate(cut(narrow(opened)), 1):
                item = _item(data, whole, declared)
                item.number = number
                yield item
    except UnreadableDocument as error:
        raise SourceError(error.code, error.message) from error
    except OSError as error:
        raise SourceError("unreadable", f"Filen gick inte att läsa: {error.strerror}.") from error


def _item(data: bytes, whole: bool, declared: str) -> Item:
    if declared == "too-large":
        too_large = UnreadableDocument("too-large", f"Posten är större än {MAX_ITEM // 2**20} MB. Dela upp den.")
        return Item(None, whole=False, failure=too_large)
    try:
        content_type = f"text/xml; charset={declared}" if declared else None
        decoded = decode(data, content_type=content_type, max_bytes=MAX_ITEM)
    except UnreadableDocument as error:
        return Item(None, whole=whole, failure=error)
    problems = list(decoded.problems)
    if not whole:
        text = (
            "Exportfilen slutar, eller posten bryts av, mitt i texten. Jämför med originalet eller exportera på nytt."
        )
        problems.append(Problem("truncated", text))
    closed = closed_texts(decoded.text)
    if closed != decoded.text and whole:
        said = "En text i posten var aldrig avslutad i exportfilen. Läsaren lagade den: jämför med originalet."
        problems.append(Problem("xml-repaired", said))
    text, removed = clean(closed, whole)
    if removed:
        text_of = f"{removed} styrtecken, som inte syns och inte får stå i XML, togs bort ur texten. Kontrollera den."
        problems.append(Problem("control-characters", text_of))
    element = _parsed(text, problems, whole)
    if element is None:
        broken = UnreadableDocument("broken-xml", "Posten i exportfilen är skadad. Exportera den på nytt.")
        return Item(None, problems, whole, broken)
    return Item(element, problems, whole)


def _parsed(text: str, problems: list[Problem], whole: bool) -> etree._Element | None:
    """The item's element: as XML, else field by field, so that a fault in one field stays in it."""
    outside = "".join(CDATA.split(text)[::2])
    prefixes = {*_PREFIX.findall(outside), *_ATTRIBUTE_PREFIX.findall(outside)} - {"xml", "xmlns"}
    names = "".join(f' xmlns:{prefix}="urn:{prefix}"' for prefix in sorted(prefixes))
    try:
        root = etree.fromstring(f"<rss{names}>{text}</rss>", _PARSER)
    except etree.XMLSyntaxError as error:
        opened = _FIELD.match(text.lstrip())
        inner = text.lstrip()[opened.end() :] if opened else text
        try:
            root = etree.fromstring(f"<rss{names}><item>{''.join(_fields(inner, names))}</item></rss>", _PARSER)
        except etree.XMLSyntaxError:
            return None
        if whole:
            said = f"Posten är inte hel XML ({error.msg}). Läsaren lagade den: jämför texten med originalet."
            problems.append(Problem("xml-repaired", said))
    return next(iter(root), None)


def _fields(text: str, names: str) -> Iterator[str]:
    """The fields of an item as XML. One that is none itself holds its mark-up as text."""
    masked = CDATA.sub(lambda match: "\0" * len(match[0]), text)
    at = 0
    while opened := _FIELD.search(masked, at):
        name = opened[1]
        end = masked.find(f"</{name}>", opened.end())
        close = end + len(name) + 3
        if end < 0:  # never closed: it ends where the next field begins
            following = re.compile(r"\n\s*<(?:wp|dc|content|excerpt):|</item").search(masked, opened.end())
            end = close = following.start() if following else len(text)
        at = close
        whole = f"{text[opened.start() : end]}</{name}>"
        try:
            etree.fromstring(f"<rss{names}>{whole}</rss>", _PARSER)
        except etree.XMLSyntaxError:
            inner = re.sub(r"<!\[CDATA\[|\]\]>", "", text[opened.end() : end])
            inner = re.sub(r"^\s*(?:<\w+>\s*)+|(?:</\w+>\s*)+$", "", inner) if ":" in name else inner
            whole = (
                f"<{name}>{unescape(inner).replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</{name}>"
            )
        yield whole


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_pis=True)
