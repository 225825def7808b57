"""Who may pay in a sentence: the bodies that are known, and what stands where one that pays stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...model.thresholds import FACT
from ..mentions.body_hits import BodyHit
from ..mentions.passages import Passage, Word
from .figure_names import ADVERBS, FINITE, MOVES, NOBODY, PREPOSITIONS
from .funding_words import GENERIC

KNOWN = 0.85
UNKNOWN = 0.6  # a name that only its place tells to be a body's
SPEAKS = NOBODY | frozenset("jag ni hon han kommunen kommunerna".split())
WORK = re.compile(
    r"(?:projekt|satsning|insats|initiativ|kampanj|förstudi|program|pengar|medl|stöd|bidrag|kostnad|arbet)\w*$"
)
# the form of a body's name in one word; other single words that begin a sentence may be any noun
BODY = re.compile(
    r"(?:styrelsen|verket|fonden|fond|rådet|myndigheten|departementet|stiftelsen|banken|förbundet|kassan|nämnden)$"
)
MONEY = re.compile(r"(?:\w*bidrag|stöd|medel|pengar|anslag)(?:et|en)?(?: |$)")
HELPERS = frozenset("har hade nu också kommer att ska".split())
HEADS = (", ", "h ", "n ")  # after which a clause begins: ", A betalar", "och A betalar", "men A betalar"
SPLIT = re.compile(r", | och | samt | & ")


@dataclass(slots=True)
class Payer:
    """Where one that may pay stands, its name, its key in the register and how sure it is that it is a body."""

    start: int
    end: int
    name: str
    key: str = ""
    sure: float = KNOWN


def payers(passage: Passage, start: int, end: int) -> list[Payer]:
    """The known bodies of the sentence and words such as "kommunerna"."""
    found = [
        Payer(b.start, b.end, as_written(passage, b) if _kommun(passage, b) else b.name, b.key or "")
        for b in passage.bodies
        if start <= b.start < end and b.confidence >= FACT and b.kind != "project"
    ]
    for match in GENERIC.finditer(passage.string, start, end):
        if not any(p.start < match.end() and match.start() < p.end for p in found):
            found.append(Payer(match.start(), match.end(), match[0]))
    return sorted(found, key=lambda p: p.start)


def unknown_after(passage: Passage, at: int, end: int) -> Payer | None:
    """ "finansieras av |Skärgårdens kulturstiftelse": the name that begins here."""
    words, first = passage.words, passage.word_index(at)
    if first >= len(words) or words[first].start > at + 2 or words[first].end > end or not words[first].capital:
        return None
    last = _last_of_name(passage, first, end)
    return _unknown(passage, first, last)


def unknown_before(passage: Passage, start: int, verb: int) -> Payer | None:
    """ "|Bryggtorps Mekaniska AB skänker": the name that the verb follows, at the head of its clause."""
    words, last = passage.words, passage.word_index(verb - 1)
    if last < 0 or last >= len(words) or words[last].end > verb:
        last -= 1
    while (
        last >= 0
        and words[last].low in ("har", "hade", "nu", "också", "kommer", "att", "ska")
        and words[last].start > start
    ):
        last -= 1
    first = next((n for n in range(max(0, last - 4), last + 1) if words[n].capital and words[n].start >= start), None)
    if first is None or not set(passage.string[words[last].end : verb].split()) <= HELPERS:
        return None
    at = words[first].start
    if at > start and passage.string[at - 2 : at] not in HEADS:
        return None
    return _unknown(passage, first, last) if _last_of_name(passage, first, words[last].end) == last else None


def row_before(passage: Passage, found: list[Payer], verb: int) -> list[Payer]:
    """Those who stand together nearest before the verb: of "A äger det, och B betalar" only B."""
    row: list[Payer] = []
    for payer in reversed([p for p in found if p.end <= verb + 1]):
        between = passage.string[payer.end : row[0].start] if row else ""
        if row and between.strip() not in (",", "och", "samt", ", och", "tillsammans med"):
            break
        if row and between.startswith(",") and "och" in between:
            break
        row.insert(0, payer)
    return row


def in_row(passage: Passage, start: int, end: int) -> list[Payer]:
    """Every body that a row such as "Finansiering: Länsstyrelsen samt Europeiska socialfonden (ESF)" names."""
    found = payers(passage, start, end)
    at = start
    for match in [*SPLIT.finditer(passage.string, start, end), None]:
        stop = match.start() if match else end
        piece = passage.string[at:stop]
        name = re.split(r" \d| \(|: ", piece.strip())[0].strip(" .")
        if MONEY.match(name.lower()):
            name = ""  # "Bidrag för unga i arbete": a grant, and not who gives it
        if name[:1].isupper() and len(name.split()) <= 6 and not any(p.start < stop and at < p.end for p in found):
            begin = passage.string.index(name, at)
            found.append(Payer(begin, begin + len(name), name, sure=0.75))
        at = match.end() if match else end
    return sorted(found, key=lambda p: p.start)


def as_written(passage: Passage, body: BodyHit) -> str:
    """ "Solviks kommun", without the genitive of "kommuns"."""
    return " ".join(passage.string[body.start : body.end].split()).removesuffix("s")


def _kommun(passage: Passage, body: BodyHit) -> bool:
    return body.kind == "municipality" and passage.string[body.start : body.end].lower().endswith(
        ("kommun", "kommuns")
    )


def _last_of_name(passage: Passage, first: int, end: int) -> int:
    """The last word of the name: capitals, and after them one noun in lower case ("Ekby sparbanksstiftelse")."""
    words, last, lower = passage.words, first, 0
    while last + 1 < len(words) and words[last + 1].end <= end and last - first < 5:
        word = words[last + 1]
        if passage.string[words[last].end : word.start] not in (" ", " & "):
            break
        if not word.capital:
            lower += 1
            if lower > 1 or not _noun(word):
                break
        last += 1
    return last


def _noun(word: Word) -> bool:
    low = word.low
    small = low in PREPOSITIONS or low in FINITE or low in MOVES or low in ADVERBS
    return (
        not small
        and len(low) > 4
        and re.search(r"(?:[^e]nar|tar|lar|rar|kar|gar|jer|der|ger|ker|ade|dde|as)$", low) is None
    )


def _unknown(passage: Passage, first: int, last: int) -> Payer | None:
    words = passage.words
    start, end = words[first].start, words[last].end
    name = passage.string[start:end]
    if any(p.start < end and start < p.end for p in passage.persons) or WORK.search(words[first].low):
        return None
    if any(b.kind == "project" and b.start < end and start < b.end for b in passage.bodies):
        return None
    if words[first].low in SPEAKS or words[first].low in PREPOSITIONS or words[first].low in FINITE:
        return None
    if first == last and not BODY.search(words[first].low):
        return None
    return Payer(start, end, name, sure=UNKNOWN)
