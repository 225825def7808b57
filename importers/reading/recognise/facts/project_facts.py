"""What the article says of each project: who owns it and takes part, when, what for and with what."""

from __future__ import annotations

from ...model.findings import Name
from ...model.thresholds import FACT
from ..mentions.passages import Passage
from . import periods, sheet_facts
from .fact_helpers import figure_value, rest_of
from .fact_words import AIMS, BEHIND, GOAL, MOST, PURPOSE, TARGET
from .project_money import ProjectMoney
from .project_parties import ProjectParties
from .project_scope import assign, only_beside, speaks_of_more


class ProjectFacts(ProjectParties, ProjectMoney):
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
            self._granted(project.name, sentences)
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
