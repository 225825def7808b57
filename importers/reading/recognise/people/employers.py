"""Whom people work for, once the projects are known: a project employs nobody, who is employed somewhere is told."""

from __future__ import annotations

import re

from ...model.article import Article, Mention, Quote
from ..mentions.name_lists import is_given
from ..mentions.passages import Passage

# What ends the body beside a name: a sentence, a bracket or a comma, and no "och" that makes it one of a row.
CLOSES = re.compile(r"\s*$|[.!?:;)”\"]|, (?:och|som|men|i|på|när|där|vid|efter|under|om)\b")
OF_LEAGUE = re.compile(r"\bförbunds(?:chef|direktör|sekreterare|ordförande)$")
LEAGUE = re.compile(r"\b\w*förbund(?:et)?\b", re.IGNORECASE)
EMPLOYED = re.compile(r",?(?: som)?(?: är| var)?(?: \w+)? anställ(?:d|t|da) (?:av|hos|på|vid|i) $")


def settle(article: Article, passages: list[Passage]) -> None:
    """Take projects away from where people work ("projektledare för Lyktan"), and add who is said to employ them."""
    told, beside, league = _told(passages), _beside(passages), _only_league(passages)
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
            person.organisation = told.get(name) or beside.get(name)
        if person.organisation is None and league and person.role and OF_LEAGUE.search(person.role):
            person.organisation = league


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


def _beside(passages: list[Passage]) -> dict[str, str]:
    """ "ROLL NAMN, BODY." and "NAMN, ROLL, KOM": the body that ends the apposition, by the name before it."""
    short = {body.abbreviation: body.name for p in passages for body in p.bodies if body.abbreviation}
    found: dict[str, str] = {}
    for passage in passages:
        for person in passage.persons:
            role = person.after or person.role
            if not person.full or role is None or role.organisation:
                continue
            at = passage.words[role.last - 1].end if person.after else person.tail or person.end
            body = _body_at(passage, at + 2, short) if passage.string.startswith(", ", at) else None
            if body:
                found.setdefault(person.name, body)
    return found


def _body_at(passage: Passage, start: int, short: dict[str, str]) -> str | None:
    """The body that begins here and is all that stands before the next mark; an abbreviation under its full name."""
    word = re.compile(r"[\w-]+").match(passage.string, start)
    if word and word[0] in short and CLOSES.match(passage.string, word.end()):
        return short[word[0]]
    body = next((b for b in passage.bodies if b.start == start and b.kind != "project"), None)
    if body is None:
        return None
    written = _written(passage, body.start, body.end)
    if body.kind == "municipality" and not written.endswith((" kommun", " stad")):
        return None  # a place, where somebody may only live
    return written if CLOSES.match(passage.string, start + len(written)) else None


def _only_league(passages: list[Passage]) -> str | None:
    """The one body of the article that is a "förbund": whose the "förbundschef" is. None where it names several."""
    names = {b.name for p in passages for b in p.bodies if b.kind == "organisation" and LEAGUE.search(b.name)}
    longest = max(names, key=len, default=None)
    return longest if longest and all(name in longest for name in names) else None


def _written(passage: Passage, start: int, end: int) -> str:
    """The body as it is written, with "kommun"."""
    follows = re.match(r" kommun\b", passage.string[end:])
    return " ".join(passage.string[start : end + (follows.end() if follows else 0)].split())
