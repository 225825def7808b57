"""Who owns a project, who takes part, and in which municipalities, by the sentences that speak of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.thresholds import FACT, OFFER
from ..mentions.body_hits import BodyHit
from ..mentions.passages import Passage
from . import periods
from .fact_notes import FactNotes
from .fact_words import UNNAMED
from .parties import ACTIVE, is_origin, owner_of, partners_told, runners

BETWEEN = re.compile(r"\b\w*(?:samarbete|samverkan|partnerskap)(?:e?t)? mellan\b")


class ProjectParties(FactNotes):
    """Notes the parties of projects."""

    def _bodies_in(self, passage: Passage, start: int, end: int) -> tuple[list[BodyHit], list[BodyHit]]:
        """Organisations and units, and municipalities."""
        here = [b for b in passage.bodies if start <= b.start < end]
        others = [b for b in here if b.kind in ("organisation", "unit") and b.confidence >= FACT]
        others += [b for b in here if b.kind == "unit" and OFFER < b.confidence < FACT]
        return others, [b for b in here if b.kind == "municipality" and b.confidence >= FACT]

    def _behind(self, name: str, passage: Passage, start: int, end: int, at: int) -> None:
        """ "Bakom Lyktan står Samordningsförbundet …": who owns it and who are its parties."""
        others, places = self._bodies_in(passage, start, end)
        those = [b for b in (*others, *places) if b.start >= at]
        joint = next((b for b in those if b.register_kind == "coordination_body"), None)
        for body in those:
            if joint is not None and body is not joint and body.kind == "municipality":
                self.add("project", name, "municipality", body.name, passage, start, end)
                continue
            field = "owner" if body is joint or len(those) == 1 else "partner"
            self.add("project", name, field, _of_body(passage, body), passage, start, end)
            if body.kind == "municipality":
                self.add("project", name, "municipality", body.name, passage, start, end)

    def _parties_told(self, name: str, passage: Passage, start: int, end: int, asked: str) -> None:
        low = passage.lower[start:end]
        others, places = self._bodies_in(passage, start, end)
        places = [place for place in places if not is_origin(passage, start, place)]
        bracketed = _bracketed(passage, start, end, [*others, *places])
        if bracketed:  # each has its own, and none of the others'
            for body in bracketed.get(name.lower(), ()):
                self.add("project", name, "owner", _of_body(passage, body), passage, start, end)
                if body.kind == "municipality":
                    self.add("project", name, "municipality", body.name, passage, start, end)
            return
        owner = owner_of(passage, start, end, [*others, *places])
        if (owner is None and passage.kind == "item") or passage.string[:2] in ("- ", "* ", "• "):
            owner = self._listed_with(name, passage, [*others, *places])
        if owner:
            self.add("project", name, "owner", _of_body(passage, owner), passage, start, end)
        joint = self._joint_owner(passage, start, name)
        if joint:
            self._parties(name, passage, joint)
        pays = any(row.passage is passage and row.start == start for row in self.paid)
        joined = len(runners(passage, start, end, [*others, *places])) > 1
        take_part = partners_told(passage, start, end, [*others, *places])
        together = bool(others or places) and (joined or take_part is not None)
        if together and not joined and take_part is not None:
            others = [body for body in others if body.start >= take_part]
        runs = len(others) > 1 and ACTIVE.search(low)
        others = [body for body in others if body.register_kind != "fund"]  # who only pays takes no part
        if others and (together or "deltar" in asked or runs):
            for body in others:
                if owner is not body and not (pays and not together) and not self._pays(passage, start, body):
                    sure = periods.OFFERED if UNNAMED.fullmatch(body.name) else 0.8
                    self.add("project", name, "partner", body.name, passage, start, end, sure)
        if places and (together or pays or "deltar" in asked or self._where(low) or "projekt" in low):
            for place in places:
                self.add("project", name, "municipality", place.name, passage, start, end)
            if together and BETWEEN.search(low):
                for whole in _whole_municipalities(passage, [place for place in places if place is not owner]):
                    self.add("project", name, "partner", whole, passage, start, end)

    def _pays(self, passage: Passage, start: int, body: BodyHit) -> bool:
        return any(
            row.passage is passage
            and row.start == start
            and (row.funding.funder == body.name or (row.key and row.key == body.key))
            for row in self.paid
        )

    @staticmethod
    def _listed_with(name: str, passage: Passage, bodies: list[BodyHit]) -> BodyHit | None:
        """ "Stickat och klart, Ekby kommun, 120 000 kronor": the body right after the name in a list of projects."""
        hit = next((b for b in passage.bodies if b.kind == "project" and b.name.lower() == name.lower()), None)
        if hit is None or len(bodies) != 1:
            return None
        between = passage.string[hit.end : bodies[0].start].strip('”" ')
        after = passage.string[bodies[0].end :].lstrip(")")
        return bodies[0] if between in (",", "–", "(") and re.match(r"(?:s? kommun)?(?:, \d|$)", after) else None

    def _joint_owner(self, passage: Passage, start: int, name: str) -> BodyHit | None:
        """A coordination body whose members the paragraph lists runs the project that the paragraph then names."""
        named = any(b.kind == "project" and self._same(b.name, name) and b.start >= start for b in passage.bodies)
        if not named:
            return None
        joint = [b for b in passage.bodies if b.register_kind == "coordination_body" and b.end <= start]
        return joint[-1] if joint and re.search(r"\bparter\b|\bförbundet|\bingår\b", passage.string) else None

    def _parties(self, name: str, passage: Passage, joint: BodyHit) -> None:
        start, end = passage.sentence_at(joint.start)
        self.add("project", name, "owner", joint.name, passage, start, end, 0.7)
        for begin, finish in passage.sentences:
            if begin <= start or not re.search(r"\bingår\b|\bparter\b|\bmedlemmar\b", passage.string[begin:finish]):
                continue
            for body in passage.bodies:
                if not (begin <= body.start < finish) or body is joint or body.kind == "project":
                    continue
                if body.kind == "municipality":
                    self.add("project", name, "municipality", body.name, passage, begin, finish, 0.7)
                elif body.confidence >= FACT:
                    self.add("project", name, "partner", body.name, passage, begin, finish, 0.7)

    @staticmethod
    def _where(sentence: str) -> bool:
        return bool(
            re.search(
                r"\bkommunerna\b|\bi (?:fyra|tre|två|fem|sex) (?:av länets )?kommuner|\bi kommunerna|omfattar",
                sentence,
            )
        )


def _bracketed(passage: Passage, start: int, end: int, bodies: list[BodyHit]) -> dict[str, list[BodyHit]]:
    """The body in brackets after each of two projects or more: "Lyktan (Ekby kommun) och Fyren (Solviks kommun)"."""
    found: dict[str, list[BodyHit]] = {}
    for hit in passage.bodies:
        if hit.kind != "project" or not start <= hit.start < end:
            continue
        here = [b for b in bodies if re.fullmatch(r"[”\"]? \(", passage.string[hit.end : b.start])]
        if here and re.match(r"(?: kommun)?\)", passage.string[here[0].end :]):
            found[hit.name.lower()] = here
    return found if len(found) > 1 else {}


def _whole_municipalities(passage: Passage, places: list[BodyHit]) -> Iterator[str]:
    """Those of the places that are written as bodies: "Ekby kommun", "Malmö stad"."""
    for place in places:
        if re.search(r" (?:kommun|stad)s?$", passage.lower[place.start : place.end]):
            yield _of_body(passage, place)


def _of_body(passage: Passage, body: BodyHit) -> str:
    """The body's name; of a municipality as it is written, "Solviks kommun", else with "kommun"."""
    written = " ".join(passage.string[body.start : body.end].split())
    if body.kind != "municipality":
        return body.name
    return written.removesuffix("s") if re.search(r"(?i) (?:kommun|stad)s?$", written) else f"{body.name} kommun"
