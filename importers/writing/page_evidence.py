"""What a page is made on: a name that is certain, and at least one thing that the text says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reading.model.thresholds import CERTAIN
from .page_values import Desired

# The fields that say something of a project or a unit. A name, in whatever form, says nothing.
SAID: dict[str, tuple[str, ...]] = {
    "project": (
        "lead", "purpose", "target_group", "start", "end", "owner_organisation", "municipalities", "partners",
        "funding", "goals", "key_figures", "faq",
    ),
    "unit": ("lead", "remit", "organisation", "head", "key_figures", "faq"),
}  # fmt: skip


def says_something(role: str, values: Mapping[str, Any], assumed: Any = None) -> bool:
    """Whether the values say a thing of the project or unit. What is only `assumed` is not said."""
    return any(values.get(name) not in (None, "", [], {}, assumed or "") for name in SAID[role])


def is_evident(desired: Desired) -> bool:
    """Whether there is reason enough to make the page that an article would have.

    Of a unit it must be known whose it is, or at least whose text speaks of it: every municipality has a
    "Försörjningsenheten", and a page of nobody's is found by no one."""
    if desired.role == "unit" and not desired.parent_key and desired.whose is None and desired.assumed is None:
        return False
    told = bool(desired.parent_key) or says_something(desired.role, desired.values, desired.assumed)
    return desired.confidence >= CERTAIN and told
