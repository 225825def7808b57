"""A finished plan for people: the first pages as they would become, the sums, and what is left out and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brygga.site.rich_text import strings

from ..models import ImportRun, RunEntry
from ..runs.closed_documents import closed_lines
from ..runs.left_out_notes import left_lines
from ..runs.report import counts, damage_lines, name_of, page_counts, problem_lines

FIRST = 3
LINES = 50
Entry = RunEntry.State


@dataclass
class Piece:
    """A piece of a page's body in words: `kind` names the element that shows it, `note` what is doubtful in it."""

    kind: str
    text: str = ""
    extra: str = ""
    note: str = ""
    items: list[str] = field(default_factory=list)


@dataclass
class Becoming:
    """A page as a plan would make it."""

    title: str
    document: str
    lead: str = ""
    day: str = ""
    pieces: list[Piece] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)


def plan_details(run: ImportRun) -> dict[str, Any]:
    """For the template: `first`, `counts`, `pages` and `left`, groups of lines each with a heading."""
    groups = (
        (_("Det här går inte att importera"), problem_lines(run, LINES)),
        (_("Importeras, men är skadat"), damage_lines(run, LINES)),
        (_("Var inte offentligt i källan, blir utkast som inte publiceras"), closed_lines(run, LINES)),
        (_("Finns i källan, men blir inga egna sidor"), left_lines(run)),
    )
    return {
        "first": [becoming(entry) for entry in _news(run)],
        "counts": [
            (Entry(state).label, number)
            for state, number in counts(run).items()
            if state not in (Entry.CREATED, Entry.CHANGED)  # `pages` says those
        ],
        "pages": [_pages_line(role, action, number) for (role, action), number in sorted(page_counts(run).items())],
        "left": [(heading, lines) for heading, lines in groups if lines],
        "writes": counts(run).get(Entry.CREATED, 0) + counts(run).get(Entry.CHANGED, 0),
    }


def _news(run: ImportRun) -> list[RunEntry]:
    found = RunEntry.objects.filter(run=run, state__in=(Entry.CREATED, Entry.CHANGED)).select_related("item")
    return list(found[:FIRST])


def _pages_line(role: str, action: str, number: int) -> str:
    made = {
        "news": ngettext("%d nyhet", "%d nyheter", number),
        "project": ngettext("%d projektsida", "%d projektsidor", number),
        "unit": ngettext("%d enhetssida", "%d enhetssidor", number),
    }[role] % number
    return (_("%s skapas") if action == "create" else _("%s ändras")) % made


def becoming(entry: RunEntry) -> Becoming:
    """The news page of one entry of a plan, as it would become."""
    none: dict[str, Any] = {"title": str(entry.item), "fields": []}
    change = next((one for one in entry.changes if one["role"] == "news"), none)
    after = {row["field"]: row.get("after") for row in change["fields"]}
    return Becoming(
        title=change["title"],
        document=name_of(entry).rsplit("/", 1)[-1],
        lead=strip_tags(str(after.get("lead") or "")),
        day=str(after.get("first_published_on") or ""),
        pieces=list(pieces(after.get("body") or [])),
        contacts=[
            ", ".join(str(part) for part in contact.values() if part) for contact in after.get("contacts") or []
        ],
    )


def pieces(body: list[dict[str, Any]]) -> Iterator[Piece]:
    """The blocks of a body, in their plain form, in words."""
    for block in body:
        value = block["value"]
        match block["type"]:
            case "heading":
                yield Piece("heading", value["text"])
            case "quote":
                said = ", ".join(part for part in (value["speaker_name"], value["role"]) if part)
                yield Piece("quote", value["text"], said, value.get("speaker_note") or "")
            case "image" | "missing_image":
                missing = _("Bilden finns inte med.") if block["type"] == "missing_image" else ""
                yield Piece("image", value.get("caption") or value.get("alt") or _("Bild utan text"), note=missing)
            case "paragraph":
                yield Piece("paragraph", _lines(str(value)))
            case _:
                yield Piece("paragraph", " ".join(map(_lines, strings(value))))


def _lines(markup: str) -> str:
    return strip_tags(markup.replace("</p>", "\n").replace("</li>", "\n").replace("<br/>", "\n")).strip()
