"""A word taken out of any list on bodies makes right names uncertain or missing, and hardly ever wrong."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import pytest

from brygga.importers.reading import read
from brygga.importers.reading.recognise import Names, mentions, people
from brygga.importers.reading.recognise.mentions import (
    ampersand_names,
    body_authors,
    body_heads,
    body_leaders,
    body_shapes,
    known_names,
    organisation_shapes,
    places,
    unit_centres,
    unit_compounds,
    unit_departments,
    unit_names,
    unit_schools,
    unit_shapes,
    unit_subjects,
)

from .bodies import LISTS, ShortText, all_texts, sure_names
from .scoring import folded

LISTED = [
    (ampersand_names, ("PREPOSITIONS", "UNIT_HEADS")),
    (body_authors, ("WORKS",)),
    (body_heads, ("HEADS",)),
    (body_leaders, ("LEADERS",)),
    (body_shapes, ("GENERIC_ORGANISATIONS",)),
    (known_names, ("EVERYDAY", "DOUBTFUL_PLACES")),
    (organisation_shapes, ("LAST", "NOT_FIRST", "HOUSES", "LOWER", "NO_BODIES", "NOBODYS")),
    (places, ("NO_NAMES",)),
    (unit_centres, ("NO_CENTRES",)),
    (unit_compounds, ("GENERIC_UNITS", "UNIT_NAMES", "DIRECTIONS")),
    (unit_departments, ("SUBJECTS", "ALONE", "HEADS", "CHIEFS")),
    (unit_names, ("ABBREVIATIONS", "BOARDS", "SCHOOLS")),
    (unit_schools, ("GENERIC_SCHOOLS", "GENERIC_COMMITTEES")),
    (unit_shapes, ("OWNED_FOR", "LIBRARY", "ADJECTIVES", "NATIONAL")),
    (unit_subjects, ("HEADS_FOR", "STOP")),
]
MODULES: list[ModuleType] = [
    importlib.import_module(f"{package.__name__}.{found.name}")
    for package in (mentions, people)
    for found in pkgutil.iter_modules(package.__path__)
]
MOST_WRONG = 0.01


def shown(text: ShortText, names: Names | None = None) -> dict[str, list[str]]:
    article = read(text.text.encode(), source=f"{text.name}.txt", names=names)
    return {kind: sure_names(article, kind) for kind in LISTS}


def right_of(text: ShortText) -> set[str]:
    written = [name for kind in LISTS for name in text.gold.get(kind, [])]
    return {folded(part) for name in [*written, *text.gold.get("accepted", [])] for part in name.split("|")}


def words_of(text: ShortText) -> set[str]:
    """The words of a text in lower case, also without a genitive."""
    words = set(re.findall(r"[\w:-]+", text.text.lower()))
    return words | {word.removesuffix("s") for word in words}


def clear_caches() -> None:
    for module in MODULES:
        for value in vars(module).values():
            own = hasattr(value, "cache_clear") and value.__module__ == module.__name__
            if own and not any(word in value.__name__ for word in ("register", "names", "finland")):
                value.cache_clear()


@contextmanager
def without(whole: Any, entry: str) -> Iterator[None]:
    """The lists that are `whole`, wherever they were imported to, without one entry."""
    less = {k: v for k, v in whole.items() if k != entry} if isinstance(whole, dict) else whole - {entry}
    places_of = [(module, name) for module in MODULES for name, value in vars(module).items() if value is whole]
    for module, name in places_of:
        setattr(module, name, less)
    clear_caches()
    try:
        yield
    finally:
        for module, name in places_of:
            setattr(module, name, whole)
        clear_caches()


def wrong_after(text: ShortText, before: dict[str, list[str]], after: dict[str, list[str]]) -> list[str]:
    """The names that are shown now, were not before, and are not right."""
    right = right_of(text)
    return [
        f"{text.name}: {kind} {name!r}"
        for kind in LISTS
        for name in after[kind]
        if name not in before[kind] and folded(name) not in right
    ]


@pytest.mark.parametrize("every", [6, pytest.param(1, marks=pytest.mark.slow)])
def test_a_word_taken_out_of_a_list_makes_no_wrong_name(every: int):
    texts = all_texts()
    before = {text.name: shown(text) for text in texts}
    words = {text.name: words_of(text) for text in texts}
    tried, wrong = 0, []
    for module, names in LISTED:
        for name in names:
            whole = getattr(module, name)
            for entry in sorted(whole)[::every]:
                touched = [text for text in texts if entry.lower() in words[text.name]]
                if not touched:
                    continue
                with without(whole, entry):
                    for text in touched:
                        tried += max(1, sum(map(len, before[text.name].values())))
                        found = wrong_after(text, before[text.name], shown(text))
                        wrong += [f"without {name} {entry!r}: {line}" for line in found]
    assert tried > 300 / every
    assert len(wrong) <= MOST_WRONG * tried, "\n".join(wrong)


def test_a_row_taken_out_of_the_register_makes_no_wrong_name():
    texts = all_texts()
    before = {text.name: shown(text) for text in texts}
    tried, wrong = 0, []
    for text in texts:
        names = Names.register()
        low = text.text.lower()
        rows = [
            (first, form)
            for first, forms in names.forms.items()
            if first in low
            for form in forms
            if form.written.lower() in low
        ]
        for known in {id(form.known): form.known for _, form in rows}.values():
            less = Names.register()
            less.forms = {
                first: kept
                for first, forms in less.forms.items()
                if (kept := [form for form in forms if form.known is not known])
            }
            tried += max(1, sum(map(len, before[text.name].values())))
            found = wrong_after(text, before[text.name], shown(text, less))
            wrong += [f"without the row {known.name!r}: {line}" for line in found]
    assert tried > 100
    assert len(wrong) <= MOST_WRONG * tried, "\n".join(wrong)


def test_without_an_entry_the_lists_really_are_shorter():
    with without(unit_departments.SUBJECTS, "kultur"):
        assert "kultur" not in unit_departments.SUBJECTS
        assert "kultur" not in ampersand_names.SUBJECTS
    assert "kultur" in unit_departments.SUBJECTS
