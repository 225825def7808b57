"""Who owns a project: a role ("projektägare"), the agent of a passive ("drivs av") or the subject of "driver"."""

from __future__ import annotations

import re

from ..mentions.body_hits import BodyHit
from ..mentions.passages import Passage
from .fact_words import PARTNER

ROLE = re.compile(r"\b(?:projekt(?:ets )?)?(?:ägare|huvudman|ägarskap)(?:en|t)?\b|\bprojektägarskap\w*")
PASSIVE = re.compile(
    r"\b(?:har |hade )?(?:drivs|drevs|drivits|ägs|ägdes|ägts|leds|leddes|letts|genomförs|genomfördes|genomförts|"
    r"bedrivs|bedrevs|bedrivits|samordnas|samordnades|samordnats|arrangeras)"
    r"(?: [\w–-]+){0,3} av |\bi regi av |\bdrivs i (?=\w+s regi)"
)
ACTIVE = re.compile(
    r"\b(?:driver|drev|drivit|äger|ägde|ägt|leder|ledde|lett|genomför|genomförde|genomfört|bedriver|bedrev|"
    r"ansvarar för|ansvarade för|har ansvar för|står bakom|stod bakom|samordnar|samordnade)\b"
)
OWN = re.compile(r"s?(?: kommuns)? (?:nya |egna |stora )?[\w-]*(?:projekt|satsning|insats) [\"”“]?")
GETS = re.compile(
    r" (?:får|fick|har fått|beviljas|beviljades|tilldelas)(?: (?:cirka|ca|drygt|nästan))? \d[\d ,.]*"
    r"(?: (?:miljoner|tusen))?(?: kronor| kr)? (?:till|för) [\w-]*(?:projektet|satsningen|insatsen) [\"”“]?"
)
WORK = re.compile(r"\w*(?:projekt|satsning|insats|initiativ|kampanj|förstudi)\w*")
JOINT = re.compile(r"\b(?:gemensamt|tillsammans|båda|båda två)\b")
TOGETHER = re.compile(r"\b(?:tillsammans|i samverkan|i samarbete) med ")
ADVERBS = re.compile(r"^(?: (?:har|hade|nu|också|i dag|sedan|formellt|själv|som|är den som|,))* ?$")
WITH = re.compile(r"^ ?(?:,|och|samt|&) ?(?:och )?$")


RELATIVE = re.compile(r", (?:där|som|vilka|vilket|när|dit) ")
ORIGIN = re.compile(
    r"\b(?:år(?:ig\w*)?|åring\w*|kommer|född\w*|bosatt\w*|bor|uppvuxen|hemmahörande),? (?:från|i|på) (?:\w+ )?$"
)


def partners_told(passage: Passage, start: int, end: int, bodies: list[BodyHit]) -> int | None:
    """Where those who take part begin to be named; None where the sentence does not say that anybody does.

    What a relative clause says is of what it follows: in "betalas av A och B, där Ekby ingår", A is no partner."""
    match = PARTNER.search(passage.lower, start, end)
    if match is None:
        return None
    clause = next((m.end() for m in reversed([*RELATIVE.finditer(passage.lower, start, match.start())])), start)
    inside = any(clause <= body.start < match.start() for body in bodies)
    return clause if clause > start and inside and passage.lower[match.start() :].startswith("ingår") else start


def is_origin(passage: Passage, start: int, place: BodyHit) -> bool:
    """ "NAMN, 32 år från Ekby": where a person is from, and not the project."""
    before = passage.lower[start : place.start]
    if ORIGIN.search(before):
        return True
    return any(re.fullmatch(r",? (?:från|i) ", passage.lower[p.end : place.start]) for p in passage.persons if p.full)


def owner_of(passage: Passage, start: int, end: int, bodies: list[BodyHit]) -> BodyHit | None:
    """The body that the sentence makes the owner; None where it names none, or several who own nothing alone."""
    found = sorted(bodies, key=lambda b: b.start)
    if not found:
        return None
    for told in (_by_role, _by_passive, _by_active, _by_genitive, _by_grant):
        owner = told(passage, start, end, found)
        if owner is not None:
            return owner
    return None


def runners(passage: Passage, start: int, end: int, bodies: list[BodyHit]) -> list[BodyHit]:
    """Those who run it together, of whom none owns it alone: "drivs av A och B"."""
    match = PASSIVE.search(passage.lower, start, end)
    found = sorted(bodies, key=lambda b: b.start)
    first = next((b for b in found if match and match.end() <= b.start <= match.end() + 4), None)
    return found[found.index(first) :][: rows(passage, found, first)] if first is not None else []


def rows(passage: Passage, bodies: list[BodyHit], first: BodyHit) -> int:
    """How many bodies stand in a row with this one: "A, B och C"."""
    at = bodies.index(first)
    low = high = at
    while low > 0 and WITH.match(passage.string[bodies[low - 1].end : bodies[low].start]):
        low -= 1
    while high + 1 < len(bodies) and WITH.match(passage.string[bodies[high].end : bodies[high + 1].start]):
        high += 1
    return high - low + 1


def _by_role(passage: Passage, start: int, end: int, bodies: list[BodyHit]) -> BodyHit | None:
    match = ROLE.search(passage.lower, start, end)
    if not match:
        return None
    before = [b for b in bodies if b.end <= match.start()]
    after = [b for b in bodies if b.start >= match.end()]
    left = passage.lower[before[-1].end : match.start()].strip() if before else ""
    if before and re.fullmatch(r"(?:kommun )?(?:,? ?som|är|var|blir|(?:är|var) \w+|står som|som \w+)", left):
        return before[-1]
    between = passage.lower[match.end() : after[0].start].strip() if after else ""
    if after and re.fullmatch(r"(?:.{0,60}? )?(?:är|var|blir|:|–)?\s*:?", between):
        return after[0]
    return before[-1] if before and not after else None


def _by_passive(passage: Passage, start: int, end: int, bodies: list[BodyHit]) -> BodyHit | None:
    match = PASSIVE.search(passage.lower, start, end)
    if not match:
        return None
    agent = next((b for b in bodies if match.end() <= b.start <= match.end() + 4), None)
    if agent is None:
        return None
    alone = rows(passage, bodies, agent) == 1 and not JOINT.search(match[0])
    return agent if alone else None


def _by_genitive(passage: Passage, start: int, end: int, bodies: list[BodyHit]) -> BodyHit | None:
    """ "Ekby kommuns projekt ”Lyktan”": whose the project is called."""
    for project in (b for b in passage.bodies if b.kind == "project" and start <= b.start < end):
        before = [b for b in bodies if b.end <= project.start]
        if before and OWN.fullmatch(passage.string[before[-1].end : project.start]):
            return before[-1] if rows(passage, bodies, before[-1]) == 1 else None
    return None


def _by_grant(passage: Passage, start: int, end: int, bodies: list[BodyHit]) -> BodyHit | None:
    """ "Ekby kommun får 6,6 miljoner kronor till projektet Lyktan": who gets the money for it."""
    first = bodies[0]
    project = next((b for b in passage.bodies if b.kind == "project" and first.end < b.start < end), None)
    if project is None or rows(passage, bodies, first) > 1:
        return None
    return first if GETS.fullmatch(passage.string[_end(passage, first) : project.start]) else None


def _by_active(passage: Passage, start: int, end: int, bodies: list[BodyHit]) -> BodyHit | None:
    match = ACTIVE.search(passage.lower, start, end)
    if not match:
        return None
    left = [b for b in bodies if b.end <= match.start()]
    before = [b for b in left if ADVERBS.match(passage.lower[_end(passage, b) : match.start()])]
    after = [b for b in bodies if 0 <= b.start - match.end() <= 2]
    subject = before[-1] if before else after[0] if after else None
    if subject is None or rows(passage, bodies, subject) > 1:
        return None
    if JOINT.search(passage.lower, start, end) and not TOGETHER.search(passage.lower, start, end):
        return None
    if match[0].startswith(("står bakom", "stod bakom")) and JOINT.search(passage.lower, start, end):
        return None  # who stands behind it together owns nothing by that
    rest = max(match.end(), subject.end)
    runs = WORK.search(passage.lower, rest, min(end, rest + 60)) or any(
        b.kind == "project" and rest <= b.start < min(end, rest + 60) for b in passage.bodies
    )
    relative = passage.lower[start : subject.start].rstrip().endswith("som")
    return subject if runs or relative else None


def _end(passage: Passage, body: BodyHit) -> int:
    """The end of the name with "kommun" after it."""
    follows = re.match(r"s? kommun\b", passage.lower[body.end : body.end + 9])
    return body.end + (follows.end() if follows else 0)
