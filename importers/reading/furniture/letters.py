"""What a letter has around its text: the greeting it opens with, and the words over the name that signs it."""

from __future__ import annotations

import re

_NAME = r"(?-i:[A-ZÅÄÖÉ][\w-]+)"
# A full name after it makes it the title of an interview: "Hej där, Signe Alm!"
_GREETING = re.compile(
    r"(?:hej(?:san|\s+hej)?|hallå|tjena|tja|god (?:morgon|dag|middag|kväll|fortsättning)|hi|hello|dear|kära|bästa)"
    rf"(?:\s+(?:på er|allihopa?|alla|igen|kollegor|{_NAME}(?:(?:,| och| &)\s{_NAME}){{0,3}}))?\s*[!,.]?",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:(?:med\s+)?(?:de\s+)?(?:(?:allra\s+)?bästa|vänliga?|vänligaste|varma|många|soliga|glada|trevliga|goda)\s+"
    r"hälsning(?:ar)?|hälsning(?:ar)?|hälsar|m\.?v\.?h\.?|v\.?h\.?|(?:best|kind|warm)?\s*regards|allt gott|"
    r"tack på förhand)(?:\s+från\s.{2,40})?\s*[,.!]?",
    re.IGNORECASE,
)
LONGEST_SIGNED, MOST_SIGNED = 100, 8  # characters of a line below the closing words; how many of them


def is_greeting(line: str) -> bool:
    """Whether a line is nothing but what a letter opens with: "Hej!", "Hej Anna,", "God morgon alla"."""
    return len(line) <= 50 and bool(_GREETING.fullmatch(line.strip()))


def is_closing(line: str) -> bool:
    """Whether a line is nothing but the words over a signature: "Med vänliga hälsningar", "Mvh"."""
    return len(line) <= 60 and bool(_CLOSING.fullmatch(line.strip()))
