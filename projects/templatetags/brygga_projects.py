"""Template tags of unit and project pages: `{% load brygga_projects %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from brygga.projects import drawings, page_parts
from brygga.projects.charts import DRAWING, chart_for
from brygga.projects.models import UnitPage
from brygga.projects.new_facts import NewFact
from brygga.projects.new_facts import new_facts as find_new_facts
from brygga.projects.numbers import format_amount, format_percent
from brygga.projects.outcomes import Outcome, outcome
from brygga.projects.own_units import of_others
from brygga.site.extras import RELATED, attempt
from brygga.site.models import SiteSettings

register = template.Library()


@register.filter
def spoken(text: str) -> str:
    """The words of a quote with a full stop, where its last sentence lost it to the attribution that was cut off:
    "Vi är glada, säger Eva Ek." is stored as "Vi är glada" and shown as "Vi är glada."."""
    text = (text or "").rstrip()
    return f"{text}." if text[-1:].isalnum() else text


register.simple_tag(page_parts.project_parts)
register.simple_tag(page_parts.unit_parts)


@register.simple_tag
def project_bridge(page: Any, milestones: Any) -> drawings.Bridge | None:
    """The bridge of time of a project page."""
    return drawings.bridge(page.start, page.end, milestones)


@register.filter
def row_top(row: int) -> int:
    """Where the row of names with this number begins, in the drawing of the bridge."""
    return drawings.BRIDGE_HEIGHT + row * drawings.NAME_ROW + 12


@register.simple_tag
def funding_bar(rows: Any) -> list[drawings.Segment]:
    """The segments of the bar of shares."""
    return attempt(DRAWING, lambda: drawings.funding_bar(rows), [])


@register.simple_tag
def share_pattern(position: int) -> int:
    """The number of the fill that the funder at `position` (from 0) has in the bar."""
    return position % drawings.PATTERNS + 1


@register.simple_tag
def goal_meter(goal: Any) -> drawings.Meter | None:
    """The meter of one goal."""
    return drawings.goal_meter(goal)


@register.simple_tag
def goal_outcome(goal: Any, project_end: Any) -> Outcome:
    """How it went with the goal of a project that ends at `project_end`."""
    return outcome(goal, project_end)


@register.simple_tag
def money_spent(page: Any, summary: Any) -> drawings.Spent | None:
    """How much of the budget is used, where both are known."""
    return drawings.spent(page.spent_amount, summary.total)


@register.inclusion_tag("brygga_projects/includes/key_figure.html")
def key_figure(indicator: Any, display: str) -> dict[str, Any]:
    """One key figure: as a large figure, a line or bar chart, or a table."""
    return {"indicator": indicator, "display": display, "chart": chart_for(indicator, display)}


@register.simple_tag(takes_context=True)
def unit_list(context: Context, page: Any) -> dict[str, list[Any]]:
    """The live units right below `page`, by name: `own` are the municipality's, `others` belong to somebody else."""
    settings = SiteSettings.for_request(context["request"])
    units = UnitPage.objects.child_of(page).live().public().listed().order_by("title").for_cards()
    found: dict[str, list[Any]] = {"own": [], "others": []}
    for unit in units.annotate(of_others=of_others(settings.organisation_name)):
        found["others" if unit.of_others else "own"].append(unit)
    return found


@register.simple_tag(takes_context=True)
def new_facts(context: Context, page: Any) -> list[NewFact]:
    """What newer news says otherwise than the page, where the site's settings let visitors see it."""
    request = context.get("request")
    if request is None or not SiteSettings.for_request(request).show_new_facts:
        return []
    return attempt(RELATED, lambda: find_new_facts(page), [], page)


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


@register.filter
def kronor(amount: Any) -> str:
    """ "5 400 000 kr"; "" for nothing."""
    return format_amount(amount) if amount is not None else ""


@register.filter
def share_of(share: Any) -> str:
    """A fraction as "46 %"."""
    return format_percent(share)
