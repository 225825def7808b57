"""What stands above the article in a text rendition, and which of those lines is the title.

A page's top is menus, breadcrumbs, notices, dates and one line that matters. No single sign tells it apart, so each
line that could be the title is weighed: where it stands, how long it is, what follows it, whether a breadcrumb or
the page's name repeats it, and whether the text below takes its words up. What stands above the title and is neither
known nor has the form of furniture is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...furniture import boilerplate, footer_rows, menu_rows
from ...furniture.caption_lines import is_caption, is_credit_only
from ...furniture.contact_marks import is_contact_label
from ...furniture.link_lines import is_link_label
from ...swedish import dates
from .text_evidence import end_of_notice, is_sender, picture_words, said_twice, subjects, taken_up
from .text_lines import Line
from .text_menus import is_row_of_entries, menu_runs
from .text_prose import DOES, MOST_PROSE, PLACE_LINE, is_prose, mark_meta, set_role
from .text_title import choose_title, own_weight
from .text_trail import TITLE_SITE, folded_words, is_path, is_trail

_MOST_CANDIDATES = 300  # lines of menus above a title; a longer list is the text itself
_RESTART = 9  # lines below a first title in which the true one may stand


@dataclass(slots=True)
class Top:
    """The top of a text: the first line below its title, lines above it of which nothing is known, and another line
    that could as well be the title."""

    first: int = 0
    kept: list[int] = field(default_factory=list)
    rival: int | None = None


def read_head(lines: list[Line], *, paper: bool = False) -> Top:
    """Give every line above the title its role, and the title its own. `paper`: no line is a web page's furniture.

    Roles: boilerplate (with the rule that says why), date, kind, label, sender, caption, title. Without a title
    nothing is dropped but what a rule names, and 0 is a possible first line.
    """
    shut = 0 if paper else end_of_notice(lines)
    for line in lines[:shut]:
        set_role(line, "boilerplate", "notice")
    candidates, prose, stop = _candidates(lines, shut, paper=paper)
    chosen = choose_title(lines, candidates, prose, stop)
    if chosen.title is None:
        return Top(_reset_from(lines, shut, sorted((*candidates, *prose))))
    title, rival = chosen.title, chosen.rival
    again = _restart(lines, title)
    if again is not None:
        _reset_from(lines, title + 1, [])
        prose = [*prose, *(i for i in range(title + 1, again) if is_prose(lines[i]))]
        candidates = sorted({*candidates, title, *(i for i in range(title + 1, again) if i not in prose)})
        title, rival = again, title
    top = Top(title + 1, rival=rival)
    _settle_above(lines, top, [i for i in candidates if i < title], [i for i in prose if i < title], paper=paper)
    set_role(lines[title], "title", "title")
    _reset_from(lines, title + 1, [])
    return top


def _candidates(lines: list[Line], start: int, *, paper: bool) -> tuple[list[int], list[int], int]:
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


def _restart(lines: list[Line], title: int) -> int | None:
    """A second title with its own date below a first that nothing takes up: what stands above it was a notice."""
    if lines[title].level or any(line.role == "date" for line in lines[: title + 2]):
        return None
    prose = 0
    for index in range(title + 1, min(title + _RESTART, len(lines) - 2)):
        line = lines[index]
        if is_prose(line):
            prose += 1
            continue
        found = dates.read_date_line(lines[index + 1].string)
        stands = line.gap_before and not (line.marker or line.is_dash or line.level or line.row)
        if not (stands and prose and found and found.dates and own_weight(lines, index) >= 2):
            continue
        below = lines[index + 1 :]
        if any(is_prose(x) for x in below) and taken_up(line, below) > 0 == taken_up(lines[title], below):
            return index
    return None


def _settle_above(lines: list[Line], top: Top, candidates: list[int], prose: list[int], *, paper: bool) -> None:
    """Give the lines above the title their roles; those that only could be furniture are kept."""
    title = top.first - 1
    kicker = _kicker(lines, candidates, title)
    menus = menu_runs(lines, [i for i in candidates if not is_trail(lines[i].string)])
    for index in sorted((*candidates, *prose)):
        line = lines[index]
        if line.rule != "menu" and _is_picture_line(lines, index):
            set_role(line, "caption", "caption-above")
        elif index in prose:
            if _is_one_sentence(line):
                set_role(line, "caption", "caption-above")
            top.kept.append(index)
        elif index == kicker:
            set_role(line, "kind", "kicker")
        elif paper and footer_rows.BODY_NAME.fullmatch(line.string):
            set_role(line, "sender", "sender-line")  # a letterhead
        elif index in menus and not paper:
            set_role(line, "boilerplate", "menu")
        elif is_sender(lines, index):
            set_role(line, "sender", "sender-line")
        elif not paper and (
            _is_entry(lines, index) or _names_page(line, lines[title]) or _in_masthead(lines, index, title)
        ):
            set_role(line, "boilerplate", "menu")
        else:
            top.kept.append(index)
    top.kept.extend(i for i in range(title) if lines[i].row and not lines[i].role and i not in top.kept)
    top.kept.sort()


def _is_picture_line(lines: list[Line], index: int) -> bool:
    line, below = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    credit = below is not None and is_credit_only(below.string)
    return bool(is_caption(line.string) or said_twice(line.string) or picture_words(line, below, credit))


def _is_one_sentence(line: Line) -> bool:
    """One short sentence by itself, as the words of a picture are."""
    return line.gap_before and line.gap_after and len(line.string) <= 110 and ". " not in line.string


def _is_entry(lines: list[Line], index: int) -> bool:
    """Whether a line above the title has the form of furniture: a trail, a control, the owner's name, an entry of a
    menu beside others, what belongs to the notice above it, or a name that the page's other lines repeat."""
    line = lines[index]
    string = line.string
    count = len(string.split())
    if line.rule == "menu" or is_trail(string) or is_path(string) or menu_rows.is_glued_menu(string):
        return True
    if is_contact_label(string) or is_link_label(string) or (DOES.match(string) and count <= 5):
        return True
    if footer_rows.BODY_NAME.fullmatch(string) or boilerplate.CATEGORY.fullmatch(string):
        return True
    if any(other is not line and other.string == string for other in lines):
        return True
    if count > 3:
        return False
    before, after = (lines[i] if 0 <= i < len(lines) else None for i in (index - 1, index + 1))
    beside = [(before, line.gap_before), (after, line.gap_after)]
    if any(x is not None and not gap and len(x.string.split()) <= 3 for x, gap in beside):
        return True
    if _in_list_of_entries(lines, index):
        return True
    return before is not None and before.role == "boilerplate" and is_prose(before)


def _in_list_of_entries(lines: list[Line], index: int) -> bool:
    """Whether three lines or more of a few words each stand on end, however far apart: a menu, an entry a line."""

    def is_entry(at: int) -> bool:
        string = lines[at].string
        short = len(string.split()) <= 3 and not re.search(r"[.!?:,;]$", string)
        return short and lines[at].role not in ("date", "kind", "caption")

    first = last = index
    while first > 0 and is_entry(first - 1):
        first -= 1
    while last + 1 < len(lines) and is_entry(last + 1):
        last += 1
    return is_entry(index) and last - first >= 2


def _names_page(line: Line, title: Line) -> bool:
    """Whether a line is what a browser shows of the page: its title, and whose site it is."""
    own, name = folded_words(line.string), folded_words(title.string)
    return len(name) > 12 and own.startswith(name) and TITLE_SITE.search(line.string) is not None


def _in_masthead(lines: list[Line], index: int, title: int) -> bool:
    """Whether a line stands in one piece with a page's controls: its name and what it says of itself do."""
    first = last = index
    while first > 0 and not lines[first].gap_before:
        first -= 1
    while last + 1 < title and not lines[last + 1].gap_before:
        last += 1
    own = [line for line in lines[first : last + 1] if line is not lines[index]]
    return any(line.role == "boilerplate" for line in own) and not is_prose(lines[index])


def _kicker(lines: list[Line], candidates: list[int], title: int) -> int | None:
    """One word right above the title that says what the page is about ("Arbetsmarknadsprognos")."""
    if len(candidates) != 1 or candidates[0] != title - 1 or lines[candidates[0]].rule == "menu":
        return None
    word = lines[candidates[0]].string
    return candidates[0] if len(word.split()) == 1 and len(word) > 3 and not is_trail(word) else None


def _reset_from(lines: list[Line], start: int, candidates: list[int]) -> int:
    """Forget the roles of the lines below the title: rules for the head do not hold there."""
    first = candidates[0] if candidates else start
    for line in lines[max(first, start) :]:
        line.role = line.rule = ""
    return max(first, start) if candidates else start
