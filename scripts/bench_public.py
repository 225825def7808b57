#!/usr/bin/env python3
"""How well the general reader reads two public sets of news pages with gold, beside trafilatura.

Usage: python scripts/bench_public.py FOLDER [--limit N]

FOLDER holds copies of the repositories scrapinghub/article-extraction-benchmark and
Murrough-Foley/web-content-extraction-benchmark, in folders whose names end in theirs. Of the second, the articles of
the development part are read. None of their pages belongs to this project.

* body: F1 of runs of four words, each page weighing the same. Standfirsts that a page names and captions are left out
  of Brygga's text, since the gold of both sets has neither; an Article keeps them apart.
* title: the same words; date: the same day. Only where the gold has one.
* headings, list items, links and cells: recall over all pages, against the second set's Markdown.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from brygga.importers.reading import UnreadableDocument, read
from brygga.importers.reading.model.article import Article, Block

RUN = 4
KINDS = ("headings", "list items", "links", "cells")
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s]+)[^)]*\)")
MARKS = re.compile(r"!\[[^\]]*\]\([^)]*\)|\*\*|__|`")


@dataclass
class Page:
    """A page of a set, with what the gold says of it."""

    html: bytes
    address: str
    body: str
    title: str = ""
    date: str = ""
    markdown: str = ""


@dataclass
class Found:
    """What a reader got out of a page."""

    body: str = ""
    title: str = ""
    date: str = ""
    pieces: dict[str, Counter[str]] = field(default_factory=dict)


def words(text: str | None) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text or "").casefold())


def runs_of(text: str) -> Counter[tuple[str, ...]]:
    found = words(text)
    return Counter(tuple(found[at : at + RUN]) for at in range(max(1, len(found) - RUN + 1)) if found)


def path_of(href: str, address: str) -> str:
    parts = urlsplit(urljoin(address, href))
    return parts.netloc.casefold().removeprefix("www.") + unquote(parts.path).rstrip("/")


def first_set(folder: Path) -> Iterator[Page]:
    for name, gold in json.loads((folder / "ground-truth.json").read_text(encoding="utf-8")).items():
        html = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield Page(html, gold.get("url") or "", gold["articleBody"])


def second_set(folder: Path) -> Iterator[Page]:
    for path in sorted((folder / "dev" / "ground-truth").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        page = folder / "dev" / "html" / f"{path.stem}.html.gz"
        if data["_internal"]["page_type"]["primary"] != "article" or not page.exists():
            continue
        gold = {name: value or "" for name, value in data["ground_truth"].items()}
        yield Page(
            gzip.decompress(page.read_bytes()),
            data.get("url") or "",
            gold.get("main_content", ""),
            gold.get("title", ""),
            gold.get("publish_date", "")[:10],
            gold.get("main_content_markdown", ""),
        )


def brygga(page: Page) -> Found:
    """What Brygga's reader gives, recognition and all."""
    try:
        article = read(page.html, source="page.html", address=page.address or None)
    except UnreadableDocument:
        return Found()
    named = any(entry.where == "lead" and entry.rule != "first-paragraph" for entry in article.ledger)
    parts = [article.lead.text] if article.lead and not named else []
    for block in article.blocks:
        parts += said(block)
    date = article.published or article.updated
    return Found("\n".join(parts), article.title.text, str(date or "")[:10], pieces_of(article, page.address))


def said(block: Block) -> list[str]:
    """All that a block says, its captions left out."""
    if block.type == "image":
        return []
    own = [text.text for text in (block.caption, block.content) if text]
    own += [cell.text for row in (block.header, *block.rows) for cell in row]
    return own + [text for part in (*block.items, *block.children) for text in said(part)]


def pieces_of(article: Article, address: str) -> dict[str, Counter[str]]:
    """The pieces of structure, each by its words (a link by where it leads)."""
    found: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}

    def add(kind: str, text: str) -> None:
        found[kind][" ".join(words(text))] += 1

    def walk(block: Block) -> None:
        if block.type in ("heading", "faq", "factbox") and block.content:
            add("headings", block.content.text)
        if block.type in ("list", "links"):
            for item in block.items:
                add("list items", item.content.text)
        for row in (block.header, *block.rows):
            for cell in row:
                add("cells", cell.text)
        for part in (*block.items, *block.children):
            walk(part)

    for block in article.blocks:
        walk(block)
    found["links"].update(path_of(link.href, address) for link in article.links)
    return found


def gold_pieces(page: Page) -> dict[str, Counter[str]]:
    """The same pieces of the gold's Markdown."""
    found: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for line in page.markdown.splitlines():
        found["links"].update(
            path_of(href, page.address) for _, href in LINK.findall(line) if not href.startswith("#")
        )
        text = MARKS.sub("", LINK.sub(r"\1", line))
        if heading := re.match(r"\s{0,3}#{1,6}\s+(.*)", text):
            found["headings"][" ".join(words(heading[1]))] += 1
        elif item := re.match(r"\s*(?:[-*+]|\d+[.)])\s+(.*)", text):
            found["list items"][" ".join(words(item[1]))] += 1
        elif text.startswith("|") and not re.fullmatch(r"[|\s:-]+", text):
            found["cells"].update(" ".join(words(cell)) for cell in text.strip().strip("|").split("|"))
    for counted in found.values():
        counted.pop("", None)
    return found


def trafilatura(page: Page) -> Found:
    """What trafilatura gives of body, title and date."""
    import trafilatura

    document: Any = trafilatura.bare_extraction(
        page.html, url=page.address, include_comments=False, with_metadata=True
    )
    if document is None:
        return Found()
    return Found(document.text or "", document.title or "", document.date or "")


def measure(pages: list[Page], reader: Any) -> dict[str, float]:
    """The figures of one reader over the pages."""
    shares = [0.0, 0.0, 0.0]  # of runs: right, too much, missed
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for page in pages:
        found, gold = reader(page), runs_of(page.body)
        ours = runs_of(found.body)
        hit = (gold & ours).total()
        counts = (hit, ours.total() - hit, gold.total() - hit)
        if total := sum(counts):
            shares = [share + count / total for share, count in zip(shares, counts, strict=True)]
        for name, want, have in (("title", page.title, found.title), ("date", page.date, found.date)):
            if want:
                asked[name] += 1
                right[name] += words(want) == words(have)
        if found.pieces:
            # The title is a heading of the gold's on some pages, and a field of its own in an Article.
            title = " ".join(words(found.title))
            for kind, want_pieces in gold_pieces(page).items():
                have_pieces = found.pieces[kind] + Counter({title: 1} if kind == "headings" else {})
                asked[kind] += want_pieces.total()
                right[kind] += (want_pieces & have_pieces).total()
    return {"body F1": 2 * shares[0] / (2 * shares[0] + shares[1] + shares[2])} | {
        name: right[name] / asked[name] for name in ("title", "date", *KINDS) if asked[name]
    }


def main() -> int:
    """Print a table for each set; 2 when the folder has neither."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    sets = {"article-extraction-benchmark": first_set, "web-content-extraction-benchmark": second_set}
    found = False
    for name, pages_of in sets.items():
        for folder in sorted(options.folder.glob(f"*{name}")):
            pages = list(pages_of(folder))[: options.limit]
            found = True
            print(f"{name}: {len(pages)} pages", flush=True)
            for reader in (brygga, trafilatura):
                figures = measure(pages, reader)
                print(f"  {reader.__name__:<12}", *(f"{k} {v:.3f}" for k, v in figures.items()), sep="  ", flush=True)
    if not found:
        print(f"Neither set is in {options.folder}: clone {' and '.join(sets)} into it.", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
