"""What a line reads as: running text, or when, by whom and as what the page was published."""

from __future__ import annotations

import re

from ...furniture.caption_lines import CREDIT
from ...furniture.contact_marks import has_contact
from ...swedish import date_labels, dates
from ...swedish.verbs import finite_verb_at
from .text_lines import Line

# What a page's controls begin with; some titles do too, so it only counts against a line.
DOES = re.compile(
    r"(?:gå|hoppa|visa|dölj|sök|välj|logga|öppna|stäng|länk|klicka|skriv ut|lyssna|dela|aktivera|ladda|"
    r"till (?:innehåll|start|meny|sid|sök|huvud))\b",
    re.IGNORECASE,
)
SECTION = re.compile(r"(?:nyheter|aktuellt|press|pressrum|pressmeddelanden)\s*[-–—]\s*\w+(?:\s\w+)?$", re.IGNORECASE)
# Where a release of an agency with offices concerns: right below its date.
PLACE_LINE = re.compile(r"[A-ZÅÄÖ][\wåäö]+(?:\s[\wåäöÅÄÖ]+){0,2}\slän")
_KIND_FROM = re.compile(r"press(?:meddelande|inbjudan|information)\s+från\s+[A-ZÅÄÖ][^.!?]{2,60}", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:publicerad|uppdaterad|ändrad|skapad|skriven)\w* för .{1,30} sedan\.?", re.IGNORECASE)
_NOT_IN_TITLE = 300
_MOST_TITLE = 150  # characters of a title with a full stop in it
_NEXT_SENTENCE = re.compile(r"[a-zåäö)”\"]{2}[.!?]\s[A-ZÅÄÖ]")
MOST_PROSE = 3  # paragraphs that may stand above a title: notices that no rule knows


def set_role(line: Line, role: str, rule: str) -> None:
    line.role, line.rule = role, rule


def is_prose(line: Line) -> bool:
    """A line that reads as a paragraph: long, or whole sentences."""
    string = line.string
    if len(string) > _NOT_IN_TITLE:
        return True
    if re.match(r"[+(\d]", string) and len(string) <= _MOST_TITLE and has_contact(string):
        return False  # "0980-31 92 00 – växeln, säg vem du söker."
    if not re.search(r"[.!?:][”\"’]?$", string):
        # sentences of which the last has lost its full stop; a picture's words end in who took it
        return len(string) > _MOST_TITLE and bool(_NEXT_SENTENCE.search(string)) and not CREDIT.search(string)
    several = bool(re.search(r"[.!?][”\"’]?\s", string))
    if string.endswith("."):
        return several or len(string) > 60 or (len(string.split()) >= 4 and finite_verb_at(string) is not None)
    return several and len(string) > 60


def mark_meta(line: Line) -> bool:
    """Whether a line says only when, by whom or as what the page was published; gives it that role."""
    string = line.string
    if line.row:
        return False
    if date_labels.kind_of(string) or _KIND_FROM.fullmatch(string):
        set_role(line, "kind", "kind-label")
        return True
    if date_labels.is_empty_label(string):
        set_role(line, "label", "empty-label")
        return True
    if dates.read_date_line(string):
        set_role(line, "date", "date-line")
        return True
    if _RELATIVE.fullmatch(string):
        set_role(line, "date", "relative-date")
        return True
    return False
