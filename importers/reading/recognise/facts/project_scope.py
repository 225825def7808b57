"""Which project each sentence speaks of.

A sentence speaks of the project that it names; one that names none goes on with the nearest named before it in the
same section, if it follows in the same paragraph or says "projektet". Two projects in one sentence share what it says
only where it speaks of several. Nothing is ever of a project because it is the only one that was recognised, where the
text speaks of more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..mentions.passages import Passage
from .fact_words import ANAPHOR

Sentence = tuple[Passage, int, int]
Told = Sequence[tuple[Passage, list[tuple[int, int, bool]]]]

SEVERAL = re.compile(
    r"\b(?:\w*projekten|satsningarna|insatserna|(?:båda|bägge|två|tre|fyra|fem|sex|sju|\d+|flera|alla|samtliga|de|"
    r"dessa|våra|våra egna|olika) (?:\w+a )?(?:\w*projekt|satsningar|insatser)|tillsammans får)\b"
)
ANOTHER = re.compile(
    r"\b(?:ett|en|det|den) (?:annat|annan|andra|tredje|nästa|tidigare|eget|liknande) "
    r"(?:projekt|satsning|insats)\w*|\bövriga projekt"
)


# a text that is about several: it presents them, and is not of one that it only calls one of them
MORE = re.compile(
    r"(?:^|[\n>])\s*(?:våra|alla våra|pågående|aktuella|avslutade|beviljade|kommunens|andra) (?:\w+(?:de|a) )?"
    r"\w*projekt\b|"
    r"\b(?:hittar|ser|läs|läsa|driver|presenterar|bedriver)(?: (?:du|vi|mer|om|alla)){0,3} "
    r"(?:våra|alla|de|följande|flera|olika|några av de)(?: \w+(?:de|a))? \w*projekt(?:en)?\b",
    re.IGNORECASE,
)


def speaks_of_more(text: str) -> bool:
    """Whether a text presents several projects ("Våra projekt", "Här hittar du de utvecklingsprojekt som …"), so that
    one which alone was recognised is not what all of it is about."""
    return MORE.search(text) is not None


def assign(told: Told, names: Sequence[str], *, several: bool = False) -> dict[str, list[Sentence]]:
    """The sentences of each project, by its name in lower case; what people say is nobody's. `several`: the text is
    about more projects than those."""
    found: dict[str, list[Sentence]] = {name.lower(): [] for name in names}
    scope = _Scope(found, several=several)
    for passage, sentences in told:
        scope.enter(passage)
        for start, end, quoted in sentences:
            for low in scope.of(passage, start, end):
                if not quoted:
                    begin = beside(passage, start, end, low)
                    found[low].append((passage, begin or start, _own_end(passage, start, end, low)))
    return found


# "samarbetar med Lyktan", "bygger vidare på Lyktan": what a text has beside the project that it is about
BESIDE = re.compile(
    r"\b(?i:sam(?:arbet|verk)\w* med|(?:bygger|byggde|byggt|utgår|utgick) (?:vidare )?(?:på|från|ur)"
    r"|(?:fort|upp)följ\w+ (?:på|av|till)|fortsättning\w* (?:på|av)|erfarenhet\w* (?:från|av)|inspirera\w+ av"
    r"|systerprojekt\w*|föregångar\w+|liknar"
    r"|(?:tidigare|föregående|avslutade) (?:[\w-]+ )?[\w-]*(?:projekt|satsning|insats)\w*)"
    r" (?:(?P<whose>[^.,;:()]{0,60}?) )?$"
)
CLAUSE_MARK = re.compile(r"[.;:()]|, (?:som|och|men|där) | som ")


def beside(passage: Passage, start: int, end: int, low: str) -> int:
    """Where the words begin that are of a project which the sentence only has beside its own, as whom it works with
    or what it goes on from; 0 where the sentence is of the project itself."""
    here = (b for b in passage.bodies if b.kind == "project" and start <= b.start < end)
    hit = next((b for b in here if b.name.lower() == low), None)
    if hit is None:
        return 0
    before = passage.string[start : hit.start].rstrip('"”“') if hit.start - start < 200 else ""
    led = BESIDE.search(before.rstrip() + " ")
    if led is None or (led["whose"] and CLAUSE_MARK.search(led["whose"])):
        return 0
    return start + led.start("whose") if led["whose"] else hit.start


def only_beside(told: Told, name: str) -> bool:
    """Whether the text names the project nowhere but beside what it is about."""
    low = name.lower()
    places = [
        beside(passage, start, end, low)
        for passage, sentences in told
        for start, end, _ in sentences
        if any(b.kind == "project" and b.name.lower() == low and start <= b.start < end for b in passage.bodies)
    ]
    return bool(places) and all(places)


CLAUSE = re.compile(r", (?:och|men|medan|där|som) ")


def _own_end(passage: Passage, start: int, end: int, low: str) -> int:
    """Where what the sentence says of the project ends: before the clause that speaks of another one."""
    here = (b for b in passage.bodies if b.kind == "project" and start <= b.start < end)
    hit = next((b for b in here if b.name.lower() == low), None)
    other = ANOTHER.search(passage.lower, hit.end, end) if hit is not None else None
    if hit is None or other is None:
        return end
    clauses = [match.start() for match in CLAUSE.finditer(passage.lower, hit.end, other.start())]
    return clauses[-1] if clauses else other.start()


INTRODUCED = re.compile(
    r"\b(?:ett (?:nytt|treårigt|tvåårigt|gemensamt)|det nya) (?:[\w-]+ ){0,2}?[\w-]*projekt(?:et)?\b|"
    r"\bett (?:samverkans|samarbets)projekt\b"
)


THOSE = re.compile(r"(?:de (?:båda |två )?|båda )?projekten\b")  # those that were named together before


class _Scope:
    """What the text speaks of while it is read."""

    def __init__(self, names: dict[str, list[Sentence]], *, several: bool = False) -> None:
        self.names = names
        self.only = next(iter(names)) if len(names) == 1 and not several else None
        self.current: str | None = None
        self.heading: str | None = None
        self.titled = False  # by the heading
        self.unnamed = True  # the text has named no project yet
        self.told_here = False  # the current project was named in this paragraph
        self.group: list[str] = []  # those that were last named together

    def enter(self, passage: Passage) -> None:
        if passage.heading != self.heading:
            self.heading = passage.heading
            titled = [low for low in self.names if low in passage.heading]
            self.current = max(titled, key=len) if titled else None
            self.titled = bool(titled)
            self.group = []
        self.told_here = False

    def of(self, passage: Passage, start: int, end: int) -> list[str]:
        low = passage.lower[start:end]
        named = list(
            dict.fromkeys(
                b.name.lower()
                for b in passage.bodies
                if b.kind == "project" and start <= b.start < end and b.name.lower() in self.names
            )
        )
        if named:
            own = [name for name in named if not beside(passage, start, end, name)]
            if own or self.current is None:
                subject = own[:1] if own and self._is_subject(passage, start, own[0]) else own[-1:]
                self.current, self.told_here = (subject or [None])[-1], bool(own)
            self.unnamed = False
            named = own or named
            self.group = named if len(named) > 1 and SEVERAL.search(low) else []
            return named if len(named) == 1 or SEVERAL.search(low) else named[:1]
        if ANOTHER.search(low):
            self.current, self.told_here = None, False
            return []
        if SEVERAL.search(low):
            return self.group if THOSE.match(low) else []
        says = ANAPHOR.search(low) is not None
        if self.current is not None and (self.told_here or says or self.titled or self._asked(passage)):
            return [self.current]
        if self.only is not None and (says or self._asked(passage)):
            return [self.only]
        if self.only is not None and self.current is None and self.unnamed and INTRODUCED.search(low):
            return [self.only]  # "ska starta ett nytt projekt": its name comes later
        return []

    @staticmethod
    def _is_subject(passage: Passage, start: int, low: str) -> bool:
        """Whether the sentence begins with the project: "Lyktan är ett projekt som …", whoever else it names."""
        return passage.lower.startswith((low, f"projektet {low}"), start)

    @staticmethod
    def _asked(passage: Passage) -> bool:
        return passage.kind == "question" or (passage.kind == "paragraph" and passage.heading.endswith("?"))
