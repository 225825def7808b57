"""Short invented texts with the units, organisations, municipalities and senders that they name, and their floors."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brygga.importers.reading import read
from brygga.importers.reading.model.article import Article

from ..scoring import Tally, folded

FOLDER = Path(__file__).parent
LISTS = ("units", "organisations", "municipalities")


@dataclass(frozen=True)
class ShortText:
    """One text with its gold."""

    name: str
    text: str
    gold: dict[str, Any]


def all_texts(folder: Path = FOLDER) -> list[ShortText]:
    """The texts of all files, in the order of the files' names."""
    rows = [row for path in sorted(folder.glob("*.toml")) for row in tomllib.loads(path.read_text("utf-8"))["text"]]
    return [ShortText(row["name"], row["text"], row) for row in rows]


def read_short(text: ShortText) -> Article:
    """The article of a short text, read as a text file."""
    return read(text.text.encode(), source=f"{text.name}.txt")


def sure_names(article: Article, kind: str) -> list[str]:
    """What the article JSON gives of one kind: what is sure enough to be published as a fact."""
    return [name.name for name in getattr(article, kind) if name.confidence >= 0.5]


def measure(texts: list[ShortText]) -> Tally:
    """Hits, gold and found of each kind over the texts, with what was missed or too much."""
    whole = Tally()
    for text in texts:
        tally_one(text, read_short(text), whole)
    return whole


def tally_one(text: ShortText, article: Article, whole: Tally) -> None:
    """Add one text to `whole`."""
    accepted = {folded(name) for name in text.gold.get("accepted", [])}
    for kind in LISTS:
        wanted = [name.split("|") for name in text.gold.get(kind, [])]
        found = {folded(name): name for name in sure_names(article, kind)}
        lost = ["|".join(names) for names in wanted if not any(folded(name) in found for name in names)]
        known = accepted | {folded(name) for names in wanted for name in names}
        extra = [name for key, name in found.items() if key not in known]
        hits = len(wanted) - len(lost)
        whole.add(kind, hits, len(wanted), hits + len(extra))
        whole.misses += [f"{text.name}: {kind}: lost {name!r}" for name in lost]
        whole.misses += [f"{text.name}: {kind}: too much {name!r}" for name in extra]
    _publisher(text, article.publisher or "", whole)
    _owners(text, article, whole)


def _publisher(text: ShortText, found: str, whole: Tally) -> None:
    wanted = text.gold.get("publisher")
    if wanted is None or wanted == "?":  # only texts that look like a page say whose they are
        return
    hit = folded(wanted) == folded(found)
    whole.add("publisher", int(hit and bool(found)), int(bool(wanted)), int(bool(found)))
    if not hit:
        whole.misses.append(f"{text.name}: publisher: {wanted!r} was read as {found!r}")


def _owners(text: ShortText, article: Article, whole: Tally) -> None:
    parents = {folded(unit.name): unit.parent or "" for unit in article.units}
    for unit, body in text.gold.get("of", {}).items():
        found = parents.get(folded(unit), "")
        hit = folded(body) == folded(found)
        whole.add("units.of", int(hit and bool(found)), int(bool(body)), int(bool(found)))
        if not hit:
            whole.misses.append(f"{text.name}: {unit} is of {body!r}, was read as of {found!r}")
