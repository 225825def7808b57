"""Whose a unit is, where the text says so beside its name; never the only body that happens to be named."""

from __future__ import annotations

import re

from ...model.findings import Name
from ..mentions.body_hits import BodyHit
from ..mentions.known_names import bare_place, official_names
from ..mentions.passages import Passage

_WITHIN = re.compile(r" (?:i|på|hos|vid|inom|under) $")
_TOWN = re.compile(r" (?:kommun|stad)s?$", re.IGNORECASE)
_OWN = frozenset("kommunens stadens".split())  # "kommunens arbetsmarknadsenhet": of the only municipality there is
OWNING = frozenset(["municipality", "organisation"])


def assign(units: list[Name], passages: list[Passage]) -> None:
    """Set the parent of each unit that one body, and no other, is said to have."""
    towns = {_name(p, b) for p in passages for b in p.bodies if b.kind == "municipality" and _is_town(p, b)}
    alone = next(iter(towns)) if len(towns) == 1 else ""
    said: dict[str, set[str]] = {}
    for passage in passages:
        bodies = sorted(passage.bodies, key=lambda body: body.start)
        for at, hit in enumerate(bodies):
            if hit.kind != "unit":
                continue
            owner = _owner(passage, bodies, at) or (alone if _of_the_municipality(passage, hit) else "")
            if owner:
                said.setdefault(hit.name.lower(), set()).add(owner)
    for unit in units:
        owners = said.get(unit.name.lower(), set())
        if len(owners) == 1 and not unit.parent:
            unit.parent = next(iter(owners))


def _owner(passage: Passage, bodies: list[BodyHit], at: int) -> str:
    """The body that stands before the unit in the genitive, after it as its place, or beside it in an address."""
    hit = bodies[at]
    before = bodies[at - 1] if at else None
    if before is not None and before.kind in OWNING and passage.string[before.end : hit.start] == " ":
        written = passage.string[before.start : before.end]
        if written.endswith("s"):
            return _name(passage, before)
    after = bodies[at + 1] if at + 1 < len(bodies) else None
    if after is None or after.kind not in OWNING:
        return ""
    gap = passage.string[hit.end : after.start]
    placed = _WITHIN.match(gap) and (_is_town(passage, after) or after.kind == "organisation")
    return _name(passage, after) if placed or (gap == ", " and _in_address(passage, bodies, at)) else ""


def _in_address(passage: Passage, bodies: list[BodyHit], at: int) -> bool:
    """Whether unit and body stand alone together: "Ungdomsenheten, Solviks kommun", not in a row of partners."""
    hit, body = bodies[at], bodies[at + 1]
    if body.kind == "municipality" and not _is_town(passage, body):
        return False
    before = passage.string[bodies[at - 1].end : hit.start] if at else ""
    following = passage.string[body.end : body.end + 5]
    beside = bodies[at + 2].start - body.end <= 5 if at + 2 < len(bodies) else False
    return before not in (", ", " och ") and not beside and not following.startswith((" och", " samt"))


def _of_the_municipality(passage: Passage, hit: BodyHit) -> bool:
    return hit.first > 0 and passage.words[hit.first - 1].low in _OWN


def _is_town(passage: Passage, body: BodyHit) -> bool:
    """Whether the municipality is named as one, and not only as a place."""
    return body.kind == "municipality" and _TOWN.search(passage.string[body.start : body.end]) is not None


def _name(passage: Passage, body: BodyHit) -> str:
    """The body's name in full: "Solviks kommuns" → "Solviks kommun"."""
    if body.key and body.key in official_names():
        return official_names()[body.key]
    if body.kind != "municipality":
        return body.name
    written = " ".join(passage.string[body.start : body.end].split())
    if _TOWN.search(written):
        return re.sub(r"(kommun|stad)s$", r"\1", written)
    place = bare_place(written)
    return f"{place} kommun" if place[-1] in "aeiouyåäösxz" else f"{place}s kommun"


__all__ = ["assign"]
