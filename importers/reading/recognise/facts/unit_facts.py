"""What the article says of each unit: its remit, its parts, where it is and who heads it."""

from __future__ import annotations

import re

from ...model.findings import Name
from ...model.thresholds import FACT
from ..mentions.passages import Passage
from .fact_helpers import (
    capital_names,
    has_word,
    is_subject,
    short_forms,
)
from .fact_notes import FactNotes
from .fact_words import (
    FACTS_HEADING,
    MOST,
    PART_OF,
    PARTS,
    PURPOSE,
    REMIT,
)


class UnitFacts(FactNotes):
    """Reads the sentences that speak of each unit."""

    def units(self) -> None:
        named = [u for u in self.article.units if u.confidence >= FACT][:MOST]
        for unit in named:
            forms = {unit.name.lower(), (unit.abbreviation or "").lower(), *short_forms(unit.name)} - {""}
            alone = len([u for u in named if not u.name.lower().endswith(("nämnden", "styrelsen"))]) == 1
            for passage, sentences in self.told:
                self._unit_passage(unit, forms, passage, sentences, alone)
            self._head(unit, forms)

    def _unit_passage(
        self, unit: Name, forms: set[str], passage: Passage, sentences: list[tuple[int, int, bool]], alone: bool
    ) -> None:
        section = FACTS_HEADING.match(passage.heading) and any(has_word(passage.heading, f) for f in forms)
        open_ = False
        if not section and not alone and not any(form in passage.lower for form in forms):
            return
        for start, end, quoted in sentences:
            if quoted:
                open_ = False
                continue
            sentence = passage.string[start:end]
            low = sentence.lower()
            named = any(has_word(low, form) for form in forms)
            follows = sentence.startswith(("Där ", "Här ", "De ", "Den ", "Enheten "))
            if section or (named and is_subject(sentence, forms) and REMIT.search(low)):
                self.add(
                    "unit",
                    unit.name,
                    "remit",
                    " ".join(sentence.split()),
                    passage,
                    start,
                    end,
                    0.85 if section else 0.75,
                )
            elif (open_ or (alone and "enheten" in low)) and (
                PURPOSE.search(low) or (open_ and follows and REMIT.search(low))
            ):
                self.add("unit", unit.name, "remit", " ".join(sentence.split()), passage, start, end, 0.65)
            if named:
                self._unit_places(unit, passage, start, end)
                self._unit_parts(unit, passage, start, end, sentence)
            elif alone and re.search(r"\bi enheten (?:in)?ryms\b|\benheten består av\b", low):
                self._unit_parts(unit, passage, start, end, sentence)
            open_ = named or (open_ and follows)

    def _unit_places(self, unit: Name, passage: Passage, start: int, end: int) -> None:
        """ "Filipstads kommuns arbetsmarknadsenhet": the municipality right before the unit's name."""
        for place in passage.bodies:
            if place.kind != "municipality" or not start <= place.start < end:
                continue
            near = [b for b in passage.bodies if b.kind == "unit" and 0 <= b.start - place.end <= 4]
            named_after = re.match(r"s? senaste tillskott|s? nya enhet", passage.string[place.end : place.end + 20])
            if any(self._same(b.name, unit.name) for b in near) or named_after:
                self.add("unit", unit.name, "municipality", place.name, passage, start, end, 0.85)

    def _unit_parts(self, unit: Name, passage: Passage, start: int, end: int, sentence: str) -> None:
        belongs = PART_OF.match(sentence)
        if belongs and any(has_word(sentence[belongs.end() :].lower(), form) for form in {unit.name.lower()}):
            if not self._same(belongs[1], unit.name):
                self.add("unit", unit.name, "part", belongs[1], passage, start, end, 0.75)
            return
        match = PARTS.search(sentence.lower())
        if not match or "inte" in sentence[: match.end() + 10].lower().split():
            return
        for begin, finish in capital_names(passage, start + match.end(), end):
            name = passage.string[begin:finish]
            if (
                ":" in name
                or (name.isupper() and len(name) < 5)
                or self._same(name, unit.name)
                or any(
                    b.start <= begin < b.end and b.kind in ("municipality", "organisation") and b.end >= finish
                    for b in passage.bodies
                )
            ):
                continue
            self.add("unit", unit.name, "part", name, passage, start, end, 0.75)

    def _head(self, unit: Name, forms: set[str]) -> None:
        for somebody in self.roster.people:
            for role, body, order, _ in somebody.roles:
                if not re.search(r"chef|föreståndare|rektor\b", role) or role.startswith("tidigare") or not body:
                    continue
                if any(has_word(body.lower(), form) for form in forms):
                    passage = next((p for p in self.passages if p.order == order), None)
                    hit = next((h for p, h in somebody.hits if p is passage), None)
                    if passage is None or hit is None:
                        continue
                    start, end = passage.sentence_at(hit.start)
                    self.add("unit", unit.name, "head", {"name": somebody.name, "role": role}, passage, start, end)
                    return
