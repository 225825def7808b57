"""Small zones of furniture inside a text: tags, questions of feedback, empty labels."""

from __future__ import annotations

import re

from ...furniture import boilerplate, footer_rows, menu_rows
from ...furniture.contact_marks import is_contact_label
from ...furniture.link_lines import is_link_label
from ...furniture.person_lines import is_person
from .text_lines import Line

_TAG_LABEL = re.compile(
    r"(?:ämnen?|ämnesord|(?:artikel|sid)?taggar|tags?|etiketter|kategori(?:er)?|categor(?:y|ies)|nyckelord|topics?|"
    r"regioner|"
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
ENDS = frozenset(
    ("feedback", "comments", "share", "print", "to-top", "subscribe", "site-credit", "pager", "footer", "form")
)


def mark_empty_labels(lines: list[Line], last: int, end: int) -> None:
    """A label over contacts or links that has nothing but furniture below it announces nothing."""
    for index in range(last, end):
        line = lines[index]
        about = re.fullmatch(r"Om\s+[A-ZÅÄÖ].{2,40}", line.string)
        if line.role or not (about or is_contact_label(line.string) or is_link_label(line.string)):
            continue
        if all(after.role for after in lines[index + 1 : end]):
            set_rule(line, "boilerplate", "empty-section")


def set_rule(line: Line, role: str, rule: str) -> None:
    line.role, line.rule = role, rule


def mark_zones(lines: list[Line], first: int) -> None:
    """Give the lines of tags and of feedback boxes their role, wherever below the title they stand."""
    at = first
    while at < len(lines):
        line = lines[at]
        if _TAG_LABEL.fullmatch(line.string) and line.gap_before:
            glued = at + 1 < len(lines) and menu_rows.is_glued_menu(lines[at + 1].string)
            values = 1 if glued else _tag_values(lines, at)
            if values:
                for taken in lines[at : at + 1 + values]:
                    set_rule(taken, "boilerplate", "tags")
                at += values + 1
                continue
        if at > len(lines) // 2 and _INLINE_TAGS.fullmatch(line.string):
            set_rule(line, "boilerplate", "tags")
        elif line.gap_before and at * 5 > len(lines) * 2 and _is_address(lines, at):
            while not lines[at].role:
                set_rule(lines[at], "boilerplate", "footer")
                if at + 1 >= len(lines) or lines[at + 1].gap_before:
                    break
                at += 1
        elif boilerplate.rule_for(line.string, "body") == "feedback":
            set_rule(line, "boilerplate", "feedback")
            while at + 1 < len(lines) and _FEEDBACK_ANSWER.fullmatch(lines[at + 1].string):
                at += 1
                set_rule(lines[at], "boilerplate", "feedback")
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
        if (spaced and boilerplate.rule_for(string, "tail")) or boilerplate.rule_for(string, "body") in ENDS:
            break
        if is_contact_label(string) or is_link_label(string):
            break
        if spaced and (number >= 4 or (number and len(string.split()) > 2) or is_person(string)):
            break
        count += 1
    return count
