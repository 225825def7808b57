"""The items of a WordPress export, each cut out and read by itself.

An export is not to be trusted to be XML: servers write warnings into it, old posts hold control characters, a copied
database has posts in several encodings, a download ends in the middle. What is wrong in one item is therefore mended
in that item alone, and named; the others are read as if nothing were wrong with the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape

from lxml import etree

from ..reading.formats.decode import decode
from ..reading.model.article import Problem
from ..reading.model.errors import UnreadableDocument
from .document import SourceError
from .export_files import ExportFile, Readable, narrow

MAX_ITEM = 50 * 2**20
_BLOCK = 256 * 1024
_LONGEST_TOKEN = 64
_OUTSIDE = re.compile(rb"<!\[CDATA\[|<!--|<item[\s>]|</item\s*>")
# An item that ends inside its text, with another after it, ends there: the text was never closed.
_IN_TEXT = re.compile(rb"\]\]>|</item\s*>\s{0,40}<item[\s>]")
_IN_COMMENT = re.compile(rb"-->")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE)

_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_BREAKS = re.compile("[\x0b\x0c]")
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(#\d{1,8};?|#[xX][0-9a-fA-F]{1,7};?|[a-zA-Z]\w{1,30};)?")
_NO_TAG = re.compile(r"<(?![A-Za-z/!?])")
_PREFIX = re.compile(r"</?([A-Za-z][\w.-]*):[A-Za-z]")
_FIELD = re.compile(r"<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?>")
_OPEN_TEXT = re.compile(r"<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?>\s*<!\[CDATA\[")
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
            for number, (data, whole, declared) in enumerate(_cut(narrow(opened)), 1):
                item = _item(data, whole, declared)
                item.number = number
                yield item
    except UnreadableDocument as error:
        raise SourceError(error.code, error.message) from error
    except OSError as error:
        raise SourceError("unreadable", f"Filen gick inte att läsa: {error.strerror}.") from error


def is_whole(file: ExportFile) -> bool:
    """Whether the file ends as an export does. One that does not lacks what came after."""
    tail = b""
    with file.open() as opened:
        data = narrow(opened)
        while piece := data.read(_BLOCK):
            tail = (tail + piece)[-4096:]
    return b"</channel>" in tail or b"</rss>" in tail


def _cut(file: Readable) -> Iterator[tuple[bytes, bool, str]]:
    """Each item's bytes, whether it ends as it should, and the encoding that the file says it has."""
    data, at, begun = b"", 0, -1
    inside: re.Pattern[bytes] | None = None
    declared: str | None = None
    ended = False
    while True:
        found = (inside or _OUTSIDE).search(data, at)
        if found is None:
            if ended:
                break
            if begun >= 0 and len(data) - begun > MAX_ITEM:
                yield data[begun : begun + 4096], False, "too-large"
                begun, inside = -1, None
            more = file.read(_BLOCK)
            ended = not more
            at = max(at, len(data) - _LONGEST_TOKEN)
            keep = begun if begun >= 0 else at
            data, at, begun = data[keep:] + more, at - keep, 0 if begun >= 0 else -1
            continue
        token, at = found[0], found.end()
        if declared is None:
            named = _DECLARED.search(data[: found.start()])
            declared = named[1].decode("ascii") if named else ""
        if inside is _IN_TEXT and not token.startswith(b"]]>"):
            at = found.start() + token.index(b">") + 1
            if begun >= 0:
                yield data[begun:at], False, declared
            begun, inside = -1, None
        elif inside is not None:
            inside = None
        elif token.startswith(b"<!"):
            inside = _IN_TEXT if token.startswith(b"<![") else _IN_COMMENT
        elif token.startswith(b"<item"):
            if begun >= 0:
                yield data[begun : found.start()], False, declared
            begun = found.start()
        elif begun >= 0:
            yield data[begun:at], True, declared
            begun = -1
    if begun >= 0:
        yield data[begun:], False, declared or ""


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
    closed = _closed_texts(decoded.text)
    if closed != decoded.text and whole:
        said = "En text i posten var aldrig avslutad i exportfilen. Läsaren lagade den: jämför med originalet."
        problems.append(Problem("xml-repaired", said))
    text, removed = _clean(closed, whole)
    if removed:
        text_of = f"{removed} styrtecken, som inte syns och inte får stå i XML, togs bort ur texten. Kontrollera den."
        problems.append(Problem("control-characters", text_of))
    element = _parsed(text, problems, whole)
    if element is None:
        broken = UnreadableDocument("broken-xml", "Posten i exportfilen är skadad. Exportera den på nytt.")
        return Item(None, problems, whole, broken)
    return Item(element, problems, whole)


def _clean(text: str, whole: bool) -> tuple[str, int]:
    """The item as XML can hold it, and how many characters and references that took away."""
    removed = len(_ILLEGAL.findall(text))
    text = _BREAKS.sub("\n", _ILLEGAL.sub("", text))
    if not whole:
        open_at = text.rfind("<![CDATA[")
        if open_at >= 0 and "]]>" not in text[open_at:]:
            ending = re.search(r"(?:</[\w:]+>\s*)*$", text[open_at:])
            close = open_at + (ending.start() if ending else len(text) - open_at)
            text = f"{text[:close]}]]>{text[close:]}"
    pieces = _CDATA.split(text)
    for index in range(0, len(pieces), 2):  # what stands in CDATA is HTML, and has its own rules
        pieces[index], gone = _outside_text(pieces[index])
        removed += gone
    return "".join(pieces), removed


def _closed_texts(text: str) -> str:
    """The item with every text closed before the end of its own field."""
    pieces: list[str] = []
    at = 0
    while opened := _OPEN_TEXT.search(text, at):
        close, field_end = text.find("]]>", opened.end()), text.find(f"</{opened[1]}>", opened.end())
        end = close + 3
        if 0 <= field_end < close or close < 0 <= field_end:
            pieces += (text[at:field_end], "]]>")
            end = at = field_end
        if end < 3:
            break
        pieces.append(text[at:end])
        at = end
    return "".join((*pieces, text[at:]))


def _outside_text(text: str) -> tuple[str, int]:
    """Mark-up with its references as the characters that they mean in HTML, and what opens no tag written out."""
    gone = 0

    def meant(match: re.Match[str]) -> str:
        nonlocal gone
        if not match[1]:
            return "&amp;"
        found = unescape(match[0])
        if found == match[0]:
            return "&amp;" + match[0][1:]
        legal = _BREAKS.sub("\n", _ILLEGAL.sub("", found.replace("\ufffd", "")))
        gone += not legal
        return escape(legal, quote=False)

    return _NO_TAG.sub("&lt;", _REFERENCE.sub(meant, text)), gone


def _parsed(text: str, problems: list[Problem], whole: bool) -> etree._Element | None:
    """The item's element: as XML, else field by field, so that a fault in one field stays in it."""
    outside = "".join(_CDATA.split(text)[::2])
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
    masked = _CDATA.sub(lambda match: "\0" * len(match[0]), text)
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
