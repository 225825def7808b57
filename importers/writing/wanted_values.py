"""What is put on a page that an article wants, value by value, and which page a fact is of."""

from __future__ import annotations

import re
from decimal import Decimal
from html import escape
from typing import Any

from brygga.projects.names import fold

from ..reading.model.findings import Fact
from .page_values import Desired


def page_of(pages: dict[tuple[str, str], Desired], fact: Fact) -> Desired | None:
    wanted = fold(re.sub(r"\s*\([^)]*\)\s*$", "", fact.subject))
    for (role, key), page in pages.items():
        if role == fact.subject_kind and wanted in (key, fold(page.title), fold(page.abbreviation)):
            return page
    return None


def set_once(values: dict[str, Any], name: str, value: Any) -> str:
    if value in (None, "") or values.get(name) not in (None, "", value):
        return ""
    values[name] = value
    return name


def append(values: dict[str, Any], name: str, value: Any) -> str:
    if not value or (isinstance(value, dict) and "new" not in value and not any(value.values())):
        return ""
    entries = values.setdefault(name, [])
    if value not in entries:
        entries.append(value)
    return name


def append_text(values: dict[str, Any], name: str, text: str) -> str:
    added = f"<p>{escape(text, quote=False)}</p>"
    if added not in values.get(name, ""):
        values[name] = values.get(name, "") + added
    return name


def part_of(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else getattr(value, name, None)


def decimal(number: float | int | str) -> str:
    """A number as the plain decimal that is stored and compared."""
    return format(Decimal(str(number)).normalize(), "f")
