"""What of a figure's own sentence makes it doubtful as a value of a key figure: money that is given, a number that is
only about right, and a time that the text does not date."""

from __future__ import annotations

import re

from ..reading.swedish.key_figure_words import APPROXIMATE, EXACT_LEADS, GRANTS, MONEY_MEASURES
from ..reading.swedish.verbs import finite_verb_at
from .surroundings import Place

MONEY = re.compile(r"kronor\b|\bkr\b|\b[mt]n?kr\b|\bmdkr\b|miljon|miljard", re.I)
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
    if not is_exact(place.before):
        return "bara ungefär"
    if _is_of_another_time(place):
        return "texten säger inte när"
    return None


def _is_a_grant(name: str, unit: str) -> bool:
    """Whether a sum is one that is given, or says not what it is the sum of: "medel till Lyktan", "Språkvän". What is
    granted once is funding, and has its own place."""
    if not MONEY.search(unit):
        return False
    words = re.findall(r"\w+", f"{name} {unit}".casefold())
    measures = any(part in word for word in words for part in MONEY_MEASURES)
    return words[0] in GRANTS or not measures


def is_exact(before: str) -> bool:
    """Whether what stands right before a number leaves it exact: nothing, a mark, a name, the verb of the clause, a
    noun in its definite form or one of a few small words. Any other word may say that it is only about right."""
    found = re.search(r"([\w-]+)\s*$", before)
    if found is None:
        return True
    word, low = found[1], found[1].casefold()
    if low in APPROXIMATE or re.search(r"\b(?:fler|mer|färre|mindre) än\s*$", before):
        return False
    if low in EXACT_LEADS or word[0].isupper() or word[0].isdigit() or low in ("kommun", "kommuns", "stad"):
        return True
    supine = low.endswith("t") and re.search(r"\b(?:har|hade|ha)\b[^,;:]{0,60}$", before[: found.start()]) is not None
    return supine or finite_verb_at(low) is not None or re.search(r"(?:en|et|na)$", low) is not None


def _is_of_another_time(place: Place) -> bool:
    """Whether the figure is of a time that the text does not date: "ifjol", "i oktober", "i den första omgången".

    Shown without it the figure would be taken for today's."""
    if _PART_OF_IT.search(place.sentence):
        return True
    return not _DATED.search(place.sentence) and bool(_THEN.search(place.sentence) or _YEARLESS.search(place.clause))
