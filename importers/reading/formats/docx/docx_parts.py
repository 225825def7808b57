"""What stands around the text of a Word document: styles, numbering, relations, notes, comments, tracked changes.

Only what a press release needs is read. The file is hostile: sizes are checked before anything is unpacked, macros
are never looked at, and external relations are never followed.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from lxml import etree

from ...model.errors import UnreadableDocument
from .docx_package import as_document

MAX_UNPACKED = 200 * 1024 * 1024
MAX_PARTS = 5000
MAX_RATIO = 200  # an honest document of text and compressed pictures stays below 30
_RATIO_FROM = 5 * 1024 * 1024

_HEADING = re.compile(r"(?:heading|rubrik)\s*(\d)", re.IGNORECASE)


@dataclass(slots=True)
class Style:
    """What a paragraph style means: its role, heading level, list, size in half-points, boldness."""

    name: str = ""
    level: int = 0  # 1–9: heading level
    number: tuple[str, int] | None = None
    size: int | None = None
    bold: bool = False


@dataclass(slots=True)
class Parts:
    """A Word document opened, with what its paragraphs refer to."""

    document: Document
    macros: bool = False
    styles: dict[str, Style] = field(default_factory=dict)
    default_size: int = 22
    formats: dict[tuple[str, int], str] = field(default_factory=dict)  # (numId, level) → bullet, decimal, …
    notes: dict[str, Any] = field(default_factory=dict)  # footnote id → its element


def open_docx(data: bytes) -> Parts:
    """The parts of a Word document.

    Raises UnreadableDocument: zip-bomb, broken-word.
    """
    check_archive(data)
    macros = False
    patched = as_document(data)
    if patched is not None:
        data, macros = patched
    try:
        document = docx.Document(BytesIO(data))
        if document.element.body is None:  # AttributeError where the part is something else than a document
            raise broken()
        parts = Parts(document, macros=macros)
        _read_styles(parts)
        _read_numbering(parts)
        _read_notes(parts)
    except (PackageNotFoundError, KeyError, ValueError, AttributeError, TypeError, IndexError, OSError) as error:
        raise broken() from error
    except (zipfile.BadZipFile, etree.XMLSyntaxError, RecursionError, NotImplementedError, EOFError) as error:
        raise broken() from error
    except Exception as error:  # zlib.error and the like: nothing of a broken file may get through
        raise broken() from error
    return parts


def broken() -> UnreadableDocument:
    return UnreadableDocument(
        "broken-word", "Word-filen är skadad och går inte att öppna. Öppna den i Word och spara den på nytt som .docx."
    )


def check_archive(data: bytes) -> None:
    """Raise UnreadableDocument for an archive that unpacks to more than any document needs."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise broken() from error
    unpacked = sum(entry.file_size for entry in entries)
    bomb = len(entries) > MAX_PARTS or unpacked > MAX_UNPACKED
    bomb = bomb or any(
        entry.file_size > _RATIO_FROM and entry.file_size > MAX_RATIO * max(1, entry.compress_size)
        for entry in entries
    )
    if bomb:
        raise UnreadableDocument(
            "zip-bomb",
            f"Filen packas upp till {unpacked // 1024 // 1024} MB i {len(entries)} delar, långt mer än en artikel "
            "behöver. Den öppnades inte. Spara den på nytt i Word om den är riktig.",
        )


def _read_styles(parts: Parts) -> None:
    root = parts.document.styles.element
    raw = {e.get(qn("w:styleId")): e for e in root.iterchildren(qn("w:style"))}
    size = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:sz')}")
    if size is not None:
        parts.default_size = _int(size.get(qn("w:val")), 22)
    for key, element in raw.items():
        style = Style()
        name = element.find(qn("w:name"))
        style.name = (name.get(qn("w:val")) or "").casefold() if name is not None else ""
        chain, seen = element, set()
        while chain is not None and id(chain) not in seen:
            seen.add(id(chain))
            _inherit(style, chain)
            based = chain.find(qn("w:basedOn"))
            chain = raw.get(based.get(qn("w:val"))) if based is not None else None
        heading = _HEADING.match(style.name)
        if heading:
            style.level = int(heading[1])
        parts.styles[key] = style
        if element.get(qn("w:default")) == "1" and element.get(qn("w:type")) == "paragraph":
            parts.styles[""] = style
            parts.default_size = style.size or parts.default_size


def named_style(key: str) -> Style | None:
    """What a style that the file does not describe means by its name alone; None for a name that says nothing."""
    heading = _HEADING.match(key)
    return Style(name=key.casefold(), level=int(heading[1])) if heading else None


def _inherit(style: Style, element: Any) -> None:
    outline = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    if outline is not None and not style.level:
        level = _int(outline.get(qn("w:val")), 9)
        style.level = level + 1 if level < 9 else 0
    number = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if number is not None and style.number is None:
        style.number = number_of(number)
    size = element.find(f"{qn('w:rPr')}/{qn('w:sz')}")
    if size is not None and style.size is None:
        style.size = _int(size.get(qn("w:val")), 0) or None
    bold = element.find(f"{qn('w:rPr')}/{qn('w:b')}")
    if bold is not None:
        style.bold = style.bold or is_on(bold)


def number_of(element: Any) -> tuple[str, int] | None:
    """(numId, level) of a w:numPr; None where it takes the paragraph out of its list."""
    number, level = element.find(qn("w:numId")), element.find(qn("w:ilvl"))
    key = number.get(qn("w:val")) if number is not None else None
    if key is None or key == "0":
        return None
    return key, min(_int(level.get(qn("w:val")), 0) if level is not None else 0, 8)


def is_on(element: Any) -> bool:
    """Whether a switch such as w:b is set."""
    return element.get(qn("w:val"), "1") not in ("0", "false", "off", "none")


def _int(value: str | None, default: int) -> int:
    try:
        return int(float(value or ""))
    except (ValueError, OverflowError):
        return default


def _read_numbering(parts: Parts) -> None:
    try:
        numbering = parts.document.part.part_related_by(RT.NUMBERING)
    except KeyError:
        return
    if not isinstance(numbering, XmlPart):
        return
    root = numbering.element
    abstract: dict[str, dict[int, str]] = {}
    for element in root.iterchildren(qn("w:abstractNum")):
        levels = {}
        for level in element.iterchildren(qn("w:lvl")):
            form = level.find(qn("w:numFmt"))
            levels[_int(level.get(qn("w:ilvl")), 0)] = form.get(qn("w:val"), "") if form is not None else "decimal"
        abstract[element.get(qn("w:abstractNumId"))] = levels
    for number in root.iterchildren(qn("w:num")):
        link = number.find(qn("w:abstractNumId"))
        if link is None:
            continue
        for level, form in abstract.get(link.get(qn("w:val")), {}).items():
            parts.formats[(number.get(qn("w:numId")), level)] = form


def _read_notes(parts: Parts) -> None:
    for kind, tag in ((RT.FOOTNOTES, "w:footnote"), (RT.ENDNOTES, "w:endnote")):
        for relation in parts.document.part.rels.values():
            if relation.reltype != kind or relation.is_external:
                continue
            root = etree.fromstring(
                relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True)
            )
            for note in root.iterchildren(qn(tag)):
                if note.get(qn("w:type")) in (None, "normal"):
                    parts.notes[f"{tag[2:]}-{note.get(qn('w:id'))}"] = note


def comments_of(parts: Parts) -> list[tuple[str, str]]:
    """(author, words) of each comment in the document."""
    try:
        return [(comment.author or "", comment.text or "") for comment in parts.document.comments]
    except (KeyError, ValueError, AttributeError):
        return []
