"""Collect the organisations, municipalities and units of the article from the places that name them."""

from __future__ import annotations

from ...model.article import Article
from ...model.findings import Name
from ...model.spans import Span
from ...model.thresholds import LIKELY
from ..mentions import unit_departments
from ..mentions.abbreviations import abbreviates
from ..mentions.body_hits import BodyHit
from ..mentions.known_names import Names, bare_place
from ..mentions.passages import Passage
from ..mentions.person_hit import PersonHit

COUNTRIES = frozenset(
    """sverige norge danmark finland island estland lettland litauen polen tyskland frankrike storbritannien
    ukraina ryssland usa kanada japan kina indien italien spanien portugal nederländerna belgien österrike
    schweiz irland turkiet grekland ungern tjeckien slovakien rumänien bulgarien kroatien serbien bosnien
    albanien kosovo moldavien georgien armenien israel palestina syrien irak iran afghanistan somalia
    etiopien eritrea kenya sydafrika egypten brasilien mexiko australien sydkorea nato eu fn norden europa
    afrika asien utrikespolitik riksdagen""".split()
)


SHORT_RULES = frozenset(
    ["organisation-genitive", "organisation-author", "organisation-of-role", "unit-of-role", "unit-abbreviation"]
)
# What a body may be called alone once the text has named it in full.
HEADS = frozenset("Samordningsförbundet Kommunalförbundet Landstinget Stiftelsen Föreningen Almi Högskolan".split())
# Who leads or works in a part of a body, and not the body itself.
CHIEFS = unit_departments.CHIEFS | {"rektor", "föreståndare", "arbetsledare"}


def collect(passages: list[Passage], kind: str) -> list[Name]:
    """One `Name` for each body of the kind, in reading order, under the fullest form that the text has."""
    found: list[Name] = []
    by_key: dict[str, Name] = {}
    short = {hit.abbreviation for passage in passages for hit in passage.bodies if hit.abbreviation}
    for passage in passages:
        if passage.kind == "link":
            continue
        for hit in passage.bodies:
            if hit.kind != kind or _inside_person(passage, hit):
                continue
            if hit.name in short and hit.rule in SHORT_RULES:
                continue  # the abbreviation of a body that the text names in full
            name = (
                by_key.get(_key(hit)) or by_key.get(hit.name.lower()) or by_key.get((hit.abbreviation or "").lower())
            )
            span = passage.span(hit.start, hit.end)
            if name is None:
                name = Name(span=span, rule=hit.rule, confidence=hit.confidence, name=hit.name, key=hit.key)
                name.abbreviation, name.parent = hit.abbreviation, hit.parent
                found.append(name)
            else:
                name.confidence = max(name.confidence, hit.confidence)
                name.abbreviation = name.abbreviation or hit.abbreviation
                name.key = name.key or hit.key
                if len(hit.name) > len(name.name) and hit.confidence >= LIKELY and kind != "municipality":
                    name.name = hit.name
            by_key.setdefault(_key(hit), name)
            by_key.setdefault(hit.name.lower(), name)
            if hit.abbreviation:
                by_key.setdefault(hit.abbreviation.lower(), name)
            name.spans.append(span)
    return found


def drop_generic(found: list[Name]) -> list[Name]:
    """ "Länsstyrelsen" alone stands for the one county board that the article names in full, "Hjulet" for
    "Föreningen Hjulet"."""
    specific = any(name.name.startswith("Länsstyrelsen i ") for name in found)
    tails = {name.name.split(" ", 1)[1] for name in found if name.name.startswith(("Föreningen ", "Stiftelsen "))}
    tails |= {"Länsstyrelsen"} if specific else set()
    tails |= {first for first, names in _by_first_word(found).items() if len(names) == 1 and first in HEADS}
    return [name for name in found if name.name not in tails]


def _by_first_word(found: list[Name]) -> dict[str, list[str]]:
    """The names of several words by the first of them."""
    longer: dict[str, list[str]] = {}
    for name in found:
        if " " in name.name:
            longer.setdefault(name.name.split(" ", 1)[0], []).append(name.name)
    return longer


def merge_slashed(found: list[Name]) -> list[Name]:
    """ "Komvux" is part of "Komvux/SFI" where the article names both."""
    slashed = {part.lower() for name in found if "/" in name.name for part in name.name.split("/")}
    firsts = {
        name.name.split()[0].lower()
        for name in found
        if " " in name.name and name.rule in ("unit-centre", "unit-name")
    }
    slashed |= firsts | {f"{first}et" for first in firsts}  # "Jobbtorget" is "Jobbtorg Syd"
    lows = [name.name.lower() for name in found]
    slashed |= {low for low in lows if low.startswith("nationella ") and any(o.startswith(f"{low} ") for o in lows)}
    kept = [name for name in found if name.name.lower() not in slashed]
    return [name for name in kept if not (name.rule == "unit-abbreviation" and _stands_for_another(name, kept))]


def _stands_for_another(short: Name, found: list[Name]) -> bool:
    """Whether an abbreviation is that of the only unit in the article that it can stand for."""
    full = [other for other in found if other is not short and abbreviates(short.name, other.name)]
    if len(full) != 1:
        return False
    full[0].abbreviation = full[0].abbreviation or short.name
    full[0].spans.extend(short.spans)
    return True


def add_publisher(article: Article, names: Names) -> None:
    """The municipality that publishes the page is among its municipalities, also where only its letterhead names it.

    Only one whose name stands so in the source counts; what is guessed from less does not.
    """
    publisher = article.publisher or ""
    start = article.source_text.find(publisher) if publisher.endswith(" kommun") else -1
    if start < 0:
        return
    forms = names.forms.get(publisher.split()[0].lower(), ())
    known = next((f.known for f in forms if f.known.kind == "municipality" and f.written == publisher), None)
    if known is None and len(publisher.split()) > 2:
        return
    name = known.short if known else bare_place(publisher.removesuffix(" kommun"))
    key = known.key if known else None
    if any((found.key == key and key) or found.name == name for found in article.municipalities):
        return
    span = Span(start, start + len(publisher))
    found = Name(span=span, rule="publisher", confidence=0.8 if known else 0.7, name=name, key=key)
    found.spans.append(span)
    article.municipalities.append(found)


def _key(hit: BodyHit) -> str:
    return hit.key or hit.name.lower()


def _inside_person(passage: Passage, hit: BodyHit) -> bool:
    return any(p.full and p.start <= hit.start and hit.end <= p.end for p in passage.persons)


def from_roles(passages: list[Passage]) -> None:
    """The body in a role ("sakkunnig på Bildningsnätet") is an organisation, whatever its name looks like."""
    units = {hit.name for passage in passages for hit in passage.bodies if hit.kind == "unit"}
    for passage in passages:
        for person in passage.persons:
            for role in (person.after, person.role):
                if role and role.organisation and person.full:
                    _add(passage, person, role.organisation, role.role, units)


def _add(passage: Passage, person: PersonHit, organisation: str, role: str, units: set[str]) -> None:
    start = passage.string.find(organisation, max(0, person.start - 120))
    if start < 0 or not organisation[0].isupper():
        return
    end = start + len(organisation)
    if any(hit.start < end and start < hit.end for hit in passage.bodies):
        return
    if person.start < end and start < person.end:
        return
    words = organisation.split()
    if words[-1].lower() in ("kommun", "kommuns"):
        return  # a municipality that the register does not have
    if len(words) == 1 and passage.string[max(0, start - 3) : start].endswith(" i "):
        return  # "socialchef i Solvik" names a place
    if organisation.lower() in COUNTRIES or any(w.endswith(("minister", "ministern")) for w in words):
        return
    if len(words) > 5 or any(w in ("som", "är") for w in words):
        return
    place_of_work = organisation.lower().endswith(("centrum", "center", "torget", "huset", "verkstan"))
    led = role.lower().split()[-1] in CHIEFS and words[-1] not in ("AB", "HB", "KB")
    kind = "unit" if led or organisation in units or (place_of_work and len(words) == 1) else "organisation"
    first, last = passage.word_index(start), passage.word_index(end - 1) + 1
    passage.bodies.append(
        BodyHit(start, end, organisation, kind, None, f"{kind}-of-role", 0.7, first=first, last=last)
    )
