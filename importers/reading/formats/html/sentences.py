"""Whether an inline element stands inside a sentence: then no name, role or tag takes it out of there.

A sentence of which words are missing says something else than its author did, so what an element is called never
weighs against the words around it. Only what a browser does not show at all may still be left out.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from . import mark_wrapping, noise
from .element import Element
from .tree import Page

# Elements that stand in a line of text.
INLINE = frozenset(
    (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q rp rt ruby s "
        "samp small span strike strong sub sup time tt u var wbr basefont blink o:p st1:place st1:city "
        f"st1:country-region st1:personname {mark_wrapping.IN_LINE}"
    ).split()
)
# What browsers set in a line too, though it is more than words.
_IN_LINES = INLINE | {"button", "input", "img", "svg"}
UNSEEN = frozenset(("hidden", "screen-reader", "noscript", "template", "graphic", "form", "shortcode"))
_WORD = re.compile(r"\w")
_WORDS = re.compile(r"\w+")
# What parts the entries of a row rather than the words of a sentence.
_PARTS = re.compile(r"\s[|•·‧∙›»/]\s?|[|•‧∙›»]")
_ENDS = re.compile(r"[.!?…][”\"')\]]*\s*$")
_FEW = 4
_MOST_PIECES, _FARTHEST = 25, 400  # how far to either side a line is looked at

Piece = tuple[str, Element]  # words of a line, and the element that they stand in


def in_sentence(page: Page, element: Element) -> bool:
    """Whether words of the same sentence stand beside an inline element, before it or after it.

    Words that are links or bear names of furniture themselves make no sentence of a row, unless the row ends as
    sentences do.
    """
    if element.tag not in _IN_LINES or not _WORD.search(page.words(element)):
        return False
    before, after = _before(page, element), _after(page, element)
    if not before and not after:
        return False
    own = page.words(element)
    left = _PARTS.split(_plain(page, before))[-1]
    right = _PARTS.split(_plain(page, after))[0]
    if _WORD.search(left) and not _ENDS.search(left):
        return True
    if _WORD.search(right) and not _ENDS.search(own):
        return True
    whole = "".join(text for text, _ in (*before, (own, element), *after))
    return (
        _ENDS.search(whole) is not None
        and not _PARTS.search(whole)
        and len(_WORDS.findall(whole)) >= _FEW
        and not _ENDS.search("".join(text for text, _ in before))
    )


def holder_of(element: Element) -> Element | None:
    """The element whose line an inline element stands in."""
    return next((part for part in element.iterancestors() if part.tag not in _IN_LINES), None)


def whole_line(page: Page, element: Element) -> Element:
    """The element itself; where it is but a part of a line, the one that holds all of the line."""
    holder = holder_of(element) if in_sentence(page, element) else None
    return element if holder is None else holder


def line_around(page: Page, element: Element) -> str:
    """The words of the line that an inline element stands in, with single blanks."""
    line = (*_before(page, element), (page.words(element), element), *_after(page, element))
    return " ".join("".join(text for text, _ in line).split())


def _before(page: Page, element: Element) -> list[Piece]:
    return _enough(_backwards(page, element))[::-1]


def _after(page: Page, element: Element) -> list[Piece]:
    return _enough(_onwards(page, element))


def _enough(pieces: Iterator[Piece]) -> list[Piece]:
    found: list[Piece] = []
    length = 0
    for piece in pieces:
        found.append(piece)
        length += len(piece[0])
        if len(found) >= _MOST_PIECES or length >= _FARTHEST:
            break
    return found


def _backwards(page: Page, element: Element) -> Iterator[Piece]:
    node = element
    while True:
        parent, sibling = node.getparent(), node.getprevious()
        if parent is None:
            return
        if sibling is None:
            if parent.text:
                yield parent.text, parent
            if parent.tag not in _IN_LINES:
                return
            node = parent
            continue
        if sibling.tail:
            yield sibling.tail, parent
        if sibling.tag not in _IN_LINES:
            return
        yield page.words(sibling), sibling
        node = sibling


def _onwards(page: Page, element: Element) -> Iterator[Piece]:
    node = element
    while True:
        parent, sibling = node.getparent(), node.getnext()
        if parent is None:
            return
        if node.tail:
            yield node.tail, parent
        if sibling is None:
            if parent.tag not in _IN_LINES:
                return
            node = parent
            continue
        if sibling.tag not in _IN_LINES:
            return
        yield page.words(sibling), sibling
        node = sibling


def _plain(page: Page, pieces: list[Piece]) -> str:
    """The words of these pieces that are neither links nor called furniture."""
    return "".join("" if _is_furniture(page, owner) else text for text, owner in pieces)


def _is_furniture(page: Page, owner: Element) -> bool:
    for part in (owner, *itertools.takewhile(lambda e: e.tag in _IN_LINES, owner.iterancestors())):
        if part.tag not in _IN_LINES:
            return False
        if part.tag in ("a", "button") or noise.hard_rule(part) or noise.soft_rule(part):
            return True
    linked = sum(page.end[a] - page.start[a] for a in owner.iter("a"))
    return linked > 0.8 * (page.end[owner] - page.start[owner]) > 0
