"""What stands above the article in a text rendition, and which of those lines is the title.

A page's top is menus, breadcrumbs, notices, dates and one line that matters. No single sign tells it apart, so each
line that could be the title is weighed: where it stands, how long it is, what follows it, and whether a breadcrumb or
the page's name repeats it.
"""

from __future__ import annotations

from ...furniture import boilerplate
from ...furniture.line_kinds import is_caption
from .text_lines import Line
from .text_menus import is_row_of_entries
from .text_prose import MOST_PROSE, PLACE_LINE, is_prose, mark_meta, set_role
from .text_title import choose_title, own_weight
from .text_trail import is_trail

_MOST_CANDIDATES = 300  # lines of menus above a title; a longer list is the text itself


def read_head(lines: list[Line]) -> int:
    """Give every line above the title its role, and the title its own; the number of the first line below the title.

    Roles: boilerplate (with the rule that says why), date, kind, label, caption, title. Without a title nothing is
    dropped but what a rule names, and 0 is a possible answer.
    """
    candidates, prose, stop = _candidates(lines)
    title = choose_title(lines, candidates, prose, stop)
    if title is None:
        return _reset_from(lines, 0, sorted((*candidates, *prose)))
    kicker = _kicker(lines, candidates, title)
    for index in (*candidates, *prose):
        if index < title and lines[index].rule != "menu" and is_caption(lines[index].string):
            set_role(lines[index], "caption", "caption-above")
    for index in candidates:
        if lines[index].role == "caption":
            continue
        if index == kicker:
            set_role(lines[index], "kind", "kicker")
        elif index < title:
            set_role(lines[index], "boilerplate", "menu")
    for index in prose:
        if index < title and lines[index].role != "caption":
            set_role(lines[index], "boilerplate", "notice")
    set_role(lines[title], "title", "title")
    _reset_from(lines, title + 1, [])
    return title + 1


def _candidates(lines: list[Line]) -> tuple[list[int], list[int], int]:
    """The lines that could be the title, the paragraphs among them, and where the search ended."""
    candidates: list[int] = []
    prose: list[int] = []
    for index, line in enumerate(lines):
        string = line.string
        if line.level == 1:
            return [*candidates, index], prose, index + 1
        if len(candidates) >= _MOST_CANDIDATES:
            return candidates, prose, index
        rule = boilerplate.rule_for(string, "head")
        if PLACE_LINE.fullmatch(string) and index and lines[index - 1].role == "date" and not line.gap_before:
            set_role(line, "kind", "place-line")
        elif rule and not is_trail(string):
            set_role(line, "boilerplate", rule)
            if rule == "menu":
                candidates.append(index)
        elif mark_meta(line):
            pass
        elif is_row_of_entries(line):
            set_role(line, "boilerplate", "menu-row")
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


def _settled(lines: list[Line], candidates: list[int], at: int) -> bool:
    """Whether a line that reads well as a title stands above the paragraph `at`."""
    return any(own_weight(lines, index) >= 2 for index in candidates if index < at)


def _kicker(lines: list[Line], candidates: list[int], title: int) -> int | None:
    """One word right above the title that says what the page is about ("Arbetsmarknadsprognos")."""
    above = [i for i in candidates if i < title]
    if len(above) != 1 or above[0] != title - 1 or lines[above[0]].rule == "menu":
        return None
    word = lines[above[0]].string
    return above[0] if len(word.split()) == 1 and len(word) > 3 and not is_trail(word) else None


def _reset_from(lines: list[Line], start: int, candidates: list[int]) -> int:
    """Forget the roles of the lines below the title: rules for the head do not hold there."""
    first = candidates[0] if candidates else start
    for line in lines[max(first, start) :]:
        line.role = line.rule = ""
    return max(first, start) if candidates else start
