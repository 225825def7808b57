"""What of a figure's own sentence makes it doubtful as a value of a key figure: money that is given, a number that is
only about right, and a time that the text does not date."""

from __future__ import annotations

import re

from .surroundings import Place

MONEY = re.compile(r"kronor\b|\bkr\b|\b[mt]n?kr\b|\bmdkr\b|miljon|miljard", re.I)
# A sum is a measure only where its name says of what: what is granted once is funding, and has its own place.
_OF_MONEY = re.compile(
    r"(?:kostnad|utgift|intäkt|budget|omsättning|omslutning|bistånd|försörjningsstöd|lön|avgift|hyra|pris|ersättning"
    r"|överskott|underskott|resultat|vinst|besparing|värde|skuld|investering|skatt|inkomst)\w*",
    re.I,
)
_GRANT = re.compile(r"^(?:medel|stöd|bidrag|pengar|anslag)\b", re.I)
_ABOUT = re.compile(
    r"\b(?:drygt|cirka|ca|circa|omkring|ungefär|runt|nästan|närmare|nära|knappt|minst|högst|över|under|fler än|mer än"
    r"|färre än|mindre än|uppemot|bortåt|mot)\W+$",
    re.I,
)
_THEN = re.compile(
    r"\b(?:i ?fjol|året (?:innan|före|dessförinnan)|(?:förra|föregående|förrförra) (?:året|månaden|veckan|terminen"
    r"|sommaren|hösten|våren|vintern|kvartalet|perioden|omgången)|för (?:\w+ )?(?:år|månader|veckor) sedan"
    r"|i (?:våras|höstas|somras|vintras|julas)|tidigare|dittills|ursprungligen|från början|på den tiden)\b",
    re.I,
)
_PART_OF_IT = re.compile(
    r"\b(?:första|andra|tredje|fjärde|femte|sista|nästa|en ny|nya) \w*(?:omgång|grupp|kull)\w*", re.I
)
_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_YEARLESS = re.compile(rf"\bi (?:{_MONTHS})\b(?! (?:19|20)\d\d)", re.I)
_DATED = re.compile(r"\b(?:19|20)\d\d\b")


def doubt(name: str, unit: str, place: Place) -> str | None:
    """Why the figure stays text; None where nothing here speaks against it."""
    if _is_a_grant(name, unit):
        return "pengar som ges, ingen mätning"
    if _ABOUT.search(place.before):
        return "bara ungefär"
    if _is_of_another_time(place):
        return "texten säger inte när"
    return None


def _is_a_grant(name: str, unit: str) -> bool:
    """Whether a sum is one that is given, or says not what it is the sum of: "medel till Lyktan", "Språkvän"."""
    if not MONEY.search(unit):
        return False
    return bool(_GRANT.search(name)) or not _OF_MONEY.search(f"{name} {unit}")


def _is_of_another_time(place: Place) -> bool:
    """Whether the figure is of a time that the text does not date: "ifjol", "i oktober", "i den första omgången".

    Shown without it the figure would be taken for today's."""
    if _PART_OF_IT.search(place.sentence):
        return True
    return not _DATED.search(place.sentence) and bool(_THEN.search(place.sentence) or _YEARLESS.search(place.clause))
