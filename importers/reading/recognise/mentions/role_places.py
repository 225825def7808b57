"""Roles told by where they stand: between a verb of saying and a name, before a name, after it in an attribution.

No list needs to have them; what stands there is weighed less than what a list knows, and no name is a name for it.
"""

from __future__ import annotations

from ...swedish.speech_verbs import BETWEEN
from . import role_base, verb_of_saying
from .name_lists import AGE
from .passages import Passage
from .role_after_name import with_body
from .role_before_name import genitive
from .role_bodies import blank
from .role_forms import ARTICLES, could_be_role, indefinite, person_noun
from .role_phrase import role_phrase
from .role_value import Role


def between(passage: Passage, index: int) -> Role | None:
    """What stands between a verb of saying and the name at word `index`: "säger jobbspecialist |NAMN"."""
    words = passage.words
    first = index
    while first > 0 and index - first < 6 and not words[first - 1].capital:
        gap = blank(passage, first)
        if gap != " " and not (gap == ", " and words[first - 1].text.endswith("-")):
            return None
        if verb_of_saying.stands_as_verb(passage, first - 1):
            break
        first -= 1
    if first in (0, index) or words[first - 1].capital:
        return None
    while first < index and words[first].low in BETWEEN | ARTICLES:
        first += 1
    if index - first > 1 and words[first].low.endswith("s") and genitive(passage, first):
        first += 1  # "kommunens nya språkombud"
    phrase = words[first:index]
    if not phrase or not all(could_be_role(word.low) or word.low in ("och", "för") for word in phrase):
        return None
    head = index - 1
    text = passage.string[phrase[0].start : words[head].start] + base_form(phrase[-1].low)
    return Role(" ".join(text.split()), None, first, index, sure=False)


def base_form(low: str) -> str:
    """The base form of the head of a role, whether a list has it or not."""
    return role_base.base(low) or indefinite(low)


def noun_before(passage: Passage, index: int) -> Role | None:
    """A word for a person right before the name at word `index`: "keramikern |NAMN", "vävaren |NAMN"."""
    if index == 0 or blank(passage, index) != " ":
        return None
    word = passage.words[index - 1]
    found = person_noun(word.low)
    if found is None or (word.capital and passage.sentence_at(word.start)[0] != word.start):
        return None
    return Role(found, None, index - 1, index, sure=False)


def apposition_at(passage: Passage, tail: int) -> Role | None:
    """The role in "säger NAMN, …" where the name and its party end at `tail`."""
    age = AGE.match(passage.string, tail)
    at = passage.word_index(age.end() if age else tail)
    if at >= len(passage.words) or passage.string[age.end() if age else tail : passage.words[at].start] != ", ":
        return None
    return with_body(passage, role_phrase(passage, at))
