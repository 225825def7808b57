"""What speaks for one line on top of a text rather than another: what the text below takes up, and what closes.

No list of words knows every slogan, notice or sender. But a title's words come again in the text below it, a
notice is shut by its own control, and a sender is a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...furniture.person_lines import is_person
from ...swedish import date_labels, dates
from ...swedish.verbs import finite_verb_at, words
from .text_lines import Line
from .text_prose import is_prose

# How a page's control says that it takes something away again, and the sign that does.
_CLOSES = re.compile(
    r"(?:stäng|dölj|göm|minimera|avfärda|ta bort|visa inte|close|hide|dismiss|ok(?:ej)?|jag (?:har läst|förstår))\b"
    r"(?:\s\w+){0,4}[!.]?|[×✕✖x]",
    re.IGNORECASE,
)
_NAME_PART = re.compile(r"&|[\w.'’-]+")
_NEAR = 8  # lines from the top in which a notice ends
_GLUED = re.compile(r"(?<=[a-zåäö0-9)])(?=[A-ZÅÄÖ][a-zåäö]+\s[a-zåäö])")
_BELOW = 4000  # characters of text below that tell what it is about


def stems(text: str) -> set[str]:
    """The beginnings of the words that carry meaning, so that "vattnet" and "vatten" are the same word."""
    return {word.casefold()[: max(4, min(6, len(word) - 2))] for word in words(text) if len(word) > 3}


def taken_up(line: Line, below: Iterable[Line]) -> float:
    """The share of a line's words that the text below takes up again, from 0 to 1."""
    own = stems(line.string)
    if not own:
        return 0.0
    said: set[str] = set()
    length = 0
    for other in below:
        if other is not line and is_prose(other):
            said |= stems(other.string)
            length += len(other.string)
            if length > _BELOW:
                break
    return len(own & said) / len(own)


def end_of_notice(lines: list[Line]) -> int:
    """The number of the line after a notice on top of the page that a control of its own shuts; 0 without one."""
    for index, line in enumerate(lines[:_NEAR]):
        if not _CLOSES.fullmatch(line.string) or not any(is_prose(x) for x in lines[:index]):
            continue
        below = lines[index + 1 :]
        before = sum(len(x.string) for x in lines[:index])
        if sum(len(x.string) for x in below) > before and any(is_prose(x) for x in below):
            return index + 1
    return 0


def is_sender(lines: list[Line], index: int) -> bool:
    """Whether a line on top is the name of whoever sent the release: a name of several words, each or most with a
    capital, in no sentence, and below it what says that it is a release."""
    string = lines[index].string
    parts = string.split()
    named = sum(1 for part in parts[1:] if part[0].isupper())
    if not 2 <= len(parts) <= 8 or not named or not parts[0][0].isupper() or is_person(string):
        return False
    if finite_verb_at(" ".join(parts[1:])) is not None or re.search(r"[.!?:,;]$|\d", string) or string.isupper():
        return False
    if any(len(part) > 3 and part[0].islower() for part in parts[1:]) or not all(map(_NAME_PART.fullmatch, parts)):
        return False
    return any(_tells_kind(line.string) for line in lines[index + 1 : index + 5])


def _tells_kind(string: str) -> bool:
    found = dates.read_date_line(string)
    return date_labels.kind_of(string) is not None or (found is not None and found.kind is not None)


def subjects(string: str) -> list[str]:
    """The subjects of a row of them ("Arbete, Bostad, Språk & utveckling"); empty for any other line."""
    names = [name.strip() for name in string.split(",")]
    if len(names) < 3 or re.search(r"[.!?:]|\d", string) or finite_verb_at(string) is not None:
        return []
    short = all(name and len(name.split()) <= 4 and name[0].isupper() for name in names)
    return names if short and not re.search(r"\boch\b", names[-1]) and not all(map(is_person, names)) else []


def picture_words(line: Line, below: Line | None, credit: bool) -> int:
    """Where the words of a button begin that are glued to the description of a picture ("… klassrumFörstora bilden").

    They are where the line below is who took it (`credit`), or where the glued words speak of the picture; 0 where
    none are.
    """
    cuts = list(_GLUED.finditer(line.string))
    if not cuts or re.search(r"[.!?:]$", line.string):
        return 0
    tail = line.string[cuts[-1].start() :]
    spoken = re.search(r"\b(?:bild|foto|image|photo)\w*$", tail, re.IGNORECASE)
    return cuts[-1].start() if len(tail.split()) <= 4 and (spoken or (credit and below is not None)) else 0


def said_twice(string: str) -> int:
    """Where a line begins once more that is the same words twice, glued together; 0 for any other."""
    half = len(string) // 2
    if len(string) >= 16:
        for middle in (half, half + 1):
            if string[:middle].rstrip() == string[middle:].lstrip() and len(string[:middle].split()) > 1:
                return middle
    return 0
