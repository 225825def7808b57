"""What the reader and the import make of a text that nobody has seen: each fact and each suggestion as a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from brygga.importers.reading.model.article import Article, Name
from brygga.importers.reading.model.findings import Fact
from brygga.importers.writing.figure_values import news_figures
from brygga.importers.writing.news_values import employer, sure
from brygga.importers.writing.page_evidence import is_evident
from brygga.importers.writing.page_values import Desired
from brygga.importers.writing.subject_values import subjects

from .first_sight_gold import FIELDS, NONE, Row
from .named_register import NamedRegister, named


class Seen(NamedTuple):
    """One thing that was read: its kind and cells, and whether it is a fact or a suggestion."""

    kind: str
    row: Row
    fact: bool = True


def seen_in(article: Article) -> Iterator[Seen]:
    """Everything that the article is read to say."""
    register = NamedRegister(create=False)
    about = subjects(article, register, register.find_organisation(article.publisher))
    for page in about:
        kind = "P" if page.role == "project" else "U"
        body = named(page.values.get("organisation")) or NONE
        yield Seen(kind, (page.values.get("full_name") or page.title, body), is_evident(page))
    yield from _facts(article)
    news = Desired(role="news", key="", title="")
    news_figures(news, article, register, about)
    shown: set[Row] = set()  # a project's figure stands on the news page too, and is one value all the same
    for page in (*about, news):
        for one in page.observations:
            bearer = f"{page.title} {one['indicator']['owner']}".strip() or NONE
            cells = (
                one["value_text"],
                one["indicator"]["unit"],
                one["indicator"]["name"],
                one["date"] or NONE,
                bearer,
            )
            if cells[:4] not in shown:
                yield Seen("K", cells)
            shown.add(cells[:4])
    for figure in article.key_figures:
        yield Seen("K", (figure.value, figure.unit or "", figure.about or "", figure.as_of or NONE, ""), fact=False)
    for quote in filter(sure, article.quotes):
        yield Seen("Q", (quote.text, quote.speaker or NONE))
    for person in filter(sure, article.people):
        works_for = employer(register, article, person.organisation)
        yield Seen("H", (person.name, person.role or NONE, works_for or NONE, person.organisation or NONE))
    for contact in filter(sure, article.contacts):
        yield Seen("C", (contact.name or contact.role or NONE, contact.phone or NONE, contact.email or NONE))
    for kind, names in (("O", article.organisations), ("M", article.municipalities)):
        yield from (Seen(kind, (_full(name),), sure(name)) for name in names)
    if article.publisher:
        yield Seen("B", (article.publisher,))


def _facts(article: Article) -> Iterator[Seen]:
    for fact in article.facts:
        if fact.subject_kind == "project" and fact.field in FIELDS:
            yield Seen("X", (fact.subject, fact.field, _said(fact)), sure(fact))


def _said(fact: Fact) -> str:
    """The value in the gold's way: of money who gives it, then how much of it the text says."""
    if isinstance(fact.value, str):
        return fact.value
    much = fact.value.get("amount") or fact.value.get("share")
    return f"{fact.value.get('funder')}; {much}" if much else str(fact.value.get("funder"))


def _full(name: Name) -> str:
    return re.sub(r"\s*\([^)]*\)$", "", name.name)
