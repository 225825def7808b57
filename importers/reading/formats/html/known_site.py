"""What is known of a site, used on one of its pages: what recurs goes, and the article stands where it stood before.

Recurring words alone are no evidence: a fact box or a contact may stand in many articles. What goes recurs strongly
and stands outside the place where the site's texts are, or is nothing but links. Days, and how somebody is reached,
stay.
"""

from __future__ import annotations

from functools import lru_cache

from ...model.site_knowledge import SiteKnowledge
from ...swedish import dates
from . import article_place, edges, evidence, noise_on_page
from .element import Element
from .page_lines import Line, PageLines, in_teaser, lines_of
from .page_plan import Plan
from .selector_paths import names_on, selector_of
from .selectors import Selector, compile_selector
from .tree import Page

HELD = 0.9  # of the page's own running text: what a learnt place must hold to be used on a page
_MOST_TOLD, _LEAST_TOLD = 3, 12
_FRAME = evidence.FRAME


class KnownSite:
    """One page of a site of which something is known."""

    def __init__(self, page: Page, knowledge: SiteKnowledge) -> None:
        self.page, self.knowledge = page, knowledge
        self.lines: PageLines = lines_of(page)
        self._recurs = {id(line): knowledge.recurs(line.words, line.shape) for line in self.lines.lines}

    def place(self, place: article_place.Place) -> article_place.Place:
        """The article's place, with what recurs cut from it; the learnt one where that holds the page's own text."""
        body = self._body()
        learnt = self.learnt("body")
        root = next((e for e in learnt if self._holds(e, place)), None)
        self._cut(body, learnt[0] if learnt else None, place, keep=place.roots if root is None else [root])
        if root is None:
            return place
        self._tell_what_is_beside(root, place)
        above = {root, *root.iterancestors()}
        for element in [part for part in place.cut if part in above]:
            del place.cut[element]
        for element in [part for part, rule in place.cut.items() if rule in ("trafilatura", "outside-text")]:
            if any(parent is root for parent in element.iterancestors()) and self._is_own(element):
                del place.cut[element]
        return article_place.Place([root], "learnt-place", place.cut, place.mass, place.total, place.doubts)

    def cut_around(self, plan: Plan) -> None:
        """Cut what recurs on a page that a profile reads: around its text, and rows of links in it."""
        roots = plan.place.roots
        self._cut(self._body(), roots[0], plan.place, keep=plan.roots)

    def rows(self) -> set[str]:
        """Selectors of the rows of links that recur in the learnt place of the text, and find nothing else."""
        body = next(iter(self.learnt("body")), None)
        if body is None:
            return set()
        place = article_place.Place([body], "learnt-place")
        self._cut(body, None, place, keep=[body])
        stable = names_on(self.page)
        found = {selector_of(self.page, element, stable) for element in place.cut}
        return {selector for selector in found if "." in selector or "#" in selector}

    def learnt(self, name: str) -> list[Element]:
        """The elements where something was learnt to stand, best place first."""
        found: list[Element] = []
        for place in self.knowledge.places.get(name, ()):
            found += [e for e in _compiled(place.selector).find(self.page.index) if self.page.words(e).strip()][:1]
        return found

    def title(self, head: Element | None, cut: dict[Element, str]) -> Element | None:
        """The title's element where the general rules found none, or one that other pages have too."""
        if head is not None and not self.knowledge.recurs_as_title(self.page.folded(head)).is_strong:
            return head
        for element in self.learnt("title"):
            seen = not any(part in cut for part in (element, *element.iterancestors()))
            if seen and not self.knowledge.recurs_as_title(self.page.folded(element)).is_strong:
                return element
        return head

    def mark(self, plan: Plan) -> None:
        """Mark the lead and the day of publishing where they were learnt to stand."""
        page, cut = self.page, plan.place.cut
        inside = {part for root in plan.roots for part in root.iter()}
        for element in self.learnt("lead"):
            free = plan.lead is None and element in inside and element is not plan.head and element.tag != "td"
            if free and not self._text_before(element, plan):
                plan.lead, plan.lead_rule = element, "learnt-lead"
        for element in self.learnt("published"):
            day = dates.read_date_line(page.folded(element))
            seen = not any(part in cut and cut[part] in _FRAME for part in (element, *element.iterancestors()))
            if day is not None and seen and element not in (plan.head, plan.lead):
                plan.marked_dates.setdefault(element, "byline")

    def _text_before(self, element: Element, plan: Plan) -> bool:
        """Whether running text of the article stands before an element: then that is no lead."""
        start, until = self.page.start[plan.roots[0]], self.page.start[element]
        return any(
            line.is_prose
            and start <= line.start < until
            and not any(part in plan.place.cut for part in (line.holder, *line.holder.iterancestors()))
            for line in self.lines.lines
        )

    def is_own(self, line: Line) -> bool:
        """Whether a line is the page's own: no strong recurrence."""
        return not self._recurs[id(line)].is_strong

    def _body(self) -> Element:
        body = self.page.root.find("body")
        return self.page.root if body is None else body

    def _own_prose(self, place: article_place.Place) -> list[Line]:
        """The page's own running text outside what rules call frame."""
        return [
            line
            for line in self.lines.lines
            if line.is_prose
            and self.is_own(line)
            and not any(place.cut.get(part) in _FRAME for part in (line.holder, *line.holder.iterancestors()))
            and not in_teaser(self.page, line)
        ]

    def _holds(self, element: Element, place: article_place.Place) -> bool:
        own = self._own_prose(place)
        whole = sum(len(line.words) for line in own)
        start, end = self.page.start[element], self.page.end[element]
        return bool(whole) and sum(len(x.words) for x in own if start <= x.start < end) >= HELD * whole

    def _is_own(self, element: Element) -> bool:
        return any(self.is_own(line) and not line.is_linked for line in self.lines.within(element))

    def _cut(self, body: Element, inside: Element | None, place: article_place.Place, keep: list[Element]) -> None:
        """Cut the outermost elements of which all lines recur strongly, and that show themselves furniture."""
        path = {part for root in keep for part in (root, *root.iterancestors())}
        stack: list[tuple[Element, bool]] = [(body, inside is None)]
        while stack:
            parent, within = stack.pop()
            for child in parent:
                if not isinstance(child.tag, str) or child in place.cut or not len(self.page.words(child).strip()):
                    continue
                own = within or child is inside
                lines = self.lines.within(child)
                if not own and self._is_card(child, lines):
                    continue
                found = [self._recurs[id(line)] for line in lines]
                if not any(one.is_strong for one in found):
                    continue
                whole = child not in path and all(one.is_strong for one in found)
                if whole and self._may_go(child, lines, own):
                    weakest = min(found, key=lambda one: one.count)
                    place.cut[child] = weakest.rule
                    noise_on_page.take_off(place.mass, child, body)
                elif len(child):
                    stack.append((child, own))

    def _may_go(self, element: Element, lines: list[Line], own: bool) -> bool:
        if any(line.start < self.page.start[element] or line.end > self.page.end[element] for line in lines):
            return False  # words of a line that goes on outside it
        if not own:
            return not any(self._is_card(part, self.lines.within(part)) for part in element.iter() if len(part))
        linked = sum(line.linked for line in lines)
        plain = [line for line in lines if not line.is_linked]
        rows = 3 * linked > sum(len(line.words) for line in lines) and not any(line.is_prose for line in plain)
        return rows and not any(line.is_protected for line in lines)

    def _is_card(self, element: Element, lines: list[Line]) -> bool:
        """Whether an element outside the page's frame says how somebody with a name is reached: that may stand on all
        pages, and is theirs."""
        if not any(line.is_protected for line in lines) or not evidence.is_contact_card(self.page, element):
            return False
        return not any(part.tag in ("footer", "nav") for part in (element, *element.iterancestors()))

    def _tell_what_is_beside(self, root: Element, place: article_place.Place) -> None:
        start, end = self.page.start[root], self.page.end[root]
        told = [
            line
            for line in self._own_prose(place)
            if not start <= line.start < end and len(line.words.split()) >= _LEAST_TOLD
        ]
        for line in told[:_MOST_TOLD]:
            edges.tell(self.page, line.words)


@lru_cache(maxsize=500)
def _compiled(selector: str) -> Selector:
    return compile_selector(selector)
