"""What the reader left out of a document and why, in whole sentences: a person may want it."""

from __future__ import annotations

import hashlib
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from brygga.projects.personal_data.blocked import load_blocked

from .. import reading
from ..archive import raw
from ..archive.known_sites import knowledge_of_item
from ..archive.reading_hooks import site_hooks
from ..models import ImportItem
from ..models.sealed_original import is_sealed
from ..reading.model.errors import UnreadableDocument
from ..reading.model.site_knowledge import RECURS

if TYPE_CHECKING:
    from ..reading import Article


logger = logging.getLogger(__name__)
_LONG = 40  # characters: what is shorter is a button or a label
MOST = 60


@dataclass(frozen=True, slots=True)
class LeftProse:
    """A piece that was left out: its words, the rule in words, the end of what stands before it, and whether it is of
    a kind that stands around every page."""

    key: str
    text: str
    rule: str
    why: str
    before: str
    furniture: bool


def _reasons() -> dict[str, str]:
    """The rules that leave out what stands around a page, in words. Others are told by their name."""
    return {
        "navigation": _("meny eller navigering"),
        "cookies": _("kakor och samtycke"),
        "footer": _("sidfot"),
        "header": _("sidhuvud"),
        "page-title": _("webbläsarens rubrik"),
        "share": _("dela-länkar"),
        "search": _("sökruta"),
        "hidden": _("dolt på sidan"),
        "comments": _("kommentarer"),
        "related": _("länkar till annat"),
        "duplicate": _("står redan på sidan"),
    }


# What is this, and nothing else, nobody misses: it is not asked about.
_FURNITURE = frozenset(
    {"navigation", "cookies", "footer", "header", "page-title", "share", "search", "script", "style"}
)


def article_of(item: ImportItem) -> Article | None:
    """The article that the reader makes of the document's kept bytes; None where they are sealed, or cannot be had or
    read."""
    if item.raw_id is None or is_sealed(item.raw_id):
        return None
    try:
        data = raw.load(item.raw_id)
    except (FileNotFoundError, ValueError):
        return None
    return article_of_bytes(item, data)


def article_of_bytes(item: ImportItem, data: bytes) -> Article | None:
    """The article that the reader makes of bytes that the document has had; None where they cannot be read."""
    try:
        return reading.read(
            data,
            source=item.identifier,
            address=item.address or None,
            content_type=item.known.get("content_type"),
            hooks=site_hooks(),
            knowledge=knowledge_of_item(item),
        )
    except (UnreadableDocument, FileNotFoundError, ValueError):
        return None
    except Exception:
        logger.exception("The reader broke on %s", item.identifier)
        return None


def left_prose(article: Article | None) -> list[LeftProse]:
    """The pieces that were left out and look like sentences, in the order of the document."""
    if article is None:
        return []
    source, reasons, before, hide = article.source_text, _reasons(), "", load_blocked().without
    found: list[LeftProse] = []
    for entry in article.ledger:
        if entry.object:
            continue
        text = " ".join(source[entry.span.start : entry.span.end].split())
        if entry.state in ("placed", "unknown"):
            before = text
        elif entry.state == "dropped" and _is_prose(text) and len(found) < MOST:
            key = hashlib.sha256(text.encode()).hexdigest()[:12]
            rule = entry.rule.partition(":")[0]
            why = _recurs(rule) or reasons.get(rule, entry.rule)
            found.append(LeftProse(key, hide(text), rule, why, hide(before[-200:]), rule in _FURNITURE))
    return found


def _recurs(rule: str) -> str:
    """In words, that a piece stands on other pages of its site too; "" for another rule."""
    counts = RECURS.fullmatch(rule)
    return _("står på %(count)s av %(pages)s provlästa sidor i källan") % counts.groupdict() if counts else ""


def _is_prose(text: str) -> bool:
    return len(text) >= _LONG and len(re.findall(r"\w+", text)) >= 6 and bool(re.search(r"[.!?…:]", text))
