"""Teasers of other pages below an article."""

from __future__ import annotations

from .element import Element
from .tree import Page

TEASERS_SHARE = 0.35
_ENOUGH_PROSE = 600  # weight of running text that is an article without what may be teasers


def cut_teasers(page: Page, roots: list[Element], cut: dict[Element, str], mass: dict[Element, float]) -> None:
    """Call groups of linked headings with little text between them teasers: they lead to other articles."""
    for root in roots:
        for heading in root.iter("h2", "h3", "h4", "h5", "h6"):
            if not _is_linked_heading(page, heading) or any(part in cut for part in heading.iterancestors()):
                continue
            group, best = heading.getparent(), None
            while group is not None and group is not root and not any(r is group for r in roots):
                heads = list(group.iter("h2", "h3", "h4", "h5", "h6"))
                linked = sum(_is_linked_heading(page, head) for head in heads)
                if linked < len(heads) - 1 or mass.get(group, 0.0) > 160 * len(heads):
                    break
                if linked >= 2:
                    best = group
                group = group.getparent()
            if best is None or next(best.iter("h1"), None) is not None:
                continue
            length, whole = page.end[best] - page.start[best], page.end[root] - page.start[root]
            if length > TEASERS_SHARE * whole:  # the linked headings may be what the article is about
                prose, apart = mass.get(root, 0.0), mass.get(best, 0.0)
                early = page.start[best] < page.start[root] + whole // 3
                if early or prose - apart < _ENOUGH_PROSE or apart > TEASERS_SHARE * prose:
                    continue
            cut[best] = "teasers"


def _is_linked_heading(page: Page, heading: Element) -> bool:
    length = len(page.folded(heading))
    if length < 15:
        return False
    if next(heading.iterancestors("a"), None) is not None:
        return True
    return sum(len(page.folded(a)) for a in heading.iter("a")) > 0.8 * length
