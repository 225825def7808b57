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
from ..reading.swedish.speech_verbs import VERBS
from .surroundings import Place, overlaps, stands_in

# after these stands who told it, gave it, took part or is compared: anything but whose it is
_ASIDE = re.compile(
    r"\b(?:enligt|källa:?|från|av|till|med|mot|genom|via|än|utom|åt|efter|utanför|nära|mellan|om|bland|hos|per|och|samt"
    r"|eller|&|utöver|förutom|jämfört med|liksom)\s+(?:\w+a\s+|(?:den|det|de|kommunen|grannkommunen|staden)\s+)?$",
    re.I,
)
_PLACE = re.compile(r"\b(?:i|på|inom|vid|för|kring|runt)\s+(?:(?:hela|kommunen|staden)\s+)?$", re.I)
_JOINED = re.compile(
    r"^(?:s?\s+(?:kommuns?|stads?))?\s*(?:och|samt|eller|&|,\s*(?=[A-ZÅÄÖ])|tillsammans med|/)\s", re.I
)
_TELLS = re.compile(
    r"^(?:s?\s+(?:kommuns?|stads?))?s?(?:\s+[\w-]+){0,3}?\s+(?:visar|uppger|bedömer|räknar|beräknar|skriver|rapporterar"
    r"|\w*(?:siffror|statistik|rapport|undersökning|enkät|mätning|prognos|uppgifter|data))\b"
)
_ORIGIN = re.compile(
    r"\b(?:(?<!\d[–-]\d\d )(?<!till \d\d )år(?:ig\w*)?|kommer|född\w*|bor|bosatt\w*|uppvuxen)\s+(?:från|i|på)\s+$",
    re.I,
)
_COUNTY = re.compile(r"\b[Ii] (?P<county>(?:[A-ZÅÄÖ][a-zåäö]+ )(?:(?:och )?[A-ZÅÄÖ][a-zåäö]+ )?län)\b")
_OTHERS = re.compile(
    r"\b(?:projekt|satsning|insats|initiativ|förstudie|kampanj|verksamhet|modell|kurs)(?:et|en|n)?\b|\b\w+projektet\b",
    re.I,
)


def is_its(article: Article, body: Name, place: Place, value: str, *, is_place: bool) -> bool:
    """Whether the sentence says that the figure is the body's; `is_place` of a municipality."""
    sentence = place.sentence
    at, end = _written(article, body, place)
    if at < 0:
        return False
    before, after = sentence[:at], sentence[end:]
    if before.rstrip().endswith((":", ";", "|")) or not before.strip():
        return not (_JOINED.match(after) or _TELLS.match(after))
    if _JOINED.match(after) or _TELLS.match(after) or _ORIGIN.search(before) or _ASIDE.search(before):
        return False
    if _is_of_speaker(sentence, at, value):
        return False
    return is_place or not _PLACE.search(before)


def county_of(place: Place, name: str) -> str:
    """The county that a figure is of: the one that the sentence says it is so in, where the figure's name says it too.

    No body answers for a county as such; the name then tells whose figure it is."""
    said = {match["county"] for match in _COUNTY.finditer(place.sentence)}
    return (
        next(iter(said)) if len(said) == 1 and next(iter(said)) in name and not _OTHERS.search(place.sentence) else ""
    )


def another_thing(article: Article, place: Place, bearers: Sequence[str]) -> bool:
    """Whether the sentence speaks of a project or a unit, named or not, whose the figure then may be."""
    if place.span is None:
        return False
    named = [name for name in (*article.projects, *article.units) if name.confidence >= OFFER]
    if any(stands_in(name, place.span) for name in named if name.name not in bearers):
        return True
    return _OTHERS.search(place.sentence) is not None


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
