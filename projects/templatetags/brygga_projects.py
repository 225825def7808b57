"""Template tags of unit and project pages: `{% load brygga_projects %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from brygga.projects import drawings

register = template.Library()

NEWS_SHOWN = 6


def _has_heading(stream: Any) -> bool:
    return any(block.block_type == "heading" for block in stream)


def _contents(sections: list[tuple[Any, str, str]]) -> list[dict[str, str]]:
    return [{"id": mark, "title": title} for shown, mark, title in sections if shown]


def _key_figures(page: Any) -> list[Any]:
    rows = page.key_figures.select_related("indicator__organisation")
    return list(rows.prefetch_related("indicator__observations"))


def _related_news(page: Any) -> list[Any]:
    """The newest news about `page`. The news app, which stands above this one, adds the relation; without it: []."""
    related = getattr(page, "related_news", None)
    if related is None or not page.pk:
        return []
    news = related.live().public().order_by("-first_published_on", "-pk").defer_streamfields()
    return list(news[: NEWS_SHOWN + 1])


@register.simple_tag
def project_parts(page: Any) -> dict[str, Any]:
    """Everything around the fields of a project page, each kind fetched with one query: lists by name, the summary
    of the funding, the EU funds, and `contents`, the sections that the page has."""
    funding = list(page.funding.select_related("funder"))
    news = _related_news(page)
    parts: dict[str, Any] = {
        "funding": funding,
        "funding_summary": page.funding_summary,
        "funders": list(dict.fromkeys(row.display_name for row in funding)),
        "eu_funding": page.eu_funding if funding else [],
        "partners": list(page.partners.select_related("organisation")),
        "goals": list(page.goals.all()),
        "milestones": sorted(
            page.milestones.all(), key=lambda row: row.date.first_day if row.date else row.sort_order
        ),
        "key_figures": _key_figures(page),
        "contacts": list(page.contacts.select_related("person", "organisation")),
        "documents": list(page.documents.select_related("document")),
        "municipalities": list(page.municipalities.all()),
        "target_groups": list(page.target_groups.all()),
        "units": [unit for unit in page.related_units.all() if unit.live],
        "topics": list(page.topics.all()),
        "news": news[:NEWS_SHOWN],
        "more_news": len(news) > NEWS_SHOWN,
        "body_has_heading": _has_heading(page.body),
    }
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


@register.simple_tag
def unit_parts(page: Any) -> dict[str, Any]:
    """Everything around the fields of a unit page, each kind fetched with one query."""
    from brygga.projects.models import ProjectPage

    projects = ProjectPage.objects.live().public().defer_streamfields()
    run = list(projects.filter(owner_unit=page).order_by("-start_day", "title")) if page.pk else []
    joined = list(projects.filter(related_units=page).order_by("-start_day", "title")) if page.pk else []
    news = _related_news(page)
    parts: dict[str, Any] = {
        "parts": list(page.parts.defer_streamfields()) if page.pk and page.path else [],
        "projects": run + [project for project in joined if project not in run],
        "key_figures": _key_figures(page),
        "contacts": list(page.contacts.select_related("person", "organisation")),
        "documents": list(page.documents.select_related("document")),
        "topics": list(page.topics.all()),
        "news": news[:NEWS_SHOWN],
        "body_has_heading": _has_heading(page.body),
    }
    parts["contents"] = _contents(
        [
            (page.remit, "uppdrag", _("Uppdrag")),
            (page.offers, "erbjuder", _("Det här kan du få hjälp med")),
            (page.body, "om", _("Om enheten")),
            (parts["parts"], "delar", _("Delar av enheten")),
            (parts["projects"], "projekt", _("Projekt")),
            (parts["key_figures"], "nyckeltal", _("Nyckeltal")),
            (page.faq, "fragor", _("Frågor och svar")),
            (news, "nyheter", _("Nyheter")),
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
    from brygga.projects.charts import chart_for

    return {"indicator": indicator, "display": display, "chart": chart_for(indicator, display)}


@register.simple_tag
def unit_list(page: Any) -> list[Any]:
    """The live units right below `page`, by name."""
    from brygga.projects.models import UnitPage

    units = UnitPage.objects.child_of(page).live().public().select_related("organisation")
    return list(units.order_by("title").defer_streamfields())
