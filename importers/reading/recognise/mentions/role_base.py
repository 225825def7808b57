"""Whether a word is a role, and the role in its base form."""

from __future__ import annotations

import re
from contextvars import ContextVar
from functools import lru_cache

from ...swedish.role_words import DEFINITE_ROLES, LOOSE_ROLES, NOT_ROLES, ROLE_ENDINGS, ROLE_MODIFIERS

RAD = re.compile(
    r"(?:kommunal|region|opposition|landsting|departement|stat|borgar|kansli|kommun|justitie|ämnes)s?råd$"
)
# Bodies and parts of them, by the endings of their names.


# Abbreviations end no word: "Norrbygd" is no role although "gd" is one.
WORD_ENDINGS = tuple(ending for ending in ROLE_ENDINGS if len(ending) > 2)


# Roles that a municipality has named itself, for the article that is being read.
EXTRA: ContextVar[frozenset[str]] = ContextVar("roles", default=frozenset())


def base(low: str) -> str | None:
    """The base form of a word that is the head of a role ("chefen" → "chef"), else None."""
    found = _base(low)
    extra = EXTRA.get()
    if found or not extra:
        return found
    return next((role for role in (low, low[:-1], low[:-2]) if role in extra), None)


@lru_cache(maxsize=16384)
def _base(low: str) -> str | None:
    if low.endswith(("-", "s-")) or (len(low) < 4 and low not in ("vd", "gd")):
        return None
    if low in ("vd:n", "gd:n"):
        return low[:2]
    if _is_role(low):
        return low
    for ending, singular in DEFINITE_ROLES:
        if low.endswith(ending):
            candidate = low[: len(low) - len(ending)] + singular
            if _is_role(candidate):
                return candidate
    return None


def _is_role(low: str) -> bool:
    if low.endswith("råd"):
        return bool(RAD.match(low))
    if low in NOT_ROLES and low not in LOOSE_ROLES:
        return False
    if len(low) < 4:
        return low in ("vd", "gd")
    return low.endswith(WORD_ENDINGS) or low.endswith(("-vd", "-gd"))


def is_modifier(low: str) -> bool:
    return low in ROLE_MODIFIERS or low.endswith(("politisk", "politiska", "politiske"))
