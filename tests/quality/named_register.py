"""A register without a database: everything is called what the text or the shipped register calls it."""

from __future__ import annotations

from typing import Any

from brygga.importers.writing.body_names import is_nobody
from brygga.importers.writing.person_roles import Ref
from brygga.importers.writing.register import Register


class NamedRegister(Register):
    """Gives placeholders with names, as a plan does, and asks no database."""

    def __post_init__(self) -> None:
        """Nothing is looked up."""

    def _organisation(self, name: str | None, key: str | None, *, make: bool) -> Ref | None:
        words = " ".join((name or "").split())
        if not words:
            return None
        known = self._from_shipped(words, key)
        return known or ({"new": "organisation", "name": words} if make and not is_nobody(words) else None)

    def name_of(self, ref: Ref | None) -> str | None:
        return named(ref)

    def person(self, name: str, *_rest: Any, **_more: Any) -> Ref | None:
        return {"new": "person", "name": name}

    def indicator(self, name: str, unit: str, organisation: Ref | None) -> Ref | None:
        return {"new": "indicator", "name": name, "unit": unit, "owner": named(organisation) or ""}


def named(ref: Any) -> str | None:
    """The name in a placeholder."""
    return ref["name"] if isinstance(ref, dict) else None
