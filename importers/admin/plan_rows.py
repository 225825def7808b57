"""An article of a plan in words: what would be made of it, and what it would be tied to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import ImportSource, RunEntry
from ..runs.run_names import item_name

_NEW = " (ny)"  # what a plan writes after the name of something that would be made


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One article: the document's name, its title, and sentences on what would happen."""

    pk: int
    document: str
    title: str
    sentences: list[str]


def plan_row(entry: RunEntry, source: ImportSource) -> PlanRow:
    """The row of one entry of a plan."""
    title, _values = values_of(entry, "news")
    return PlanRow(
        entry.pk,
        item_name(entry.item, source).rsplit("/", 1)[-1],
        title or str(entry.item),
        [*_news(entry), *_others(entry)],
    )


def values_of(entry: RunEntry, role: str) -> tuple[str, dict[str, Any]]:
    """The title of the page of this role that the entry would write, and its fields as they would become."""
    change = next((one for one in entry.changes if one["role"] == role), None)
    if change is None:
        return "", {}
    return change["title"], {row["field"]: row.get("after") for row in change["fields"]}


def day_in_words(value: Any) -> str:
    """A day as people write it; what is no whole day as it stands."""
    try:
        day = parse_date(str(value or ""))
    except ValueError:
        day = None
    return date_format(day, "j F Y") if day is not None else str(value or "")


def _news(entry: RunEntry) -> Iterator[str]:
    change = next((one for one in entry.changes if one["role"] == "news"), None)
    if change is None:
        return
    after = {row["field"]: row.get("after") for row in change["fields"]}
    day = day_in_words(after.get("first_published_on"))
    if change["action"] == "create":
        yield _("Blir en nyhet, daterad %s.") % day if day else _("Blir en nyhet utan datum.")
    elif change["action"] == "change":
        labels = ", ".join(str(row["label"]) for row in change["fields"])
        yield _("Ändrar nyheten: %s.") % labels
    if change["conflicts"]:
        yield _("Nyheten har ändrats både här och i källan: den lämnas tills någon har valt.")
    tied = [*_tied(_("projektet"), after.get("related_projects")), *_tied(_("enheten"), after.get("related_units"))]
    if tied:
        yield _("Knyts till %s.") % _listed(tied)
    elif change["action"] == "create":
        yield _("Knyts inte till något projekt eller någon enhet.")
    yield from _holds(after.get("body") or [])


def _tied(kind: str, names: Any) -> list[str]:
    found = []
    for name in names or []:
        text = str(name)
        new = text.endswith(_NEW)
        shown = f"{kind} {text.removesuffix(_NEW)}"
        found.append(_("%s, som får en ny sida") % shown if new else _("%s, som har en sida") % shown)
    return found


def _holds(body: list[dict[str, Any]]) -> Iterator[str]:
    """How many quotes, pictures and tables the news would have."""
    number = {kind: sum(block["type"] == kind for block in body) for kind in ("quote", "image", "table")}
    parts = [
        ngettext("%d citat", "%d citat", number["quote"]) % number["quote"],
        ngettext("%d bild", "%d bilder", number["image"]) % number["image"],
        ngettext("%d tabell", "%d tabeller", number["table"]) % number["table"],
    ]
    held = [part for part, kind in zip(parts, number, strict=True) if number[kind]]
    if held:
        yield _("Har %s.") % _listed(held)


def _others(entry: RunEntry) -> Iterator[str]:
    """What would become of the pages of projects and units."""
    for change in entry.changes:
        if change["role"] == "news" or change["action"] == "leave":
            continue
        made = change["action"] == "create"
        words = {
            ("project", True): _("Skapar ett utkast till projektsidan ”%s”"),
            ("project", False): _("Ändrar projektsidan ”%s”"),
            ("unit", True): _("Skapar ett utkast till enhetssidan ”%s”"),
            ("unit", False): _("Ändrar enhetssidan ”%s”"),
        }[change["role"], made] % change["title"]
        labels = ", ".join(str(row["label"]) for row in change["fields"] if row["field"] != "title")
        yield f"{words}: {labels}." if labels else f"{words}."


def _listed(parts: list[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return _("%(first)s och %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}
