"""The title of a page: the heading it shows, chosen with the help of what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...model.spans import Text
from . import noise
from .element import Element
from .metadata import Metadata, without_site
from .sentences import in_sentence
from .tree import Page

_WORD = re.compile(r"\w+")
_TITLE_NAMES = re.compile(
    r"(?:entry|post|article|story|page|news|content|document|main|node|blog|single)[-_]{0,2}(?:title|heading|headline|"
    r"header|first-?heading)|headline|documentfirstheading|\btitle\b|rubrik",
    re.IGNORECASE,
)
_LONGEST = 300


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
    wanted = {tuple(words(form)) for form in told if form}
    heads = [h for h in page.root.iter("h1") if _visible(h, cut) and 0 < len(page.folded(h)) <= _LONGEST]
    site = words(meta.site_name)
    for head in heads:
        if tuple(words(page.folded(head))) in wanted and words(page.folded(head)) != site:
            return head, "h1"
    best, score = None, 0.0
    for head in heads:
        said = words(page.folded(head))
        if not said or said == site:
            continue
        value = max((_likeness(said, form) for form in wanted), default=0.0)
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
    return (best, "h1") if best is not None else (None, "")


def _visible(element: Element, cut: dict[Element, str]) -> bool:
    return not any(part in cut for part in (element, *element.iterancestors()))


def _likeness(one: list[str], other: Iterable[str]) -> float:
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
