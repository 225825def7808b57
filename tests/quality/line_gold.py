"""Lines of texts without mark-up with gold: what the witnesses say of each, and whether it is the article's.

Three sorts of texts have gold: those of `tests/quality/texts` that never had mark-up, as they are and in the frames of
sites (`framed_texts.py`), and what is left of the publishing systems' pages when somebody copies them: each piece on a
line, boxes and paragraphs a blank line apart, entries below one another.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

from lxml import html

from brygga.importers.reading.formats.text.text_reader import read_text
from brygga.importers.reading.model.article import Article

from .framed_texts import framed
from .segment_gold import SITES, TEXTS, Gold, _folded, _words

_LINES = frozenset("p li h1 h2 h3 h4 h5 h6 div td th figcaption label button dt dd section aside header a".split())
_CLOSE = frozenset(("li", "td", "th", "dt", "dd"))  # set right below what stands before
_UNSEEN = frozenset(("script", "style", "template", "noscript", "head", "title"))
Piece = tuple[str, bool]  # words, and whether they stand right below what is before


def every() -> Iterator[Gold]:
    """Every line that there is gold for."""
    yield from of_framed()
    yield from of_sites()
    yield from of_texts()


def of_framed() -> Iterator[Gold]:
    """The lines of texts that stand in a site's frame."""
    for one in framed(TEXTS):
        furniture = {_folded(line) for line in one.furniture}
        article = read_text(one.text, source="sida.txt")
        for segment in article.segments:
            words = _folded(_words(article, segment))
            if words:
                yield Gold(segment, words not in furniture, "framed", one.name, words)


def of_sites() -> Iterator[Gold]:
    """The lines of the publishing systems' pages."""
    for path in sorted(SITES.glob("*/*.html")):
        pieces = list(_pieces(html.fromstring(path.read_bytes())))
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        wanted = {_folded(text) for text in (gold["title"], gold["lead"], *gold["body"], *gold["captions"])}
        whole = " | ".join(sorted(wanted))
        article = read_text(_copied(pieces, random.Random(path.name)), source="sida.txt")
        for segment in article.segments:
            words = _folded(_words(article, segment))
            if words:
                right = words in wanted or (len(words) > 15 and words in whole)
                yield Gold(segment, right, "site", path.parent.name, words)


def of_texts() -> Iterator[Gold]:
    """The lines of texts that never had mark-up."""
    for path in sorted(TEXTS.glob("*.txt")):
        gold = json.loads(path.with_name(f"{path.stem}.gold.json").read_text(encoding="utf-8"))
        furniture = {_folded(text) for text in gold["boilerplate"]}
        article: Article = read_text(path.read_text(encoding="utf-8"), source=path.name)
        for segment in article.segments:
            words = _folded(_words(article, segment))
            if words:
                yield Gold(segment, words not in furniture, "texts", path.stem, words)


def _copied(pieces: list[Piece], by: random.Random) -> str:
    """What somebody gets who copies a page of these pieces; pages set their entries close, or like all else."""
    apart = by.random() < 0.3
    lines: list[str] = []
    for words, close in pieces:
        lines.append(f"{'' if close and not apart else chr(10)}{words}")
    return "\n".join(lines).strip() + "\n"


def _pieces(root: html.HtmlElement) -> Iterator[Piece]:
    if not isinstance(root.tag, str) or root.tag in _UNSEEN:
        return
    if any(isinstance(child.tag, str) and (child.tag in _LINES or len(child)) and child.tag != "a" for child in root):
        if root.text and root.text.strip():
            yield " ".join(root.text.split()), False
        for child in root:
            yield from _pieces(child)
            if child.tail and child.tail.strip():
                yield " ".join(child.tail.split()), False
        return
    for br in root.iter("br"):
        br.tail = "\n" + (br.tail or "")
    for at, line in enumerate(filter(str.strip, root.text_content().split("\n"))):
        yield " ".join(line.split()), bool(at) or root.tag in _CLOSE
