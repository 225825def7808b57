"""What is left out for where its links lead: tools for editing a page, its other versions, and its own contents.

These are told by addresses and by the words of the headings that they lead to, and so on pages of any system.
"""

from __future__ import annotations

import re

from .element import Element
from .sentences import INLINE, holder_of, in_sentence
from .tree import Page

_EDIT = re.compile(r"[?&](?:ve)?action=(?:edit|history|purge|submit)\b|[?&]oldid=\d+|/(?:edit|@@edit)(?:[?#]|$)")
_NAMESPACE = re.compile(r"(?:/|[?&]title=)(?:Kategori|Category|Special):", re.IGNORECASE)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_TITLED = re.compile(r"innehåll(?:sförteckning)?:?|contents:?", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*\d+(?:\.\d+)*\.?\s+")
_LONGEST_LABEL, _FEWEST = 20, 2


def cut_edit_links(page: Page, cut: dict[Element, str]) -> None:
    """Leave out links that edit a section or show a version of the page, with the brackets and the label around."""
    tools: dict[Element, bool] = {}
    for link in page.index.tags.get("a", ()):
        if not _EDIT.search(link.get("href") or ""):
            continue
        heading = next((part for part in link.iterancestors() if part.tag in _HEADINGS), None)
        if heading is None and in_sentence(page, link) and not _says_address(page, link):
            continue
        part: Element = link
        while (parent := part.getparent()) is not None and parent is not heading:
            if parent not in tools:
                tools[parent] = _is_tools(page, parent)
            if not tools[parent]:
                break
            part = parent
        cut[part] = "edit-link"


def _is_tools(page: Page, element: Element) -> bool:
    """Whether an element has nothing but such links, and signs or a short label around them."""
    if element.tag in _HEADINGS or element.tag in ("body", "main", "article", "section"):
        return False
    links = list(element.iter("a"))
    if not all(_EDIT.search(link.get("href") or "") for link in links) or element.find(".//img") is not None:
        return False
    rest = len(page.folded(element)) - sum(len(page.folded(link)) for link in links)
    label = _LONGEST_LABEL if element.tag not in INLINE else 3 * len(links) + 2
    return rest <= label


def _says_address(page: Page, link: Element) -> bool:
    """Whether a link's words are the address that it leads to: what is printed, not read."""
    words = page.folded(link)
    return "://" in words and " " not in words


def cut_categories(page: Page, cut: dict[Element, str]) -> None:
    """Leave out rows of links to the categories and lists that a wiki keeps."""
    rows: dict[Element, bool] = {}
    for link in page.index.tags.get("a", ()):
        if not _NAMESPACE.search(link.get("href") or "") or in_sentence(page, link):
            continue
        part = holder_of(link)
        row: Element | None = None
        while part is not None and part.tag not in ("body", "main", "article"):
            if part not in rows:
                rows[part] = _is_categories(page, part)
            if not rows[part]:
                break
            row, part = part, part.getparent()
        if row is not None:
            cut[row] = "tags"


def _is_categories(page: Page, part: Element) -> bool:
    """Whether an element has nothing but such links, signs between them and a short label."""
    links = list(part.iter("a"))
    if not all(_NAMESPACE.search(a.get("href") or "") for a in links):
        return False
    rest = len(page.folded(part)) - sum(len(page.folded(a)) for a in links)
    return rest <= _LONGEST_LABEL + 3 * len(links)


def cut_contents(page: Page, cut: dict[Element, str]) -> None:
    """Leave out a list of the headings that follow, each a link to its heading: it says nothing that they do not."""
    for group in [*page.index.tags.get("ul", ()), *page.index.tags.get("ol", ())]:
        links = list(group.iter("a"))
        if len(links) < _FEWEST or any(part in cut for part in (group, *group.iterancestors())):
            continue
        if not all(_leads_to_heading(page, link) for link in links):
            continue
        if sum(len(page.folded(link)) for link in links) < 0.8 * len(page.folded(group)):
            continue
        part = group
        while (parent := part.getparent()) is not None and parent.tag in ("div", "nav", "section", "details", "aside"):
            if len(page.folded(parent)) - len(page.folded(part)) > _LONGEST_LABEL or parent.find(".//h1") is not None:
                break
            part = parent
        cut[part] = "contents"
        before = part.getprevious()
        if part is group and before is not None and _TITLED.fullmatch(page.folded(before)):
            cut[before] = "contents"


def _leads_to_heading(page: Page, link: Element) -> bool:
    href = link.get("href") or ""
    if not href.startswith("#") or len(href) < 2:
        return False
    words = _words(_NUMBER.sub("", f"{page.words(link).strip()} "))
    for target in page.index.ids.get(href[1:], ()):
        heading = next((part for part in (target, *target.iterancestors()) if part.tag in _HEADINGS), None)
        heading = next((part for part in target if part.tag in _HEADINGS), None) if heading is None else heading
        if heading is not None and words and page.start[heading] > page.start[link]:
            return _words(page.words(heading)).startswith(words)
    return False


def _opens_text(page: Page, link: Element) -> bool:
    """Whether a link leads to a part of the page with text in it, as the label of a tab or a panel does."""
    targets = page.index.ids.get((link.get("href") or "")[1:], ())
    return any(next(target.iter("p", "li", "td"), None) is not None for target in targets)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def cut_jumps(page: Page, cut: dict[Element, str]) -> None:
    """Leave out a row over the text whose links all lead to other places on the page that are no headings ("Hoppa
    till: navigering, sök")."""
    seen: set[Element] = set()
    for link in page.index.tags.get("a", ()):
        href = link.get("href") or ""
        if not href.startswith("#") or len(href) < 2 or _leads_to_heading(page, link):
            continue
        row = holder_of(link)
        if (
            row is None
            or row in seen
            or row.tag not in ("div", "p", "li")
            or any(part in cut for part in (row, *row.iterancestors()))
        ):
            continue
        seen.add(row)
        links = list(row.iter("a"))
        if len(links) < _FEWEST or not all((a.get("href") or "").startswith("#") for a in links):
            continue
        if any(_opens_text(page, a) for a in links):
            continue
        said = page.folded(row)
        rest = len(said) - sum(len(page.folded(a)) for a in links)
        if rest <= _LONGEST_LABEL and not said.endswith((".", "!", "?")) and len(said) <= 120:
            cut[row] = "jumps"
