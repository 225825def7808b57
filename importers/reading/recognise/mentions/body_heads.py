"""Bodies by the word that ends their name: "X universitet", "X kommun"."""

from __future__ import annotations

from ...swedish.function_words import CLOSED_WORDS
from .body_hits import BodyHit, begins_sentence, gap_before, hit_at
from .passages import Passage

HEADS = frozenset(
    "församlingen stiftelsen institutet föreningen rådet förbundet fonden akademin akademien museet "
    "myndigheten högskolan universitetet sällskapet nätverket universitet högskola kommissionen banken "
    "samordningsförbund museum sjukhus inspektionen styrelsen".split()
)


def headed_body(passage: Passage, index: int) -> BodyHit | None:
    """ "Judiska församlingen", "Klarälvdalens samordningsförbund", "Linköpings universitet"."""
    words = passage.words
    if begins_sentence(passage, index) and (
        not words[index].low.endswith(("s", "a")) or words[index].low in CLOSED_WORDS  # "Via förbundet"
    ):
        return None
    for size in (1, 2):
        at = index + size
        if at >= len(words) or any(gap_before(passage, i) != " " for i in range(index + 1, at + 1)):
            return None
        head = words[at].low
        stem = head.removesuffix("s") if head not in HEADS else head
        if stem in HEADS and words[index].low not in ("den", "det", "i", "vår", "hela", "även", "när", "om", "att"):
            last_before = words[at - 1].low
            if not last_before.endswith(("s", "a", "ska")):
                return None
            name = " ".join(passage.string[words[index].start : words[at].end].split())
            name = name[:-1] if stem != head else name
            kind = "coordination_body" if stem == "samordningsförbund" else ""
            return hit_at(
                passage,
                index,
                at + 1,
                "organisation",
                name=name,
                rule="organisation-head",
                confidence=0.8,
                register_kind=kind,
            )
        if not words[at].capital and words[at].low not in ("tekniska", "medicinska", "musikaliska"):
            return None
    return None
