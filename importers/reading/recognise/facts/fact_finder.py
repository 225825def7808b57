"""What the article says of each project and unit, every fact with the sentence that says it.

`Fact.value` has these forms, which the importer writes pages from:

    owner, partner, municipality   the name of the body in its base form ("Haninge" for a municipality)
    part                           the name of the unit that is part of the subject
    purpose, target_group, remit   a sentence, or what follows the label, as written
    about                          the sentence that names a project whose purpose the article does not say
    start, end                     the date as written: "2021", "1 mars 2019", "28 februari 2022"
    goal                           a sentence, or an object with the keys value, number, unit, about, as_of, kind
    figure, participants           an object with the keys value, number, unit, about, as_of, kind, measure
    funding                        an object with the keys funder, share, amount
    head                           an object with the keys name, role

`Fact.span` is the sentence (of an answer: the answer's), `Fact.sentence` its words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal

from ...model.article import Article, Fact, KeyFigure, Name
from ...model.spans import Span
from ..mentions import sentence_dates
from ..mentions.bodies import BodyHit
from ..mentions.paid import Paid
from ..mentions.passages import Passage
from ..mentions.roster import Roster
from .fact_helpers import (
    FactValue,
    capital_names,
    date_words,
    figure_value,
    has_word,
    is_subject,
    pair,
    rest_of,
    short_forms,
)
from .fact_words import (
    AIMS,
    ANAPHOR,
    BEHIND,
    END,
    FACTS_HEADING,
    GOAL,
    MOST,
    OWNER,
    PART_OF,
    PARTICIPANTS,
    PARTNER,
    PARTS,
    PERIOD,
    PURPOSE,
    REMIT,
    START,
    TARGET,
    TOGETHER,
)


def find(
    article: Article,
    passages: list[Passage],
    paid: list[Paid],
    figures: list[tuple[Passage, KeyFigure]],
    roster: Roster,
) -> list[Fact]:
    """All facts, those of the projects first."""
    finder = _Finder(article, passages, paid, figures, roster)
    finder.projects()
    finder.units()
    return _distinct(finder.facts)


class _Finder:
    def __init__(
        self,
        article: Article,
        passages: list[Passage],
        paid: list[Paid],
        figures: list[tuple[Passage, KeyFigure]],
        roster: Roster,
    ) -> None:
        self.article = article
        self.passages = passages
        self.paid = paid
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

    # Projects

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

    def _same(self, one: str, other: str) -> bool:
        return one.lower() == other.lower()

    @staticmethod
    def _quoted(passage: Passage, start: int, end: int) -> bool:
        return any(a < end and start < b for a, b in passage.quoted)

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

    # Units

    def units(self) -> None:
        named = [u for u in self.article.units if u.confidence >= 0.5][:MOST]
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


def parts_as_units(article: Article) -> None:
    """The parts that a unit is said to have are units too, with the unit as parent."""
    known = {unit.name.lower(): unit for unit in article.units}
    for fact in article.facts:
        if fact.field != "part" or fact.subject_kind != "unit" or fact.span is None:
            continue
        part = known.get(fact.value.lower())
        if part is None:
            part = known[fact.value.lower()] = Name(
                span=fact.span, rule="unit-part", confidence=fact.confidence, name=fact.value, parent=fact.subject
            )
            at = article.source_text.find(fact.value, fact.span.start)
            if 0 <= at < fact.span.end:
                part.span = Span(at, at + len(fact.value))
            part.spans.append(part.span or fact.span)
            article.units.append(part)
        else:
            part.parent = part.parent or fact.subject


def _distinct(facts: list[Fact]) -> list[Fact]:
    kept: list[Fact] = []
    owners = {(f.subject, f.value) for f in facts if f.field == "owner"}
    seen: set[str] = set()
    for fact in facts:
        if fact.field == "partner" and (fact.subject, fact.value) in owners:
            continue
        value = fact.value if isinstance(fact.value, str) else repr(sorted(fact.value.items(), key=str))
        key = f"{fact.subject_kind}|{fact.subject}|{fact.field}|{value}".lower()
        if key not in seen:
            seen.add(key)
            kept.append(fact)
    return kept
