"""Bodies known by what Swedish names of bodies look like: "Samordningsförbundet X", "X AB", "-verket", "-nämnden"."""

from __future__ import annotations

import re
from functools import lru_cache

from . import organisation_shapes, unit_names, unit_shapes
from .body_hits import BodyHit, begins_sentence, gap_before, hit_at
from .body_rows import GOES_ON
from .passages import Passage
from .unit_abbreviations import abbreviation_after, abbreviation_before, named_unit

GENERIC_UNITS = frozenset(
    """enheten nämnden förvaltningen kontoret postkontoret avdelningen lägenheten angelägenheten erfarenheten
    egenheten benägenheten kommunstyrelsen utnämnden pressavdelningen huvudkontoret hemmakontoret
    biljettkontoret enhetskontoret obenägenheten belägenheten olägenheten välbelägenheten avlägsenheten
    gemenheten medvetenheten osäkerheten belåtenheten frånvaron ovetenheten förlägenheten beslutsamheten
    egendomsförvaltningen självförvaltningen rättsförvaltningen statsförvaltningen
    offentlighetsförvaltningen kapitalförvaltningen uppfinnarenheten fastighetsförvaltningen
    återhållsamheten besluta förtegenheten sällsamheten beredenheten överlägsenheten underlägsenheten
    verksamheten nedstämdheten vapenheten välviljenheten trogenheten hemligheten närheten öppenheten
    valnämnden förtroendenämnden ovissenheten vissenheten länsförvaltningen gedigenheten enigheten
    oenigheten akutavdelningen vårdavdelningen barnavdelningen småbarnsavdelningen huvudavdelningen
    underavdelningen röntgenavdelningen förlossningsavdelningen intensivvårdsavdelningen
    slutenvårdsavdelningen klinikavdelningen syskonavdelningen fängelseavdelningen häktesavdelningen
    säkerhetsavdelningen""".split()
)
UNIT_ENDINGS = (
    "den",
    "ten",
    "tet",
    "tets",
    "gen",
    "ret",
    "nd",
    "et",
    "ng",
    "ens",
    "ets",
    "nds",
    "ngs",
    "or",
    "ors",
    "ott",
    "otts",
)
UNIT_WORD = re.compile(
    r"\w{3,60}(?:nämnden|enheten|förvaltningen|kontoret|avdelningen|utskottet|nämnd|enhet|förvaltning|avdelning|"
    r"kontor|utskott|teamet)s?$"
)
INDEFINITE = ("nämnd", "enhet", "förvaltning", "avdelning", "kontor", "utskott")
UNIT_NAMES = frozenset("komvux vuxenutbildningen medborgarkontor familjecentralen komvux/sfi socialtjänsten".split())
ORGANISATION_WORD = re.compile(
    r"\w{3,60}(?:verket|styrelsen|myndigheten|kassan|stiftelsen|förbundet|företagen|partiet|demokraterna|departementet|"
    r"inspektionen|institutet|församlingen|fonden|föreningen|förmedlingen|sällskapet|museet|banken|universitetet|"
    r"högskolan|kommissionen|ombudsmannen|nätet|ämbetet|kommittén|akademin|alliansen|kooperativet|bolaget)s?$"
)
GENERIC_ORGANISATIONS = frozenset(
    """kommunstyrelsen bolagsstyrelsen regionstyrelsen landstingsstyrelsen styrelsen myndigheten förbundet
    föreningen bostadsbolaget energibolaget fastighetsbolaget bolaget dotterbolaget moderbolaget
    aktiebolaget försäkringsbolaget elnätet vägnätet järnvägsnätet bredbandsnätet stamnätet fibernätet
    nätverket regelverket ramverket hantverket fotnätet internätet skyddsnätet ledningsnätet
    transportnätet kraftverket vattenverket kärnkraftverket samverket medarbetarförbundet
    bostadsföreningen hyresgästföreningen intresseföreningen idrottsföreningen kulturföreningen
    byggföretagen småföretagen storföretagen industriföretagen teknikföretagens rederiföretagen företagen
    statskassan handkassan reservkassan kommunkassan utbildningsdepartementets riskkapitalbolaget
    avtalsverket gymnasieinspektionen tillsynsmyndigheten brottsbekämpande förvaltningsmyndigheten
    expertmyndigheten värdmyndigheten säkerhetsmyndigheten utvecklingsmyndigheten bidragsmyndigheten
    tillståndsmyndigheten socialstyrelsens projektstyrelsen förbundsstyrelsen partistyrelsen skolstyrelsen
    enhetsstyrelsen klimatkommittén generaldirektören landsbygdskommittén försvarskommittén eu-
    kommissionen kommissionen europeiska världsbanken delegationen databanken tidsbanken jordbruksfonden
    elverket skadeverket vägverket tidverket spelbolaget studieförbundet fackförbundet kommunalförbundet
    arbetsgivarförbundet telenätet arbetsmarknadspartiet regeringspartiet oppositionspartiet byggbolaget
    skogsbolaget livsmedelsföretagen platsbanken folkhögskolan yrkeshögskolan friluftsmuseet
    nationalmuseet moderbanken matbanken centralbanken""".split()
)
HEADS = frozenset(
    "församlingen stiftelsen institutet föreningen rådet förbundet fonden akademin akademien museet "
    "myndigheten högskolan universitetet sällskapet nätverket universitet högskola kommissionen banken "
    "samordningsförbund museum sjukhus inspektionen styrelsen".split()
)
LEADERS = {  # a word that begins the name of a body, with the kind
    "samordningsförbundet": "coordination_body",
    "finsam": "coordination_body",
    "kommunförbundet": "association",
    "kommunalförbundet": "coordination_body",
    "stiftelsen": "association",
    "föreningen": "association",
    "region": "region",
    "högskolan": "education",
    "studieförbundet": "association",
    "fackförbundet": "association",
    "bostads": "company",
    "fastighets": "company",
    "förvaltnings": "company",
    "utvecklings": "company",
    "aktiebolaget": "company",
    "leader": "association",
    "partnerskapet": "association",
    "kooperativet": "association",
    "landstinget": "region",
    "förbundet": "association",
    "europeiska": "",
}
COUNTY = ("län", "läns")
FORM_FOLLOWS = frozenset("bostads fastighets förvaltnings utvecklings".split())  # "Bostads AB Granit"
DIRECTIONS = frozenset("norr söder öster väster syd nord öst väst norra södra östra västra centrum".split())
COMPANY = frozenset("ab hb kb".split())


def shaped(passage: Passage, index: int) -> list[BodyHit]:
    words = passage.words
    word = words[index]
    low = word.low
    if low in LEADERS or low in COMPANY:
        hit = _leader(passage, index)
        if hit:
            return [hit]
    placed = unit_names.find(passage, index) or unit_shapes.find(passage, index)
    if placed:
        return [placed]
    named = organisation_shapes.find(passage, index)
    if named:
        return [named]
    if word.capital and not passage.capitals:
        hit = _headed(passage, index)
        if hit:
            return [hit]
    unit = _unit(passage, index)
    if unit:
        return [unit]
    if word.capital and low.endswith("s") and len(low) > 4:
        author = _author(passage, index)
        if author:
            return [author]
    if word.capital and _names_organisation(low):
        name = word.text.removesuffix("s") if low.endswith(("ets", "ens", "ans", "éns")) else word.text
        sure = 0.75 if not begins_sentence(passage, index) else 0.6
        return [
            hit_at(passage, index, index + 1, "organisation", name=name, rule="organisation-ending", confidence=sure)
        ]
    if word.capital and low == "samordningsförbundets":
        return [
            hit_at(passage, index, index + 1, "organisation", name="Samordningsförbundet", rule="organisation-leader")
        ]
    return []


@lru_cache(maxsize=16384)
def _names_organisation(low: str) -> bool:
    """Whether the word ends like the name of a body, and is no everyday word."""
    if len(low) < 8 or not ORGANISATION_WORD.match(low):
        return False
    return low.removesuffix("s") not in GENERIC_ORGANISATIONS


WORKS = frozenset("rapport kartläggning enkät undersökning prognos statistik årsrapport slutrapport".split())
NO_AUTHORS = frozenset(
    "sveriges norges danmarks finlands islands europas nordens årets landets vårens höstens".split()
)


def _author(passage: Passage, index: int) -> BodyHit | None:
    """ "Musikrådets rapport": what publishes reports is a body."""
    words = passage.words
    low = words[index].low
    if low in NO_AUTHORS or begins_sentence(passage, index) or index + 1 >= len(words):
        return None
    if words[index + 1].low not in WORKS or gap_before(passage, index + 1) != " ":
        return None
    if gap_before(passage, index) == " " and words[index - 1].capital and not begins_sentence(passage, index - 1):
        return None
    name = words[index].text.removesuffix(":s").removesuffix("s")
    return hit_at(passage, index, index + 1, "organisation", name=name, rule="organisation-author", confidence=0.6)


def _leader(passage: Passage, index: int) -> BodyHit | None:
    words = passage.words
    low = words[index].low
    last = index + 1
    if low == "högskolan" and last + 1 < len(words) and words[last].low in ("i", "på") and words[last + 1].capital:
        last += 2
        return hit_at(passage, index, last, "organisation", rule="organisation-leader", register_kind="education")
    if low in FORM_FOLLOWS and not (last < len(words) and words[last].low == "ab"):
        return None
    while last < len(words) and gap_before(passage, last) == " " and words[last].capital and last - index < 5:
        if words[last].text.isupper() and len(words[last].text) > 4 and low != "ab":
            break
        last += 1
    last = _further(passage, index, last)
    if last == index + 1:
        if low == "samordningsförbundet" and words[index].capital:
            return hit_at(passage, index, last, "organisation", rule="organisation-leader", confidence=0.7)
        return None
    if low in ("region", "finsam", "leader", "europeiska", *FORM_FOLLOWS, *COMPANY) and not words[index].capital:
        return None
    kind = LEADERS.get(low, "company")
    if kind == "":
        return None
    name = " ".join(passage.string[words[index].start : words[last - 1].end].split())
    if (
        words[last - 1].low.endswith("s")
        and last < len(words)
        and gap_before(passage, last) == " "
        and not words[last].capital
    ):
        following = words[last].low
        if following not in ("och", "i", "som", "är", "har", "samt", "för", "på", "med", "där", "får"):
            name = name.removesuffix("s")
    name = name[0].upper() + name[1:]
    if low == "region" and words[last - 1].low == "läns":
        name = name.removesuffix("s")
    return hit_at(passage, index, last, "organisation", name=name, rule="organisation-leader", register_kind=kind)


def _further(passage: Passage, index: int, last: int) -> int:
    """The end of a name that goes on after its capitals: "Region Norrviks| län", "Landstinget| i Solviks län",
    "Partnerskapet Jobb| i Väst"."""
    words = passage.words
    if last >= len(words) or gap_before(passage, last) != " ":
        return last
    low = words[index].low
    if low == "partnerskapet" and last > index + 1 and not (words[last].capital or GOES_ON.match(words[last].low)):
        return last + 1  # "Partnerskapet Grön| tillväxt": half a name is none
    if last > index + 1 and words[last].low in COUNTY:
        return last + 1 if low in ("region", "länsstyrelsen") else last
    if words[last].low != "i" or last + 1 >= len(words) or gap_before(passage, last + 1) != " ":
        return last
    if last > index + 1 and words[last + 1].capital and words[last + 1].low in DIRECTIONS:
        return last + 2
    at = last + 1
    while at < len(words) and words[at].capital and gap_before(passage, at) == " ":
        at += 1
    if low == "landstinget" and last + 1 < at < len(words) and words[at].low in COUNTY:
        return at + 1
    return last


def _headed(passage: Passage, index: int) -> BodyHit | None:
    """ "Judiska församlingen", "Klarälvdalens samordningsförbund", "Linköpings universitet"."""
    words = passage.words
    if begins_sentence(passage, index) and not words[index].low.endswith(("s", "a")):
        return None
    for size in (1, 2):
        at = index + size
        if at >= len(words) or any(gap_before(passage, i) != " " for i in range(index + 1, at + 1)):
            return None
        head = words[at].low
        stem = head.removesuffix("s") if head not in HEADS else head
        if stem in HEADS and words[index].low not in ("den", "det", "i", "vår", "hela", "även", "när", "om", "att"):
            last_before = words[at - 1].low
            if not last_before.endswith(("s", "a", "ska")):
                return None
            name = " ".join(passage.string[words[index].start : words[at].end].split())
            name = name[:-1] if stem != head else name
            kind = "coordination_body" if stem == "samordningsförbund" else ""
            return hit_at(
                passage,
                index,
                at + 1,
                "organisation",
                name=name,
                rule="organisation-head",
                confidence=0.8,
                register_kind=kind,
            )
        if not words[at].capital and words[at].low not in ("tekniska", "medicinska", "musikaliska"):
            return None
    return None


def _unit(passage: Passage, index: int) -> BodyHit | None:  # noqa: C901, PLR0915 - to be split when rebuilt
    words = passage.words
    word = words[index]
    low = word.low
    if low == "enheten" or low == "enhet":
        return named_unit(passage, index)
    if low in UNIT_NAMES or low.removesuffix("s") in UNIT_NAMES:
        if not word.capital and low not in ("vuxenutbildningen", "komvux"):
            return None
        last = index + 1
        name = word.text[0].upper() + word.text[1:]
        if low in ("vuxenutbildningens", "komvuxs"):
            name = name[:-1]
        if passage.string[word.end : word.end + 1] == "/" and last < len(words) and words[last].capital:
            name = f"{name}/{words[last].text}"
            last += 1
        elif low == "komvux" and word.capital:
            last = unit_names.place_after(passage, last)
            name = " ".join([name, *(w.text for w in words[index + 1 : last])])
        if low.startswith("socialtjänsten") and begins_sentence(passage, index):
            return None
        sure = 0.85 if word.capital and not begins_sentence(passage, index) else 0.6 if word.capital else 0.45
        if sure == 0.6 and last == index + 1 and (passage.kind in ("title", "heading") or low == "komvux"):
            sure = 0.45  # "Vuxenutbildningen växer", "Komvux är en skolform": any
        if sure < 0.5 and (unit_names.named_by_role(passage, index) or _among_units(passage, index)):
            sure = 0.6
        return hit_at(passage, index, last, "unit", name=name, rule="unit-name", confidence=sure)
    if low in ("individ-", "individ") and index + 2 < len(words) and words[index + 2].low.startswith("familjeomsorg"):
        if low == "individ":
            return None
        name = "Individ- och " + words[index + 2].low.removesuffix("s")
        return hit_at(passage, index, index + 3, "unit", name=name, rule="unit-name")
    if not low.endswith(UNIT_ENDINGS) or not UNIT_WORD.match(low):
        return None
    genitive = low.endswith("s")
    stem = low[:-1] if genitive else low
    indefinite = stem.endswith(INDEFINITE)
    if {stem, f"{stem}en", f"{stem}et"} & GENERIC_UNITS or stem.endswith(("vårdsavdelningen", "vårdsavdelning")):
        return None
    first = index
    while first > 0:
        if words[first - 1].low in ("och", "samt") and first > 1 and words[first - 2].text.endswith("-"):
            first -= 2
        elif words[first - 1].text.endswith("-"):
            first -= 1
        elif words[first - 1].low in ("och", "samt") and first > 2 and _forgotten_hyphen(passage, first - 2):
            first -= 2
        else:
            break
    name = " ".join(passage.string[words[first].start : words[index].end].split())
    if genitive:
        name = name[:-1]
    abbreviation = abbreviation_after(passage, index + 1) or abbreviation_before(passage, first)
    last = index + 1
    if indefinite:
        owned = not genitive and unit_names.owned(passage, first)
        if not abbreviation and not owned and (not word.capital or stem.endswith("nämnd")):
            return None
        name += "et" if stem.endswith(("kontor", "utskott")) else "en"
    name = name[0].upper() + name[1:]
    if not genitive and not indefinite and not abbreviation:
        called = unit_names.place_after(passage, last)
        if called == last + 1 and not words[last].low.endswith("s") and words[last].low not in DIRECTIONS:
            # "Arbetsmarknadsenheten Fyren": the unit's own name
            return hit_at(passage, first, called, "unit", name=words[last].text, rule="unit-called", confidence=0.75)
    hit = hit_at(passage, first, last, "unit", name=name, rule="unit-ending", confidence=0.85)
    if stem == "socialnämnden" and first == index and _of_the_law(passage, index):
        hit.confidence = 0.45  # every municipality has one: the law's word, not a name
    hit.abbreviation = abbreviation
    return hit


def _among_units(passage: Passage, index: int) -> bool:
    """Whether the word stands in a row after a unit: "integrationsenheten, |vuxenutbildningen och …"."""
    at = index - 1
    if at > 0 and passage.words[at].low in ("och", "samt") and gap_before(passage, index) == " ":
        at -= 1
    elif gap_before(passage, index) != ", ":
        return False
    low = passage.words[at].low
    return gap_before(passage, at + 1) in (", ", " ") and bool(UNIT_WORD.match(low)) and low not in GENERIC_UNITS


def _forgotten_hyphen(passage: Passage, at: int) -> bool:
    """ "på Social och omsorgsförvaltningen", "chef för arbete och försörjningsenheten": the hyphen is forgotten."""
    word = passage.words[at]
    if word.low not in unit_names.SUBJECTS and word.low not in ("social", "utbildnings", "barn"):
        return False
    return unit_names.named_by_role(passage, at) or (word.capital and not begins_sentence(passage, at))


def _of_the_law(passage: Passage, index: int) -> bool:
    """Whether the board is any municipality's: nothing says that it decided, or where it is."""
    words = passage.words
    if words[index].capital and not begins_sentence(passage, index):
        return False
    after = words[index + 1].low if index + 1 < len(words) and gap_before(passage, index + 1) == " " else ""
    if words[index].low.endswith("s"):
        return after not in ("budget", "ordförande", "beslut", "möte")
    placed = after == "i" and index + 2 < len(words) and words[index + 2].capital
    decides = after in ("har", "hade", "beslutade", "beslutat", "vill", "sa", "säger", "gav", "godkände")
    by = index > 0 and words[index - 1].low in ("av", "i") and unit_names.named_by_role(passage, index)
    return not (placed or decides or by)
