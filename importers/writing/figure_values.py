"""Key figures of an article, as observations of the page that they are about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from brygga.projects.models import Organisation
from brygga.projects.names import fold

from ..reading.model.article import Article
from ..reading.model.findings import Fact, KeyFigure
from .figure_bearers import another_thing, county_of, is_its
from .indicator_rules import Candidate, date_of, is_of_more, why_not_an_indicator
from .news_values import sentence_at, sure
from .page_values import Desired
from .partial_dates import partial_date
from .register import Register
from .surroundings import Place, overlaps, place_of, stands_in
from .wanted_values import append, decimal, page_of, part_of


def figure(page: Desired, register: Register, candidate: Candidate, as_of: str | None, owner: Any) -> bool:
    """Show a figure on the page: the indicator it is a value of, and the value as an observation. False, and a notice,
    where it stays text."""
    as_of = date_of(candidate.place, as_of, candidate.rule) or ""
    why = why_not_an_indicator(candidate) or (None if partial_date(as_of) else "texten säger inte när")
    if why:
        page.left.append((candidate, why))
        return False
    assert candidate.number is not None
    name = candidate.name
    if candidate.bearer_kind in ("project", "unit") and fold(candidate.bearer) not in fold(name):
        name = f"{name} ({candidate.bearer})"  # two projects that count "deltagare" count different things
    indicator = register.indicator(name, candidate.unit, owner)
    if indicator is None:
        return False
    append(page.values, "key_figures", {"indicator": indicator})
    observation = {
        "indicator": indicator,
        "value": decimal(candidate.number),
        "value_text": candidate.value[:60],
        "date": partial_date(as_of),
        "note": "",
        "source_text": " ".join(candidate.place.sentence.split()),
    }
    if observation not in page.observations:
        page.observations.append(observation)
    return True


def figure_of_fact(value: Any, page: Desired, article: Article, register: Register, fact: Fact) -> str:
    if isinstance(value, (str, int, float)) or value is None:
        return ""
    # The same figure stands among the article's own, with its place in the text; its measure's name joins the two.
    written, known = str(part_of(value, "value") or ""), part_of(value, "measure")
    own = [k for k in article.key_figures if k.value == written and k.unit == part_of(value, "unit")]
    twin = next((k for k in own if k.span and fact.span and overlaps(k.span, fact.span)), own[0] if own else None)
    of_measure = next((k for k in article.key_figures if known and k.measure == known and k.about), None)
    about = part_of(value, "about") or (twin and twin.about) or (of_measure and of_measure.about)
    candidate = Candidate(
        name=str(about or known or ""),
        unit=part_of(value, "unit") or "",
        number=part_of(value, "number"),
        value=written,
        kind=str(part_of(value, "kind") or "figure"),
        rule=twin.rule if twin is not None else fact.rule,
        place=place_of(article, twin.span if twin is not None else None, fact.sentence),
        bearer=page.title,
        bearer_kind=page.role,
    )
    return "key_figures" if figure(page, register, candidate, part_of(value, "as_of"), page.organisation) else ""


def news_figures(
    page: Desired,
    article: Article,
    register: Register,
    about: Sequence[Desired] = (),
    assumed: Organisation | None = None,
) -> None:
    """The article's own figures, on its news page; the same measure at several dates is one indicator. `about` are the
    projects and units that it speaks of, `assumed` the body whose own archive it stands in."""
    first: dict[str, str] = {}
    for found in article.key_figures:
        if not sure(found):
            continue
        name = found.about or found.measure or ""
        if found.measure:
            name = first.setdefault(found.measure, name)
        place = place_of(article, found.span)
        kind, bearer, owner = _bearer(article, found, place, register, about, assumed)
        candidate = Candidate(
            name, found.unit or "", found.number, found.value, found.kind, found.rule, place, bearer, kind
        )
        if figure(page, register, candidate, found.as_of, owner):
            page.add_source("key_figures", sentence_at(article, found), found.span)
            if kind == "assumed":
                page.add_assumed("key_figures", bearer)


def _bearer(
    article: Article,
    found: KeyFigure,
    place: Place,
    register: Register,
    about: Sequence[Desired],
    assumed: Organisation | None,
) -> tuple[str, str, Any]:
    """Whom the figure is one of, by its sentence: kind, name and organisation; ("", "", None) for nobody."""
    pages = {(page.role, page.key): page for page in about}
    for fact in article.facts:
        told = (
            fact.field in ("figure", "participants")
            and sure(fact)
            and str(part_of(fact.value, "value")) == found.value
        )
        same = fact.span is None or found.span is None or place.span is None or overlaps(fact.span, place.span)
        if told and same and (subject := page_of(pages, fact)):
            return subject.role, subject.title, subject.organisation
    if place.span is None:
        return "", "", None
    within = [*article.municipalities, *article.organisations]
    here = {name.name: name for name in within if sure(name) and stands_in(name, place.span)}
    if not here and found.under is not None:  # a row that names nobody is of the one who stands over the table
        over = place_of(article, found.under)
        here = {name.name: name for name in within if sure(name) and stands_in(name, over.span)}
        if here and is_of_more(over):
            return "", "", None
        place = over if here else place
    if len(here) == 1:
        (body,) = here.values()
        is_place = any(body is name for name in article.municipalities)
        if another_thing(article, place, ()) or not is_its(article, body, place, found.value, is_place=is_place):
            return "", "", None
        ref = register.find_organisation(body.name)
        if ref is None and article.publisher and fold(article.publisher).startswith(fold(body.name)):
            ref = register.organisation(article.publisher)
        return ("body", body.name, ref) if ref is not None else ("", "", None)
    if not here and (area := county_of(place, found.about or "")):
        return "area", area, None
    if not here and assumed is not None:
        return "assumed", assumed.name, assumed.pk
    return "", "", None
