"""What stands at the edges of a text that only its words found: which of it shows itself to be furniture.

A second opinion that stops a little early is no evidence. Whatever lies before or after the paragraphs that it names
is left out where it shows itself what it is: a list of links away, a teaser, something to fill in, lines that stand on
every page. All else is kept, and told of as doubtful where it does not stand among the text's own paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from ...furniture import boilerplate, footer_rows
from ...furniture.contact_marks import has_contact
from ...furniture.footer_rows import BODY_NAME
from ...furniture.person_lines import is_person
from ...model.article import Problem
from . import evidence
from .element import Element
from .sentences import INLINE, in_sentence
from .tree import Page

Where = Literal["head", "near", "tail"]

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_WHOLE = frozenset(("p", "ul", "ol", "dl", "table", "blockquote", "pre", "figure", "picture", "img", *_HEADINGS))
_CONTROLS = frozenset(("form", "input", "select", "textarea", "button", "label"))
_ROW = 2  # links away that make a row or a list of them
_LONGEST_TEASER, _LONGEST_TOLD = 400, 80


@dataclass(slots=True)
class Edges:
    """What was left out, and what was kept though nothing says that it is the text's."""

    cut: dict[Element, str] = field(default_factory=dict)
    doubts: dict[Element, str] = field(default_factory=dict)
    headings: list[Element] = field(default_factory=list)


def sort_out(page: Page, parts: Iterable[Element], beside: set[Element], *, title: int, after: int) -> Edges:
    """Judge the parts of a page around its text.

    `beside` holds the elements in which paragraphs of the text stand; `title` is where the title stands and `after`
    where the text ends on the page. What stands over the title is its frame more often: of that only whole sentences,
    pictures and names are kept.
    """
    found = Edges()
    for part in parts:
        place: Where = "tail" if page.start[part] >= after else "head" if page.start[part] < title else "near"
        _judge(page, part, found, near=part.getparent() in beside, place=place)
    _leave_headings(page, found)
    return found


def _judge(page: Page, part: Element, found: Edges, *, near: bool, place: Where) -> None:
    if not page.words(part).strip():
        if not evidence.pictures_in(part):
            found.cut[part] = "outside-text"
        return
    if _is_furniture(page, part, place):
        found.cut[part] = "outside-text"
        if evidence.leads_away(page, part) and _ends_alone(page, part):
            tell(page, page.folded(part))
        return
    if part.tag not in _WHOLE and part.tag not in INLINE and any(_is_block(child) for child in part):
        for child in part:
            if isinstance(child.tag, str) and child.tag != "br":
                _judge(page, child, found, near=False, place=place)
        return
    if part.tag in _HEADINGS:
        found.headings.append(part)
    if not near:
        found.doubts[part] = "outside-text"


def _is_block(element: Element) -> bool:
    return isinstance(element.tag, str) and element.tag not in INLINE and element.tag not in ("br", "img")


def _is_furniture(page: Page, part: Element, place: Where) -> bool:
    """Whether a part shows what it is. A box with several things in it is judged thing by thing."""
    words = page.folded(part)
    if part.tag in _CONTROLS or any(parent.tag in ("nav", "form") for parent in part.iterancestors()):
        return True
    lines = evidence.lines_in(page, part)
    if all(_is_known(line, place) for line in lines) or footer_rows.is_footer_group(lines):
        return True
    if part.tag in _HEADINGS:
        return evidence.leads_away(page, part) > 0
    away = evidence.leads_away(page, part)
    linked = sum(page.end[a] - page.start[a] for a in part.iter("a"))
    length = page.end[part] - page.start[part]
    if away >= _ROW and 3 * linked > length and not in_sentence(page, next(part.iter("a"))):
        return True
    if _is_teaser(page, part, away):
        return True
    sentence = words.endswith((".", "!", "?", "”", '"', ":")) or has_contact(words)
    return place == "head" and not sentence and not is_person(words)


def _is_known(line: str, place: Where) -> bool:
    if is_person(line):
        return False
    if boilerplate.rule_for(line, place) or BODY_NAME.fullmatch(line):
        return True
    told = has_contact(line) or footer_rows.POSTCODE.search(line)
    return bool(told) and footer_rows.footer_weight(line) > 1  # a switchboard, a body's mailbox, a postal address


def _is_teaser(page: Page, part: Element, away: int) -> bool:
    """Whether a part leads to another text: a heading in it is a link, a link holds all of it, or a box of a few words
    ends with one."""
    if not away or len(page.folded(part)) > _LONGEST_TEASER:
        return False
    if any(next(h.iter("a"), None) is not None or _in_link(h) for h in part.iter(*_HEADINGS)):
        return True
    links = [a for a in part.iter("a") if page.words(a).strip()]
    if part.tag == "a" or (len(links[0]) and page.folded(links[0]) == page.folded(part) and _holds_blocks(links[0])):
        return True
    if part.tag in _WHOLE or part.tag in INLINE:
        return False
    alone = not in_sentence(page, links[-1]) and page.folded(links[-1]) != page.folded(part)
    return alone and not page.text[page.end[links[-1]] : page.end[part]].strip()


def _ends_alone(page: Page, part: Element) -> bool:
    """Whether a box left out for the link that it ends with has sentences, and no other of its form beside it: it may
    be the text's own, and is told of."""
    if part.tag in _WHOLE or page.text[page.start[part] : page.end[part]].count(".") == 0:
        return False
    if any(next(h.iter("a"), None) is not None or _in_link(h) for h in part.iter(*_HEADINGS)):
        return False
    parent = part.getparent()
    beside = [] if parent is None else [one for one in parent if one.tag == part.tag]
    like = [one for one in beside if one.get("class") == part.get("class") and evidence.leads_away(page, one)]
    return len(like) < _ROW and _is_teaser(page, part, 1)


def tell(page: Page, words: str) -> None:
    """Tell of words that stand beside the text and are not in the article."""
    said = words if len(words) <= _LONGEST_TOLD else f"{words[:_LONGEST_TOLD].rstrip()}…"
    text = f"Bredvid texten står mer text, som inte är med: «{said}». Lägg till den om den hör dit."
    page.problems.append(Problem("text-beside", text))


def _in_link(heading: Element) -> bool:
    return next(heading.iterancestors("a"), None) is not None


def _holds_blocks(link: Element) -> bool:
    return any(_is_block(child) for child in link)


def _leave_headings(page: Page, found: Edges) -> None:
    """A heading over what was left out goes with it."""
    for heading in reversed(found.headings):
        following = heading.getnext()
        while following is not None and not (isinstance(following.tag, str) and page.words(following).strip()):
            following = following.getnext()
        if following is not None and _is_left(page, following, found) and not (heading.tail or "").strip():
            found.cut[heading] = "outside-text"
            found.doubts.pop(heading, None)


def _is_left(page: Page, part: Element, found: Edges) -> bool:
    if part in found.cut:
        return True
    left = sum(len(page.folded(inner)) for inner in part.iterdescendants() if inner in found.cut)
    return left > 0 and 2 * left > len(page.folded(part))
