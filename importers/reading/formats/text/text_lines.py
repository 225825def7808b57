"""The lines of a text rendition: cut, with their place in the source, and cleared of what glued them together.

A text rendition has no mark-up, but its line ends, blank lines, indents and markers say what an author meant.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from itertools import pairwise

from ...furniture import boilerplate, contact_marks, footer_rows, link_lines
from ...model.spans import Text
from ...swedish import dates
from .text_tables import cells_of

# What opens a list item. A dash is not among them: in press releases a dash opens speech (see `dash_items`).
BULLET = re.compile(r"(?P<mark>[•·▪◦‣●○■□]\s+|[*+]\s+|o\s{2,}|\uf0b7\s*|\uf0a7\s*)(?=\S)")
NUMBER = re.compile(r"(?P<mark>(?P<n>\d{1,2}|[a-h])[.)]\s+)(?=\S)")
ARROW = re.compile(r"(?P<mark>(?:[»›→▸►>]+|&raquo;|&gt;)\s*)(?=\S)")
HASH = re.compile(r"(?P<mark>#{1,6}\s+)(?=\S)")  # a heading as Markdown marks it
DASH = re.compile(r"[-–—−‒―]\s*(?=[^\s\d-])")
# Speech glued to the sentence before it: "…mycket mer.– Jag trodde", "… så här: – Det".
GLUED_SPEECH = re.compile(r"(?<=[.!?:”\"»])(?:\s*(?=[–—−]\s?[A-ZÅÄÖÉ”\"“])|\s+(?=-\s[A-ZÅÄÖÉ”\"“]))")
_NAME = 60  # characters of a name within quotation marks, on either side of its dash


@dataclass(slots=True)
class Line:
    """One line with its place. `text` is folded; `body` is it without the marker (bullet, number, arrow)."""

    text: Text
    body: Text
    indent: int = 0
    marker: str = ""
    marker_text: Text = field(default_factory=Text)
    ordered: bool = False
    level: int = 0  # of a heading marked as one
    gap_before: bool = False  # a blank line (or the beginning) stands before it
    gap_after: bool = False
    split: bool = False  # cut off from the line before it
    tail: int = 0  # characters in its last source line (a joined line has several)
    cells: tuple[Text, ...] = ()  # of a row of a table
    entries: tuple[str, ...] = ()  # what two blanks or more part: a row of links on a page
    rule: str = ""  # the rule that decided what it is
    role: str = ""  # what it is: title, date, boilerplate, …
    row: str = ""  # of a label and its value: inline (both), label, value (see `text_rows`)

    @property
    def string(self) -> str:
        return self.text.text

    @property
    def is_dash(self) -> bool:
        """Opens with a dash, as speech does."""
        return bool(DASH.match(self.string))


def cut_lines(source: str) -> list[Line]:
    """The lines of `source` that have anything in them, wrapped lines joined and glued speech split off."""
    lines: list[Line] = []
    gap = True
    for raw in Text.of(source).lines():
        folded = raw.fold()
        if not folded:
            gap = True
            if lines:
                lines[-1].gap_after = True
            continue
        line = Line(text=folded, body=folded, gap_before=gap, indent=_indent(raw.text), tail=len(folded))
        line.cells = cells_of(raw)
        line.entries = tuple(re.split(r"\s{2,}", raw.text.strip()))
        gap = False
        lines.append(line)
    if lines:
        lines[-1].gap_after = True
    lines = _unwrap(lines)
    lines = [piece for line in lines for piece in _split_speech(line)]
    for line in lines:
        _take_marker(line)
    _regap(lines)
    return lines


def _regap(lines: list[Line]) -> None:
    """Give blank lines their meaning back in texts where every line has one before it, or none has.

    Where all lines are set apart, those that only continue a card or an address join the line before them. Where
    none is, paragraphs, speech, labels and dates stand apart.
    """
    gaps = sum(1 for line in lines[1:] if line.gap_before)
    if len(lines) >= 10 and gaps >= 0.95 * (len(lines) - 1):
        for before, line in pairwise(lines):
            if _continues_card(before, line):
                line.gap_before = before.gap_after = False
    elif len(lines) >= 6 and gaps <= 0.05 * (len(lines) - 1):
        for before, line in pairwise(lines):
            if _stands_apart(before) or _stands_apart(line) or _begins_address(before, line):
                line.gap_before = before.gap_after = True


def _continues_card(before: Line, line: Line) -> bool:
    if line.is_dash or line.marker or len(before.string) > 80 or before.string.endswith((".", ":")):
        return False
    weight = footer_rows.footer_weight(line.string)
    return weight > 1 or (weight == 1 and not boilerplate.rule_for(line.string, "tail"))


def _stands_apart(line: Line) -> bool:
    string = line.string
    if line.marker:
        return False
    if line.is_dash or line.level or len(string) >= 80 or dates.read_date_line(string):
        return True
    return contact_marks.is_contact_label(string) or link_lines.is_link_label(string)


def _begins_address(before: Line, line: Line) -> bool:
    named = bool(footer_rows.BODY_NAME.fullmatch(line.string)) or footer_rows.is_footer_row(line.string)
    return named and not footer_rows.footer_weight(line.string) and footer_rows.footer_weight(before.string) < 3


def _indent(raw: str) -> int:
    return sum(4 if c == "\t" else 1 for c in raw[: len(raw) - len(raw.lstrip())])


def _take_marker(line: Line) -> None:
    string = line.string
    heading = HASH.match(string)
    if heading:
        line.level = len(heading["mark"].strip())
        line.marker_text = line.text[: heading.end()].strip()
        line.body = line.text = line.text[heading.end() :]
        return
    for pattern in (BULLET, NUMBER, ARROW):
        match = pattern.match(string)
        if match:
            line.marker = match["mark"].strip()
            line.marker_text = line.text[: match.end()].strip()
            line.body = line.text[match.end() :]
            line.ordered = pattern is NUMBER
            return


def _split_speech(line: Line) -> list[Line]:
    string = line.string
    if DASH.match(string):
        # Inside speech a dash after a full stop is the speaker's own pause, unless no blank was left before it.
        cuts = [m for m in GLUED_SPEECH.finditer(string) if m.start() == m.end() and string[m.end()] in "–—−"]
    else:
        cuts = list(GLUED_SPEECH.finditer(string))
    cuts = [m for m in cuts if not _in_quoted_name(string, m.start())]
    if not cuts:
        return [line]
    edges = [0, *(m.end() for m in cuts), len(string)]
    pieces: list[Line] = []
    for start, end in pairwise(edges):
        text = line.text[start:end].fold()
        if text:
            pieces.append(Line(text=text, body=text, indent=line.indent, split=bool(pieces)))
    pieces[0].gap_before, pieces[-1].gap_after = line.gap_before, line.gap_after
    return pieces


def _in_quoted_name(string: str, at: int) -> bool:
    """Whether quotation marks that opened before `at` close shortly after it: the dash is part of a name, as in
    ”Kom in! – Ekby möter nya”."""
    before, after = string[max(0, at - _NAME) : at], string[at : at + _NAME]
    opened = re.search(r"(?:^|[\s(])[”“\"»]\w[^”“\"»«]*$", before)
    return opened is not None and re.match(r"\s*[–—−-]\s?\w[^”“\"»«.!?]*[”“\"»«]", after) is not None


def _unwrap(lines: list[Line]) -> list[Line]:
    """Join the lines of a text that was broken at a fixed width, as e-mail and old exports are."""
    inner = [(a, b) for a, b in pairwise(lines) if not a.gap_after]
    width = max((len(line.string) for line in lines), default=0)
    if not 40 <= width <= 100:
        return lines
    # A sentence that goes on below a line with no room left, most often with a small letter.
    broken = [b for a, b in inner if _is_full(a, b, width) and not re.search(r"[.!?:”\"]$", a.string)]
    small = sum(1 for line in broken if line.string[0].islower())
    if small < 2 or small * 2 < len(broken):
        return lines
    runs: list[list[Line]] = []
    for line in lines:
        last = runs[-1][-1] if runs else None
        if last is None or last.gap_after or not _continues(last, line, width):
            runs.append([line])
        else:
            runs[-1].append(line)
    return [run[0] if len(run) == 1 else _joined(run) for run in runs]


def _joined(run: list[Line]) -> Line:
    """The lines of one wrapped paragraph as one, in a single pass: a paragraph may have thousands."""
    text = run[0].string
    pieces, offsets = [text], array("L", run[0].text.offsets)
    for line in run[1:]:
        # "arbets-" + "marknad": the hyphen stays, since only a dictionary knows whether it belongs
        broken = (
            re.search(r"\w[-\u2010]$", text[-2:]) and line.string[0].islower() and not line.string.startswith("och ")
        )
        if not broken:
            pieces.append(" ")
            offsets.append(offsets[-1])
        text = line.string
        pieces.append(text)
        offsets.extend(line.text.offsets)
    whole = Text("".join(pieces), offsets)
    first, last = run[0], run[-1]
    return Line(
        text=whole,
        body=whole,
        indent=first.indent,
        gap_before=first.gap_before,
        gap_after=last.gap_after,
        tail=last.tail,
    )


def _continues(last: Line, line: Line, width: int) -> bool:
    if DASH.match(line.string) or BULLET.match(line.string) or NUMBER.match(line.string) or ARROW.match(line.string):
        return False
    if _is_full(last, line, width):
        return True
    return line.string[0].islower() and last.tail > width * 0.5 and not re.search(r"[.!?:]$", last.string)


def _is_full(line: Line, following: Line, width: int) -> bool:
    """Whether the first word of the next line had no room left on this one."""
    return line.tail + 1 + len(following.string.split(" ", 1)[0]) > width
