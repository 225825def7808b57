"""Names with "&": a unit ("Vård & Omsorg"), a firm ("Lundin & Bergman") or a doubt.

Municipalities name departments after what they do, firms are named after people. Where neither half tells, who owns
the name or leads it does; where nothing tells, the name is kept as a doubt and published as neither.
"""

from __future__ import annotations

import re

from . import role_base
from .body_hits import BodyHit, gap_before, hit_at
from .name_lists import is_family, is_given
from .passages import Passage
from .unit_centres import owned
from .unit_departments import SUBJECTS

# What words for activities end in: "-omsorg", "-utbildning", "integration", "trygghet".
ACTIVITY = re.compile(
    r"\w*(?:omsorg|skola|vård|utbildning|ning|ation|tion|stöd|service|miljö|bygg|teknik|kultur|fritid|arbete|lärande|"
    r"skap|het|liv|liga|hälsa|ekonomi|trafik|plan|mark|städ|kost|växt|park|gata|vatten|avlopp)(?:en)?s?$"
)
PREPOSITIONS = frozenset("på hos inom vid till för från av".split())
WHO_OWNS = re.compile(
    r" (?:i|på|hos|inom) (?:[A-ZÅÄÖ][\w-]+ ){1,3}(?:kommun|stad)\b|, (?:[A-ZÅÄÖ][\w-]+ ){1,3}kommun\b"
)


def find(passage: Passage, index: int) -> BodyHit | None:
    """The name with "&" that begins at word `index`."""
    last = _end(passage, index)
    if last == index:
        return None
    word = passage.words[index]
    if word.low in UNIT_HEADS or is_given(word.text) or role_base.base(word.low):
        return None
    before = passage.words[index - 1] if index and gap_before(passage, index) == " " else None
    if before is not None and is_given(before.text):
        return None  # "Eva |Ek & Sten Malm" are two people
    kind, sure = _judge(passage, index, last)
    name = " ".join(passage.string[passage.words[index].start : passage.words[last - 1].end].split())
    if kind == "unit" and name.endswith("s") and _owns(passage, last):
        name = name.removesuffix("s")
    rule = "unit-ampersand" if kind == "unit" else "organisation-firm"
    return hit_at(passage, index, last, kind, name=name, rule=rule, confidence=sure)


UNIT_HEADS = frozenset("enheten avdelningen sektorn sektor förvaltningen kontoret nämnden".split())


def _end(passage: Passage, index: int) -> int:
    """The end of "Vård & Omsorg", "Stöd & omsorg", "Kultur, Fritid & Bildning" that begins at word `index`."""
    words, last = passage.words, index + 1
    while last < len(words) and last - index < 5:
        gap = gap_before(passage, last)
        if gap == " & ":
            last += 1
            while last < len(words) and words[last].capital and gap_before(passage, last) in (" ", " & "):
                last += 1
            return last
        if gap not in (" ", ", ") or not words[last].capital:
            break
        last += 1
    return index


def _judge(passage: Passage, first: int, last: int) -> tuple[str, float]:
    """The kind of body, and how sure it is."""
    words = passage.words[first:last]
    subjects = sum(_activity(word.low) for word in words)
    people = sum(is_given(word.text) or (is_family(word.text) and not _activity(word.low)) for word in words)
    led = first > 1 and passage.words[first - 1].low in PREPOSITIONS and role_base.base(passage.words[first - 2].low)
    owner = bool(WHO_OWNS.match(passage.string, words[-1].end)) or owned(passage, first)
    if subjects and not people and (subjects > 1 or owner or led or len(words) == 2):
        return "unit", 0.75 if subjects > 1 or owner or led else 0.6
    if owner and not people:
        return "unit", 0.6
    if people == len(words) or (people and not subjects) or words[-1].low.endswith("s"):
        return "organisation", 0.65
    return "organisation", 0.45


def _activity(low: str) -> bool:
    return low in SUBJECTS or ACTIVITY.match(low) is not None


def _owns(passage: Passage, last: int) -> bool:
    words = passage.words
    return last < len(words) and gap_before(passage, last) == " " and not words[last].capital
