"""A run told as JSON and as a page of HTML."""

from __future__ import annotations

import json
from typing import Any

from django.template.loader import render_to_string

from ..models import ImportMessage, ImportRun, RunEntry
from .closed_documents import closed_counts, closed_summary
from .learnt_notes import learnt_lines
from .left_out_notes import left_lines
from .report import ACTIONS, ROLES, counts, name_of, short


def as_data(run: ImportRun) -> dict[str, Any]:
    """The whole report as plain data."""
    messages: dict[int, list[dict[str, Any]]] = {}
    for message in ImportMessage.objects.filter(run=run):
        messages.setdefault(message.item_id or 0, []).append(
            {"code": message.code, "level": message.level, "text": message.text}
        )
    entries = [
        {
            "document": name_of(entry),
            "source_id": entry.item.identifier,
            "state": entry.state,
            "reason": entry.reason,
            "page": entry.item.page_id,
            "title": entry.item.title,
            "changes": entry.changes,
            "messages": messages.get(entry.item_id, []),
        }
        for entry in RunEntry.objects.filter(run=run).select_related("item")
    ]
    return {
        "version": 1,
        "run": run.pk,
        "mode": run.mode,
        "state": run.state,
        "source": run.source.key,
        "counts": counts(run),
        "closed": closed_counts(run),
        "left_out": left_lines(run),
        "learnt": learnt_lines(run),
        "entries": entries,
    }


def json_report(run: ImportRun) -> str:
    return json.dumps(as_data(run), ensure_ascii=False, indent=1)


def html_report(run: ImportRun) -> str:
    """A page that stands on its own, to be sent to whoever decides."""
    return render_to_string(
        "brygga_importers/report.html",
        {
            "run": run,
            "closed": closed_summary(run),
            "left_out": left_lines(run),
            "learnt": learnt_lines(run),
            "counts": [(RunEntry.State(state).label, number) for state, number in counts(run).items()],
            "entries": [_for_html(entry) for entry in as_data(run)["entries"]],
        },
    )


def _for_html(entry: dict[str, Any]) -> dict[str, Any]:
    changes = [
        {
            **change,
            "role_name": ROLES[change["role"]],
            "action_name": ACTIONS[change["action"]],
            "fields": [
                {**row, "before": short(row.get("before"), 400), "after": short(row.get("after"), 400)}
                for row in change["fields"]
            ],
            "conflicts": [
                {
                    **row,
                    "base": short(row.get("base"), 400),
                    "editor": short(row.get("editor"), 400),
                    "source": short(row.get("source"), 400),
                }
                for row in change["conflicts"]
            ],
        }
        for change in entry["changes"]
    ]
    return {**entry, "changes": changes, "state_name": RunEntry.State(entry["state"]).label}
