"""Template tags of unit and project pages: `{% load brygga_projects %}`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import template
from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils.translation import gettext as _

from brygga.projects import drawings
from brygga.projects.charts import chart_for
from brygga.projects.eu import eu_funding

register = template.Library()

NEWS_SHOWN = 6


@register.filter
def spoken(text: str) -> str:
    """The words of a quote with a full stop, where its last sentence lost it to the attribution that was cut off:
    "Vi är glada, säger Eva Ek." is stored as "Vi är glada" and shown as "Vi är glada."."""
    text = (text or "").rstrip()
    return f"{text}." if text[-1:].isalnum() else text


def _when(milestone: Any) -> dt.date:
    return milestone.date.first_day if hasattr(milestone.date, "first_day") else dt.date.max


def _has_heading(stream: Any) -> bool:
    return any(block.block_type == "heading" for block in stream)


def _contents(sections: list[tuple[Any, str, str]]) -> list[dict[str, str]]:
    return [{"id": mark, "title": title} for shown, mark, title in sections if shown]


def _prefetch(page: Any, *relations: Any) -> None:
    """Fetches `relations` of a stored page, a query each, so that everything that draws the page shares them.

    In a preview the page's own unsaved rows go first; modelcluster sees to that.
    """
    if page.pk:
        prefetch_related_objects([page], *relations)


def _common_relations(page: Any) -> list[Any]:
    def rows(name: str, *forward: str) -> Prefetch:
        return Prefetch(name, getattr(type(page), name).rel.related_model.objects.select_related(*forward))

    return [
        rows("contacts", "person", "organisation"),
        rows("documents", "document"),
        rows("key_figures", "indicator__organisation"),
        "key_figures__indicator__observations",
        "topics",
    ]


def _reuse(page: Any, name: str, *sources: Iterable[Any]) -> None:
    """Spares the query for a foreign key whose object stands among those that are at hand already."""
    key = getattr(page, f"{name}_id")
    found = next((entry for source in sources for entry in source if entry.pk == key), None) if key else None
    if found:
        setattr(page, name, found)


def _related_news(page: Any) -> list[Any]:
    """The newest news about `page`. The news app, which stands above this one, adds the relation; without it: []."""
    related = getattr(page, "related_news", None) if page.pk else None
    if related is None:
        return []
    news = related.live().public().order_by("-listed_on", "-pk").for_cards()
    return list(news[:NEWS_SHOWN])


@register.simple_tag
def project_parts(page: Any) -> dict[str, Any]:
    """Everything around the fields of a project page, each kind fetched with one query: lists by name, the summary
    of the funding, the EU funds, and `contents`, the sections that the page has. Made once for a page."""
    if hasattr(page, "_brygga_parts"):
        return page._brygga_parts
    from brygga.projects.models import Funding, Partner

    _prefetch(
        page,
        Prefetch("partners", Partner.objects.select_related("organisation")),
        Prefetch("funding", Funding.objects.select_related("funder")),
        "goals",
        "milestones",
        "municipalities",
        "target_groups",
        "related_units",
        *_common_relations(page),
    )
    _reuse(page, "owner_organisation", page.municipalities.all(), (row.organisation for row in page.partners.all()))
    _reuse(page, "owner_unit", page.related_units.all())
    funding = list(page.funding.all())
    news = _related_news(page)
    parts: dict[str, Any] = {
        "funding": funding,
        "funding_summary": page.funding_summary,
        "funders": list(dict.fromkeys(row.display_name for row in funding)),
        "eu_funding": eu_funding(page, funding) if funding else [],
        "partners": list(page.partners.all()),
        "goals": list(page.goals.all()),
        "milestones": sorted(page.milestones.all(), key=_when),
        "key_figures": list(page.key_figures.all()),
        "contacts": list(page.contacts.all()),
        "documents": list(page.documents.all()),
        "municipalities": list(page.municipalities.all()),
        "target_groups": list(page.target_groups.all()),
        "units": [unit for unit in page.related_units.all() if unit.live],
        "topics": list(page.topics.all()),
        "news": news,
        "body_has_heading": _has_heading(page.body),
    }
    page._brygga_parts = parts
    parts["contents"] = _contents(
        [
            (page.purpose, "syfte", _("Syfte")),
            (page.target_group, "malgrupp", _("Målgrupp")),
            (parts["goals"], "mal", _("Mål och resultat")),
            (parts["key_figures"], "nyckeltal", _("Nyckeltal")),
            (page.body, "om", _("Om projektet")),
            (parts["milestones"], "milstolpar", _("Milstolpar")),
            (parts["funding"], "finansiering", _("Finansiering")),
            (parts["partners"] or parts["units"], "deltar", _("De som är med")),
            (page.faq, "fragor", _("Frågor och svar")),
            (news, "nyheter", _("Nyheter om projektet")),
            (parts["documents"], "dokument", _("Dokument")),
            (parts["contacts"], "kontakt", _("Kontakt")),
        ]
    )
    return parts


def _projects_of(unit: Any) -> list[Any]:
    """The live projects that `unit` runs or takes part in, the newest first."""
    from brygga.projects.models import ProjectPage

    if not unit.pk:
        return []
    mine = Q(owner_unit=unit) | Q(
        pk__in=ProjectPage.related_units.through.objects.filter(unitpage=unit).values("projectpage")
    )
    return list(ProjectPage.objects.live().public().filter(mine).order_by("-start_day", "title").for_cards())


@register.simple_tag
def unit_parts(page: Any) -> dict[str, Any]:
    """Everything around the fields of a unit page, each kind fetched with one query. Made once for a page."""
    if hasattr(page, "_brygga_parts"):
        return page._brygga_parts
    _prefetch(page, *_common_relations(page))
    contacts = list(page.contacts.all())
    parts: dict[str, Any] = {
        "parts": list(page.parts.public().for_cards()) if page.path else [],
        "projects": _projects_of(page),
        "key_figures": list(page.key_figures.all()),
        "contacts": contacts,
        "head_is_contact": any(contact.display_name == page.head.name for contact in contacts) if page.head else False,
        "documents": list(page.documents.all()),
        "topics": list(page.topics.all()),
        "news": _related_news(page),
        "body_has_heading": _has_heading(page.body),
    }
    page._brygga_parts = parts
    parts["contents"] = _contents(
        [
            (page.remit, "uppdrag", _("Uppdrag")),
            (page.offers, "erbjuder", _("Det här kan du få hjälp med")),
            (page.body, "om", _("Om enheten")),
            (parts["parts"], "delar", _("Delar av enheten")),
            (parts["projects"], "projekt", _("Projekt")),
            (parts["key_figures"], "nyckeltal", _("Nyckeltal")),
            (page.faq, "fragor", _("Frågor och svar")),
            (parts["news"], "nyheter", _("Nyheter")),
            (parts["documents"], "dokument", _("Dokument")),
            (parts["contacts"] or page.head or page.address or page.opening_hours, "kontakt", _("Kontakt och besök")),
        ]
    )
    return parts


@register.simple_tag
def project_bridge(page: Any, milestones: Any) -> drawings.Bridge | None:
    """The bridge of time of a project page."""
    return drawings.bridge(page.start, page.end, milestones)


@register.simple_tag
def funding_bar(rows: Any) -> list[drawings.Segment]:
    """The segments of the bar of shares."""
    return drawings.funding_bar(rows)


@register.simple_tag
def share_pattern(position: int) -> int:
    """The number of the fill that the funder at `position` (from 0) has in the bar."""
    return position % drawings.PATTERNS + 1


@register.simple_tag
def goal_meter(goal: Any) -> drawings.Meter | None:
    """The meter of one goal."""
    return drawings.goal_meter(goal)


@register.inclusion_tag("brygga_projects/includes/key_figure.html")
def key_figure(indicator: Any, display: str) -> dict[str, Any]:
    """One key figure: as a large figure, a line or bar chart, or a table."""
    return {"indicator": indicator, "display": display, "chart": chart_for(indicator, display)}


@register.simple_tag
def unit_list(page: Any) -> list[Any]:
    """The live units right below `page`, by name."""
    from brygga.projects.models import UnitPage

    return list(UnitPage.objects.child_of(page).live().public().order_by("title").for_cards())


@register.simple_tag
def project_glance(parts: dict[str, Any]) -> dict[str, Any]:
    """What a visitor sees first: the first goal with a number, the first key figure, the funder with most."""
    goal = next((row for row in parts["goals"] if row.target_value is not None), None)
    charts = (chart_for(row.indicator, "figure") for row in parts["key_figures"])
    chart = next((chart for chart in charts if chart.latest), None)
    shared = [row for row in parts["funding"] if row.share]
    paid = [row for row in parts["funding"] if row.amount]
    if shared:
        funder = max(shared, key=lambda row: row.share.fraction)
    else:
        funder = max(paid, key=lambda row: row.amount, default=None)
    return {"goal": goal, "chart": chart, "funder": funder, "any": bool(goal or chart or funder)}


@register.filter
def number_and_unit(text: str) -> tuple[str, str]:
    """("80", "deltagare") of "80 deltagare", ("55 %", "") of "55 %": numbers hold together with no-break spaces."""
    number, _space, unit = text.partition(" ")
    return number, unit
