"""Dead marks set apart in the tree, so that they are told and not read."""

from __future__ import annotations

from lxml import etree

from ...furniture.shortcodes import Mark
from .mark_cuts import Cut

# No page has these: the elements that the marks are put in, apart from the text around them or within a sentence.
TAG, IN_LINE = "dead-mark", "dead-word"


def wrap_cuts(
    element: etree._Element, is_tail: bool, text: str, cuts: list[Cut], made: dict[Mark, list[etree._Element]]
) -> None:
    """Replace a text with the same text in pieces: what is left out in elements of its own. `made` is told which
    elements each mark became."""
    parent = element.getparent() if is_tail else element
    assert parent is not None
    at = parent.index(element) + 1 if is_tail else 0
    new: list[etree._Element] = []

    def add(tag: str, words: str = "") -> None:
        new.append(etree.Element(tag))
        new[-1].text = words or None

    inline: set[Mark | None] = set()  # those that stand within a sentence
    for number, cut in enumerate(cuts):
        place, begun = cut.start, len(new)
        between = text[cuts[number - 1].end if number else 0 : cut.start]
        closes = cut.mark is not None and cut.mark.closing
        if cut.mark and (cut.mark.partner in inline if closes else between.strip() and between[-1] != "\n"):
            inline.add(cut.mark)
        tag = IN_LINE if cut.mark in inline else TAG
        for first, last in cut.words:
            add(tag, text[place:first])
            add("strong" if cut.mark and cut.mark.partner else "span", text[first:last])
            place = last
            if first != cut.words[-1][0]:
                add("br")
        add(tag, text[place : cut.end])
        if cut.added:
            add("br")
            add("span", cut.added)
        if cut.mark:
            made[cut.mark] = new[begun:]
        if cut.added or (cut.words and not (cut.mark and cut.mark.folds)):
            add("br")
        following = cuts[number + 1].start if number + 1 < len(cuts) else len(text)
        new[-1].tail = text[cut.end : following] or None
    before = text[: cuts[0].start] or None
    if is_tail:
        element.tail = before
    else:
        element.text = before
    parent[at:at] = new
