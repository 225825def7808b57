"""The clause that a figure stands in: which date is its own, and what its number is the number of."""

from __future__ import annotations

import re

from ..mentions import sentence_dates
from ..mentions.passages import Passage
from ..mentions.sentence_dates import Date
from .figure_names import ADVERBS, FINITE, MOVES, NOBODY
from .figure_words import LEADING

PRONOUNS = NOBODY | frozenset("jag ni hon han hen oss dem alla många några ingen".split())
# where a clause ends and another begins, in the words before a number
CUT = re.compile(
    r", (?:som|där|när|vilket|vilka|men|och|så|då|eftersom|medan|jämfört med)\b|"
    r" (?:därför att|eftersom|så att|att|medan)(?= )|[:;] | [–-] |^[–-] ?"
)
# a date that bounds something, or is of what the figure is compared with
BOUND = re.compile(
    r"(?:\b(?:till|tills|sedan|från|senast|före|efter|inför|mellan|med|mot|än)(?: och med)?"
    r"(?: (?:den|samma tid|samma månad|samma period|motsvarande tid))? |\bsamma (?:tid|månad|period) (?:i )?)$"
)
ASIDE = re.compile(r", (?:som|där|när|vilket|vilka|då) [^,]*$| som [^,]*$")
BETWEEN = re.compile(r"[,;:–]| och \w+(?:ar|er|r|de|te) | (?:som|när|där|medan|eller) ")
MEASURE = re.compile(r"(?:(?:(?:en|ett|sin|sitt|dess) )?(?<!\w)(?P<noun>(?:[\w-]+s )?[\w-]{3,})) (?:på|om)$")
HAS = re.compile(r"^(?P<who>.+?)?(?:^| )(?:som )?(?:har|hade|får|fick|med)(?: \w+)?$")
IS = re.compile(r"^(?P<who>[\w -]+?) (?:är|var|blev|blir|uppgår|uppgick|ligger|låg)(?: (?:på|till|nu|i dag))*$")
# "I hela länet är |arbetslösheten", "2009 var |andelen unga som söker arbete": the subject after the verb
TURNED = re.compile(
    r"^(?:I|Under|På|Inom|Hos|Vid|Bland|För|Nu|Då|Idag|År|Även|Sedan|(?:19|20)\d\d)(?: [^.;:]{0,60})?"
    r" (?:är|var|blev|låg|ligger) (?P<who>[a-zåäö]{3,}(?:en|et|an|na)s?(?: [^.;:,]*[^.;:, ])?)(?: (?:på|till|nu|då))*$"
)
WHOLE = re.compile(
    r"^(?:I|Inom) (?P<whole>hela [\w-]+|landet|riket|Sverige|EU|Europa|Norden|världen|länet|[\w ]+s? län)(?= )"
)


def own_dates(passage: Passage, found: list[Date], begin: int, start: int, end: int) -> list[Date]:
    """Of the dates in its sentence those that are the figure's: in its clause, or before the sentence's verb."""
    own = []
    for date in found:
        if BOUND.search(passage.lower, max(begin, date.start - 40), date.start):
            continue
        if date.start >= end:
            if BETWEEN.search(passage.string, end, date.start) is None:
                own.append(date)
        elif ASIDE.search(passage.string[begin : date.start]) is None or passage.string.find(",", date.end, start) < 0:
            own.append(date)
    return own


def clause_before(sentence: str) -> list[str]:
    """The words before the number that stand in its own clause."""
    cuts = list(CUT.finditer(sentence))
    return sentence[cuts[-1].end() if cuts else 0 :].split()


def measured(sentence: str) -> str | None:
    """ "Lägret, som har ett pris på" → "pris för lägret"; "ligger under landets snitt på" → "landets snitt"."""
    words = sentence.split()
    while words and words[-1].lower() in (LEADING | ADVERBS | {"strax", "upp"}) - {"på", "om"}:
        words.pop()
    string = " ".join(words)
    match = MEASURE.search(string)
    if match is None or match["noun"].split()[-1] in MOVES | FINITE | ADVERBS | PRONOUNS:
        return None
    noun = match["noun"]
    if noun.split()[-1][0].isupper() and match.start("noun"):
        return None  # a name, of a place
    left = " ".join(clause_before(string[: match.start()]))
    has = HAS.match(left)
    who = has["who"] if has else None
    cut = string.rfind(", som")
    if has and not who and 0 < cut < match.start():
        who = string[:cut].rsplit(". ", 1)[-1].strip(" –-")
    if not who or len(who.split()) > 4 or who.split()[-1].lower() in PRONOUNS:
        return noun
    return f"{noun} för {_low(who)}"


def subject_of(words: list[str]) -> str | None:
    """ "Rikets snitt är" → "Rikets snitt": what is said to be the number."""
    turned = TURNED.match(" ".join(words))
    if turned and turned["who"].split()[0] not in PRONOUNS | ADVERBS and len(turned["who"].split()) <= 12:
        return turned["who"]
    match = IS.match(" ".join(words))
    if match is None or match["who"].split()[0].lower() in PRONOUNS | ADVERBS | LEADING | {"i", "vid", "under"}:
        return None
    return match["who"] if len(match["who"].split()) <= 6 and match["who"][:1].isupper() else None


# after "Sedan mars 2021 har …", "Mellan 2019 och 2022 har …"
SINCE = re.compile(
    r"\b(?:sedan|mellan) (?:år )?(?P<date>[^,]{4,40}?)(?: och (?:år )?(?P<until>[^,]{4,30}?))? (?:har|ha|hade|\w+de) ",
    re.I,
)


def ends_of_change(passage: Passage, match: re.Match[str], end: int) -> tuple[str | None, str | None]:
    """When each of the two numbers of "från 412 till 287" was so: at the date right after it, or at the ends of
    "Sedan mars 2021 har …" and "Mellan 2019 och 2022 …". None where the sentence does not say."""
    begin, finish = passage.sentence_at(match.start())
    dates = sentence_dates.find(passage, begin, finish)
    then = next(
        (d for d in dates if match["then"] and d.start >= match.end("old") and d.end <= match.start("new")), None
    )
    now = next((d for d in dates if passage.lower[end : d.start].strip() in ("", "år", "i") and d.start >= end), None)
    since = SINCE.match(passage.string, begin, match.start())
    if since and then is None:
        then = next((d for d in dates if since.start("date") <= d.start < since.end("date")), None)
        if since["until"] and now is None:
            now = next((d for d in dates if since.start("until") <= d.start < since.end("until")), None)
    stated = (d.written.strip() if d is not None and d.iso else None for d in (then, now))
    return next(stated), next(stated)


IT = re.compile(r"(?:Den|Andelen|Siffran|Nivån) (?:ligger|låg|är|var|uppgår|uppgick)$")
IT_BEFORE = re.compile(
    r"(?P<what>[A-ZÅÄÖ][a-zåäö]*(?:heten|andelen|graden|kvoten|kostnaden|tiden)) (?:är|var|ligger|låg|har|hade) "
)


def meant_by_it(passage: Passage, begin: int, about: str | None) -> tuple[str, tuple[int, int]] | None:
    """ "Arbetslösheten är låg i Ekby. Den ligger på |4,3 procent": what "den" is, the subject of the sentence before,
    and where that sentence stands."""
    if about is None or not IT.fullmatch(about):
        return None
    earlier = [sentence for sentence in passage.sentences if sentence[1] <= begin]
    if not earlier:
        return None
    subject = IT_BEFORE.match(passage.string, *earlier[-1])
    return (_low(subject["what"]), earlier[-1]) if subject else None


def moved(words: list[str]) -> str | None:
    """What changes: "Våren 2022 sjönk kostnaden, …" → "kostnaden", "har kostnaden i Ekby sjunkit" → the same in Ekby,
    where a verb stands before it."""
    at = next((n for n in range(len(words) - 1, -1, -1) if words[n].lower().strip(",") in MOVES), None)
    if at is None:
        return None
    has = next((n for n in range(at - 1, -1, -1) if words[n].lower() in ("har", "hade")), at)
    between = [word for word in words[has + 1 : at] if word.lower() not in ADVERBS | {"nästan", "mer"}]
    if between and between[0].lower() not in PRONOUNS:
        place = words[at + 1 :]
        stop = next((n for n, word in enumerate(place) if word in ("från", "med", "till")), len(place))
        return " ".join([*between, *(place[:stop] if place[:1] == ["i"] else [])])
    after = []
    for word in words[at + 1 :]:
        if word in ("från", "med", "till") or word.lower() in ADVERBS or word[0].isdigit():
            break
        after.append(word)
        if word.endswith(","):
            break
    return " ".join(after).strip(" ,") or None


def whole_of(sentence: str) -> str:
    """ "I hela EU saknar …" → " i hela EU": of whom a figure is, where that is more than any municipality."""
    match = WHOLE.match(sentence.lstrip("–- "))
    return f" i {match['whole']}" if match else ""


def is_nobody(words: list[str]) -> bool:
    """Whether the clause says of nobody in particular what is done: "vi fick", "det gläder mig"."""
    first = words[0].lower() if words else ""
    if all(word.lower() in LEADING | ADVERBS | {"så", "mycket", "lite", "mer"} for word in words):
        return True
    return first in PRONOUNS or bool(len(words) <= 3 and words[-1].lower() in PRONOUNS)


def _low(name: str) -> str:
    first = name.split()[0].lower()
    return name[0].lower() + name[1:] if first.endswith(("et", "en", "an", "na")) and " " not in name else name
