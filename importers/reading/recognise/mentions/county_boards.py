"""County boards: "Länsstyrelsen i Solviks län"."""

from __future__ import annotations

from .body_hits import BodyHit, gap_before, hit_at
from .known_names import Names
from .passages import Passage, Word


def county_board_hits(passage: Passage, index: int, names: Names) -> list[BodyHit]:
    """ "länsstyrelsen i Kalmar, Kronoberg och Blekinge": one board for each county."""
    words = passage.words
    at = index + 1
    if at < len(words) and words[at].low == "i" and gap_before(passage, at) == " ":
        at += 1
    found: list[BodyHit] = []
    first = index
    while at < len(words):
        size, key = _county(words, at, names)
        if not size:
            break
        last = at + size
        county = " ".join(w.text for w in words[at:last])
        tail = words[last].low if last < len(words) and gap_before(passage, last) == " " else ""
        with_län = tail in ("län", "läns")
        if with_län:
            last += 1
        name = f"Länsstyrelsen i {county} län" if with_län else f"Länsstyrelsen i {county}"
        hit = hit_at(passage, first, last, "organisation", name=name, key=key, rule="county-board")
        hit.register_kind = "county_board"
        found.append(hit)
        gap = gap_before(passage, last)
        if last < len(words) and gap == ", ":
            at = first = last
            if words[at].low in ("och", "samt"):
                at = first = at + 1
        elif last + 1 < len(words) and gap == " " and words[last].low in ("och", "samt"):
            at = first = last + 1
        else:
            break
    if found or not words[index].capital:
        return found
    if words[index].low == "länsstyrelsen":
        return [hit_at(passage, index, index + 1, "organisation", rule="county-board", confidence=0.45)]
    return []


def _county(words: list[Word], at: int, names: Names) -> tuple[int, str | None]:
    for size in (2, 1):
        if at + size <= len(words):
            low = " ".join(w.low for w in words[at : at + size])
            for form in (low, low.removesuffix("s")):
                if form in names.counties and words[at].capital:
                    return size, names.counties[form]
    return 0, None
