"""The lines above a text's title: masthead, menu, pictures, kicker."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...furniture import boilerplate, footer_rows, menu_rows
from ...furniture.caption_lines import is_caption, is_credit_only
from ...furniture.contact_marks import is_contact_label
from ...furniture.link_lines import is_link_label
from .text_evidence import is_sender, picture_words, said_twice
from .text_lines import Line
from .text_menus import menu_runs
from .text_prose import DOES, is_prose, set_role
from .text_trail import TITLE_SITE, folded_words, is_path, is_trail


@dataclass(slots=True)
class Top:
    """The top of a text: the first line below its title, lines above it of which nothing is known, and another line
    that could as well be the title."""

    first: int = 0
    kept: list[int] = field(default_factory=list)
    rival: int | None = None


def settle_above(lines: list[Line], top: Top, candidates: list[int], prose: list[int], *, paper: bool) -> None:
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
