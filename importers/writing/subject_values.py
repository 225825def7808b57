"""The projects and units that an article names → what their pages should say, each value with its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from html import escape
from typing import Any

from brygga.projects.models import Organisation
from brygga.projects.names import fold
from brygga.projects.shares import Share
from brygga.site.partial_dates import PartialDate

from ..reading.model.article import Article, Fact, Found, Funding, KeyFigure, Name
from ..reading.model.spans import Span
from .indicator_rules import Candidate, Place, date_of, place_of, why_not_an_indicator
from .news_values import sentence_at, sure
from .page_values import Desired
from .register import Register, organisation_kind

# Boards decide and are no units; an address is none either.
_BOARD = re.compile(r"nämnd(en)?$|styrelse(n)?$|utskott(et)?$|fullmäktige$|gatan$|torget$|gränd$|allén$", re.I)
_BODY = r"(?P<body>(?:[A-ZÅÄÖ][\w-]*\s+){1,3}(?:kommun|stad)|Region(?:\s+[A-ZÅÄÖ][\w-]*?){1,3})"
_OWNER_AFTER = re.compile(rf"\s+(?:i|på|hos|vid|inom)\s+{_BODY}\b")
_OWNER_BEFORE = re.compile(rf"(?<!\w){_BODY}s\s+$")
_AMOUNT = re.compile(r"(\d[\d\s\u00a0.]*)(?:,(\d+))?\s*(miljon|mkr|miljard|mdkr|tusen|tkr|kronor|kr|:-)?")
OWNERS = ("owner", "municipality")  # facts that say whose a project or a unit is
_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()


def partial_date(text: str | None) -> str | None:
    """A date as an article writes it ("2019", "juli 2023", "1 juni 2021", ISO) → "2019", "2023-07" …, else None."""
    words = " ".join((text or "").casefold().split())
    if match := re.search(r"\b(?:(\d{1,2}) )?(" + "|".join(_MONTHS) + r") (\d{4})\b", words):
        value = f"{match[3]}-{_MONTHS.index(match[2]) + 1:02d}" + (f"-{int(match[1]):02d}" if match[1] else "")
    elif match := re.search(r"\b((?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?)\b", words):
        value = match[1]
    else:
        return None
    try:
        return str(PartialDate.parse(value))
    except ValueError:
        return None


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
            if owner is not None and unit.organisation is None:
                unit.organisation = unit.values["organisation"] = owner
                unit.add_source("organisation", sentence_at(article, Found(where)), where)
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
    return pages.setdefault((role, page.key), page)


def page_of(pages: dict[tuple[str, str], Desired], fact: Fact) -> Desired | None:
    wanted = fold(re.sub(r"\s*\([^)]*\)\s*$", "", fact.subject))
    for (role, key), page in pages.items():
        if role == fact.subject_kind and wanted in (key, fold(page.title), fold(page.abbreviation)):
            return page
    return None


def apply_fact(
    fact: Fact, page: Desired, pages: dict[tuple[str, str], Desired], article: Article, register: Register
) -> None:
    """Put one fact where it belongs on its page. A fact that fits no field is left to the news page's words."""
    values, value = page.values, fact.value
    text = " ".join(str(value).split()) if isinstance(value, str) else ""
    target = ""
    match fact.field:
        case "owner" if page.role == "project" and text:
            target = _once(values, "owner_organisation", register.organisation(text))
            page.organisation = values["owner_organisation"]
        case "partner" if page.role == "project" and text:
            target = _append(values, "partners", {"organisation": register.organisation(text)})
        case "municipality" if text:
            if page.role == "project":
                target = _append(values, "municipalities", register.organisation(text))
            else:
                target = _once(values, "organisation", register.organisation(text))
                page.organisation = values["organisation"]
        case "funding" if page.role == "project":
            target = _append(values, "funding", funding_entry(value, register))
        case "goal" if page.role == "project":
            target = _append(values, "goals", _goal(value, fact))
        case "purpose" | "target_group" if page.role == "project" and text:
            target = _once(values, fact.field, f"<p>{escape(text, quote=False)}</p>")
        case "about" if page.role == "project" and text:
            target = _once(values, "lead", text)
        case "remit" if page.role == "unit" and text:
            target = _append_text(values, "remit", text)
        case "start" | "end" if page.role == "project":
            target = _once(values, fact.field, partial_date(text))
        case "head" if page.role == "unit":
            target = _head(value, page, article, register, fact.sentence)
        case "part" if page.role == "unit" and text:
            target = _part(text, page, pages)
        case "figure" | "participants":
            target = _figure(value, page, article, register, fact)
    if target:
        page.add_source(target, fact.sentence or sentence_at(article, fact), fact.span)


def _once(values: dict[str, Any], name: str, value: Any) -> str:
    if value in (None, "") or values.get(name) not in (None, "", value):
        return ""
    values[name] = value
    return name


def _append(values: dict[str, Any], name: str, value: Any) -> str:
    if not value or (isinstance(value, dict) and "new" not in value and not any(value.values())):
        return ""
    entries = values.setdefault(name, [])
    if value not in entries:
        entries.append(value)
    return name


def _append_text(values: dict[str, Any], name: str, text: str) -> str:
    added = f"<p>{escape(text, quote=False)}</p>"
    if added not in values.get(name, ""):
        values[name] = values.get(name, "") + added
    return name


def _get(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else getattr(value, name, None)


def funding_entry(value: Any, register: Register) -> dict[str, Any] | None:
    funder = value if isinstance(value, str) else _get(value, "funder")
    if not funder:
        return None
    result: dict[str, Any] = {}
    # Several who pay together have no organisation of their own; their words are kept as written.
    known = register.find_organisation(funder)
    together = known is None and re.search(r",| och |;", funder)
    if together:
        result["funder_name"] = funder[:300]
    else:
        result["funder"] = known if known is not None else register.organisation(funder)
    if share := _get(value, "share"):
        try:
            result["share"] = str(Share.parse(share))
        except ValueError:
            result["funder_name"] = f"{funder} ({share})"[:300]
            result.pop("funder", None)
    if (amount := _get(value, "amount")) and (number := kronor(amount)):
        result["amount"] = number
    return result


def kronor(text: str) -> str | None:
    """An amount as written ("2,5 miljoner kronor", "350 000 kr") in kronor, as a plain decimal; None if unclear."""
    match = _AMOUNT.search(text.casefold())
    if not match:
        return None
    whole = re.sub(r"[\s\u00a0.]", "", match[1])
    try:
        number = Decimal(f"{whole}.{match[2] or 0}")
    except InvalidOperation:
        return None
    factor = {"mil": 10**6, "mkr": 10**6, "mdk": 10**9, "tus": 10**3, "tkr": 10**3}.get((match[3] or "")[:3], 1)
    if (match[3] or "").startswith("miljard"):
        factor = 10**9
    return format((number * factor).normalize(), "f") if number else None


def _goal(value: Any, fact: Fact) -> dict[str, Any]:
    words = value if isinstance(value, str) else _get(value, "about")
    goal: dict[str, Any] = {"description": " ".join((words or fact.sentence).split())}
    if not isinstance(value, str):
        number, unit = _get(value, "number"), _get(value, "unit")
        if number is not None and unit:
            goal |= {"target_value": decimal(number), "unit": unit[:60]}
        if as_of := _get(value, "as_of"):
            goal["deadline_note"] = as_of[:200]
            goal |= {"deadline": date} if (date := partial_date(as_of)) else {}
    return goal


def decimal(number: float | int | str) -> str:
    """A number as the plain decimal that is stored and compared."""
    return format(Decimal(str(number)).normalize(), "f")


def _head(value: Any, page: Desired, article: Article, register: Register, sentence: str) -> str:
    name = value if isinstance(value, str) else _get(value, "name")
    role = None if isinstance(value, str) else _get(value, "role")
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


def figure(page: Desired, register: Register, candidate: Candidate, as_of: str | None, owner: Any) -> bool:
    """Show a figure on the page: the indicator it is a value of, and the value as an observation. False, and a notice,
    where it stays text."""
    if why := why_not_an_indicator(candidate):
        page.left.append((candidate, why))
        return False
    assert candidate.number is not None
    name = candidate.name
    if candidate.bearer_kind in ("project", "unit") and fold(candidate.bearer) not in fold(name):
        name = f"{name} ({candidate.bearer})"  # two projects that count "deltagare" count different things
    indicator = register.indicator(name, candidate.unit, owner)
    if indicator is None:
        return False
    as_of = date_of(candidate.place, as_of) or ""
    _append(page.values, "key_figures", {"indicator": indicator})
    observation = {
        "indicator": indicator,
        "value": decimal(candidate.number),
        "value_text": candidate.value[:60],
        "date": partial_date(as_of),
        "note": "" if partial_date(as_of) else as_of[:300],
        "source_text": " ".join(candidate.place.sentence.split()),
    }
    if observation not in page.observations:
        page.observations.append(observation)
    return True


def _figure(value: Any, page: Desired, article: Article, register: Register, fact: Fact) -> str:
    if isinstance(value, (str, int, float)) or value is None:
        return ""
    # The same figure stands among the article's own, with its place in the text; its measure's name joins the two.
    written, known = str(_get(value, "value") or ""), _get(value, "measure")
    own = [k for k in article.key_figures if k.value == written and k.unit == _get(value, "unit")]
    twin = next((k for k in own if k.span and fact.span and _overlaps(k.span, fact.span)), own[0] if own else None)
    of_measure = next((k for k in article.key_figures if known and k.measure == known and k.about), None)
    about = _get(value, "about") or (twin and twin.about) or (of_measure and of_measure.about)
    candidate = Candidate(
        name=str(about or known or ""),
        unit=_get(value, "unit") or "",
        number=_get(value, "number"),
        value=written,
        kind=str(_get(value, "kind") or "figure"),
        rule=twin.rule if twin is not None else fact.rule,
        place=place_of(article, twin.span if twin is not None else None, fact.sentence),
        bearer=page.title,
        bearer_kind=page.role,
    )
    return "key_figures" if figure(page, register, candidate, _get(value, "as_of"), page.organisation) else ""


def _overlaps(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


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
            fact.field in ("figure", "participants") and sure(fact) and str(_get(fact.value, "value")) == found.value
        )
        same = fact.span is None or found.span is None or place.span is None or _overlaps(fact.span, place.span)
        if told and same and (subject := page_of(pages, fact)):
            return subject.role, subject.title, subject.organisation
    if place.span is None:
        return "", "", None
    within = [*article.municipalities, *article.organisations]
    here = {name.name: name for name in within if sure(name) and _stands_in(name, place.span)}
    if len(here) == 1:
        (body,) = here.values()
        ref = register.find_organisation(body.name)
        if ref is None and article.publisher and fold(article.publisher).startswith(fold(body.name)):
            ref = register.organisation(article.publisher)
        return ("body", body.name, ref) if ref is not None else ("", "", None)
    if not here and assumed is not None:
        return "assumed", assumed.name, assumed.pk
    return "", "", None


def _stands_in(name: Name, where: Span) -> bool:
    spans = name.spans or ([name.span] if name.span is not None else [])
    return any(_overlaps(span, where) for span in spans)


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


def joint_funding(article: Article, pages: list[Desired], register: Register) -> None:
    """Funding that no fact ties to a project belongs to the article's only project."""
    projects = [page for page in pages if page.role == "project"]
    if len(projects) != 1 or projects[0].values.get("funding"):
        return
    for found in article.funding:
        if sure(found) and isinstance(found, Funding):
            _append(projects[0].values, "funding", funding_entry(found, register))
            projects[0].add_source("funding", sentence_at(article, found), found.span)
