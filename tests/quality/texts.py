"""The texts of the set, each read the way an import reads it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from brygga.importers.reading import read, to_json
from brygga.importers.reading.model import ledger
from brygga.importers.reading.model.article import Article
from brygga.importers.sources import Document, Fetcher, add_known, open_source
from brygga.importers.sources.feeds import document_of, parse_feed

TEXTS = Path(__file__).parent / "texts"
_GOLD = ".gold.json"


def all_texts(folder: Path = TEXTS) -> list[Path]:
    """The texts in the order of their names."""
    return sorted(path for path in folder.iterdir() if not path.name.endswith(_GOLD))


def gold_of(text: Path) -> dict[str, Any]:
    """The gold beside a text."""
    gold: dict[str, Any] = json.loads(text.with_name(text.name.split(".")[0] + _GOLD).read_text(encoding="utf-8"))
    return gold


def hash_of(folder: Path = TEXTS) -> str:
    """The hash of all texts and their gold; one byte more or less is another set."""
    found = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        found.update(f"{path.name} {len(data)}\n".encode())
        found.update(data)
    return found.hexdigest()


def article_of(text: Path) -> Article:
    """What a text is read to say: a file as it lies, the only entry of an export or a feed."""
    document = _feed_entry(text) if text.name.endswith((".atom", ".rss")) else next(iter(open_source(str(text))))
    article = read(
        document.load(), source=text.name, address=document.address, content_type=document.content_type
    )  # fmt: skip
    add_known(article, document)
    ledger.check(article)
    return article


def read_text(text: Path) -> dict[str, Any]:
    """The article JSON of a text."""
    return to_json(article_of(text))


def _feed_entry(text: Path) -> Document:
    feed = parse_feed(text.read_bytes())
    return document_of(Fetcher(), feed, feed.entries[0], str(feed.feed.link), text.stem, True)
