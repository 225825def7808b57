"""What the article says of each project: who owns it and takes part, when, what for and with what."""

from __future__ import annotations

import re

from ...model.findings import Name
from ...model.thresholds import FACT, OFFER
from ..mentions.body_hits import BodyHit
from ..mentions.passages import Passage
from . import periods, sheet_facts
from .fact_helpers import FactValue, figure_value, rest_of
from .fact_notes import FactNotes
from .fact_words import AIMS, ANAPHOR, BEHIND, GOAL, MOST, PURPOSE, TARGET, UNNAMED
from .parties import ACTIVE, is_origin, owner_of, partners_told, runners
from .project_scope import SEVERAL, Sentence, assign, only_beside, speaks_of_more


class ProjectFacts(FactNotes):
    """Reads the sentences that speak of each project."""

    def projects(self) -> None:
        named = [p for p in self.article.projects if p.confidence >= FACT][:MOST]
        several = bool(named) and speaks_of_more("\n".join(passage.string for passage in self.passages[:12]))
        others = [project for project in named if only_beside(self.told, project.name)]
        several = several or len(others) == len(named)  # the text is about one that it does not name
        spoken = assign(self.told, [project.name for project in named], several=several)
        alone = len(named) == 1 and not several
        self.of_sheet([project for project in named if project not in others])
        for project in named:
            sentences = spoken[project.name.lower()]
            for passage, start, end in sentences:
                self._project_sentence(project.name, passage, start, end)
            self._funding(project.name, sentences, alone=alone)
            self._figures("project", project.name, alone=alone)
            if not any(fact.subject == project.name and fact.field == "purpose" for fact in self.facts):
                self._presented(project.name)

    def of_sheet(self, named: list[Name]) -> None:
        """The rows of a sheet are of the project that its heading or the title names, or of the only one."""
        if not named:
            return
        title = self.passages[0].lower if self.passages else ""
        for row in self.sheet:
            subject = next((p for p in named if p.name.lower() in row.passage.heading), None)
            subject = subject or next((p for p in named if p.name.lower() in title), None)
            subject = subject or (named[0] if len(named) == 1 or named[0].rule == "project-row" else None)
            if subject is None:
                continue
            for field, value, sure in sheet_facts.told(row):
                self.add("project", subject.name, field, value, row.passage, row.start, row.end, sure)

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

    def _project_sentence(self, name: str, passage: Passage, start: int, end: int) -> None:
        low = passage.lower[start:end]
        if passage.kind == "question":
            self._period(name, passage, start, end)
            return
        asked = passage.heading if passage.heading.endswith("?") else ""
        behind = BEHIND.search(passage.string, start, end) if "akom" in low else None
        if behind:
            self._behind(name, passage, start, end, behind.end())
            return
        self._parties_told(name, passage, start, end, asked)
        for figure in self._figures_in(passage, start, end):
            if figure.unit and figure.unit.endswith("kommuner"):
                self.add("project", name, "figure", figure_value(figure), passage, start, end)
        if PURPOSE.search(low) or (asked and PURPOSE.search(asked)):
            self.add("project", name, "purpose", " ".join(passage.string[start:end].split()), passage, start, end)
        target = TARGET.search(low)
        if target:
            whom = rest_of(passage.string[start:end], target.end())
            self.add("project", name, "target_group", whom, passage, start, end)
        self._goal(name, passage, start, end, asked)
        self._period(name, passage, start, end)

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
        if others and (together or "deltar" in asked or runs):
            for body in others:
                if owner is not body and not (pays and not together) and not self._pays(passage, start, body):
                    sure = periods.OFFERED if UNNAMED.fullmatch(body.name) else 0.8
                    self.add("project", name, "partner", body.name, passage, start, end, sure)
        if places and (together or pays or "deltar" in asked or self._where(low) or "projekt" in low):
            for place in places:
                self.add("project", name, "municipality", place.name, passage, start, end)

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

    def _period(self, name: str, passage: Passage, start: int, end: int) -> None:
        period = periods.read(passage, start, end)
        if period.start:
            written, sure = period.start
            self.add("project", name, "start", self._with_year(written, passage), passage, start, end, sure)
        if period.end:
            self.add("project", name, "end", period.end[0], passage, start, end, period.end[1])

    def _with_year(self, written: str, passage: Passage) -> str:
        """ "den 1 mars i år" has the year in which the article was published."""
        this_year = f"{written} i år" in passage.string
        return f"{written} {self.article.published[:4]}" if this_year and self.article.published else written

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


def _speaks_of_work(sentence: str) -> bool:
    """Whether a sentence on money speaks of a project or of the money in the definite form."""
    return "projekt" in sentence or ANAPHOR.search(sentence) is not None or "medlen" in sentence


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


def _of_body(passage: Passage, body: BodyHit) -> str:
    """The body's name; of a municipality as it is written, "Solviks kommun", else with "kommun"."""
    written = " ".join(passage.string[body.start : body.end].split())
    if body.kind != "municipality":
        return body.name
    return written.removesuffix("s") if re.search(r"(?i) (?:kommun|stad)s?$", written) else f"{body.name} kommun"
