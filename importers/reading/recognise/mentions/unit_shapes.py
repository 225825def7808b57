"""Units by the words around their name: "enheten för X", "äldreboendet X", "X folkhögskola", "-skolan", "-rådet"."""

from __future__ import annotations

import re
from functools import lru_cache

from .body_hits import BodyHit, gap_before, hit_at
from .passages import Passage
from .unit_offices import after_genitive, council_at, office_at, team_at
from .unit_schools import COMMITTEE, SCHOOL, inner_unit, led_in_place, school_at
from .unit_subjects import HEADS_FOR, unit_for

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
COUNCIL = re.compile(
    r"(?:integrations|ungdoms|pensionärs|funktionshinder|funktionshinders|folkhälso|tillgänglighets|näringslivs|"
    r"trygghets|landsbygds|minoritets|brukar)råd(?:ets?)?$"
)
CARE = re.compile(r"(?:vårdcentralen|hälsocentralen|familjecentralen|ungdomsmottagningen|medborgarkontoret)$")
LIBRARY = frozenset("stadsbiblioteket kommunbiblioteket".split())
ADJECTIVES = frozenset("tekniska konsulära juridiska rättsliga internationella administrativa sociala".split())
NATIONAL = frozenset("nationella regionala".split())

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
        return unit_for(passage, index)
    if low in ADJECTIVES or (word.text.endswith(":s") and word.capital):
        return office_at(passage, index)
    if low in NATIONAL and word.capital:
        return team_at(passage, index)
    council, place, indefinite, named = _traits(low)
    if council:
        return council_at(passage, index)
    if place or (indefinite and after_genitive(passage, index)):
        hit = led_in_place(passage, index)
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
    return school_at(passage, index) or (inner_unit(passage, index) if named else None)


@lru_cache(maxsize=16384)
def _traits(low: str) -> tuple[bool, bool, bool, bool]:
    """Whether the word is a council, a workplace that a name follows, one in the indefinite form, a name itself."""
    named = SCHOOL.match(low) or COMMITTEE.match(low)
    return bool(COUNCIL.match(low)), bool(PLACE_THEN_NAME.match(low)), bool(PLACE_INDEFINITE.match(low)), bool(named)
