"""The values of indicators that a document states, kept in step with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from brygga.projects.models import Indicator, Observation
from brygga.site.indexes import add_child_references, forget_child_references
from brygga.site.models.acceptance import Standing
from brygga.site.partial_dates import PartialDate

_FIELDS = ("value", "value_text", "note", "source_text")


def _key(entry: dict[str, Any]) -> tuple[Any, ...]:
    return (entry["indicator"], entry.get("date") or "", entry.get("note") or "")


def sync_observations(
    page_id: int, wanted: list[dict[str, Any]], base: list[dict[str, Any]], source_url: str, *, new: bool = False
) -> list[Observation]:
    """Make the observations that point at the page say what its document says; returns those that were made. `new`
    says that the page was just made: nothing points at it.

    As everywhere: what an editor changed or removed stays changed or removed, and the same value of the same date is
    not noted twice, whoever says it.
    """
    if not wanted and not base:
        return []
    base_of, wanted_of = {_key(e): e for e in base}, {_key(e): e for e in wanted}
    pointing = () if new else Observation.objects.filter(source_page=page_id)
    existing = {(row.indicator_id, str(row.date or ""), row.note): row for row in pointing}
    made = []
    for key, entry in wanted_of.items():
        row, before = existing.get(key), base_of.get(key)
        value = Decimal(entry["value"])
        if row is None and before is None:
            if not _noted(entry, value):
                made.append(_new(page_id, entry, value, source_url))
        elif row is not None and before is not None and before != entry and row.value == Decimal(before["value"]):
            for name in _FIELDS:
                setattr(row, name, value if name == "value" else entry.get(name) or "")
            row.save()
    for key, before in base_of.items():
        row = existing.get(key)
        if key not in wanted_of and row is not None and row.value == Decimal(before["value"]):
            remove(row)
    return made


def remove_many(rows: Sequence[Observation]) -> None:
    """Delete observations, and the references from their indicators to pages."""
    forget_child_references(Indicator, "observations", [(row.indicator_id, row) for row in rows])
    with disable_reference_index_auto_update():
        Observation.objects.filter(pk__in=[row.pk for row in rows]).delete()


def remove(row: Observation) -> None:
    """Delete an observation, and the reference from its indicator to the page (Wagtail follows saves only)."""
    indicator = row.indicator
    row.delete()
    ReferenceIndex.create_or_update_for_object(indicator)


def _noted(entry: dict[str, Any], value: Decimal) -> bool:
    """Whether somebody has said the same value already, of the same time; or of any, where the entry names none."""
    rows = Observation.objects.filter(indicator_id=entry["indicator"], value=value)
    return (rows.filter(date=PartialDate.parse(entry["date"])) if entry.get("date") else rows).exists()


def _new(page_id: int, entry: dict[str, Any], value: Decimal, source_url: str) -> Observation:
    row = Observation(
        indicator_id=entry["indicator"],
        value=value,
        value_text=entry.get("value_text") or "",
        date=PartialDate.parse(entry["date"]) if entry.get("date") else None,
        note=entry.get("note") or "",
        source_page_id=page_id,
        source_url=source_url,
        source_text=entry.get("source_text") or "",
        standing=Standing.PROPOSED,
    )
    Observation.objects.bulk_create([row])  # without signals: `refer` brings the reference index up to date
    return row


def refer(observations: Iterable[Observation]) -> None:
    """Note in the reference index which pages new observations let their indicators point at."""
    add_child_references(Indicator, "observations", [(row.indicator_id, row) for row in observations])
