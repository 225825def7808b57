"""What becomes of the variants when one entry is taken out of one list of words.

A list is a hint. Without one of its words a right value may become uncertain or go missing, but no wrong one may take
its place: then the list decided, and not the form of the sentence.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from brygga.importers.reading.recognise import facts, figures, projects

from .variants import NAMES, Result, Variant, check, variants

WORD = re.compile(r"(?<=[|(:])([a-zåäö][a-zåäö ]{2,})(?=[|)])")  # a plain word among a pattern's alternatives


@dataclass
class Removal:
    """One entry out of one list: how many right values it touched, how many became wrong, and which."""

    where: str
    entry: str
    right: int = 0
    wrong: list[str] = field(default_factory=list)


def modules() -> list[ModuleType]:
    """The modules of this area."""
    found = []
    for package in (facts, figures, projects):
        for info in pkgutil.iter_modules(package.__path__):
            found.append(importlib.import_module(f"{package.__name__}.{info.name}"))
    return found


def lists(area: list[ModuleType]) -> Iterator[tuple[str, Any]]:
    """The sets of words and the patterns of the area, each once, by the module that has it first."""
    seen: set[int] = set()
    for module in area:
        for name, value in vars(module).items():
            if not name.isupper() and not name.startswith("_"):
                continue
            if isinstance(value, (frozenset, re.Pattern)) and id(value) not in seen:
                seen.add(id(value))
                yield f"{module.__name__.rsplit('.', 1)[-1]}.{name}", value


def without(value: Any) -> Iterator[tuple[str, Any]]:
    """Each entry of a list, and the list without it."""
    if isinstance(value, frozenset):
        for entry in sorted(word for word in value if isinstance(word, str)):
            yield entry, value - {entry}
        return
    for entry in dict.fromkeys(WORD.findall(value.pattern)):
        word = re.escape(entry)
        shorter = re.sub(rf"\|{word}(?=[|)])|(?<=[:(]){word}\|", "", value.pattern, count=1)
        if shorter != value.pattern:
            yield entry, re.compile(shorter, value.flags)


@contextmanager
def swapped(area: list[ModuleType], old: Any, new: Any) -> Iterator[None]:
    """The area with another list wherever the old one stands."""
    places = [(m, name) for m in area for name, value in vars(m).items() if value is old]
    try:
        for module, name in places:
            setattr(module, name, new)
        yield
    finally:
        for module, name in places:
            setattr(module, name, old)


def removals(step: int = 1) -> Iterator[Removal]:
    """Every removal that a variant can notice (one whose text has the word), or each `step`th of them."""
    number = 0
    area = modules()
    texts = [(variant, f" {' '.join(variant.text.lower().split())} ") for name in NAMES for variant in variants(name)]
    before: dict[str, Result] = {}
    for where, value in list(lists(area)):
        for entry, shorter in without(value):
            touched = [v for v, text in texts if re.search(rf"(?<!\w){re.escape(entry)}(?!\w)", text)]
            if not touched:
                continue
            number += 1
            if number % step:
                continue
            removal = Removal(where, entry)
            with swapped(area, value, shorter):
                after = [_of(variant) for variant in touched]
            for variant, result in zip(touched, after, strict=True):
                if variant.name not in before:
                    before[variant.name] = _of(variant)
                known = before[variant.name]
                removal.right += known.right.total()
                new = set(result.misses) - set(known.misses)
                removal.wrong.extend(miss for miss in new if ": too much " in miss)
            yield removal


def _of(variant: Variant) -> Result:
    result = Result()
    check(variant, result)
    return result


def main() -> None:
    """Print the share that becomes wrong, and each wrong value."""
    right = wrong = count = 0
    for removal in removals():
        count, right, wrong = count + 1, right + removal.right, wrong + len(removal.wrong)
        for miss in removal.wrong:
            print(f"{removal.where} without {removal.entry!r}: {miss}")
    print(f"{count} removals, {right} right values touched, {wrong} became wrong: {wrong / right:.4f}")


if __name__ == "__main__":
    main()
