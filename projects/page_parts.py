"""What stands around the fields of a unit or project page: each kind is fetched once, with what is shown of it.

The template, the contents at the top and the JSON-LD all take from here. In a preview a page's own unsaved rows go
first; modelcluster sees to that.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from brygga.site.extras import RELATED, attempt
from brygga.site.presentable import own_contacts, rich_text
from brygga.site.related import fetch, many, newest, pages, parts_of, rows

from .eu import eu_funding
from .funding import FundingSummary

NEWS_SHOWN = 6


def project_parts(page: Any) -> dict[str, Any]:
    """Everything around the fields of a project page: lists by name, the summary of the funding, the EU funds, and
    `contents`, the sections that the page has."""
    return parts_of(page, _project_parts)


def unit_parts(page: Any) -> dict[str, Any]:
    """Everything around the fields of a unit page, as lists by name, and its `contents`."""
    return parts_of(page, _unit_parts)


def _common_parts(page: Any) -> dict[str, Any]:
    key_figures, contacts, documents = (rows(page, name) for name in ("key_figures", "contacts", "documents"))
    fetch((key_figures, "indicator"))
    fetch((contacts, "person"))
    fetch((documents, "document"))
    if key_figures:
        indicators = [row.indicator for row in key_figures]
        type(indicators[0]).fetch_observations(indicators, page)
        # A figure without a value that may be seen, since its news is a draft, is nothing to show.
        key_figures = [row for row in key_figures if row.indicator.observed]
    body = page.body.stream_block.shown(page.body)
    return {
        "key_figures": key_figures,
        "contacts": own_contacts(contacts),
        "documents": documents,
        "topics": many(page, "topics"),
        "news": attempt(RELATED, lambda: _related_news(page), [], page),
        "body": body,
        "faq": page.faq.stream_block.shown(page.faq),
        "body_has_heading": any(block.block_type == "heading" for block in body),
    }


def _project_parts(page: Any) -> dict[str, Any]:
    common, funding, partners = _common_parts(page), rows(page, "funding"), rows(page, "partners")
    fetch(
        (funding, "funder"),
        (partners, "organisation"),
        (common["contacts"], "organisation"),
        ([page], "owner_organisation"),
    )
    units = pages(page, "related_units", "full_name", "abbreviation", also="owner_unit")
    parts = {
        **common,
        "funding": funding,
        "funding_summary": FundingSummary.of(funding),
        "funders": list(dict.fromkeys(row.display_name for row in funding)),
        "eu_funding": eu_funding(funding, page.start),
        "partners": partners,
        "goals": rows(page, "goals"),
        "milestones": sorted(rows(page, "milestones"), key=_when),
        "municipalities": many(page, "municipalities"),
        "target_groups": many(page, "target_groups"),
        "units": units,
    }
    contents = [
        (rich_text(page.purpose), "syfte", _("Syfte")),
        (rich_text(page.target_group), "malgrupp", _("Målgrupp")),
        (parts["goals"], "mal", _("Mål och resultat")),
        (parts["key_figures"], "nyckeltal", _("Nyckeltal")),
        (parts["body"], "om", _("Om projektet")),
        (parts["milestones"], "milstolpar", _("Milstolpar")),
        (parts["funding"], "finansiering", _("Finansiering")),
        (parts["partners"] or parts["units"], "deltar", _("De som är med")),
        (parts["faq"], "fragor", _("Frågor och svar")),
        (parts["news"], "nyheter", _("Nyheter om projektet")),
        (parts["documents"], "dokument", _("Dokument")),
        (parts["contacts"], "kontakt", _("Kontakt")),
    ]
    return {**parts, "contents": _shown(contents)}


def _unit_parts(page: Any) -> dict[str, Any]:
    parts = _common_parts(page)
    head, contacts = page.head, parts["contacts"]
    fetch((contacts, "organisation"))
    parts |= {
        "parts": attempt(RELATED, lambda: _units_below(page), [], page),
        "projects": attempt(RELATED, lambda: _projects_of(page), [], page),
        "head_is_contact": bool(head) and any(contact.display_name == head.name for contact in contacts),
    }
    contents = [
        (rich_text(page.remit), "uppdrag", _("Uppdrag")),
        (rich_text(page.offers), "erbjuder", _("Det här kan du få hjälp med")),
        (parts["body"], "om", _("Om enheten")),
        (parts["parts"], "delar", _("Delar av enheten")),
        (parts["projects"], "projekt", _("Projekt")),
        (parts["key_figures"], "nyckeltal", _("Nyckeltal")),
        (parts["faq"], "fragor", _("Frågor och svar")),
        (parts["news"], "nyheter", _("Nyheter")),
        (parts["documents"], "dokument", _("Dokument")),
        (contacts or head or page.address or page.opening_hours, "kontakt", _("Kontakt och besök")),
    ]
    return {**parts, "contents": _shown(contents)}


def _shown(sections: list[tuple[Any, str, str]]) -> list[dict[str, str]]:
    return [{"id": mark, "title": title} for shown, mark, title in sections if shown]


def _when(milestone: Any) -> dt.date:
    return milestone.date.first_day if hasattr(milestone.date, "first_day") else dt.date.max


def _related_news(page: Any) -> list[Any]:
    """The newest news about `page`. The news app, which stands above this one, adds the relation; without it: []."""
    try:
        relation = page._meta.get_field("related_news")
    except FieldDoesNotExist:
        return []
    if not page.pk:
        return []
    return newest(relation, page, "listed_on", NEWS_SHOWN)


def _units_below(unit: Any) -> list[Any]:
    """The public units that are parts of `unit`."""
    return list(unit.parts.public().for_cards()) if unit.path else []


def _projects_of(unit: Any) -> list[Any]:
    """The live projects that `unit` runs or takes part in, the newest first."""
    return list(unit.projects.for_cards()) if unit.pk else []
