"""Organisations by the word that leads their name in or ends it: "företaget X", "X Science Park", "FMK:s"."""

from __future__ import annotations

import re

from ...swedish.name_stops import NOT_NAMES
from . import ampersand_names, role_base
from .body_hits import BodyHit, begins_sentence, gap_before, hit_at
from .name_lists import is_given
from .passages import Passage

# "forskningsinstitutet X", "facket X": the kind in the definite form, in lower case, and then the name.
LEADS = re.compile(
    r"(?:\w*(?:företaget|institutet|byrån|koncernen|kedjan|kooperativet|kooperationen)|facket|tankesmedjan|"
    r"\w{0,12}bolaget|(?:intresse|bransch|hjälp|bistånds|arbetsgivar|medlems|ideella )?organisationen|"
    r"(?:idrotts|fotbolls|hockey|simm?)?klubben|idrottsföreningen|hyresgästföreningen|branschförbundet|sparbanken)$"
)
PLAIN_LEADS = frozenset("energiföretaget småföretaget filmbolaget arbetslagskedjan matkedjan värdekedjan".split())
# The last word of an English name, or of a Swedish one that is written with capitals.
LAST = frozenset(
    "institute center centre university academy council foundation agency network city park lab labs hub group "
    "museum science ict association bank cluster incubator".split()
)
NOT_FIRST = frozenset("the new global world european united national world i och för på vid med från".split())
# "Solviks sparbank": what a body is called after the name of its place.
COMMON = re.compile(
    r"(?:\w*(?:förening|sällskap|klubb|stiftelse|församling|pastorat|kooperativ|stadsmission|kommission|studentkår|scoutkår|sparbank|"
    r"handelskammare|trädgård|museum|orkester|byalag|kommunalförbund|samordningsförbund)|brandkår|räddningstjänst|"
    r"stift|energibolag|bostadsbolag|teater|konsthall)s?$"
)
LEADING = re.compile(r"\w{3,30}(?:förbundet|föreningen|partnerskapet|stiftelsen|kooperativet|sällskapet|nätverket)$")
HOUSES = frozenset("hotell restaurang konditori pensionat värdshuset apoteket".split())
LEADING_ENDS = ("förbundet", "föreningen", "skapet", "stiftelsen", "kooperativet", "sällskapet", "nätverket")
# The last word of the name of a firm, with a capital.
FIRM = re.compile(
    r"(?:värdshus|hotell|bageri|konditori|restaurang|krog|taxi|åkeri|plåt|bygg|måleri|rör|el|livs|städ|fastigheter|"
    r"bostäder|energi|industrier|verkstad|såg|trä|mejeri|järn|bil|assistans|handelsträdgård|trädgård|elektriska|"
    r"mekaniska|maskin|transport|lantbruk|gårdsbutik|\w*nät|bredband|renhållning|logistik|konsult|teknik|plast|stål|"
    r"tryckeri|förlag|media|måleri|snickeri|turism|destination|holding|varv|bruk|gjuteri|mekano|schakt|buss|resor)s?$"
)
NOBODYS = frozenset("sveriges norges danmarks finlands europas nordens årets kommunens regionens stadens".split())
IN_PLACE = re.compile(r"[\wåäö]{4,40}(?:arkivet|föreningen|sällskapet|distriktet)$")
LOWER = frozenset("hushållningssällskapet stadsmissionen naturskyddsföreningen".split())
NO_BODIES = frozenset(
    "eu fn usa nato sverige ebo lss sfi hvb bnp it ai tv dna cv pr vd gd hr hbtq hbtqi vab npf pisa covid "
    "g7 g20 gdpr ikt csn-lån bup bvc uk rut rot".split()
)
ABBREVIATION = re.compile(r"[A-ZÅÄÖ]{2,6}:s$")


def begins(low: str) -> bool:
    """Whether a word without a capital may begin one of the names here."""
    return low in LOWER or LEADS.match(low) is not None


def find(passage: Passage, index: int) -> BodyHit | None:
    """The organisation that begins at word `index`, or whose name the word there leads in."""
    word = passage.words[index]
    if not word.capital:
        if word.low in LOWER:
            name = word.text[0].upper() + word.text[1:]
            return hit_at(passage, index, index + 1, "organisation", name=name, rule="organisation-known-noun")
        return _led_in(passage, index) if LEADS.match(word.low) and word.low not in PLAIN_LEADS else None
    if passage.capitals:
        return None
    if "&" in passage.string and (joined := ampersand_names.find(passage, index)):
        return joined
    if index + 1 == len(passage.words) or gap_before(passage, index + 1) not in (" ", " & "):
        return _genitive(passage, index)
    return (
        _common(passage, index)
        or _named(passage, index)
        or _english(passage, index)
        or _in_place(passage, index)
        or _institution(passage, index)
        or _genitive(passage, index)
    )


def _capitals(passage: Passage, first: int) -> int:
    """The end of the run of capitalised words that begins at word `first`."""
    words, last = passage.words, first
    while last < len(words) and last - first < 5 and words[last].capital:
        if last > first and gap_before(passage, last) not in (" ", " & "):
            break
        last += 1
    return last


def _led_in(passage: Passage, index: int) -> BodyHit | None:
    """ "forskningsinstitutet Ljusa Tider", "facket Handkraft"."""
    words = passage.words
    last = _capitals(passage, index + 1)
    if (
        last == index + 1
        or len(words[index + 1].text) < 2
        or gap_before(passage, index + 1) not in (" ", " ”", ' "', " “")
    ):
        return None
    if last < len(words) and gap_before(passage, last) == " " and words[last].low in ("kommun", "kommuns", "län"):
        return None
    name = " ".join(passage.string[words[index + 1].start : words[last - 1].end].split())
    return hit_at(passage, index + 1, last, "organisation", name=name, rule="organisation-led-in", confidence=0.7)


def _english(passage: Passage, index: int) -> BodyHit | None:
    """ "Solvik Science Park", "Digital Craft Center"."""
    words = passage.words
    last = _capitals(passage, index)
    run = last
    while last - index > 1 and words[last - 1].low not in LAST:
        last -= 1
    if words[index].low in LAST and run == index + 1 and _of(passage, run):
        last = _capitals(passage, run + 1)
        return hit_at(passage, index, last, "organisation", rule="organisation-english", confidence=0.75)
    if last - index < 2 or (words[index].low in NOT_FIRST and last - index < 3):
        return None
    if last + 1 < len(words) and words[last].low in ("for", "of", "on", "and") and gap_before(passage, last) == " ":
        further = last + 2 if words[last + 1].low == "the" else last + 1
        last = max(last, _capitals(passage, further)) if words[further - 1].end < words[-1].end else last
        last = last if words[last - 1].capital else last - 1
    name = " ".join(passage.string[words[index].start : words[last - 1].end].split())
    return hit_at(passage, index, last, "organisation", name=name, rule="organisation-english", confidence=0.65)


def _of(passage: Passage, at: int) -> bool:
    """Whether "of" and a capital stand at word `at`: "University| of Bergen"."""
    words = passage.words
    return at + 1 < len(words) and words[at].low == "of" and gap_before(passage, at) == " " and words[at + 1].capital


def _common(passage: Passage, index: int) -> BodyHit | None:
    """ "Solviks Sparbank", "Ålunds hembygdsförening"."""
    words = passage.words
    for at in (index + 1, index + 2, index + 3):
        if at >= len(words) or gap_before(passage, at) != " ":
            return None
        before = words[at - 1]
        if at == index + 3 and before.low != "läns":
            return None
        if before.low == "läns" and words[at].low in ("landsting", "landstings"):
            name = " ".join(passage.string[words[index].start : words[at].end].split()).removesuffix("s")
            return hit_at(passage, index, at + 1, "organisation", name=name, rule="organisation-common")
        if words[at].low == "läns":
            continue  # "Värmlands läns landsting", "Västra Götalands läns landsting"
        if COMMON.match(words[at].low) and before.capital and before.low not in NOBODYS:
            if begins_sentence(passage, index) and (
                not before.low.endswith("s") or before.low.endswith(("ens", "ets"))
            ):
                return None
            name = " ".join(passage.string[words[index].start : words[at].end].split())
            if words[at].low.endswith("s") and _follows(passage, at + 1, ("stiftelse", "fond")):
                name, at = f"{name} {words[at + 1].text}", at + 1  # "Ålunds sparbanks stiftelse"
            else:
                name = name.removesuffix("s") if words[at].low.endswith("s") else name
            return hit_at(
                passage, index, at + 1, "organisation", name=name, rule="organisation-common", confidence=0.8
            )
        if not words[at].capital:
            return None
    return None


def _follows(passage: Passage, at: int, lows: tuple[str, ...]) -> bool:
    return at < len(passage.words) and gap_before(passage, at) == " " and passage.words[at].low in lows


def _named(passage: Passage, index: int) -> BodyHit | None:
    """ "Bildningsförbundet Kusten", "Friskis & Svettis", "Djupviks Värdshus"."""
    words = passage.words
    if words[index].low.endswith(LEADING_ENDS) and LEADING.match(words[index].low):
        last = _capitals(passage, index + 1) if gap_before(passage, index + 1) == " " else index + 1
        if last + 1 < len(words) and last > index + 1 and words[last].low == "och" and words[last + 1].capital:
            islands = _capitals(passage, last + 1)
            last = islands if words[index].low.endswith("partnerskapet") else last
        if last > index + 1 and not is_given(words[index + 1].text):
            return hit_at(passage, index, last, "organisation", rule="organisation-leader", confidence=0.8)
        return None
    if words[index].low in HOUSES and index + 1 < len(words) and words[index + 1].capital:
        name = words[index + 1].text
        owns = name.endswith("s") and index + 2 < len(words) and not words[index + 2].capital
        name = name.removesuffix("s") if owns and name.endswith(("ets", "ens", "ans")) else name
        name = f"{words[index].text} {name}"
        return hit_at(passage, index, index + 2, "organisation", name=name, rule="organisation-firm", confidence=0.65)
    if begins_sentence(passage, index) and words[index].low in NOT_NAMES:
        return None
    if index and words[index - 1].capital and gap_before(passage, index) == " " and is_given(words[index - 1].text):
        return None
    last = _capitals(passage, index)
    name = passage.string[words[index].start : words[last - 1].end]
    if is_given(words[index].text) or role_base.base(words[index].low):
        return None
    if last - index > 1 and " & " not in name and FIRM.match(words[last - 1].low):
        return hit_at(passage, index, last, "organisation", rule="organisation-firm", confidence=0.65)
    return None


def _in_place(passage: Passage, index: int) -> BodyHit | None:
    """ "Rörelsearkivet i Solvik": the place is part of the name."""
    words = passage.words
    if begins_sentence(passage, index) or not IN_PLACE.match(words[index].low) or index + 2 >= len(words):
        return None
    if words[index + 1].low != "i" or not words[index + 2].capital or gap_before(passage, index + 2) != " ":
        return None
    before = words[index - 1]
    led = before.capital and before.low.endswith("a") and gap_before(passage, index) == " "
    first = (
        index - 1 if led and not begins_sentence(passage, index - 1) else index
    )  # "Internationella Kvinnoföreningen i"
    return hit_at(passage, first, index + 3, "organisation", rule="organisation-in-place", confidence=0.75)


def _institution(passage: Passage, index: int) -> BodyHit | None:
    """ "Luleå tekniska universitet": a place, what it teaches, and the kind of house."""
    words = passage.words
    if index + 2 >= len(words) or not words[index + 1].low.endswith("ska") or words[index + 1].capital:
        return None
    house = words[index + 2].low.removesuffix("s")
    if house not in ("universitet", "högskola", "museum") or gap_before(passage, index + 2) != " ":
        return None
    name = f"{words[index].text} {words[index + 1].text} {words[index + 2].text}".removesuffix("s")
    return hit_at(passage, index, index + 3, "organisation", name=name, rule="organisation-common", confidence=0.8)


def _genitive(passage: Passage, index: int) -> BodyHit | None:
    """ "FMK:s regler": an abbreviation that owns something is a body."""
    text = passage.words[index].text
    if not ABBREVIATION.match(text) or not set(text[:-2]) - set("IVXLC") or text[:-2].lower() in NO_BODIES:
        return None
    return hit_at(
        passage, index, index + 1, "organisation", name=text[:-2], rule="organisation-genitive", confidence=0.6
    )
