"""Word lists as data: one file a subject in `words/`, each word with its source and an example."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

UNCHECKED = "unchecked"  # the source of words that nobody has traced yet


@cache
def entries(subject: str) -> dict[str, list[dict[str, Any]]]:
    """The lists of a subject by name, as they stand in `words/<subject>.toml`."""
    text = (files(__package__) / "words" / f"{subject}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def words_of(subject: str, name: str) -> tuple[str, ...]:
    """The words of one list in their order: those of its entries, and those whose source is not known yet."""
    found = (entry.get("word") or entry["words"] for entry in entries(subject)[name])
    return tuple(dict.fromkeys(word for words in found for word in words.split()))


def pairs_of(subject: str, name: str) -> tuple[tuple[str, str], ...]:
    """The pairs of a list in which each word stands as `form=base`, in their order."""
    split = (word.partition("=") for word in words_of(subject, name))
    return tuple((form, base) for form, _, base in split)
