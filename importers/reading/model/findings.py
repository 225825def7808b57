"""What is found in an article: quotes, people, contacts, figures, names, facts, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from .spans import Span

FigureKind = Literal["figure", "goal", "change"]


@dataclass(slots=True)
class Found:
    """What every recognised value carries: where it stands, which rule found it, how sure that rule is.

    `confidence` runs from 0 to 1; below 0.5 the value is an offer for a person, not a finding, and is left out of
    the article JSON's plain lists. `note` says why something stayed empty or is doubtful, in plain Swedish.
    """

    span: Span | None = None
    rule: str = ""
    confidence: float = 1.0
    note: str = ""


@dataclass(slots=True)
class Quote(Found):
    """What somebody said. `attribution` is the attribution clause as written ("säger verksamhetschef NAMN")."""

    text: str = ""
    speaker: str | None = None
    role: str | None = None
    organisation: str | None = None
    attribution: str | None = None
    inferred_speaker: str | None = None  # a guess that a person may accept; never shown as fact
    parts: list[Span] = field(default_factory=list)  # the words of the quote, without dash, marks and attribution
    where: Literal["body", "lead", "title"] = "body"


@dataclass(slots=True)
class Mention(Found):
    """A person named in the article, with role and organisation as the text states them."""

    name: str = ""
    role: str | None = None
    organisation: str | None = None
    spans: list[Span] = field(default_factory=list)  # every place that names them


@dataclass(slots=True)
class Contact(Found):
    name: str | None = None
    role: str | None = None
    phone: str | None = None  # as written
    email: str | None = None


@dataclass(slots=True)
class Faq(Found):
    question: str = ""
    answer: str = ""


@dataclass(slots=True)
class KeyFigure(Found):
    """A figure as written ("91", "60-tal", "elva"), its unit, what is counted and as of when.

    `kind` tells a goal from a result; `measure` is the folded name that joins the same measure at several dates.
    `under` is where the words stand that name the table which the figure is in.
    """

    value: str = ""
    unit: str | None = None
    about: str | None = None
    as_of: str | None = None
    kind: FigureKind = "figure"
    measure: str | None = None
    number: float | None = None
    under: Span | None = None


@dataclass(slots=True)
class Name(Found):
    """An organisation, municipality, unit or project. `name` in its base form, `key` where the register has it."""

    name: str = ""
    key: str | None = None
    abbreviation: str | None = None
    parent: str | None = None  # the unit or body it is said to be part of
    spans: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Fact(Found):
    """Something the text says of a project or a unit, with the sentence that says it.

    `subject` is the name in `projects` or `units`; `field` one of: owner, partner, municipality, funding, goal,
    purpose, target_group, about, start, end, remit, part, head, figure, participants. `value` is a string, or for
    funding and figures an object with the keys of `Funding` or `KeyFigure`.
    """

    subject: str = ""
    subject_kind: Literal["project", "unit"] = "project"
    field: str = ""
    value: Any = None
    sentence: str = ""


@dataclass(slots=True)
class Funding(Found):
    funder: str = ""
    share: str | None = None  # as written: "två tredjedelar", "67 procent"
    amount: str | None = None
