"""Places of a text that may name a project, by the words that lead the name in or say what it is.

Each rule is a form: a word for such work before the name ("projektet Lyktan"), a verb of naming ("som kallas Lyktan"),
what it is said to be ("Lyktan är ett projekt"). A rule proposes a place and how sure it is; how far the name goes is
told by `project_spans`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..mentions.passages import Passage
from . import project_cues
from .project_names import QUOTED, Corpus, names_project
from .project_spans import called, name_at

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
    "insatserna".split()
)
COMPOUND = re.compile(r"(?P<name>[A-ZÅÄÖ][\w-]{2,30})-(?:modellen|projektet|satsningen|metoden|insatsen)$")
PAYERS = frozenset("esf eu amif finsam eu-projektet kaa leader interreg erasmus ams af fou".split())
NAME_FOLLOWS = re.compile(r" (?=[\"”“»A-ZÅÄÖ])")
CALLED = re.compile(
    rf"(?<![\w-])(?i:{_NOUN}|[\w-]*variant(?:en)?|idén)(?: [\w-]+){{0,8}}?,? (?:som |och )?"
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
ONS = ("en på ", "et på ", "en med ", "et med ")
# "samtliga beviljade projekt", "våra projekt": nouns in the plural lead no name in
PLURAL_BEFORE = re.compile(r"(?:a|ade|da|ta|de|ra)$")
ONE = ("nya", "egna", "stora")  # that stand before a single one too: "kommunens nya projekt"
FILE = re.compile(r"(?i:pdf|word|excel|docx?|xlsx?|powerpoint|pptx?|csv|zip)(?!\w)|[\w ]{1,40}, [\d.,]+ ?[kM]B(?!\w)")
STOPS = re.compile(r"[,.!?;]|$")
NOT_BESIDE = frozenset("är har som när där vi jag det att den de han hon".split())
KIND_OF_NAME = re.compile(r" [\"”“A-ZÅÄÖ]")
BODIES_OF_OTHERS = re.compile(r"s (?:rapport|vd|styrelse|generaldirektör|ordförande)\b")


def cues(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """Every place in the passage that a rule takes for a project's name."""
    for rule in RULES:
        yield from rule(passage, corpus)


def _led_in(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "projektet Lyktan", "Jobba-lära-modellen"."""
    for word in passage.words:
        if word.low.endswith(LEADS) or word.low in LEADS_ALONE:
            span = name_at(passage, word.end + 1, corpus) if NAME_FOLLOWS.match(passage.string, word.end) else None
            if span:
                yield span.start, span.end, "project-cue", min(0.9, span.sure)
        compound = COMPOUND.match(word.text) if word.capital and "-" in word.text else None
        if compound and compound["name"].lower() not in PAYERS:
            yield word.start, word.start + len(compound["name"]), "project-compound", 0.7


def _patterns(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "en insats som kallas Lyktan", "projekt Lyktan", "projekten Lyktan och Fyren"."""
    for pattern, rule, sure, parts in PATTERNS:
        if not any(part in passage.lower for part in parts):
            continue
        for match in pattern.finditer(passage.string):
            if pattern is project_cues.INDEFINITE and _of_many(passage, match):
                continue
            named_by = called if pattern is CALLED or pattern is NAMELY else name_at
            span = named_by(passage, match.end(), corpus)
            if span:
                yield span.start, span.end, rule, min(sure, span.sure)


def _of_many(passage: Passage, match: re.Match[str]) -> bool:
    """Whether "projekt" is a plural here ("samtliga beviljade projekt"), or what follows is a file and its size."""
    index = passage.word_index(match.start())
    before = passage.words[index - 1] if index else None
    near = before is not None and passage.string[before.end : match.start()] == " "
    if before is not None and near and PLURAL_BEFORE.search(before.low) and not before.low.endswith(ONE):
        return True
    return FILE.match(passage.string, match.end()) is not None


def _beside(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "den nya satsningen, Lyktan, börjar"; "Lyktan, en insats för"."""
    for match in BESIDE.finditer(passage.string) if any(kind in passage.lower for kind in BESIDES) else ():
        name = match["name"].strip('"”“')
        start = passage.string.index(name, match.start("name"))
        if not project_cues.taken(passage, start, start + len(name)) and not set(name.lower().split()) & NOT_BESIDE:
            yield start, start + len(name), "project-beside", 0.65
    yield from project_cues.apart(passage, corpus)


def _as(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "projekt som Lyktan", "Bakom Lyktan står"."""
    for match in AS.finditer(passage.string) if " som " in passage.lower or "bakom" in passage.lower else ():
        at = match.end()
        taken = any(b.start == at and b.kind != "project" for b in passage.bodies)
        taken = taken or any(p.start == at for p in passage.persons)
        span = None if taken else name_at(passage, at, corpus)
        if span:
            yield span.start, span.end, "project-as", min(0.7, span.sure)


def _listed(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "Sommarens projekt: Lyktan"."""
    string = passage.string
    for match in LISTED.finditer(string) if ":" in string or ";" in string else ():
        stop = STOPS.search(string, match.end())
        end = stop.start() if stop else len(string)
        name = string[match.end() : end].strip('"”“ ')
        if name.split()[:1] and name.split()[0].lower() in NOT_LISTED:
            continue
        persons = any(p.start < end and match.end() < p.end for p in passage.persons if p.full)
        if 1 <= len(name.split()) <= 7 and not persons:
            start = string.index(name, match.end())
            yield start, start + len(name), "project-listed", 0.7


def _led(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "projektledare för Lyktan"."""
    low = passage.lower
    for match in LED.finditer(passage.string) if "projektl" in low or "projekts" in low or "projektk" in low else ():
        span = name_at(passage, match.end(), corpus)
        if span is None or passage.string.startswith(" kommun", span.end):
            continue
        if not any(
            b.start < span.end and span.start < b.end and not b.rule.endswith("-of-role") for b in passage.bodies
        ):
            yield span.start, span.end, "project-led", min(0.65, span.sure)


def _said_to_be(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "Lyktan är ett projekt", "”Ny start” är en satsning", "Jobbspåret är en av kommunens insatser"."""
    string = passage.string
    if not (" är " in passage.lower or " var " in passage.lower or " blir " in passage.lower):
        return
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


def _is_called(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "Lyktan heter projektet"."""
    low = passage.lower
    for match in HETER.finditer(passage.string) if " heter " in low or " kallas " in low or "namnet på" in low else ():
        begin, _ = passage.sentence_at(match.start())
        name = passage.string[begin : match.start()].strip(' "”“')
        if 0 < len(name.split()) <= 4 and name[0].isupper() and name.split()[0].lower() not in NOT_LISTED:
            start = passage.string.index(name, begin)
            yield start, start + len(name), "project-called", 0.8


def _ending(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "Omsorgslyftet", "Integrationsprojektet"."""
    low = passage.lower
    for match in ENDING.finditer(passage.string) if "lyftet" in low or "banan" in low or "projektet" in low else ():
        if match[0].endswith("banan") and passage.kind == "item":
            continue
        if match[0].lower() in GENERIC or BODIES_OF_OTHERS.match(passage.string, match.end()):
            continue
        kind = match[0].endswith("projektet")
        if kind and (match[0] not in corpus.inner or KIND_OF_NAME.match(passage.string, match.end())):
            continue  # "Integrationsprojektet ”Vi ses”": the word only leads the name in
        yield match.start(), match.end(), "project-ending", 0.7


def _on(passage: Passage, corpus: Corpus) -> Iterator[Cue]:
    """ "projektet med etableringscentrum", which the title names too."""
    low = passage.lower
    for match in ON.finditer(passage.string) if any(part in low for part in ONS) else ():
        noun = match["name"].lower()
        if len(noun) > 6 and corpus.title.startswith(noun) and corpus.stems(noun) > 2:
            yield match.start("name"), match.end("name"), "project-on", 0.7


RULES: tuple[Callable[[Passage, Corpus], Iterator[Cue]], ...] = (
    _led_in,
    _patterns,
    _beside,
    _as,
    _listed,
    _led,
    _said_to_be,
    _is_called,
    _ending,
    _on,
)
