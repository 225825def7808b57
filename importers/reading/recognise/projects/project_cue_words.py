"""The words by which what stands beside a name says that it is a project's."""

from __future__ import annotations

import re
from typing import Protocol

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
