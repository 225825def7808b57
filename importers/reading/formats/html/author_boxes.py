"""Who wrote a page, as systems show it: a face beside the title, a line with a link, a box below the text.

The author is told by links that lead to the author's own page: by `rel="author"`, by the address that systems give
it, by a line that says so ("Av Maj Ek"), or by an address like "/skribent/maj-ek" both over the text and below it;
once, it may be somebody whom the text presents. What is around such a link is about the author: the portrait is no
picture of the article, and a few words about who that is are no part of its text. A box that tells how to reach
somebody is a contact, and stays.
"""

from __future__ import annotations

import re

from ...furniture.contact_marks import has_contact
from . import media
from .element import Element
from .sentences import holder_of, in_sentence, line_around
from .tree import Page

_ADDRESS = re.compile(r"/(?:authors?|skribent(?:er)?|f(?:ö|o|%C3%B6)rfattare)/[^/?#]+/?(?:[?#]|$)", re.IGNORECASE)
_SYSTEM = re.compile(r"/authors?/[^/?#]+/?(?:[?#]|$)", re.IGNORECASE)
_ABOUT = re.compile(r"(?:om|mer om|about)(?:\s+the)?\s+(?:författaren|skribenten|author|writer)", re.IGNORECASE)
_LINE = re.compile(
    r"(?:(?:inläggs|artikel|post )?(?:författare|author|skribent)\s*|"
    r"(?:text|skriven|publicerad|posted|written|published)(?=\W|\Z)\s*)?:?\s*(?:av|by)?\s*:?",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:av|by|text|författare|author|skribent)\s*:?\s*$", re.IGNORECASE)
_NEAR = 20  # characters before a link in which it may be said that it leads to who wrote the page
_LONGEST_BOX, _MOST_WORDS, _LAST_PART = 600, 4, 0.6
_STOPS = frozenset("body main article html".split())


def cut_author(page: Page, cut: dict[Element, str], roots: list[Element], mass: dict[Element, float]) -> str:
    """Leave out the author's portrait, line and box. Gives the author's name, "" where nothing tells."""
    links = [link for link in page.index.tags.get("a", ()) if _is_author(page, link)]
    if not links or not (any(_is_sure(page, link) for link in links) or _stand_apart(page, links)):
        return ""
    hrefs = {link.get("href") for link in links}
    names = {page.folded(link) for link in links if page.words(link).strip()}
    every = [link for link in page.index.tags.get("a", ()) if link.get("href") in hrefs]
    boxes: dict[Element, None] = {}
    looked: set[Element] = set()
    told_of: dict[Element, bool | None] = {}
    for link in every:
        _cut_faces(page, link, names, cut, looked)
        box = _box_around(page, link, hrefs, names, cut, mass, told_of)
        if box is not None and box not in boxes and not any(other in boxes for other in box.iterancestors()):
            boxes[box] = None
    only = next(iter(boxes)) if len(boxes) == 1 else None
    if only is not None and _is_below(page, only, roots, cut, mass):
        cut[only] = "author"
    told = ""
    for link in links:
        if not any(part in cut for part in (link, *link.iterancestors())):
            told = _cut_line(page, link, cut) or told
    return told


def _is_author(page: Page, link: Element) -> bool:
    """Whether a link leads to the page of who wrote this one."""
    href = link.get("href") or ""
    if not href or href.startswith(("#", "mailto:")):
        return False
    if "author" in (link.get("rel") or "").lower().split() or _ADDRESS.search(href):
        return not in_sentence(page, link) or _says_by(page, link)
    before = page.text[max(0, page.start[link] - _NEAR) : page.start[link]]
    return _BEFORE.search(before) is not None and len(page.words(link).split()) <= _MOST_WORDS and _says_by(page, link)


def _is_sure(page: Page, link: Element) -> bool:
    """Whether a link is to nobody but who wrote the page."""
    own = _SYSTEM.search(link.get("href") or "") is not None
    return own or "author" in (link.get("rel") or "").lower().split() or _says_by(page, link)


def _stand_apart(page: Page, links: list[Element]) -> bool:
    return page.start[links[-1]] - page.start[links[0]] > _LONGEST_BOX


def _says_by(page: Page, link: Element) -> bool:
    line, name = line_around(page, link), page.folded(link)
    said = line.removesuffix(name)
    return bool(name) and bool(said) and said != line and _LINE.fullmatch(said.strip()) is not None


def _cut_faces(page: Page, link: Element, names: set[str], cut: dict[Element, str], looked: set[Element]) -> None:
    """Leave out pictures that are the link, or that are said to show the one that it names. What has been looked
    through for another link is not looked through again."""
    pictures = list(link.iter("img"))
    around = link.getparent()
    for _ in range(3):
        if around is None or around.tag in _STOPS or around in looked:
            break
        looked.add(around)
        if len(page.folded(around)) > _LONGEST_BOX:
            break
        pictures += [img for img in around.iter("img") if " ".join((img.get("alt") or "").split()) in names]
        around = around.getparent()
    for picture in pictures:
        figure = next((part for part in picture.iterancestors("figure") if not page.words(part).strip()), None)
        cut[picture if figure is None else figure] = "author"


def _box_around(
    page: Page,
    link: Element,
    hrefs: set[str | None],
    names: set[str],
    cut: dict[Element, str],
    mass: dict[Element, float],
    told_of: dict[Element, bool | None],
) -> Element | None:
    """The box about the author that a link stands in: it holds a portrait, or says itself that it is about who wrote
    the page."""
    best: Element | None = None
    for part in link.iterancestors():
        if part.tag in _STOPS or part in cut:
            break
        if part not in told_of:
            told_of[part] = _is_about(page, part, hrefs, names, mass)
        about = told_of[part]
        if about is None or (best is not None and mass.get(part, 0.0) > mass.get(best, 0.0) + 25):
            break
        if about:
            best = part
    return best


def _is_about(
    page: Page, part: Element, hrefs: set[str | None], names: set[str], mass: dict[Element, float]
) -> bool | None:
    """Whether an element is about the author; None where neither it nor what is around it can be."""
    said_in = page.folded(part)
    if len(said_in) > _LONGEST_BOX:
        return None
    headings = [page.folded(heading) for heading in part.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    if any(said and said not in names and not _ABOUT.fullmatch(said) for said in headings):
        return None
    faces = any(media.source_of(image) for image in part.iter("img"))
    if not (faces or any(map(_ABOUT.fullmatch, headings))) or not any(name in said_in for name in names):
        return False
    elsewhere = [a for a in part.iter("a") if a.get("href") not in hrefs and mass.get(part, 0.0) > 0]
    return not _reaches(page, part) and len(elsewhere) <= 3 and _has_words(page, part, names)


def _has_words(page: Page, box: Element, names: set[str]) -> bool:
    """Whether a box says more than the name."""
    return len(page.folded(box)) > 2 * max(map(len, names)) + 20


def _reaches(page: Page, box: Element) -> bool:
    return has_contact(page.words(box)) or any(
        (a.get("href") or "").lower().startswith(("mailto:", "tel:")) for a in box.iter("a")
    )


def _is_below(
    page: Page, box: Element, roots: list[Element], cut: dict[Element, str], mass: dict[Element, float]
) -> bool:
    """Whether a box stands below most of the text, or outside it."""
    end = page.end[roots[-1]]
    if page.start[box] >= end:
        return True
    start = page.start[roots[0]]
    after = [
        part
        for root in roots
        for part in root.iter("p", "blockquote", "ul", "ol", "table")
        if page.start[part] >= page.end[box]
        and not any(holder in cut for holder in (part, *part.iterancestors()))
        and mass.get(part, 0.0) > 0
    ]
    return page.start[box] - start > _LAST_PART * (end - start) or not after


def _cut_line(page: Page, link: Element, cut: dict[Element, str]) -> str:
    """Leave out a line that is nothing but a link to the author, with a word before it. Gives the name."""
    name = page.folded(link)
    row: Element | None = None
    part = link if not in_sentence(page, link) else holder_of(link)
    while part is not None and part.tag not in _STOPS and part.tag not in ("section", "header"):
        if page.end[part] - page.start[part] > len(name) + _LONGEST_BOX:
            break
        said = page.folded(part)
        if not said.endswith(name) or not _LINE.fullmatch(said.removesuffix(name).strip()):
            break
        if part.find(".//img") is not None:
            break
        row, part = part, part.getparent()
    if row is None or not name:
        return ""
    before = row.getprevious()
    cut[row] = "byline"
    if before is not None and page.words(before).strip() and _LINE.fullmatch(page.folded(before)):
        cut[before] = "byline"
    return name
