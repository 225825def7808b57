"""What stands beside the text and belongs to it all the same: a lead, a picture with its caption, a contact, prose.

Whoever located the article names one place for its text. What else lies in the same article of the page is kept, above
or below that text, unless it shows itself to be furniture (`evidence.py`); so is a card that tells how to reach
somebody by name, wherever on the page it stands outside the frame.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ...furniture import boilerplate, footer_rows
from ...furniture.heading_lines import is_heading
from ...furniture.link_lines import is_link_label
from ...model.article import Problem
from . import article_place, evidence, hrefs, siblings
from .element import Element
from .page_plan import Plan
from .sentences import INLINE, in_sentence
from .teaser_rows import ELSEWHERE
from .tree import Page

_TEXT = frozenset("p blockquote pre ul ol dl table h2 h3 h4 h5 h6".split())
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_ENTERED = frozenset("sidebar outside-text tools related tags outside-article".split())  # names, not what is in them
_SHORTEST = 40  # characters of prose
_MOST = 0.6  # of the article's own running text: more of it beside is another article
_LONGEST_TEASER, _LONGEST_LINKS, _LONGEST_NOTE = 400, 900, 15
_MOST_BOXES, _MOST_LEVELS, _MOST_IN_ROW = 4, 3, 8
_DEEPEST = 60  # levels of mark-up
_SHORTEST_SIGN, _MOST_SEEDS = 6, 400  # the shortest text with a number or address; of how many is looked


@dataclass(slots=True)
class Beside:
    """What was found, in the page's order."""

    parts: list[Element] = field(default_factory=list)
    contacts: list[Element] = field(default_factory=list)
    links: list[Element] = field(default_factory=list)
    doubtful: list[Element] = field(default_factory=list)  # of `links`


def add_beside(page: Page, plan: Plan, *, language: str) -> None:
    """Add to a plan what stands beside its text and belongs to it.

    Prose and pictures are only added where the page is in Swedish or does not say: the words by which furniture shows
    itself are Swedish.
    """
    found = _Search(page, plan, language=language).found
    for row in found.doubtful:
        text = f"Under texten står länkar utan rubrik: «{page.folded(row)[:60]}». Ta bort dem om de inte hör dit."
        page.problems.append(Problem("links-below", text))
    start = page.start[plan.place.roots[0]]
    for part in found.parts:
        (plan.above if page.start[part] < start else plan.below).append(part)
    for box in found.links:
        plan.marked.setdefault(box, "related")
        plan.below.append(box)
    for card in found.contacts:
        plan.marked.setdefault(card, "contacts")
        for part in (card, *card.iterdescendants()):  # the contact, not what its boxes are called
            if plan.place.cut.get(part) in _ENTERED:
                del plan.place.cut[part]
        if card not in plan.above and card not in plan.below:
            plan.below.append(card)
    if language in ("", "sv"):
        siblings.add_siblings(page, plan)
    plan.above.sort(key=lambda part: page.start[part])
    plan.below.sort(key=lambda part: page.start[part])


class _Search:
    def __init__(self, page: Page, plan: Plan, *, language: str) -> None:
        self.page, self.plan, self.mass, self.cut = page, plan, plan.place.mass, plan.place.cut
        self.found = Beside()
        own = [plan.head, plan.lead, *plan.roots, *plan.bylines, *plan.marked_dates]
        self.done = {element for element in own if element is not None}
        self.path = {parent for element in self.done for parent in element.iterancestors()}
        region = _region(page, plan) if language in ("", "sv") else None
        if region is not None:
            self._walk(region)
            heavy = sum(self._weight(part) for part in self.found.parts)
            if heavy > _MOST * sum(self.mass.get(root, 0.0) for root in plan.place.roots):
                self.found.parts = [part for part in self.found.parts if not self._weight(part)]
        for marked in (*plan.above, *plan.below):
            if plan.marked.get(marked) == "contacts":
                self._keep_heading(marked)
        self._announced()
        if language in ("", "sv"):
            for element in [part for part, rule in self.cut.items() if rule == "outside-text"]:
                self._take_back(element)
            self._row_below()
        body = page.root.find("body")
        self._contacts(page.root if body is None else body)

    def _weight(self, part: Element) -> float:
        return self.mass.get(part, 0.0)

    def _walk(self, region: Element) -> None:
        stack = [region]
        while stack:
            for child in stack.pop():
                if not isinstance(child.tag, str) or child in self.done:
                    continue
                if child in self.path:
                    stack.append(child)
                elif child not in self.cut:
                    self._take(child, 0)

    def _take(self, element: Element, depth: int) -> None:
        """Keep an element that belongs to the article, or what in it does."""
        if depth > _DEEPEST:
            return
        page = self.page
        tag = element.tag
        if element in self.cut or element in self.done or tag in INLINE or tag in ("form", "br", "hr"):
            return
        if evidence.is_contact_card(page, element) and not evidence.leads_away(page, element):
            self._keep_card(element)
            return
        if self._is_announced(element):
            self.found.links.append(element)
            self.done.add(element)
            return
        if tag in ("figure", "img", "picture"):
            early = page.start[element] <= page.start[self.plan.place.roots[0]]
            if evidence.pictures_in(element) and (early or element.find(".//figcaption") is not None):
                self.found.parts.append(element)
            return
        if tag in _TEXT:
            if self._is_prose(element):
                heading = element.getprevious()
                if heading is not None and heading.tag in _HEADINGS and self._heads(heading):
                    self.found.parts.append(heading)
                    self.done.add(heading)
                self.found.parts.append(element)
            return
        if self._is_whole(element):
            self.found.parts.append(element)
        elif not _is_teaser(page, element):
            for child in element:
                if isinstance(child.tag, str):
                    self._take(child, depth + 1)

    def _heads(self, heading: Element) -> bool:
        return heading not in self.done and heading not in self.cut and not evidence.leads_away(self.page, heading)

    def _is_prose(self, element: Element) -> bool:
        page = self.page
        words = page.folded(element)
        return (
            self._weight(element) > 0
            and (len(words) >= _SHORTEST or words.endswith((".", "!", "?")))
            and not boilerplate.rule_for(words, "tail")
            and next(element.iterancestors("a"), None) is None
            and not _is_linked(page, element)
        )

    def _is_whole(self, element: Element) -> bool:
        """Whether all of an element is of the article: prose and perhaps pictures, nothing that leads away or asks."""
        if not self._weight(element) or len(self.page.folded(element)) < _SHORTEST:
            return False
        parts = list(element.iterdescendants())
        if any(part in self.cut or part in self.done or part.tag in ("form", "button", "input") for part in parts):
            return False
        if _is_teaser(self.page, element) or _is_linked(self.page, element):
            return False
        return not footer_rows.is_footer_group(evidence.lines_in(self.page, element))

    def _contacts(self, body: Element) -> None:
        """Cards of people outside the text, whom it does not name with the same number or address already."""
        page = self.page
        kept = [*self.plan.roots, *self.found.parts, *self.found.contacts]
        told: set[str] | None = None
        for card in self._cards(body, set(kept)):
            if told is None:
                told = {sign for root in kept for sign in _signs(page, root)}
            signs = _signs(page, card)
            if signs and not signs & told:
                told |= signs
                self._keep_card(card)

    def _keep_card(self, card: Element) -> None:
        """Keep the card of a contact, with the heading right above it."""
        self._keep_heading(card)
        self.found.contacts.append(card)
        self.done.add(card)

    def _keep_heading(self, card: Element) -> None:
        """Keep the heading right above a card, be the card one of a list or in boxes of its own."""
        part: Element | None = card
        for _ in range(_MOST_BOXES):
            heading = part.getprevious() if part is not None else None
            if heading is not None:
                if heading.tag in _HEADINGS and self._heads(heading) and not self._is_read(heading):
                    self.found.parts.append(heading)
                    self.done.add(heading)
                return
            part = part.getparent() if part is not None else None

    def _is_read(self, element: Element) -> bool:
        return any(part in self.plan.roots for part in element.iterancestors())

    def _announced(self) -> None:
        """The article's own lists of links and files in the part of the page around it."""
        root = self.plan.place.roots[-1]
        around = next((p for p in root.iterancestors() if p.tag == "main" or p.get("role") == "main"), None)
        if around is None:
            above = [p for p in root.iterancestors() if p.tag not in ("body", "html")]
            around = above[min(len(above), _MOST_LEVELS) - 1] if above else None
        stack = [(around, 0)] if around is not None and around.tag not in ("body", "html") else []
        while stack:
            element, depth = stack.pop()
            for child in element:
                if not isinstance(child.tag, str) or child in self.done or depth > _DEEPEST:
                    continue
                rule = self.cut.get(child)
                if rule and not (rule == "related" and _all_files(self.page, child)):
                    continue
                if child in self.path or not self._is_announced(child):
                    stack.append((child, depth + 1))
                elif not self._is_read(child):
                    self.cut.pop(child, None)
                    self.found.links.append(child)
                    self.done.add(child)

    def _take_back(self, element: Element) -> None:
        """Keep a part of the text's own element that somebody else left out at its edge."""
        announced = self._is_announced(element, cut=True)
        card = evidence.is_contact_card(self.page, element) and not evidence.leads_away(self.page, element)
        before = element.getprevious()
        row = self._is_row(element) and before is not None and before not in self.cut
        if not announced and not card and not row and not (element.tag in _TEXT and self._is_prose(element)):
            return
        if announced or row:
            self.plan.marked.setdefault(element, "related")
        if row and not announced:
            self.found.doubtful.append(element)
        del self.cut[element]
        heading = element.getprevious()
        if heading is not None and heading.tag in _HEADINGS and self.cut.get(heading) == "outside-text":
            del self.cut[heading]

    def _row_below(self) -> None:
        """A short list of links right below the text, that nothing calls by name: it may be the article's, and is kept
        with a doubt."""
        row = self.plan.place.roots[-1].getnext()
        if row is not None and row not in self.cut and row not in self.done and self._is_row(row):
            self.found.links.append(row)
            self.found.doubtful.append(row)
            self.done.add(row)

    def _is_row(self, row: Element) -> bool:
        page = self.page
        if row.tag not in ("ul", "ol"):
            return False
        links = [a for a in row.iter("a") if page.words(a).strip()]
        words = [len(page.folded(a).split()) for a in links]
        return 2 <= len(links) <= _MOST_IN_ROW and 2 * sum(words) >= 3 * len(words) and _is_linked(page, row)

    def _is_announced(self, element: Element, *, cut: bool = False) -> bool:
        """Whether an element is the article's own list of links: it says so above them, or they lead to files."""
        page = self.page
        links = [a for a in element.iter("a") if page.words(a).strip() and a.get("href")]
        if not links or len(page.folded(element)) > _LONGEST_LINKS:
            return False
        if not cut and any(part in self.cut for part in element.iterdescendants()):
            return False
        before = " ".join(page.text[page.start[element] : page.start[links[0]]].split())
        rest = len(page.folded(element)) - len(before) - sum(len(page.folded(a)) for a in links)
        if rest > len(links) * _LONGEST_NOTE or ELSEWHERE.match(before):
            return False
        if is_link_label(before):
            return True
        return not is_heading(before) and all(hrefs.kind_of(a.get("href") or "", None) == "file" for a in links)

    def _cards(self, body: Element, inside: set[Element]) -> Iterator[Element]:
        page = self.page
        reaching = _reaching(page, body)
        if not reaching:
            return
        stack = [(body, 0)]
        while stack:
            element, depth = stack.pop()
            if depth > _DEEPEST:
                continue
            for child in reversed(element):
                if not isinstance(child.tag, str) or child not in reaching or child in inside:
                    continue
                rule = self.cut.get(child)
                if rule and rule not in _ENTERED and not (rule == "footer" and _in_article(child)):
                    continue
                if child.tag in INLINE or child in self.done:
                    continue
                if (
                    child not in self.path
                    and evidence.is_contact_card(page, child)
                    and not evidence.leads_away(page, child)
                ):
                    yield child
                else:
                    stack.append((child, depth + 1))


def _all_files(page: Page, element: Element) -> bool:
    links = [a for a in element.iter("a") if page.words(a).strip()]
    return bool(links) and all(hrefs.kind_of(a.get("href") or "", None) == "file" for a in links)


def _reaching(page: Page, body: Element) -> set[Element]:
    """Every element that holds a link to an address or a number, or such words themselves."""
    seeds: list[Element] = []
    for element in body.iter():
        if element.tag == "a" and (element.get("href") or "").lower().startswith(("mailto:", "tel:")):
            seeds.append(element)
        for text, owner in ((element.text, element), (element.tail, element.getparent())):
            if text and owner is not None and len(text) > _SHORTEST_SIGN and evidence.reaches(text):
                seeds.append(owner)
    found: set[Element] = set()
    for seed in seeds[:_MOST_SEEDS]:
        part: Element | None = seed
        while part is not None and part not in found:
            found.add(part)
            part = part.getparent()
    return found


def _signs(page: Page, element: Element) -> set[str]:
    words = "\n".join(evidence.lines_in(page, element))
    signs = {match[0].lower() for match in evidence.EMAIL.finditer(words)}
    signs |= {"".join(filter(str.isdigit, match[0])) for match in evidence.PHONE.finditer(words)}
    for a in element.iter("a"):
        href = (a.get("href") or "").lower()
        if href.startswith("mailto:"):
            signs.add(href[7:].partition("?")[0])
    return signs


def _region(page: Page, plan: Plan) -> Element | None:
    """The part of the page that is about this article: the article or main element, or what holds title and text."""
    root = plan.place.roots[0]
    for other in plan.place.roots[1:]:
        root = article_place.common(root, other)
    region = next((p for p in root.iterancestors() if p.tag in ("article", "main") or p.get("role") == "main"), None)
    if root.tag in ("article", "main") or root.get("role") == "main":
        region = root
    if region is not None and region.tag == "article":
        main = next((p for p in region.iterancestors() if p.tag == "main" or p.get("role") == "main"), None)
        if main is not None and sum(1 for _ in main.iter("article")) == 1:
            region = main
    if plan.head is not None:
        region = article_place.common(root if region is None else region, plan.head)
    return None if region is None or region.tag in ("body", "html") or region in plan.place.roots else region


def _in_article(element: Element) -> bool:
    return next(element.iterancestors("article", "main"), None) is not None


def _is_teaser(page: Page, element: Element) -> bool:
    """Whether a part leads to another text: it opens with a link, or a heading in it is one."""
    if element.tag == "a" or next(element.iterancestors("a"), None) is not None:
        return True
    links = [a for a in element.iter("a") if page.words(a).strip() and a.get("href")]
    if not links:
        return False
    first, last = links[0], links[-1]
    if next(first.iterancestors(*_HEADINGS), None) is not None or next(first.iter(*_HEADINGS), None) is not None:
        return True
    if not evidence.leads_away(page, element):
        return False
    opens = not page.text[page.start[element] : page.start[first]].strip()
    closes = not page.text[page.end[last] : page.end[element]].strip() and len(page.folded(element)) < _LONGEST_TEASER
    return (opens and not in_sentence(page, first)) or (closes and not in_sentence(page, last))


def _is_linked(page: Page, element: Element) -> bool:
    linked = sum(page.end[a] - page.start[a] for a in element.iter("a"))
    return linked * 3 > page.end[element] - page.start[element]
