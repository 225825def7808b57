"""Names of efforts that begin with a word that people are called too ("insatsen Klara Vägen Framåt")."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...model.findings import Contact, Quote
from ..mentions.effort_words import NOUN
from ..mentions.name_lists import is_family
from ..mentions.passages import Passage
from ..mentions.person_hit import PersonHit
from ..mentions.roster import Roster, Somebody

# What is called by the name stands right before it, at most with a comma between.
_EFFORT = re.compile(rf"(?:{NOUN})", re.IGNORECASE)
_BESIDE = (" ", ", ", ": ")


def drop(passages: list[Passage], roster: Roster, quotes: Iterable[Quote], contacts: Iterable[Contact]) -> None:
    """Take from `passages` and `roster` the names that a word for an effort leads in and nothing shows to be a person.

    A role, words said, a party, a contact of their own or a family name that is one anywhere in the article keeps it.
    """
    shown = {quote.speaker for quote in quotes} | {contact.name for contact in contacts}
    efforts = [
        somebody
        for somebody in roster.people
        if somebody.name not in shown and not _is_shown(somebody) and any(_led(*hit) for hit in somebody.hits)
    ]
    if not efforts:
        return
    hits = {id(hit) for somebody in efforts for _, hit in somebody.hits}
    for passage in passages:
        passage.persons = [hit for hit in passage.persons if id(hit) not in hits]
    roster.people = [somebody for somebody in roster.people if somebody not in efforts]


def _is_shown(somebody: Somebody) -> bool:
    """Whether more than the first word tells of a person."""
    given_alone = all(hit.rule == "person-given-name" and not hit.party for _, hit in somebody.hits)
    return bool(somebody.roles) or not given_alone or is_family(somebody.name.split()[-1])


def _led(passage: Passage, hit: PersonHit) -> bool:
    """ "integrationsprojekt, |NAMN", "projektet |NAMN": the noun that says what is called so."""
    if not hit.first:
        return False
    before = passage.words[hit.first - 1]
    return passage.string[before.end : hit.start] in _BESIDE and _EFFORT.fullmatch(before.text) is not None
