"""The observations that stand behind a suggested key figure."""

from __future__ import annotations

from brygga.projects.models import Observation
from brygga.site.partial_dates import PartialDate

from ..models import Suggestion
from ..writing import observations

FIGURE = "figure"  # what standing a key figure had that was taken off


def is_shown_figure(suggestion: Suggestion) -> bool:
    """Whether the suggestion is a value of a key figure that the page shows, which another value contradicts."""
    return suggestion.field == "key_figures" and suggestion.contradicts


def observations_of(suggestion: Suggestion) -> list[Observation]:
    """The observations that have the suggested value, of its date where it has one."""
    value = suggestion.value
    found = Observation.objects.filter(indicator=value["indicator"], value=value["value"])
    date = PartialDate.parse(value["date"]) if value.get("date") else None
    return list(found.filter(date=date) if date else found.filter(note=value.get("note") or ""))


def has_values(suggestion: Suggestion) -> bool:
    """Whether the suggested key figure has any value at all."""
    return Observation.objects.filter(indicator=suggestion.value["indicator"]).exists()


def note_value(suggestion: Suggestion) -> Observation | None:
    """Let the indicator have the value, with the article as its source; None where it has it."""
    if observations_of(suggestion):
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
