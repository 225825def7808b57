"""A name that an indicator can have, of the words around its number: "Hushåll med försörjningsstöd", "Medel till …".

The words are the article's own; only "som", "med", "medel till", "medel från" and "kostnad för" are put between them,
so that a list of indicators can be read without the sentences.
"""

from __future__ import annotations

import re

from ...model.thresholds import FACT
from ..mentions.passages import Passage

LONGEST = 110  # characters; an indicator's name stands in tables and charts
HAVE = ("har", "hade")
AUXILIARIES = frozenset(["har", "hade", "är", "var", "blev", "fick", "får"])
FINITE = AUXILIARIES | frozenset(
    "ska kan vill skulle går gick kom kommer deltar deltog söker sökte arbetar arbetade bor bodde "
    "studerar läser svarade svarar tackar skrevs skrivs blir besöker besökte anser tycker varslades "
    "saknar saknade samlades börjar började omfattas sitter finns fanns behöver väntas avslutade "
    "påbörjade".split()
)
PREPOSITIONS = frozenset(
    "i på av för med till från under över inom hos vid mellan om per som och utan bland mot efter".split()
)
PARTICIPLE = re.compile(r"(?:ade|dda|na|nde|it|at|ått|tt|lösa|sta)$")
SUPINE = re.compile(
    r"^(?!\w*(?:skt|igt)$)\w*[kglprsf]t$"
)  # "sökt", "läst"; the regular ones are among the participles
ADVERBS = frozenset(
    "nu samtidigt redan hittills därför också dessutom totalt sammanlagt ut upp ner ned in att drygt "
    "cirka omkring inte sedan ännu idag".split()
)
PASSIVE = re.compile(r"[a-zåäö]{3,}(?:ades|ddes|ttes|stes)")
PHRASE_END = re.compile(r"^[A-ZÅÄÖ]|(?:[ae]n|et|na|år)$")  # a name, or a noun that ends its phrase
MOVES = frozenset(  # how a measure changes: what stands before it is the measure
    "sjunkit minskat ökat stigit gått fallit växt kortats höjts sänkts fördubblats sjönk ökade minskade "
    "steg föll höjs sänks ökar minskar stiger sjunker uppgår uppgick ligger låg är var blev blir kortades".split()
)
GETS = frozenset("får fick beviljas beviljats beviljades tilldelas erhåller".split())
COSTS = frozenset("kostar kostade kostat".split())
PAYS = frozenset(
    "betalar betalade avsätter avsatte satsar satsade beviljar beviljat fördelar fördelade fördelat delar "
    "bidrar bidrog skjuter tillför föreslår lägger anslår finansierar".split()
)
# what those who are counted do, where they stand after it
DONE = frozenset(
    "fick får gick går kom kommer deltog deltar sökte söker skrevs skrivs började börjar avslutade påbörjade läser "
    "studerar arbetar arbetade besökte besöker saknade saknar svarade svarar".split()
)
THEN = frozenset("ifjol då här där totalt hittills sammanlagt förra senast varje därefter dessförinnan därav".split())
NOBODY = frozenset("det den de detta där här vilket som vi man därför dessutom samtidigt".split())


def of_things(unit: str, tail: list[str], before: list[str]) -> str:
    """ "hushåll med ekonomiskt bistånd", "personer som var inskrivna": what is counted, with what is said of it."""
    tail = _first_clause(tail)
    if not tail:
        return unit
    first = tail[0].lower()
    if first in FINITE:
        return f"{unit} som {' '.join(tail)}"
    done = before[-1].lower() if before else ""
    if done in DONE and _turned_round(before):
        return f"{unit} som {done} {' '.join(tail)}"
    auxiliary = next((word.lower() for word in reversed(before[-3:]) if word.lower() in AUXILIARIES), "")
    verb = before[-1].lower() if before else ""
    if auxiliary in HAVE and verb != auxiliary and PARTICIPLE.search(verb):
        return f"{unit} {' '.join(tail)}"  # "har startat |tolv aktiviteter runt om i länet": done with them
    if auxiliary in HAVE and verb == auxiliary and _turned_round(before) and SUPINE.search(first):
        return f"{unit} som {auxiliary} {' '.join(tail)}"  # "I Solvik har |80 ungdomar sökt sommarjobb"
    if (
        not auxiliary
        and verb.endswith(("nar", "ker", "ver", "ser", "rar", "lar", "tar"))
        and first not in PREPOSITIONS
    ):
        return f"{unit} som {verb} {' '.join(tail)}"
    if auxiliary and first not in PREPOSITIONS:
        if PARTICIPLE.search(first):
            return f"{unit} som {auxiliary} {' '.join(tail)}"
        if auxiliary in HAVE:
            return f"{unit} med {' '.join(tail)}"
    return f"{unit} {' '.join(tail)}"


def _turned_round(before: list[str]) -> bool:
    """Whether the verb stands before its subject: "Under 2024 skrevs |412 personer in". After "Kommunen sökte" what is
    counted is sought, and seeks nothing."""
    start = max((n + 1 for n, word in enumerate(before[:-1]) if word[-1] in ",;:" or word == "och"), default=0)
    first = [word.lower().strip(".") for word in before[start:-1]]
    return bool(first) and (first[0] in PREPOSITIONS or first[0] in ADVERBS or first[0] in THEN)


def of_share(rest: list[str], before: list[str]) -> str:
    """ "andel av ungdomarna som var inskrivna", from the words after "procent", which begin with a preposition."""
    rest = _first_clause(rest)
    rest = _with_verb(rest, before)
    at = next((n for n, word in enumerate(rest) if n > 1 and (word.lower() in FINITE or PASSIVE.fullmatch(word))), 0)
    if at and "som" not in [word.lower() for word in rest[:at]]:
        rest = [*rest[:at], "som", *rest[at:]]
    noun = len(rest) > 2 and rest[2].lower() not in PREPOSITIONS and not PARTICIPLE.search(rest[2].lower())
    if not at and rest[0] == "av" and noun and any(word.lower() in HAVE for word in before[-2:]):
        rest = [*rest[:2], "med", *rest[2:]]
    return " ".join(["andel", *rest])


def _with_verb(rest: list[str], before: list[str]) -> list[str]:
    """The words after "procent" with the verb that stands before it: "kom |54 procent| av de unga ut i arbete" → "av
    de unga som kom ut i arbete", "var |10 procent| av de unga i Ekby arbetslösa" → "av de unga i Ekby som var …"."""
    verb = before[-1].lower() if before else ""
    if rest[0] != "av" or len(rest) < 3 or "som" in rest[:4]:
        return rest
    if verb in ("är", "var", "blev"):
        ends = PHRASE_END.search(rest[-2]) and rest[-1].islower() and rest[-2].lower() not in PREPOSITIONS
        return [*rest[:-1], "som", verb, rest[-1]] if ends else rest
    if (verb in FINITE - {"har", "hade"} or PASSIVE.fullmatch(verb)) and _turned_round(before):
        noun = next((n for n, word in enumerate(rest[1:], start=1) if PHRASE_END.search(word) and word != "den"), 0)
        if noun and rest[noun + 1 :]:
            return [*rest[: noun + 1], "som", verb, *rest[noun + 1 :]]
    return rest


def of_amount(words: str, rest: list[str]) -> str:
    """ "Projektets kostnad", "medel till projektet", "kostnad för insatsen", from the words before the amount."""
    left = words.split()
    verb = ""
    while left and left[-1].lower().strip(",") in MOVES | GETS | COSTS | PAYS | ADVERBS | AUXILIARIES:
        low = left.pop().lower().strip(",")
        verb = low if low in GETS | COSTS | PAYS else verb
    subject = " ".join(left).strip(" ,–-•")
    if not subject or subject.lower() in NOBODY or len(left) > 9:
        return words
    aim = _aim(rest)
    if verb in GETS:
        return f"medel till {_low(subject)}{aim}"
    if verb in COSTS:
        return f"kostnad för {_low(subject)}"
    if verb in PAYS:
        return f"medel från {_low(subject)}{aim}"
    return subject


def placed(name: str, passage: Passage) -> str:
    """The name, with the project or unit that the passage is about where the name alone says little."""
    name = _short(name)
    if len(name.split()) > 3:
        return name
    for kind in ("project", "unit"):
        about = {body.name for body in passage.bodies if body.kind == kind and body.confidence >= FACT}
        if len(about) == 1:
            (only,) = about
            return name if only.lower() in name.lower() else f"{name} ({only})"
    return name


def _first_clause(words: list[str]) -> list[str]:
    """The words up to a second number or a second verb: "personer som skrevs in |har två av tre …"."""
    verbs = 0
    for at, word in enumerate(words):
        low = word.lower()
        if at and word[0].isdigit():
            another = words[at - 1].lower() in ("och", "samt", "varav") and not words[max(0, at - 2)][0].isdigit()
            if another or words[at - 1].lower() in FINITE:
                return words[: at - 1]
        if low == "varav":
            return words[:at]
        verbs += low in FINITE or (at == 1 and words[0] == "som")
        if verbs > 1 and words[0] == "som" and at > 1 and words[at - 1].lower() not in ("och", "eller", "men"):
            return words[:at]
    return words


def _aim(rest: list[str]) -> str:
    """ " för arbetet mot våld": what the money is for, from the words after it."""
    at = next((index for index, word in enumerate(rest[:3]) if word in ("för", "till")), None)
    return "" if at is None else " " + " ".join(rest[at : at + 9])


def _low(subject: str) -> str:
    """The subject as it stands inside a sentence: "Projektet" → "projektet"; names keep their capital."""
    first = subject.split()[0]
    plain = first.lower().endswith(("et", "en", "arna", "erna", "na")) and " " not in subject and "-" not in subject
    plain = plain and subject[1:2].islower()  # "EU-kontoret" and "ESF-rådet" keep theirs
    return subject[0].lower() + subject[1:] if plain else subject


def _short(name: str) -> str:
    while len(name) > LONGEST and " " in name:
        name = name.rsplit(" ", 1)[0]
    return name.rstrip(" ,:;–-")
