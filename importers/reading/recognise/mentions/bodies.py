"""Organisations, municipalities and units as they stand in the text.

Known names come from `Names`, with their inflections. Unknown ones are found by what Swedish names of bodies look
like ("Samordningsförbundet X", "X AB", "-verket", "-nämnden"), and by standing in a row with known ones.
"""

from __future__ import annotations

from functools import lru_cache

from . import abbreviations, legal_forms, organisation_shapes, places, unit_names, unit_shapes
from .body_hits import BodyHit, begins_sentence, gap_before, hit_at
from .body_rows import add_neighbours
from .body_shapes import LEADERS, UNIT_NAMES, shaped
from .known_names import DOUBTFUL_PLACES, EVERYDAY, Form, Names
from .passages import Passage, Word

NOT_PLACES_BEFORE = frozenset(
    "universitet tingsrätt godsbangård resecentrum flygplats domkyrka stift centralstation bangård hamn län".split()
)


# How sure a name of the register is: of a row that was compared with a public list, and of one that was not.
CHECKED, UNCHECKED = 0.9, 0.8
TOWN_WORDS = ("kommun", "kommuns", "stad", "stads")


# What a word without a capital must be for any rule below to apply.
LOWER_ENDINGS = (
    *("nämnden", "enheten", "förvaltningen", "kontoret", "nämnd", "enhet", "förvaltning", "kassa", "förmedling"),
    *("nämndens", "enhetens", "förvaltningens", "kontorets", "nämnds", "enhets", "avdelningen", "avdelningens"),
    *("avdelning", "utskottet", "utskottets", "kontor", "kontors", "utskott", "utskotts", "teamet", "teamets"),
)
LOWER_WORDS = (
    frozenset(LEADERS)
    | UNIT_NAMES
    | {f"{name}s" for name in UNIT_NAMES}
    | frozenset("länsstyrelsen länsstyrelserna länsstyrelse individ- individ".split())
)


@lru_cache(maxsize=32768)
def _may_begin(low: str) -> bool:
    """Whether a word without a capital may begin the name of a body."""
    return (
        low.endswith(LOWER_ENDINGS)
        or low in LOWER_WORDS
        or unit_shapes.begins(low)
        or unit_names.begins(low)
        or organisation_shapes.begins(low)
    )


def find(passage: Passage, names: Names) -> list[BodyHit]:
    """Bodies named in the passage, in reading order, none overlapping another."""
    found: list[BodyHit] = []
    words, forms = passage.words, names.forms
    begins = {low for low in passage.lows if low in forms or _may_begin(low) or (low[-1] == "s" and low[:-1] in forms)}
    chiefs = not passage.lows.isdisjoint(unit_names.CHIEFS)
    formed = legal_forms.find(passage)
    found.extend(formed)
    taken = {at for hit in formed for at in range(hit.first, hit.last)}
    reached = 0
    for index, (_, _, _, low, capital) in enumerate(words):
        if index < reached or index in taken or not (capital or low in begins or chiefs):
            continue
        if not capital and low not in begins:
            hits = [led] if (led := unit_names.led_by_chief(passage, index)) else []
        else:
            hits = _known(passage, index, names)
            if not hits and capital and not passage.capitals:
                told = places.municipality(passage, index)
                hits = [told] if told else []
            hits = hits or shaped(passage, index)
            if not hits and capital and chiefs and (led := unit_names.led_by_chief(passage, index)):
                hits = [led]
        hits = [hit for hit in hits if taken.isdisjoint(range(hit.first, hit.last))] if taken else hits
        if hits:
            found.extend(hits)
            reached = max(hit.last for hit in hits)
    found.sort(key=lambda hit: hit.start)
    _join_abbreviations(passage, found)
    abbreviations.add(passage, found)
    places.add_rows(passage, found)
    add_neighbours(passage, found)
    return sorted(found, key=lambda hit: hit.start)


BESIDE = frozenset([", ", " (", " ", " – ", ", eller ", " eller "])


def _join_abbreviations(passage: Passage, found: list[BodyHit]) -> None:
    """ "AME, arbetsmarknadsenheten", "individ- och familjeomsorgen, IFO": the short name is the unit's beside it."""
    for at in range(len(found) - 1, 0, -1):
        one, two = found[at - 1], found[at]
        if passage.string[one.end : two.start] not in (", ", " (", " ", " – ", ", eller ", " eller ") or {
            one.kind,
            two.kind,
        } != {"unit"}:
            continue
        short, full = (one, two) if one.rule == "unit-abbreviation" else (two, one)
        if short.rule == "unit-abbreviation" and full.rule != "unit-abbreviation":
            full.abbreviation = full.abbreviation or short.name
            found.remove(short)


# Known names


def _known(passage: Passage, index: int, names: Names) -> list[BodyHit]:
    words = passage.words
    word = words[index]
    low = word.low
    if low in ("länsstyrelsen", "länsstyrelserna", "länsstyrelse"):
        return _county_boards(passage, index, names)
    for key in _stems(low):
        for form in names.forms.get(key, ()):
            size = len(form.words)
            if index + size > len(words):
                continue
            if size == 1 and low in LEADERS and index + 1 < len(words) and words[index + 1].capital:
                continue  # "Kommunförbundet Skåne" is another body than "Kommunförbundet"
            ending = _agrees(words, index, form)
            if ending is None or not _allowed(passage, index, form):
                continue
            return [_from_form(passage, index, form, ending)]
    return []


def _stems(low: str) -> tuple[str, ...]:
    if ":" in low:
        return (low.split(":")[0],)
    if low.endswith(("kassa", "förmedling")):  # "kommun, försäkringskassa och arbetsförmedling"
        return low, low + ("n" if low.endswith("a") else "en")
    return (low, low[:-1]) if low.endswith("s") else (low,)


def _agrees(words: list[Word], index: int, form: Form) -> str | None:
    """The genitive ending at which the words agree with the form ("" for none), None where they differ."""
    size = len(form.words)
    for offset in range(size - 1):
        if words[index + offset].low != form.words[offset]:
            return None
    low, wanted = words[index + size - 1].low, form.words[-1]
    if low == wanted:
        return ""
    if low == wanted + "s":
        return "s"
    if size == 1 and low in (wanted[:-1], wanted[:-2]) and low.endswith(("kassa", "förmedling")):
        return ""
    if low.startswith(wanted + ":") and len(low) <= len(wanted) + 4:
        return low[len(wanted) :]
    return None


def _allowed(passage: Passage, index: int, form: Form) -> bool:
    words = passage.words
    word = words[index]
    for at in range(index + 1, index + len(form.words)):
        gap = gap_before(passage, at)
        if gap not in (" ", "  ", ", ", " - ", " & ", "+", ""):
            return False
    if form.exact:
        written = passage.string[word.start : word.start + len(form.written)]
        return written == form.written and not _all_capitals(passage)
    if form.bare:
        return _place(passage, index, len(form.words))
    if not word.capital:
        # "arbetsförmedlingen": long names of one word are known also in lower case
        long = len(form.words) == 1 and len(form.words[0]) >= 11
        return (long and form.known.kind in ("agency", "fund")) or (form.known.kind == "fund" and len(form.words) > 1)
    return not (form.words[0] in EVERYDAY and len(form.words) == 1 and begins_sentence(passage, index))


def _all_capitals(passage: Passage) -> bool:
    return passage.capitals and len(passage.words) > 2


def _place(passage: Passage, index: int, size: int) -> bool:
    """Whether a bare municipality name stands there as a place and not in a person's or another name."""
    words = passage.words
    word = words[index]
    if not word.capital or (len(word.text) > 3 and word.text.isupper() and not _all_capitals(passage)):
        return False
    last = index + size
    following = words[last] if last < len(words) else None
    after = gap_before(passage, last) if following else ""
    before = words[index - 1] if index else None
    gap = gap_before(passage, index) if before else ""
    if (before and gap in ("–", "-", "—")) or after in ("–", "-"):
        return False
    if following and after == " " and following.capital and following.low not in TOWN_WORDS:
        return False  # "Luleå C", "Vilhelmina Fotoarkiv", "Malmö Opera"
    if following and after == " " and {following.low, following.low.removesuffix("s")} & NOT_PLACES_BEFORE:
        return False
    if before and gap == " " and before.capital and not begins_sentence(passage, index - 1):
        return False  # the last part of a name
    kommun = following is not None and after == " " and following.low in TOWN_WORDS
    if before and before.text.isdigit() and len(before.text) in (2, 5) and not kommun:
        return False  # the place of a postal code
    if words[last - 1].low in DOUBTFUL_PLACES or word.low in DOUBTFUL_PLACES:
        prepositions = (
            "i från till kommunerna kommun samt både utanför och kommunen grannkommunen grannkommunerna värdkommunen"
        ).split()
        return (
            kommun
            or (passage.kind == "cell" and len(words) == size)
            or (before is not None and before.low in prepositions and (gap == " "))
            or (before is not None and gap == ", " and before.capital)
        )
    return True


def _from_form(passage: Passage, index: int, form: Form, ending: str) -> BodyHit:
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
        further = unit_names.place_after(passage, last, names=known.kind == "fund")
        if further > last and not words[last].low.endswith("s"):  # "LRF Sydost": a branch of its own
            last = further
            written = passage.string[words[index].start : words[last - 1].end]
    hit = hit_at(passage, index, last, kind, name=written, key=known.key, rule="register", register_kind=known.kind)
    hit.abbreviation, hit.parent = known.abbreviation, known.parent
    hit.confidence = CHECKED if known.checked else UNCHECKED
    return hit


def _county_boards(passage: Passage, index: int, names: Names) -> list[BodyHit]:
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


__all__ = ["BodyHit", "find"]
