"""What stands below the article in a text rendition, and the small zones of furniture inside it.

A page's end is share rows, feedback forms, tags, lists of other news and the owner's address. Its lines are dropped
by named rules, by being entries of a zone whose label says what it is, and, below the last line that can only be of
the article, for standing among such lines. Running text, speech, contacts and related links end the search.

"""

from __future__ import annotations

import re

from ...furniture import boilerplate, footer_rows
from ...furniture.contact_marks import is_contact_label
from ...furniture.link_lines import is_link_label
from ...furniture.person_lines import is_person
from .text_lines import Line
from .text_listing import mark_listing
from .text_menus import is_row_of_entries
from .text_prose import mark_meta
from .text_tail_groups import groups_of, last_of_article
from .text_zones import ENDS, mark_empty_labels, mark_zones, set_rule


def read_tail(lines: list[Line], first: int) -> int:
    """Give every line below the article its role; the number of the first of them.

    Lines inside the article that are furniture by their zone get their role too.
    """
    mark_zones(lines, first)
    end = mark_listing(lines, first, len(lines))
    last = last_of_article(lines, first, end)
    ended = False
    for start, after in groups_of(lines, last, end):
        group = [line for line in lines[start:after] if not line.role]
        if group and footer_rows.is_footer_group([line.string for line in group]):
            for line in group:
                set_rule(line, "boilerplate", "footer")
            ended = True
        for line in lines[start:after]:
            if not line.role:
                _mark(line, ended=ended)
            ended = ended or line.rule in ENDS
    mark_empty_labels(lines, last, end)
    while end > last and lines[end - 1].role:
        end -= 1
    return end


def _mark(line: Line, *, ended: bool) -> None:
    rule = boilerplate.rule_for(line.string, "tail")
    if rule:
        set_rule(line, "boilerplate", rule)
    elif mark_meta(line) or is_contact_label(line.string) or is_link_label(line.string):
        pass
    elif footer_rows.is_footer_row(line.string):
        set_rule(line, "boilerplate", "footer")
    elif is_row_of_entries(line):
        set_rule(line, "boilerplate", "menu-row")
    elif ended and _is_short(line) and not is_person(line.string):
        set_rule(line, "boilerplate", "page-end")


def _is_short(line: Line) -> bool:
    return len(line.string) <= 60 and not re.search(r"[.!?:]$", line.string) and not line.is_dash
