"""The projects and units that an article names → what their pages should say, each value with its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from brygga.projects.models import Organisation
from brygga.projects.names import fold

from ..reading.model.article import Article
from ..reading.model.findings import Fact, Name
from ..reading.model.spans import Span
from .body_names import organisation_kind, whose_unit
from .figure_values import figure_of_fact
from .funding_values import funding_entry
from .news_values import is_told, sentence_at, sure
from .page_values import Desired
from .partial_dates import partial_date
from .person_roles import key_of
from .register import Register
from .surroundings import overlaps, place_of, stands_in
from .wanted_values import append, append_text, decimal, page_of, part_of, set_once

# Boards decide and are no units; an address is none either.
_BOARD = re.compile(r"nämnd(en)?$|styrelse(n)?$|utskott(et)?$|fullmäktige$|gatan$|torget$|gränd$|allén$", re.I)
_BODY = r"(?P<body>(?:[A-ZÅÄÖ][\w-]*\s+){1,3}(?:kommun|stad)|Region(?:\s+[A-ZÅÄÖ][\w-]*?){1,3})"
_OWNER_AFTER = re.compile(rf"\s+(?:i|på|hos|vid|inom)\s+{_BODY}\b")
_OWNER_BEFORE = re.compile(rf"(?<!\w){_BODY}s\s+$")
OWNERS = ("owner", "municipality")  # facts that say whose a project or a unit is


def subjects(
    article: Article, register: Register, publisher: Any, own_body: Organisation | None = None
) -> list[Desired]:
    """A `Desired` for every project and unit the article is sure of, boards left out; parents before their parts.

    Whose they are is what the article says. `publisher` only tells units of one name apart, and `own_body`, whose own
    archive the source is declared to be, is proposed where the article says nothing of anybody else."""
    pages: dict[tuple[str, str], Desired] = {}
    for name in article.projects:
        if sure(name):
            _add(pages, "project", name, article)
    for name in article.units:
        if sure(name) and not _BOARD.search(name.name):
            unit = _add(pages, "unit", name, article)
            owner = register.find_organisation(name.parent) if name.parent else None
            where = name.span
            if owner is None and (beside := owner_beside(article, name)):
                owner, where = register.organisation(beside[0]), beside[1]
            elif owner is not None and not is_told(register, article, name.parent):
                unit.bodies |= {owner}  # what the site knows tells which page is meant, and nothing else
                owner = None
            if owner is not None and unit.organisation is None:
                unit.organisation = unit.values["organisation"] = owner
                unit.add_source("organisation", " ".join(place_of(article, where).sentence.split()), where)
            unit.bodies |= bodies_with(article, name, register)
    assumed = assumed_body(article, own_body)
    for page in pages.values():
        page.scope = publisher if publisher is not None else assumed and assumed.pk
    # Whose a thing is comes first: its figures and its parts are of the same body.
    for fact in sorted(article.facts, key=lambda fact: fact.field not in OWNERS):
        if sure(fact) and (about := page_of(pages, fact)):
            apply_fact(fact, about, pages, article, register)
    if assumed is not None:
        _assume(pages.values(), assumed)
    _faq(article, pages)
    return sorted(pages.values(), key=lambda page: (page.role != "unit", bool(page.parent_key)))


def _assume(pages: Iterable[Desired], body: Organisation) -> None:
    """Propose the body as the owner of what has none, marked as no more than taken for granted."""
    for page in pages:
        if page.organisation is None:
            page.assumed = body.pk
            name = "organisation" if page.role == "unit" else "owner_organisation"
            page.values[name] = body.pk
            page.add_assumed(name, body.name)


def assumed_body(article: Article, own_body: Organisation | None) -> Organisation | None:
    """The body whose own archive the article is of, unless the article speaks of another municipality or region, or
    another has published it: then nothing is taken to be anybody's."""
    if own_body is None:
        return None
    local = (Organisation.Kind.MUNICIPALITY, Organisation.Kind.REGION)
    rivals = [found.name for found in article.municipalities if sure(found)]
    rivals += [found.name for found in article.organisations if sure(found) and organisation_kind(found.name) in local]
    for name in dict.fromkeys([*rivals, *filter(None, [article.publisher])]):
        other = Organisation.objects.matching(name)
        is_own = other.pk == own_body.pk if other is not None else fold(own_body.name).startswith(fold(name))
        if not is_own:
            return None
    return own_body


def owner_beside(article: Article, name: Name) -> tuple[str, Span] | None:
    """The municipality or region that stands with the name ("enheten i Solviks kommun", "Region Norrviks enhet"), and
    where both stand."""
    for span in name.spans or ([name.span] if name.span is not None else []):
        if found := _OWNER_AFTER.match(article.source_text, span.end):
            return " ".join(found["body"].split()), Span(span.start, found.end())
        begin = max(0, span.start - 80)
        if found := _OWNER_BEFORE.search(article.source_text[begin : span.start]):
            return " ".join(found["body"].split()), Span(begin + found.start(), span.end)
    return None


def bodies_with(article: Article, name: Name, register: Register) -> frozenset[Any]:
    """Whose a unit may be though no word says so of its name: the one body in which a sentence with the name places it
    ("I Ekby kommun heter enheten …"); else the only one that the text speaks of or is published by."""
    local = (Organisation.Kind.MUNICIPALITY, Organisation.Kind.REGION)
    named = [*article.municipalities, *(o for o in article.organisations if organisation_kind(o.name) in local)]
    bodies = [body for body in named if sure(body) and body.name]
    found: set[str] = set()
    for span in name.spans or ([name.span] if name.span is not None else []):
        sentence = place_of(article, span).span
        here = {body.name: body for body in bodies if stands_in(body, sentence)}
        if len(here) == 1:
            found |= {name for name, body in here.items() if _is_place(article, body, sentence)}
    if not found:
        whole = {body.name for body in bodies} | ({article.publisher} if article.publisher else set())
        refs = {key_of(register.find_organisation(body)) or body for body in whole}
        return frozenset(refs) if len(refs) == 1 else frozenset()
    return frozenset(filter(None, (key_of(register.find_organisation(name)) for name in found)))


def _is_place(article: Article, body: Name, where: Span | None) -> bool:
    """Whether the body stands there as the place where something is, or as whose it is; not as who was met."""
    text = article.source_text
    for span in body.spans:
        if where is not None and overlaps(span, where):
            own = text[span.start : span.end + 1].rstrip().endswith(("kommuns", "stads"))
            if own or re.search(r"\b(?:i|inom|hos|på|vid)\s+$", text[max(0, span.start - 12) : span.start], re.I):
                return True
    return False


def _add(pages: dict[tuple[str, str], Desired], role: str, name: Name, article: Article) -> Desired:
    abbreviation = (name.abbreviation or "").strip()
    full = re.sub(r"\s*\([^)]*\)\s*$", "", name.name).strip() or name.name
    full = full[:1].upper() + full[1:]
    page = Desired(role=role, key=fold(full), title=abbreviation or full, abbreviation=abbreviation)
    page.values["title"] = page.title
    if abbreviation and fold(abbreviation) != fold(full):
        page.values["full_name"] = full
    if abbreviation and role == "unit":
        page.values["abbreviation"] = abbreviation[:30]
    page.add_source("title", sentence_at(article, name), name.span)
    page = pages.setdefault((role, page.key), page)
    page.confidence = name.confidence if page.confidence == 1.0 else max(page.confidence, name.confidence)
    return page


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


def _faq(article: Article, pages: dict[tuple[str, str], Desired]) -> None:
    """Questions and answers belong to the one project (else the one unit) that the article is about."""
    if not article.faq:
        return
    projects = [page for page in pages.values() if page.role == "project"]
    units = [page for page in pages.values() if page.role == "unit"]
    about = projects if projects else units
    if len(about) != 1:
        return
    about[0].values["faq"] = [
        {
            "type": "faq",
            "value": {
                "question": found.question[:300],
                "answer": "".join(f"<p>{escape(part.strip(), quote=False)}</p>" for part in found.answer.split("\n")),
            },
        }
        for found in article.faq
        if sure(found)
    ]
    for found in article.faq:
        about[0].add_source("faq", found.question, found.span)
