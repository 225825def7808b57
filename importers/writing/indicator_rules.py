"""Which figures of a text become values of key figures, and why the others stay text.

A wrong key figure is worse than one that is missing: it is shown without the sentence that it was read from. So each
must have a name that can be read alone, a unit, and somebody whom it is a figure of; and be a level, not a change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..reading.recognise.figures.figure_names import FINITE, GETS, MOVES, PARTICIPLE, PAYS, PREPOSITIONS
from .indicator_doubts import MONEY, doubt
from .surroundings import Place

LONGEST_NAME = 110
_RANGE = re.compile(
    r"\d\s*[–-]\s*\d|\b(?:mellan|från)\s+[\d\s\u00a0]*\d\s*(?:och|till)\s+\d|\d\s+(?:till|eller)\s+\d", re.I
)
_CHANGED_BY = re.compile(
    r"(?:öka|minska|sjunk|sjönk|steg|stig|växt|växe|krymp|höj|sänk|föll|fall|gått (?:upp|ned|ner)|gick (?:upp|ned|ner)"
    r"|halver|fördubbl)\w*\b[^.!?]*\bmed\s+(?:\w+\s+){0,2}$",
    re.I,
)
_DIFFERENCE = re.compile(
    r"^\W*(?:[\w%]+\s+){0,3}?(?:(?:fler|färre|lägre|högre|mer|mindre|bättre|sämre)\b"
    r"|(?:över|under)\s+(?!(?:hela\s+|första\s+|andra\s+)?(?:år|(?:19|20)\d\d\b|period|tid|vår|sommar|höst|vinter|termin"
    r"|kvartal|månad|vecka|halvår|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)))",
    re.I,
)
_WIDER = re.compile(
    r"\b(?:landet|landets|riket|rikets|rikssnitt\w*|nationell\w*|Sverige|Sveriges|länet|länets|länssnitt\w*|Europas?|EU"
    r"|världen|världens|genomsnitt\w*|medelvärdet|snittet|hela landet)\b|\bsnitt\b"
)
_NOT_ITS_DATE = re.compile(
    r"(?:\btill|\bmot|\bjämfört med(?: samma tid)?|\bän|\bsedan|\bsenast|\bfrån(?: och med)?)\s+(?:i\s+|år\s+)?$", re.I
)
_BEFORE_DATE = re.compile(r"\bfram till\s+$", re.I)
_OUTSIDE = re.compile(  # points at something that stands outside the name
    r"\b(?:det|den|de|detta|denna|dessa|vi|vår|våra|vårt|jag|man|dem|deras|sina|sin|sitt|här|där)\b", re.I
)
_ANAPHOR = re.compile(
    r"\b(?:projektet|satsningen|insatsen|insatserna|åtgärden|åtgärderna|verksamheten|arbetet|kursen|utbildningen"
    r"|summan|pengarna|budgeten|anslaget|medlen|utbetalningarna)s?$",
    re.I,
)
_STARTERS = frozenset(
    "och men eller samt som att när om eftersom därför medan sedan nu då redan ännu också så där här vilket av med på "
    "till från under över per mot efter före vid inom utan enligt drygt cirka omkring ungefär minst högst".split()
)
_ENDINGS = PREPOSITIONS | frozenset(
    "och eller samt som att en ett den det de ca cirka drygt omkring är var av hela".split()
)


# What is meant to be, or may be: said of what has not happened. "får" is a plan only with what they may do after it.
_PLAN = re.compile(
    r"\b(?:ska|skall|kommer|planer(?:ar|as|at|ade)|tänker|vill|erbjud(?:s|er|as)|bjuds|beräknas|väntas|förväntas|bedöms"
    r"|kan|kunde|skulle|bör|hoppas|siktar|satsar på|plats för|möjlighet för|räcker (?:till|för)|upp till"
    r"|tar (?:\w+ )?emot)\b"
    r"|\bfår\b(?:\W+\w+){0,6}?\W+(?:prova|pröva|börja|lära|göra|delta|vara|komma|gå|välja|studera|arbeta|jobba|testa|bygga"
    r"|träffa|möta|utbilda|öva|praktisera)\b",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:målet|syftet|tanken|planen|ambitionen|förhoppningen|avsikten|räknar med|hoppas|siktar på|vill)\b"
    r"[^.!?]*\batt\b[^.!?]*$",
    re.I,
)
_PARTIES = re.compile(
    r"\w*(?:kommuner|regioner|landsting|myndigheter|parter|partner|länder|län|förbund|föreningar|organisationer|aktörer"
    r"|förvaltningar|nämnder|grannkommuner|lärosäten|städer)(?:na)?",
    re.I,
)
_WORK = re.compile(r"(?:projekt|insatser|satsningar|förstudier)(?:en|na)?$", re.I)
_HAS = re.compile(r"\b(?:har|hade)\s+(?:\w+\s+)?$", re.I)
_PLACE_THEN_WORDS = re.compile(
    r"\b(?:i|på|från|vid)\s+[A-ZÅÄÖ][\w-]+(?:\s+[A-ZÅÄÖ][\w-]+)*\s+"
    r"(?!(?:kommuns?|stads?|län|med|utan|som|och|eller|under|efter|före|till|för|per|inom|mellan|av|på|i|vid|hos|sedan|utanför"
    r"|från|där|när|enligt|genom|trots|över)\b)[a-zåäö]"
)


# the digits that a name may hold: a year, an age, how long something has been so
_SAYS_HOW_LONG = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,3}(?:\s?[–-]\s?\d{1,3}|\s(?:till|och)\s\d{1,3})?(?:\s(?:år|månader|veckor|dagar)\b|-?åring)"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure as it would be shown. `bearer` is the name of whom it is a figure of, `bearer_kind` "project", "unit",
    "body", "area" (a county), "assumed", or "" for nobody."""

    name: str
    unit: str
    number: float | None
    value: str
    kind: str
    rule: str
    place: Place
    bearer: str = ""
    bearer_kind: str = ""


def date_of(place: Place, as_of: str | None, rule: str = "") -> str | None:
    """The date, where it stands in the number's own clause and is a date of the number: not a limit, not what it is
    compared with, and not one of several. In a table it is the row's, the column's or the table's, and each end of a
    change has its own."""
    if not as_of or rule in ("figure-cell", "figure-level"):
        return as_of
    folded = " ".join(place.clause.split())
    at = folded.casefold().find(as_of.casefold())
    if at < 0 or (_NOT_ITS_DATE.search(folded[:at]) and not _BEFORE_DATE.search(folded[:at])):
        return None
    years = set(re.findall(r"\b(?:19|20)\d\d\b", folded))
    return as_of if len(years) < 2 else None


def why_not_an_indicator(figure: Candidate) -> str | None:
    """The reason that a figure stays text; None where it may be shown as a value of a key figure."""
    place = figure.place
    if figure.number is None:
        return "inget tal"
    if figure.kind == "goal":
        return "ett mål, inget resultat"
    if _is_range(figure):
        return "ett spann, inte ett värde"
    if _is_change(figure):
        return "en förändring, ingen nivå"
    if _is_planned(figure):
        return "en plan, inget resultat"
    if _counts_parties(figure):
        return "räknar parter, inget resultat"
    if _only_counts(figure):
        return "säger bara hur många, inte vad som mäts"
    if not figure.unit:
        return "utan enhet"
    if not figure.bearer_kind:
        return "texten säger inte vem värdet gäller"
    if is_of_more(place):
        return "gäller eller jämförs med ett större område"
    if not is_readable(figure.name, figure.unit):
        return "utan ett namn som går att läsa för sig"
    if _ANAPHOR.search(figure.name) and figure.bearer_kind in ("body", "assumed"):
        return "namnet syftar på något utanför det"
    return doubt(figure.name, figure.unit, place)


def is_of_more(place: Place) -> bool:
    """Whether the words speak of the country, the county or an average, of which a figure then may be."""
    return _WIDER.search(place.sentence) is not None


def _is_range(figure: Candidate) -> bool:
    if figure.rule == "figure-level":
        return False  # one end of a change
    near = re.sub(r"\b(?:19|20)\d\d\b", "", figure.place.near)
    return "range" in figure.rule or bool(_RANGE.search(figure.value) or _RANGE.search(near))


def _is_change(figure: Candidate) -> bool:
    if figure.kind == "change" or figure.rule in ("figure-comparison", "figure-compared"):
        return True
    place = figure.place
    if figure.rule == "figure-level":
        return False
    return (
        "procentenhet" in f"{figure.unit} {place.after[:20]}"
        or bool(_CHANGED_BY.search(place.before))
        or bool(_DIFFERENCE.search(place.after))
    )


def _is_planned(figure: Candidate) -> bool:
    place = figure.place
    before = place.sentence.partition(figure.value)[0] if figure.value else ""
    return bool(_PLAN.search(place.clause) or _PLANNED.search(before))


def _counts_parties(figure: Candidate) -> bool:
    """Whether the figure only says how many bodies there are: "Tre kommuner, Haninge, Ekby och Solvik, är med",
    "12 kommuner samt Försäkringskassan"."""
    name, unit = figure.name.casefold().strip(), figure.unit.casefold().strip()
    row = name.startswith((f"{unit} och ", f"{unit} samt ", f"{unit}, "))
    return bool(_PARTIES.fullmatch(unit)) and (row or name in ("", unit))


def _only_counts(figure: Candidate) -> bool:
    """Whether the name says no more than the unit: "135 projekt, Arbetsförmedlingen", "tre förstudieprojekt". Of a
    project or a unit its participants are what is measured; a sum of money must say what it was for."""
    if figure.bearer_kind == "project" and _WORK.search(figure.unit):
        return True  # a project does not consist of projects
    bare = re.sub(r"(?: \([^()]*\))+$", "", figure.name)  # "kronor (Lyktan)": a sum, whosever it is
    if bare.casefold() in figure.bearer.casefold():
        return True  # "Solvik 38 000 kr": whose it is, and not what
    if bare.casefold().strip() != figure.unit.casefold().strip():
        return False
    if MONEY.search(figure.unit):
        return True
    # What a body has is told of the body itself: "Solviks kommun har 6 400 invånare".
    its_own = _HAS.search(figure.place.before) and not _WORK.search(figure.unit)
    return figure.bearer_kind in ("body", "assumed") and not its_own


def is_readable(name: str, unit: str) -> bool:
    """Whether the name says what is counted when it stands alone, and is no piece of a sentence."""
    words = name.split()
    lows = [word.casefold().strip(".,") for word in words]
    if not words or len(name) > LONGEST_NAME or re.search(r"[,;:!?•–]|\.\s", name):
        return False
    if lows[0] in _STARTERS or lows[-1] in _ENDINGS or _OUTSIDE.search(name):
        return False
    if _PLACE_THEN_WORDS.search(name):
        return False  # "Hushåll i Hagfors ekonomiskt bistånd": its verb is gone
    if re.search(r"\d", _SAYS_HOW_LONG.sub("", name)):
        return False
    if re.match(r"(?:andel|antal)(?:en|et)? (?:före|efter|under|sedan|året|åren|i|på)\b", name, re.I):
        return False  # "andel före pandemin": of what?
    if re.search(r"\bsom (?:[\w-]+) och\b", name):
        return False  # "projekt som medfinansiär och övriga med": no clause, and no end
    if not any(len(word) > 3 and word.isalpha() for word in lows):
        return False
    return not _has_a_bare_verb(lows) and not _two_nouns(lows, unit)


def _has_a_bare_verb(words: list[str]) -> bool:
    """Whether a verb stands in the name without a "som" before it: then it is a sentence, or the start of one."""
    verbs = FINITE | MOVES | GETS | PAYS
    return any(word in verbs and "som" not in words[:at] for at, word in enumerate(words))


def _two_nouns(words: list[str], unit: str) -> bool:
    """Whether what is counted stands beside another noun with nothing between: "ungdomar sommarjobb i Solvik"."""
    size = len(unit.split())
    if words[:size] != unit.casefold().split() or len(words) <= size:
        return False
    after = words[size]
    return not (after in PREPOSITIONS or after in _AFTER_UNIT or PARTICIPLE.search(after) or after.startswith("("))


_AFTER_UNIT = frozenset("som och eller samt där när totalt sammanlagt inom utanför kring hos varje årligen".split())


# Small words, which tell no measures apart, and those who are counted however they are called.
_SMALL = frozenset(
    "antal antalet andel andelen som med i på av för vid från till under hade har fick får var är och".split()
)
_PEOPLE = frozenset("personer deltagare människor individer".split())


def measured(name: str, unit: str, body: str) -> tuple[frozenset[str], str]:
    """What an indicator measures: its words without the small ones and without its body's name, and its unit."""
    unit = unit.casefold().strip()
    own = {word.removesuffix("s") for word in re.findall(r"\w+", body.casefold())} | _SMALL
    words = {word for word in re.findall(r"\w+", name.casefold()) if word.removesuffix("s") not in own | {unit}}
    return frozenset(words - _PEOPLE - own), "personer" if unit in _PEOPLE else unit
