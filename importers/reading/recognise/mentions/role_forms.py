"""What the form of a word tells of whether it names a role, for words that no list has."""

from __future__ import annotations

import re
from functools import lru_cache

from ...swedish.function_words import CLOSED_WORDS
from ...swedish.role_words import NO_PERSON_NOUNS, PERSON_ENDINGS
from ...swedish.speech_verbs import NOT_SAYING, VERBS

# Adjectives, ages and numbers: what somebody is like, and no role. Of what is done: no person either.
_NO_ROLE = re.compile(
    r"(?:ända|födda|födde|lösa|löse|liga|lige|årig|åriga|årige|iga|ige|igt|aste|\d|ning|ningen|het|heten|tion|tionen|"
    r"skap|ism|ismen)$"
)
PLURAL = re.compile(r"(?:cheferna|chefer|ministrarna|ministrar|råden|ordförandena|arna|ledamöterna|ledamöter|erna)$")
ARTICLES = frozenset("en ett den det vår vårt deras sin sitt hans hennes".split())
# Ending of the definite form, singular or plural, → of the base form, longest first.
INDEFINITE = (
    ("erskorna", "erska"),
    ("erskan", "erska"),
    ("inorna", "inna"),
    ("ikerna", "iker"),
    ("isterna", "ist"),
    ("arna", "are"),
    ("orna", "a"),
    ("erna", ""),
    ("aren", "are"),
    ("ern", "er"),
    ("orn", "or"),
    ("anden", "ande"),
    ("ären", "är"),
    ("ören", "ör"),
    ("an", "a"),
    ("en", ""),
)


def could_be_role(low: str, *, noun: bool = False) -> bool:
    """Whether a word can be (part of) the name of a role, for all that its form tells. `noun`: of what it is about."""
    if low in CLOSED_WORDS or low in VERBS or low in NOT_SAYING or len(low) < 3:
        return False
    return noun or _NO_ROLE.search(low) is None


def indefinite(low: str) -> str:
    """The base form of a noun for a person that no list knows: "keramikern" → "keramiker", "smederna" → "smed"."""
    for ending, instead in INDEFINITE:
        if low.endswith(ending) and len(low) - len(ending) > 2:
            return low[: len(low) - len(ending)] + instead
    return low


@lru_cache(maxsize=8192)
def is_person_noun(low: str) -> bool:
    """Whether a word in its base form is made as words for who somebody is: "vävare", "keramiker", "pianist"."""
    if (
        low in CLOSED_WORDS
        or low in VERBS
        or len(low) < 4
        or low.removesuffix("e").endswith(NO_PERSON_NOUNS)
        or low.endswith(NO_PERSON_NOUNS)
    ):
        return False
    return low.endswith(PERSON_ENDINGS)


def person_noun(low: str) -> str | None:
    """The base form of a word made as words for persons are, in the definite form too, else None."""
    base = indefinite(low)
    return base if is_person_noun(base) else None


def is_plural(low: str) -> bool:
    return bool(PLURAL.search(low))
