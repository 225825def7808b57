"""Whom people work for, once the projects are known: a project employs nobody, who is employed somewhere is told."""

from __future__ import annotations

import re

from ...model.article import Article, Mention, Quote
from ..mentions.name_lists import is_given
from ..mentions.passages import Passage

EMPLOYED = re.compile(r",?(?: som)?(?: är| var)?(?: \w+)? anställ(?:d|t|da) (?:av|hos|på|vid|i) $")


def settle(article: Article, passages: list[Passage]) -> None:
    """Take projects away from where people work ("projektledare för Lyktan"), and add who is said to employ them."""
    told = _told(passages)
    projects = tuple(name.name.casefold() for name in article.projects)
    for passage in passages if projects else ():
        passage.bodies = [
            b for b in passage.bodies if b.rule != "organisation-of-role" or not _is_one(b.name, projects)
        ]
    article.people = [
        person
        for person in article.people
        if person.name.casefold() not in projects or is_given(person.name.split()[0])
    ]
    everybody: list[Mention | Quote] = [*article.people, *article.quotes]
    for person in everybody:
        name = person.speaker if isinstance(person, Quote) else person.name
        if person.organisation and _is_one(person.organisation, projects):
            person.organisation = None
        if person.organisation is None and name:
            person.organisation = told.get(name)


def _is_one(body: str, projects: tuple[str, ...]) -> bool:
    """Whether what somebody leads is a project, with or without its place: "Lyktan i Ekby"."""
    low = re.sub(r"^(?:projektet|satsningen|insatsen|initiativet) ", "", body.casefold())
    return any(low == project or low.startswith((f"{project} i ", f"{project} på ")) for project in projects)


def _told(passages: list[Passage]) -> dict[str, str]:
    """ "NAMN är anställd av Hylte kommun": the body by the name of whom it employs."""
    found: dict[str, str] = {}
    for passage in passages if any("anställ" in p.lower for p in passages) else ():
        for person in passage.persons:
            body = next((b for b in passage.bodies if b.start > person.end), None)
            if body is None or not person.full or body.kind == "project":
                continue
            if EMPLOYED.fullmatch(passage.string[person.end : body.start]):
                found.setdefault(person.name, _written(passage, body.start, body.end))
    return found


def _written(passage: Passage, start: int, end: int) -> str:
    """The body as it is written, with "kommun"."""
    follows = re.match(r" kommun\b", passage.string[end:])
    return " ".join(passage.string[start : end + (follows.end() if follows else 0)].split())
