"""Where each suggestion stands against its page: on it, open, or contradicted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from wagtail.models import Page

from brygga.projects.models import Observation

from ..models import Suggestion
from ..writing import fields, pages
from .row_fields import in_full
from .values import EVERY

State = Suggestion.State
Values = Mapping[str, Any]


def refresh(page: Page, *, by_person: bool = False) -> None:
    """Compare all suggestions for the page with its latest revision.

    What a person takes off the page is decided; what an import or its undoing takes off is open again.
    """
    rows = list(Suggestion.objects.filter(page=page))
    judge(rows, {}, by_person=by_person)  # looks the page up anew: the object may be from before the change


def judge(rows: list[Suggestion], now: Mapping[int, Values], *, by_person: bool = False) -> None:
    """Bring the rows' states in line with what the pages say (page → field → value). A field that `now` lacks is
    looked up. Only rows whose state changes are written."""
    by_page: dict[int, list[Suggestion]] = defaultdict(list)
    for row in rows:
        by_page[row.page_id].append(row)
    noted = _noted(rows)
    changed = []
    for page_id, those in by_page.items():
        values = dict(now.get(page_id, {}))
        if missing := {row.field for row in those} - values.keys():
            values |= fields.snapshot(pages.latest(Page.objects.get(pk=page_id)), missing)
        if "contacts" in values:
            values["contacts"] = in_full(values["contacts"])
        before = {row.pk: (row.state, row.contradicts) for row in those}
        for row in those:
            row.state = _state(row, values[row.field], noted, by_person)
        for row, rivals in _rivals(those):
            row.contradicts = _contradicts(row, values[row.field], rivals)
        changed += [row for row in those if before[row.pk] != (row.state, row.contradicts)]
    Suggestion.objects.bulk_update(changed, ["state", "contradicts"], batch_size=200)


def _state(row: Suggestion, current: Any, noted: set[tuple[Any, ...]], by_person: bool) -> str:
    here = EVERY[row.field].holds(current, row.value)
    if row.field == "key_figures" and here and not _is_noted(row.value, noted):
        here, by_person = False, True  # values of indicators are taken away by people only
    if row.state == State.ACCEPTED:
        return row.state
    if here:
        return State.PRESENT
    if row.state == State.PRESENT:
        return State.REPLACED if by_person else State.NEW
    return row.state


def _rivals(rows: list[Suggestion]) -> Iterable[tuple[Suggestion, list[Suggestion]]]:
    """Each row with the others of its slot."""
    slots: dict[tuple[str, str], list[Suggestion]] = defaultdict(list)
    for row in rows:
        slots[row.field, row.slot].append(row)
    for those in slots.values():
        for row in those:
            yield row, [other for other in those if other is not row]


def _contradicts(row: Suggestion, current: Any, rivals: list[Suggestion]) -> bool:
    """Whether an open value is another than the page's, or than another open one; for figures, than another shown."""
    field = EVERY[row.field]
    shown = row.field == "key_figures" and row.state == State.PRESENT
    if not field.exact or not (row.state == State.NEW or shown):
        return False
    if field.rival(current, row.value) is not None:
        return True
    against = (State.PRESENT, State.NEW) if row.field == "key_figures" else (State.NEW,)
    return any(other.state in against and field.clash(row.value, other.value) for other in rivals)


def _is_noted(value: Mapping[str, Any], noted: set[tuple[Any, ...]]) -> bool:
    """Whether the indicator has the value; without a time of its own it is the same at any."""
    seen = _seen(value)
    return seen in noted or (not value.get("date") and seen[:2] in noted)


def _seen(value: Mapping[str, Any]) -> tuple[Any, ...]:
    date = value.get("date") or ""
    return value["indicator"], Decimal(value["value"]), date, "" if date else value.get("note") or ""


def _noted(rows: Iterable[Suggestion]) -> set[tuple[Any, ...]]:
    """The values of indicators that exist, as `_seen` gives them."""
    indicators = {row.value["indicator"] for row in rows if row.field == "key_figures"}
    found = Observation.objects.filter(indicator__in=indicators) if indicators else Observation.objects.none()
    noted: set[tuple[Any, ...]] = set()
    for key, value, date, note in found.values_list("indicator", "value", "date", "note"):
        noted |= {(key, value, str(date or ""), "" if date else note), (key, value)}
    return noted
