"""The projects and units that an article names → what their pages should say, each value with its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from brygga.projects.models import Organisation
from brygga.projects.names import fold

from ..reading.model.article import Article
from ..reading.model.findings import Name
from .news_values import is_told, sentence_at, sure
from .page_values import Desired
from .register import Register
from .subject_facts import apply_fact
from .subject_owners import BOARD, OWNERS, assumed_body, bodies_with, owner_beside
from .surroundings import place_of
from .wanted_values import page_of


def subjects(
    article: Article, register: Register, publisher: Any, own_body: Organisation | None = None
) -> list[Desired]:
    """A `Desired` for every project and unit the article is sure of, boards left out; parents before their parts.

    Whose they are is what the article says. `publisher` only tells units of one name apart, and `own_body`, whose own
    archive the source is declared to be, is proposed where the article says nothing of anybody else."""
    pages: dict[tuple[str, str], Desired] = {}
    for name in article.projects:
        if sure(name):
            _add(pages, "project", name, article)
    for name in article.units:
        if sure(name) and not BOARD.search(name.name):
            unit = _add(pages, "unit", name, article)
            owner = register.find_organisation(name.parent) if name.parent else None
            where = name.span
            if owner is None and (beside := owner_beside(article, name)):
                owner, where = register.organisation(beside[0]), beside[1]
            elif owner is not None and not is_told(register, article, name.parent):
                unit.bodies |= {owner}  # what the site knows tells which page is meant, and nothing else
                owner = None
            if owner is not None and unit.organisation is None:
                unit.organisation = unit.values["organisation"] = owner
                unit.add_source("organisation", " ".join(place_of(article, where).sentence.split()), where)
            unit.bodies |= bodies_with(article, name, register)
    assumed = assumed_body(article, own_body)
    for page in pages.values():
        page.scope = publisher if publisher is not None else assumed and assumed.pk
    # Whose a thing is comes first: its figures and its parts are of the same body.
    for fact in sorted(article.facts, key=lambda fact: fact.field not in OWNERS):
        if sure(fact) and (about := page_of(pages, fact)):
            apply_fact(fact, about, pages, article, register)
    if assumed is not None:
        _assume(pages.values(), assumed)
    _faq(article, pages)
    return sorted(pages.values(), key=lambda page: (page.role != "unit", bool(page.parent_key)))


def _assume(pages: Iterable[Desired], body: Organisation) -> None:
    """Propose the body as the owner of what has none, marked as no more than taken for granted."""
    for page in pages:
        if page.organisation is None:
            page.assumed = body.pk
            name = "organisation" if page.role == "unit" else "owner_organisation"
            page.values[name] = body.pk
            page.add_assumed(name, body.name)


def _add(pages: dict[tuple[str, str], Desired], role: str, name: Name, article: Article) -> Desired:
    abbreviation = (name.abbreviation or "").strip()
    full = re.sub(r"\s*\([^)]*\)\s*$", "", name.name).strip() or name.name
    full = full[:1].upper() + full[1:]
    page = Desired(role=role, key=fold(full), title=abbreviation or full, abbreviation=abbreviation)
    page.values["title"] = page.title
    if abbreviation and fold(abbreviation) != fold(full):
        page.values["full_name"] = full
    if abbreviation and role == "unit":
        page.values["abbreviation"] = abbreviation[:30]
    page.add_source("title", sentence_at(article, name), name.span)
    page = pages.setdefault((role, page.key), page)
    page.confidence = name.confidence if page.confidence == 1.0 else max(page.confidence, name.confidence)
    return page


def _faq(article: Article, pages: dict[tuple[str, str], Desired]) -> None:
    """Questions and answers belong to the one project (else the one unit) that the article is about."""
    if not article.faq:
        return
    projects = [page for page in pages.values() if page.role == "project"]
    units = [page for page in pages.values() if page.role == "unit"]
    about = projects if projects else units
    if len(about) != 1:
        return
    about[0].values["faq"] = [
        {
            "type": "faq",
            "value": {
                "question": found.question[:300],
                "answer": "".join(f"<p>{escape(part.strip(), quote=False)}</p>" for part in found.answer.split("\n")),
            },
        }
        for found in article.faq
        if sure(found)
    ]
    for found in article.faq:
        about[0].add_source("faq", found.question, found.span)
