"""Key figures: a value, its unit, what is counted and as of when.

A figure is a number in digits with a counted noun, "procent" or money, a fraction ("två av tre"), a round number
("60-tal"), or a number word from ten up with a counted noun. Dates, ages, durations, places in a list, numbers of
laws and roads, and telephone numbers are none. The same measure at several dates gets one `measure`.
"""

from __future__ import annotations

import re

from ..article import KeyFigure
from . import dates
from .figure_words import (
    ANAPHOR,
    BEFORE,
    BRACKETS,
    CHANGE,
    COMPARISON,
    COUNTING,
    CUES,
    EVERY,
    EVERY_WHICH,
    FEW,
    FRACTION,
    GOAL,
    LEADING,
    MEASURED,
    MONEY,
    NO_UNIT,
    NUMBER,
    NUMBER_OF,
    OF_ALL,
    OF_SOME,
    OF_THEM,
    OF_THESE,
    ORDINALS,
    PARTICLES,
    PARTS,
    PER,
    RANGE,
    SKIPPED,
    THEM,
    TIME,
    VERBS_AFTER,
    WORDS,
)
from .lexicon import NUMBER_WORDS
from .passages import Passage

NO_COUNT = frozenset("sedan under mellan på i för med jämfört och som där när".split())
OWN = frozenset("har fick med".split())
THOSE = frozenset("dessa detta totalt denna deras dagens".split())
BEFORE_STOP = frozenset("kap nr kl art tab fig kapitel".split())
FEW_ENDINGS = tuple(word for word in FEW if len(word) > 5)
MORE = re.compile(r" (?:fler|färre) (?P<unit>(?!än )[a-zåäö]{4,})")
YEAR = re.compile(r"(?:19|20)\d\d")
# What is worth a figure also in speech, where small numbers stand for "a few".
SPOKEN = ("företag", "personer", "arbetsgivare", "deltagare", "anställda", "kommuner", "lagledare", "handledare")
DOES = (" har ", " är ", " fick ", " gick ", " läser ", " studerar ", " arbetar ")
HELD = re.compile(r"(?:mils|meters|veckors|månaders|dagars|timmars|års|minuters)\b")


def find(passages: list[Passage], excluded: dict[int, list[tuple[int, int]]]) -> list[tuple[Passage, KeyFigure]]:
    """Figures in reading order. `excluded` are places in passages (by order) that are shares of funding."""
    found: list[tuple[Passage, KeyFigure]] = []
    counted = _fractions(passages)
    for passage in passages:
        if passage.kind in SKIPPED or passage.kind == "caption":
            continue
        if not passage.numeric and passage.lows.isdisjoint(COUNTING):
            continue
        found.extend((passage, figure) for figure in _passage(passage, excluded.get(passage.order, []), counted))
    _measures(found)
    return _once(_in_brackets(found, passages))


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


def _fractions(passages: list[Passage]) -> dict[str, str]:
    """What each fraction is of, where one place of the article says so: "sju av tio" → "sommarjobbare"."""
    found: dict[str, str] = {}
    for passage in passages:
        for match in FRACTION.finditer(passage.lower) if " av " in passage.lower else ():
            unit, _ = _unit(passage, match.end())
            if unit:
                found.setdefault(match[0], unit)
    return found


def _passage(passage: Passage, excluded: list[tuple[int, int]], counted: dict[str, str]) -> list[KeyFigure]:
    string = passage.string
    spoken: list[tuple[int, int]] = [(d.start, d.end) for d in dates.find(passage)] + list(excluded)
    figures: list[tuple[int, int, KeyFigure]] = []

    used = bytearray(len(string) + 1)
    for a, b in spoken:
        used[a:b] = b"\1" * (b - a)

    def taken(start: int, end: int) -> bool:
        return used.find(1, start, end) >= 0

    def add(start: int, end: int, value: str, unit: str | None, **more) -> None:
        used[start:end] = b"\1" * (end - start)
        unit = unit and indefinite(unit)
        figure = KeyFigure(span=passage.span(start, end), value=value, unit=unit, number=number_of(value), **more)
        figures.append((start, end, figure))

    for match in FRACTION.finditer(passage.lower) if " av " in string else ():
        if taken(*match.span()) or (NUMBER_WORDS.get(match["part"].lower(), 2) == 1 and match["part"].lower() == "en"):
            continue
        if passage.is_quoted(match.start()) and not match["part"].isdigit():
            continue
        unit, _ = _unit(passage, match.end())
        unit = counted.get(match[0]) or unit
        if unit is None:
            unit = next((m for m in _counts_before(passage, match.start())), None)
        add(
            match.start(),
            match.end(),
            string[match.start() : match.end()],
            unit,
            rule="figure-fraction",
            confidence=0.8,
        )
    for match in EVERY.finditer(passage.lower) if "var " in passage.lower else ():
        unit, _ = _unit(passage, match.end())
        if unit and not taken(*match.span()) and not passage.is_quoted(match.start()):
            add(
                match.start(),
                match.end(),
                string[match.start() : match.end()],
                unit,
                rule="figure-fraction",
                confidence=0.7,
            )
    for match in CHANGE.finditer(passage.lower) if " till " in string else ():
        if taken(*match.span()):
            continue
        unit, end = _after(passage, match.end())
        if unit and (unit.split()[0].lower() in NO_COUNT or _verb(unit)):
            unit = None
        if not unit:
            begin, _ = passage.sentence_at(match.start())
            counted = NUMBER_OF.search(string, begin, match.start())
            unit, end = (counted["unit"], match.end()) if counted else (None, end)
        if not unit or (_is_time(unit) and match["new"][0].isdigit()):
            continue
        used[match.start() : end] = b"\1" * (end - match.start())
        if match["old"][0].isdigit():
            old = KeyFigure(
                span=passage.span(*match.span("old")), value=match["old"], unit=unit, number=number_of(match["old"])
            )
            old.rule, old.kind, old.confidence = "figure-change", "change", 0.8
            figures.append((match.start("old"), match.end("old"), old))
        add(
            match.start("new"),
            match.end("new"),
            match["new"],
            unit,
            rule="figure-change",
            kind="change",
            confidence=0.8,
        )
    for match in PARTS.finditer(passage.lower) if "edel" in passage.lower else ():
        some = OF_SOME.match(passage.lower, match.end())
        if some and not taken(*match.span()) and not passage.is_quoted(match.start()):
            value = string[match.start() : match.end()]
            add(*match.span(), value, some["noun"], rule="figure-fraction", confidence=0.7)
    for match in RANGE.finditer(string) if passage.numeric else ():
        unit, _ = _unit(passage, match.end())
        if unit and not taken(*match.span()):
            add(*match.span(), match[0], unit, rule="figure-range", confidence=0.75)
    for match in NUMBER.finditer(string) if passage.numeric else ():
        start, end = match.span()
        if taken(start, match.end("digits")):
            continue
        figure = _digits(passage, match, figures)
        if figure:
            add(start, figure[2], figure[0], figure[1], rule=figure[3], confidence=0.9)
    for match in WORDS.finditer(passage.lower) if not passage.lows.isdisjoint(COUNTING) else ():
        if taken(*match.span()):
            continue
        unit = _counted(passage, match) or _some(passage, match, figures)
        if unit and (not passage.is_quoted(match.start()) or unit.split()[-1].lower().endswith(SPOKEN)):
            add(
                match.start(),
                match.end(),
                string[match.start() : match.end()],
                unit,
                rule="figure-word",
                confidence=0.75,
            )
    figures.sort(key=lambda row: row[0])
    for start, end, figure in figures:
        _describe(passage, start, end, figure)
    return [figure for _, _, figure in figures]


def _digits(passage: Passage, match: re.Match[str], figures: list) -> tuple[str, str | None, int, str] | None:
    """(value, unit, end, rule) of a number in digits, None where it is no figure."""
    string = passage.string
    start, end = match.span()
    written = match["digits"]
    if match["tail"] and match["tail"].startswith(":"):
        if ORDINALS.match(string, end):
            return written + match["tail"], "plats i rangordning", end, "figure-rank"
        return None
    if match["tail"]:
        unit, _ = _after(passage, end)
        if re.fullmatch(r"(?:19|20)?\d0", written) and not unit:
            return None
        if unit is None or unit.endswith("et"):
            return None
        return written + "-tal", unit, end, "figure-round"
    if match["percent"]:
        return written, "procent", end, "figure-percent"
    left = string[max(0, start - 40) : start].rstrip(" (").lower()
    before = left.rsplit(" ", 1)[-1].strip(",(")
    if (before in BEFORE or before.removesuffix(".") in BEFORE_STOP) and not left.endswith((" i dag", " i år")):
        return None
    if start and string[start - 1] in "§#":
        return None
    if re.match(r"\s*\d+[.)]\s", string) and start <= len(string) - len(string.lstrip()):
        return None
    money = MONEY.match(string, end)
    if money:
        per = PER.match(string, money.end()) or re.match(
            r"[^.!?\d]{0,40}årligen", string[money.end() : money.end() + 60]
        )
        unit = " ".join(money[0].split())
        if per:
            unit += " per år" if "årlig" in per[0] or "/år" in per[0] else " " + per[0].strip()
        return written, unit, money.end(), "figure-money"
    if string[start - 1 : start] == "(" and string[end : end + 1] == ")":
        previous = next((f for a, b, f in reversed(figures) if b <= start and start - b < 120), None)
        if previous is not None and previous.unit:
            return written, previous.unit, end, "figure-bracket"
        return None
    unit, stop = _after(passage, end)
    of_all = OF_ALL.match(passage.string, end)
    if of_all:
        return written, of_all["unit"], end, "figure-of-all"
    some = OF_SOME.match(passage.string, end) if unit is None else None
    if some and not YEAR.fullmatch(written) and not _is_time(some["noun"]) and some["noun"] not in THOSE:
        return written, some["noun"], end, "figure-of-some"
    if unit is None or unit in PARTICLES or _verb(unit):
        # "Av dem gick 148 vidare till arbete och 37 till studier": what was counted before
        begin, _ = passage.sentence_at(start)
        previous = next((f.unit for a, b, f in reversed(figures) if b <= start and f.unit != "procent"), None)
        them = previous and (
            OF_THEM.search(passage.string, max(begin, start - 200), start) or THEM.match(passage.string, end)
        )
        if previous and them and not YEAR.fullmatch(written):
            return written, previous, end, "figure-of-them"
        these = OF_THESE.search(passage.string, max(begin, start - 120), start)
        if these and not YEAR.fullmatch(written) and not _is_time(these["unit"]):
            return written, these["unit"], end, "figure-of-them"
        return None
    if YEAR.fullmatch(written) and not unit.startswith(("procent", "person")) and not MORE.match(string, end):
        return None
    first = unit.split()[0].lower()
    if first in COMPARISON:
        more = MORE.match(string, end)
        if more and more["unit"] not in NO_UNIT:
            return written, more["unit"], end, "figure-comparison"
        counts = first in ("fler", "färre")
        earlier = (f for _, b, f in reversed(figures) if b <= start and f.unit)
        previous = next((f for f in earlier if not (counts and f.unit == "procent")), None)
        return written, previous.unit if previous else unit, end, "figure-comparison"
    if _is_time(unit):
        begin, _ = passage.sentence_at(start)
        per = PER.match(string, stop) if unit.lower() in ("timmar", "timme") else None
        if per:
            return written, unit + per[0], per.end(), "figure-time"
        if MEASURED.search(passage.lower, max(begin, start - 120), start):
            return written, unit, stop, "figure-time"
        return None
    if HELD.search(unit):
        return None  # "inom tio mils avstånd"
    return written, unit, end, "figure-digits"


def _is_time(unit: str) -> bool:
    return any(word in TIME or word.endswith(("åring", "åringar")) for word in unit.lower().split())


def _after(passage: Passage, end: int) -> tuple[str | None, int]:
    """The counted noun after a number, with an adjective before it: "hushåll", "utbildade handledare"."""
    words = passage.words
    at = passage.word_index(end)
    if at >= len(words) or passage.string[end : words[at].start] not in (" ", "  "):
        return None, end
    if words[at].low == "procent":
        return "procent", words[at].end
    if words[at].low in ("stycken", "st", "sådana", "ytterligare") and at + 1 < len(words):
        at += 1
    if words[at].low in NO_UNIT or words[at].text.isdigit():
        return None, end
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


def _unit(passage: Passage, end: int) -> tuple[str | None, int]:
    unit, stop = _after(passage, end)
    if unit and (unit.split()[0].lower() in COMPARISON or _is_time(unit) or _verb(unit)):
        return None, end
    return unit, stop


def _verb(word: str) -> bool:
    first = word.lower().split()[0]
    return (
        first.endswith(("ått", "agit", "mmit", "vit", "jat", "rat", "tat", "nat", "ade", "dde", "ades", "ddes"))
        or first in VERBS_AFTER
    )


def _counts_before(passage: Passage, start: int) -> list[str]:
    """Nouns that a number in digits counts earlier in the passage, the nearest first."""
    found = []
    for match in NUMBER.finditer(passage.string, max(0, start - 300), start):
        unit, _ = _after(passage, match.end())
        if unit and not _is_time(unit) and unit.split()[0].lower() not in COMPARISON and unit != "procent":
            found.append(unit)
    return found[::-1]


def _counted(passage: Passage, match: re.Match[str]) -> str | None:
    """The noun after a number word, where the word counts something worth a figure."""
    value = number_of(match["word"])
    unit, _ = _after(passage, match.end())
    if not unit or value is None or value < 2 or _is_time(unit):
        return None
    head = unit.split()[-1].lower()
    if match["word"].lower().endswith("tal"):
        return unit
    if head in ("procent",):
        return unit
    few = head in FEW or head.endswith(FEW_ENDINGS)
    if unit.split()[0].lower() in COMPARISON or HELD.search(unit):
        return None
    if not few and not head.endswith(("r", "n", "or", "ar", "er", "a", "t", "l", "e", "s", "g")):
        return None
    if value >= 10:
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


def _some(passage: Passage, match: re.Match[str], figures: list) -> str | None:
    """ "fem av skolans elever"; "har 12 fått jobb och |fyra har praktik"."""
    value = number_of(match["word"])
    if value is None or value < 2:
        return None
    some = OF_SOME.match(passage.lower, match.end())
    if some and some["noun"] != "kommuner" and (some["noun"] in FEW or indefinite(some["noun"]).endswith(FEW_ENDINGS)):
        return some["noun"]
    begin, _ = passage.sentence_at(match.start())
    before = next((f for a, b, f in reversed(figures) if begin <= a and b <= match.start()), None)
    index = passage.word_index(match.start())
    further = index > 0 and passage.words[index - 1].low == "ytterligare" and figures
    if before is None and further and passage.lower.startswith(DOES, match.end()):
        earlier = [f for a, b, f in figures if b <= match.start()]
        return earlier[-1].unit if earlier and earlier[-1].unit != "procent" else None
    if before is None or before.rule != "figure-of-them" or not passage.lower.startswith(DOES, match.end()):
        return None
    return before.unit


# What is counted, when


def _describe(passage: Passage, start: int, end: int, figure: KeyFigure) -> None:
    begin, finish = passage.sentence_at(start)
    sentence = passage.string[begin:finish]
    figure.as_of = _as_of(passage, begin, finish, start, end)
    if figure.rule == "figure-bracket":
        figure.as_of = None
    if figure.kind == "figure" and (GOAL.search(sentence[: start - begin]) or GOAL.search(_question(passage))):
        figure.kind = "goal"
    if figure.kind == "figure" and figure.rule == "figure-comparison":
        figure.kind = "change"
    figure.about = _about(passage, begin, finish, start, end, figure)


def _question(passage: Passage) -> str:
    block = passage.block
    return passage.heading if block is None else passage.heading or ""


def _as_of(passage: Passage, begin: int, finish: int, start: int, end: int) -> str | None:
    """The date nearest to the number in its sentence; "Då" looks back one sentence; else the heading's."""
    found = dates.find(passage, begin, finish)
    if not found and passage.string[begin : begin + 3] in ("Då ", "då "):
        earlier = [s for s in passage.sentences if s[1] <= begin]
        if earlier:
            found = dates.find(passage, *earlier[-1])[-1:]
    if found:
        close = [
            d
            for d in found
            if start < d.start < end + 18 and not any(c.isdigit() for c in passage.string[end : d.start])
        ]
        nearest = close[0] if close else min(found, key=lambda d: (d.start > start, abs(d.start - start)))
        return " ".join(nearest.written.split())
    match = dates.DATE.search(passage.heading) if passage.heading and not passage.heading.endswith("?") else None
    if match and (match["y1"] or match["y2"]):
        return match[0]
    return None


def _about(passage: Passage, begin: int, finish: int, start: int, end: int, figure: KeyFigure) -> str | None:
    """What the number counts, in the article's own words: the noun with what follows it, or the words before it."""
    string = passage.string
    if ANAPHOR.search(string[begin:start]):
        return None
    before = string[begin:start].split()
    unit = figure.unit or ""
    rest = _clause(string, start + len(figure.value), finish).split()
    if figure.rule == "figure-rank":
        return " ".join([*before[-1:], *rest[:6]])
    if figure.rule == "figure-money" or figure.kind == "change":
        return _words_before(before) or " ".join(rest[:14]) or None
    if unit == "procent":
        rest = rest[1:] if rest[:1] in (["procent"], ["%"]) else rest
        if len(rest) < 2:
            return _words_before(before) or None
        if rest[0] in (
            "jämfört",
            "från",
            "fram",
            "till",
            "för",
            "per",
            "under",
            "över",
            "högre",
            "lägre",
            "mer",
            "mindre",
        ):
            return _words_before(before) or " ".join(rest[:14])
        if rest[0] in ("av", "som", "i", "på", "inom", "bland"):
            return " ".join(["andel", *rest[:24]])
        verb = (
            before[-1:] if before and before[-1].lower() in ("gick", "fick", "är", "var", "har", "kom", "blev") else []
        )
        return " ".join(["andel", "som", *verb, *rest[:24]])
    if len(rest) > len(unit.split()):
        return " ".join(rest[:14])
    return unit or None


def _clause(string: str, start: int, stop: int) -> str:
    """The words from `start` to the end of the clause."""
    for mark in (", ", "; ", " (", " – ", ": "):
        at = string.find(mark, start, stop)
        if at >= 0:
            stop = at
    return string[start:stop].rstrip(".!?* ")


def _words_before(before: list[str]) -> str:
    words = before[-14:]
    while words and words[-1].lower().strip(",") in LEADING:
        words.pop()
    return " ".join(words).strip(" ,–-•")


def _measures(found: list[tuple[Passage, KeyFigure]]) -> None:
    """Join what counts the same: a figure without words of its own beside one with the same unit, at another date."""
    for index, (passage, figure) in enumerate(found):
        if not figure.unit or figure.rule in ("figure-rank",):
            continue
        key = _fold(figure.about or "")
        if figure.about is None or figure.rule in ("figure-bracket", "figure-change"):
            for other_passage, other in reversed(found[max(0, index - 6) : index]):
                if abs(other_passage.order - passage.order) > 1:
                    break
                if other.unit == figure.unit and other.measure and other.kind != "goal":
                    figure.measure = other.measure
                    figure.about = other.about
                    break
        figure.measure = figure.measure or (f"{_fold(figure.unit)}: {key}" if key else None)


def _in_brackets(found: list[tuple[Passage, KeyFigure]], passages: list[Passage]) -> list[tuple[Passage, KeyFigure]]:
    """ "Inom parentes står värdena för maj 2017": the date of what stands in brackets."""
    for passage in passages:
        match = BRACKETS.search(passage.string)
        date = dates.DATE.search(match[1].lower()) if match else None
        if date:
            for _, figure in found:
                if figure.rule == "figure-bracket":
                    figure.as_of = date[0]
    return found


def _once(found: list[tuple[Passage, KeyFigure]]) -> list[tuple[Passage, KeyFigure]]:
    """An exact figure that the article repeats ("346 800 personer") is one figure."""
    kept: list[tuple[Passage, KeyFigure]] = []
    first: dict[tuple[str, str | None], KeyFigure] = {}
    for passage, figure in found:
        exact = len(re.sub(r"\D", "", figure.value)) > 2 or "," in figure.value
        twin = _twin(first, figure) if exact or figure.rule == "figure-money" else None
        if twin and not exact and twin.as_of and figure.as_of:
            twin = None
        if twin is None:
            first[figure.value, figure.unit] = figure
            kept.append((passage, figure))
        elif twin.as_of != figure.as_of and all(a and YEAR.search(a) for a in (twin.as_of, figure.as_of)):
            kept.append((passage, figure))  # the same number at another date
        elif not twin.as_of or not any(c.isdigit() for c in twin.as_of):
            twin.as_of = figure.as_of or twin.as_of
    return kept


def _twin(first: dict[tuple[str, str | None], KeyFigure], figure: KeyFigure) -> KeyFigure | None:
    """The figure that this one repeats: the same number of the same things, or "900 individer" after "900 elever"."""
    same = first.get((figure.value, figure.unit))
    if same or not figure.unit or figure.rule == "figure-money":
        return same
    last = figure.unit.split()[-1]
    for (value, unit), earlier in first.items():
        if value == figure.value and unit and (last in ("individer", "personer") or unit.split()[-1] == last):
            return earlier
    return None


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
