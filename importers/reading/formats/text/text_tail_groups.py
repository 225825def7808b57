"""Groups of lines at a text's end: the last that belongs to the article."""

from __future__ import annotations

import re
from itertools import pairwise

from ...furniture import boilerplate, footer_rows
from ...furniture.caption_lines import is_caption
from ...furniture.contact_marks import has_contact, is_contact_label
from ...furniture.link_lines import is_link_label, is_link_line
from ...furniture.person_lines import is_person
from ...swedish import dates
from .text_lines import Line
from .text_menus import is_row_of_entries


def groups_of(lines: list[Line], start: int, end: int) -> list[tuple[int, int]]:
    """Runs of adjacent lines, from `start` to `end`."""
    edges = [i for i in range(start, end) if lines[i].gap_before or i == start]
    return list(pairwise([*edges, end]))


def last_of_article(lines: list[Line], first: int, end: int) -> int:
    """The number after the last line that can only be of the article."""
    groups = groups_of(lines, first, end)
    for start, after in reversed(groups):
        if footer_rows.is_footer_group([x.string for x in lines[start:after]]) and not _is_card(lines, start, after):
            continue
        contact = _is_contact_group(lines, start, after, first)
        for index in range(after - 1, start - 1, -1):
            line = lines[index]
            if line.role:
                continue
            if contact and not boilerplate.rule_for(line.string, "tail"):
                return index + 1
            if _is_article(line):
                return index + 1
            rule = boilerplate.rule_for(line.string, "tail")
            if (rule and rule != "listing") or footer_rows.is_footer_row(line.string):
                continue
            alone = rule == "listing" and line.gap_before
            if not alone and link_label_above(lines, index, first) is not None:
                return index + 1
    return first


def _is_card(lines: list[Line], start: int, after: int) -> bool:
    """Whether a contact's label stands over lines in which no organisation is named: a reception, a press service."""
    labelled = is_contact_label(lines[start].string) or (start > 0 and is_contact_label(lines[start - 1].string))
    named = (
        footer_rows.BODY_NAME.fullmatch(x.string) or footer_rows.is_footer_row(x.string) for x in lines[start:after]
    )
    return labelled and not any(named)


def _is_contact_group(lines: list[Line], start: int, after: int, first: int) -> bool:
    group = [
        line
        for line in lines[start:after]
        if not (line.role or is_row_of_entries(line) or footer_rows.is_footer_row(line.string))
        and dates.read_date_line(line.string) is None
    ]
    if any(is_person(line.body.text) and not boilerplate.rule_for(line.string, "tail") for line in group):
        return True
    if not any(has_contact(line.string) for line in group):
        return False
    above = lines[start - 1] if start > first else None
    labelled = is_contact_label(lines[start].string) or (above is not None and is_contact_label(above.string))
    weights = [footer_rows.footer_weight(line.string) for line in group]
    return (labelled and max(weights) < 3) or not all(weights)


def _is_article(line: Line) -> bool:
    """Running text, speech, a list's entry or a caption."""
    string = line.string
    if boilerplate.rule_for(string, "tail") or footer_rows.is_footer_row(string) or footer_rows.footer_weight(string):
        return False
    if line.is_dash or (line.marker and len(string) > 3) or line.level or is_link_line(line.body.text):
        return True
    if len(line.cells) > 1 and any(re.search(r"\d", cell.text) for cell in line.cells):
        return True
    if re.search(r"[.!?…][”\"’)]?$", string) and len(string.split()) >= 5:
        return True
    return len(string) > 120 or bool(is_caption(string))


def link_label_above(lines: list[Line], index: int, first: int) -> int | None:
    """The label of related links that a line stands under, with nothing but other short lines between."""
    if not is_tail_entry(lines[index]) or is_contact_label(lines[index].string):
        return None
    for above in range(index - 1, max(first, index - 12), -1):
        line = lines[above]
        if line.role and line.role != "date":
            return None
        if is_link_label(line.string) and (line.gap_before or not is_tail_entry(lines[above - 1])):
            adjacent = not any(x.gap_before for x in lines[above + 2 : index + 1])
            spaced = all(x.gap_before for x in lines[above + 1 : index + 1])
            return above if adjacent or spaced else None
        if not is_tail_entry(line):
            return None
    return None


def is_tail_entry(line: Line) -> bool:
    return len(line.string) <= 120 and not line.is_dash and not line.string.endswith((".", ":"))
