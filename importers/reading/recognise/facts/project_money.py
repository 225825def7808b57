"""Who pays for a project."""

from __future__ import annotations

import re

from . import periods
from .fact_helpers import FactValue
from .fact_notes import FactNotes
from .fact_words import ANAPHOR, UNNAMED
from .project_scope import SEVERAL, Sentence

GRANT = re.compile(r"\b(?:får|fick|beviljas|beviljades|tilldelas|tilldelades|prioriteras|prioriterades)\b")


class ProjectMoney(FactNotes):
    """Notes the funding of projects."""

    def _funding(self, name: str, sentences: list[Sentence], alone: bool) -> None:
        for row in self.paid:
            mine = any(p is row.passage and start <= row.start < end for p, start, end in sentences)
            of_row = any(r.passage is row.passage and r.start == row.start for r in self.sheet)
            several = SEVERAL.search(row.passage.lower, row.start, row.end)
            if not mine and not (alone and (of_row or not several)):
                continue
            value: FactValue = {"funder": row.funding.funder, "share": row.funding.share, "amount": row.funding.amount}
            sure = min(0.85, row.funding.confidence)
            if not mine and not of_row and not _speaks_of_work(row.passage.lower[row.start : row.end]):
                sure = periods.OFFERED  # money for something, in a text on one project: perhaps for more than that
            if UNNAMED.fullmatch(row.funding.funder):
                sure = periods.OFFERED  # "de båda kommunerna": on a page of its own nobody knows which
            self.add("project", name, "funding", value, row.passage, row.start, row.end, sure)

    def _granted(self, name: str, sentences: list[Sentence]) -> None:
        """ "Ekby kommun får 2 miljoner kronor till projektet Lyktan": perhaps of the one fund that the text names."""
        funds = {b.name for passage in self.passages for b in passage.bodies if b.register_kind == "fund"}
        if len(funds) != 1:
            return
        for passage, start, end in sentences:
            if not GRANT.search(passage.lower, start, end) or any(
                row.passage is passage and start <= row.start < end for row in self.paid
            ):
                continue
            sums = [f for f in self._figures_in(passage, start, end) if f.unit and "kronor" in f.unit]
            if len(sums) == 1:
                value: FactValue = {
                    "funder": next(iter(funds)),
                    "share": None,
                    "amount": f"{sums[0].value} {sums[0].unit}",
                }
                self.add("project", name, "funding", value, passage, start, end, periods.OFFERED)


def _speaks_of_work(sentence: str) -> bool:
    """Whether a sentence on money speaks of a project or of the money in the definite form."""
    return "projekt" in sentence or ANAPHOR.search(sentence) is not None or "medlen" in sentence
