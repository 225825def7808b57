"""Projects by name and cue: "projektet Rebus", "satsningen ”X”", "X är ett projekt", "insatsen som kallas X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.article import Name
from ..mentions.bodies import BodyHit
from ..mentions.passages import Passage
from . import project_cues
from .project_names import MOST, QUOTED, Corpus, called, name_at, names_project

# A place that may name a project: start, end, rule, confidence.
Cue = tuple[int, int, str, float]

_NOUN = (
    r"(?:[\w-]*projekt(?:et)?|[\w-]*satsning(?:en)?|[\w-]*insats(?:en)?|[\w-]*modell(?:en)?|metod(?:en)?|[\w-]*initiativ(?:et)?|"
    r"[\w-]*program(?:met)?|kampanj(?:en)?|förstudie(?:n)?|pilot(?:en)?|koncept(?:et)?|mötesplats(?:en)?|arbetssätt(?:et)?)"
)
_DEFINITE = (
    r"(?:[\w-]*projektet|[\w-]*satsningen|[\w-]*insatsen|[\w-]*modellen|[\w-]*metoden|[\w-]*initiativet|"
    r"[\w-]*kampanjen|mötesplatsen|förstudien|piloten|konceptet|arbetssättet|"
    r"programmet|(?:utbildnings|mentors?|introduktions|trainee|utvecklings)programmet|projekten|satsningarna|insatserna)"
)
# The last part of a word that leads a name in, and such words that stand alone.
LEADS = ("projektet", "satsningen", "insatsen", "modellen", "metoden", "initiativet", "kampanjen")
LEADS_ALONE = frozenset(
    "mötesplatsen förstudien piloten konceptet arbetssättet programmet utbildningsprogrammet mentorprogrammet "
    "mentorsprogrammet introduktionsprogrammet traineeprogrammet utvecklingsprogrammet projekten satsningarna "
    "insatserna kursen".split()
)
COMPOUND = re.compile(r"(?P<name>[A-ZÅÄÖ][\w-]{2,30})-(?:modellen|projektet|satsningen|metoden|insatsen)$")
PAYERS = frozenset("esf eu amif finsam eu-projektet kaa leader interreg erasmus ams af fou".split())
NAME_FOLLOWS = re.compile(r" (?=[\"”“»A-ZÅÄÖ])")
CALLED = re.compile(
    rf"(?<![\w-])(?i:{_NOUN}|[\w-]*variant(?:en)?|kurs(?:en)?|idén)(?: \w+){{0,3}}?,? (?:som |och )?"
    r"(?:kallas|heter|hette|kallades|benämns|fått namnet|med namnet|"
    r"under namnet|vid namn|döp(?:ts|tes|s) till|fi(?:ck|tt) namnet|får namnet|bär namnet|har namnet|kallad|kallat|"
    r"med arbetsnamnet|arbetsnamnet)(?: för)? (?=[\"”“»A-ZÅÄÖ\d])"
)
AS = re.compile(
    r"(?<![\w-])(?:[\w-]*projekt|insats(?:er)?|satsning(?:ar)?) som (?=[A-ZÅÄÖ])|(?<!\w)Bakom (?=[A-ZÅÄÖ]\w+ står)"
)
NAMELY = re.compile(
    r"(?<![\w-])(?:(?:[Pp]rojekt|[Ii]nsats|[Ss]atsning)(?:et|en)s (?:nya )?namn (?:är|blev|blir)|"
    r"(?:[Ee]n|[Tt]vå|[Tt]re) av (?:[\w-]+ ){0,2}(?:projekten|satsningarna|insatserna|insatser|satsningar) är)"
    r" (?=[\"”“»A-ZÅÄÖ])"
)
LED = re.compile(r"(?<![\w-])projekt(?:ledaren?|samordnaren?|koordinatorn?) för (?=[\"”“»A-ZÅÄÖ])")
HETER = re.compile(rf"[\"”“]? (?:heter|kallas|är namnet på) (?:det |den )?(?:[\w-]+ ){{0,2}}(?![A-ZÅÄÖ]){_NOUN}(?!\w)")
BESIDE = re.compile(
    rf"(?<![\w-])(?:(?i:{_DEFINITE})|(?:satsning|insats|projekt|initiativ|kampanj))(?P<mark>, | – )"
    r"(?P<name>[\"”“]?[A-ZÅÄÖ][\w-]*(?: [\w-]+){0,4}[\"”“]?)(?P=mark)"
)
LISTED = re.compile(rf"(?<![\w-])(?i:{_NOUN})(?: \w+){{0,3}}?[;:] ?(?=[A-ZÅÄÖ\"”“])")
IS = re.compile(
    rf" (?:är|var|blir) (?:(?:ett|en|vårt|vår|kommunens)(?: [\w-]+){{0,3}}? (?P<kind>{_NOUN}|samarbete(?= mellan ))|"
    r"(?:ett|en) av (?:[\w-]+ ){0,2}(?P<one>insatser|insatserna|satsningar|satsningarna|projekt|projekten))(?!\w)"
)
ON = re.compile(r"(?<![\w-])(?:[Ss]atsningen|[Pp]rojektet) (?:på|med) (?P<name>[a-zåäö]\w+)")
ENDING = re.compile(r"(?<!\w)[A-ZÅÄÖ]\w{2,40}(?:lyftet|banan|projektet)(?: 20\d\d)?(?=s?(?!\w))")
HINTS = (
    *"bakom projekt satsning insats modell metod initiativ program kampanj mötesplats arbetssätt lyftet banan "
    "förstudie pilot koncept spåret språnget steget löftet klivet lotsen kedjan trappan slingan länken".split(),
    " samarbete mellan ",
    "kursen ",
    "idén kallas",
)
# Pattern, rule, how sure, and what a passage must hold for the pattern to be worth looking for.
PATTERNS = (
    (CALLED, "project-called", 0.9, ("kalla", "heter", "hette", "benämns", "namn", "döp")),
    (NAMELY, "project-called", 0.8, (" är ", " ble", " bli")),
    (project_cues.INDEFINITE, "project-indefinite", 0.7, ("projekt ", "satsning ", "insats ", "kampanj ")),
    (project_cues.PLURAL, "project-cue", 0.8, project_cues.PLURALS),
)
GENERIC = frozenset(
    "sammanbindningsbanan autobanan rulltrappebanan löparbanan hela projektet pilotprojektet delprojektet "
    "projektet".split()
)
NAMED = re.compile(
    r"[\"”“]?(#?[A-ZÅÄÖ][\w-]*(?: [A-ZÅÄÖ\d][\w-]*){0,3}(?: (?:ut|in|upp|vidare|igång))?)[\"”“]?(?= (?:är|var|blir) )"
)
# "Steg för steg är ett projekt": a phrase that the article has elsewhere too
PHRASE = re.compile(r"[\"”“]?([A-ZÅÄÖ][\w-]*(?: [a-zåäö]+){1,3})[\"”“]?(?= (?:är|var|blir) )")
NOT_LISTED = frozenset(
    "i nu här där enligt det den de en ett att vi regeringen kommunen han hon alla när om så hur vad".split()
)
NOT_PROJECTS = frozenset("en ett den det sverige europa eu kommunen projektet från till mot för".split())
BESIDES = tuple(
    f"{kind}{mark}"
    for kind in (
        "projektet",
        "satsningen",
        "insatsen",
        "modellen",
        "metoden",
        "initiativet",
        "kampanjen",
        "förstudien",
        "satsning",
        "insats",
        "projekt",
        "initiativ",
        "kampanj",
    )
    for mark in (", ", " – ")
)
STOPS = re.compile(r"[,.!?;]|$")
NOT_BESIDE = frozenset("är har som när där vi jag det att den de han hon".split())
KIND_OF_NAME = re.compile(r" [\"”“A-ZÅÄÖ]")
BODIES_OF_OTHERS = re.compile(r"s (?:rapport|vd|styrelse|generaldirektör|ordförande)\b")


def find(passages: list[Passage]) -> None:
    """Add the projects that each passage names to its bodies, first by cue, then every other place of the names."""
    hinted = {passage.order for passage in passages if any(hint in passage.lower for hint in HINTS)}
    if not hinted:
        return
    corpus = Corpus(passages)
    names: dict[str, tuple[str, float, str]] = {}
    for passage in passages:
        if passage.kind == "contact" or passage.order not in hinted:
            continue
        for start, end, rule, sure in _cues(passage, corpus):
            if any(b.kind == "project" and b.rule == "register" and b.start <= start < b.end for b in passage.bodies):
                continue  # a known name, which may begin with an everyday word, begins or goes on here
            name = " ".join(passage.string[start:end].split())
            if not _good(name):
                continue
            low = name.lower()
            if low not in names or names[low][1] < sure:
                names[low] = (name[0].upper() + name[1:], sure, rule)
            _put(passage, start, end, names[low][0], rule, sure)
    _spread(passages, names)
    others: dict[str, tuple[str, float, str]] = {}
    _others(passages, others)
    _spread(passages, {low: found for low, found in others.items() if low not in names})


def _spread(passages: list[Passage], names: dict[str, tuple[str, float, str]]) -> None:
    """Mark every other place of the names."""
    if not names:
        return
    for passage in passages:
        low_string = passage.string.lower()
        for low, (name, sure, rule) in list(names.items())[:MOST]:
            at = low_string.find(low)
            while at >= 0:
                end = at + len(low)
                if _edges(passage.string, at, end):
                    _put(passage, at, end, name, rule, sure)
                at = low_string.find(low, end)


def _others(passages: list[Passage], names: dict[str, tuple[str, float, str]]) -> None:
    """Headings that name a project, then the names that stand in a row with those found."""
    added = [(p, start, end, "project-heading", 0.7) for p, start, end in project_cues.headed(passages)]
    if not any(b.kind == "project" for p in passages for b in p.bodies):
        added.extend((p, start, end, "project-labelled", 0.7) for p, start, end in project_cues.labelled(passages))
    if added or any(b.kind == "project" and b.rule != "register" for p in passages for b in p.bodies):
        headings = {p.lower.strip(' "”“') for p in passages if p.kind == "heading"}
        for passage in passages:
            named = [b for b in passage.bodies if b.kind == "project" and b.rule != "register"]
            openings = {match.end() for match in project_cues.PLURAL.finditer(passage.string)} if named else set()
            for hit in named:
                plural = any(at <= hit.start <= at + 1 for at in openings)
                added.extend(
                    (passage, start, end, "project-in-a-row", 0.65)
                    for start, end in project_cues.rows(passage, hit.start, hit.end, headings, plural)
                )
    for passage, start, end, rule, sure in added:
        name = " ".join(passage.string[start:end].split())
        if _good(name):
            names.setdefault(name.lower(), (name, sure, rule))
            _put(passage, start, end, names[name.lower()][0], rule, sure)


def _edges(string: str, start: int, end: int) -> bool:
    before = string[start - 1 : start]
    after = string[end : end + 1]
    genitive = after == "s" and not string[end + 1 : end + 2].isalnum()
    return not (before.isalnum() or before == "-") and (not after.isalnum() or genitive) and after != "-"


def _put(passage: Passage, start: int, end: int, name: str, rule: str, sure: float) -> None:
    for body in passage.bodies:
        if body.start < end and start < body.end:
            if body.kind == "project":
                return
            # "Vägen ut" is longer than a word of it that looks like something else
            if body.rule == "register" and body.kind != "municipality":
                return
    passage.bodies = [b for b in passage.bodies if not (b.start < end and start < b.end and b.end <= end)]
    passage.bodies.append(BodyHit(start, end, name, "project", None, rule, sure))
    passage.bodies.sort(key=lambda b: b.start)


def _good(name: str) -> bool:
    low = name.lower()
    return (
        len(name) > 1
        and name[-1] != "-"
        and low not in NOT_PROJECTS
        and low not in GENERIC
        and any(c.isalpha() for c in name)
    )


def _cues(passage: Passage, corpus: Corpus) -> Iterator[Cue]:  # noqa: C901, PLR0915 - to be split when rebuilt
    string, low = passage.string, passage.lower
    for word in passage.words:
        if word.low.endswith(LEADS) or word.low in LEADS_ALONE:
            span = name_at(passage, word.end + 1, corpus) if NAME_FOLLOWS.match(string, word.end) else None
            if span:
                yield (*span, "project-cue", 0.9)
        compound = COMPOUND.match(word.text) if word.capital and "-" in word.text else None
        if compound and compound["name"].lower() not in PAYERS:
            yield word.start, word.start + len(compound["name"]), "project-compound", 0.7
    for pattern, rule, sure, parts in PATTERNS:
        if not any(part in low for part in parts):
            continue
        for match in pattern.finditer(string):
            named_by = called if pattern is CALLED or pattern is NAMELY else name_at
            span = named_by(passage, match.end(), corpus)
            if span:
                yield (*span, rule, sure)
    for match in BESIDE.finditer(string) if any(kind in low for kind in BESIDES) else ():
        name = match["name"].strip('"”“')
        start = string.index(name, match.start("name"))
        if not project_cues.taken(passage, start, start + len(name)) and not set(name.lower().split()) & NOT_BESIDE:
            yield start, start + len(name), "project-beside", 0.65
    yield from project_cues.apart(passage, corpus)
    for match in AS.finditer(string) if " som " in low or "bakom" in low else ():
        taken = any(b.start == match.end() and b.kind != "project" for b in passage.bodies)
        span = (
            None
            if taken or any(p.start == match.end() for p in passage.persons)
            else name_at(passage, match.end(), corpus)
        )
        if span:
            yield (*span, "project-as", 0.7)
    for match in LISTED.finditer(string) if ":" in string or ";" in string else ():
        stop = STOPS.search(string, match.end())
        end = stop.start() if stop else len(string)
        name = string[match.end() : end].strip('"”“ ')
        if name.split()[:1] and name.split()[0].lower() in NOT_LISTED:
            continue
        if 1 <= len(name.split()) <= 7 and not any(
            p.start < end and match.end() < p.end for p in passage.persons if p.full
        ):
            start = string.index(name, match.end())
            yield start, start + len(name), "project-listed", 0.7
    for match in LED.finditer(string) if "projektl" in low or "projekts" in low or "projektk" in low else ():
        span = name_at(passage, match.end(), corpus)
        if span is None or string.startswith(" kommun", span[1]):
            continue
        if not any(b.start < span[1] and span[0] < b.end and not b.rule.endswith("-of-role") for b in passage.bodies):
            yield (*span, "project-led", 0.65)
    if " är " in low or " var " in low or " blir " in low:
        yield from _said_to_be(passage, corpus)
    for match in HETER.finditer(string) if " heter " in low or " kallas " in low or "namnet på" in low else ():
        begin, _ = passage.sentence_at(match.start())
        name = string[begin : match.start()].strip(' "”“')
        if 0 < len(name.split()) <= 4 and name[0].isupper() and name.split()[0].lower() not in NOT_LISTED:
            start = string.index(name, begin)
            yield start, start + len(name), "project-called", 0.8
    for match in ENDING.finditer(string) if "lyftet" in low or "banan" in low or "projektet" in low else ():
        if match[0].endswith("banan") and passage.kind == "item":
            continue
        if match[0].lower() in GENERIC or BODIES_OF_OTHERS.match(string, match.end()):
            continue
        kind = match[0].endswith("projektet")
        if kind and (match[0] not in corpus.inner or KIND_OF_NAME.match(string, match.end())):
            continue  # "Integrationsprojektet ”Vi ses”": the word only leads the name in
        yield match.start(), match.end(), "project-ending", 0.7
    for match in (
        ON.finditer(string) if "en på " in low or "et på " in low or "en med " in low or "et med " in low else ()
    ):
        noun = match["name"].lower()
        if len(noun) > 6 and corpus.title.startswith(noun) and _stem_count(corpus, noun) > 2:
            yield match.start("name"), match.end("name"), "project-on", 0.7


def _said_to_be(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "Lyktan är ett projekt", "”Ny start” är en satsning", "Jobbspåret är en av kommunens insatser"."""
    string = passage.string
    for start, end in passage.sentences if IS.search(passage.lower) else ():
        quoted = QUOTED.match(string, start, end)
        if quoted and IS.match(passage.lower, quoted.end()):
            yield quoted.start(1), quoted.end(1), "project-is", 0.8
            continue
        first = NAMED.match(string, start, end)
        said = IS.match(passage.lower, first.end()) if first else None
        if first and said and names_project(passage, first, said["kind"] or said["one"], corpus):
            yield first.start(1), first.end(1), "project-is", 0.8 if first[1] in corpus.inner else 0.6
        longer = None if first else PHRASE.match(string, start, end)
        if longer and IS.match(passage.lower, longer.end()) and corpus.count(longer[1]) > 1:
            yield longer.start(1), longer.end(1), "project-is", 0.75


def _stem_count(corpus: Corpus, low: str) -> int:
    return sum(number for word, number in corpus.words.items() if word.startswith(low))


def collect(passages: list[Passage]) -> list[Name]:
    """One `Name` for each project, in reading order."""
    found: dict[str, Name] = {}
    for passage in passages:
        for hit in passage.bodies:
            if hit.kind != "project":
                continue
            name = found.get(hit.name.lower())
            if name is None:
                name = found[hit.name.lower()] = Name(
                    span=passage.span(hit.start, hit.end),
                    rule=hit.rule,
                    confidence=hit.confidence,
                    name=hit.name,
                    key=hit.key,
                )
            name.confidence = max(name.confidence, hit.confidence)
            name.spans.append(passage.span(hit.start, hit.end))
    for low in list(found):  # "Kliv in" is "Kliv in i Sverige", where a sentence broke the name off
        longer = next((name for other, name in found.items() if other.startswith(f"{low} ")), None)
        if longer and longer.name[len(low) + 1].islower():
            longer.spans.extend(found.pop(low).spans)
    return list(found.values())
