"""What stands right beside the text, in the same box, on a page that no profile knows.

Such a page puts a last line, a picture or a note after the element that holds the rest of its text. It is kept with a
doubt, unless it shows itself to be furniture (`edges.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from . import edges
from .element import Element
from .page_plan import Plan
from .sentences import INLINE
from .tree import Page

_MOST = 0.6  # of the text's own weight: more beside it is another text
_FRAME = frozenset(("html", "body"))
_LEFT = ("script", "style", "br", "hr", "form", "nav", "header", "footer", "iframe")


def add_siblings(page: Page, plan: Plan) -> None:
    """Add to a plan what stands beside its text in the same box; what is too much for that is told of."""
    roots = plan.place.roots
    box = roots[-1].getparent()
    if plan.profile or box is None or any(root.getparent() is not box for root in roots):
        return
    if any(
        root.tag == "main" or root.get("role") == "main" or (box.tag in _FRAME and root.tag == "article")
        for root in roots
    ):
        return  # the page says itself where its text ends
    title = page.end[plan.head] if plan.head is not None else page.start[roots[0]]
    parts = list(_parts(page, plan, box, title))
    for words in _loose(plan, box):
        edges.tell(page, words)
    found = edges.sort_out(page, parts, set(), title=title, after=page.end[roots[-1]])
    if not found.doubts:
        return
    weight = sum(plan.place.mass.get(part, 0.0) for part in found.doubts)
    if weight > _MOST * sum(plan.place.mass.get(root, 0.0) for root in roots):
        edges.tell(page, page.folded(next(iter(found.doubts))))
        return
    for part in found.doubts:
        (plan.above if page.start[part] < page.start[roots[0]] else plan.below).append(part)
    plan.place.doubts.update(found.doubts)


def _loose(plan: Plan, box: Element) -> Iterator[str]:
    """Words in the box that stand in no element, below the text."""
    last = plan.place.roots[-1]
    for part in [last, *last.itersiblings()]:
        words = " ".join((part.tail or "").split())
        if box.tag not in _FRAME and any(sign.isalpha() for sign in words):
            yield words


def _parts(page: Page, plan: Plan, box: Element, title: int) -> Iterator[Element]:
    """The parts of the box that nobody has taken or left out, from the title on."""
    taken = {*plan.roots, *plan.bylines, *plan.marked, *plan.marked_dates, plan.head, plan.lead}
    for part in box:
        if not isinstance(part.tag, str) or part.tag in _LEFT or page.start[part] < title:
            continue
        if part in plan.place.cut or (box.tag in _FRAME and part.tag in INLINE):
            continue
        inside = [part, *part.iterdescendants()]
        if any(one in taken or one in plan.place.cut for one in inside):
            continue
        yield part
