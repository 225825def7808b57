"""Site profiles: short files that say where a publishing system, or one site, puts title, lead, text and the rest.

A profile is a TOML file; profiles/README.md describes its keys. Selectors are CSS, or XPath where they begin with "/"
or "(". For title, lead and body the first selector of the list that finds words wins; all other lists take everything
they find.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from cssselect import SelectorError
from lxml import etree

from .element import Element
from .selectors import Selector, compile_selector
from .tree import Page

# What a profile may say where. The first group is tried in order; of the second all that is found is taken.
FIRST = ("body", "title", "lead")
EVERY = (
    "above",
    "below",
    "byline",
    "published",
    "updated",
    "caption",
    "contacts",
    "factbox",
    "related",
    "attachments",
)
_PLAIN = re.compile(r"(?:[^\\.^$*+?{}\[\]|()]|\\\W)+")  # a pattern without anything but characters
_KEYS = {"name", "title", "recognise", "select", "drop", "keep", "options"}


class ProfileError(Exception):
    """A profile that cannot be used; the message is Swedish and says where in which file."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Where a site puts things. `select` and `drop` map a name to selectors; `drop`'s names stand in the ledger."""

    name: str
    title: str = ""
    generator: tuple[re.Pattern[str], ...] = ()
    source: tuple[Callable[[str], object], ...] = ()  # each tells whether the mark-up's beginning, folded, has a sign
    markers: tuple[Selector, ...] = ()
    select: dict[str, tuple[Selector, ...]] = field(default_factory=dict)
    drop: dict[str, tuple[Selector, ...]] = field(default_factory=dict)
    keep: frozenset[str] = frozenset()  # noise rules that do not hold inside the text of this site
    mixed: bool = False  # themes and plugins put things of their own inside the text: general noise rules hold there

    def fits(self, page: Page, generator: str) -> int:
        """How many of the profile's signs the page shows; 0 where it is another system's."""
        score = 3 * any(pattern.search(generator) for pattern in self.generator) if generator else 0
        score += 2 * any(sign(page.head) for sign in self.source)
        return score + sum(1 for marker in self.markers if marker.find(page.index))

    def first(self, page: Page, name: str) -> tuple[Element, str] | None:
        """The first element with words that a list of selectors finds, and the selector."""
        for selector in self.select.get(name, ()):
            for element in selector.find(page.index):
                if page.words(element).strip() or (name == "body" and element.find(".//img") is not None):
                    return element, selector.text
        return None

    def every(self, page: Page, name: str) -> Iterator[tuple[Element, str]]:
        """Every element with words or pictures that the selectors of a list find, with the selector."""
        seen: set[Element] = set()
        for selector in self.select.get(name, ()):
            for element in selector.find(page.index):
                if element not in seen and (page.words(element).strip() or element.find(".//img") is not None):
                    seen.add(element)
                    yield element, selector.text

    def hits(self, page: Page) -> Counter[str]:
        """How many elements each rule of the profile finds on a page: "select body: #content" → 1."""
        found: Counter[str] = Counter()
        for kind, table in (("select", self.select), ("drop", self.drop)):
            for name, selectors in table.items():
                for selector in selectors:
                    found[f"{kind} {name}: {selector.text}"] = len(selector.find(page.index))
        return found


def load_profile(path: Path) -> Profile:
    """The profile in a file of a migrator's own. Raises ProfileError."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError(f"Profilen {path} går inte att läsa: {error}.") from error
    return parse_profile(text, str(path))


def parse_profile(text: str, source: str) -> Profile:
    """The profile in a TOML text. Raises ProfileError that names `source` and the key at fault."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"Profilen {source} är inte giltig TOML: {error}.") from error
    unknown = set(data) - _KEYS
    if unknown:
        raise ProfileError(f"Profilen {source} har okända avdelningar: {', '.join(sorted(unknown))}.")
    select = _table(data.get("select"), "select", source)
    strange = set(select) - {*FIRST, *EVERY}
    if strange:
        known = ", ".join((*FIRST, *EVERY))
        raise ProfileError(f"Profilen {source}: [select] har {', '.join(sorted(strange))}. Det som går är {known}.")
    if "body" not in select:
        raise ProfileError(f'Profilen {source}: [select] säger inte var texten är. Lägg till body = ["…"].')
    signs = data.get("recognise", {})
    if not isinstance(signs, dict):
        raise ProfileError(f"Profilen {source}: [recognise] ska vara en avdelning.")
    return Profile(
        name=str(data.get("name") or Path(source).stem),
        title=str(data.get("title") or ""),
        generator=_patterns(signs.get("generator"), source),
        source=tuple(_sign(pattern) for pattern in _patterns(signs.get("source"), source)),
        markers=_selectors(signs.get("markers"), "recognise.markers", source),
        select=select,
        drop=_table(data.get("drop"), "drop", source),
        keep=frozenset(_strings(data.get("keep", {}).get("rules"), "keep.rules", source)),
        mixed=bool(data.get("options", {}).get("mixed")),
    )


def _table(data: Any, name: str, source: str) -> dict[str, tuple[Selector, ...]]:
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise ProfileError(f"Profilen {source}: [{name}] ska vara en avdelning.")
    return {key: _selectors(value, f"{name}.{key}", source) for key, value in data.items()}


def _strings(value: Any, where: str, source: str) -> list[str]:
    value = [] if value is None else [value] if isinstance(value, str) else value
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        raise ProfileError(f"Profilen {source}: {where} ska vara en text eller en lista av texter.")
    return value


def _patterns(value: Any, source: str) -> tuple[re.Pattern[str], ...]:
    try:
        return tuple(re.compile(text, re.IGNORECASE) for text in _strings(value, "recognise", source))
    except re.error as error:
        raise ProfileError(f"Profilen {source}: [recognise] har ett felaktigt mönster: {error}.") from error


def _sign(pattern: re.Pattern[str]) -> Callable[[str], object]:
    """What looks for a pattern in folded mark-up: most are plain characters, which are found far quicker."""
    if _PLAIN.fullmatch(pattern.pattern):
        folded = re.sub(r"\\(.)", r"\1", pattern.pattern).lower()
        return lambda head: folded in head
    return pattern.search


def _selectors(value: Any, where: str, source: str) -> tuple[Selector, ...]:
    return tuple(_selector(text, where, source) for text in _strings(value, where, source))


def _selector(text: str, where: str, source: str) -> Selector:
    try:
        return compile_selector(text)
    except (SelectorError, etree.XPathSyntaxError) as error:
        raise ProfileError(f"Profilen {source}: {where} har en felaktig selektor, {text!r}: {error}.") from error


@lru_cache(maxsize=1)
def profiles() -> tuple[Profile, ...]:
    """The profiles that come with the product."""
    folder = resources.files("brygga.importers.reading.formats.html.profiles")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(parse_profile(file.read_text(encoding="utf-8"), file.name) for file in files)


def recognise_profile(page: Page, generator: str) -> Profile | None:
    """The profile whose signs the page shows: at least two, and more than of any other."""
    named = [p for p in profiles() if generator and any(pattern.search(generator) for pattern in p.generator)]
    scores = [(profile.fits(page, generator), profile) for profile in named or profiles()]
    best = max((score for score, _ in scores), default=0)
    if best < 2:
        return None
    return next(profile for score, profile in scores if score == best)


def profile_named(name: str) -> Profile:
    """A profile by its name, or from a file where the name is a path. Raises ProfileError."""
    if name.endswith(".toml") or "/" in name:
        return load_profile(Path(name))
    for profile in profiles():
        if profile.name == name:
            return profile
    known = ", ".join(profile.name for profile in profiles())
    raise ProfileError(f"Det finns ingen profil som heter {name}. De som finns är {known}, eller ange en fil (.toml).")
