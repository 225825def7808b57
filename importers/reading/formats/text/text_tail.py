"""What stands below the article in a text rendition, and the small zones of furniture inside it.

A page's end is share rows, feedback forms, tags, lists of other news and the owner's address. Its lines are dropped
by named rules, by being entries of a zone whose label says what it is, and, below the last line that can only be of
the article, for standing among such lines. Running text, speech, contacts and related links end the search.
"""

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
from .text_prose import mark_meta

_TAG_LABEL = re.compile(
    r"(?:ämnen?|ämnesord|taggar|tags?|etiketter|kategori(?:er)?|categor(?:y|ies)|nyckelord|topics?|regioner|"
    r"geografi(?:skt område)?|arkiverad under|publicerat i|sökord|märkt(?: med)?|bransch(?:er)?)\s*:?",
    re.IGNORECASE,
)
_INLINE_TAGS = re.compile(
    r"(?:ämnen?|ämnesord|taggar|tags?|etiketter|kategori(?:er)?|nyckelord|topics?)\s*:\s*[^.!?]{2,120}", re.IGNORECASE
)
_FEEDBACK_ANSWER = re.compile(
    r"(?:ja|nej|delvis|vet (?:ej|inte)|yes|no|skicka(?: in)?(?: svar)?|avbryt|tack!?.{0,80}|[1-5](?:\s[1-5]){0,4}|"
    r"(?:berätta|skriv|beskriv|vad|hur|varför|din|ditt|lämna)\b.{0,80}|inte alls|mycket bra|bra|dålig(?:t)?|"
    r".{0,20}\d{1,3} tecken.{0,20})"
    r"\s*[.:?*]?",
    re.IGNORECASE,
)
# What only stands below an article: from here on a short line that no rule knows is one among them.
_ENDS = frozenset(
    ("feedback", "comments", "share", "print", "to-top", "subscribe", "site-credit", "pager", "footer", "form")
)


_MOST_LISTINGS = 20  # labels of listings that are tried on one page


def read_tail(lines: list[Line], first: int) -> int:
    """Give every line below the article its role; the number of the first of them.

    Lines inside the article that are furniture by their zone get their role too.
    """
    _mark_zones(lines, first)
    end = _listing(lines, first, len(lines))
    last = _last_of_article(lines, first, end)
    ended = False
    for start, after in _groups(lines, last, end):
        group = [line for line in lines[start:after] if not line.role]
        if group and footer_rows.is_footer_group([line.string for line in group]):
            for line in group:
                _set(line, "boilerplate", "footer")
            ended = True
        for line in lines[start:after]:
            if not line.role:
                _mark(line, ended=ended)
            ended = ended or line.rule in _ENDS
    _mark_empty_labels(lines, last, end)
    while end > last and lines[end - 1].role:
        end -= 1
    return end


def _mark(line: Line, *, ended: bool) -> None:
    rule = boilerplate.rule_for(line.string, "tail")
    if rule:
        _set(line, "boilerplate", rule)
    elif mark_meta(line) or is_contact_label(line.string) or is_link_label(line.string):
        pass
    elif footer_rows.is_footer_row(line.string):
        _set(line, "boilerplate", "footer")
    elif is_row_of_entries(line):
        _set(line, "boilerplate", "menu-row")
    elif ended and _is_short(line) and not is_person(line.string):
        _set(line, "boilerplate", "page-end")


def _is_short(line: Line) -> bool:
    return len(line.string) <= 60 and not re.search(r"[.!?:]$", line.string) and not line.is_dash


def _mark_empty_labels(lines: list[Line], last: int, end: int) -> None:
    """A label over contacts or links that has nothing but furniture below it announces nothing."""
    for index in range(last, end):
        line = lines[index]
        about = re.fullmatch(r"Om\s+[A-ZÅÄÖ].{2,40}", line.string)
        if line.role or not (about or is_contact_label(line.string) or is_link_label(line.string)):
            continue
        if all(after.role for after in lines[index + 1 : end]):
            _set(line, "boilerplate", "empty-section")


def _set(line: Line, role: str, rule: str) -> None:
    line.role, line.rule = role, rule


def _groups(lines: list[Line], start: int, end: int) -> list[tuple[int, int]]:
    """Runs of adjacent lines, from `start` to `end`."""
    edges = [i for i in range(start, end) if lines[i].gap_before or i == start]
    return list(pairwise([*edges, end]))


def _last_of_article(lines: list[Line], first: int, end: int) -> int:
    """The number after the last line that can only be of the article."""
    groups = _groups(lines, first, end)
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
            if not alone and _link_label_above(lines, index, first) is not None:
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


def _link_label_above(lines: list[Line], index: int, first: int) -> int | None:
    """The label of related links that a line stands under, with nothing but other short lines between."""
    if not _is_entry(lines[index]) or is_contact_label(lines[index].string):
        return None
    for above in range(index - 1, max(first, index - 12), -1):
        line = lines[above]
        if line.role and line.role != "date":
            return None
        if is_link_label(line.string) and (line.gap_before or not _is_entry(lines[above - 1])):
            adjacent = not any(x.gap_before for x in lines[above + 2 : index + 1])
            spaced = all(x.gap_before for x in lines[above + 1 : index + 1])
            return above if adjacent or spaced else None
        if not _is_entry(line):
            return None
    return None


def _is_entry(line: Line) -> bool:
    return len(line.string) <= 120 and not line.is_dash and not line.string.endswith((".", ":"))


def _mark_zones(lines: list[Line], first: int) -> None:
    """Give the lines of tags and of feedback boxes their role, wherever below the title they stand."""
    at = first
    while at < len(lines):
        line = lines[at]
        if _TAG_LABEL.fullmatch(line.string) and line.gap_before:
            values = _tag_values(lines, at)
            if values:
                for taken in lines[at : at + 1 + values]:
                    _set(taken, "boilerplate", "tags")
                at += values + 1
                continue
        if at > len(lines) // 2 and _INLINE_TAGS.fullmatch(line.string):
            _set(line, "boilerplate", "tags")
        elif line.gap_before and at * 5 > len(lines) * 2 and _is_address(lines, at):
            while not lines[at].role:
                _set(lines[at], "boilerplate", "footer")
                if at + 1 >= len(lines) or lines[at + 1].gap_before:
                    break
                at += 1
        elif boilerplate.rule_for(line.string, "body") == "feedback":
            _set(line, "boilerplate", "feedback")
            while at + 1 < len(lines) and _FEEDBACK_ANSWER.fullmatch(lines[at + 1].string):
                at += 1
                _set(lines[at], "boilerplate", "feedback")
        at += 1


def _is_address(lines: list[Line], at: int) -> bool:
    """Whether an organisation's address block of three lines or more begins here, with no contact's label over it."""
    end = next((i for i in range(at + 1, min(at + 12, len(lines))) if lines[i].gap_before), min(at + 12, len(lines)))
    group = [line.string for line in lines[at:end]]
    labelled = is_contact_label(group[0]) or is_contact_label(lines[at - 1].string)
    known = all(footer_rows.footer_weight(x) or footer_rows.BODY_NAME.fullmatch(x) for x in group)
    posted = any(footer_rows.POSTCODE.search(x) for x in group)
    return len(group) >= 3 and not labelled and known and posted and footer_rows.is_footer_group(group)


def _tag_values(lines: list[Line], label: int) -> int:
    """How many lines below a label are its tags: short, no sentences, and set alike."""
    count = 0
    spaced = label + 1 < len(lines) and lines[label + 1].gap_before
    for number, line in enumerate(lines[label + 1 : label + 13]):
        string = line.body.text
        if (number and line.gap_before and not spaced) or _TAG_LABEL.fullmatch(line.string):
            break
        if len(string) > 50 or len(string.split()) > 5 or re.search(r"[.!?:]$", string) or line.is_dash:
            break
        if (spaced and boilerplate.rule_for(string, "tail")) or boilerplate.rule_for(string, "body") in _ENDS:
            break
        if is_contact_label(string) or is_link_label(string):
            break
        if spaced and (number >= 4 or (number and len(string.split()) > 2) or is_person(string)):
            break
        count += 1
    return count


def _listing(lines: list[Line], first: int, end: int) -> int:
    """A list of other news below the article: its heading, and nothing but titles, dates and teasers after it."""
    tried = 0
    for index in range(first + 1, end):
        line = lines[index]
        if line.role or boilerplate.rule_for(line.string, "tail") != "listing":
            continue
        tried += 1
        if not line.gap_before and _link_label_above(lines, index, first) is not None:
            continue  # "Fler pressmeddelanden från …" among the links
        if tried > _MOST_LISTINGS:
            break
        rest = lines[index + 1 : end]
        teasers = all(_is_teaser(rest, number) for number in range(len(rest)))
        if teasers and not any(is_contact_label(x.string) or is_link_label(x.string) for x in rest):
            for taken in lines[index:end]:
                if not taken.role:
                    _set(taken, "boilerplate", "listing")
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
