"""The body that stands after a role: "på Arbetsförmedlingen", "i nämnden för lärande och arbete"."""

from __future__ import annotations

import re

from ...swedish.role_words import ROLE_PREPOSITIONS
from ...swedish.speech_verbs import VERBS
from .name_lists import is_given
from .passages import Passage
from .role_forms import could_be_role

STOPS = frozenset(
    (
        "som och men när då efter under samt att medan för är var har om eller så säger sa berättar tycker menar idag "
    ).split()
)
UNIT = re.compile(
    r"(?:enheten|avdelningen|förvaltningen|kontoret|nämnden|styrelsen|sektionen|gruppen|teamet|bolaget|förbundet|"
    r"utskottet|beredningen|kansliet|beredning|utskott|nämnd|styrelse|centret|centrum|staben|sektorn|rådet|kommunen|regionen|skolan|gymnasiet|huset|"
    r"verksamheten|myndigheten|föreningen|stiftelsen|organisationen|förskolan|biblioteket|museet|boendet|hemmet|"
    r"mottagningen|byrån|verket|institutet|akademin|högskolan|universitetet|kyrkan|församlingen|kontor|enhet|avdelning)s?$"
)


def blank(passage: Passage, index: int) -> str:
    """What stands between word index-1 and word index."""
    return passage.string[passage.words[index - 1].end : passage.words[index].start]


def _next_person(passage: Passage, at: int) -> bool:
    """Whether another person's name follows the "och" at word `at`: "på Ekby Kött och |Hanna Wik"."""
    words = passage.words
    return at + 2 < len(words) and is_given(words[at + 1].text) and words[at + 2].capital


def _ends_body(passage: Passage, at: int, compound: bool) -> bool:
    """Whether the "och" at word `at` stands after the body, and not within its name."""
    words = passage.words
    if compound:
        return False
    if at + 1 >= len(words) or _next_person(passage, at):
        return True
    return not (words[at + 1].capital or _noun_pair(passage, at))


def organisation_after(passage: Passage, end: int) -> tuple[int, str | None]:
    """The body after a role: "på Arbetsförmedlingen", "i Köpings kommun", "Sigtuna kommun"."""
    words = passage.words
    if end >= len(words) or blank(passage, end) not in (" ", " - ", " – "):
        return end, None
    start = end
    if words[start].low in ROLE_PREPOSITIONS:
        start += 1
        if start < len(words) and words[start].low in ("den", "det", "vår", "vårt"):
            start += 1
    elif not words[start].capital or words[start].low in STOPS:
        return end, None
    if start >= len(words) or blank(passage, start) != " ":
        return end, None
    stop = _end_of_body(passage, start)
    if stop == start:
        return end, None
    text = passage.string[words[start].start : words[stop - 1].end]
    if "(" in text and ")" not in text:
        close = passage.string.find(")", words[stop - 1].end)
        text = text + ")" if close == words[stop - 1].end else text.split(" (")[0]
    return stop, text


def _end_of_body(passage: Passage, start: int) -> int:
    words = passage.words
    stop = start
    while stop < len(words) and stop - start < 14:
        gap = blank(passage, stop)
        word = words[stop]
        if stop > start:
            compound = words[stop - 1].text.endswith("-")
            if gap not in (" ", " - ", "/", " & ", " (", ") ", "(") and not (compound and gap == ", "):
                break
            if gap == " (" and len(word.text) <= 2:
                break
            if word.low in ("och", "samt"):
                if _ends_body(passage, stop, compound):
                    break
            elif word.low == "för" and UNIT.search(words[stop - 1].low):
                stop = _field_of_body(passage, stop)
                break
            elif word.low in STOPS or word.low in VERBS or _followed_by_that(passage, stop):
                break
        stop += 1
    return stop


def _followed_by_that(passage: Passage, at: int) -> bool:
    """ "chefen för kommunens enhet |tror att": a verb, whatever it is."""
    words = passage.words
    lower = not words[at].capital and words[at].low not in ROLE_PREPOSITIONS
    return lower and at + 1 < len(words) and words[at + 1].low == "att" and blank(passage, at + 1) == " "


def _field_of_body(passage: Passage, at: int) -> int:
    """Where "nämnden |för lärande, arbete och omsorg|" ends, whose "för" is word `at`."""
    words = passage.words
    stop = at + 1
    while stop < len(words) and stop - at < 12 and not words[stop].capital:
        gap = blank(passage, stop)
        word = words[stop]
        if gap == ", " and not words[stop - 1].text.endswith("-"):
            joined = any(w.low in ("och", "samt") for w in words[stop + 1 : stop + 3])
            if not joined or not could_be_role(word.low, noun=True):
                break
        elif gap != " ":
            break
        joins = word.low in ("och", "samt", "i", "på") and stop + 1 < len(words) and not words[stop + 1].capital
        if not joins and not word.text.endswith("-") and not could_be_role(word.low, noun=True):
            break
        stop += 1
    while words[stop - 1].low in ("och", "samt", "i", "på", "för"):
        stop -= 1
    return stop


def _noun_pair(passage: Passage, at: int) -> bool:
    """ "för sysselsättning och arbete": a lower-case pair that ends the phrase, or has its body after it: "avdelningen
    kundtjänst och stöd |på Verket"."""
    words = passage.words
    if at + 2 >= len(words) or blank(passage, at + 2) != " ":
        return True
    placed = words[at + 2].low in ROLE_PREPOSITIONS and at + 3 < len(words) and words[at + 3].capital
    return placed and could_be_role(words[at + 1].low, noun=True)
