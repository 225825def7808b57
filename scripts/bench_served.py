#!/usr/bin/env python3
"""How well the reader reads pages that running systems served, of texts we put in: a row for each system and theme.

    python scripts/bench_served.py [FOLDER] [--misses] [--nameless] [--only PART …]

FOLDER holds a folder for each system, with pages SYSTEM/THEME-ARTICLE.html and beside each its gold; without one,
tests/reading/served, which the scripts in scripts/fixtures make. Title, lead and published are the share of pages that
have them right. Words kept is the share of the gold's words that were read, and furniture dropped the share of all
other visible words of the page that were not. The rest are F1, counted as in bench_profiles.py. --only takes the pages
whose path holds one of the parts; --misses prints what was not found and what was too much. --nameless gives every
class and id another name first, so that no profile and no list of names helps.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import lxml.html

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "fixtures")]

from bench_profiles import f1, folded, found_in, wanted_of
from served_articles import image_key

from brygga.importers.reading.formats.html import read_html
from brygga.importers.reading.model.article import Article

SERVED = HERE.parent / "tests" / "reading" / "served"
FIELDS = ("title", "lead", "published")
PIECES = ("headings", "lists", "links", "images", "captions", "tables")
COLUMNS = (*FIELDS, "kept", "dropped", *PIECES)
Counts = dict[str, tuple[int, int, int]]


NAMES = re.compile(r"""\b(class|id)\s*=\s*("[^"]*"|'[^']*')""")


def nameless(data: bytes) -> bytes:
    """The page with another name for each of its classes and ids, as a system that nobody knows would have it."""
    known: dict[str, str] = {}

    def told(match: re.Match[str]) -> str:
        words = (known.setdefault(word, f"q{len(known)}z") for word in match[2][1:-1].split())
        return f'{match[1]}="{" ".join(words)}"'

    return NAMES.sub(told, data.decode("utf-8")).encode()


def counts_of(page: Path, *, unnamed: bool = False) -> tuple[Article, Counts, dict[str, Any]]:
    """The article, (hits, found, wanted) of each column, and what was lost and what was too much."""
    gold = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    data = nameless(page.read_bytes()) if unnamed else page.read_bytes()
    article = read_html(data, source=page.name, address="https://www.solvik.example/nyheter/1")
    labels = [folded(label) for label in gold.pop("labels", [])]
    wanted, found = wanted_of(gold), found_in(article)
    found["images"] = Counter({image_key(address): 1 for address in found["images"]})
    wanted["images"] = Counter(map(image_key, gold["images"]))
    spared = Counter(word for label in labels for word in re.findall(r"\w+", label.lower()))
    for heading in [heading for heading in found["headings"] if heading[0] in labels]:
        del found["headings"][heading]
    counts: Counts = {}
    missed: dict[str, Any] = {}
    for name in FIELDS:
        read = article.published if name == "published" else folded(getattr(article, name).text)
        if gold[name] is None and name == "lead":  # the page does not say which paragraph is the lead
            counts[name] = (0, 0, 0)
            continue
        counts[name] = (int(read == gold[name]), 1, 1)
        if read != gold[name]:
            missed[name] = read
    read_words, words = found["body"], wanted["body"] + wanted_captions(gold)
    furniture = visible_words(data) - words - spared - Counter(re.findall(r"\w+", gold["title"].lower()))
    kept = (read_words - wanted["body"] - spared) & furniture
    counts["kept"] = ((read_words & wanted["body"]).total(), 0, wanted["body"].total())
    counts["dropped"] = (furniture.total() - kept.total(), 0, furniture.total())
    if wanted["body"] - read_words:
        missed["words"] = " ".join((wanted["body"] - read_words).elements())
    if kept:
        missed["furniture"] = " ".join(kept.elements())
    for name in PIECES:
        counts[name] = ((found[name] & wanted[name]).total(), found[name].total(), wanted[name].total())
        if found[name] != wanted[name]:
            missed[name] = f"lost {list(wanted[name] - found[name])} extra {list(found[name] - wanted[name])}"
    return article, counts, missed


def wanted_captions(gold: dict[str, Any]) -> Counter[str]:
    return Counter(word for caption in gold["captions"] for word in re.findall(r"\w+", caption.lower()))


def visible_words(data: bytes) -> Counter[str]:
    """The words of a page's body, without scripts and styles."""
    body = lxml.html.fromstring(data).find("body")
    for element in list(body.iter("script", "style", "noscript", "template", "svg")):
        element.drop_tree()
    return Counter(re.findall(r"\w+", " ".join(body.itertext()).lower()))


def score(name: str, hits: int, found: int, wanted: int) -> float:
    if name in FIELDS or name in ("kept", "dropped"):
        return hits / wanted if wanted else 1.0  # nothing of the kind to be found
    return f1(hits, found, wanted)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SERVED)
    parser.add_argument("--misses", action="store_true", help="print what was lost or too much on each page")
    parser.add_argument("--only", nargs="*", default=[], help="only pages whose path holds one of these")
    parser.add_argument("--nameless", action="store_true", help="give every class and id another name first")
    options = parser.parse_args()
    rows: dict[str, list[Counts]] = defaultdict(list)
    for page in sorted(options.folder.glob("*/*.html")):
        if options.only and not any(part in str(page.relative_to(options.folder)) for part in options.only):
            continue
        article, counts, missed = counts_of(page, unnamed=options.nameless)
        gold = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
        rows[f"{page.parent.name} {gold.get('theme', page.stem)}"].append(counts)
        if options.misses:
            print(f"{page.parent.name}/{page.name} [{article.profile}] {' '.join(p.code for p in article.problems)}")
            print("".join(f"    {name}: {what}\n" for name, what in missed.items()), end="")
    print(f"| {'sidor av':<34} | antal | {' | '.join(COLUMNS)} |")
    print(f"|{'---|' * (len(COLUMNS) + 2)}")
    rows |= {"alla": [counts for theme in list(rows.values()) for counts in theme]}
    for row, pages in rows.items():
        sums = {name: [sum(counts[name][part] for counts in pages) for part in range(3)] for name in COLUMNS}
        cells = " | ".join(f"{score(name, *sums[name]):.3f}" for name in COLUMNS)
        print(f"| {row:<34} | {len(pages)} | {cells} |")
    return 0 if rows["alla"] else 1


if __name__ == "__main__":
    sys.exit(main())
