"""What the source of a run has that no page is made of, counted by reason: other kinds of content, fields, comments;
and what in the texts stood for something that the source does not give."""

from __future__ import annotations

import re

from django.db.models import Count

from ..archive.other_formats import what_to_do
from ..models import ImportMessage, ImportRun
from ..sources.left_out import UNREAD, LeftOut

CODE = "left-out"
_ENDING = re.compile(rf"{UNREAD} \((\.\w+)\)")
# What a text can lack, by the code of its problem, and what that is called in a count.
_IN_TEXTS = {
    "dead-shortcodes": "texter med kortkoder från tillägg",
    "media-placeholder": "texter med platser för bilder som inte är med",
    "missing-block": "texter med återanvändbara block som inte är med",
    "missing-pictures": "texter med bildgallerier som inte är hela",
    "dead-uid": "texter med länkar till något som inte är med",
    "recurring-event": "evenemang som återkommer",
    "fields-left": "texter med fält som inte är med",
    "title-differs": "texter vars rubrik är en annan i tabellen",
    "date-unclear": "texter vars dag i tabellen inte gick att tolka",
}


def note_left_out(run: ImportRun, left: LeftOut) -> None:
    """Note with a run what its source told of, a line for each reason."""
    ImportMessage.objects.bulk_create(
        ImportMessage(run=run, code=CODE, level=ImportMessage.Level.INFO, text=line) for line in left.lines()
    )


def copy_left_out(run: ImportRun, earlier: ImportRun) -> None:
    """Note with a run what was noted with an earlier one over the same bytes."""
    ImportMessage.objects.bulk_create(
        ImportMessage(run=run, code=CODE, level=ImportMessage.Level.INFO, text=text)
        for text in ImportMessage.objects.filter(run=earlier, code=CODE).values_list("text", flat=True)
    )


def left_lines(run: ImportRun) -> list[str]:
    """A line for each reason: "menyposter: 3 (Start; Kontakt; Om oss)"."""
    lines = list(ImportMessage.objects.filter(run=run, code=CODE, item=None).values_list("text", flat=True))
    found = ImportMessage.objects.filter(run=run, code__in=_IN_TEXTS, item__isnull=False).values_list("code")
    counts = dict(found.annotate(n=Count("item", distinct=True)).order_by())
    lines = [_advised(line) for line in lines]
    return lines + [f"{name}: {counts[code]}" for code, name in _IN_TEXTS.items() if code in counts]


def _advised(line: str) -> str:
    """The line, with what to do where it is about files that are not read."""
    unread = _ENDING.match(line)
    return f"{line}. {what_to_do(unread[1])}" if unread else line
