"""What the article says of each project: who owns it and takes part, when, what for and with what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..mentions import sentence_dates
from ..mentions.bodies import BodyHit
from ..mentions.paid import Paid
from ..mentions.passages import Passage
from .fact_helpers import (
    FactValue,
    date_words,
    figure_value,
    pair,
    rest_of,
)
from .fact_notes import FactNotes
from .fact_words import (
    AIMS,
    ANAPHOR,
    BEHIND,
    END,
    GOAL,
    MOST,
    OWNER,
    PARTNER,
    PERIOD,
    PURPOSE,
    START,
    TARGET,
    TOGETHER,
)


class ProjectFacts(FactNotes):
    """Reads the sentences that speak of each project."""

    def projects(self) -> None:
        named = [p for p in self.article.projects if p.confidence >= 0.5][:MOST]
        for project in named:
            for passage, start, end in self._scope(project.name, "project", alone=len(named) == 1):
                self._project_sentence(project.name, passage, start, end)
            self._funding(project.name, alone=len(named) == 1)
            self._figures("project", project.name, alone=len(named) == 1)
            if not any(fact.subject == project.name and fact.field == "purpose" for fact in self.facts):
                self._presented(project.name)

    def _presented(self, name: str) -> None:
        """What stands in for a purpose: "X som syftar till att …", also in speech, else the sentence that names it."""
        told: tuple[Passage, int, int] | None = None
        for passage in self.passages:
            if passage.kind not in ("paragraph", "lead", "item"):
                continue
            for body in passage.bodies:
                if body.kind != "project" or not self._same(body.name, name):
                    continue
                start, end = next(((a, b) for a, b in passage.sentences if a <= body.start < b), (0, 0))
                aims = AIMS.match(passage.string, body.end, end)
                spoken = next((b for a, b in passage.quoted if a <= body.start < b), end)  # without its attribution
                if aims and (value := rest_of(passage.string[start : min(end, spoken)], aims.end() - start)):
                    self.add("project", name, "purpose", value[:1].upper() + value[1:], passage, start, end, 0.7)
                    return
                if told is None and end and not self._quoted(passage, start, end):
                    told = passage, start, end
        if told:
            self.add("project", name, "about", " ".join(told[0].string[told[1] : told[2]].split()), *told)

    def _scope(self, name: str, kind: str, alone: bool) -> Iterator[tuple[Passage, int, int]]:
        """The sentences that speak of the subject: those that name it, and what follows in the same paragraph."""
        low = name.lower()
        for passage, sentences in self.told:
            named = [b for b in passage.bodies if b.kind == kind]
            hits = [b for b in named if b.name.lower() == low]
            others = [b for b in named if b.name.lower() != low] if hits else named
            titled = low in passage.heading
            inside = bool(titled) or (alone and passage.kind == "paragraph" and passage.heading.endswith("?"))
            if not (hits or inside or alone):
                continue
            open_ = inside
            for start, end, quoted in sentences:
                here = any(start <= b.start < end for b in hits)
                other = any(start <= b.start < end for b in others)
                if here:
                    open_ = True
                elif other:
                    open_ = False
                if quoted:
                    continue
                if here or inside or (open_ and not other) or (alone and ANAPHOR.search(passage.lower[start:end])):
                    yield passage, start, end

    def _project_sentence(self, name: str, passage: Passage, start: int, end: int) -> None:  # noqa: C901 - to be split when rebuilt
        sentence = passage.string[start:end]
        low = passage.lower[start:end]
        if passage.kind == "question":
            self._period(name, passage, start, end, sentence)
            return
        asked = passage.heading if passage.heading.endswith("?") else ""
        bodies = [b for b in passage.bodies if start <= b.start < end and b.confidence >= 0.5]
        others = [b for b in bodies if b.kind in ("organisation", "unit")]
        others += [
            b for b in passage.bodies if start <= b.start < end and b.kind == "unit" and 0.4 < b.confidence < 0.5
        ]
        places = [b for b in bodies if b.kind == "municipality"]
        add = lambda field, value, sure=0.8: self.add("project", name, field, value, passage, start, end, sure)  # noqa: E731
        behind = BEHIND.search(sentence) if "akom" in low else None
        if behind:
            those = [b for b in (*others, *places) if b.start >= start + behind.end()]
            joint = next((b for b in those if b.register_kind == "coordination_body"), None)
            for body in those:
                if joint is not None and body is not joint and body.kind == "municipality":
                    add("municipality", body.name)
                    continue
                kommun = f"{body.name} kommun" if body.kind == "municipality" else body.name
                add("owner" if body is joint or len(those) == 1 else "partner", kommun)
                if body.kind == "municipality":
                    add("municipality", body.name)
            return
        owner = self._owner(passage, start, sentence, [*others, *places]) if others or places else None
        if owner:
            add("owner", f"{owner.name} kommun" if owner.kind == "municipality" else owner.name)
        joint = self._joint_owner(passage, start, name)
        if joint:
            self._parties(name, passage, joint)
        pays = any(row.passage is passage and row.start == start for row in self.paid)
        together = (others or places) and PARTNER.search(low)
        if others and (together or "deltar" in asked or (len(others) > 1 and OWNER.search(low))):
            for body in others:
                if owner is not body and not (pays and not together):
                    add("partner", body.name)
        if places and (together or pays or "deltar" in asked or self._where(sentence) or "projekt" in low):
            for place in places:
                add("municipality", place.name)
        for figure in self._figures_in(passage, start, end):
            if figure.unit and figure.unit.endswith("kommuner"):
                add("figure", figure_value(figure))
        if PURPOSE.search(low) or (asked and PURPOSE.search(asked)):
            add("purpose", " ".join(sentence.split()))
        target = TARGET.search(low)
        if target:
            add("target_group", rest_of(sentence, target.end()))
        self._goal(name, passage, start, end, asked)
        self._period(name, passage, start, end, sentence)

    def _owner(self, passage: Passage, start: int, sentence: str, bodies: list[BodyHit]) -> BodyHit | None:
        match = OWNER.search(sentence.lower())
        if not match or not bodies:
            return None
        if match[0].lower() == "står bakom" and re.search(r"\b(?:gemensamt|tillsammans|båda)\b", sentence):
            return None  # who stands behind it together owns nothing by that
        word = match[0].lower()
        if TOGETHER.search(sentence, match.end(), match.end() + 40) and word.endswith((" av", "regi av")):
            first = [b for b in bodies if start + match.end() <= b.start <= start + match.end() + 4]
            return first[0] if first else None  # "drivs av X tillsammans med Y": Y does not own it
        bodies = sorted(bodies, key=lambda b: b.start)
        at = start + match.start()
        if pair(passage, [b for b in bodies if b.end <= at]):
            return None  # several who do it together own nothing alone
        after = [b for b in bodies if b.start >= start + match.end()]
        before = [b for b in bodies if b.end <= at]
        if word == "projektägare" and before and sentence[: match.start()].rstrip().endswith((" är", " var", " som")):
            return before[-1]
        if word in ("drivs av", "ägs av", "leds av", "i regi av", "ägare är", "huvudman") or word == "projektägare":
            return after[0] if after else (before[-1] if before else None)
        return before[-1] if before else None

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
                elif body.confidence >= 0.5:
                    self.add("project", name, "partner", body.name, passage, begin, finish, 0.7)

    @staticmethod
    def _where(sentence: str) -> bool:
        return bool(
            re.search(
                r"\bkommunerna\b|\bi (?:fyra|tre|två|fem|sex) (?:av länets )?kommuner|\bi kommunerna|omfattar",
                sentence,
            )
        )

    def _goal(self, name: str, passage: Passage, start: int, end: int, asked: str) -> None:
        sentence = passage.string[start:end]
        if not (("mål" in passage.lower and GOAL.search(passage.lower, start, end)) or (asked and GOAL.search(asked))):
            return
        figures = self._figures_in(passage, start, end)
        figure = next((f for f in figures if f.unit == "procent" or f.kind == "goal"), None)
        if figure is not None:
            figure.kind = "goal"
            value = figure_value(figure)
            value["about"] = " ".join(sentence.rstrip(". ").split())
            self.add("project", name, "goal", value, passage, start, end, 0.85)
        elif GOAL.search(sentence.lower()) and not figures:
            self.add("project", name, "goal", " ".join(sentence.split()), passage, start, end, 0.7)

    def _period(self, name: str, passage: Passage, start: int, end: int, sentence: str) -> None:
        found = [
            d
            for d in sentence_dates.find(passage, start, end)
            if d.iso or d.written[:1].isdigit() or d.written.startswith("den ")
        ]
        if not found:
            return
        span = re.search(r"från (?:och med )?.{3,40}? till (?:och med )?", sentence)
        add = lambda field, value, sure=0.85: self.add("project", name, field, value, passage, start, end, sure)  # noqa: E731
        years = re.search(r"(?<!\d)((?:19|20)\d\d)\s?[–-]\s?((?:19|20)?\d\d)(?!\d|-)", sentence)
        if years and (PERIOD.search(sentence.lower()) or "projekt" in sentence.lower()):
            add("start", years[1])
            add("end", years[2] if len(years[2]) == 4 else years[1][:2] + years[2])
            return
        if PERIOD.search(sentence.lower()) and span and len(found) >= 2:
            add("start", self._with_year(found[0], passage))
            add("end", date_words(found[1]))
            return
        ended = END.search(sentence.lower())
        if ended:
            after = [d for d in found if d.start >= start + ended.start()]
            if after:
                add("end", date_words(after[0]))
        begun = START.search(sentence.lower())
        if begun and found:
            first = min(found, key=lambda d: abs(d.start - start - begun.start()))
            if first.iso:
                add("start", date_words(first), 0.7)

    def _with_year(self, date: sentence_dates.Date, passage: Passage) -> str:
        """ "den 1 mars i år" has the year in which the article was published."""
        written = date_words(date)
        this_year = passage.string[date.end : date.end + 5] == " i år"
        return f"{written} {self.article.published[:4]}" if this_year and self.article.published else written

    def _funding(self, name: str, alone: bool) -> None:
        for row in self.paid:
            mine = alone or any(b.kind == "project" and self._same(b.name, name) for b in row.passage.bodies)
            if not mine:
                continue
            others = {b.name for b in row.passage.bodies if b.kind == "project"}
            if not alone and len(others) > 1 and not self._nearest(row, name):
                continue
            value: FactValue = {"funder": row.funding.funder, "share": row.funding.share, "amount": row.funding.amount}
            self.add("project", name, "funding", value, row.passage, row.start, row.end, 0.85)

    def _nearest(self, row: Paid, name: str) -> bool:
        before = [b for b in row.passage.bodies if b.kind == "project" and b.start < row.end]
        return bool(before) and self._same(before[-1].name, name)
