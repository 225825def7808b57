"""What Plone keeps of an event beside its text: when and where it is, whom to ask, who comes."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape
from typing import Any

from ..reading.swedish.timestamps import SWEDEN, moment_of

_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()


def event_html(item: dict[str, Any]) -> str:
    """The event's own facts as paragraphs, each under its label; "" for what has none."""
    rows = [
        ("Tid", escape(_when(item))),
        ("Plats", escape(_words(item.get("location")))),
        ("Deltagare", escape(", ".join(_list(item.get("attendees"))))),
        ("Webbplats", _link(_words(item.get("event_url")))),
    ]
    return "".join(f"<p>{label}: {value}</p>" for label, value in rows if value)


def event_contact(item: dict[str, Any]) -> list[str]:
    """The lines of the card of whom to ask; none where the event names nobody."""
    lines = [_words(item.get(f"contact_{part}")) for part in ("name", "phone", "email")]
    return [line for line in lines if line]


def _words(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("title") or value.get("token")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _list(value: Any) -> list[str]:
    rows = value if isinstance(value, list) else [value]
    return [words for row in rows if (words := _words(row))]


def _link(address: str) -> str:
    return f'<a href="{escape(address)}">{escape(address)}</a>' if address else ""


def _when(item: dict[str, Any]) -> str:
    """ "5 april 2014 kl. 16.00–19.00", in Swedish time."""
    start, end = (_local(item.get(name)) for name in ("start", "end"))
    if start is None:
        return ""
    if item.get("open_end"):
        end = None
    if item.get("whole_day"):
        if end is not None and end.hour == end.minute == 0 and end > start:
            end -= timedelta(minutes=1)  # the day after, at midnight
        return _day(start) if end is None or end.date() == start.date() else f"{_day(start)}–{_day(end)}"
    if end is None or end == start:
        return f"{_day(start)} kl. {start:%H.%M}"
    if end.date() == start.date():
        return f"{_day(start)} kl. {start:%H.%M}–{end:%H.%M}"
    return f"{_day(start)} kl. {start:%H.%M}–{_day(end)} kl. {end:%H.%M}"


def _local(value: Any) -> datetime | None:
    moment = moment_of(_words(value))
    return moment.astimezone(SWEDEN) if moment else None


def _day(moment: datetime) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
