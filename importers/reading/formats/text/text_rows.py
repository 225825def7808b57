"""Rows of a label and its value among lines: "Tid: fredag kl. 13", or a label with its value on the line below.

What such a row says is of the text, also where it stands right below the title. A date in one says when something
happens or goes on, never when the page was published, unless the label itself speaks of publishing.
"""

from __future__ import annotations

import re

from ...furniture import boilerplate, footer_rows
from ...furniture.caption_lines import is_credit_only
from ...furniture.contact_marks import has_contact, is_contact_label
from ...furniture.heading_lines import is_question
from ...furniture.label_rows import inline_row, is_label
from ...furniture.link_lines import is_link_label, is_link_line
from ...furniture.person_lines import BYLINE
from ...swedish import date_labels
from ...swedish.verbs import finite_verb_at
from .text_lines import Line
from .text_prose import is_prose

_TIME_OF_DAY = re.compile(r"\b(?:kl(?:ockan)?\b\.?\s*\d{1,2}|\d{1,2}[:.]\d{2})\b", re.IGNORECASE)
_ONLY_DATE = re.compile(r"(?:datum|date|dag)\s*", re.IGNORECASE)
_LONGEST_VALUE = 160


def mark_rows(lines: list[Line]) -> None:
    """Set `row` of every line that is a row of a label and its value (inline), or half of one (label, value)."""
    for line in lines:
        if _is_inline(line):
            line.row = "inline"
    for index, line in enumerate(lines):
        if not line.row and _is_dated_row(line) and _among_times(lines, index):
            line.row = "inline"
    for index, line in enumerate(lines):
        if line.row == "inline" and _says_something(line) and not _is_beside_row(lines, index):
            line.row = ""
    _mark_pairs(lines)


def _says_something(line: Line) -> bool:
    """Whether what stands after the colon is a clause with a verb: "Året i siffror: fler gick till jobb" is no row."""
    value = line.string.partition(":")[2].strip()
    return value[:1].islower() and bool(finite_verb_at(value))


def _is_beside_row(lines: list[Line], index: int) -> bool:
    before, after = (lines[i] if 0 <= i < len(lines) else None for i in (index - 1, index + 1))
    above = before is not None and before.row and not lines[index].gap_before
    return bool(above or (after is not None and after.row and not after.gap_before))


def _is_inline(line: Line) -> bool:
    string = line.string
    if line.is_dash or line.level or inline_row(string) is None:
        return False
    label = re.sub(r"\s+av$", "", string.partition(":")[0])
    if date_labels.says_when(label) or date_labels.kind_of(label) or date_labels.is_empty_label(label):
        return False
    return not (BYLINE.fullmatch(string) or is_credit_only(string) or is_link_line(string) or has_contact(string))


def _is_dated_row(line: Line) -> bool:
    """A row whose label only says that a date follows, of the page or of what is to happen: "Datum: 4 maj 2020"."""
    return inline_row(line.string) is not None and _ONLY_DATE.fullmatch(line.string.partition(":")[0]) is not None


def _among_times(lines: list[Line], index: int) -> bool:
    """Whether the row above or below says a time of day: then both tell when to come."""
    near = [lines[i] for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    return any(line.row and _TIME_OF_DAY.search(line.string) for line in near)


def _mark_pairs(lines: list[Line]) -> None:
    """Labels with their values on the line below: by the label's colon, or since pairs follow one another."""
    at = 0
    while at < len(lines) - 1:
        run = _run_of_pairs(lines, at)
        sure = any(lines[i].string.endswith(":") for i in run)
        if len(run) > 1 or (sure and run and not is_prose(lines[at + 1])):
            for index in run:
                lines[index].row, lines[index + 1].row = "label", "value"
            at = run[-1] + 2
        else:
            at += 1


def _run_of_pairs(lines: list[Line], at: int) -> list[int]:
    run: list[int] = []
    while at < len(lines) - 1 and _is_pair(lines, at):
        run.append(at)
        at += 2
    return run


def _is_pair(lines: list[Line], at: int) -> bool:
    label, value = lines[at], lines[at + 1]
    if not _names_value(label) or value.gap_before or value.row or not _is_value(value):
        return False
    after = lines[at + 2] if at + 2 < len(lines) else None
    if label.string.endswith(":"):
        return after is None or after.gap_before or after.row == "inline" or after.string.endswith(":")
    return label.gap_before and value.gap_after and len(label.string.split()) <= 3 and not is_prose(value)


def _names_value(line: Line) -> bool:
    string = line.string
    if line.row or line.role or line.is_dash or line.marker or line.level or not is_label(string):
        return False
    known = (
        date_labels.says_when(string)
        or date_labels.kind_of(string)
        or is_contact_label(string)
        or is_link_label(string)
    )
    return not known and not boilerplate.rule_for(string, "tail")


def _is_value(line: Line) -> bool:
    string = line.string
    if line.is_dash or line.marker or line.level or len(string) > _LONGEST_VALUE or string.endswith(":"):
        return False
    return not (has_contact(string) or is_question(string) or footer_rows.footer_weight(string) > 1)
