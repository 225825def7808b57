"""When a project runs: which of a sentence's dates is its start and which its end.

A date gets its part from what leads to it: a preposition ("från", "till och med"), a verb that begins or ends
something, or the dash between two dates. A date that nothing of the kind leads to ("fick besked den 3 maj") has none,
and how long a project runs ("i tre år") tells no day.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..mentions import sentence_dates
from ..mentions.passages import Passage
from ..mentions.sentence_dates import Date
from .fact_words import END, PERIOD, START

SURE = 0.85
LIKELY = 0.7
OFFERED = 0.45  # no verb says that something runs

YEARS = re.compile(r"(?<!\d)(?P<one>(?:19|20)\d\d)\s?[–-]\s?(?P<two>(?:19|20)?\d\d)(?!\d|-)")
JOINED = re.compile(r"^\s*(?:i år )?(?:[–-]|till(?: och med)?|t\.?\s?o\.?\s?m\.?|fram till|och)(?:\s+den)?\s*$")
FROM = re.compile(
    r"(?:\bfrån(?: och med)?|\bfr\.?\s?o\.?\s?m\.?|\bsedan|\bmed start|\bstart(?:ar)?:?|\bmed början)"
    r"(?: i| den)*(?: slutet av| början av)? ?$"
)
UNTIL = re.compile(
    r"(?:\b(?:fram )?till(?: och med)?|\bt\.?\s?o\.?\s?m\.?|\btill och med|\bförlängs till)(?: i| den)*"
    r"(?: slutet av| början av| utgången av)? ?$"
)
BETWEEN = re.compile(r"\bmellan(?: den)? $")
RUNS = re.compile(
    r"projekttid|projektperiod|\b(?:driver|drivs|drevs|drivit|drivits|bedriv\w*|genomför\w*|fortsätt\w*|förläng\w*|pågår|"
    r"pågick|pågått|löper|löpte|(?:är|var|varit) i ?gång|arbetar|gäller|sträcker sig|omfattar)\b"
)
LEADS = re.compile(
    r"\b(?:under|åren|mellan|från|tiden|perioden|i|projekttid|projektperiod|pågår|pågick|löper|drivs|drevs|genomförs|gäller|"
    r"sträcker sig|arbetar|fortsätter)(?: (?:över|under|åren|tiden))?$"
)
NOT_OF_IT = re.compile(r"\b(?:ansök|besked|beslut|rapport|utvärder|lämnad|inbjud|anmäl|sök senast|ansökan)\w*")


class Period(NamedTuple):
    """What a sentence says of when: the words for start and end, each with how sure it is."""

    start: tuple[str, float] | None = None
    end: tuple[str, float] | None = None


def read(passage: Passage, start: int, end: int) -> Period:
    """The start and the end that the sentence tells."""
    dates = [d for d in sentence_dates.find(passage, start, end) if _is_day(d)]
    if not dates:
        return Period()
    low = passage.lower
    runs = (
        any(pattern.search(low, start, end) for pattern in (RUNS, PERIOD, START, END)) or "projekt" in low[start:end]
    )
    for one, two in zip(dates, [*dates[1:], None], strict=True):
        years = YEARS.search(one.written)
        if years and not _led(UNTIL, low, start, one.start):
            whole = years["two"] if len(years["two"]) == 4 else years["one"][:2] + years["two"]
            sure = SURE if runs and _stands_free(passage, start, one) else OFFERED
            return Period((years["one"], sure), (whole, sure))
        if two is not None and _joined(passage, start, one, two):
            sure = SURE if runs else OFFERED
            earlier = (d for d in dates[: dates.index(one)] if d.iso and d.iso < one.iso)
            begun = next((d for d in earlier if _begins(low, start, end, d) >= SURE), one)
            return Period((_words(begun), sure), (_words(two), sure))
    begins = next(((_words(d), sure) for d in dates if (sure := _begins(low, start, end, d))), None)
    ends = next(((_words(d), sure) for d in dates if (sure := _ends(low, start, d, runs))), None)
    return Period(begins, ends if ends and (not begins or ends[0] != begins[0]) else None)


def _stands_free(passage: Passage, start: int, date: Date) -> bool:
    """Whether years say when something runs, and are no part of a name ("planen 2022–2033")."""
    before = passage.lower[max(start, date.start - 40) : date.start].rstrip(" (")
    return not before.strip() or before[-1] in ":,–-" or LEADS.search(before) is not None


def _joined(passage: Passage, start: int, one: Date, two: Date) -> bool:
    between = passage.lower[one.end : two.start]
    if not JOINED.match(between):
        return False
    led = passage.lower[max(start, one.start - 30) : one.start]
    if between.strip() in ("och", "och den"):
        return BETWEEN.search(led) is not None
    return NOT_OF_IT.search(passage.lower, start, one.start) is None


def _begins(low: str, start: int, end: int, date: Date) -> float:
    """How sure it is that something begins on the date; 0 where it does not."""
    led = _clause(low, start, date.start)
    if NOT_OF_IT.search(led):
        return 0
    verb = _last(START, led)
    if verb >= 0 and _another_clause(led[verb:]):
        return 0  # "startades som en följd av att fler kom 2013": when something else was
    if verb >= 0 and DOING.match(led, verb):
        return 0  # "sedan länsstyrelsen började mäta 2010": what was begun is the measuring
    if verb >= 0 and verb > _last(END, led) and not _led(UNTIL, low, start, date.start):
        return SURE if date.iso else 0
    if FROM.search(low[max(start, date.start - 30) : date.start]):
        return LIKELY if any(p.search(low, start, end) for p in (RUNS, PERIOD, START)) else OFFERED
    after = START.match(low, date.end + 1)  # "den 1 mars startar projektet"
    return SURE if after and date.iso else 0


def _ends(low: str, start: int, date: Date, runs: bool) -> float:
    """How sure it is that something ends on the date; 0 where it does not."""
    led = _clause(low, start, date.start)
    if NOT_OF_IT.search(led):
        return 0
    verb = _last(END, led)
    if verb >= 0 and _another_clause(led[verb:]):
        return 0
    if verb >= 0 and verb > _last(START, led):
        return SURE
    if _led(UNTIL, low, start, date.start):
        told = PERIOD.search(low, start, date.start) or RUNS.search(low, start, date.start)
        return SURE if told else (OFFERED if runs else 0)
    return 0


DOING = re.compile(r"börja(?:r|de) [a-zåäö]{2,}a(?![\w-])")
SUBORDINATE = re.compile(r"\b(?:som|där|när|då|eftersom|efter att|sedan|medan|för att)\b")
AS_WHAT = re.compile(r"\bsom (?:en|ett|del(?: av)?) (?:[\w-]+ ){1,4}(?:i|under|den|år)? ?$")


def _another_clause(after: str) -> bool:
    """Whether a clause begins between the verb and the date; "startade som en förstudie 2019" is none."""
    clause = SUBORDINATE.search(after)
    return clause is not None and AS_WHAT.match(after, clause.start()) is None


def _clause(low: str, start: int, at: int) -> str:
    """What stands before the date and after the date before it, in the same half of the sentence."""
    led = low[start:at]
    previous = max((m.end() for m in sentence_dates.DATE.finditer(led)), default=0)
    return led[previous:]


def _led(pattern: re.Pattern[str], low: str, start: int, at: int) -> bool:
    return pattern.search(low[max(start, at - 40) : at]) is not None


def _last(pattern: re.Pattern[str], string: str) -> int:
    return max((match.start() for match in pattern.finditer(string)), default=-1)


def _is_day(date: Date) -> bool:
    return bool(date.iso or date.written[:1].isdigit() or date.written.startswith("den "))


def _words(date: Date) -> str:
    return re.sub(r"^(?:den|i) ", "", " ".join(date.written.split()), flags=re.IGNORECASE)
