"""Units by the words around their name: "enheten för X", "äldreboendet X", "X folkhögskola", "-skolan", "-rådet"."""

from __future__ import annotations

import re
from functools import lru_cache

from ...swedish.name_stops import NOT_NAMES
from . import roles
from .body_hits import BodyHit, begins_sentence, gap_before, hit_at
from .passages import Passage

# A word that "för" and a subject make a name of: "institutionen för språk och litteratur".
HEADS_FOR = frozenset(
    "institutionen enheten avdelningen sektionen nämnden förvaltningen kontoret kansliet sekretariatet "
    "fakulteten ämnesenheten".split()
)
OWNED_FOR = frozenset("institution enhet avdelning sektion nämnd kansli sekretariat fakultet".split())
# A workplace in the definite form, which a name follows: "förskolan Solrosen".
PLACE_THEN_NAME = re.compile(
    r"(?:\w*(?:äldre|vård|grupp|korttids|service|special|demens|stöd|omsorgs)boendet|servicehuset|"
    r"(?:för|grund|gymnasie|folkhög|fri|kultur|musik|låg|mellan|hög)?stadie?skolan|"
    r"(?:för|grund|gymnasie|folkhög|fri|kultur|musik)?skolan|gymnasiet|(?:stads|kommun|skol)?biblioteket|"
    r"(?:fritids|ungdoms)gården|träffpunkten|(?:\w+)?ateljén|(?:\w+)?verkstaden|familjecentralen|vårdcentralen|hälsocentralen|"
    r"aktivitetshuset|allaktivitetshuset|kulturhuset|ungdomshuset|lärcentret|återbruket|(?:\w+)?(?:kaféet|caféet)|"
    r"(?:dag)?verksamheten|arbetsträningen|ungdomsmottagningen|öppenvården|(?:\w+)?butiken)$"
)
# The same in the indefinite form, after a genitive: "kommunens äldreboende Solgläntan".
PLACE_INDEFINITE = re.compile(
    r"(?:(?:äldre|vård|grupp|korttids|service|demens|omsorgs)boende|servicehus|(?:för|grund|gymnasie|folkhög)skola|"
    r"gymnasium|fritidsgård|ungdomsgård|träffpunkt|vårdcentral|familjecentral|\w+verkstad|\w+ateljé)$"
)
# What follows the name: "Brovikens folkhögskola".
NAME_THEN_PLACE = re.compile(
    r"(?:folkhögskola|gymnasium|gymnasieskola|förskola|grundskola|kulturskola|skola|äldreboende|vårdboende|"
    r"vårdcentral|bibliotek|stadsbibliotek|familjecentral|fritidsgård|lärcentrum|resursskola)s?$"
)
SCHOOL = re.compile(
    r"\w{3,40}(?:skolan|gymnasiet|biblioteket|vårdcentralen|marknadstorget|jobbtorget|kompetenstorget)s?$"
)
COMMITTEE = re.compile(r"\w{4,40}(?:kommittén|utredningen)s?$")
COUNCIL = re.compile(
    r"(?:integrations|ungdoms|pensionärs|funktionshinder|funktionshinders|folkhälso|tillgänglighets|näringslivs|"
    r"trygghets|landsbygds|minoritets|brukar)råd(?:ets?)?$"
)
CARE = re.compile(r"(?:vårdcentralen|hälsocentralen|familjecentralen|ungdomsmottagningen|medborgarkontoret)$")
LIBRARY = frozenset("stadsbiblioteket kommunbiblioteket".split())
GENERIC_SCHOOLS = frozenset(
    "förskolan grundskolan gymnasieskolan friskolan högskolan folkhögskolan yrkeshögskolan särskolan "
    "grundsärskolan gymnasiesärskolan polishögskolan försvarshögskolan musikhögskolan sommarskolan simskolan "
    "lärarhögskolan sjukvårdsskolan distansskolan sameskolan specialskolan trafikskolan bilskolan körskolan "
    "läxskolan hemskolan anpassade konsthögskolan handelshögskolan krigshögskolan polisskolan fordonsgymnasiet "
    "idrottsgymnasiet".split()
)
GENERIC_COMMITTEES = frozenset(
    "förundersökningen brottsutredningen polisutredningen haveriutredningen skolutredningen värderingen "
    "ansvarsutredningen förutredningen internutredningen huvudutredningen delutredningen regeringskommittén "
    "lagutredningen".split()
)
ADJECTIVES = frozenset("tekniska konsulära juridiska rättsliga internationella administrativa sociala".split())
OFFICE = re.compile(r"(?:enhet|avdelning|nämnd|förvaltning|kontor|sektion)(en|et)?$")
NATIONAL = frozenset("nationella regionala".split())
TEAM = re.compile(r"\w*(?:teamet|sekretariatet|kansliet|centret|centrumet)$")
NOT_NAME = frozenset(
    "sverige norge danmark finland europa eu malmö stockholm göteborg och i för som är vi jag covid corona".split()
)
COMMON_GENITIVE = ("ens", "ets", "nas")
ADJECTIVE_END = re.compile(
    r"(?:lig|ig|isk|bar|sam|ös|siv|tiv|ell|al|iv|ad|nära|iska|liga|ella|ala|t|öppen|itär|allmän|inre|yttre|södra|norra|östra|västra)$"
)
STOP = frozenset(
    "i på vid av med om till från som att är har hade ska kan får inom hos under den det en ett vilka "
    "vilken blir många tar ger och samt eller sedan nu de vi så".split()
)

# Words without a capital at which these rules may begin.
LOWER = HEADS_FOR | OWNED_FOR | LIBRARY | ADJECTIVES
LOWER_SHAPE = re.compile(
    r"(?:\w*(?:boendet?|skolan?|gymnasiet|gymnasium|biblioteket|gården|ateljén?|verkstad(?:en)?|centralen?|huset|kaféet|"
    r"caféet|verksamheten|träffpunkt(?:en)?|servicehus|gård|butiken|mottagningen|återbruket|öppenvården)|"
    r"\w*råd(?:ets?)?)$"
)


def begins(low: str) -> bool:
    """Whether a word without a capital may begin one of the names here."""
    return low in LOWER or LOWER_SHAPE.match(low) is not None


def find(passage: Passage, index: int) -> BodyHit | None:
    """The unit that begins at word `index`, or whose name the word there leads in."""
    word = passage.words[index]
    low = word.low
    if low in HEADS_FOR or (low in OWNED_FOR and index and passage.words[index - 1].text[-1] == "s"):
        return _for(passage, index)
    if low in ADJECTIVES or (word.text.endswith(":s") and word.capital):
        return _office(passage, index)
    if low in NATIONAL and word.capital:
        return _team(passage, index)
    council, place, indefinite, named = _traits(low)
    if council:
        return _council(passage, index)
    if place or (indefinite and _after_genitive(passage, index)):
        hit = _led_in(passage, index)
        if hit:
            return hit
    if CARE.match(low) and index + 2 < len(passage.words) and passage.words[index + 1].low == "i":
        town = passage.words[index + 2]
        if town.capital and gap_before(passage, index + 2) == " ":
            name = f"{word.text[0].upper()}{word.text[1:]} i {town.text}"
            return hit_at(passage, index, index + 1, "unit", name=name, rule="unit-in-place", confidence=0.65)
    if low in LIBRARY:
        return hit_at(passage, index, index + 1, "unit", rule="unit-library", confidence=0.6)
    if not word.capital or passage.capitals:
        return None
    return _school(passage, index) or (_inner(passage, index) if named else None)


@lru_cache(maxsize=16384)
def _traits(low: str) -> tuple[bool, bool, bool, bool]:
    """Whether the word is a council, a workplace that a name follows, one in the indefinite form, a name itself."""
    named = SCHOOL.match(low) or COMMITTEE.match(low)
    return bool(COUNCIL.match(low)), bool(PLACE_THEN_NAME.match(low)), bool(PLACE_INDEFINITE.match(low)), bool(named)


def _for(passage: Passage, index: int) -> BodyHit | None:
    """ "Institutionen för språk, medier och kommunikation", with its abbreviation where one stands."""
    words = passage.words
    if index + 2 >= len(words) or words[index + 1].low != "för" or gap_before(passage, index + 1) != " ":
        return None
    end = _subject(passage, index + 2)
    if not end:
        return None
    head = words[index].low
    head += "" if head in HEADS_FOR else "et" if head.endswith(("sekretariat", "kansli")) else "en"
    subject = " ".join(passage.string[words[index + 1].start : words[end - 1].end].split())
    name = f"{head} {subject}"
    hit = hit_at(passage, index, end, "unit", name=name[0].upper() + name[1:], rule="unit-for", confidence=0.85)
    if end < len(words) and gap_before(passage, end) == " (" and words[end].text.isupper():
        hit.abbreviation, hit.last, hit.end = words[end].text, end + 1, words[end].end + 1
    return hit


def _subject(passage: Passage, at: int) -> int:
    """The end of "språk, medier och kommunikation" that begins at word `at`; 0 where none does."""
    words = passage.words
    end = _term(passage, at)
    if not end:
        return 0
    reach = end
    while reach < len(words):
        gap = gap_before(passage, reach)
        if gap == ", ":
            following = _term(passage, reach)
        elif gap == " " and words[reach].low in ("och", "samt"):
            following = _term(passage, reach + 1) if reach + 1 < len(words) else 0
            return following or end
        else:
            break
        if not following:
            break
        reach = following  # a comma counts only where "och" ends the row
    return end


def _term(passage: Passage, at: int) -> int:
    """The end of one or two words: "kommunikation", "social hållbarhet", "mark- och miljöfrågor"."""
    words = passage.words
    if at >= len(words) or words[at].low in STOP or not words[at].text[0].isalpha():
        return 0
    if words[at].text.endswith("-"):
        if at + 2 < len(words) and words[at + 1].low in ("och", "samt"):
            return at + 3
        return 0
    if roles.base(words[at].low):
        return 0  # "enheten för handel och ambassadör i …"
    followed = at + 1 < len(words) and gap_before(passage, at + 1) == " " and words[at + 1].low not in STOP
    if followed and words[at].capital and words[at].low.endswith("s"):
        return _term(passage, at + 1)
    if followed and ADJECTIVE_END.search(words[at].low):
        return at + 2
    return at + 1


def _office(passage: Passage, index: int) -> BodyHit | None:
    """ "tekniska kontoret", "KS:s juridiska enhet"."""
    words = passage.words
    genitive = words[index].text.endswith(":s")
    head = index + 2 if genitive else index + 1
    if head >= len(words) or any(gap_before(passage, at) != " " for at in range(index + 1, head + 1)):
        return None
    if genitive and not (words[index + 1].low.endswith("a") and words[index].text[:-2].isupper()):
        return None
    office = OFFICE.fullmatch(words[head].low)
    if not office:
        return None
    definite = office[1] is not None
    owned = index > 0 and gap_before(passage, index) == " " and words[index - 1].low.endswith("s")
    if not genitive and not definite and owned and words[index - 1].low.endswith(("ens", "ets", "nas")):
        name = f"{words[index].text[0].upper()}{words[index].text[1:]} {office[0]}"  # "kommunens tekniska enhet"
        name += "et" if office[0] == "kontor" else "en"
        return hit_at(passage, index, head + 1, "unit", name=name, rule="unit-office", confidence=0.8)
    if not genitive and not definite and owned and words[index - 1].capital:
        # the body that owns it has been found already, and stands in the name all the same
        name = " ".join(passage.string[words[index - 1].start : words[head].end].split())
        return hit_at(passage, index, head + 1, "unit", name=name, rule="unit-office", confidence=0.8)
    everyday = not definite or words[index].low in ("internationella", "sociala", "administrativa")
    if not genitive and everyday and (not words[index].capital or begins_sentence(passage, index)):
        return None
    if genitive and definite:
        return None
    name = " ".join(passage.string[words[index].start : words[head].end].split())
    return hit_at(
        passage, index, head + 1, "unit", name=name[0].upper() + name[1:], rule="unit-office", confidence=0.8
    )


def _team(passage: Passage, index: int) -> BodyHit | None:
    """ "Nationella stödteamet mot våld i skolan"."""
    words = passage.words
    if begins_sentence(passage, index) or index + 1 >= len(words) or gap_before(passage, index + 1) != " ":
        return None
    if not TEAM.match(words[index + 1].low):
        return None
    end = index + 2
    if end + 1 < len(words) and words[end].low in ("mot", "för") and gap_before(passage, end) == " ":
        end = _subject(passage, end + 1) or end
        if end < len(words) and gap_before(passage, end) == " " and _after_adjective(passage, end):
            end = _rest(passage, end)
    return hit_at(passage, index, end, "unit", rule="unit-team", confidence=0.75)


def _after_adjective(passage: Passage, end: int) -> bool:
    return bool(ADJECTIVE_END.search(passage.words[end - 1].low))


def _rest(passage: Passage, end: int) -> int:
    return _term(passage, end) or end


def _council(passage: Passage, index: int) -> BodyHit | None:
    words = passage.words
    low = words[index].low
    stem = low.removesuffix("s").removesuffix("et")
    if low.endswith("råd") and not _after_genitive(passage, index):
        return None  # "ett ungdomsråd": any council
    name = f"{stem[0].upper()}{stem[1:]}et"
    return hit_at(passage, index, index + 1, "unit", name=name, rule="unit-council", confidence=0.7)


def _after_genitive(passage: Passage, index: int) -> bool:
    before = passage.words[index - 1] if index else None
    return before is not None and gap_before(passage, index) == " " and before.low.endswith(("ens", "ns", "ets"))


def _led_in(passage: Passage, index: int) -> BodyHit | None:
    """The capitalised name after the kind of workplace."""
    words = passage.words
    first = last = index + 1
    while (
        last < len(words)
        and last - first < 3
        and gap_before(passage, last) in ((" ", " ”", ' "', " “") if last == first else (" ",))
        and words[last].capital
    ):
        last += 1
    if last == first or words[first].low in NOT_NAME or words[first].text.isupper():
        return None
    if last < len(words) and gap_before(passage, last) == " " and words[last].low in ("kommun", "kommuns", "stad"):
        return None
    row = passage.kind == "item" and index == 0 and last == len(words) and words[index].capital
    if (
        row
        or words[index].low.endswith("skolan")
        or (words[index].capital and (not begins_sentence(passage, index) or words[index].low.endswith("skolan")))
    ):
        first = index  # "på Kulturskolan Ålund": the kind is part of the name
    name = " ".join(passage.string[words[first].start : words[last - 1].end].split())
    name = name[0].upper() + name[1:]
    return hit_at(passage, first, last, "unit", name=name, rule="unit-led-in", confidence=0.7)


def _school(passage: Passage, index: int) -> BodyHit | None:
    """ "Brovikens folkhögskola": one or two capitalised words before the kind of workplace."""
    words = passage.words
    for size in (1, 2):
        at = index + size
        if at >= len(words) or gap_before(passage, at) != " ":
            return None
        if not words[at].capital and NAME_THEN_PLACE.match(words[at].low):
            low = words[at - 1].low
            if low in NOT_NAME or (begins_sentence(passage, index) and not _proper(words[at - 1].text)):
                return None
            if low in ("sveriges", "kommunens") or (begins_sentence(passage, index) and low.endswith(COMMON_GENITIVE)):
                return None  # "Kommunens förskola" names none
            name = " ".join(passage.string[words[index].start : words[at].end].split())
            stem = words[at].low.removesuffix("s")
            name = name[: len(name) - (len(words[at].low) - len(stem))] if stem != words[at].low else name
            return hit_at(passage, index, at + 1, "unit", name=name, rule="unit-school", confidence=0.8)
        if not words[at].capital:
            return None
    return None


def _proper(text: str) -> bool:
    """Whether a capital at the start of a sentence is a name's: "Solviks bibliotek", "Strandby bibliotek".

    Determiners and adjectives agree with a noun of that gender in -t, -a or -e ("Vårt", "Nytt", "Stora bibliotek").
    """
    return text.endswith("s") or (len(text) > 5 and text[-1] not in "taen" and text.lower() not in NOT_NAMES)


def _inner(passage: Passage, index: int) -> BodyHit | None:
    """A capital inside a sentence: "på Brogårdsskolan", "i Presstödskommittén"."""
    low = passage.words[index].low
    if begins_sentence(passage, index):
        return None
    stem = low.removesuffix("s")
    if SCHOOL.match(low) and stem not in GENERIC_SCHOOLS and not stem.endswith("högskolan"):
        rule = "unit-school"
    elif COMMITTEE.match(low) and stem not in GENERIC_COMMITTEES:
        rule = "unit-committee"
    else:
        return None
    name = passage.words[index].text
    name = name[: len(name) - (len(low) - len(stem))] if stem != low else name
    return hit_at(passage, index, index + 1, "unit", name=name, rule=rule, confidence=0.7)
