"""The title of a page: the heading it shows, chosen with the help of what it says of itself."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from ...model.spans import Text
from ...swedish import dates
from . import noise
from .element import Element
from .meta_elements import PUBLIC_BODY, SITE
from .meta_value import Metadata
from .metadata import without_site
from .sentences import in_sentence, line_around
from .tree import Page

_WORD = re.compile(r"\w+")
_TITLE_NAMES = re.compile(
    r"(?:entry|post|article|story|page|news|content|document|main|node|blog|single)[-_]{0,2}(?:title|heading|headline|"
    r"header|first-?heading)|headline|documentfirstheading|\btitle\b|rubrik",
    re.IGNORECASE,
)
_LONGEST, _LONGEST_STYLED, _PROSE_WORDS = 300, 150, 12
_SITE_WORDS = re.compile(
    r"(?:(?:kommunens )?officiella?\s)?(?:webbplats|hemsida|webb|startsida|start|hem|välkommen)", re.IGNORECASE
)
_LARGE = re.compile(
    r"font-size\s*:\s*(?:1[6-9]|[2-4]\d)\s*p[xt]|font-size\s*:\s*(?:x-)*large|font-size\s*:\s*1\.[2-9]|font-size\s*:\s*[2-3](?:\.\d)?r?em",
    re.IGNORECASE,
)


def words(text: str) -> list[str]:
    """The folded words of a text."""
    return _WORD.findall(text.casefold())


def find_title(page: Page, meta: Metadata, cut: dict[Element, str], body: Element) -> tuple[Element | None, str]:
    """The element that shows the title, and the rule that chose it; (None, "") where only the head has one."""
    told = [
        form
        for title in (meta.headline, meta.og_title, meta.page_title)
        if title
        for form in without_site(title, meta.site_name)
    ]
    wanted = {tuple(words(form)) for form in told if form and not is_site(form, meta.site_name)}
    heads = [h for h in page.root.iter("h1") if _visible(h, cut) and 0 < len(page.folded(h)) <= _LONGEST]
    named = [h for h in heads if not is_site(page.folded(h), meta.site_name)]
    other = _heading_below(page, cut, body) if heads and not named else None
    if other is not None:
        return other, other.tag
    heads = named or heads
    site = words(meta.site_name)
    for head in heads:
        if tuple(words(page.folded(head))) in wanted and words(page.folded(head)) != site:
            return head, "h1"
    best, score = None, 0.0
    for head in heads:
        said = words(page.folded(head))
        if not said or said == site:
            continue
        value = max((likeness(said, form) for form in wanted), default=0.0)
        if _TITLE_NAMES.search(noise.names_of(head)) or (head.get("itemprop") or "") in ("headline", "name"):
            value += 0.3
        if any(parent is body for parent in head.iterancestors()) or head is body:
            value += 0.1
        if value > score or best is None:
            best, score = head, value
    if best is not None and (score >= 0.3 or len(heads) == 1 or not wanted):
        return best, "h1"
    for head in page.root.iter("h2", "h3", "h4", "p", "div", "span", "strong"):
        if len(head) > 6 or page.end[head] - page.start[head] > _LONGEST or not _visible(head, cut):
            continue
        said = words(page.folded(head))
        if said and tuple(said) in wanted and len(said) > 1 and said != site and not in_sentence(page, head):
            return head, head.tag
    if best is not None:
        return best, "h1"
    styled = _styled(page, meta, cut, body)
    return (styled, "styled-line") if styled is not None else (None, "")


def _heading_below(page: Page, cut: dict[Element, str], body: Element) -> Element | None:
    """The heading that opens the text, where the page's own h1 is the site's name."""
    for element in body.iter("h2", "h3", "p", "li", "blockquote"):
        if _visible(element, cut) and page.folded(element):
            return element if element.tag in ("h2", "h3") and len(page.folded(element)) <= _LONGEST else None
    return None


def is_site(text: str, site: str) -> bool:
    """Whether a title is the site's name rather than the page's: "Solviks kommun - officiell webbplats"."""
    if site and words(text) == words(site):
        return True
    pieces = [piece for piece in SITE.split(text) if piece]
    return any(PUBLIC_BODY.fullmatch(piece) for piece in pieces) and all(
        PUBLIC_BODY.fullmatch(piece) or _SITE_WORDS.fullmatch(piece) for piece in pieces
    )


def _styled(page: Page, meta: Metadata, cut: dict[Element, str], body: Element) -> Element | None:
    """The line above the text that is set as a title, on a page without heading elements: larger, bold, alone."""
    holder = next((part for part in (body, *body.iterancestors()) if part.tag in ("td", "div", "body", "main")), body)
    end = _first_prose(page, holder)
    best, score = None, 0
    for element in holder.iter("h2", "h3", "h4", "font", "b", "strong", "big", "p", "div", "span"):
        start, length = page.start[element], page.end[element] - page.start[element]
        if start >= end or not 4 <= length <= _LONGEST_STYLED or _cut_off(element, cut):
            continue
        line = page.folded(element)
        if dates.read_date_line(line) is not None or line.endswith(":") or is_site(line, meta.site_name):
            continue
        if in_sentence(page, element) or line_around(page, element) != line or not _is_set_as_title(line):
            continue
        if next(element.iter("a"), None) is not None or next(element.iterancestors("a"), None) is not None:
            continue
        value = _weight(element)
        if value > score:
            best, score = element, value
    return best


def _first_prose(page: Page, holder: Element) -> int:
    """Where the first text node of running text stands in an element; the element's start where there is none."""
    places = [page.start[e] for e in holder.iter() if _is_prose(e.text) and next(e.iterancestors("a"), None) is None]
    places += [page.end[e] for e in holder.iterdescendants() if _is_prose(e.tail)]
    return min(places, default=page.start[holder])


def _is_prose(text: str | None) -> bool:
    return text is not None and len(text.split()) >= _PROSE_WORDS and "." in text


def _cut_off(element: Element, cut: dict[Element, str]) -> bool:
    return any(cut.get(part, "outside-text") != "outside-text" for part in (element, *element.iterancestors()))


def _is_set_as_title(line: str) -> bool:
    return line[0].isupper() and not line.endswith((".", ",", ";")) and 1 < len(line.split()) <= 20


def _weight(element: Element) -> int:
    """How much larger than text an element is set, by its own mark-up and that around it and in it."""
    if element.tag in ("h2", "h3", "h4"):
        return 10 - int(element.tag[1])
    value = 2 * bool(_TITLE_NAMES.search(noise.names_of(element)))
    around = (
        element,
        *itertools.takewhile(lambda e: e.tag in ("font", "b", "strong", "big", "span"), element.iterancestors()),
    )
    for part in (*around, *element.iterdescendants()):
        size = part.get("size") or ""
        value += part.tag in ("b", "strong", "big")
        value += max(0, int(size) - 3) if part.tag == "font" and size.isdigit() and len(size) == 1 else 0
        value += bool(_LARGE.search(part.get("style") or ""))
    return value


def _visible(element: Element, cut: dict[Element, str]) -> bool:
    return not any(part in cut for part in (element, *element.iterancestors()))


def likeness(one: list[str], other: Iterable[str]) -> float:
    """How much two titles have in common: shared words of all words."""
    a, b = set(one), set(other)
    return len(a & b) / max(1, len(a | b))


def title_from_head(page: Page, meta: Metadata) -> Text:
    """The title that the page's head gives, as characters of the source text where it stands there."""
    told = meta.headline or meta.og_title
    if not told and meta.page_title:
        told = best_form(meta.page_title, meta.site_name)
    elif told:
        told = best_form(told, meta.site_name)
    if not told:
        return Text()
    if is_site(told, meta.site_name) and words(told) != words(meta.headline):
        told = meta.page_title or told
    element = page.root.find(".//title")
    if element is not None:
        whole = Text.of(page.text, page.start[element], page.end[element]).fold()
        at = whole.text.find(told)
        if at >= 0:
            return whole[at : at + len(told)]
    pattern = r"\s+".join(re.escape(word) for word in told.split())
    match = re.search(pattern, page.text)
    if match:
        return Text.of(page.text, *match.span()).fold()
    return page.borrow(told)


def best_form(title: str, site: str) -> str:
    """A page title without the site's name."""
    forms = without_site(title, site)
    if site and forms[0] and words(forms[0]) != words(site):
        return forms[0]
    if len(forms) > 1:
        longest = max(forms[1:], key=len)
        return longest if len(words(longest)) >= 3 else title
    return title
