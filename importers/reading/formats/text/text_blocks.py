"""The blocks of a text rendition: tables, lists and headings among its lines."""

from __future__ import annotations

import re
from itertools import pairwise

from ...furniture import caption_lines, contact_marks, heading_lines, person_lines, sentence_marks
from ...model.article import Block
from ...model.spans import Mark, Text
from ...swedish.verbs import finite_verb_last
from . import text_tables
from .text_captions import CaptionReader
from .text_lines import Line

# A heading over facts, whatever stands below it: rows of "Plats: Folkets hus" as well as text.
_FACTS = re.compile(r"(?:fakta(?:ruta)?|snabbfakta|kort om|bakgrundsfakta)\b(?!\s*:\s*\S)", re.IGNORECASE)

_FEW_SIGNS = 80  # characters of an entry of a list that no line announces
_TIME_ROW = re.compile(r"(?:kl\.?\s*)?\d{1,2}[.:]\d{2}\b")
_OPENING = re.compile(
    r"(?:mån|tis|ons|tors|fre|lör|sön|vardag|alla dagar)\w*[^.!?]{0,40}\d{1,2}(?:[.:]\d{2})?(?:\s?[–-]|\s?till)", re.I
)
_FACT_ROW = re.compile(r"[A-ZÅÄÖ][\wåäö]*(?:\s[\wåäö]+){0,3}:\s+\S.{0,150}$")


class BlockReader(CaptionReader):
    """Reads lines into blocks of an article."""

    def read_blocks(self, at: int, end: int) -> None:
        """Read the lines [at, end) into the article's blocks."""
        while at < end:
            if self.furniture(self.lines[at]):
                at += 1
                continue
            after = self._block(at, end)
            kind = self.article.blocks[-1].type if self.article.blocks else ""
            for taken in self.lines[at:after]:
                taken.role = taken.role or kind
            at = after

    def _block(self, at: int, end: int) -> int:
        """Read the block that begins at line `at`; the number of the line after it."""
        readers = (
            self._images,
            self._table,
            self._captions,
            self._contacts,
            self._links,
            self._rows,
            self._list,
            self._heading,
        )
        for read in readers:
            after = read(at, end)
            if after > at:
                return after
        line = self.lines[at]
        # Whether a blank line stands before it tells a recogniser where an answer ends.
        block = Block("paragraph", content=line.text, data={"gap": line.gap_before})
        self._add(block, "speech" if line.is_dash else "paragraph")
        self.begun = True
        return at + 1

    def _table(self, at: int, end: int) -> int:
        """Adjacent rows with as many cells each: two, or three where only blanks part the cells."""
        first = self.lines[at]
        after = at
        while after < end and len(self.lines[after].cells) == len(first.cells) > 1:
            if after > at and self.lines[after].gap_before:
                break
            after += 1
        marked = first.string.startswith("|")
        rows = [line for line in self.lines[at:after] if not (marked and text_tables.is_rule(line.cells))]
        source = self.article.source_text
        tabbed = marked or any("\t" in source[slice(*line.text.span())] for line in rows)
        if len(rows) < (2 if tabbed else 3) or any(line.is_dash or line.level for line in rows):
            return at
        if any(contact_marks.has_contact(line.string) for line in rows):
            return at  # a card of contacts, set in columns
        if marked:
            for line in self.lines[at:after]:
                self.ledger.claim(line.text, "dropped", "table-mark")
        headed = len(rows) < after - at or first.text.offsets[0] in self.headed
        self._add(text_tables.table_of([line.cells for line in rows], headed=headed), "text-table")
        self.begun = True
        return after

    def _rows(self, at: int, end: int) -> int:
        """Rows of a label and its value: those that have both on one line as a list, the others as a table."""
        after = at
        kind = self.lines[at].row
        if kind == "inline":
            while after < end and self.lines[after].row == kind and self._set_alike(at, after):
                after += 1
            if after - at < 2:
                return at
            items = [Block("paragraph", content=line.text) for line in self.lines[at:after]]
            self._add(Block("list", items=items, data={"rows": True}), "label-rows")
            return after
        while after + 1 < end and [line.row for line in self.lines[after : after + 2]] == ["label", "value"]:
            after += 2
        if after == at:
            return at
        block = Block("table", data={"rule": "label-sheet", "rows": True})
        block.rows = [[self.lines[i].text, self.lines[i + 1].text] for i in range(at, after, 2)]
        plain = {"header": False, "colspan": 1, "rowspan": 1}
        block.data["cells"] = [[plain | {"header": True}, dict(plain)] for _ in block.rows]
        self._add(block, "label-sheet")
        return after

    def _set_alike(self, at: int, index: int) -> bool:
        """Whether a row stands below the one before it as the second of the rows does: adjacent, or a line apart."""
        return index == at or self.lines[index].gap_before == self.lines[at + 1].gap_before

    def _list(self, at: int, end: int) -> int:
        line = self.lines[at]
        if self._dash_list(at, end):
            after = at
            block = Block("list")
            stop = self._group(at, end)
            while after < stop:
                text = self.lines[after].text
                mark = re.match(r"[-–—−]\s*", text.text)
                cut = mark.end() if mark else 0
                self.ledger.claim(text[:cut], "dropped", "list-marker")
                block.items.append(Block("paragraph", content=text[cut:]))
                after += 1
            self._add(block, "dash-list")
            return after
        if not line.marker or re.match(r"[»›→▸►>&]", line.marker):
            return at
        if line.marker == "*" and self.footnotes and not _same_marker(self.lines, at, end):
            self._add(Block("paragraph", content=line.text, data={"footnote": True}), "footnote")
            return at + 1
        if line.ordered and (self._numbered_heading(at, end) or not _is_numbered_run(self.lines, at, end)):
            return at
        return self._bullets(at, end)

    def _numbered_heading(self, at: int, end: int) -> bool:
        """A numbered line that stands alone above running text: "1. Mötena blir fler"."""
        line, following = self.lines[at], self._line(self._next(at, end))
        if not (line.gap_before and line.gap_after) or following is None or following.marker:
            return False
        return heading_lines.is_heading(line.body.text) and len(following.string) >= 80

    def _bullets(self, at: int, end: int) -> int:
        first = self.lines[at]
        block = Block("list", ordered=first.ordered)
        open_items: list[tuple[int, Block]] = []  # (indent, list's owner) from the outside in
        after = at
        while after < end:
            line = self.lines[after]
            if not line.marker:
                if line.gap_before or line.is_dash or line.indent <= first.indent or not open_items:
                    break
                owner = open_items[-1][1]
                joined = Text.join(" ", [owner.content, line.text])
                br = Mark(len(owner.content) + 1, len(owner.content) + 1, "br")
                owner.content = Text(joined.text, joined.offsets, [*joined.marks, br])
                after += 1
                continue
            if line.ordered != first.ordered and line.indent <= first.indent:
                break
            if line.gap_before and line.marker != first.marker and not line.ordered:
                break
            self.ledger.claim(line.marker_text, "dropped", "list-marker")
            item = Block("paragraph", content=line.body)
            while open_items and open_items[-1][0] >= line.indent:
                open_items.pop()
            if open_items and line.indent >= open_items[-1][0] + 2:
                open_items[-1][1].children.append(item)
            else:
                block.items.append(item)
            open_items.append((line.indent, item))
            after += 1
        self._add(block, "list")
        return after

    def _dash_list(self, at: int, end: int) -> bool:
        """Two or more adjacent dash lines, none of which speaks: below an announcing line, or each but a few words."""
        if not at or not self.lines[at].is_dash:
            return False
        group = self.lines[at : self._group(at, end)]
        if len(group) < 2 or not all(line.is_dash for line in group):
            return False
        short = all(len(line.string) <= 150 for line in group)
        silent = all(not re.search(r"[.!?”\"]$", line.string) for line in group)
        if not self.lines[at - 1].string.endswith(":"):
            few = all(len(line.string) <= _FEW_SIGNS and _is_entry(line.string) for line in group)
            return silent and few and not self._is_interview()
        return short and (silent or (len(group) >= 3 and all(_is_entry(line.string) for line in group)))

    def _heading(self, at: int, end: int) -> int:
        line, following = self.lines[at], self._line(self._next(at, end))
        if line.level:
            self._add(Block("heading", content=line.text, level=min(6, max(2, line.level))), "heading-marked")
            return at + 1
        if (line.marker and not line.ordered) or line.is_dash or following is None:
            return at
        string = line.string
        if self._pair_of_headings(at, end):
            self._add(Block("heading", content=line.text, level=2), "heading")
            self._add(Block("heading", content=following.text, level=3), "heading-second")
            following.role = "heading"
            return at + 2
        question = heading_lines.is_question(string)
        if question and following.is_dash and (self._is_interview() or sentence_marks.SENTENCE_END.search(string)):
            return at  # an interviewer's question is of the conversation
        facts = line.gap_before and (bool(_FACTS.match(string)) or self._over_facts(at, end))
        apart = line.gap_before or self.lines[at - 1].role == "date"
        if not apart and not question and not self._between_paragraphs(at, following):
            return at
        sentence = line.gap_before and len(string) <= 60 and len(following.string) >= 30
        sentence = sentence and bool(re.search(r"[.!?]\)?$", following.string)) and not following.is_dash
        over_text = len(string) <= 80 and (
            len(following.string) >= 80 or bool(following.marker or following.cells) or sentence
        )
        if not line.gap_after and not question and not over_text and not facts:
            return at
        if not heading_lines.is_heading(string, before_list=bool(following.marker), before_speech=following.is_dash):
            return at
        if not question and not facts and self._in_run_of_short_lines(at, end):
            return at
        if self._over_value(at, end) or self._among_facts(at, end) or self._shows_picture(string):
            return at
        if line.row == "inline" and len(following.string) < 80 and not following.marker:
            return at
        goes_on = following.marker and not following.level and following.body.text[:1].islower()
        if goes_on and not string.endswith(":") and (not line.gap_after or finite_verb_last(string)):
            return at  # the list goes on with the sentence that this line begins
        label = {"label": "about"} if string.casefold().rstrip(":") == "om oss" else {}
        self._add(Block("heading", content=line.text, level=2, data=label), "question" if question else "heading")
        return at + 1

    def _pair_of_headings(self, at: int, end: int) -> bool:
        """Two adjacent lines that both could be headings, set apart together above running text."""
        if at + 2 >= end:
            return False
        first, second, text = self.lines[at : at + 3]
        if not first.gap_before or first.gap_after or not second.gap_after or len(text.string) < 80 or text.marker:
            return False
        both = all(
            not (x.marker or x.is_dash or x.cells) and heading_lines.is_heading(x.string) for x in (first, second)
        )
        return both and not any(person_lines.is_person(x.string) or x.string.endswith(":") for x in (first, second))

    def _over_facts(self, at: int, end: int) -> bool:
        """Whether two rows or more of facts stand right below a line: "Bor: i Solvik", "Läser: deckare"."""
        rows = self.lines[at + 1 : min(at + 3, end)]
        if _FACT_ROW.match(self.lines[at].string):
            return False
        if rows and not rows[0].gap_before and _OPENING.match(rows[0].string):
            return True
        for kind in (_FACT_ROW, _TIME_ROW):
            if len(rows) == 2 and all(kind.match(row.string) for row in rows) and not rows[1].gap_before:
                return True
        return False

    def _over_value(self, at: int, end: int) -> bool:
        """Whether a line stands over a bare number that heads nothing itself: a table's cells, a line each."""
        below, after = (self._line(i if i < end else None) for i in (at + 1, at + 2))
        return below is not None and _is_number(below.string) and not (after is not None and len(after.string) >= 80)

    def _among_facts(self, at: int, end: int) -> bool:
        """Whether a line is a label with its value ("Ägare: Ekby kommun") next to another such line."""
        near = [self.lines[i].string for i in (at - 1, at + 1) if self.first <= i < end]
        return bool(_FACT_ROW.match(self.lines[at].string)) and any(map(_FACT_ROW.match, near))

    @staticmethod
    def _shows_picture(string: str) -> bool:
        """Whether a line says that it is a picture: "Diagram: Så många fick jobb"."""
        return caption_lines.is_caption(string) == "caption-depicts"

    def _is_interview(self) -> bool:
        """Whether several questions of the text are answered in speech: then they are asked, and head nothing."""
        if self._asked is None:
            pairs = pairwise(self.lines[self.first :])
            self._asked = sum(
                1 for a, b in pairs if b.is_dash and not a.is_dash and heading_lines.is_question(a.string)
            )
        return self._asked >= 2

    def _between_paragraphs(self, at: int, following: Line) -> bool:
        """A short line without a blank line around it, but with paragraphs above and below."""
        line = self.lines[at]
        above = self.lines[at - 1] if at > self.first else None
        if above is None or line.gap_after or len(line.string) > 60 or len(line.string.split()) > 8:
            return False
        ended = bool(re.search(r"[.!?][”\"’]?$", above.string)) and (above.is_dash or len(above.string) >= 80)
        over = len(following.string) >= 80 or bool(following.marker)
        return ended and over and not line.string.endswith(":")

    def _in_run_of_short_lines(self, at: int, end: int) -> bool:
        """Among three or more lines that all could be headings: names or entries of a list without marks."""

        def could_be(index: int) -> bool:
            line = self.lines[index]
            plain = not (line.marker or line.is_dash or line.cells or line.row)
            return plain and heading_lines.is_heading(line.string)

        first = last = at
        while (
            first > max(self.first, at - 2)
            and self.lines[first - 1].role in ("heading", "paragraph")
            and could_be(first - 1)
        ):
            first -= 1
        while last + 1 < min(end, at + 3) and could_be(last + 1):
            last += 1
        return last - first >= 2


def _is_number(string: str) -> bool:
    """A number, a share or a year by itself: "69,7", "2 %"."""
    return bool(re.fullmatch(r"[-–−+±]?\s?\d[\d\s.,]*\s?%?", string))


def _is_entry(string: str) -> bool:
    """An entry of a list set with dashes, not speech: one sentence in which nobody says I, we or who said it."""
    one = not re.search(r"[.!?]\s", string)
    voice = re.search(
        r"\b(?:jag|vi|mig|oss|min|vår|våra|man|säger|berättar|menar|tycker|sade|sa|förklarar|tillägger|"
        r"hon|han)\b",
        string,
        re.IGNORECASE,
    )
    return one and not voice


def _same_marker(lines: list[Line], at: int, end: int) -> bool:
    """Whether a neighbour carries the same list marker."""
    near = [lines[i] for i in (at - 1, at + 1) if 0 <= i < end]
    return any(line.marker == lines[at].marker for line in near)


def _is_numbered_run(lines: list[Line], at: int, end: int) -> bool:
    number = lines[at].marker.rstrip(".)")
    if number not in ("1", "a"):
        return False
    return any(line.ordered and line.marker.rstrip(".)") in ("2", "b") for line in lines[at + 1 : min(end, at + 6)])
