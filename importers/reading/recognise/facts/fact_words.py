"""The words by which a sentence says something of a project or a unit."""

from __future__ import annotations

import re

BEHIND = re.compile(r"\b[Bb]akom .{0,80}?\b(?:står|stod|stått)\b")
PARTNER = re.compile(
    r"(?:i )?(?:samverkan|samarbete|partnerskap)(?:e?t)? (?:med|mellan)|tillsammans med|samverkar med|samarbetar med|"
    r"ingår|deltar|medverkar|parter|partner|gemensamt"
)
UNNAMED = re.compile(
    r"(?:(?:de|den|båda|alla|samtliga|deltagande|medverkande|samverkande|berörda|egna|lokala|två|tre|fyra|fem) )*"
    r"(?:kommunen|kommunerna?s? ?\w*(?: \w+)?|kommuner|regionen|regionerna|länsstyrelsen|näringslivet|företagen|staden"
    r"|parterna|förbundet|samordningsförbunde[nt]|aktörerna)",
    re.IGNORECASE,
)
PURPOSE = re.compile(r"\bsyfte(?:t|n)?\b|\bsyftar (?:till|på)\b|\btanken med\b|\bidén med\b|\bgår ut på\b")
AIMS = re.compile(r"[”\"]?,? (?:som )?syftar till (?=att )")
TARGET = re.compile(r"\b(?:vänder sig|riktar sig|riktad|riktat|riktas) till\b|\bmålgrupp(?:en)?\b|\bär till för\b")
GOAL = re.compile(r"\bmål(?:et|en|sättning|sättningen)?\b(?! ?grupp)")
START = re.compile(
    r"\b(?:startade|startar|startas|startades|dra[rs]? i ?gång|drog i ?gång|inleddes|inleds|påbörjades|påbörjas|"
    r"började|börjar|"
    r"pågår (?:från|sedan)|sedan starten|invigdes|sjösattes|startskott\w*|tar vid|tog vid|sattes i ?gång|"
    r"sätts i ?gång)\b"
)
END = re.compile(
    r"\b(?:avslutas|avslutades|avslutats|slutar|slutade|upphör|upphörde|pågår (?:till|fram till|t\.?o\.?m)|"
    r"löper till|till och med|slutredovisas|är slut|går i mål|gick i mål|"
    r"blir klart?|blev klart?|läggs ner|lades ner|tar slut|tog slut)\b"
)
PERIOD = re.compile(r"\b(?:pågår|löper|pågick|pågått|genomförs|drivs|bedrivs|gäller)\b|projekttid|projektperiod")
REMIT = re.compile(
    r"\b(?:ansvarar för|har ansvar för|ansvar för|arbetar (?:med|för|även)|har i uppdrag|uppdrag(?:et)? är|"
    r"jobbar med|hjälper|"
    r"erbjuder|samverkar med|stödjer|ska arbeta för|ger stöd|har till uppgift|samordnar|skapas)\b"
)
PARTS = re.compile(r"\b(?:inryms|ryms|ingår|består av|omfattar|innefattar|rymmer|samlar)\b")
ANAPHOR = re.compile(
    r"(?:^|\s)(?:(?:\w{2,12}-)?projektet|satsningen|insatsen|projektets|satsningens|där|här|enheten|enhetens|verksamheten|den|"
    r"modellen|syftet|målet|pengarna|kommunerna)\b|projektägar|projekttid|projektperiod"
)
PARTICIPANTS = re.compile(r"deltagare|inskrivna|personer|elever|ungdomar|kvinnor|män|hushåll")
MOST = 40  # projects and units that facts are looked for; keeps the time linear
FACTS_HEADING = re.compile(r"^(?:fakta|fakta om|om|kort om|så (?:fungerar|arbetar)|bakgrund)\b")

PART_OF = re.compile(r"([A-ZÅÄÖ][\w-]*(?: [A-ZÅÄÖ][\w-]*){0,3}) (?:är en del av|ingår i|hör till|tillhör|är del av) ")
