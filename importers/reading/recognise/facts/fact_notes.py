"""What facts are read from, and how one is noted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from ...model.article import Article
from ...model.findings import Fact, KeyFigure
from ..mentions.paid import Paid
from ..mentions.passages import Passage
from ..mentions.roster import Roster
from ..mentions.sheet import Row
from .fact_helpers import (
    FactValue,
    figure_value,
)
from .fact_words import (
    PARTICIPANTS,
)


class FactNotes:
    """What an article has been found to say, and the facts noted so far."""

    def __init__(
        self,
        article: Article,
        passages: list[Passage],
        paid: list[Paid],
        figures: list[tuple[Passage, KeyFigure]],
        roster: Roster,
        sheet: Sequence[Row] = (),
    ) -> None:
        self.article = article
        self.passages = passages
        self.paid = paid
        self.sheet = sheet
        self.figures = figures
        self.figures_of: dict[int, list[KeyFigure]] = {}
        for passage, figure in figures:
            self.figures_of.setdefault(passage.order, []).append(figure)
        self.roster = roster
        self.facts: list[Fact] = []
        # the sentences that may tell something, with their place; what people say tells nothing
        self.told: list[tuple[Passage, list[tuple[int, int, bool]]]] = [
            (passage, [(start, end, self._quoted(passage, start, end)) for start, end in passage.sentences])
            for passage in passages
            if passage.kind not in ("title", "link", "contact", "caption", "heading")
        ]

    def add(
        self,
        kind: Literal["project", "unit"],
        subject: str,
        name: str,
        value: FactValue,
        passage: Passage,
        start: int,
        end: int,
        sure: float = 0.8,
    ) -> None:
        if value in (None, "", []):
            return
        sentence = " ".join(passage.string[start:end].split())
        self.facts.append(
            Fact(
                span=passage.span(start, end),
                rule=f"fact-{name}",
                confidence=sure,
                subject=subject,
                subject_kind=kind,
                field=name,
                value=value,
                sentence=sentence,
            )
        )

    def _same(self, one: str, other: str) -> bool:
        return one.lower() == other.lower()

    @staticmethod
    def _quoted(passage: Passage, start: int, end: int) -> bool:
        return any(a < end and start < b for a, b in passage.quoted)

    def _figures_in(self, passage: Passage, start: int, end: int) -> list[KeyFigure]:
        here = self.figures_of.get(passage.order)
        if not here:
            return []
        low, high = passage.span(start, end)
        return [f for f in here if f.span and low <= f.span.start < high]

    def _figures(self, kind: Literal["project", "unit"], name: str, alone: bool) -> None:
        for passage, figure in self.figures:
            if figure.kind == "goal" or not figure.unit or figure.span is None:
                continue
            at = bisect_left(passage.text.offsets, figure.span.start)
            start, end = passage.sentence_at(at)
            named = any(b.kind == kind and self._same(b.name, name) and start <= b.start < end for b in passage.bodies)
            if figure.rule == "figure-fraction":
                continue
            if not named and not (
                alone and (figure.unit in ("deltagare", "inskrivna") or passage.heading.endswith("?"))
            ):
                continue
            people = PARTICIPANTS.fullmatch(figure.unit.split()[-1])
            field = "participants" if people and figure.unit != "hushåll" else "figure"
            if figure.unit.endswith("kommuner"):
                field = "figure"
            self.add(kind, name, field, figure_value(figure), passage, start, end, 0.75)
