"""The rule by which a piece of a line is furniture."""

from __future__ import annotations

from functools import lru_cache

from .boilerplate_rules import RULES


@lru_cache(maxsize=512)
def rule_for_piece(piece: str) -> bool:
    """Whether a part of a row is known furniture by itself."""
    return len(piece) <= 60 and any(rule.pattern.fullmatch(piece) for rule in RULES if rule.place != "head")
