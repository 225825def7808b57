"""Projects by name and cue: "projektet Rebus", "satsningen ”X”", "X är ett projekt", "insatsen som kallas X"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model.findings import Name
from ...model.thresholds import FACT
from ..mentions.body_hits import BodyHit
from ..mentions.passages import Passage
from ..mentions.sheet import Row
from . import project_among, project_context, project_cue_words, project_rows
from .project_context import Place
from .project_names import MOST, Corpus
from .project_rules import cues
from .project_words import GENERIC, HINTS, NOT_PROJECTS

Known = tuple[str, float, str]  # a name as written, how sure it is, and the rule
TOP = 12  # characters before a name that the title begins with
SHEET = re.compile(r"projekt|finansi|budget|tidsperiod|period|målgrupp|samverkan|partner|deltag|syfte|kontakt")


def find(passages: list[Passage], sheet: Sequence[Row] = ()) -> None:
    """Add the projects that each passage names to its bodies, first by cue, then every other place of the names.

    `sheet` are the rows of labels and values that the article has.
    """
    grants = list(project_among.granted(passages))
    if not grants and not any(hint in passage.lower for passage in passages for hint in HINTS):
        return
    corpus = Corpus(passages)
    names: dict[str, Known] = {}
    for place in (*_of_sheet(passages, sheet), *_cues(passages, corpus)):
        _take(place, names)
    _spread(passages, names)
    _confirm_title(passages)
    for place in (*_evident(passages), *grants):
        _take(place, names)
    _spread(passages, names)
    more: dict[str, Known] = {}
    if not any(sure >= FACT for _, sure, _ in names.values()):
        for passage, start, end in project_rows.labelled(passages):
            _take((passage, start, end, "project-labelled", 0.7), more)
    named = bool(names) or bool(more)
    for place in project_context.antecedent(passages, corpus, named):
        _take(place, more)
    for place in _in_rows(passages):
        _take(place, more)
    _spread(passages, {low: found for low, found in more.items() if low not in names})


def _cues(passages: list[Passage], corpus: Corpus) -> Iterator[Place]:
    for passage in passages:
        if passage.kind != "contact" and any(hint in passage.lower for hint in HINTS):
            yield from ((passage, *cue) for cue in cues(passage, corpus))


def _of_sheet(passages: list[Passage], sheet: Sequence[Row]) -> Iterator[Place]:
    """What a row calls the project, or the title over a sheet of a project's facts."""
    telling = [row for row in sheet if SHEET.search(row.label)]
    for row in sheet:
        if row.label in project_context.NAMES and len(row.value.split()) <= 8 and (len(telling) > 1 or not row.alone):
            yield row.passage, row.start, row.end, "project-row", 0.9
            return
    yield from project_context.titled(passages, len(telling) > 1)


def _confirm_title(passages: list[Passage]) -> None:
    """ "Projekt Lyktan gav jobb" over "Projektet vände sig till …": the text goes on with the project of its title."""
    if len(passages) > 1 and passages[0].kind == "title" and project_context.OPENS.match(passages[1].string):
        for hit in passages[0].bodies:
            if hit.rule == "project-indefinite" and hit.start < TOP:
                hit.confidence = project_context.CERTAIN


def _evident(passages: list[Passage]) -> Iterator[Place]:
    yield from project_context.owned(passages)
    yield from project_context.listed(passages)
    yield from project_context.headed(passages)
    yield from ((p, start, end, "project-heading", 0.7) for p, start, end in project_rows.headed(passages))


def _take(place: Place, names: dict[str, Known]) -> None:
    """Note the name and its place, unless a known name begins or goes on there."""
    passage, start, end, rule, sure = place
    if any(b.kind == "project" and b.rule == "register" and b.start <= start < b.end for b in passage.bodies):
        return
    name = " ".join(passage.string[start:end].split())
    if not _good(name):
        return
    low = name.lower()
    if low not in names or names[low][1] < sure:
        names[low] = (name[0].upper() + name[1:], sure, rule)
    _put(passage, start, end, names[low][0], rule, sure)


def _spread(passages: list[Passage], names: dict[str, Known]) -> None:
    """Mark every other place of the names."""
    if not names:
        return
    for passage in passages:
        low_string = passage.string.lower()
        for low, (name, sure, rule) in list(names.items())[:MOST]:
            at = low_string.find(low)
            while at >= 0:
                end = at + len(low)
                if _edges(passage.string, at, end) and not _ends_another(passage, at):
                    _put(passage, at, end, name, rule, sure)
                at = low_string.find(low, end)


def _in_rows(passages: list[Passage]) -> Iterator[Place]:
    """The names that stand in a row with those found: "projekten Lyktan, Fyren och Bojen"."""
    if not any(b.kind == "project" and b.rule != "register" for p in passages for b in p.bodies):
        return
    headings = {p.lower.strip(' "”“') for p in passages if p.kind == "heading"}
    for passage in passages:
        named = [b for b in passage.bodies if b.kind == "project" and b.rule != "register"]
        openings = {match.end() for match in project_cue_words.PLURAL.finditer(passage.string)} if named else set()
        for hit in named:
            plural = any(at <= hit.start <= at + 1 for at in openings)
            for start, end in project_rows.rows(passage, hit.start, hit.end, headings, plural):
                yield passage, start, end, "project-in-a-row", 0.65


def _edges(string: str, start: int, end: int) -> bool:
    before = string[start - 1 : start]
    after = string[end : end + 1]
    genitive = after == "s" and not string[end + 1 : end + 2].isalnum()
    return not (before.isalnum() or before == "-") and (not after.isalnum() or genitive) and after != "-"


LED = re.compile(r"(?:projekt(?:et|en)?|satsningen|insatsen|s)$")


def _ends_another(passage: Passage, at: int) -> bool:
    """ "React EU |Lyktan": the last word of a longer name, which a capital inside the sentence begins."""
    index = passage.word_index(at)
    before = passage.words[index - 1] if index else None
    if before is None or passage.string[before.end : at] != " " or not before.capital or LED.search(before.low):
        return False
    return passage.sentence_at(at)[0] < before.start


def _put(passage: Passage, start: int, end: int, name: str, rule: str, sure: float) -> None:
    for body in passage.bodies:
        if body.start < end and start < body.end:
            if body.kind == "project":
                return
            # "Vägen ut" is longer than a word of it that looks like something else
            if body.rule == "register" and body.kind != "municipality":
                return
    passage.bodies = [b for b in passage.bodies if not (b.start < end and start < b.end and b.end <= end)]
    passage.bodies.append(BodyHit(start, end, name, "project", None, rule, sure))
    passage.bodies.sort(key=lambda b: b.start)


def _good(name: str) -> bool:
    low = name.lower()
    return (
        len(name) > 1
        and name[-1] != "-"
        and low not in NOT_PROJECTS
        and low not in GENERIC
        and any(c.isalpha() for c in name)
    )


def collect(passages: list[Passage]) -> list[Name]:
    """One `Name` for each project, in reading order."""
    found: dict[str, Name] = {}
    for passage in passages:
        for hit in passage.bodies:
            if hit.kind != "project":
                continue
            name = found.get(hit.name.lower())
            if name is None:
                name = found[hit.name.lower()] = Name(
                    span=passage.span(hit.start, hit.end),
                    rule=hit.rule,
                    confidence=hit.confidence,
                    name=hit.name,
                    key=hit.key,
                )
            name.confidence = max(name.confidence, hit.confidence)
            name.spans.append(passage.span(hit.start, hit.end))
    for low in list(found):  # "Kliv in" is "Kliv in i Sverige", where a sentence broke the name off
        longer = next((name for other, name in found.items() if other.startswith(f"{low} ")), None)
        if longer and longer.name[len(low) + 1].islower():
            longer.spans.extend(found.pop(low).spans)
    return list(found.values())
