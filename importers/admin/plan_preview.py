"""A finished plan for people: each article in words, the first pages as they would become, the sums, and what is left
out and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brygga.site.rich_text import strings

from ..models import ImportRun, ImportSource, RunEntry
from ..runs.closed_documents import closed_lines
from ..runs.learnt_notes import learnt_lines
from ..runs.left_out_notes import left_lines
from ..runs.report import counts, damage_lines, page_counts, problem_lines
from ..runs.run_names import item_name, without_folders
from .plan_rows import day_in_words, plan_row, values_of

FIRST = 3
PER_PAGE = 50  # articles in the list
LINES = 50
Entry = RunEntry.State


@dataclass
class Piece:
    """A piece of a page's body in words: `kind` names the element that shows it, `note` what is doubtful in it."""

    kind: str
    text: str = ""
    extra: str = ""
    note: str = ""
    rows: list[list[str]] = field(default_factory=list)


@dataclass
class Becoming:
    """A page as a plan would make it."""

    title: str
    document: str
    lead: str = ""
    day: str = ""
    pieces: list[Piece] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)


def plan_details(run: ImportRun, number: Any = 1) -> dict[str, Any]:
    """For the template: the first pages, a row for each article on page `number` of their list, what a person left out
    (`away`), sums, and `left`, groups of lines each with a heading."""
    source, found = run.source, counts(run)
    groups = (
        (_("Det här går inte att importera"), problem_lines(run, LINES)),
        (_("Importeras, men är skadat"), damage_lines(run, LINES)),
        (_("Var inte offentligt i källan, blir utkast som inte publiceras"), closed_lines(run, LINES)),
        (_("Finns i källan, men blir inga egna sidor"), left_lines(run)),
        (_("Vad läsaren har lärt sig om webbplatsen"), learnt_lines(run)),
    )
    entries = RunEntry.objects.filter(run=run).select_related("item")
    away = entries.exclude(left_out_from="")
    listed = Paginator(entries.filter(state__in=(Entry.CREATED, Entry.CHANGED)), PER_PAGE).get_page(number)
    found[Entry.SKIPPED] = found.get(Entry.SKIPPED, 0) - len(away)
    return {
        "first": [becoming(entry, source) for entry in listed.object_list[:FIRST]] if listed.number == 1 else [],
        "rows": [plan_row(entry, source) for entry in listed.object_list],
        "listed": listed,
        "away": [(entry.pk, item_name(entry.item, source), entry.reason) for entry in away],
        "counts": [
            (Entry(state).label, number)
            for state, number in found.items()
            if number and state not in (Entry.CREATED, Entry.CHANGED)  # `pages` says those
        ],
        "pages": [_pages_line(role, action, number) for (role, action), number in sorted(page_counts(run).items())],
        "left": [(heading, [without_folders(line, source) for line in lines]) for heading, lines in groups if lines],
        "writes": listed.paginator.count,
    }


def _pages_line(role: str, action: str, number: int) -> str:
    made = {
        "news": ngettext("%d nyhet", "%d nyheter", number),
        "project": ngettext("%d projektsida", "%d projektsidor", number),
        "unit": ngettext("%d enhetssida", "%d enhetssidor", number),
    }[role] % number
    return (_("%s skapas") if action == "create" else _("%s ändras")) % made


def becoming(entry: RunEntry, source: ImportSource) -> Becoming:
    """The news page of one entry of a plan, as it would become."""
    title, after = values_of(entry, "news")
    return Becoming(
        title=title or str(entry.item),
        document=item_name(entry.item, source).rsplit("/", 1)[-1],
        lead=strip_tags(str(after.get("lead") or "")),
        day=day_in_words(after.get("first_published_on")),
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
            case "table":
                yield Piece("table", value.get("caption") or "", rows=_table_rows(value))
            case _:
                yield Piece("paragraph", "\n".join(map(_lines, strings(value))))


def _table_rows(value: dict[str, Any]) -> list[list[str]]:
    """The rows of a table in words, the headings of its columns first where it has some."""
    headings = [str(column.get("heading") or "") for column in value.get("columns") or []]
    rows = [[_lines(str(cell)) for cell in row.get("values") or []] for row in value.get("rows") or []]
    return [headings, *rows] if any(headings) else rows


def _lines(markup: str) -> str:
    return strip_tags(markup.replace("</p>", "\n").replace("</li>", "\n").replace("<br/>", "\n")).strip()
