"""Rows of a label and its value: "Projektägare: Solviks kommun", a label over its value, a table of two columns.

Told by form alone, whatever the label says: a few words that begin with a capital and make no sentence, then a colon,
a cell's edge or a line's end. One row alone may be chance; several that stand together are a sheet, and `run` says
how many do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ..model.article import Block
from ..model.spans import Span, Text
from ..swedish.verbs import finite_verb_at
from .contact_marks import has_contact
from .person_lines import is_person

_LABEL = re.compile(r"[A-ZÅÄÖÉ][^\W\d_]*(?:[ \-/&(),][^\W\d_()]*\)?){0,8}")
_INLINE = re.compile(r"(?P<label>[^:]{1,60}?)\s*:\s+(?=\S)")
_LONGEST_VALUE = 400
_LONGEST_SHEET_VALUE = 160  # of a value below its label: a longer one is text below a heading


class LabelRow(NamedTuple):
    """A label without its colon, its value, where both stand in the source, and how many rows stand together."""

    label: Text
    value: Text
    span: Span
    run: int = 1


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of running blocks. `marked`: set as a heading or all in bold, so that it may be a label by itself."""

    text: Text
    marked: bool = False


def is_label(text: str) -> bool:
    """Whether a text reads as the name of a value: few words, a capital first, and no sentence."""
    bare = text.strip().rstrip(":").rstrip()
    if not 2 <= len(bare) <= 50 or len(bare.split()) > 5 or not _LABEL.fullmatch(bare) or is_person(bare):
        return False
    return not finite_verb_at(bare)  # a label may open with its verb ("Drivs av"), where a sentence has a subject


def inline_row(text: str) -> int | None:
    """Where the value of a row "Label: value" begins; None for any other text."""
    match = _INLINE.match(text)
    if match is None or not is_label(match["label"]) or len(text) - match.end() > _LONGEST_VALUE:
        return None
    return match.end()


def label_rows(blocks: Sequence[Block]) -> list[LabelRow]:
    """Every row of a label and its value in `blocks` and what is in them, in reading order."""
    rows: list[LabelRow] = []
    running: list[_Line] = []
    for block in blocks:
        if block.type in ("paragraph", "heading"):
            running.extend(_lines(block))
            continue
        rows.extend(_of_lines(running))
        running = []
        if block.type == "table":
            rows.extend(_of_table(block))
        elif block.type == "list":
            rows.extend(_of_list(block))
        elif block.children:
            rows.extend(label_rows(block.children))
    rows.extend(_of_lines(running))
    return rows


def _lines(block: Block) -> Iterator[_Line]:
    breaks = sorted({mark.start for mark in block.content.marks if mark.kind == "br"})
    edges = [0, *breaks, len(block.content)]
    for start, end in pairwise(edges):
        text = block.content[start:end].fold()
        if text:
            yield _Line(text, block.type == "heading" or _bold_until(text) >= len(text))


def _bold_until(text: Text) -> int:
    """How far the bold words go that open a text; 0 where none do."""
    return max((mark.end for mark in text.marks if mark.kind == "b" and mark.start == 0), default=0)


def _split(line: Text) -> tuple[Text, Text] | None:
    """Label and value of one line: parted by a colon, or by where its bold words end."""
    at = inline_row(line.text)
    if at is not None:
        return line[: line.text.index(":")].strip(), line[at:]
    bold = _bold_until(line)
    if 0 < bold < len(line) and is_label(line.text[:bold]):
        return line[:bold].strip(" :"), line[bold:].strip(" :\t")
    return None


def _of_lines(lines: Sequence[_Line]) -> list[LabelRow]:
    rows: list[LabelRow] = []
    group: list[tuple[Text, Text]] = []
    sure = False  # whether a colon says so: else two rows are asked for

    def close() -> None:
        nonlocal sure
        if group and (sure or len(group) > 1):
            rows.extend(_row(label, value, len(group)) for label, value in group)
        group.clear()
        sure = False

    at = 0
    while at < len(lines):
        line = lines[at]
        pair = _split(line.text)
        if pair is not None:
            group.append(pair)
            sure = sure or ":" in line.text.text
            at += 1
            continue
        below = lines[at + 1] if at + 1 < len(lines) else None
        colon = line.text.text.endswith(":")
        if (
            below is not None
            and (colon or line.marked)
            and is_label(line.text.text)
            and _is_value(below, lines, at + 2)
        ):
            group.append((line.text.strip(" :"), below.text))
            sure = sure or colon
            at += 2
            continue
        close()
        at += 1
    close()
    return rows


def _is_value(line: _Line, lines: Sequence[_Line], after: int) -> bool:
    """Whether a line below a label is its value: short, no label itself, and the next label or the end follows."""
    string = line.text.text
    if line.marked or string.endswith(":") or len(string) > _LONGEST_SHEET_VALUE or has_contact(string):
        return False
    return after >= len(lines) or lines[after].marked or len(string) <= 80


def _of_list(block: Block) -> list[LabelRow]:
    pairs: list[tuple[Text, Text]] = []
    for item in block.items:
        if block.data.get("definitions"):
            values = [text for child in item.children for text in child.texts() if text]
            if item.content and values:
                pairs.append((item.content.strip(" :"), Text.join(" ", values)))
        elif not item.children and (pair := _split(item.content)) is not None:
            pairs.append(pair)
    return [_row(label, value, len(pairs)) for label, value in pairs]


def _of_table(block: Block) -> list[LabelRow]:
    """The rows of a table of two columns whose first names what the second says; not a table of figures by name."""
    laid = block.data.get("cells") or []
    marked: list[bool] = [bool(row and row[0].get("header")) for row in laid[-len(block.rows) :]]
    named = bool(marked) and all(marked)  # the first column is set as header cells
    if any(len(row) != 2 for row in block.rows) or (block.header and not named):
        return []
    pairs = [(label.strip(" :"), value) for label, value in block.rows if label and value and is_label(label.text)]
    if not named and len(pairs) * 2 <= len(block.rows):
        return []
    return [_row(label, value, len(pairs)) for label, value in pairs]


def _row(label: Text, value: Text, run: int) -> LabelRow:
    spans = [text.span() for text in (label, value) if text]
    return LabelRow(label, value, Span(min(s.start for s in spans), max(s.end for s in spans)), run)
