"""A listing of other pages below a text."""

from __future__ import annotations

from ...furniture import boilerplate, footer_rows
from ...furniture.contact_marks import has_contact, is_contact_label
from ...furniture.link_lines import is_link_label
from ...furniture.person_lines import is_person
from .text_lines import Line
from .text_tail_groups import link_label_above
from .text_zones import set_rule

_MOST_LISTINGS = 20  # labels of listings that are tried on one page


def mark_listing(lines: list[Line], first: int, end: int) -> int:
    """A list of other news below the article: its heading, and nothing but titles, dates and teasers after it."""
    tried = 0
    for index in range(first + 1, end):
        line = lines[index]
        if line.role or boilerplate.rule_for(line.string, "tail") != "listing":
            continue
        tried += 1
        if not line.gap_before and link_label_above(lines, index, first) is not None:
            continue  # "Fler pressmeddelanden från …" among the links
        if tried > _MOST_LISTINGS:
            break
        rest = lines[index + 1 : end]
        teasers = all(_is_teaser(rest, number) for number in range(len(rest)))
        if teasers and not any(is_contact_label(x.string) or is_link_label(x.string) for x in rest):
            for taken in lines[index:end]:
                if not taken.role:
                    set_rule(taken, "boilerplate", "listing")
            return index
    return end


def _is_teaser(rest: list[Line], number: int) -> bool:
    line = rest[number]
    string = line.string
    if line.role == "boilerplate" or boilerplate.rule_for(string, "tail") or footer_rows.footer_weight(string):
        return True
    if line.is_dash or (has_contact(string) and not footer_rows.is_footer_row(string)) or is_person(string):
        return False
    if len(string) <= 120 and not string.endswith("."):
        return True
    # A teaser's text stands right below its title or date.
    return bool(number) and len(string) <= 250 and not rest[number - 1].string.endswith(".")
