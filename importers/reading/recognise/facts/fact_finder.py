"""What the article says of each project and unit, every fact with the sentence that says it.

`Fact.value` has these forms, which the importer writes pages from:

    owner, partner, municipality   the name of the body in its base form ("Haninge" for a municipality)
    part                           the name of the unit that is part of the subject
    purpose, target_group, remit   a sentence, or what follows the label, as written
    about                          the sentence that names a project whose purpose the article does not say
    start, end                     the date as written: "2021", "1 mars 2019", "28 februari 2022"
    goal                           a sentence, or an object with the keys value, number, unit, about, as_of, kind
    figure, participants           an object with the keys value, number, unit, about, as_of, kind, measure
    funding                        an object with the keys funder, share, amount
    head                           an object with the keys name, role

`Fact.span` is the sentence (of an answer: the answer's), `Fact.sentence` its words.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...model.article import Article
from ...model.findings import Fact, KeyFigure, Name
from ...model.spans import Span
from ..mentions.paid import Paid
from ..mentions.passages import Passage
from ..mentions.roster import Roster
from ..mentions.sheet import Row
from .project_facts import ProjectFacts
from .unit_facts import UnitFacts


def find(
    article: Article,
    passages: list[Passage],
    paid: list[Paid],
    figures: list[tuple[Passage, KeyFigure]],
    roster: Roster,
    sheet: Sequence[Row] = (),
) -> list[Fact]:
    """All facts, those of the projects first."""
    finder = _FactFinder(article, passages, paid, figures, roster, sheet)
    finder.projects()
    finder.units()
    return _distinct(finder.facts)


class _FactFinder(ProjectFacts, UnitFacts):
    """Both, over one set of notes."""


def parts_as_units(article: Article) -> None:
    """The parts that a unit is said to have are units too, with the unit as parent."""
    known = {unit.name.lower(): unit for unit in article.units}
    for fact in article.facts:
        if fact.field != "part" or fact.subject_kind != "unit" or fact.span is None:
            continue
        part = known.get(fact.value.lower())
        if part is None:
            part = known[fact.value.lower()] = Name(
                span=fact.span, rule="unit-part", confidence=fact.confidence, name=fact.value, parent=fact.subject
            )
            at = article.source_text.find(fact.value, fact.span.start)
            if 0 <= at < fact.span.end:
                part.span = Span(at, at + len(fact.value))
            part.spans.append(part.span or fact.span)
            article.units.append(part)
        else:
            part.parent = part.parent or fact.subject


def _distinct(facts: list[Fact]) -> list[Fact]:
    kept: list[Fact] = []
    owners = {(f.subject, f.value) for f in facts if f.field == "owner"}
    seen: set[str] = set()
    for fact in facts:
        if fact.field == "partner" and (fact.subject, fact.value) in owners:
            continue
        value = fact.value if isinstance(fact.value, str) else repr(sorted(fact.value.items(), key=str))
        key = f"{fact.subject_kind}|{fact.subject}|{fact.field}|{value}".lower()
        if key not in seen:
            seen.add(key)
            kept.append(fact)
    return kept
