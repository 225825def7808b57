"""Projects told by what stands around their name: a list of projects, an owner, a sheet of facts, or "Projektet …".

"Projektet" with no name before it speaks of one that the text has just told of. Which name that is, is weighed: how
often it stands inside sentences, whether it is in the title, whether money goes to it, and whether the sentence that
goes on with "Projektet" follows. One name that stands out is it; two alike are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...model.thresholds import FACT
from ..mentions.passages import Passage, Word
from . import project_cue_words, project_rows
from .project_clause import DEFINITE, finite
from .project_names import EVERYDAY, FINITE, LEADING, STOP, Corpus

Place = tuple[Passage, int, int, str, float]

NEAR = 200  # characters before a name that may say what it is
CERTAIN = 0.85
LIKELY = 0.6
WORK = r"(?:[Pp]rojekt|[Ss]atsning|[Ii]nsats|[Ii]nitiativ|[Kk]ampanj|[Ff]örstudi)"
# "Projektet pågår", "I projektet får": the definite form with no name after it
ANAPHOR = re.compile(rf"(?<![\w-]){WORK}(?:en|et|ens|ets)(?= [a-zåäö0-9]|[.,])")
OPENS = re.compile(rf"{WORK}(?:en|et|ens|ets)(?= [a-zåäö])")
ABOUT = re.compile(r"(?:[Ff]akta |[Mm]er )?[Oo]m (?:projektet|satsningen|insatsen)")
MANY = re.compile(r"(?<![\w-])(?:\w*projekt(?:en)?|\w*satsningar(?:na)?|\w*insatser(?:na)?|förstudier(?:na)?)(?!\w)")
OWNED = re.compile(r",? med (?:[^.,;:]{3,60}?) som (?:projekt)?(?:ägare|huvudman)(?!\w)")
COUNTED = re.compile(r"(?P<name>#?[A-ZÅÄÖ][^,;:()–\d]{2,50}?): (?=\d+ [a-zåäö]+$)")  # "Pausen: 94 deltagare"
ITEM = re.compile(r"[\"”“]?(?P<name>#?[A-ZÅÄÖ][^,;:()–]{2,70}?)[\"”“]?(?:, | – | \()")
TITLED = re.compile(r"[\"”“]?Projekt(?:et|blad|sida|fakta|beskrivning|information)?(?::| [–-])? [\"”“]?(?=[A-ZÅÄÖ#])")
REPORTED = re.compile(  # "Slutrapport Lyktan", "Utvärdering av projektet Lyktan"
    r"(?:(?:Slut|Del|Läges|Utvärderings)rapport|Slutredovisning|Utvärdering)(?::|,| av| för| från)? "
    r"(?:projekt(?:et)? )?[\"”“]?(?=[A-ZÅÄÖ#])"
)
MONEY = re.compile(r"\d (?:miljon|miljard|tusen|kronor|kr\b|mkr|mnkr)|medel\b|pengar\b|bidrag\b|stöd\b")
PLACES = frozenset("i på vid runt kring längs från över genom mot".split())
TAKES = frozenset("till för i på inom med av från".split())
PART_IN = re.compile(
    r"(?:[Dd]eltagar\w*|plats|platser|[Rr]amen|med) (?:i|på|för|inom) $|\w*ledare för $|"
    r"(?:[Ss]lutrapport\w*|[Uu]tvärdering\w*) (?:för|av|från) $"
)
SAID = re.compile(rf"[\"”“]? (?:är|var|blir|har varit) (?:ett|en) (?:\w+ )?[\w-]*{WORK}(?!\w)")
NAMES = ("projekt", "projektnamn", "projektets namn", "namn på projektet", "insats", "projekttitel")


@dataclass
class _Weighed:
    """A name that may be what "Projektet" stands for."""

    weight: int = 0
    near: bool = False  # the next sentence goes on with "Projektet"
    titled: bool = False
    paid: bool = False
    joined: bool = False  # somebody takes part in it: "deltagarna i …"
    where: int = 0  # how often it stands as a place does, after "i" or "på"
    places: list[tuple[Passage, int, int]] = field(default_factory=list)


def owned(passages: list[Passage]) -> Iterator[Place]:
    """ "Röd tråd, med Solviks kommun som projektägare, får": what has an owner."""
    for passage in passages:
        for match in OWNED.finditer(passage.string) if " som " in passage.lower else ():
            begin, _ = passage.sentence_at(match.start())
            name = passage.string[begin : match.start()].strip('"”“')
            words = name.split()
            if not 1 <= len(words) <= 7 or not name[:1].isupper() or words[0].lower() in project_cue_words.PLAIN:
                continue
            if any(word.lower() in FINITE for word in words):
                continue  # a sentence of its own: "Kulturråd finns även i Paris, med … som huvudman"
            start = passage.string.index(name, begin)
            if not _body_whole(passage, start, start + len(name)):
                yield passage, start, start + len(name), "project-owned", CERTAIN


def listed(passages: list[Passage]) -> Iterator[Place]:
    """The items of a list that a line over it calls projects: "Stickat och klart, Ekby kommun, 120 000 kronor"."""
    over = ""
    for passage in passages:
        counted = COUNTED.match(passage.string) if MANY.search(passage.heading) else None
        if counted and not _body_whole(passage, *counted.span("name")):
            yield passage, *counted.span("name"), "project-item", 0.8
            continue
        if passage.kind != "item":
            over = passage.lower if passage.kind in ("title", "heading", "paragraph", "lead") else ""
            continue
        match = ITEM.match(passage.string) if MANY.search(over) else None
        if match is None or len(match["name"].split()) > 8:
            continue
        start, end = match.span("name")
        rest = passage.string[end:]
        borne = MONEY.search(rest) or any(b.start >= end and b.confidence >= FACT for b in passage.bodies)
        if not borne or _body_whole(passage, start, end) or any(p.start < end for p in passage.persons if p.full):
            continue
        if not project_cue_words.TASK.match(match["name"]) and not OPENS.match(match["name"]):
            lead = TITLED.match(match["name"])
            yield passage, start + (lead.end() if lead else 0), end, "project-item", 0.8


def titled(passages: list[Passage], sheet: bool) -> Iterator[Place]:
    """The title of a project's own page: "Projekt Lyktan", "Projektblad: Lyktan", or "Lyktan" over "Projektet …"."""
    title = passages[0] if passages and passages[0].kind == "title" else None
    if title is not None and _presented(title.string.strip(), passages[1:]):
        start = len(title.string) - len(title.string.lstrip())
        yield title, start, len(title.string.rstrip()), "project-titled", CERTAIN
        return
    if title is None or title.string.rstrip().endswith(("?", "!", ".")):
        return
    string = title.string.rstrip().rstrip('"”“')
    named = TITLED.match(string) or REPORTED.match(string)
    start = named.end() if named else len(string) - len(string.lstrip('"”“'))
    words = [word for word in title.words if word.start >= start]
    if not 1 <= len(words) <= 6 or not (words[0].capital or words[0].text[0] == "#"):
        return
    if any(word.low in FINITE for word in words) or _body_whole(title, start, len(string)):
        return
    name = string[start:]
    again = any(name in passage.string for passage in passages[1:])
    opens = len(passages) > 1 and OPENS.match(passages[1].string) is not None
    if named and (sheet or again or opens):
        yield title, start, len(string), "project-titled", CERTAIN
    elif named and any(ANAPHOR.search(passage.string) for passage in passages[1:4]):
        yield title, start, len(string), "project-titled", LIKELY
    elif opens and (again or len(words) == 1) and not project_rows.taken(title, start, len(string)):
        plain = len(words) == 1 and (EVERYDAY.match(words[0].low) or words[0].low in project_cue_words.PLAIN)
        if not plain:
            yield title, start, len(string), "project-titled", CERTAIN if again else LIKELY


def _presented(title: str, passages: list[Passage]) -> bool:
    """Whether a sentence says of the whole title that it is a project: "Nya steg! Unga i Ekby var ett projekt som"."""
    if not 1 <= len(title.split()) <= 9 or title.endswith("?"):
        return False
    begins = (p.string[p.string.startswith(('"', "”", "“")) :] for p in passages)
    return any(text.startswith(title) and SAID.match(text, len(title)) for text in begins)


def headed(passages: list[Passage]) -> Iterator[Place]:
    """A heading whose words the text under it names, where that text goes on with "Projektet …"."""
    for number, passage in enumerate(passages[:-1]):
        name = passage.string.strip(' "”“')
        if passage.kind != "heading" or not 1 <= len(name.split()) <= 4 or not name[:1].isupper():
            continue
        under = []
        for other in passages[number + 1 : number + 6]:
            if other.kind == "heading":
                break
            under.append(other)
        if (
            name.lower() in project_cue_words.PLAIN
            or name.endswith("?")
            or not any(ANAPHOR.search(p.string) for p in under)
        ):
            continue
        pattern = re.compile(rf"[\wåäö,] {re.escape(name)}(?![\w-])")
        own = under[0].string.startswith(f"{name} ") and not any(b.kind == "project" for p in under for b in p.bodies)
        if (own or any(pattern.search(p.string) for p in under)) and not project_rows.taken(passage, 0, len(name)):
            start = passage.string.index(name)
            yield passage, start, start + len(name), "project-heading", 0.8


def antecedent(passages: list[Passage], corpus: Corpus, named: bool) -> Iterator[Place]:
    """What "Projektet" stands for where the text gives it no name.

    `named`: other rules have found a project; then only the sentence just before "Projektet" tells of another.
    Nothing calls the word a project, so it is never sure enough for a page: it may be a country or a company.
    """
    if not any(ANAPHOR.search(p.string) or ABOUT.search(p.string) or "projektled" in p.lower for p in passages):
        return
    weighed = _weighed(passages, corpus)
    ranked = sorted(weighed.values(), key=lambda one: -one.weight)
    for number, one in enumerate(ranked[:3]):
        alone = number == 0 and (len(ranked) == 1 or ranked[1].weight < one.weight)
        if one.where == len(one.places) and not (one.joined or one.paid):
            continue  # "i Östersjön": a place
        if one.weight < 3 or not (one.near or one.titled or one.paid) or (named and not (one.near and one.paid)):
            continue
        if not alone and not (one.near and one.paid):
            continue
        for place in one.places:
            yield (*place, "project-antecedent", LIKELY)


def _weighed(passages: list[Passage], corpus: Corpus) -> dict[str, _Weighed]:
    found: dict[str, _Weighed] = {}
    for number, passage in enumerate(passages):
        if passage.kind in ("contact", "link", "caption"):
            continue
        for index, word in enumerate(passage.words):
            if not word.capital or not _name_like(passage, index, word, corpus):
                continue
            one = found.setdefault(word.text, _Weighed())
            one.places.append((passage, word.start, word.end))
            _weigh(one, passages, number, word)
    return found


def _weigh(one: _Weighed, passages: list[Passage], number: int, word: Word) -> None:
    passage = passages[number]
    string = passage.string
    if passage.kind == "title":
        one.joined = PART_IN.search(string, 0, word.start) is not None
        one.titled, one.weight = True, one.weight + 1 + 2 * one.joined
        return
    begin, end = passage.sentence_at(word.start)
    one.weight += 1
    before = string[max(begin, word.start - NEAR) : word.start]
    if PART_IN.search(before):
        one.joined, one.weight = True, one.weight + 1
    led = before.split()[-1:]
    one.where += bool(led) and led[0].lower() in PLACES
    if led and led[0].lower() in TAKES and MONEY.search(before) and not one.paid:
        one.paid, one.weight = True, one.weight + 2
    following = string[end:].lstrip() or next(
        (p.string for p in passages[number + 1 : number + 2] if p.kind in ("paragraph", "lead", "item")), ""
    )
    if OPENS.match(following) and not one.near:
        one.near, one.weight = True, one.weight + 2


def _name_like(passage: Passage, index: int, word: Word, corpus: Corpus) -> bool:
    """A word with a capital that no sentence gave it, in the definite form that names of projects wear."""
    if len(word.text) < 6 or word.text.isupper() or not DEFINITE.search(word.low) or word.low.endswith("s"):
        return False
    if word.text not in corpus.inner or word.low in corpus.written_low or word.low in STOP | FINITE | LEADING:
        return False
    neighbours = passage.words[max(0, index - 1) : index] + passage.words[index + 1 : index + 2]
    if any(
        near.capital and near.start > 0 and abs(near.start - word.start) < 40 and _beside(passage, near, word)
        for near in neighbours
    ):
        return False  # part of a longer name
    if EVERYDAY.match(word.low) or project_cue_words.NOT_RUN.search(word.low) or finite(word):
        return False
    return not project_rows.taken(passage, word.start, word.end) and not any(
        b.start < word.end and word.start < b.end for b in passage.bodies
    )


def _beside(passage: Passage, near: Word, word: Word) -> bool:
    first, second = sorted((near, word))
    sentence = passage.sentence_at(first.start)[0]
    return passage.string[first.end : second.start] == " " and first.start != sentence


def _body_whole(passage: Passage, start: int, end: int) -> bool:
    """Whether a body or a person fills the place."""
    if any(p.full and p.start <= start and p.end >= end for p in passage.persons):
        return True
    return any(
        b.start <= start and b.end >= end and b.kind in ("organisation", "municipality") and b.confidence >= FACT
        for b in passage.bodies
    )
