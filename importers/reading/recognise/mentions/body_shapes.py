"""Bodies known by what Swedish names of bodies look like: "Samordningsförbundet X", "X AB", "-verket", "-nämnden"."""

from __future__ import annotations

import re
from functools import lru_cache

from . import organisation_shapes, unit_names, unit_shapes
from .body_authors import author_body
from .body_heads import headed_body
from .body_hits import BodyHit, begins_sentence, gap_before, hit_at
from .body_leaders import COMPANY, LEADERS, led_in_body
from .passages import Passage
from .unit_compounds import unit_compound

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


def shaped(passage: Passage, index: int) -> list[BodyHit]:
    words = passage.words
    word = words[index]
    low = word.low
    if low in LEADERS or low in COMPANY:
        hit = led_in_body(passage, index)
        if hit:
            return [hit]
    placed = unit_names.find(passage, index) or unit_shapes.find(passage, index)
    if placed:
        return [placed]
    named = organisation_shapes.find(passage, index)
    if named:
        return [named]
    if word.capital and not passage.capitals:
        hit = headed_body(passage, index)
        if hit:
            return [hit]
    unit = unit_compound(passage, index)
    if unit:
        return [unit]
    if word.capital and low.endswith("s") and len(low) > 4:
        author = author_body(passage, index)
        if author:
            return [author]
    if word.capital and _names_organisation(low) and not _is_called_otherwise(passage, index):
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


# what is no body, in the form that stands before its name: "databasen Projektbanken", "ESF-projektet Grenverket"
OTHER_THING = re.compile(
    r"(?:[\w-]*(?:projekt|databas|metod|modell|rapport|kampanj|program|plats|app|system|verktyg|tidning|film|bok|serie|"
    r"satsning|insats|utbildning|kurs|förstudie|utställning|tjänst|portal|sida|mässa|konferens))(?:en|et|n|t)?$"
)


def _is_called_otherwise(passage: Passage, index: int) -> bool:
    """Whether the word before the name says that it is the name of something else than a body."""
    if index == 0 or gap_before(passage, index) not in (" ", " ”", ' "', " “"):
        return False
    return OTHER_THING.match(passage.words[index - 1].low) is not None


@lru_cache(maxsize=16384)
def _names_organisation(low: str) -> bool:
    """Whether the word ends like the name of a body, and is no everyday word."""
    if len(low) < 8 or not ORGANISATION_WORD.match(low):
        return False
    return low.removesuffix("s") not in GENERIC_ORGANISATIONS
