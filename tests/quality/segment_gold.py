"""Segments with gold: what the witnesses say of each, and whether it is the article's.

Three sorts of pages have gold for what stands on them: those put together of pieces (`composed_pages.py`), those of
the publishing systems (`tests/reading/sites`), and the web pages of `tests/quality/texts`. Those of the systems are
also read without their profile, with no name that anybody knows, and without any tag that says what things are.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from brygga.importers.reading.formats.html import read_html
from brygga.importers.reading.formats.html.page_reader import GENERAL
from brygga.importers.reading.formats.html.tree import parse
from brygga.importers.reading.furniture.weighing import judged
from brygga.importers.reading.model.article import Article
from brygga.importers.reading.model.segments import Segment, Testimony
from brygga.importers.reading.model.spans import Span

from .composed_pages import ARTICLE
from .composed_pages import pages as composed
from .framed_texts import framed

ROOT = Path(__file__).resolve().parents[2]
SITES = ROOT / "tests" / "reading" / "sites"
TEXTS = ROOT / "tests" / "quality" / "texts"
COMPOSED = 120
_NAMES = re.compile(r"""\b(class|id)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
# Labels over lists and contacts: the reader makes blocks of them, and the gold does not name them.
_LABELS = frozenset(
    (
        "kontakter", "kontakt", "kontaktpersoner", "länkar", "dokument", "läs mer", "relaterade länkar", "ladda ner",
        "relaterat innehåll", "relaterat material", "relaterat", "mer information",
    )
)  # fmt: skip
_SAYING = re.compile(r"(?<=<)(/?)(?:nav|header|footer|main|article|aside|section)\b", re.IGNORECASE)


class Gold(NamedTuple):
    """A segment as it was read, whether it is the article's, and the sort of page that it stands on."""

    segment: Segment
    right: bool
    sort: str
    layout: str  # what pages of one make share
    words: str

    @property
    def well(self) -> bool:
        """Whether what was done with it is right: kept where it is the article's, dropped where not."""
        return self.right == (self.segment.outcome != "dropped")


def every() -> Iterator[Gold]:
    """Every segment that there is gold for."""
    yield from of_composed(composed(COMPOSED))
    yield from of_sites()
    yield from of_texts()


def of_composed(pages: Iterator[str]) -> Iterator[Gold]:
    """The segments of pages that say themselves what each of their pieces is. What is said twice is left out: it is
    read once."""
    for number, page in enumerate(pages):
        tree = parse(page)
        marked = [(tree.span(e), e.get("data-gold") == ARTICLE) for e in tree.root.iter() if e.get("data-gold")]
        article = read_html(page, source="sida.html")
        seen: Counter[str] = Counter(_folded(_words(article, segment)) for segment in article.segments)
        for segment in article.segments:
            words = _folded(_words(article, segment))
            holders = [gold for span, gold in marked if _lies_in(segment.span, span)]
            if holders and seen[words] == 1:
                yield Gold(segment, holders[-1], "composed", f"page {number}", words)


def of_sites() -> Iterator[Gold]:
    """The segments of the publishing systems' pages, read in four ways, with what the pages of each layout share."""
    layouts: dict[str, list[Path]] = {}
    for path in sorted(SITES.glob("*/*.html")):
        layouts.setdefault(f"{path.parent.name} {path.stem.partition('-')[0]}", []).append(path)
    for layout, paths in layouts.items():
        for sort, profile, change in (
            ("site, profile", None, str),
            ("site, general", GENERAL, str),
            ("site, no names", GENERAL, _renamed),
            ("site, no tags", GENERAL, lambda page: _SAYING.sub(r"\1div", _renamed(page))),
        ):
            yield from _of_layout(paths, sort, profile, change, layout)


def _of_layout(
    paths: list[Path], sort: str, profile: str | None, change: Callable[[str], str], layout: str
) -> Iterator[Gold]:
    pages = [change(path.read_text(encoding="utf-8")) for path in paths]
    articles = [read_html(page, source="sida.html", profile=profile) for page in pages]
    stands = Counter(word for a in articles for word in {_folded(_words(a, segment)) for segment in a.segments})
    for path, article in zip(paths, articles, strict=True):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        written = [gold["title"], gold["lead"], *gold["body"], *gold["captions"]]
        wanted = {_folded(text) for text in written}
        whole = " | ".join(sorted(wanted))
        signs = [text for text in written if "@" in text or re.fullmatch(r"0[\d -]{6,}", text)]
        for segment in article.segments:
            text = _words(article, segment)
            words = _folded(text)
            if not words or words in _LABELS:
                continue
            right = words in wanted or (len(words) > 15 and words in whole) or any(sign in text for sign in signs)
            if stands[words] == len(paths) > 1:
                segment = judged(segment.span, (*segment.testimonies, Testimony("recurs", "often")))
            yield Gold(segment, right, sort, layout, words)


def of_texts() -> Iterator[Gold]:
    """The segments of the web pages of which the gold says what they are."""
    for path in sorted(TEXTS.glob("*.html")):
        gold = json.loads(path.with_name(f"{path.stem}.gold.json").read_text(encoding="utf-8"))
        furniture = {_folded(text) for text in gold["boilerplate"]}
        texts = [gold["title"], gold["lead"], *gold["headings"], *(quote["text"] for quote in gold["quotes"])]
        wanted = [_folded(text) for text in texts if text]
        article = read_html(path.read_bytes(), source=path.name)
        for segment in article.segments:
            words = _folded(_words(article, segment))
            right = words in wanted or any(text in words for text in wanted if len(text) > 15)
            if words and right != (words in furniture):
                yield Gold(segment, right, "texts", path.stem, words)


def hash_of() -> str:
    """What tells this gold from other."""
    found = hashlib.sha256()
    texts = (path for kind in ("*.html", "*.gold.json", "*.txt") for path in sorted(TEXTS.glob(kind)))
    for path in (*sorted(SITES.glob("*/*.*")), *texts):
        found.update(path.name.encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    for page in composed(COMPOSED):
        found.update(page.encode())
    for one in framed(TEXTS):
        found.update(one.text.encode())
    return found.hexdigest()[:12]


def _renamed(page: str) -> str:
    names: dict[str, str] = {}

    def told(match: re.Match[str]) -> str:
        words = (match[2] or match[3] or "").split()
        return f'{match[1]}="{" ".join(names.setdefault(word, f"q{len(names)}z") for word in words)}"'

    return _NAMES.sub(told, page)


def _lies_in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _words(article: Article, segment: Segment) -> str:
    return article.source_text[segment.span.start : segment.span.end]


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
