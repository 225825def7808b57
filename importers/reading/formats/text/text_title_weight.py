"""What speaks for a line to be a text's title."""

from __future__ import annotations

import re

from ...furniture import boilerplate, footer_rows
from ...furniture.caption_lines import is_caption
from ...furniture.contact_marks import bare_contact, has_contact, is_contact_label
from ...furniture.link_lines import is_link_label
from ...furniture.person_lines import PERSON, is_person, is_person_with_role
from ...swedish.verbs import finite_verb_at
from .text_evidence import said_twice
from .text_lines import Line
from .text_prose import DOES, SECTION, is_prose
from .text_trail import TITLE_SITE

_MONTH = r"(?:jan|feb|mars|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zåäö]*\.?"
# From when to when, and nothing else: "oktober 2014 till juni 2015"
_PERIOD = re.compile(
    rf"(?:(?:\d{{1,2}}\s)?{_MONTH}\s)?(?:(?:19|20)\d\d\s?)?(?:till|t\.o\.m\.|[-–—])\s?"
    rf"(?:\d{{1,2}}\s)?{_MONTH}\s(?:19|20)\d\d",
    re.IGNORECASE,
)
_HOURS = re.compile(r"\b\d{1,2}[.:]\d{2}\s?[–-]\s?\d{1,2}[.:]\d{2}$")  # "Måndag–fredag 8.00–16.30"


def own_weight(lines: list[Line], index: int) -> float:
    """How much a line's own words make it a title."""
    line = lines[index]
    string = line.string
    count = len(string.split())
    weight = {1: -3.0, 2: -0.5, 3: 1.0}.get(count, 2.0 if count <= 18 else 0.0)
    if line.rule == "menu":
        weight -= 6
    if _names_somebody(string):
        weight -= 6
    if said_twice(string):
        weight -= 4
    if re.match(r"(?:nyheter|aktuellt|nytt|press\w*|välkommen)\s+(?:från|hos|till|i|på)\s", string, re.IGNORECASE):
        name = string.split(" ", 2)[-1]
        weight -= 6 if footer_rows.BODY_NAME.fullmatch(name) else 0
    if re.search(r"[.!?]\s.*[.,;]$", string):
        weight -= 6
    elif re.search(r"[.,;:…]$", string) and not re.search(r"\b(?:m\.m|m\.fl|t\.ex)\.$", string):
        weight -= 3
    if re.search(r"\s[|»›>]\s|\s/\s", string) or is_link_label(string) or is_contact_label(string):
        weight -= 4
    if has_contact(string) or footer_rows.is_footer_row(string) or _says_when(string):
        weight -= 6
    caption = is_caption(string)
    if caption and not string.endswith("!"):
        weight -= 8 if caption == "caption-credit" else 4  # only a picture has somebody who took it
    if (
        count >= 4
        and all(word[0].isupper() or not word[0].isalpha() for word in string.split())
        and not string.isupper()
    ):
        weight -= 4  # entries in a row: Swedish writes no title so
    if string[0].islower() or line.ordered:
        weight -= 2
    weight -= 6 if _heads_card(lines, index) else 0
    site = TITLE_SITE.search(string)
    if boilerplate.CATEGORY.fullmatch(string) or (site and footer_rows.BODY_NAME.fullmatch(site["site"])):
        weight -= 4
    if SECTION.match(string):
        weight -= 4
    if DOES.match(string) or (string.isupper() and count <= 4):
        weight -= 3
    return weight


def _heads_card(lines: list[Line], index: int) -> bool:
    """Whether how to reach somebody stands right below a line: then it says whom."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    return below is not None and not below.gap_before and bool(bare_contact(below.string))


def _says_when(string: str) -> bool:
    """Whether a line is a period, or the hours when something is open."""
    return bool(_PERIOD.fullmatch(string) or _HOURS.search(string))


def _names_somebody(string: str) -> bool:
    """Whether a line is an organisation's name, a person's, or a name with a role or an employer, as below a picture:
    "Eva Lind, Solvikspressen."."""
    if footer_rows.BODY_NAME.fullmatch(string) or is_person(string) or is_person_with_role(string):
        return True
    name = PERSON.match(string)
    rest = string[name.end() :] if name else ""
    return rest.startswith(", ") and string.endswith(".") and finite_verb_at(rest) is None


def weight_of_place(lines: list[Line], index: int, stop: int) -> float:
    """How much a line's neighbours make it a title: a date or the first paragraph follows, a date stands before."""
    weight = 0.0
    line = lines[index]
    weight += 0.5 * (line.gap_before + line.gap_after)
    if index and lines[index - 1].role in ("date", "kind"):
        weight += 1
    part = 1.0  # what follows a line below it, a second headline perhaps, says less
    for number, after in enumerate(lines[index + 1 : index + 12]):
        if after.role in ("date", "kind", "label"):
            weight += part * (2.5 if after.role == "date" else 1.5)
            break
        if is_prose(after) or after.is_dash or after.row:
            weight += part * (3 if not number or part < 1 else 2)
            break
        headline = not (number or after.role or is_caption(after.string)) and own_weight(lines, index + 1) >= 1
        if headline:
            part = 0.75
            continue
        if after.role != "boilerplate" and not is_caption(after.string) and index + 1 + number < stop:
            break
    return weight


def heads_menu(lines: list[Line], index: int) -> bool:
    """Whether a row of menu entries stands right below a line: then the line is the site's name."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    return below is not None and not below.gap_before and below.rule in ("menu-row", "glued-menu")


def is_twice(lines: list[Line], index: int) -> bool:
    string = lines[index].string
    above = index and lines[index - 1].string == string and not lines[index].gap_before
    below = index + 1 < len(lines) and lines[index + 1].string == string and not lines[index].gap_after
    return bool(above or below)


def date_follows(lines: list[Line], index: int) -> bool:
    return index + 1 < len(lines) and lines[index + 1].role == "date"
