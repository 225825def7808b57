"""The observations that stand behind a suggested key figure."""

from __future__ import annotations

from brygga.projects.models import Observation
from brygga.site.partial_dates import PartialDate

from ..models import Suggestion
from ..writing import observations

FIGURE = "figure"  # what standing a key figure had that was taken off


def _is_shown_figure(suggestion: Suggestion) -> bool:
    return suggestion.field == "key_figures" and suggestion.contradicts


def _observations(suggestion: Suggestion) -> list[Observation]:
    value = suggestion.value
    found = Observation.objects.filter(indicator=value["indicator"], value=value["value"])
    date = PartialDate.parse(value["date"]) if value.get("date") else None
    return list(found.filter(date=date) if date else found.filter(note=value.get("note") or ""))


def _has_values(suggestion: Suggestion) -> bool:
    return Observation.objects.filter(indicator=suggestion.value["indicator"]).exists()


def _note(suggestion: Suggestion) -> Observation | None:
    """Let the indicator have the value, with the article as its source; None where it has it."""
    if _observations(suggestion):
        return None
    value, source = suggestion.value, suggestion.sources.select_related("item").first()
    row = Observation.objects.create(
        indicator_id=value["indicator"],
        value=value["value"],
        value_text=value.get("value_text") or "",
        date=PartialDate.parse(value["date"]) if value.get("date") else None,
        note=value.get("note") or "",
        source_page_id=source.item.page_id if source else None,
        source_text=source.sentence if source else "",
    )
    observations.refer([row])
    return row
