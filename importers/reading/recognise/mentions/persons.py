"""Names of persons as they stand in the text.

A run of capitalised words is a person where its first word is a known given name, where its last one looks like a
Swedish family name, or where the words around it say so: a role before it, a role after it, a verb of saying, a
party letter. Names that no list knows are found by the words around them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ...swedish.words import NOT_NAMES, ORGANISATION_WORDS, TITLES, VERBS
from . import roles
from .passages import Passage

# Given names that are places too.
PLACES = frozenset("vilhelmina nora mark sala mora charlottenberg lycksele kristianstad lidingö tibro dag".split())
PARTICLES = frozenset(("af von de der van bin al el da di la le du ibn zu do dos bint ter ten den ").split())
COMPOUND = re.compile(r"[-‑][a-zåäö]")  # "AP-fonden", "Kleist-priset": a compound, no double name
PARTY = re.compile(r" ?\((?:[A-ZÅÄÖ]{1,3}|Mp|Kd|Fi)\)")
AGE = re.compile(r",? (\d{1,2})(?: år)?(?=[,.]|$)")
FAMILY = re.compile(
    r"(?:sson|sen|berg|bergh|ström|gren|[qk]vist|quist|lund|lundh|dahl|stedt|holm|hjelm|hielm|löf|löv|blad|mark|man|"
    r"fors|stam|sköld|crantz|krantz|felt|feldt|ius|én|ell|ing|ling|ow|ski|skog|sjö|näs|dal|hag|rot|roth|vall|wall|"
    r"berger|bäck|beck|rud|plan|strand|sten|stén|sand|ander|klint|lind|björk|borg|hammar|hed|hult|mo|nell|ovic|ovič|"
    r"ović|ić|oglu|zadeh|zada|pour)s?$"
)


SURE_FAMILY = re.compile(
    r"(?:sson|berg|bergh|ström|gren|[qk]vist|quist|lund|lundh|dahl|stedt|holm|löf|feldt|crantz)s?$"
)


@dataclass(slots=True, eq=False)
class PersonHit:
    """One place where a person is named. `first` and `last` are word indices, half open."""

    start: int
    end: int
    first: int
    last: int
    name: str
    confidence: float
    rule: str
    role: roles.Role | None = None
    after: roles.Role | None = None
    party: str | None = None
    tail: int = 0  # where what belongs to the name ends: party, age
    full: bool = True


@cache
def given_names() -> dict[str, str]:
    """Given names in lower case, with f, m or u (either, or not known)."""
    text = (files("brygga.importers.reading") / "data" / "given_names.csv").read_text(encoding="utf-8")
    rows = (line.split(",") for line in text.splitlines() if line and not line.startswith("#"))
    return {name.lower(): gender for name, gender in rows if name != "name"}


@cache
def family_names() -> frozenset[str]:
    text = (files("brygga.importers.reading") / "data" / "surnames.txt").read_text(encoding="utf-8")
    return frozenset(line.lower() for line in text.splitlines() if line and not line.startswith("#"))


def gender(name: str) -> str:
    """f, m or "" (not known) by the given name."""
    first = name.split()[0].lower() if name else ""
    known = given_names()
    found = known.get(first) or known.get(first.split("-")[0], "")
    return found if found in ("f", "m") else ""


@lru_cache(maxsize=8192)
def is_given(word: str) -> bool:
    low = word.lower()
    known = given_names()
    return low in known or ("-" in low and low.split("-")[0] in known)


@lru_cache(maxsize=8192)
def is_family(word: str) -> bool:
    low = word.lower()
    return low in family_names() or bool(FAMILY.search(low)) or (low.endswith("s") and low[:-1] in family_names())


def base_name(name: str) -> str:
    """The name without a genitive s that is surely one ("Anna Ekbergs" → "Anna Ekberg")."""
    last = name.rsplit(" ", 1)[-1].lower()
    if not last.endswith("s") or last in family_names() or len(last) < 4:
        return name
    stem = last[:-1]
    sure = stem in family_names() or stem.endswith(("sson", "berg", "ström", "gren", "vist", "dahl", "stedt", "holm"))
    return name[:-1] if sure else name


def find(passage: Passage, known: frozenset[str] = frozenset()) -> list[PersonHit]:
    """Persons named in the passage. `known` are full names (lower case) that need no further evidence."""
    words = passage.words
    taken = {at for b in passage.bodies if b.blocks_names for at in range(b.first, b.last)}
    found: list[PersonHit] = []
    unlisted: list[tuple[int, int]] = []
    index = 0
    while index < len(words):
        if not words[index].capital or not _name_word(passage, index, taken):
            index += 1
            continue
        end = index + 1
        while end < len(words):
            gap = passage.string[words[end - 1].end : words[end].start]
            if gap == ". " and len(words[end - 1].text) == 1 and _name_word(passage, end, taken):
                end += 1
            elif gap != " ":
                break
            elif _name_word(passage, end, taken):
                end += 1
            elif (
                words[end].low in PARTICLES
                and end + 1 < len(words)
                and passage.string[words[end].end : words[end + 1].start] == " "
                and _name_word(passage, end + 1, taken)
            ):
                end += 2
            elif (
                words[end].low in PARTICLES
                and end + 2 < len(words)
                and words[end + 1].low in PARTICLES
                and passage.string[words[end].end : words[end + 2].start] == f" {words[end + 1].text} "
                and _name_word(passage, end + 2, taken)
            ):
                end += 3  # "de la Cruz"
            else:
                break
        hit = _judge(passage, index, end, known)
        if hit:
            found.append(hit)
        elif end - index == 2:
            unlisted.append((index, end))
        index = end
    for first, last in unlisted:
        if _beside(passage, first, last, found) or _acts(passage, first, last):
            found.append(_unlisted(passage, first, last))
    return sorted(found, key=lambda hit: hit.start)


# What people do and bodies do not, after a name that no list has.
DOES = frozenset(
    "skrattar skrattade ler log nickar minns skakar suckar bor bodde flyttade studerar pluggar "
    "praktiserar växte drömmer längtar gråter reser föddes sitter satt står stod visar bär hoppas vinkar "
    "pekar lärde".split()
)
# The same after "NAMN, som": who leads, works, came.
WHO = DOES | frozenset("leder ledde arbetar arbetade jobbar jobbade kom kommer går gick läser deltar deltog".split())


def _acts(passage: Passage, first: int, last: int) -> bool:
    """ "NAMN skrattar", "NAMN, som arbetar", "NAMN kom till Sverige", "NAMN, 34 år," of a name that no list knows."""
    words = passage.words
    if not _plain_name(passage, first, last):
        return False
    if words[first].low.endswith("s") and not _moved(passage, last):
        return False  # "Ålunds Verkstad, som …"
    if _moved(passage, last):
        return True
    age = AGE.match(passage.string, words[last - 1].end)
    if age:
        return True
    if last >= len(words):
        return False
    gap = passage.string[words[last - 1].end : words[last].start]
    following = words[last + 1].low if last + 1 < len(words) else ""
    return (gap == " " and words[last].low in DOES) or (gap == ", " and words[last].low == "som" and following in WHO)


def _moved(passage: Passage, at: int) -> bool:
    """ "kom till Sverige", "flydde från Ålund" at word `at`."""
    words = passage.words
    return (
        at + 2 < len(words)
        and words[at].low in ("kom", "flydde", "flyttade")
        and words[at + 1].low in ("till", "från")
        and words[at + 2].capital
        and passage.string[words[at - 1].end : words[at].start] == " "
    )


def _beside(passage: Passage, first: int, last: int, found: list[PersonHit]) -> bool:
    """ "Anna Ek och NAMN": beside a person stands another."""
    string, words = passage.string, passage.words
    if not _plain_name(passage, first, last):
        return False
    for hit in found:
        if not hit.full or hit.confidence < 0.8:
            continue
        before = string[hit.tail or hit.end : words[first].start] if hit.end < words[first].start else ""
        after = string[words[last - 1].end : hit.start] if words[last - 1].end < hit.start else ""
        if " och " in (before, after):
            return True
    return False


def _plain_name(passage: Passage, first: int, last: int) -> bool:
    """Whether both words can be a person's name: letters only, no place, no word that names of bodies have."""
    words = passage.words[first:last]
    if any(body.start < words[-1].end and words[0].start < body.end for body in passage.bodies):
        return False
    if any(w.low in NOT_NAMES or w.low in ORGANISATION_WORDS or w.low in PLACES or roles.base(w.low) for w in words):
        return False
    return all(w.text.isalpha() and not w.text.isupper() and len(w.text) > 2 for w in words) and not words[
        0
    ].low.endswith(("ska", "en", "et"))


def _unlisted(passage: Passage, first: int, last: int) -> PersonHit:
    start, end = passage.words[first].start, passage.words[last - 1].end
    name = " ".join(passage.string[start:end].split())
    hit = PersonHit(start, end, first, last, base_name(name), 0.7, "person-unlisted")
    hit.after, hit.tail = _role_after(passage, last, end), end
    return hit


def _name_word(passage: Passage, index: int, taken: set[int]) -> bool:
    word = passage.words[index]
    text = word.text
    if not text[0].isupper() or text.endswith("-") or ":" in text:
        return False
    if len(text) > 1 and text.isupper() and len(text) < 5 and not is_given(text):
        return False
    if (not text.isalpha() and any(char.isdigit() for char in text)) or COMPOUND.search(text):
        return False
    return index not in taken


def _judge(passage: Passage, first: int, last: int, known: frozenset[str]) -> PersonHit | None:  # noqa: C901, PLR0915 - to be split when rebuilt
    words = passage.words
    while first < last and _no_name(passage, first, last):
        first += 1
    for at in range(first, last):
        particle = words[at].low in PARTICLES and at + 1 < last
        if at > first + 1 and roles.base(words[at].low) and not is_given(words[at].text):
            last = at  # "Ylva Brännfors Docent": a title that stands after the name
            break
        if words[at].low in ORGANISATION_WORDS or (at > first and words[at].low in NOT_NAMES and not particle):
            last = at
            break
    if _led_by_place(passage, first, last):
        first += 1
    # "Anna Ek Solviks kommun" on a contact card: the municipality is no part of the name.
    if last - first > 2 and last < len(words) and words[last].low in ("kommun", "kommuns", "stad", "stads", "län"):
        last -= 1
    if first >= last or words[first].low in NOT_NAMES:
        return None
    count = last - first
    start, end = words[first].start, words[last - 1].end
    name = " ".join(passage.string[start:end].split())
    if name.isupper() and count > 1:
        return None
    role = roles.before(passage, first) or roles.label(passage, first)
    party = PARTY.match(passage.string, end)
    tail = party.end() if party else end
    follow = _role_after(passage, last, tail)
    said = first > 0 and words[first - 1].low in VERBS and passage.string[words[first - 1].end : start] == " "
    place = _place_first(passage, first, last)
    confidence, rule = 0.0, ""
    if count > 1:
        if name.lower() in known:
            confidence, rule = 0.95, "person-known"
        elif is_given(words[first].text) and not place:
            confidence, rule = 0.95, "person-given-name"
        elif role:
            confidence, rule = 0.9, "person-role-before"
        elif party:
            confidence, rule = 0.9, "person-party"
        elif said:
            confidence, rule = 0.85, "person-saying"
        elif follow and follow.sure and not place:
            confidence, rule = 0.8, "person-role-after"
        elif not place and _family_alone(passage, first, last):
            confidence, rule = 0.7, "person-family-name"
    elif role and role.sure and count == 1 and len(name) > 2:
        confidence, rule = 0.55, "person-one-name-role"
    elif not place and (_is(passage, first) or _aged(passage, first)):
        confidence, rule = 0.6, "person-introduced"
    elif (said or party) and len(name) > 1 and _ends_clause(passage, last):
        confidence, rule = 0.55, "person-one-name"
    elif count == 1 and (is_given(name) or is_family(name)):
        confidence, rule = 0.2, "person-part"
    if not confidence:
        return None
    hit = PersonHit(start, end, first, last, base_name(name) if count > 1 else name, confidence, rule)
    hit.role, hit.after, hit.full = role, follow, count > 1
    hit.party, hit.tail = (party[0].strip(" ()") if party else None), tail
    return hit


def _is(passage: Passage, at: int) -> bool:
    """ "En av dem är Anna.", "Hon heter Anna, 34 år": a given name alone at the end of the clause."""
    words = passage.words
    end = words[at].end
    if at == 0 or words[at - 1].low not in ("är", "heter") or not is_given(words[at].text):
        return False
    return passage.string[end : end + 1] in (".", "") or AGE.match(passage.string, end) is not None


def _aged(passage: Passage, at: int) -> bool:
    """ "Amina, 34 år, kom hit": a given name with an age beside it."""
    word = passage.words[at]
    end = word.end
    return passage.string[end : end + 1] == "," and is_given(word.text) and AGE.match(passage.string, end) is not None


def _place_first(passage: Passage, first: int, last: int) -> bool:
    """ "Vilhelmina Fotoarkiv": the first word is a place as well, and the last is no family name."""
    start = passage.words[first].start
    place = any(body.kind == "municipality" and body.start == start for body in passage.bodies)
    return (place or passage.words[first].low in PLACES) and not is_family(passage.words[last - 1].text)


# What may follow a single name after a verb of saying. "säger Estlands premiärminister NAMN" names no Estlands.
AFTER_NAME = frozenset("och som med om i på när då till vidare också efter under fast in".split())


def _ends_clause(passage: Passage, last: int) -> bool:
    words = passage.words
    adjacent = last < len(words) and passage.string[words[last - 1].end : words[last].start] == " "
    return not adjacent or words[last].low in AFTER_NAME


def _led_by_place(passage: Passage, first: int, last: int) -> bool:
    """ "ordförande i Pensionsgruppen |Anna Ek": the first capital belongs to the preposition before it."""
    words = passage.words
    return (
        last - first > 2
        and first > 0
        and words[first - 1].low in roles.ROLE_PREPOSITIONS
        and not is_given(words[first].text)
        and is_given(words[first + 1].text)
    )


def _family_alone(passage: Passage, first: int, last: int) -> bool:
    """A family name that is surely one, after a word that no list knows: "Xhevahire Lindström"."""
    words = passage.words
    low = words[last - 1].low
    place = any(b.kind == "municipality" and b.end == words[last - 1].end for b in passage.bodies)
    if place or low.endswith(("stockholm", "gholm")) or low in ("lund", "holm", "dahl") or not SURE_FAMILY.search(low):
        return False
    return not _odd(passage, first) and last - first <= 3 and not words[first].low.endswith(("en", "et", "region"))


def _odd(passage: Passage, first: int) -> bool:
    """The first word of a sentence has a capital in any case: alone it proves no name."""
    word = passage.words[first]
    return passage.sentence_at(word.start)[0] == word.start


def _no_name(passage: Passage, at: int, last: int) -> bool:
    word = passage.words[at]
    if word.low in NOT_NAMES or word.low in TITLES or word.low in VERBS:
        return not (is_given(word.text) and at + 1 < last and word.low in ("jan", "maj"))
    return roles.base(word.low) is not None and not is_given(word.text)


def _role_after(passage: Passage, last: int, tail: int) -> roles.Role | None:
    """ "NAMN, ROLL på X", "NAMN (S), 45 år, ROLL", "NAMN som är ROLL i X"."""
    words = passage.words
    string = passage.string
    age = AGE.match(string, tail)
    if age:
        tail = age.end()
        last = passage.word_index(tail)
    if last >= len(words):
        return None
    at = passage.word_index(tail)
    if at >= len(words):
        return None
    gap = string[tail : words[at].start]
    if gap == ", ":
        # "NAMN, Moderaterna, ordförande i nämnden": the body stands between
        body = next((b for b in passage.bodies if b.start == words[at].start and b.kind == "organisation"), None)
        if body and body.last < len(words) and string[body.end : words[body.last].start] == ", ":
            found = roles.after(passage, body.last)
            if found:
                found.organisation = found.organisation or body.name
            return found
    if gap in (", ", " – ", " - ", " (", ": "):
        if words[at].low == "som":
            return roles.after(passage, at + 2) if at + 1 < len(words) and words[at + 1].low in ("är", "var") else None
        return roles.after(passage, at, loose=gap == ", ", capitals=True)
    if gap == " " and tail > words[last - 1].end and not age and words[at].low.endswith(("styrelsens", "nämndens")):
        found = roles.after(passage, at)  # "NAMN (S) kommunstyrelsens ordförande"
        if found and found.first == at:
            return found
    if gap == " " and words[at].low != "som" and not words[at].capital:
        # the comma is forgotten: "NAMN ordförande i nämnden"
        found = roles.after(passage, at)
        if found and found.first == at and roles.base(words[at].low) == words[at].low:
            return found
        return (
            found
            if found and found.first == at and found.last - at >= 2 and words[at].low.endswith("politisk")
            else None
        )
    if gap == " " and words[at].low == "som" and at + 2 < len(words) and words[at + 1].low in ("är", "var", "arbetar"):
        following = at + 3 if words[at + 2].low == "som" else at + 2
        return roles.after(passage, following)
    return None
