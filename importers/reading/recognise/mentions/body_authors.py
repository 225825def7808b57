"""Bodies that a report is by: "rapporten från X"."""

from __future__ import annotations

from .body_hits import BodyHit, begins_sentence, gap_before, hit_at
from .passages import Passage

WORKS = frozenset("rapport kartläggning enkät undersökning prognos statistik årsrapport slutrapport".split())
NO_AUTHORS = frozenset(
    "sveriges norges danmarks finlands islands europas nordens årets landets vårens höstens".split()
)


def author_body(passage: Passage, index: int) -> BodyHit | None:
    """ "Musikrådets rapport": what publishes reports is a body."""
    words = passage.words
    low = words[index].low
    if low in NO_AUTHORS or begins_sentence(passage, index) or index + 1 >= len(words):
        return None
    if words[index + 1].low not in WORKS or gap_before(passage, index + 1) != " ":
        return None
    if gap_before(passage, index) == " " and words[index - 1].capital and not begins_sentence(passage, index - 1):
        return None
    name = words[index].text.removesuffix(":s").removesuffix("s")
    return hit_at(passage, index, index + 1, "organisation", name=name, rule="organisation-author", confidence=0.6)
