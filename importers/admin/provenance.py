"""Where what stands on a page comes from: each value that an import wrote or that articles say too, with its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from wagtail.models import Page

from ..models import Suggestion, SuggestionSource, WrittenPage
from ..suggestions.values import EVERY, references
from ..writing import fields, pages
from .suggestion_display import ASSUMED, Named, Origin, in_words, marked, sections

MARK = "varifran"
NOT_ALONE = {"lead", "title"}  # of a news page: its own text, whose source is the whole document
# What says how sure a reading is stands on suggestions only. What was written is sure but where it is assumed.
WRITTEN_CONFIDENCE = 1.0
UNKNOWN = 0.6  # nobody knows the words: doubtful, which is what a suggestion can say


@dataclass
class Row:
    """A value of a field, and where it comes from. `remove` and `restore` are addresses, "" where it cannot be."""

    label: str
    text: str
    origins: list[Origin] = field(default_factory=list)
    remove: str = ""
    restore: str = ""


@dataclass
class Provenance:
    """The values that stand on a page, and those that were taken off it."""

    standing: list[Row]
    removed: list[Row]


def provenance(page: Page) -> Provenance:
    """All that is known of where the page's values come from. `page` is as its editors see it, or as it is stored."""
    current = pages.latest(page)
    standing, removed, told = [], [], set()
    for section in sections(page, current):
        for value in (*section.standing, *section.decided):
            row, state = value.suggestion, value.suggestion.state
            told.add((row.field, row.key))
            shown = Row(section.label, value.text, value.origins)
            if state in (Suggestion.State.PRESENT, Suggestion.State.ACCEPTED):
                shown.remove = reverse("forslag:remove", args=[row.pk])
                standing.append(shown)
            elif state == Suggestion.State.DECLINED and row.undo is not None:
                shown.restore = f"{reverse('forslag:reopen', args=[row.pk])}?till=sidan"
                removed.append(shown)
    standing += [shown for key, shown in _written(page, current) if key not in told]
    return Provenance(standing, removed)


def _written(page: Page, current: Page) -> list[tuple[tuple[str, str], Row]]:
    """What imports wrote and no suggestion tells of, as far as the page still says it: the first that says it."""
    model = type(current)
    found: dict[tuple[str, str], tuple[WrittenPage, Any]] = {}
    for written in WrittenPage.objects.filter(page=page).select_related("item").order_by("pk"):
        for name, value in _values(written):
            if EVERY[name].holds(fields.read(current, name), value):
                found.setdefault((name, EVERY[name].key(value)), (written, value))
    named = Named(ref for (name, _key), (_w, value) in found.items() for ref in references(model, name, value))
    rows = []
    for (name, key), (written, value) in found.items():
        text = in_words(model, name, value, named)
        if text:
            remove = reverse("forslag:remove_written", args=[written.pk, name, key])
            row = Row(capfirst(str(EVERY[name].label)), text, [_origin(written, name, value)], remove)
            rows.append(((name, key), row))
    order = list(EVERY)
    return sorted(rows, key=lambda row: order.index(row[0][0]))


def _values(written: WrittenPage) -> list[tuple[str, Any]]:
    """Each value that a document last said, in the form of a suggestion's."""
    is_news = written.role == WrittenPage.Role.NEWS
    result: list[tuple[str, Any]] = []
    for name, value in written.values.items():
        if name not in EVERY or value in (None, "", []) or (is_news and name in NOT_ALONE):
            continue
        if name == "head":
            result.append((name, {"head": value, "head_role": written.values.get("head_role") or ""}))
        else:
            result += [(name, one) for one in (value if isinstance(value, list) else [value])]
    return result


def _source(written: WrittenPage, name: str, value: Any) -> dict[str, Any]:
    """Where the document says the value; of several values of a field, this one's own words where they are known."""
    rows = written.sources.get(name) or []
    return next((row for row in rows if row.get("of") == value), next((r for r in rows if "of" not in r), {}))


def _confidence(source: dict[str, Any]) -> float | None:
    """How sure the reading is; None where nobody can tell, since no words are known."""
    if source.get("assumed"):
        return ASSUMED
    return WRITTEN_CONFIDENCE if source.get("sentence") else None


def _origin(written: WrittenPage, name: str, value: Any) -> Origin:
    source, item = _source(written, name, value), written.item
    return Origin(
        marked(source.get("sentence") or "", ()) if source.get("sentence") else [],
        item.title or item.identifier,
        item.pk,
        None,
        None,
        _confidence(source),
    )


def suggestion_of(written: WrittenPage, name: str, key: str) -> Suggestion | None:
    """The suggestion for a value that a document wrote, made where there is none; None where it wrote no such one."""
    those = (one for field_name, one in _values(written) if field_name == name)
    value = next((one for one in those if EVERY[name].key(one) == key), None)
    if value is None:
        return None
    kind = EVERY[name]
    suggestion, made = Suggestion.objects.get_or_create(
        page=written.page,
        field=name,
        key=key,
        defaults={"slot": kind.slot(value)[:32], "value": value, "state": Suggestion.State.PRESENT},
    )
    if made:
        source = _source(written, name, value)
        SuggestionSource.objects.create(
            suggestion=suggestion,
            item=written.item,
            sentence=source.get("sentence") or "",
            confidence=_confidence(source) or UNKNOWN,
        )
    return suggestion
