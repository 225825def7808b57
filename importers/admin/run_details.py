"""What the admin's pages on runs and documents show."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page as PageOfResults
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ..models import FieldConflict, ImportItem, ImportRun, RunEntry
from ..runs.report import ROLES, name_of, short
from ..runs.rollback_preview import marked, preview
from ..writing import fields, shown_values
from ..writing.page_types import PAGE_TYPES

PER_PAGE = 50
FORESEEN = 100  # of each kind, in the preview of an undoing


def entries_page(run: ImportRun, request: HttpRequest) -> PageOfResults:
    """One page of a run's entries; `?lage=failed` shows those of one state."""
    entries = RunEntry.objects.filter(run=run).select_related("item")
    state = request.GET.get("lage", "")
    if state in RunEntry.State.values:
        entries = entries.filter(state=state)
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("p"))
    for entry in page.object_list:
        entry.name = name_of(entry)
    return page


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
        "addresses": item.old_addresses.select_related("redirect"),
        "conflicts": [conflict_shown(conflict) for conflict in open_conflicts],
        "notes": item.messages.filter(run=latest.run) if latest else [],
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
