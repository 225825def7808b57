"""Names in a row with known bodies: "Teknikföretagen, Ikem och Techsverige"."""

from __future__ import annotations

import re

from ...model.thresholds import LIKELY
from . import role_base
from .body_hits import BodyHit, begins_sentence, gap_before, hit_at
from .passages import Passage

# What may follow a whole name: a finite verb, or a word that begins something else. Another noun belongs to the name.
GOES_ON = re.compile(
    r"(?:\w*[aeiouyåäö]r|\w+(?:de|te|ade)|och|samt|eller|men|i|på|för|med|om|till|från|av|hos|inom|vid|under|som|att|där|"
    r"när|är|ska|kan|vill|vet|måste|bör|gav|fick|kom|tog|blev|gick|sa|såg|stod|drev|inte|också|även|finns|bland|men|så|"
    r"utan|mot|efter|innan|genom|enligt|tillsammans)$"
)


KIND = re.compile(r"\w*(?:styrelse|myndighet|förbund|region|kommun|förvaltning|förening|bolag|nämnd|skola|företag)")
PLURAL = re.compile(r"(?:förbunden|kommunerna|regionerna|myndigheterna|bolagen|företagen|föreningarna|verken|råden)$")


def add_neighbours(passage: Passage, found: list[BodyHit]) -> None:
    """ "Teknikföretagen, Ikem och Techsverige": an unknown name beside a known body is one too."""
    taken = {index for hit in found for index in range(hit.first, hit.last)}
    grown = True
    rounds = 0
    while grown and rounds < 6:
        grown = False
        rounds += 1
        for hit in list(found):
            if hit.kind not in ("organisation", "unit") or hit.confidence < LIKELY:
                continue
            for step in (1, -1):
                near = _neighbour(passage, hit, step, taken)
                if near is None:
                    continue
                first, last = near
                if passage.words[first].text == hit.abbreviation or _abbreviates(passage.words[first].text, hit.name):
                    continue
                kind = hit.kind
                # an ending alone is a weak sign, too weak for two
                sure = 0.45 if hit.rule.endswith("-ending") and kind == "organisation" else 0.6
                new = hit_at(passage, first, last, kind, rule=f"{kind}-in-a-row", confidence=sure)
                new.blocks_names = False
                found.append(new)
                taken.update(range(first, last))
                grown = True


def _abbreviates(word: str, name: str) -> bool:
    """ "Europeiska socialfonden, ESF": capitals whose letters the name beside them has, and begins with one of."""
    letters = word.lower()
    return word.isupper() and len(word) < 6 and name[:1].lower() in letters and set(letters) <= set(name.lower())


def _neighbour(passage: Passage, hit: BodyHit, step: int, taken: set[int]) -> tuple[int, int] | None:
    words = passage.words
    if step == 1:
        first = hit.last
        if first >= len(words):
            return None
        if gap_before(passage, first) == " " and words[first].low in ("och", "samt", "&"):
            first += 1
            if first >= len(words) or gap_before(passage, first) != " ":
                return None
        elif gap_before(passage, first) != ", ":
            return None
        last = first + 1
    else:
        last = hit.first
        if last < 1:
            return None
        if gap_before(passage, last) == " " and words[last - 1].low in ("och", "samt", "&"):
            last -= 1
            if last < 1 or gap_before(passage, last) != " ":
                return None
        elif gap_before(passage, last) != ", ":
            return None
        first = last - 1
    if first in taken or not _single_name(passage, first, last, hit.kind):
        return None
    return first, last


def _single_name(passage: Passage, first: int, last: int, kind: str) -> bool:
    """One capitalised word that belongs to no longer name and does not only begin a sentence."""
    words = passage.words
    word = words[first]
    if not word.capital or len(word.text) < 3 or word.text.endswith("-") or begins_sentence(passage, first):
        return False
    if word.text.isupper() and kind == "unit":
        return False  # "Solförvaltningen, SOF,": the abbreviation
    if kind == "unit" and first and words[first - 1].low in ("i", "från", "till", "utanför"):
        return False  # "huset i Ålund, Navigatorcentrum": a place
    if KIND.fullmatch(word.low):
        return False  # "med Länsstyrelse och Region Norrvik": a kind of body, and no name
    if PLURAL.search(word.low):
        return False  # "Landstinget och Samordningsförbunden": which ones?
    if role_base.base(word.low):
        return False  # "Enhetschef, Exportenheten"
    if (
        word.low.endswith("ens")
        and last < len(words)
        and gap_before(passage, last) == " "
        and words[last].low != "och"
    ):
        return False  # "Exportenheten, Belgiens ambassad"
    following = words[last] if last < len(words) and gap_before(passage, last) == " " else None
    if following and not following.capital and not GOES_ON.match(following.low):
        return False  # "Balder och Primär fastighetsservice": the first word of a longer name
    if following and (following.capital or following.low == "kommun" or following.text[0].isdigit()):
        return False  # "Storgatan 12"
    return not (first > 0 and gap_before(passage, first) == " " and words[first - 1].capital)
