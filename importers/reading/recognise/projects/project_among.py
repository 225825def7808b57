"""Projects that a sentence counts up: "Ett av projekten är X", "Några av dem är X (Ekby kommun) och Y (Solvik)".

The sentence's subject speaks of work of the kind, its verb says that it is or that it is called, and what follows is
the name: up to the clause's end, since the clause already has its verb. A name beside a body in brackets goes up to
the bracket, however many small words it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from ..mentions.passages import Passage
from .project_names import Corpus
from .project_words import Cue

_WORK = r"[\w-]{0,30}(?:projekt(?:en)?|satsning(?:ar|arna)?|insats(?:er|erna)?|initiativ(?:en)?|förstudier(?:na)?)"
# "Ett av de projekt som startats under året är", "Exempel på insatser är", "Bland projekten finns"
_MANY = r"(?:[Ee]tt|[Ee]n|[Tt]vå|[Tt]re|[Ff]yra|[Ff]em|[Nn]ågra|[Ff]lera|[Ee]xempel)"
SUBJECT = re.compile(
    rf"(?:(?:[Yy]tterligare |[Dd]e )?{_MANY}(?: (?:av|på))? (?:[\w-]+ ){{0,3}}?|[Bb]land (?:[\w-]+ ){{0,2}}?){_WORK}"
    r"(?: (?:som|i|från|för|inom) [^.,;:!?()]{2,60}?)? (?:är|heter|var|blir|finns|märks) (?=[\"”“A-ZÅÄÖ#])"
)
BRACKETED = re.compile(
    r"[\"”“]?(?P<name>#?[A-ZÅÄÖ][^()\"”“.;:]{1,70}?)[\"”“]? \([^()]{2,60}\)(?:, | och | samt |(?=[.;]|$))"
)
NEXT = re.compile(r", | och | samt ")
OVER = re.compile(r" som | – | där | vilket | med målet | \(|[.,;:!?](?= |$)|$")
LONGEST = 8
SHOWN, LIKELY = 0.85, 0.65


def by_count(passage: Passage, _corpus: Corpus) -> Iterator[Cue]:
    """The names that such a sentence of the passage counts up."""
    if " är " not in passage.lower and " finns " not in passage.lower and " heter " not in passage.lower:
        return
    for match in SUBJECT.finditer(passage.string):
        begin, end = passage.sentence_at(match.start())
        if passage.string[begin : match.start()].strip(' "”“–-'):
            continue  # the work is no subject: "han talar om ett av projekten"
        at = match.end()
        listed = list(_bracketed(passage.string, at, end))
        yield from listed or _row(passage, at, end)


def _bracketed(string: str, at: int, end: int) -> Iterator[Cue]:
    while at < end and (match := BRACKETED.match(string, at, end)):
        if len(match["name"].split()) > LONGEST:
            return
        yield match.start("name"), match.end("name"), "project-among", SHOWN
        at = match.end()


def _row(passage: Passage, at: int, end: int) -> Iterator[Cue]:
    """The one name up to the clause's end, or all of a row in which each begins with a capital."""
    string = passage.string
    over = OVER.search(string, at, end)
    stop = over.start() if over else end
    whole = string[at:end].rstrip(". !?")
    parts = [part.strip(' "”“') for part in NEXT.split(whole)]
    names = [part for part in parts if part[:1].isupper() and 1 <= len(part.split()) <= 4]
    if len(parts) > 2 and len(names) == len(parts):
        for name in names:
            start = string.index(name, at)
            yield start, start + len(name), "project-among", LIKELY
            at = start + len(name)
        return
    quoted = re.match(r"[\"”“]([^\"”“]{2,70})[\"”“]", string[at:end])
    if quoted:
        yield at + 1, at + 1 + len(quoted[1]), "project-among", SHOWN
        return
    two = string[at:stop].rstrip().split(" och ")
    if len(two) == 2 and all(part[:1].isupper() and 1 <= len(part.split()) <= LONGEST for part in two):
        for name in two:  # "är Is I och Vatten från källan, som ingår"
            start = string.index(name, at)
            if not _is_other(passage, start, start + len(name)):
                yield start, start + len(name), "project-among", LIKELY
        return
    name = string[at:stop].rstrip()
    if 1 <= len(name.split()) <= LONGEST and not _is_other(passage, at, at + len(name)):
        yield at, at + len(name), "project-among", SHOWN if len(name.split()) <= 4 else LIKELY


def _is_other(passage: Passage, start: int, end: int) -> bool:
    """Whether a person or a body begins there: "En av insatserna är Ekby kommuns stöd"."""
    if any(p.full and p.start <= start < p.end for p in passage.persons):
        return True
    return any(b.start <= start < b.end and b.kind != "project" and b.confidence > 0.6 for b in passage.bodies)


PAID = re.compile(  # "”Lyktan” har fått nio miljoner", "Och ”Fyren” som börjar i höst får 300 000 kronor"
    r"(?:[Oo]ch |[Pp]rojektet )?[\"”“](?P<name>[^\"”“]{2,60})[\"”“](?: som [^.,;]{2,60}?)? "
    r"(?:har fått|får|fick|beviljas) "
    r"(?:ca |cirka |drygt )?(?:\d[\d ,.]*|[a-zåäö]+) (?:miljon|kronor|kr\b|tusen)"
)
GRANT = re.compile(
    r"(?:\d+[.)] )?[\"”“]?(?P<name>#?[A-ZÅÄÖ][^,;:()–]{2,70}?)[\"”“]?"
    r"(?:, | – | \()(?P<body>[A-ZÅÄÖ][^,;:()–]{2,60})\)?"
    r"(?:, | – |: )(?:ca |cirka )?\d[\d .,\u00a0]*(?:kr|kronor|tkr|mkr|miljon(?:er)?(?: kronor)?|tusen(?: kronor)?)\.?"
)


def granted(passages: list[Passage]) -> Iterator[tuple[Passage, int, int, str, float]]:
    """The rows of a list of grants that no line introduces ("Namn, Ekby kommun, 120 000 kronor"), two or more alike;
    and sentences side by side that give each of several names in quotation marks its money.

    A row alone may be anything; that the next has the same three parts shows what they are.
    """
    for passage in passages:
        paid = [match for start, end in passage.sentences if (match := PAID.match(passage.string, start, end))]
        for match in paid if len(paid) > 1 else ():
            yield passage, *match.span("name"), "project-granted", SHOWN
    rows = [(passage, GRANT.fullmatch(passage.string.strip())) for passage in passages]
    for alike, group in groupby(rows, key=lambda row: row[1] is not None):
        found = [(passage, match) for passage, match in group if match is not None]
        if not alike or len(found) < 2:
            continue
        for passage, match in found:
            at = passage.string.index(match["body"])
            if len(match["name"].split()) <= LONGEST and not _is_other(passage, 0, 1) and _body_at(passage, at):
                start = passage.string.index(match["name"])
                yield passage, start, start + len(match["name"]), "project-granted", SHOWN


def _body_at(passage: Passage, at: int) -> bool:
    return any(b.start <= at < b.end and b.kind in ("municipality", "organisation", "unit") for b in passage.bodies)
