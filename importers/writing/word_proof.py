"""The proof after writing: every word that the ledger calls placed is on the page, which says what was meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from ..reading.model.article import Article
from ..reading.model.spans import SOFT
from .contact_values import CONTACT_LABELS, contact_labels
from .equality import canonical, same, words

_WORD = re.compile(r"\w+")
_KEPT = re.compile(rb"\x01+")
_SOFT = re.compile(f"[{SOFT}]")
KEPT = ("placed", "unknown")


class LedgerMismatchError(Exception):
    """Words that should be on the page are not there; the message is Swedish and names them."""


class ReadBackMismatchError(Exception):
    """The database does not give back what was written."""


def placed_words(article: Article) -> Counter[str]:
    """Every word that must be on the page, with how often.

    They are the words of the article's own texts, wherever one of their characters is `placed` or `unknown` in the
    ledger: a reader may join a word that the source tore apart, so runs of source text cannot be compared. Labels of
    contact lines are not counted; dates became fields.
    """
    kept = bytearray(len(article.source_text))
    for entry in article.ledger:
        if entry.state in KEPT and not entry.object:
            kept[entry.span.start : entry.span.end] = b"\1" * (entry.span.end - entry.span.start)
    for text in article.dates:
        for offset in text.offsets:
            kept[offset] = 0
    headings = contact_labels(article)
    labels = [block for block in article.walk() if block.type == "contact" or id(block) in headings]
    labelled = {id(text) for block in labels for text in block.texts()}
    texts = [article.title, article.lead, *(t for b in article.blocks for t in b.texts())]
    result: Counter[str] = Counter()
    for text in [*texts, *article.captions, *article.related_links]:
        if not any(kept[offset] for offset in text.offsets):
            continue  # its words stand in a text that was counted before
        for offset in text.offsets:
            kept[offset] = 0
        found = _WORD.findall(_SOFT.sub("", text.text).casefold())
        result.update(word for word in found if id(text) not in labelled or word not in CONTACT_LABELS)
    for run in _KEPT.finditer(kept):
        result.update(_WORD.findall(article.source_text[run.start() : run.end()].casefold()))
    return result


FAULT = "Det är ett fel i importen: rapportera det med dokumentets namn."
FAULT_OF_RULES = "Reglerna i BRYGGA_ARTICLE_MAPPING släpper dem: ge dem en plats (se docs/egna-sidtyper.md)."


def check_words(article: Article, values: Mapping[str, Any], fault: str = FAULT) -> None:
    """Raise `LedgerMismatchError` unless the news page's values hold every placed word as often as the source does.
    `fault` says whose it is and what to do."""
    held = Counter(word for value in values.values() for word in words(value))
    missing = placed_words(article) - held
    if missing:
        shown = ", ".join(f"”{word}”" for word in list(missing)[:12])
        more = f" och {len(missing) - 12} till" if len(missing) > 12 else ""
        raise LedgerMismatchError(f"Ord i dokumentet skulle ha förlorats: {shown}{more}. Sidan skrevs inte. {fault}")


def check_read_back(expected: Mapping[str, Any], found: Mapping[str, Any], title: str) -> None:
    """Raise `ReadBackMismatchError` unless the page in the database says what was written, field by field."""
    for name, value in expected.items():
        if not _agrees(value, found.get(name)):
            raise ReadBackMismatchError(
                f"Fältet {name} på sidan ”{title}” blev inte det som skrevs. Ändringen gjordes inte."
            )


def _agrees(wanted: Any, found: Any) -> bool:
    """Whether what was found holds what was wanted; children have more fields than an import writes."""
    if isinstance(wanted, list) and isinstance(found, list):
        if len(wanted) != len(found):
            return False
        if all(isinstance(entry, dict) and "type" not in entry for entry in wanted) and wanted:
            return all(
                all(same(there.get(key), value) for key, value in entry.items() if key != "pk")
                for entry, there in zip(wanted, found, strict=True)
            )
        if all(isinstance(entry, int) for entry in wanted):
            return sorted(wanted) == sorted(found)
        return canonical(wanted) == canonical(found)
    return same(wanted, found)
