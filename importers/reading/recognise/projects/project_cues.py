"""Projects by what stands after or beside their name: "X, en insats för", "X drivs av", "projekten X och Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from ..mentions.passages import Passage

_APART = r"(?:ett|en|vårt|vår|kommunens|kommunernas|förbundets|länets)"
_KIND = r"(?:[\w-]{0,30}(?:projekt|satsning|insats|initiativ|program)|kampanj|förstudie|pilot)"

APPOSITION = re.compile(
    rf"(?:, (?:som är )?| [–-] | \(){_APART}(?: [\w-]+){{0,2}} (?:{_KIND}(?= |,|\.|\))|samarbete(?= mellan ))"
)
APARTS = tuple(
    f"{mark}{word} "
    for mark in (", ", " – ", " - ", "(", "som är ")
    for word in ("ett", "en", "vårt", "vår", "kommunens", "kommunernas", "förbundets", "länets")
)
RUNS = re.compile(
    r" (?:drivs (?:av|i|gemensamt)|finansieras av|riktar sig (?:till|mot)|vänder sig till|ersätter det tidigare|"
    r"pågår (?:till|fram|i ett|i två|i tre)|delfinansieras av|startade som ett)(?!\w)"
)
RUNNING = ("drivs ", "inansieras av", "r sig ", "ersätter", "pågår", "startade")
INDEFINITE = re.compile(
    r"(?<![\w-])(?:[Pp]rojekt|[\w-]{2,20}-projekt|[Pp]ilotprojekt|"
    r"(?:[Kk]ommunens|[Rr]egionens|[Ff]örbundets|[Rr]egeringens|kommuns|[Vv]år) (?:nya |egna |stora )?"
    r"(?:satsning|insats|kampanj)) (?=[\"”“A-ZÅÄÖ])"
)
PLURALS = ("projekten", "satsningarna", "insatserna", "initiativen", "kampanjerna", "förstudierna")
PLURAL = re.compile(
    r"(?<![\w-])(?i:[\w-]{0,30}(?:projekten|satsningarna|insatserna|initiativen|kampanjerna|förstudierna))(?: heter)? "
    r"(?=[\"”“#A-ZÅÄÖ])"
)
ENDING = re.compile(
    r"(?<![\w-])[A-ZÅÄÖ][a-zåäö]{2,30}(?:spåret|språnget|steget|löftet|klivet|piloten|satsningen|modellen|lotsen|kedjan|trappan|slingan|länken)"
    r"(?: 20\d\d)?(?=s?(?!\w))"
)
ENDINGS = (
    "spåret",
    "språnget",
    "steget",
    "löftet",
    "klivet",
    "piloten",
    "satsningen",
    "modellen",
    "lotsen",
    "kedjan",
    "trappan",
    "slingan",
    "länken",
)
GENERIC = frozenset(
    "värdekedjan livsmedelskedjan leveranskedjan matkedjan beslutskedjan rättskedjan vårdkedjan företagslotsen "
    "elljusspåret motionsspåret skidspåret sidospåret huvudspåret järnvägsspåret dubbelspåret "
    "höghastighetsspåret ljudspåret blindspåret stickspåret trampsteget försteget slutsteget nästasteget "
    "mellansteget delsteget vallöftet pensionslöftet forskningssatsningen arbetsmodellen grundmodellen "
    "affärsmodellen samverkansmodellen finansieringsmodellen styrmodellen ersättningsmodellen "
    "skolsatsningen välfärdssatsningen miljösatsningen kultursatsningen infrastruktursatsningen "
    "storsatsningen nysatsningen budgetsatsningen extrasatsningen".split()
)
NAME = re.compile(r"[\"”“»]?(#?[A-ZÅÄÖ][\w-]*(?: [\w-]+){0,2})[\"”“»]?$")
NEXT = re.compile(
    r"(?:, | och | samt |, och )[\"”“»]?(#?[A-ZÅÄÖ][\w-]*(?: [\w-]+){0,2}?)[\"”“»]?"
    r"(?=[.,;:!?)]| och | samt |$| (?:får|har|är|ska|startar|pågår|drivs|vänder|riktar|blir|fick|beviljas) )"
)
BACK = re.compile(r"[\"”“»]?(#?[A-ZÅÄÖ][\w-]*(?: [\w-]+){0,2})[\"”“»]?(?:, | och | samt )[\"”“»]?$")
PLACE_TAIL = re.compile(r" (?:i|på|vid) [A-ZÅÄÖ][\w-]+(?: kommun)?$")
NOT_RUN = re.compile(  # places, events and laws are run and turn to people as well, and are no projects
    r"(?:mottagningen|veckan|dagen|dagarna|centret|skolan|verksamheten|huset|[ck]aféet|gruppen|nätverket|utbildningen|"
    r"lagen|reformen|bidraget|stödet|fonden|myndigheten|kursen|linjen|jouren|tjänsten|festivalen|mässan|boken|filmen)$"
)
VERB_END = re.compile(r"[a-zåäö](?:ar|er|as|ade|de|te|med|år|ingår)$")
LABEL = re.compile(r"Projekt(?:ägare|tid|period|start|slut|budget|partner|namn|ledare)\s*:")
ABOUT = re.compile(r"(?:Fakta|Kort|Mer)? ?[Oo]m (?:projektet )?[\"”“]?(?=[A-ZÅÄÖ])")
TITLE = re.compile(r"[A-ZÅÄÖ][\w-]*(?: [\w-]+){0,4}")
TASK = re.compile(r"(?:Projektet|Insatsen|Satsningen|Initiativet|Förstudien|Kampanjen) \w")
PLAIN = frozenset(
    "det den de vi han hon här där detta sverige regeringen kommunen regionen förbundet europa eu "
    "projektet satsningen insatsen bakgrund fakta mål syfte resultat arbetet verksamheten pengarna stödet "
    "medlen bidraget uppdraget utredningen lagen förslaget regeringens kommuner deltagarna kontakt om läs "
    "mer initiativet vad hur varför så".split()
)
STOP_IN_NAME = frozenset(
    "är har finns får ska kan som att med till av om när och eller den det ett en inom hos under från var blev "
    "blir".split()
)


LED_BY = STOP_IN_NAME | frozenset("i på för genom nu här där bakom".split())  # that begin a sentence before a name


class Inner(Protocol):
    """What an article tells of its words."""

    @property
    def inner(self) -> set[str]:
        """Words with a capital inside a sentence somewhere in the article."""


def apart(passage: Passage, corpus: Inner) -> Iterator[tuple[int, int, str, float]]:
    """Names told by the clause beside them, as start, end, rule and how sure."""
    string = passage.string
    for match in APPOSITION.finditer(string) if any(part in passage.lower for part in APARTS) else ():
        begin, _ = passage.sentence_at(match.start())
        before = string[begin : match.start()]
        span = _before_place(before)
        if span is None or taken(passage, begin + span[0], begin + span[1]):
            span = _last_name(before)
        if span and not taken(passage, begin + span[0], begin + span[1]):
            yield begin + span[0], begin + span[1], "project-apposition", 0.75
    for match in RUNS.finditer(string) if any(part in string for part in RUNNING) else ():
        begin, _ = passage.sentence_at(match.start())
        span = _last_name(string[begin : match.start()])
        if span is None or taken(passage, begin + span[0], begin + span[1]):
            continue
        name = string[begin + span[0] : begin + span[1]]
        if NOT_RUN.search(name):
            continue
        if " " in name or (span[0] == 0 and name not in corpus.inner):
            continue  # one word that only begins the sentence may be any noun
        yield begin + span[0], begin + span[1], "project-runs", 0.6
    for match in ENDING.finditer(string) if any(ending in passage.lower for ending in ENDINGS) else ():
        listed = (
            passage.kind == "item"
            and match.start() == 0
            and passage.string[match.end() : match.end() + 1] in ("", ",")
        )
        named = listed or match[0].split()[0] in corpus.inner or _within(passage, match.start())
        if named and match[0].lower() not in GENERIC and not taken(passage, match.start(), match.end()):
            yield match.start(), match.end(), "project-ending", 0.65


def rows(passage: Passage, start: int, end: int, headings: set[str], plural: bool) -> Iterator[tuple[int, int]]:
    """The other names in the row that the known project at `start` stands in.

    A row counts where a plural cue opens it, where it has three names, or where the other name is a heading too.
    """
    string = passage.string
    found: list[tuple[int, int]] = []
    at = end
    while len(found) < 8:
        at += string[at : at + 1] in ('"', "”", "“")
        match = NEXT.match(string, at)
        if not match or not _fits(passage, *match.span(1)):
            break
        found.append(match.span(1))
        at = match.end(1)
    forward = len(found)
    at = start
    while len(found) < 8 and not plural:
        match = BACK.search(string, max(0, at - 60), at)
        if not match:
            break
        span = _last_name(string[match.start(1) : match.end(1)])
        if span is None or not _fits(passage, match.start(1) + span[0], match.start(1) + span[1]):
            break
        found.append((match.start(1) + span[0], match.start(1) + span[1]))
        at = found[-1][0]
    for number, (begin, finish) in enumerate(found):
        known = string[begin:finish].lower() in headings
        if known or (plural and number < forward) or len(found) >= 2:
            yield begin, finish


def headed(passages: list[Passage]) -> Iterator[tuple[Passage, int, int]]:
    """Headings that are a project's name: "Projektet …" begins the text under them and the text names them too."""
    looked = 0
    for number, passage in enumerate(passages[:-1]):
        if passage.kind != "heading" or not TASK.match(passages[number + 1].string):
            continue
        name = passage.string.strip(' "”“')
        if not 1 <= len(name.split()) <= 4 or not name[:1].isupper() or name.lower() in PLAIN or name.endswith("?"):
            continue
        looked += 1
        if looked > 40:
            return  # no release has more projects, and each is looked for in the whole text
        pattern = re.compile(rf"[\wåäö,] {re.escape(name)}(?!\w)")
        if any(pattern.search(other.string) for other in passages if other is not passage):
            start = passage.string.index(name)
            yield passage, start, start + len(name)


def labelled(passages: list[Passage]) -> Iterator[tuple[Passage, int, int]]:
    """The project of a page with rows such as "Projektägare: …": what "Fakta om" names, else the title."""
    rows = [
        p
        for p in passages
        if p.kind not in ("title", "heading") and p.string[:7] == "Projekt" and LABEL.match(p.string)
    ]
    if len({p.words[0].low for p in rows}) < 2:
        return
    headings = (p for p in reversed(passages[: rows[0].order]) if p.kind == "heading")
    about = next(((p, match) for p in headings if (match := ABOUT.match(p.string))), None)
    if about:
        yield about[0], about[1].end(), len(about[0].string.rstrip())
    elif passages[0].kind == "title" and TITLE.fullmatch(passages[0].string.strip()):
        yield passages[0], 0, len(passages[0].string.rstrip())


def _last_name(string: str) -> tuple[int, int] | None:
    """The capitalised name that ends the string, with up to two words in lower case."""
    match = NAME.search(string, max(0, len(string) - 70))
    if not match:
        return None
    start, end = match.span(1)
    # the last capital that begins a run of capitals: "i Solvik finns Gröna rum" ends in "Gröna rum"
    words = [(m.start() + start, m.end() + start, m[0]) for m in re.finditer(r"[#\w-]+", string[start:end])]
    first = max((n for n, word in enumerate(words) if word[2].lstrip("#")[:1].isupper()), default=None)
    while first and words[first - 1][2][:1].isupper() and words[first - 1][2].lower() not in LED_BY:
        first -= 1
    if first is not None and any(word[2].lower() in STOP_IN_NAME for word in words[first:]):
        return None
    if first is None or words[first][2].lower() in PLAIN:
        return None
    return words[first][0], end


def _before_place(string: str) -> tuple[int, int] | None:
    """The name in "finns Lugna stigen i Ålund"; none in "vi deltar i Verkbro"."""
    place = PLACE_TAIL.search(string)
    span = _last_name(string[: place.start()]) if place else None
    return None if span is None or VERB_END.search(string[: span[1]]) else span


def _within(passage: Passage, start: int) -> bool:
    return passage.sentence_at(start)[0] < start and passage.string[start - 1 : start] == " "


def taken(passage: Passage, start: int, end: int) -> bool:
    if any(p.full and p.start < end and start < p.end for p in passage.persons):
        return True
    return any(b.start < end and start < b.end and b.kind != "project" and b.confidence > 0.6 for b in passage.bodies)


def _fits(passage: Passage, start: int, end: int) -> bool:
    words = passage.string[start:end].lower().split()
    return not taken(passage, start, end) and not (set(words) & STOP_IN_NAME) and words[0] not in PLAIN
