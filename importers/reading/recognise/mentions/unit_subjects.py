"""Units by their field: "enheten för arbete och integration"."""

from __future__ import annotations

import re

from . import role_base
from .body_hits import BodyHit, gap_before, hit_at
from .passages import Passage

# A word that "för" and a subject make a name of: "institutionen för språk och litteratur".
HEADS_FOR = frozenset(
    "institutionen enheten avdelningen sektionen nämnden förvaltningen kontoret kansliet sekretariatet "
    "fakulteten ämnesenheten".split()
)
ADJECTIVE_END = re.compile(
    r"(?:lig|ig|isk|bar|sam|ös|siv|tiv|ell|al|iv|ad|nära|iska|liga|ella|ala|t|öppen|itär|allmän|inre|yttre|södra|norra|östra|västra)$"
)
STOP = frozenset(
    "i på vid av med om till från som att är har hade ska kan får inom hos under den det en ett vilka "
    "vilken blir många tar ger och samt eller sedan nu de vi så".split()
)


def unit_for(passage: Passage, index: int) -> BodyHit | None:
    """ "Institutionen för språk, medier och kommunikation", with its abbreviation where one stands."""
    words = passage.words
    if index + 2 >= len(words) or words[index + 1].low != "för" or gap_before(passage, index + 1) != " ":
        return None
    end = subject_of_unit(passage, index + 2)
    if not end:
        return None
    head = words[index].low
    head += "" if head in HEADS_FOR else "et" if head.endswith(("sekretariat", "kansli")) else "en"
    subject = " ".join(passage.string[words[index + 1].start : words[end - 1].end].split())
    name = f"{head} {subject}"
    hit = hit_at(passage, index, end, "unit", name=name[0].upper() + name[1:], rule="unit-for", confidence=0.85)
    if end < len(words) and gap_before(passage, end) == " (" and words[end].text.isupper():
        hit.abbreviation, hit.last, hit.end = words[end].text, end + 1, words[end].end + 1
    return hit


def subject_of_unit(passage: Passage, at: int) -> int:
    """The end of "språk, medier och kommunikation" that begins at word `at`; 0 where none does."""
    words = passage.words
    end = term_at(passage, at)
    if not end:
        return 0
    reach = end
    while reach < len(words):
        gap = gap_before(passage, reach)
        if gap == ", ":
            following = term_at(passage, reach)
        elif gap == " " and words[reach].low in ("och", "samt"):
            following = term_at(passage, reach + 1) if reach + 1 < len(words) else 0
            return following or end
        else:
            break
        if not following:
            break
        reach = following  # a comma counts only where "och" ends the row
    return end


def term_at(passage: Passage, at: int) -> int:
    """The end of one or two words: "kommunikation", "social hållbarhet", "mark- och miljöfrågor"."""
    words = passage.words
    if at >= len(words) or words[at].low in STOP or not words[at].text[0].isalpha():
        return 0
    if words[at].text.endswith("-"):
        if at + 2 < len(words) and words[at + 1].low in ("och", "samt"):
            return at + 3
        return 0
    if role_base.base(words[at].low):
        return 0  # "enheten för handel och ambassadör i …"
    followed = at + 1 < len(words) and gap_before(passage, at + 1) == " " and words[at + 1].low not in STOP
    if followed and words[at].capital and words[at].low.endswith("s"):
        return term_at(passage, at + 1)
    if followed and ADJECTIVE_END.search(words[at].low):
        return at + 2
    return at + 1
