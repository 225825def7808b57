"""What a number counts: the noun after it, before it or in another clause."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from ...swedish.number_words import NUMBER_WORDS
from ...swedish.verbs import is_finite_verb
from ..mentions.passages import Passage, Word
from .figure_names import FINITE, MOVES, PREPOSITIONS
from .figure_words import (
    COMPARISON,
    CUES,
    EVERY_WHICH,
    FEW,
    HELD,
    NO_UNIT,
    NUMBER,
    NUMBER_WORD,
    OF_SOME,
    OF_THEM,
    TIME,
    VERBS_AFTER,
)

FEW_ENDINGS = tuple(word for word in FEW if len(word) > 5)
PRESENT = re.compile(r"[a-zåäö]{2,}(?:[^e]nar|tar|lar|rar|kar|gar)$")  # "hamnar", "söker": no plural of people
OWN = frozenset("har fick med".split())
HAS = ("har ", "fick ", "är ", "gick ", "hade ")
DOES_THEM = tuple(
    f" av {who}{does}" for who in ("dem", "dessa") for does in (" har ", " fick ", " gick ", " arbetar ")
)
DOES = (" har ", " är ", " fick ", " gick ", " läser ", " studerar ", " studerar.", " arbetar ", " arbetar.")


def number_of(written: str) -> float | None:
    """The value of "1 200", "11,4", "60-tal", "elva", "två av tre"."""
    low = written.lower().strip()
    if low.startswith("var "):
        return 1 / EVERY_WHICH[low[4:]] if low[4:] in EVERY_WHICH else None
    parts = low.split(" av ")
    if len(parts) == 2:
        part, whole = number_of(parts[0]), number_of(parts[1])
        return part / whole if part is not None and whole else None
    if low in NUMBER_WORDS:
        return float(NUMBER_WORDS[low])
    if low.endswith("tal") and low[:-3] in NUMBER_WORDS:
        return float(NUMBER_WORDS[low[:-3]])
    low = re.sub(r"-tals?$|:[ea]$", "", low)
    plain = re.sub(r"[ \u00a0.]", "", low).replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def indefinite(unit: str) -> str:
    """What is counted without its article: "de första 24 eleverna" are 24 elever, "av deltagarna" deltagare."""
    if len(unit) < 7 or unit.endswith("ungarna"):
        return unit
    if unit.endswith(("erna", "orna")):
        return unit[:-2]
    if unit.endswith("ingarna"):
        return unit[:-2]  # lärlingarna
    if unit.endswith(("garna", "darna", "tarna", "narna", "varna", "rarna", "larna")) and not unit.endswith("dagarna"):
        return unit[:-3] + "re"  # deltagarna, lärarna
    if unit.endswith("arna"):
        return unit[:-2]
    return unit[:-2] if unit.endswith(("hushållen", "företagen", "jobben", "barnen", "förslagen")) else unit


@lru_cache(maxsize=4096)
def is_time(unit: str) -> bool:
    return any(word in TIME or word.endswith(("åring", "åringar")) for word in unit.lower().split())


def noun_after(passage: Passage, end: int) -> tuple[str | None, int]:
    """The counted noun after a number, with an adjective before it: "hushåll", "utbildade handledare"."""
    words = passage.words
    at = passage.word_index(end)
    if at >= len(words) or passage.string[end : words[at].start] not in (" ", "  "):
        return None, end
    if words[at].low == "procent":
        return "procent", words[at].end
    if words[at].low in ("stycken", "st", "sådana", "ytterligare") and at + 1 < len(words):
        at += 1
    if words[at].low in NO_UNIT or words[at].low in PREPOSITIONS or words[at].text.isdigit():
        return None, end
    if is_finite_verb(words[at].low):
        return None, end  # "Sal 204 ligger på plan 3"
    if words[at].capital and not words[at].text.isupper():
        return None, end
    last = at
    if words[at].low in ("utrikes", "inrikes") and at + 2 < len(words):
        return passage.string[words[at].start : words[at + 2].end], words[at + 2].end
    if (
        words[at].low in ("olika", "miljoner", "miljarder")
        and at + 1 < len(words)
        and passage.string[words[at].end : words[at + 1].start] == " "
    ):
        return passage.string[words[at].start : words[at + 1].end], words[at + 1].end
    if (
        words[at].low.endswith(("a", "ade", "ande", "nya"))
        and not words[at].low.endswith("na")
        and at + 1 < len(words)
    ):
        following = words[at + 1]
        gap = passage.string[words[at].end : following.start]
        if following.low in ("och", "eller") and at + 3 < len(words) and words[at + 2].low.endswith(("a", "ade")):
            # "nya eller utökade artiklar"
            return passage.string[words[at].start : words[at + 3].end], words[at + 3].end
        if gap == " " and following.low not in NO_UNIT and not following.capital:
            last = at + 1
    return passage.string[words[at].start : words[last].end], words[last].end


def phrase_of_number(passage: Passage, begin: int, stop: int) -> str | None:
    """What "antalet …" counts in words before `stop`: the noun with the adjectives before it, "nyanmälda platser"."""
    words, index = passage.words, passage.word_index(begin)
    before = takewhile(lambda n: words[n].end < stop, range(index, len(words)))
    at = next((n for n in before if NUMBER_WORD.fullmatch(words[n].low)), None)
    if at is None:
        return None
    counted: list[Word] = []
    for word in words[at + 1 : at + 5]:
        gap = (
            passage.string[words[at].end : word.start] if not counted else passage.string[counted[-1].end : word.start]
        )
        if (
            gap != " "
            or word.end > stop
            or word.capital
            or word.low in NO_UNIT | VERBS_AFTER | MOVES
            or word.text.isdigit()
        ):
            break
        counted.append(word)
        if not word.low.endswith("a") or word.low.endswith("arna"):
            break
    return counted[-1].low if counted else None


def noun_of(passage: Passage, end: int) -> tuple[str | None, int]:
    unit, stop = noun_after(passage, end)
    if unit and (unit.split()[0].lower() in COMPARISON or is_time(unit) or is_verb(unit)):
        return None, end
    return unit, stop


def is_verb(word: str) -> bool:
    first = word.lower().split()[0]
    return (
        first.endswith(("ått", "agit", "mmit", "vit", "jat", "rat", "tat", "nat", "ade", "dde", "ades", "ddes"))
        or first in VERBS_AFTER
    )


def ends_phrase(word: str) -> bool:
    """Whether a word begins what is said of a noun and is no more part of its phrase: a verb or a preposition."""
    low = word.lower().strip(",")
    return low in PREPOSITIONS or low in FINITE or low in MOVES or is_verb(low) or PRESENT.search(low) is not None


def counts_before(passage: Passage, start: int) -> list[str]:
    """Nouns that a number in digits counts earlier in the passage, the nearest first."""
    found = []
    for match in NUMBER.finditer(passage.string, max(0, start - 300), start):
        unit, _ = noun_after(passage, match.end())
        if unit and not is_time(unit) and unit.split()[0].lower() not in COMPARISON and unit != "procent":
            found.append(unit)
    return found[::-1]


def word_counts(passage: Passage, match: re.Match[str]) -> str | None:
    """The noun after a number word, where the word counts something worth a figure."""
    value = number_of(match["word"])
    unit, _ = noun_after(passage, match.end())
    if not unit or value is None or value < 2 or is_time(unit):
        return None
    head = unit.split()[-1].lower()
    if match["word"].lower().endswith("tal"):
        return unit
    if head in ("procent", "procentenheter"):
        return unit
    few = head in FEW or head.endswith(FEW_ENDINGS)
    if unit.split()[0].lower() in COMPARISON or HELD.search(unit):
        return None
    if not few and not head.endswith(("r", "n", "or", "ar", "er", "a", "t", "l", "e", "s", "g")):
        return None
    if unit in ("miljoner", "miljarder"):
        return None  # "två miljoner": of what stands elsewhere
    if value >= 10 or unit.startswith(("miljoner", "miljarder", "tusen kronor")):
        return unit
    index = passage.word_index(match.start())
    if index and passage.words[index - 1].low in ("de", "dessa", "alla", "samtliga", "båda", "senaste", "kommande"):
        return None
    near = {w.low for w in passage.words[max(0, index - 2) : index]}
    if near & CUES and head not in ("olika",):
        return unit
    if (head == "barn" and near & OWN) or "kanske" in near:
        return None  # "hon har två barn", "två, kanske tre personer"
    return unit if few and "olika" not in unit else None


def last_counted(figures: list, start: int) -> str | None:
    """What the last figure before `start` counted, a per cent of nothing left out."""
    return next((f.unit for _, end, f in reversed(figures) if end <= start and f.unit not in (None, "procent")), None)


def some_of(passage: Passage, match: re.Match[str], figures: list) -> str | None:
    """ "fem av skolans elever"; "har 12 fått jobb och |fyra har praktik"."""
    value = number_of(match["word"])
    if value is None or value < 2:
        return None
    some = OF_SOME.match(passage.lower, match.end())
    if some and some["noun"] != "kommuner" and (some["noun"] in FEW or indefinite(some["noun"]).endswith(FEW_ENDINGS)):
        return some["noun"]
    begin, _ = passage.sentence_at(match.start())
    if passage.lower.startswith(DOES_THEM, match.end()):
        return last_counted(figures, match.start())
    before = next((f for a, b, f in reversed(figures) if begin <= a and b <= match.start()), None)
    index = passage.word_index(match.start())
    further = index > 0 and passage.words[index - 1].low == "ytterligare" and figures
    if before is None and further and passage.lower.startswith(DOES, match.end()):
        earlier = [f for a, b, f in figures if b <= match.start()]
        return earlier[-1].unit if earlier and earlier[-1].unit != "procent" else None
    gone = OF_THEM.search(passage.string, begin, match.start()) and passage.lower.endswith(HAS, 0, match.start())
    if before is not None and before.unit not in (None, "procent") and gone:
        return before.unit  # "av dem har |nio gått vidare"
    if before is None or before.rule != "figure-of-them" or not passage.lower.startswith(DOES, match.end()):
        return None
    return before.unit
