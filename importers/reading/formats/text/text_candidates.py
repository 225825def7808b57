"""The lines that could be a text's title."""

from __future__ import annotations

from ...furniture import boilerplate
from ...furniture.letters import is_greeting
from .text_evidence import subjects
from .text_lines import Line
from .text_menus import is_row_of_entries
from .text_prose import MOST_PROSE, PLACE_LINE, is_prose, mark_meta, set_role
from .text_title_weight import own_weight
from .text_trail import is_trail

_MOST_CANDIDATES = 300  # lines of menus above a title; a longer list is the text itself


def find_candidates(lines: list[Line], start: int, *, paper: bool) -> tuple[list[int], list[int], int]:
    """The lines that could be the title, the paragraphs among them, and where the search ended."""
    candidates: list[int] = []
    prose: list[int] = []
    for index, line in enumerate(lines[start:], start):
        string = line.string
        if line.level == 1:
            return [*candidates, index], prose, index + 1
        if len(candidates) >= _MOST_CANDIDATES:
            return candidates, prose, index
        known = _known(lines, candidates, index, paper=paper)
        if known:
            if known == "menu":
                candidates.append(index)
        elif line.is_dash:
            return candidates, prose, index
        elif is_prose(line):
            prose.append(index)
            if len(prose) >= MOST_PROSE or len(string) > 600 or (candidates and _settled(lines, candidates, index)):
                return candidates, prose, index
        elif line.marker and not line.ordered:
            set_role(line, "boilerplate", "menu")
            if candidates and prose:
                return candidates, prose, index
        else:
            candidates.append(index)
    return candidates, prose, len(lines)


def _known(lines: list[Line], candidates: list[int], index: int, *, paper: bool) -> str:
    """What a line on top is known to be, with its role set: the name of the rule; "" for what could be the title."""
    line = lines[index]
    string = line.string
    rule = None if paper else boilerplate.rule_for(string, "head")
    if PLACE_LINE.fullmatch(string) and index and lines[index - 1].role == "date" and not line.gap_before:
        set_role(line, "kind", "place-line")
    elif rule and not is_trail(string):
        set_role(line, "boilerplate", rule)
    elif not index and not line.level and is_greeting(string):  # further down it can be a title
        set_role(line, "boilerplate", "greeting")
    elif mark_meta(line):
        pass
    elif line.row and _below_title(lines, candidates, index):
        return "row"  # "Tid: …", "Plats: …" right below the title
    elif subjects(string) and candidates:
        set_role(line, "kind", "subjects")
    elif is_row_of_entries(line):
        set_role(line, "boilerplate", "menu-row")
    return line.rule


def _below_title(lines: list[Line], candidates: list[int], at: int) -> bool:
    """Whether a row of a label and its value stands below a line that reads as a title, or among other such rows."""
    line = lines[at]
    before, after = (lines[i] if 0 <= i < len(lines) else None for i in (at - 1, at + 1))
    among = (before is not None and before.row and not line.gap_before) or (
        after is not None and after.row and not line.gap_after
    )
    return (
        bool(among)
        or line.row != "inline"
        or any(own_weight(lines, i) >= 2 and lines[i].gap_after for i in candidates)
    )


def _settled(lines: list[Line], candidates: list[int], at: int) -> bool:
    """Whether a line that reads well as a title stands above the paragraph `at`."""
    return any(own_weight(lines, index) >= 2 for index in candidates if index < at)
