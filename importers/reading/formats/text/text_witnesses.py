"""The witnesses of a text without mark-up: what each says of a line. What that weighs is said elsewhere
(`furniture/weighing.py`); no witness drops or keeps anything.

| witness | looks at |
|---|---|
| line shape | sentences, a phrase, or a few words |
| line place | whether it stands over the title, over the running text, amid it, or below all of it |
| line block | what the reader made of it: a heading and what stands below that, an entry, a contact |
| line neighbours | how many of the lines beside it are left out |
| line words | whether the running text takes up its words |
| line form | shapes of Swedish lines: furniture that every page has, contacts, names, speech |
| line twice | whether it stands in the text more than once |
| rules | which rule left it out, if one did |
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from ...furniture import boilerplate
from ...furniture.contact_marks import has_contact
from ...furniture.person_lines import is_person
from ...furniture.piece_shapes import shape_of
from ...furniture.weighing import KEPT
from ...model.article import LedgerEntry
from ...model.segments import Testimony
from ...swedish.function_words import CLOSED_WORDS
from .text_evidence import stems
from .text_lines import Line
from .text_prose import is_prose

NAMES = (
    "line shape", "line place", "line block", "line neighbours", "line words", "line form", "line twice", "rules",
)  # fmt: skip
_PROSE = 80  # characters of a line of running text
_LINE = 200
_SOME, _MOST = 0.15, 0.4  # of a line's words
_FRAME = frozenset(stem for word in CLOSED_WORDS for stem in stems(word))


class LineWitnesses:
    """Hears the witnesses of the lines of one text. `first` is the number of the first line below its title."""

    def __init__(self, lines: list[Line], ledger: list[LedgerEntry], first: int) -> None:
        self.lines = lines
        self.entries = [_entry_of(line, ledger) for line in lines]
        self.left = [entry is not None and entry.state != "placed" for entry in self.entries]
        prose = [
            at
            for at, line in enumerate(lines)
            if at >= first and not self.left[at] and (line.is_dash or (is_prose(line) and len(line.string) >= _PROSE))
        ]
        self.first, self.prose = first, set(prose)
        self.stands = Counter(line.string for line in lines)
        self.own = [stems(line.string) - _FRAME for line in lines]
        titles = [at for at, entry in enumerate(self.entries) if entry is not None and entry.where == "title"]
        self.said = Counter(stem for at in {*prose, *titles} for stem in self.own[at])
        self.shares = [self._share(at) for at in range(len(lines))]
        # The text is the lines that take up one another's words, and what stands between them.
        joined = [at for at in prose if (self.shares[at] or 0.0) >= _SOME] or prose
        self.begins, self.ends = (joined[0], joined[-1]) if joined else (-1, -1)

    def hear(self) -> Iterator[tuple[Line, LedgerEntry, tuple[Testimony, ...]]]:
        """The lines that are the article's or left out, with what is said of each. What was read as title, lead, date
        or publisher is judged by those who read it."""
        for at, (line, entry) in enumerate(zip(self.lines, self.entries, strict=True)):
            if entry is None or entry.state == "used" or entry.where in ("title", "lead"):
                continue
            string = line.string
            said = [
                _heard("line shape", shape_of(string)),
                _heard("line place", self._place(at)),
                _heard("line neighbours", self._neighbours(at)),
            ]
            if not self.left[at]:
                said.append(_heard("line block", self._block(at, entry)))
            if words := self._words(at):
                said.append(_heard("line words", words))
            if len(string) <= _LINE and (form := _form(string)):
                said.append(_heard("line form", form))
            if self.stands[string] > 1:
                said.append(_heard("line twice", "often"))
            said.append(_LEFT if self.left[at] else KEPT)
            yield line, entry, tuple(said)

    def _place(self, at: int) -> str:
        if at < self.first:
            return "over title"
        if not self.prose:
            return "no text"
        if at < self.begins:
            return "over text"
        return "amid" if at <= self.ends else "below text"

    def _neighbours(self, at: int) -> str:
        near = self.left[max(0, at - 1) : at] + self.left[at + 1 : at + 2]
        return ("none", "one", "both")[sum(near)]

    def _block(self, at: int, entry: LedgerEntry) -> str:
        if entry.where not in ("heading", "factbox"):
            return entry.where
        below = next((i for i in range(at + 1, len(self.lines)) if not self.left[i]), None)
        if below is None:
            return "heading over nothing"
        text = len(self.lines[below].string) >= _PROSE or self.lines[below].is_dash
        under = self.entries[below]
        if under is not None and under.where in ("heading", "contact", "links", "list", "table"):
            return f"heading over {under.where}"
        return "heading over text" if text else "heading over lines"

    def _share(self, at: int) -> float | None:
        """How much of a line's words the title and the running text take up; None where that says nothing."""
        own = self.own[at]
        if not own or not self.prose:
            return None
        return sum(1 for stem in own if self.said[stem] > (at in self.prose)) / len(own)

    def _words(self, at: int) -> str:
        share = self.shares[at]
        if share is None:
            return ""
        if share >= _SOME:
            return "most taken up" if share >= _MOST else "some taken up"
        return "not taken up" if self.begins <= at <= self.ends else "not taken up, at the edge"


_heard = lru_cache(maxsize=None)(Testimony)
_LEFT = Testimony("rules", "left as line", "line form")


@lru_cache(maxsize=8192)
def _form(string: str) -> str:
    if boilerplate.rule_for(string, "tail"):
        return "furniture"
    if has_contact(string):
        return "contact"
    if is_person(string):
        return "person"
    return ""


def _entry_of(line: Line, ledger: list[LedgerEntry]) -> LedgerEntry | None:
    """The entry that a line's words lie in; of one that is taken apart, that of its last word."""
    at = bisect_right(ledger, line.body.text and line.body.offsets[-1], key=lambda entry: entry.span.start) - 1
    return ledger[at] if at >= 0 and not ledger[at].object else None
