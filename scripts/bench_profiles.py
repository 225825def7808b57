#!/usr/bin/env python3
"""How well the site profiles read the pages kept for it: F1 of text and structure for each profile.

Usage: python scripts/bench_profiles.py [FOLDER] [--misses]

FOLDER holds a folder for each profile, with pages and beside each its gold; without one, tests/reading/sites, which
scripts/fixtures/profile_pages.py makes. Text is compared word by word, all else piece by piece: a heading with its
level, a list item with its depth and kind, a link with its words and address, an image by its address, a caption by
its words, a table's cell by its words and whether it is a header. --misses prints what was not found and what was too
much. The exit status is 1 where a profile is below the least it must reach.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from brygga.importers.reading.formats.html import read_html
from brygga.importers.reading.model.article import Article, Block
from brygga.importers.reading.model.spans import Text

SITES = Path(__file__).resolve().parent.parent / "tests" / "reading" / "sites"
MEASURES = ("fields", "body", "headings", "lists", "links", "images", "captions", "tables")
LEAST = {"body": 0.99} | dict.fromkeys(MEASURES[2:], 0.98) | {"fields": 1.0}


def path_of(address: str) -> str:
    """The part of an address that the systems do not add to: their own hosts, folders and scales fall away."""
    path = urlsplit(address).path
    return re.sub(r"^/(?:globalassets|Global|image/upload|sites/default/files|se/solvik)(?=/)|/@@images/.*", "", path)


def folded(text: str) -> str:
    return " ".join(text.split())


def items_of(block: Block, depth: int = 0) -> Iterator[tuple[str, int, bool]]:
    """(words, depth, whether numbered) of each item of a list and of those inside it."""
    for item in block.items:
        yield folded(item.content.text), depth, block.ordered
        for child in item.children:
            if child.type == "list":
                yield from items_of(child, depth + 1)


def texts_of(block: Block) -> Iterator[Text]:
    """The texts of a block and of those inside it, captions of pictures left out."""
    if block.type == "image":
        return
    yield from (text for text in (block.content, block.caption, *block.header) if text)
    yield from (cell for row in block.rows for cell in row if cell)
    for part in (*block.items, *block.children):
        yield from texts_of(part)


def found_in(article: Article) -> dict[str, Counter[Any]]:
    """What was read, in the same form as the gold."""
    found: dict[str, Counter[Any]] = {name: Counter() for name in MEASURES}
    for name in ("title", "lead"):
        found["fields"][name, folded(getattr(article, name).text)] += 1
    found["fields"]["published", article.published] += 1
    labels: set[int] = set()
    for block in article.walk():
        if block.type == "links" or block.data.get("label"):
            labels.add(id(block))
        if block.type in ("heading", "factbox") and block.content and id(block) not in labels:
            found["headings"][folded(block.content.text), block.level] += 1
        if block.type == "table":
            found["tables"].update((folded(cell.text), True) for cell in block.header)
            found["tables"].update((folded(cell.text), False) for row in block.rows for cell in row)
        if block.image:
            found["images"][path_of(block.image.src)] += 1
            if block.content:
                found["captions"][folded(block.content.text)] += 1
    for block in article.blocks:
        found["lists"].update(items_of(block) if block.type == "list" else ())
        for text in texts_of(block):
            if not (id(block) in labels and text is block.content):
                found["body"].update(re.findall(r"\w+", text.text.lower()))
            links = (m for m in text.marks if m.kind == "a" and not m.href.startswith(("mailto:", "tel:")))
            found["links"].update((folded(text.text[m.start : m.end]), path_of(m.href)) for m in links)
    found["body"].update(re.findall(r"\w+", article.lead.text.lower()))
    return found


def wanted_of(gold: dict[str, Any]) -> dict[str, Counter[Any]]:
    """The gold as counted pieces."""
    wanted: dict[str, Counter[Any]] = {name: Counter() for name in MEASURES}
    wanted["fields"].update((name, gold[name]) for name in ("title", "lead", "published"))
    wanted["body"].update(word for text in gold["body"] for word in re.findall(r"\w+", text.lower()))
    wanted["images"].update(map(path_of, gold["images"]))
    wanted["captions"].update(gold["captions"])
    wanted["links"].update((words, path_of(href)) for words, href in gold["links"])
    for name in ("headings", "lists", "tables"):
        wanted[name].update(tuple(piece) for piece in gold[name])
    return wanted


def f1(hits: int, found: int, wanted: int) -> float:
    return 2 * hits / (found + wanted) if found + wanted else 1.0


def measure(folder: Path, *, misses: bool) -> dict[str, list[int]]:
    """Hits, found and wanted of each measure over the pages of a profile's folder."""
    counts = {name: [0, 0, 0] for name in MEASURES}
    for page in sorted(folder.glob("*.html")):
        wanted = wanted_of(json.loads(page.with_suffix(".json").read_text(encoding="utf-8")))
        article = read_html(page.read_bytes(), source=page.name, address="https://solvik.example/nyheter/1")
        if article.profile != folder.name:
            print(f"{page.name} was read by {article.profile or 'the general rules'}")
        for name, found in found_in(article).items():
            hits = found & wanted[name]
            for place, counter in enumerate((hits, found, wanted[name])):
                counts[name][place] += counter.total()
            lost, extra = wanted[name] - found, found - wanted[name]
            if misses and (lost or extra):
                print(f"  {page.name} {name}: lost {dict(lost)} extra {dict(extra)}")
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SITES)
    parser.add_argument("--misses", action="store_true", help="print each piece that was lost or too much")
    options = parser.parse_args()
    folders = sorted(path for path in options.folder.iterdir() if path.is_dir())
    print(f"{'profile':<18}{'pages':>6}" + "".join(f"{name:>10}" for name in MEASURES))
    low = []
    for folder in folders:
        counts = measure(folder, misses=options.misses)
        scores = {name: f1(*count) for name, count in counts.items()}
        pages = len(list(folder.glob("*.html")))
        print(f"{folder.name:<18}{pages:>6}" + "".join(f"{scores[name]:10.3f}" for name in MEASURES), flush=True)
        low += [f"{folder.name} {name} {scores[name]:.3f}" for name in MEASURES if scores[name] < LEAST[name]]
    if low:
        print(f"Below the least: {', '.join(low)}")
    return 1 if low or not folders else 0


if __name__ == "__main__":
    sys.exit(main())
