"""Bodies by the word that leads their name in: "Samordningsförbundet X", "Stiftelsen X"."""

from __future__ import annotations

from ...swedish.function_words import CLOSED_WORDS
from .body_hits import BodyHit, gap_before, hit_at
from .body_rows import GOES_ON
from .passages import Passage
from .unit_compounds import DIRECTIONS

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
GO_ON = frozenset("partnerskapet stiftelsen föreningen kooperativet".split())
COUNTY = ("län", "läns")
FORM_FOLLOWS = frozenset("bostads fastighets förvaltnings utvecklings".split())  # "Bostads AB Granit"
COMPANY = frozenset("ab hb kb".split())


def led_in_body(passage: Passage, index: int) -> BodyHit | None:
    words = passage.words
    low = words[index].low
    last = index + 1
    if low == "högskolan" and last + 1 < len(words) and words[last].low in ("i", "på") and words[last + 1].capital:
        last += 2
        return hit_at(passage, index, last, "organisation", rule="organisation-leader", register_kind="education")
    if low in FORM_FOLLOWS and not (last < len(words) and words[last].low == "ab"):
        return None
    while last < len(words) and gap_before(passage, last) == " " and words[last].capital and last - index < 5:
        shouted = passage.capitals or words[index].capital  # "samordningsförbundet DELTA" shouts no more than its name
        if words[last].text.isupper() and len(words[last].text) > 4 and low != "ab" and shouted:
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
    following = words[last]
    half = low in GO_ON and last > index + 1 and not words[last - 1].low.endswith("s")
    if half and not (following.capital or GOES_ON.match(following.low) or following.low in CLOSED_WORDS):
        return last + 1  # "Partnerskapet Grön| tillväxt", "Stiftelsen Solviks| sjukhem": half a name is none
    if last > index + 1 and words[last].low in COUNTY:
        return last + 1 if low in ("region", "länsstyrelsen") else last
    if words[last].low != "i" or last + 1 >= len(words) or gap_before(passage, last + 1) != " ":
        return last
    if last > index + 1 and words[last + 1].capital and words[last + 1].low in DIRECTIONS:
        return last + 2
    if low == "samordningsförbundet" and words[last + 1].low in DIRECTIONS and last + 2 < len(words):
        return last + 3 if words[last + 2].capital and gap_before(passage, last + 2) == " " else last
    at = last + 1
    while at < len(words) and words[at].capital and gap_before(passage, at) == " ":
        at += 1
    if low == "landstinget" and last + 1 < at < len(words) and words[at].low in COUNTY:
        return at + 1
    return last
