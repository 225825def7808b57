"""A place that holds a person, as it is shown and chosen about."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.urls import NoReverseMatch, reverse

from .walking import Spot
from .wording import KEEP

LIVE, DRAFT, OLD = "live", "draft", "old"
PAGES, REGISTER, MINUTES, ORIGINALS, FIXED = "pages", "register", "minutes", "originals", "fixed"
GROUPS = (PAGES, REGISTER, MINUTES, ORIGINALS, FIXED)
PERSON, ADDRESS, FILE, ACCOUNT, ROWS = "person", "address", "file", "account", "rows"


@dataclass(slots=True)
class Holding:
    """A place that holds the person, as it is shown, and what may be done there."""

    key: str
    group: str
    kind: str
    owner: str
    where: str
    text: str
    actions: tuple[str, ...]
    states: set[str] = field(default_factory=set)
    certain: bool = True
    number: int = 1
    address: str = ""
    model: str = ""
    pk: Any = None
    full: str = ""  # all the words of the place, for an extract

    @property
    def is_fixed(self) -> bool:
        """Whether nothing can be done about it here."""
        return self.actions == (KEEP,)


@dataclass
class Found:
    """All that was found, and the pages that are to be gone through."""

    holdings: list[Holding]
    pages: list[int]

    def of(self, group: str) -> list[Holding]:
        """The places of one group, in order."""
        return [holding for holding in self.holdings if holding.group == group]


def key_for(model: str, pk: Any, spot: Spot | tuple[str, ...]) -> str:
    """What a place is called in a form: the same wherever in the same owner the same words stand."""
    what = (
        spot
        if isinstance(spot, tuple)
        else (spot.field, spot.kind, json.dumps(spot.value, sort_keys=True, default=str))
    )
    return hashlib.sha256("\0".join([model, str(pk), *what]).encode()).hexdigest()[:20]


def around(text: str, start: int, end: int, most: int = 90) -> str:
    """The words on both sides of a place in a text, whole words."""
    first, last = max(0, start - most), min(len(text), end + most)
    before, after = text[first:start], text[end:last]
    if first:
        before = "… " + before.partition(" ")[2]
    if last < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before + text[start:end] + after


def edit_address(row: models.Model) -> str:
    """Where the row is edited in the admin; "" where it is not."""
    names = {"Image": "wagtailimages:edit", "Document": "wagtaildocs:edit", "User": "wagtailusers_users:edit"}
    name = names.get(row._meta.object_name or "", f"wagtailsnippets_{row._meta.label_lower.replace('.', '_')}:edit")
    try:
        return reverse(name, args=[row.pk])
    except NoReverseMatch:
        return ""
