"""The words that lead the name of a project in, or say what it is."""

from __future__ import annotations

import re

from ..mentions.effort_words import NOUN
from . import project_cue_words

# A place that may name a project: start, end, rule, confidence.
Cue = tuple[int, int, str, float]

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
    rf"(?<![\w-])(?i:{NOUN}|[\w-]*variant(?:en)?|idén)(?: [\w-]+){{0,8}}?,? (?:som |och )?"
    r"(?:kallas|heter|hette|kallades|benämns|fått namnet|med namnet|"
    r"under namnet|vid namn|döp(?:ts|tes|s) till|fi(?:ck|tt) namnet|får namnet|bär namnet|har namnet|kallad|kallat|"
    r"med arbetsnamnet|arbetsnamnet)(?: för)? (?=[\"”“»A-ZÅÄÖ\d])"
)
AS = re.compile(
    r"(?<![\w-])(?:[\w-]*projekt|insats(?:er)?|satsning(?:ar)?) som (?=[A-ZÅÄÖ])|(?<!\w)Bakom (?=[A-ZÅÄÖ]\w+ står)"
)
NAMELY = re.compile(
    r"(?<![\w-])(?:[Pp]rojekt|[Ii]nsats|[Ss]atsning)(?:et|en)s (?:nya )?namn (?:är|blev|blir) (?=[\"”“»A-ZÅÄÖ])"
)
LED = re.compile(r"(?<![\w-])projekt(?:ledaren?|samordnaren?|koordinatorn?) för (?=[\"”“»A-ZÅÄÖ])")
HETER = re.compile(rf"[\"”“]? (?:heter|kallas|är namnet på) (?:det |den )?(?:[\w-]+ ){{0,2}}(?![A-ZÅÄÖ]){NOUN}(?!\w)")
BESIDE = re.compile(
    rf"(?<![\w-])(?:(?i:{_DEFINITE})|[\w-]{{0,30}}(?:satsning|insats|projekt|initiativ|kampanj))(?P<mark>, | – )"
    r"(?P<name>[\"”“]?[A-ZÅÄÖ][\w-]*(?: [\w-]+){0,4}[\"”“]?)(?P=mark)"
)
LISTED = re.compile(rf"(?<![\w-])(?i:{NOUN})(?: \w+){{0,3}}?[;:] ?(?=[A-ZÅÄÖ\"”“])")
IS = re.compile(
    r" (?:\([^()]{2,12}\) )?(?:är|var|blir|har varit) "
    rf"(?:(?:ett|en|vårt|vår|kommunens)(?: [\w-]+){{0,3}}? (?P<kind>{NOUN}|samarbete(?= mellan ))|"
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
    (project_cue_words.INDEFINITE, "project-indefinite", 0.7, ("projekt ", "satsning ", "insats ", "kampanj ")),
    (project_cue_words.PLURAL, "project-cue", 0.8, project_cue_words.PLURALS),
)
GENERIC = frozenset(
    "sammanbindningsbanan autobanan rulltrappebanan löparbanan hela projektet pilotprojektet delprojektet "
    "projektet".split()
)
NAMED = re.compile(
    r"[\"”“]?(#?[A-ZÅÄÖ][\w-]*(?: [A-ZÅÄÖ\d][\w-]*){0,3}(?: (?:ut|in|upp|vidare|igång))?)[\"”“]?"
    r"(?= (?:\([^()]{2,12}\) )?(?:är|var|blir|har varit) )"
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
