"""Names of persons as they stand in the text.

A run of capitalised words is a person where its first word is a known given name, where its last one looks like a
Swedish family name, or where the words around it say so: a role before it, a role after it, a verb of saying, a
party letter. Names that no list knows are found by the words around them.
"""

from __future__ import annotations

import re

from ...swedish.name_stops import NOT_NAMES, ORGANISATION_WORDS
from ...swedish.speech_verbs import VERBS
from . import role_base, role_before_name, role_label, role_places, verb_of_saying
from .name_evidence import (
    aged,
    beside_a_person,
    does_something,
    ends_clause,
    family_alone,
    given_first,
    is_introduced,
    led_by_place,
    month_as_name,
    name_word,
    no_name,
    on_no_list,
    place_first,
    word_as_name,
)
from .name_lists import PARTICLES, PARTY, base_name, is_family, is_given
from .passages import Passage
from .person_hit import PersonHit
from .role_after_name import role_after

OF_BODIES = re.compile(
    r"^(?:projekt|verksamhets|huvud|sam)?ägare$|huvudman$|finansiär$|(?:sam\w+|projekt)(?:part|partner)$"
)
AGED = re.compile(r"\w+-årig[ae]$")  # "säger 21-åriga NAMN"


def find(passage: Passage, known: frozenset[str] = frozenset()) -> list[PersonHit]:
    """Persons named in the passage. `known` are full names (lower case) that need no further evidence."""
    words = passage.words
    taken = {at for b in passage.bodies if b.blocks_names for at in range(b.first, b.last)}
    found: list[PersonHit] = []
    unlisted: list[tuple[int, int]] = []
    index = 0
    while index < len(words):
        if not words[index].capital or not name_word(passage, index, taken):
            index += 1
            continue
        end = index + 1
        while end < len(words):
            gap = passage.string[words[end - 1].end : words[end].start]
            if gap == ". " and len(words[end - 1].text) == 1 and name_word(passage, end, taken):
                end += 1
            elif gap != " ":
                break
            elif name_word(passage, end, taken):
                end += 1
            elif (
                words[end].low in PARTICLES
                and end + 1 < len(words)
                and passage.string[words[end].end : words[end + 1].start] == " "
                and name_word(passage, end + 1, taken)
            ):
                end += 2
            elif (
                words[end].low in PARTICLES
                and end + 2 < len(words)
                and words[end + 1].low in PARTICLES
                and passage.string[words[end].end : words[end + 2].start] == f" {words[end + 1].text} "
                and name_word(passage, end + 2, taken)
            ):
                end += 3  # "de la Cruz"
            else:
                break
        hit = _judge(passage, index, end, known)
        if hit:
            found.append(hit)
            end = max(end, _body_of_role(passage, hit))
        elif end - index == 2:
            unlisted.append((index, end))
        index = end
    for first, last in unlisted:
        if beside_a_person(passage, first, last, found) or does_something(passage, first, last):
            found.append(on_no_list(passage, first, last))
    return sorted(found, key=lambda hit: hit.start)


def _body_of_role(passage: Passage, hit: PersonHit) -> int:
    """Where the body ends that stands right after the role: "NAMN, hållbarhetschef |Granåker Smältverk|, …".

    A given name after the role begins the next person, and after "rektor NAMN, chef" the role may be the next one's.
    """
    if not hit.after or not hit.after.organisation or hit.role:
        return 0
    words = passage.words
    for index in range(max(hit.after.first, hit.last), hit.after.last):
        if words[index].capital:
            body = passage.string.startswith(hit.after.organisation, words[index].start)
            return hit.after.last if body and not is_given(words[index].text) else 0
    return 0


def _owns_role(passage: Passage, first: int, last: int) -> bool:
    """ "Cirkeln Norrs |ordförande NAMN": a body in the genitive, whose role the next name has."""
    words = passage.words
    if last >= len(words) or not words[last - 1].low.endswith("s") or is_given(words[first].text):
        return False
    return (
        passage.string[words[last - 1].end : words[last].start] == " " and role_base.base(words[last].low) is not None
    )


def _part_of_body(passage: Passage, first: int) -> bool:
    """ "Arbetsförmedlingen |Dalby Malung": capitals right after the name of a body are the rest of its name."""
    word = passage.words[first]
    if first == 0 or passage.string[passage.words[first - 1].end : word.start] != " ":
        return False
    if is_given(word.text) and not any(b.first == first and b.kind == "municipality" for b in passage.bodies):
        return False
    return any(b.last == first and b.kind in ("organisation", "unit") for b in passage.bodies)


def _no_given_name(word: str) -> bool:
    """ "Etableringssamverkan Kronoberg": so long a word in one piece is nobody's given name, but a compound noun."""
    return len(word) > 12 and word.isalpha() and not is_given(word)


def _judge(passage: Passage, first: int, last: int, known: frozenset[str]) -> PersonHit | None:  # noqa: C901, PLR0915 - to be split when rebuilt
    words = passage.words
    while first < last and no_name(passage, first, last):
        first += 1
    for at in range(first, last):
        particle = words[at].low in PARTICLES and at + 1 < last
        if at > first + 1 and role_base.base(words[at].low) and not is_given(words[at].text):
            last = at  # "Ylva Brännfors Docent": a title that stands after the name
            break
        if words[at].low in ORGANISATION_WORDS or (
            at > first and words[at].low in NOT_NAMES and not particle and not month_as_name(passage, at, last)
        ):
            last = at
            break
    if led_by_place(passage, first, last):
        first += 1
    # "Anna Ek Solviks kommun" on a contact card: the municipality is no part of the name.
    if last - first > 2 and last < len(words) and words[last].low in ("kommun", "kommuns", "stad", "stads", "län"):
        last -= 1
    if first >= last or (words[first].low in NOT_NAMES and not word_as_name(passage, first, last)):
        return None
    if _part_of_body(passage, first) or _owns_role(passage, first, last):
        return None
    count = last - first
    start, end = words[first].start, words[last - 1].end
    name = " ".join(passage.string[start:end].split())
    if name.isupper() and count > 1:
        return None
    role = role_before_name.before(passage, first) or role_label.label(passage, first)
    party = PARTY.match(passage.string, end)
    tail = party.end() if party else end
    follow = role_after(passage, last, tail)
    said = first > 0 and passage.string[words[first - 1].end : start] == " "
    verb = first - 2 if said and first > 1 and AGED.match(words[first - 1].low) else first - 1
    said = said and (words[verb].low in VERBS or verb_of_saying.stands_as_verb(passage, verb))
    if role is None and count > 1:
        role = role_places.between(passage, first)
        said = said or role is not None
    place = place_first(passage, first, last) or _no_given_name(words[first].text)
    confidence, rule = 0.0, ""
    if count > 1:
        if name.lower() in known:
            confidence, rule = 0.95, "person-known"
        elif (given_first(passage, first, last) or month_as_name(passage, first, last)) and not place:
            confidence, rule = 0.95, "person-given-name"
        elif role and OF_BODIES.search(role.role):
            return None  # "Projektägare: Lokal Utveckling Norrvik": what bodies are
        elif role:
            confidence, rule = 0.9, "person-role-before"
        elif party and not place:
            confidence, rule = 0.9, "person-party"
        elif said:
            confidence, rule = 0.85, "person-saying"
        elif follow and follow.sure and not place:
            confidence, rule = 0.8, "person-role-after"
        elif not place and family_alone(passage, first, last):
            confidence, rule = 0.7, "person-family-name"
    elif role and role.sure and count == 1 and len(name) > 2:
        confidence, rule = 0.55, "person-one-name-role"
    elif not place and (is_introduced(passage, first) or aged(passage, first)):
        confidence, rule = 0.6, "person-introduced"
    elif (said or party) and len(name) > 1 and ends_clause(passage, last):
        confidence, rule = 0.55, "person-one-name"
    elif count == 1 and (is_given(name) or is_family(name)):
        confidence, rule = 0.2, "person-part"
    if not confidence:
        return None
    hit = PersonHit(start, end, first, last, base_name(name) if count > 1 else name, confidence, rule)
    if role is None and count > 1:
        role = role_places.noun_before(passage, first)
    if (
        follow is None
        and count > 1
        and (said or verb_of_saying.stands_as_verb(passage, max(0, (role or hit).first - 1)))
    ):
        follow = role_places.apposition_at(passage, tail)
    hit.role, hit.after, hit.full = role, follow, count > 1
    hit.party, hit.tail = (party[0].strip(" ()") if party else None), tail
    return hit
