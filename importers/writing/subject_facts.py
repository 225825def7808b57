"""What one fact says of a project or a unit → the field and the value of its page."""

from __future__ import annotations

from html import escape
from typing import Any

from brygga.projects.names import fold

from ..reading.model.article import Article
from ..reading.model.findings import Fact
from .body_names import whose_unit
from .figure_values import figure_of_fact
from .funding_values import funding_entry
from .news_values import sentence_at, sure
from .page_values import Desired
from .partial_dates import partial_date
from .register import Register
from .wanted_values import append, append_text, decimal, part_of, set_once


def apply_fact(
    fact: Fact, page: Desired, pages: dict[tuple[str, str], Desired], article: Article, register: Register
) -> None:
    """Put one fact where it belongs on its page. A fact that fits no field is left to the news page's words."""
    values, value = page.values, fact.value
    text = " ".join(str(value).split()) if isinstance(value, str) else ""
    target = ""
    match fact.field:
        case "owner" if page.role == "project" and text:
            target = set_once(values, "owner_organisation", _owner(text, article, register))
            page.organisation = values.get("owner_organisation")
        case "partner" if page.role == "project" and text:
            target = append(values, "partners", {"organisation": register.organisation(text)})
        case "municipality" if text:
            if page.role == "project":
                target = append(values, "municipalities", register.organisation(text))
            else:
                target = set_once(values, "organisation", register.organisation(text))
                page.organisation = values.get("organisation")
        case "funding" if page.role == "project":
            target = append(values, "funding", funding_entry(value, register))
        case "goal" if page.role == "project":
            target = append(values, "goals", _goal(value, fact))
        case "purpose" | "target_group" if page.role == "project" and text:
            target = set_once(values, fact.field, f"<p>{escape(text, quote=False)}</p>")
        case "about" if page.role == "project" and text:
            target = set_once(values, "lead", text)
        case "remit" if page.role == "unit" and text:
            target = append_text(values, "remit", text)
        case "start" | "end" if page.role == "project":
            target = set_once(values, fact.field, partial_date(text))
        case "head" if page.role == "unit":
            target = _head(value, page, article, register, fact.sentence)
        case "part" if page.role == "unit" and text:
            target = _part(text, page, pages)
        case "figure" | "participants":
            target = figure_of_fact(value, page, article, register, fact)
    if target:
        page.add_source(target, fact.sentence or sentence_at(article, fact), fact.span)


def _owner(name: str, article: Article, register: Register) -> Any:
    """Whose a project is that "arbetsmarknadsenheten i Ekby kommun" runs: the municipality's."""
    body = whose_unit(name, (unit.name for unit in article.units if sure(unit)))
    return register.organisation(body or name)


def _goal(value: Any, fact: Fact) -> dict[str, Any]:
    words = value if isinstance(value, str) else part_of(value, "about")
    goal: dict[str, Any] = {"description": " ".join((words or fact.sentence).split())}
    if not isinstance(value, str):
        number, unit = part_of(value, "number"), part_of(value, "unit")
        if number is not None and unit:
            goal |= {"target_value": decimal(number), "unit": unit[:60]}
        if as_of := part_of(value, "as_of"):
            goal["deadline_note"] = as_of[:200]
            goal |= {"deadline": date} if (date := partial_date(as_of)) else {}
    return goal


def _head(value: Any, page: Desired, article: Article, register: Register, sentence: str) -> str:
    name = value if isinstance(value, str) else part_of(value, "name")
    role = None if isinstance(value, str) else part_of(value, "role")
    if not role:
        role = next((person.role for person in article.people if person.name == name), None)
    publisher = register.organisation(article.publisher)
    employer = register.name_of(page.organisation)
    ref = register.person(name, role or "chef", employer, sentence, publisher)
    if ref is None or page.values.get("head"):
        return ""
    page.values["head"] = ref
    if role:
        page.values["head_role"] = role[:150]
    return "head"


def _part(text: str, page: Desired, pages: dict[tuple[str, str], Desired]) -> str:
    full = text[:1].upper() + text[1:]
    part = pages.setdefault(("unit", fold(full)), Desired(role="unit", key=fold(full), title=full))
    part.values.setdefault("title", full)
    if part.organisation is None and page.organisation is not None:
        part.organisation = part.values["organisation"] = page.organisation
    part.scope = part.scope if part.scope is not None else page.scope
    if part is page or page.parent_key == part.key:
        return ""
    part.parent_key = page.key
    return "title"
