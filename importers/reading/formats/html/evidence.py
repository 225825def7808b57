"""What shows that a part of a page is furniture, whatever it is called; and what shows that it is not.

A name alone is no evidence. Prose, a picture with its caption, a contact or a date goes only where the part is of the
page's frame, leads away, asks for something, or says itself what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...furniture import boilerplate, footer_rows
from ...furniture.contact_marks import EMAIL, PHONE
from ...furniture.person_lines import PERSON, is_person
from . import media, noise
from .element import Element
from .sentences import INLINE
from .tree import Page

_CONTROLS = ("input", "select", "textarea", "form", "button")
SAYS = {
    "cookies": re.compile(r"\b(?:kakor|cookies?|samtycke|consent)", re.IGNORECASE),
    "comments": re.compile(r"\b(?:komment|comment|svara|reply|inlägg)", re.IGNORECASE),
    "subscribe": re.compile(
        r"\b(?:prenumer|nyhetsbrev|subscri|newsletter|sign up|e-?post|e-?mail|inbox)", re.IGNORECASE
    ),
    "advertisement": re.compile(
        r"\b(?:annons|sponsr|advert|sponsor|erbjudande|offer|subscri|köp nu|buy)", re.IGNORECASE
    ),
    "author": re.compile(
        r"\b(?:skribent|författare|journalist|reporter|redaktör|writer|author|editor|writes?)", re.IGNORECASE
    ),
    "related": re.compile(
        r"\b(?:läs (?:mer|också|även)|relatera|read (?:more|next|also)|related|more from)", re.IGNORECASE
    ),
    "share": re.compile(r"\b(?:dela|share|facebook|twitter|linkedin|tipsa|följ oss|follow)", re.IGNORECASE),
    "feedback": re.compile(r"\b(?:hjälp|synpunkt|tyck till|nytta|helpful|feedback|rate|betyg)", re.IGNORECASE),
    "login": re.compile(r"\b(?:logga in|log ?in|sign in|konto|account)", re.IGNORECASE),
    "search": re.compile(r"\b(?:sök|search)", re.IGNORECASE),
    "footer": re.compile(r"©|\b(?:copyright|rights reserved|org\.?\s?-?nr|växel|postadress)", re.IGNORECASE),
}
# Frames of the page: what lies in them is the site's.
FRAME = frozenset("header footer navigation cookies comments hidden dialog search form noscript template head".split())
# What names call content too: a paragraph may be a "promo", an item a "tag". Sidebars and their like are places.
_DOUBTED = frozenset(
    "share tags related advertisement dialog subscribe feedback tools navigation breadcrumb print".split()
)
# Names of places about a page: what lies in the article with the title is not there.
_PLACES = frozenset("sidebar cookies footer".split())
_MOST_LINES, _LONGEST_LINE = 8, 90
_LEAST_TEXT = 30  # weight of running text
_LONGEST_CARD, _SHORTEST_CARD = 700, 12
_ROLE = re.compile(r"\s*[,–-]\s*\S")


def shows_furniture(page: Page, element: Element, rule: str) -> bool:
    """Whether a part of a page that is called by this rule's names is that also by what is in it."""
    words = page.words(element)
    length = len(words)
    linked = sum(page.end[a] - page.start[a] for a in element.iter("a"))
    if linked * 3 > length or next(element.iter(*_CONTROLS), None) is not None:
        return True
    says = SAYS.get(rule)
    return bool(says and says.search(words))


def is_doubtful(page: Page, element: Element, rule: str, weight: float) -> bool:
    """Whether running text is called furniture by its names alone: then it is kept, and said to be doubtful.

    Pages in other languages are left to the names: the words by which furniture shows itself are Swedish.
    """
    entry = element.tag in ("li", "td", "th", "dd", "dt")
    doubted = rule in _DOUBTED or (rule in _PLACES and _in_article(element))
    if not doubted or (weight < _LEAST_TEXT and not entry) or not is_swedish(page):
        return False
    if noise.hard_rule(element) or shows_furniture(page, element, rule):
        return False
    words = page.folded(element)
    return _is_text(words) or (entry and bool(words) and not boilerplate.rule_for(words, "tail"))


def _in_article(element: Element) -> bool:
    """Whether it lies in an <article> that holds a title of its own."""
    return any(holder.find(".//h1") is not None for holder in element.iterancestors("article"))


def is_swedish(page: Page) -> bool:
    """Whether a page is in Swedish, or does not say."""
    return (page.root.get("lang") or "sv").lower().startswith("sv")


def _is_text(words: str) -> bool:
    return words.endswith((".", "!", "?", "”", '"')) and not boilerplate.rule_for(words, "tail")


def lines_in(page: Page, element: Element) -> list[str]:
    """The words of an element line by line, as a browser breaks them."""
    lines: list[str] = []
    piece = ""
    for text in _broken(element):
        if text is None:
            lines.append(" ".join(piece.split()))
            piece = ""
        else:
            piece += text
    lines.append(" ".join(piece.split()))
    return [line for line in lines if line]


def _broken(element: Element) -> Iterator[str | None]:
    """The text nodes of an element in order; None where a line ends."""
    if element.text:
        yield element.text
    stack = [(element, iter(element))]
    while stack:
        owner, children = stack[-1]
        child = next(children, None)
        if child is not None:
            if not isinstance(child.tag, str):
                continue
            if child.tag not in INLINE:
                yield None
            if child.text:
                yield child.text
            stack.append((child, iter(child)))
            continue
        stack.pop()
        if stack:
            if owner.tag not in INLINE:
                yield None
            if owner.tail:
                yield owner.tail


def is_contact_card(page: Page, element: Element) -> bool:
    """Whether an element tells how to reach somebody by name: a person, and a telephone number or an address."""
    length = page.end[element] - page.start[element]
    if not _SHORTEST_CARD <= length <= _LONGEST_CARD:
        return False
    words = page.words(element)
    if not any(sign in words for sign in "@0(") and next(element.iter("a"), None) is None:
        return False
    if next(element.iter(*_CONTROLS), None) is not None:
        return False
    lines = lines_in(page, element)
    if not any(map(reaches, lines)) and not any(_reaches(a) for a in element.iter("a")):
        return False
    return any(_names_somebody(line) for line in lines) and not footer_rows.is_footer_group(lines)


def is_set_as_card(page: Page, element: Element) -> bool:
    """Whether an element is a contact's card by its form alone: it opens with a name, and all its lines are short."""
    if not is_contact_card(page, element) or leads_away(page, element):
        return False
    lines = lines_in(page, element)
    return 1 < len(lines) <= _MOST_LINES and is_person(lines[0]) and all(len(line) <= _LONGEST_LINE for line in lines)


def reaches(text: str) -> bool:
    """Whether an address or a telephone number stands in a text."""
    return bool(("@" in text or "(at)" in text) and EMAIL.search(text)) or bool(
        ("0" in text or "+46" in text) and PHONE.search(text)
    )


def _reaches(link: Element) -> bool:
    return (link.get("href") or "").lower().startswith(("mailto:", "tel:"))


def _names_somebody(line: str) -> bool:
    if line.isupper():
        return False
    if is_person(line):
        return True
    name = PERSON.match(line)
    return name is not None and is_person(name[0]) and bool(_ROLE.match(line[name.end() :]))


def leads_away(page: Page, element: Element) -> int:
    """How many links to other pages an element holds."""
    return sum(
        1
        for a in element.iter("a")
        if (href := (a.get("href") or "").strip())
        and not href.lower().startswith(("mailto:", "tel:", "#", "javascript:"))
        and page.words(a).strip()
    )


def pictures_in(element: Element) -> list[Element]:
    """The pictures in an element that are no ornaments, and lead nowhere."""
    images = [element] if element.tag == "img" else list(media.picture_parts(element))
    return [
        image
        for image in images
        if not media.ornament_rule(image, media.source_of(image))
        and not any(_goes(parent) for parent in image.iterancestors("a"))
    ]


def _goes(link: Element) -> bool:
    href = (link.get("href") or "").strip()
    return bool(href) and not re.search(r"\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|$)", href, re.IGNORECASE)
