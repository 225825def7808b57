"""Whom a figure of a sentence is one of, where the sentence names one body.

That a body is named beside a number does not make the number its. Who told it ("enligt SKR"), who paid ("pengar från
Arbetsförmedlingen"), where somebody comes from or works, and whose project it is, are no bearers. One that is has the
place of a subject ("Solviks kommun har"), of an owner ("Solviks kommuns"), or, of a municipality, is where it is so
("i Solvik").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..reading.model.article import Article
from ..reading.model.findings import Name
from ..reading.model.thresholds import OFFER
from ..reading.recognise.figures.figure_names import AUXILIARIES, MOVES
from ..reading.swedish.key_figure_words import ACCOUNTS, CLAUSE_LEADS, EFFORTS, PLACES, TELLS
from ..reading.swedish.speech_verbs import VERBS
from ..reading.swedish.verbs import finite_verb_at
from .surroundings import Place, overlaps, stands_in

_JOINED = re.compile(
    r"^(?:s?\s+(?:kommuns?|stads?))?\s*(?:och|samt|eller|&|,\s*(?=[A-ZÅÄÖ])|tillsammans med|/)\s", re.I
)
_ORIGIN = re.compile(
    r"\b(?:(?<!\d[–-]\d\d )(?<!till \d\d )år(?:ig\w*)?|kommer|född\w*|bor|bosatt\w*|uppvuxen)\s+(?:från|i|på)\s+$",
    re.I,
)
_COUNTY = re.compile(r"\b[Ii] (?P<county>(?:[A-ZÅÄÖ][a-zåäö]+ )(?:(?:och )?[A-ZÅÄÖ][a-zåäö]+ )?län)\b")
# "Solviks kommun (|visar att|", "Solviks kommuns |senaste siffror|": what tells a figure
_TELLING = re.compile(r"^(?:s?\s+(?:kommuns?|stads?))?s?(?P<words>(?:\s+[\w-]+){1,4})")
_GENITIVE = re.compile(r"s?\s+(?:kommuns|stads)\s|s\s+(?!kommun\b)")
_ADVERB = re.compile(r"(?:hela|kommunen|staden)\s+$", re.I)


def is_its(article: Article, body: Name, place: Place, value: str, *, is_place: bool) -> bool:
    """Whether the sentence says that the figure is the body's; `is_place` of a municipality."""
    sentence = place.sentence
    at, end = _written(article, body, place)
    if at < 0:
        return False
    before, after = sentence[:at], sentence[end:]
    if _JOINED.match(after) or _is_told(_is_genitive(body, sentence[at:end], after), after, value):
        return False
    if before.rstrip().endswith((":", ";", "|")) or not before.strip():
        return True
    if _ORIGIN.search(before) or _is_of_speaker(sentence, at, value):
        return False
    return _leads_to_subject(before) or (is_place and _last(_ADVERB.sub("", before)) in PLACES)


def _last(before: str) -> str:
    """The last word, in lower case; none where a mark ends the words."""
    found = re.search(r"([\w-]+)\s*$", before)
    return found[1].casefold() if found else ""


def _leads_to_subject(before: str) -> bool:
    """Whether what stands before a body makes it the subject of a clause: its verb ("I juli |hade| Solviks kommun"),
    or what a clause begins with ("att Solviks kommun har"). After any other word it is something else: who told, gave
    or took part, with whom it is compared, or where somebody comes from."""
    if re.search(r"[,–-]\s*$", before):
        return True
    last = _last(before)
    return last in CLAUSE_LEADS or finite_verb_at(last) is not None


def _is_genitive(body: Name, written: str, after: str) -> bool:
    """Whether the body stands in the genitive: "Solviks kommuns", "Försäkringskassans"."""
    plain = written.casefold() in (body.name.casefold(), f"{body.name} kommun".casefold())
    return (written.endswith("s") and not plain) or _GENITIVE.match(after) is not None


def _is_told(owned: bool, after: str, value: str) -> bool:
    """Whether the body only tells the figure: "visar att 105 …", whatever the verb, or "…s statistik"."""
    told = after.partition(value)[0] if value else after
    following = _TELLING.match(after)
    words = [word.casefold() for word in following["words"].split()] if following else []
    if " att " in told or any(word in TELLS for word in words):
        return True
    if any(word.endswith(tuple(ACCOUNTS)) for word in words):
        return True
    # "Solviks kommuns |enkät gäller| 105 hushåll": of what somebody has it is said only what it is, or how it moved
    verb = next((word for word in words[1:] if finite_verb_at(word) is not None), "")
    return owned and bool(verb) and verb not in MOVES | AUXILIARIES


def county_of(place: Place, name: str) -> str:
    """The county that a figure is of: the one that the sentence says it is so in, where the figure's name says it too.

    No body answers for a county as such; the name then tells whose figure it is."""
    said = {match["county"] for match in _COUNTY.finditer(place.sentence)}
    if len(said) != 1 or speaks_of_an_effort(place.sentence):
        return ""
    (county,) = said
    return county if county in name else ""


def another_thing(article: Article, place: Place, bearers: Sequence[str]) -> bool:
    """Whether the sentence speaks of a project or a unit, named or not, whose the figure then may be."""
    if place.span is None:
        return False
    named = [name for name in (*article.projects, *article.units) if name.confidence >= OFFER]
    if any(stands_in(name, place.span) for name in named if name.name not in bearers):
        return True
    return speaks_of_an_effort(place.sentence)


def speaks_of_an_effort(sentence: str) -> bool:
    """Whether the sentence names a project, a course or the like, in whatever form and compound."""
    words = re.findall(r"[\w-]+", sentence.casefold())
    if re.match(r"\W*(?:genom|via|tack vare|med hjälp av)\b", sentence, re.I):
        return True  # by means of something, whatever it is called
    return any(word.removesuffix("et").removesuffix("en").removesuffix("n").endswith(tuple(EFFORTS)) for word in words)


def _written(article: Article, body: Name, place: Place) -> tuple[int, int]:
    """Where in the sentence the body's name stands, as it is written there."""
    low = place.sentence.casefold()
    spans = body.spans or ([body.span] if body.span is not None else [])
    for span in spans:
        if place.span is not None and overlaps(span, place.span):
            written = " ".join(article.source_text[span.start : span.end].split()).casefold()
            at = low.find(written) if written else -1
            if at >= 0:
                return at, at + len(written)
    at = low.find(body.name.casefold())
    return at, at + len(body.name)


def _is_of_speaker(sentence: str, at: int, value: str) -> bool:
    """ "… 24 deltagare, säger NAMN, enhetschef i Solviks kommun": where somebody works who tells the figure."""
    number = sentence.find(value)
    if not 0 <= number < at:
        return False
    return any(word in VERBS for word in re.findall(r"\w+", sentence[number:at].casefold()))
