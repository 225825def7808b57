"""Bodies of the register by one of the forms in which they are written."""

from __future__ import annotations

from . import unit_centres
from .body_hits import BodyHit, gap_before, hit_at
from .known_names import Form
from .passages import Passage

# How sure a name of the register is: of a row that was compared with a public list, and of one that was not.
CHECKED, UNCHECKED = 0.9, 0.8
TOWN_WORDS = ("kommun", "kommuns", "stad", "stads")


def from_form(passage: Passage, index: int, form: Form, ending: str) -> BodyHit:
    words = passage.words
    known = form.known
    last = index + len(form.words)
    if known.kind == "municipality":
        hit = hit_at(passage, index, last, "municipality", name=known.short, key=known.key, rule="register")
        following = words[last].low if last < len(words) and gap_before(passage, last) == " " else ""
        if form.bare and following in (*TOWN_WORDS, "kommuner"):
            hit.last, hit.end = last + 1, words[last].end
        hit.blocks_names = not form.bare or hit.last > last
        hit.confidence = 0.97 if hit.blocks_names else 0.85
        hit.register_kind = "municipality"
        return hit
    written = passage.string[words[index].start : words[last - 1].end]
    if ending and written.endswith(ending):
        written = written[: -len(ending)]
    if form.written.endswith("+") and passage.string[words[last - 1].end : words[last - 1].end + 1] == "+":
        written += "+"
    written = " ".join(written.split())
    if written.lower().endswith(("kassa", "förmedling")):
        written = known.name
    if not written[0].isupper():
        written = written[0].upper() + written[1:]
    kind = known.kind if known.kind in ("unit", "project") else "organisation"
    if (
        (known.kind in ("association", "education") or known.name in ("Leader", "Interreg"))
        and not ending
        and len(form.words) == 1
    ):
        further = unit_centres.place_after(passage, last, names=known.kind == "fund")
        if further > last and not words[last].low.endswith("s"):  # "LRF Sydost": a branch of its own
            last = further
            written = passage.string[words[index].start : words[last - 1].end]
    hit = hit_at(passage, index, last, kind, name=written, key=known.key, rule="register", register_kind=known.kind)
    hit.abbreviation, hit.parent = known.abbreviation, known.parent
    hit.confidence = CHECKED if known.checked else UNCHECKED
    return hit
