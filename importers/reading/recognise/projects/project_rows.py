"""Projects in rows and under labels: "projekten X och Y", "Projekt: X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.thresholds import LIKELY
from ..mentions.passages import Passage
from .project_cue_words import ABOUT, BACK, LABEL, LED_BY, NAME, NEXT, PLAIN, STOP_IN_NAME, TASK, TITLE

# "projekten Lyktan och |Nya Fyren| kom till": capitals, whatever verb comes after; not "Fyrens deltagare"
NEXT_CAPITALS = re.compile(r"(?: och | samt )(#?[A-ZÅÄÖ][\w-]*(?: [A-ZÅÄÖ][\w-]*){0,3})(?<!s)(?= [a-zåäö])")


def rows(passage: Passage, start: int, end: int, headings: set[str], plural: bool) -> Iterator[tuple[int, int]]:
    """The other names in the row that the known project at `start` stands in.

    A row counts where a plural cue opens it, where it has three names, or where the other name is a heading too.
    """
    string = passage.string
    found: list[tuple[int, int]] = []
    at = end
    while len(found) < 8:
        at += string[at : at + 1] in ('"', "”", "“")
        match = NEXT.match(string, at) or (NEXT_CAPITALS.match(string, at) if plural else None)
        if not match or not _fits(passage, *match.span(1)):
            break
        found.append(match.span(1))
        at = match.end(1)
    forward = len(found)
    at = start
    while len(found) < 8 and not plural:
        match = BACK.search(string, max(0, at - 60), at)
        if not match:
            break
        span = last_name_in(string[match.start(1) : match.end(1)])
        if span is None or not _fits(passage, match.start(1) + span[0], match.start(1) + span[1]):
            break
        found.append((match.start(1) + span[0], match.start(1) + span[1]))
        at = found[-1][0]
    for number, (begin, finish) in enumerate(found):
        known = string[begin:finish].lower() in headings
        if known or (plural and number < forward) or len(found) >= 2:
            yield begin, finish


def headed(passages: list[Passage]) -> Iterator[tuple[Passage, int, int]]:
    """Headings that are a project's name: "Projektet …" begins the text under them and the text names them too."""
    looked = 0
    for number, passage in enumerate(passages[:-1]):
        if passage.kind != "heading" or not TASK.match(passages[number + 1].string):
            continue
        name = passage.string.strip(' "”“')
        if not 1 <= len(name.split()) <= 4 or not name[:1].isupper() or name.lower() in PLAIN or name.endswith("?"):
            continue
        looked += 1
        if looked > 40:
            return  # no release has more projects, and each is looked for in the whole text
        pattern = re.compile(rf"[\wåäö,] {re.escape(name)}(?!\w)")
        if any(pattern.search(other.string) for other in passages if other is not passage):
            start = passage.string.index(name)
            yield passage, start, start + len(name)


def labelled(passages: list[Passage]) -> Iterator[tuple[Passage, int, int]]:
    """The project of a page with rows such as "Projektägare: …": what "Fakta om" names, else the title."""
    rows = [
        p
        for p in passages
        if p.kind not in ("title", "heading") and p.string[:7] == "Projekt" and LABEL.match(p.string)
    ]
    if len({p.words[0].low for p in rows}) < 2:
        return
    headings = (p for p in reversed(passages[: rows[0].order]) if p.kind == "heading")
    about = next(((p, match) for p in headings if (match := ABOUT.match(p.string))), None)
    if about:
        yield about[0], about[1].end(), len(about[0].string.rstrip())
    elif passages[0].kind == "title" and TITLE.fullmatch(passages[0].string.strip()):
        yield passages[0], 0, len(passages[0].string.rstrip())


def last_name_in(string: str) -> tuple[int, int] | None:
    """The capitalised name that ends the string, with up to two words in lower case."""
    match = NAME.search(string, max(0, len(string) - 70))
    if not match:
        return None
    start, end = match.span(1)
    # the last capital that begins a run of capitals: "i Solvik finns Gröna rum" ends in "Gröna rum"
    words = [(m.start() + start, m.end() + start, m[0]) for m in re.finditer(r"[#\w-]+", string[start:end])]
    first = max((n for n, word in enumerate(words) if word[2].lstrip("#")[:1].isupper()), default=None)
    while first and words[first - 1][2][:1].isupper() and words[first - 1][2].lower() not in LED_BY:
        first -= 1
    if first is not None and any(word[2].lower() in STOP_IN_NAME for word in words[first:]):
        return None
    if first is None or words[first][2].lower() in PLAIN:
        return None
    return words[first][0], end


def taken(passage: Passage, start: int, end: int) -> bool:
    if any(p.full and p.start < end and start < p.end for p in passage.persons):
        return True
    return any(
        b.start < end and start < b.end and b.kind != "project" and b.confidence > LIKELY for b in passage.bodies
    )


def _fits(passage: Passage, start: int, end: int) -> bool:
    words = passage.string[start:end].lower().split()
    return not taken(passage, start, end) and not (set(words) & STOP_IN_NAME) and words[0] not in PLAIN
