"""Names of bodies that are also ordinary words for another body: "Unionen" is a trade union, or the European Union.

What stands beside the name anywhere in the article decides: a word for what the body is, a role of its own, a row of
bodies of the same kind. That it acts is enough only where nothing in the article speaks for the other reading.
Where too little speaks for the name it stays a doubt and is published as nothing.
"""

from __future__ import annotations

import re

from ...swedish import role_words
from ..mentions import role_base
from ..mentions.body_hits import BodyHit, begins_sentence, gap_before
from ..mentions.passages import Passage

# The name in lower case → what speaks of its other reading, and what kind of word leads it in.
OTHER_READING = {
    "unionen": re.compile(r"\b(?:EU|EU:s|Europ\w+|medlemsstat\w*|medlemsland\w*|medlemsländer\w*|unionsrätt\w*)\b"),
}
LED_BY = re.compile(r"(?:\w*fack\w*|förbundet|tjänstemanna\w*|arbetstagarorganisationen)$")
BESIDE = (", ", " och ", " samt ", " & ", "/")
DOUBTED = 0.3
SURE, ENOUGH = 2, 0  # evidence needed with and without signs of the other reading


def settle(passages: list[Passage]) -> None:
    """Lower the confidence of names that the article does not show to be the body's."""
    hits = [(p, hit) for p in passages for hit in p.bodies if hit.name.lower() in OTHER_READING]
    for name in {hit.name.lower() for _, hit in hits}:
        mine = [(passage, hit) for passage, hit in hits if hit.name.lower() == name]
        contested = any(OTHER_READING[name].search(passage.string) for passage in passages)
        evidence = max(_evidence(passage, hit) for passage, hit in mine)
        if evidence < (SURE if contested else ENOUGH):
            for _, hit in mine:
                hit.confidence = DOUBTED


def _evidence(passage: Passage, hit: BodyHit) -> int:
    before = passage.words[hit.first - 1] if hit.first and gap_before(passage, hit.first) == " " else None
    if before is not None and LED_BY.match(before.low):
        return SURE
    led = before is not None and before.low in role_words.ROLE_PREPOSITIONS and hit.first > 1
    if led and role_base.base(passage.words[hit.first - 2].low):
        return SURE
    if _in_a_row(passage, hit) or _has_a_role(passage, hit):
        return SURE
    if passage.words[hit.last - 1].low.endswith("s"):
        return -1  # "Unionens regelverk": both own things
    return int(not begins_sentence(passage, hit.first))


def _in_a_row(passage: Passage, hit: BodyHit) -> bool:
    others = [other for other in passage.bodies if other is not hit and other.kind == "organisation"]
    return any(
        passage.string[hit.end : other.start] in BESIDE or passage.string[other.end : hit.start] in BESIDE
        for other in others
    )


def _has_a_role(passage: Passage, hit: BodyHit) -> bool:
    """ "Unionens ombudsman": people have roles in an organisation of members, and not in a union of states."""
    words = passage.words
    return (
        hit.last < len(words) and words[hit.last - 1].low.endswith("s") and bool(role_base.base(words[hit.last].low))
    )
