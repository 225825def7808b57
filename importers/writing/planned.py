"""What a plan remembers of the documents before: texts that later ones of the same plan may be the same as."""

from __future__ import annotations

from typing import Any

from .. import reading
from ..archive import raw
from ..models import ImportItem, RunEntry
from ..reading.model.article import Article
from .duplicates import LIKELY, likeness_key, words_fingerprint
from .equality import words
from .likeness import word_ratio
from .run_context import RunContext


def is_planned(value: Any) -> bool:
    """Whether there is a placeholder in the value, for something that a plan does not make."""
    if isinstance(value, dict):
        return "new" in value or any(map(is_planned, value.values()))
    return isinstance(value, list) and any(map(is_planned, value))


def planned_twin(context: RunContext, entry: RunEntry, article: Article) -> tuple[ImportItem, bool] | None:
    """The document that this one would join, or be asked about, when those before it in the plan had their pages; and
    whether it is plain. Remembers the document where there is none."""
    if entry.item.page_id or entry.item.verdict:
        return None
    words_key, likely_key = words_fingerprint(article), likeness_key(article)
    if (same := context.planned_texts.get(words_key)) is not None:
        return same.item, True
    like = context.planned_texts.get(likely_key) if likely_key else None
    if like is not None and _share(article, _read_again(context, like)) >= LIKELY:
        return like.item, False
    entry.item.title = entry.item.title or article.title.text[:500]  # not saved: for those that are like it
    for key in (words_key, likely_key):
        if key:
            context.planned_texts.setdefault(key, entry)
    return None


def _share(one: Article, other: Article) -> float:
    first, second = (words([a.lead.text, *(block.text for block in a.blocks)])[:600] for a in (one, other))
    return word_ratio(first, second)


def _read_again(context: RunContext, entry: RunEntry) -> Article:
    """The article of a document before: few are asked for, and all of them would not fit in memory."""
    return reading.read(raw.load(entry.raw_digest), **context.way_to_read(entry.item))
