"""The same release from two sources: recognised, and made one page with two source ids."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from wagtail.models import Page

from brygga.projects.names import fold

from ..models import ImportItem
from ..reading.model.article import Article
from .equality import words
from .likeness import word_ratio
from .territory import Territory

LIKELY = 0.6  # share of words in common from which two texts of one title and date may be one


def words_fingerprint(article: Article) -> str:
    """Equal for two documents whose title and text have the same words in the same order."""
    text = [article.title.text, article.lead.text, *(block.text for block in article.blocks)]
    return hashlib.sha256(" ".join(words(text)).encode()).hexdigest()


def likeness_key(article: Article) -> str:
    """Equal for two documents of the same title and date; "" for one without a title."""
    title = fold(article.title.text)
    return hashlib.sha256(f"{title}|{article.published or ''}".encode()).hexdigest() if title else ""


@dataclass(frozen=True, slots=True)
class Twin:
    """Another item whose page says the same. `plain`: no person has to be asked."""

    item: ImportItem
    plain: bool


def find_twin(item: ImportItem, article: Article, territory: Territory) -> Twin | None:
    """The item whose page this document belongs on too, where there is one: by a person's word, or on the same site by
    the same words in the same order, or (not plain) by title, date and most of the words."""
    if item.page_id or item.verdict == ImportItem.Verdict.SEPARATE:
        return None
    if item.verdict == ImportItem.Verdict.SAME and item.duplicate_of and item.duplicate_of.page_id:
        return Twin(item.duplicate_of, plain=True)
    with_page = territory.of(ImportItem.objects.all(), "page").exclude(pk=item.pk).order_by("pk")
    if found := with_page.filter(fingerprint=words_fingerprint(article)).first():
        return Twin(found, plain=True)
    key = likeness_key(article)
    for found in with_page.filter(likeness=key)[:5] if key else ():
        if text_ratio(article, found.page) >= LIKELY:
            return Twin(found, plain=False)
    return None


def text_ratio(article: Article, page: Page) -> float:
    """How much of their words an article and a news page share."""
    specific = page.specific
    stored = [specific.lead, [dict(block) for block in specific.body.get_prep_value()]]
    said = words([article.lead.text, *(block.text for block in article.blocks)])
    return word_ratio(said[:600], words(stored)[:600])
