"""What stands above the article in a text rendition, and which of those lines is the title.

A page's top is menus, breadcrumbs, notices, dates and one line that matters. No single sign tells it apart, so each
line that could be the title is weighed: where it stands, how long it is, what follows it, whether a breadcrumb or
the page's name repeats it, and whether the text below takes its words up. What stands above the title and is neither
known nor has the form of furniture is kept.

"""

from __future__ import annotations

from ...swedish import dates
from .text_candidates import find_candidates
from .text_evidence import end_of_notice, taken_up
from .text_lines import Line
from .text_masthead import Top, settle_above
from .text_prose import is_prose, set_role
from .text_title import choose_title
from .text_title_weight import own_weight

_RESTART = 9  # lines below a first title in which the true one may stand


def read_head(lines: list[Line], *, paper: bool = False) -> Top:
    """Give every line above the title its role, and the title its own. `paper`: no line is a web page's furniture.

    Roles: boilerplate (with the rule that says why), date, kind, label, sender, caption, title. Without a title
    nothing is dropped but what a rule names, and 0 is a possible first line.
    """
    shut = 0 if paper else end_of_notice(lines)
    for line in lines[:shut]:
        set_role(line, "boilerplate", "notice")
    candidates, prose, stop = find_candidates(lines, shut, paper=paper)
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
    settle_above(lines, top, [i for i in candidates if i < title], [i for i in prose if i < title], paper=paper)
    set_role(lines[title], "title", "title")
    _reset_from(lines, title + 1, [])
    return top


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


def _reset_from(lines: list[Line], start: int, candidates: list[int]) -> int:
    """Forget the roles of the lines below the title: rules for the head do not hold there."""
    first = candidates[0] if candidates else start
    for line in lines[max(first, start) :]:
        line.role = line.rule = ""
    return max(first, start) if candidates else start
