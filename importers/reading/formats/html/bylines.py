"""Lines about the text, told by their mark-up: who wrote it, when it was published and changed."""

from __future__ import annotations

import re
from functools import lru_cache

from ...swedish import date_forms, dates
from ...swedish.verbs import finite_verb_at
from . import noise
from .element import Element
from .sentences import line_around, whole_line
from .shown_dates import AFTER_TITLE, BEFORE_TITLE, SAYS_WHEN
from .tree import Page

_NAMES = re.compile(
    r"(?:^|[\s_-])(?:by-?line|dateline|document-?by-?line|document-?(?:author|published|modified)|"
    r"(?:entry|post|article|story|page|content|news|item|blog|single|press-?release|node)-?(?:meta|meta-?data|info|date|"
    r"author|time|published|updated|details)|posted-?(?:on|by)|"
    r"(?:publish|published|pub|post|posted|created|updated|modified|publication|release|publicerings?)-?"
    r"(?:date|time|datum|info|on)?|timestamp|date-?time|dates?|datum|publicerad|uppdaterad|reading-?time|meta-?data|"
    r"meta|author|authors|submitted|credits?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"publicer|uppdater|ändra|skapa|publish|updat|posted|modif", re.IGNORECASE)
_SAYS_WHO = re.compile(r"(?:(?i:(?:text|skriven|publicerad|posted|written|published)\s+)?(?i:av|by))\s*:?\s+[A-ZÅÄÖ]")
_LONGEST, _MOST_WORDS, _FEWEST_WORDS = 260, 16, 5


@lru_cache(maxsize=20_000)
def _is_named(names: str) -> bool:
    return bool(_NAMES.search(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", names)))


def find_bylines(page: Page, region: Element, cut: dict[Element, str], kept: set[Element]) -> list[Element]:
    """The outermost elements in a region that their names, or <time>, mark as saying when and by whom."""
    found: list[Element] = []
    stack = [region]
    while stack:
        element = stack.pop()
        for child in element:
            if not isinstance(child.tag, str) or child in cut:
                continue
            length = page.end[child] - page.start[child]
            if child not in kept and 0 < length <= _LONGEST * 3 and _is_byline(page, child):
                line = whole_line(page, child)
                if line is child:
                    found.append(child)
                elif line not in kept and line not in found and is_about(line_around(page, child)):
                    found.append(line)
            elif len(child):
                stack.append(child)
    return found


def is_near(page: Page, element: Element, head: Element | None, roots: list[Element]) -> bool:
    """Whether a byline is the article's: it stands by the title or in the text's first part, or says what it means."""
    if _LABELLED.search(page.folded(element)):
        return page.start[element] <= page.end[roots[-1]] + AFTER_TITLE
    start = page.start[head] - BEFORE_TITLE if head is not None else page.start[roots[0]] - AFTER_TITLE
    end = max(page.end[head] if head is not None else 0, page.start[roots[0]]) + AFTER_TITLE
    return start <= page.start[element] <= end


def is_about(line: str) -> bool:
    """Whether a line as a whole is about the text, and no sentence of it: when it was published, and by whom."""
    if len(line) > _LONGEST or len(line.split()) > _MOST_WORDS or re.search(r"[.!?]\s+\S", line):
        return False
    if dates.read_date_line(line) is not None or _SAYS_WHO.match(line) or SAYS_WHEN.match(line):
        return True
    return bool(_LABELLED.search(line) and date_forms.find_dates(line)) and finite_verb_at(line) is None


def _is_byline(page: Page, element: Element) -> bool:
    tag = element.tag
    if tag in ("h1", "h2", "h3", "h4", "img", "figure", "figcaption", "table", "a", "cite"):
        return False
    text = page.folded(element)
    if len(text) > _LONGEST or not text:
        return False
    if tag == "time" or "datepublished" in (element.get("itemprop") or "").lower():
        return _alone(page, element)
    names = noise.names_of(element)
    if not names or not _is_named(names):
        return False
    if next(element.iter("h1", "h2", "blockquote", "figure", "table"), None) is not None:
        return False
    if any(len(page.folded(p)) > 120 for p in element.iter("p")) or len(text.split()) > 40:
        return False
    return not _is_sentence(text)


def _is_sentence(text: str) -> bool:
    """Whether a text is a sentence that says something else than when and by whom, whatever it is called."""
    if len(text.split()) < _FEWEST_WORDS or not text.endswith((".", "!", "?")) or _LABELLED.search(text):
        return False
    return finite_verb_at(text) is not None and not date_forms.find_dates(text)


def _alone(page: Page, element: Element) -> bool:
    """Whether an inline element is all that its paragraph says."""
    parent = element.getparent()
    return parent is not None and (
        parent.tag not in ("p", "li", "td", "span") or len(page.folded(parent)) - len(page.folded(element)) < 30
    )
