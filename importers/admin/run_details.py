"""What the admin's pages on runs and documents show."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page as PageOfResults
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ..models import FieldConflict, ImportItem, ImportRun, PageChange, RunEntry
from ..runs.report import ROLES, counts, short
from ..runs.rollback_preview import marked, preview
from ..runs.run_names import item_name, without_folders
from ..writing import fields, shown_values
from ..writing.page_types import PAGE_TYPES

PER_PAGE = 50
KEPT = "behallen"  # `?lage=`: what an undoing left as it was
FORESEEN = 100  # of each kind, in the preview of an undoing


def entries_page(run: ImportRun, request: HttpRequest) -> PageOfResults:
    """One page of a run's entries; `?lage=failed` shows those of one state."""
    entries = RunEntry.objects.filter(run=run).select_related("item")
    state = request.GET.get("lage", "")
    if state == KEPT:
        entries = entries.filter(kept_by(run))
    elif state == RunEntry.State.ROLLED_BACK:
        entries = entries.filter(~kept_by(run), state=state)
    elif state in RunEntry.State.values:
        entries = entries.filter(state=state)
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("p"))
    kept = set(
        RunEntry.objects.filter(kept_by(run), pk__in=[e.pk for e in page.object_list]).values_list("item", flat=True)
    )
    why = _kept_why(run, kept)
    for entry in page.object_list:
        entry.name = item_name(entry.item, run.source)
        entry.reason = without_folders(entry.reason, run.source)
        if entry.item_id in kept:
            entry.reason = why.get(entry.item_id, entry.reason)
            entry.outcome = KEPT
    return page


def kept_by(run: ImportRun) -> Q:
    """The undone documents of the run of which a page stays: somebody has edited it, or something needs it."""
    kept = PageChange.objects.filter(entry__run=run, undone="kept", page__isnull=False)
    return Q(state=RunEntry.State.ROLLED_BACK, pk__in=kept.values("entry"))


def totals(run: ImportRun) -> list[tuple[str, str, int]]:
    """How many documents ended in which way: the value of `?lage=`, words and number. What an undoing left as it was
    is told apart from what it undid."""
    found = counts(run)
    rolled_back = RunEntry.State.ROLLED_BACK
    kept = RunEntry.objects.filter(kept_by(run), run=run).count() if rolled_back in found else 0
    rows = [
        (state, str(RunEntry.State(state).label), number) for state, number in found.items() if state != rolled_back
    ]
    if found.get(rolled_back, 0) > kept:
        rows.append((rolled_back, str(rolled_back.label), found[rolled_back] - kept))
    if kept:
        rows.append((KEPT, _("Inte ångrad: sidan behölls"), kept))
    return rows


def _kept_why(run: ImportRun, items: set[int]) -> dict[int, str]:
    """Why pages of these documents stayed when the run was undone, by the document's primary key."""
    why: dict[int, str] = {}
    for item, text in run.messages.filter(code="rollback-kept", item__in=items).values_list("item", "text"):
        if item is not None:
            why[item] = f"{why[item]} {text}" if item in why else text
    return why


def foreseen(run: ImportRun) -> dict[str, Any]:
    """What undoing the run would do: `parts`, each a heading, how many, the first of them and how many are not shown;
    how many old addresses stop to answer, and how many documents are undone already, of how many."""
    undone = preview(run)
    kept = [(f"”{title}”", why) for title, why in undone.kept]
    parts = (
        (_("Sidor som tas bort"), _rows(undone.removed, undone.removed_public)),
        (_("Sidor som återställs"), _rows(undone.restored, undone.restored_public)),
        (_("Sidor som behålls"), kept),
        (_("Annat som tas bort"), [(label, "") for label in undone.objects]),
        (_("Annat som körningen skapade och som behålls"), undone.objects_kept),
    )
    return {
        "parts": [
            {"heading": heading, "number": len(rows), "rows": rows[:FORESEEN], "more": max(len(rows) - FORESEEN, 0)}
            for heading, rows in parts
        ],
        "redirects": undone.redirects,
        "public": len(undone.removed_public),
        "done": undone.done,
        "total": undone.total,
    }


def _rows(titles: list[str], public: list[str]) -> list[tuple[str, str]]:
    return [(title, _("publicerad, besökare märker det") if seen else "") for title, seen in marked(titles, public)]


def item_details(item: ImportItem) -> dict[str, Any]:
    """For the page of one document: addresses, conflicts, messages of the latest run, and where each value is from."""
    latest = item.entries.order_by("-pk").first()
    open_conflicts = FieldConflict.objects.filter(item=item, state=FieldConflict.State.OPEN).select_related("page")
    return {
        "addresses": [
            (without_folders(old.url, item.source).removeprefix("file://"), old.redirect)
            for old in item.old_addresses.select_related("redirect")
        ],
        "conflicts": [conflict_shown(conflict) for conflict in open_conflicts],
        "name": item_name(item, item.source),
        "reason": without_folders(item.reason, item.source),
        "notes": [
            (told.get_level_display(), without_folders(told.text, item.source))
            for told in (item.messages.filter(run=latest.run) if latest else ())
        ],
        "entries": item.entries.select_related("run").order_by("-pk")[:20],
        "provenance": provenance(item),
        "waits": item.state == ImportItem.State.WAITING,
    }


def conflict_shown(conflict: FieldConflict) -> dict[str, Any]:
    """The three versions of what both sides have changed."""
    model = conflict.page.specific_class
    return {
        "pk": conflict.pk,
        "page": conflict.page,
        "label": fields.label_of(model, conflict.field),
        "base": short(conflict.base, 800) or "–",
        "editor": short(conflict.editor, 800) or "–",
        "source": short(conflict.source_value, 800) or "–",
    }


def provenance(item: ImportItem) -> list[dict[str, Any]]:
    """For each page that the document gave something to: its fields, what was read, and in which words of it."""
    result = []
    for record in item.written.select_related("page").order_by("pk"):
        model = record.page.specific_class or PAGE_TYPES[record.role]
        rows = []
        for name, value in record.values.items():
            if name == fields.OBSERVATIONS or value in (None, "", [], {}):
                continue
            rows.append(
                {
                    "field": name,
                    "label": fields.label_of(model, name),
                    "value": short(shown_values.shown(model, name, value), 300),
                    "sources": record.sources.get(name, []),
                }
            )
        result.append({"page": record.page, "role": ROLES[record.role], "rows": rows})
    return result
