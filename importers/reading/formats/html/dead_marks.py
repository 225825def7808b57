"""What systems put in a text for themselves, and which stands there as source when the page is moved: shortcodes of
WordPress's plugins, placeholders of Drupal's media.

They are found in the tree before anything is read. The marks go into elements that are left out by name, and so stand
in the ledger; the words in their options, and between them, stay as text.

"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...furniture.shortcodes import Mark, find_marks
from ...model.article import Problem
from .mark_cuts import find_cuts
from .mark_wrapping import IN_LINE, TAG, wrap_cuts
from .placeholders import mark_placeholders
from .system_labels import translate_labels

_AS_WRITTEN = frozenset({"script", "style", "pre", "code", "textarea", "kbd", "samp", "title", TAG, IN_LINE})
_WORDPRESS = re.compile(r"wp-content/|wp-includes/|wp-json|content=[\"']WordPress[ \"'-]", re.IGNORECASE)
_MAX_TEXTS = 200_000


def set_apart(root: etree._Element, markup: str, problems: list[Problem]) -> None:
    """Put the marks of a page that is just parsed into elements of their own. `markup` is what it was parsed from;
    what was found is said among the problems."""
    if "event" in markup:
        translate_labels(root)
    media = 0
    if "<drupal-" in markup or "<embedded-entity" in markup:
        media += mark_placeholders(root)
    if "[" not in markup:
        _say(problems, [], media)
        return
    places = list(_texts(root))[:_MAX_TEXTS]
    texts = [text for _, _, text in places]
    found = find_marks(texts, wordpress=bool(_WORDPRESS.search(markup)))
    made: dict[Mark, list[etree._Element]] = {}
    for (element, is_tail, text), marks in zip(places, found, strict=True):
        if cuts := find_cuts(text, marks):
            media += sum(cut.mark is None for cut in cuts)
            wrap_cuts(element, is_tail, text, cuts, made)
    for mark, elements in made.items():
        if mark.folds and mark.partner in made:
            _fold(elements, made[mark.partner][-1])
    _say(problems, [mark.name for mark in made], media)


def _say(problems: list[Problem], names: list[str], media: int) -> None:
    if names:
        which = ", ".join(list(dict.fromkeys(names))[:12])
        text = (
            f"Kortkoder från tillägg i det gamla systemet togs bort ur texten: {which}. Orden i dem är kvar. "
            "Kontrollera att inget saknas, till exempel ett formulär eller ett bildspel."
        )
        problems.append(Problem("dead-shortcodes", text))
    if media:
        text = (
            f"{media} bilder eller filer ur det gamla systemets mediebibliotek finns inte i sidan, bara platsen för "
            "dem. Orden är kvar. Lägg in filerna för hand."
        )
        problems.append(Problem("media-placeholder", text))


def _texts(root: etree._Element) -> Iterator[tuple[etree._Element, bool, str]]:
    """Every piece of text with a bracket or its partner in it, with the element that it stands in or after."""
    stack: list[tuple[etree._Element, bool]] = [(root, False)]
    while stack:
        element, after = stack.pop()
        if after:
            if element.tail and "[" in element.tail:
                yield element, True, element.tail
            continue
        if not isinstance(element.tag, str):
            continue
        if element.tag not in _AS_WRITTEN:
            if element.text and "[" in element.text:
                yield element, False, element.text
            for child in reversed(element):
                stack.append((child, True))
                stack.append((child, False))


def _fold(opening: list[etree._Element], closing: etree._Element) -> None:
    """Make a question and its answer of what stands between two marks, where it lies in one place in the tree."""
    first, last = opening[0], closing
    outer, inner = [first, *first.iterancestors()], [last, *last.iterancestors()]
    shared = next((element for element in outer if element in inner), None)
    if shared is None or outer.index(shared) > 2 or inner.index(shared) > 2:
        return
    start, end = outer[outer.index(shared) - 1], inner[inner.index(shared) - 1]
    if start is not first and ((start.text or "").strip() or start[0] is not first):
        return  # words before the question stand in its paragraph
    if end is not last and ((last.tail or "").strip() or end[-1] is not last):
        return
    moved = shared[shared.index(start) : shared.index(end) + 1]
    details = etree.Element("details")
    shared.insert(shared.index(start), details)
    tail, end.tail = end.tail, None
    details.extend(moved)
    details.tail = tail
    question = etree.Element("summary")
    for element in opening:
        if element.tag == "strong":
            element.tag = "span"
    details.insert(0, question)
    tail, opening[-1].tail = opening[-1].tail, None
    question.extend(opening)
    question.tail = tail
