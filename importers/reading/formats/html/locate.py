"""Where on a page the article is.

The page says it (itemprop, the containers that publishing systems use, <article>, <main>), or the words do: the
smallest element that holds nearly all of the running text that no rule calls noise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from . import evidence, noise, second_opinion
from .element import Element
from .page_ledger import Claim
from .panels import Panels
from .sentences import UNSEEN, in_sentence
from .tree import Page

_KNOWN = re.compile(
    r"(?:^|\s)(?:(?:article|story|post|entry|news|blog|page|main|press-?release|node|field)[-_]{0,2}"
    r"(?:body|content|text|copy|inner-?content|body-?content|content-?body|body-?text|body-?copy|main-?content)|"
    r"articlebody|articlecontent|storybody|postcontent|entrycontent|content-core|parent-fieldname-text|"
    r"field--name-body|td-post-content|body-?copy|rich-?text|wysiwyg)(?:\s|$)",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"(?:^|\s)(?:page|main|content)[-_]{0,2}(?:content|body|main-?content)(?:\s|$)", re.IGNORECASE)
_PROSE = frozenset("p li blockquote pre td dd dt h2 h3 h4 h5 h6 figcaption summary".split())
_SKIP_LINKS = 0.55
_NAMED_SHARE = 0.45  # how much of the page's running text a container that the page itself names must hold
_OPINION_SHARE = 0.12  # of all running text: an opinion that leaves nearly all out is mistaken
_MOST_PEERS = 6
TEASERS_SHARE = 0.35
_LONGEST_CARD = 800  # characters of a link around a heading and a text; what is longer is a link that nobody closed
_ENOUGH_PROSE = 600  # weight of running text that is an article without what may be teasers
_STEP = 0.86  # how much of it the element we step down into must hold
_LEADING = frozenset("p div section blockquote h2 h3 strong span".split())
_MOST_LEADING = 8
_NEVER = frozenset("form button p h1 h2 h3 h4 img article main html body details br hr tbody tr".split())
_RARELY = frozenset("a li td span b strong em i ul ol table".split())
_OF_LINKS = frozenset("navigation breadcrumb share tags related tools sidebar".split())


@dataclass(slots=True)
class Place:
    """Where the article is: its elements, the noise found in them and beside them, and how it was found."""

    roots: list[Element]
    rule: str
    cut: dict[Element, str] = field(default_factory=dict)
    mass: dict[Element, float] = field(default_factory=dict)
    total: float = 0.0
    doubts: dict[Element, str] = field(default_factory=dict)  # kept, though its names call it noise: the rule


def locate(page: Page, panels: Panels) -> Place:
    """The article's place on the page; the whole body where nothing tells. Hidden panels count as shown."""
    body = page.root.find("body")
    body = page.root if body is None else body
    mass = weigh(page, body)
    doubts: dict[Element, str] = {}
    cut = find_noise(page, body, panels, mass, doubts)
    total = mass.get(body, 0.0)
    if total <= 0:
        return Place([body], "whole-page", cut, mass, total, doubts)
    root, rule = _named(body, mass, total)
    if root is None:
        root, rule = _descend(body, mass, _STEP), "running-text"
        found = second_opinion.look(page, body, mass)
        if found is not None and mass.get(found.root, 0.0) >= _OPINION_SHARE * total:
            root, rule = found.root, "trafilatura"
            cut.update((part, rule) for part, rule in found.cut.items() if not in_sentence(page, part))
    roots = _with_peers(page, root, mass) if rule == "container" else [root]
    cut_teasers(page, roots, cut, mass)
    return Place(roots, rule, cut, mass, total, doubts)


def _with_peers(page: Page, root: Element, mass: dict[Element, float]) -> list[Element]:
    """An element and others of the very same names, where a page lays the article out in several such parts."""
    names = root.get("class")
    peers = [
        element
        for element, weight in mass.items()
        if element is root
        or (element.get("class") == names and element.tag == root.tag and weight > 0.15 * mass[root])
    ]
    if not names or len(peers) > _MOST_PEERS:
        return [root]
    inside = set(peers)
    outermost = [element for element in peers if not any(parent in inside for parent in element.iterancestors())]
    return sorted(outermost, key=lambda element: page.start[element])


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


def find_noise(
    page: Page, body: Element, panels: Panels, mass: dict[Element, float], doubts: dict[Element, str] | None = None
) -> dict[Element, str]:
    """The elements that rules call noise, outermost only; none that holds the article by tag or by weight.

    What they weigh is taken off `mass`. Running text that is only called so goes into `doubts` instead.
    """
    cut: dict[Element, str] = {}
    whole = mass.get(body, 0.0)
    stack = [body]
    while stack:
        element = stack.pop()
        for child in element:
            if not isinstance(child.tag, str):
                continue
            rule = _noise_rule(page, child, mass.get(child, 0.0), whole)
            if rule and rule not in UNSEEN and in_sentence(page, child):
                rule = None
            if rule and evidence.is_doubtful(page, child, rule, mass.get(child, 0.0)):
                if doubts is not None:
                    doubts[child] = rule
                rule = None
            if rule and not (rule == "hidden" and panels.is_panel(child)):
                cut[child] = rule
                take_off(mass, child, body)
            elif len(child):
                stack.append(child)
    return cut


def take_off(mass: dict[Element, float], element: Element, body: Element) -> None:
    """Take what an element weighs off all that hold it."""
    weight = mass.get(element, 0.0)
    holder: Element | None = element if weight else None
    while holder is not None:
        mass[holder] = mass.get(holder, 0.0) - weight
        holder = None if holder is body else holder.getparent()


def _noise_rule(page: Page, element: Element, weight: float, whole: float) -> str | None:
    tag = element.tag
    rule = noise.hard_rule(element)
    if not rule and tag == "footer":
        holder = next(element.iterancestors("blockquote", "figure", "article", "main"), None)
        rule = None if holder is not None and holder.tag in ("blockquote", "figure") else "footer"
    if not rule and tag == "header":
        inside = next(element.iterancestors("article", "main", "section"), None) is not None
        rule = None if inside or element.find(".//h1") is not None else "header"
    if rule:
        # A page whose tags are not closed can lie in its own header or menu, and one that is drawn by scripts in a
        # hidden element.
        heavy = weight > 0.4 * whole and weight > 400 and rule not in ("noscript", "template", "form", "graphic")
        return None if heavy else rule
    if tag in _NEVER or (tag in _RARELY and not element.get("class")):
        return None
    rule = noise.soft_rule(element)
    if not rule:
        return None
    length = page.end[element] - page.start[element]
    if rule == "screen-reader":
        return rule if length < 300 else None
    if rule == "cookies":
        return rule if weight < 0.5 * whole else None
    if rule == "comments" and _is_wrapper(element):
        return None
    if weight > 0.4 * whole and rule != "comments":
        return None
    if rule in _OF_LINKS and weight > 250 and not _is_linked(page, element, length):
        return None
    if next(element.iter("h1", "main"), None) is not None:
        return None
    if next(element.iter("article"), None) is not None:
        return rule if rule in ("comments", "related") else None
    return rule


def _is_wrapper(element: Element) -> bool:
    """Whether something with "comments" in its name is rather the page, which says that it may be commented on."""
    return (
        element.tag in ("body", "main", "article")
        and next(element.iterancestors(), element).tag != "li"
        and element.find(".//p") is not None
    )


def _is_linked(page: Page, element: Element, length: int) -> bool:
    """Whether at least a third of the words in an element are links, as they are in menus and lists of teasers."""
    linked = sum(page.end[a] - page.start[a] for a in element.iter("a"))
    return linked * 3 > length


def weigh(page: Page, body: Element) -> dict[Element, float]:
    """How much running text each element holds: characters of paragraphs, links taken off."""
    mass: dict[Element, float] = {}
    teased: set[Element] = set()  # a whole card that is one link leads to another text
    for link in body.iter("a"):
        if len(link) and link.get("href") and page.end[link] - page.start[link] <= _LONGEST_CARD:
            teased.update(link.iterdescendants(*_WEIGHED))
    for element in body.iter(*_WEIGHED):
        weight = prose(page, element) if element not in teased else 0.0
        holder: Element | None = element if weight else None
        while holder is not None:
            mass[holder] = mass.get(holder, 0.0) + weight
            holder = None if holder is body else holder.getparent()
    return mass


def prose(page: Page, element: Element) -> float:
    """The weight of the running text that stands directly in an element and its inline children."""
    tag = element.tag
    length = len(element.text.strip()) if element.text else 0
    linked = 0
    for child in element:
        if isinstance(child.tag, str):
            size = 0
            if child.tag == "a":
                size = page.end[child] - page.start[child]
                linked += size
            elif child.tag in _INLINE:
                size = page.end[child] - page.start[child]
                if child.tag != "span" or child.find(".//a") is not None:
                    linked += sum(page.end[a] - page.start[a] for a in child.iter("a"))
            length += size
        if child.tail:
            length += len(child.tail.strip())
    if length < 25 or linked > length * _SKIP_LINKS:
        return 0.0
    weight = float(length - linked)
    if tag == "p" or tag == "blockquote" or tag == "pre":
        return weight if length > 60 else weight * 0.7
    if tag in ("li", "td", "dd", "dt", "figcaption", "summary"):
        return weight * (0.5 if length > 80 else 0.25)
    if tag[0] == "h":
        return weight * 0.2
    return weight if length > 80 else weight * 0.4


_WEIGHED = (*sorted(_PROSE), "div", "section", "article", "main", "body", "center", "font")
_INLINE = frozenset("b strong i em span font u small sub sup abbr cite q code mark ins time label strike del".split())


def _named(body: Element, mass: dict[Element, float], total: float) -> tuple[Element | None, str]:
    """The element that the page names as the article, where it holds enough of the running text."""
    candidates: list[tuple[int, float, Element, str]] = []
    for element, weight in mass.items():
        if weight < total * _NAMED_SHARE or element is body:
            continue
        if "articlebody" in (element.get("itemprop") or "").lower():
            candidates.append((0, weight, element, "itemprop-articleBody"))
        elif element.tag == "article":
            candidates.append((2, weight, element, "article"))
        elif element.tag == "main" or element.get("role") == "main":
            candidates.append((3, weight, element, "main"))
        else:
            names = noise.names_of(element)
            if names and _KNOWN.search(names):
                vague = _VAGUE.search(names) is not None
                candidates.append((3 if vague else 1, weight, element, "container"))
    if not candidates:
        return None, ""
    best = min(candidates, key=lambda c: (c[0], -c[1]))
    return best[2], best[3]


def _descend(root: Element, mass: dict[Element, float], share: float) -> Element:
    """Step into the child that holds nearly all running text, as long as there is one."""
    while True:
        weight = mass.get(root, 0.0)
        following = None
        for child in root:
            if mass.get(child, 0.0) >= weight * share and child.tag not in (
                "p",
                "blockquote",
                "ul",
                "ol",
                "table",
                "pre",
                "tbody",
                "tr",
                "td",
            ):
                following = child
                break
        if following is None:
            return root
        if following.tag in ("li", "figure", "details"):
            return root
        root = following


def above(page: Page, head: Element, roots: list[Element], place: Place) -> list[Element]:
    """What stands between the title and the located article and belongs to it: running text and pictures."""
    root = roots[0]
    start, end = page.end[head], page.start[root]
    if start > end or head is root or any(parent is root for parent in head.iterancestors()):
        return []
    region = common(root, head)
    found: list[Element] = []
    stack = [region]
    while stack:
        element = stack.pop()
        if element in place.cut or element is root or element is head:
            continue
        inside = page.start[element] >= start and page.end[element] <= end
        picture = element.tag in ("figure", "img", "picture")
        if inside and (picture or (element.tag in _LEADING and prose(page, element) > 0)):
            if picture or len(page.folded(element)) >= 40:
                found.append(element)
            continue
        if page.end[element] >= start and page.start[element] <= end:
            stack.extend(child for child in reversed(element) if isinstance(child.tag, str))
    if len(found) > _MOST_LEADING or sum(page.end[e] - page.start[e] for e in found) > 2500:
        return []  # that is another article, not the beginning of this one
    return found


def common(one: Element, other: Element) -> Element:
    """The smallest element that holds both."""
    above = {other, *other.iterancestors()}
    return next(part for part in (one, *one.iterancestors()) if part in above)


def outside(page: Page, roots: list[Element], place: Place) -> list[Claim]:
    """Claims for everything that is not in the article's elements: dropped, by the rule of the nearest noise."""
    claims: list[Claim] = []
    at = 0
    for start, end in sorted((page.start[root], page.end[root]) for root in roots):
        if start > at:
            claims.append((at, start, "dropped", "outside-article", ""))
        at = max(at, end)
    claims.append((at, page.end[page.root], "dropped", "outside-article", ""))
    for element, rule in place.cut.items():
        claims.append((page.start[element], page.end[element], "dropped", rule, ""))
    head = page.root.find("head")
    if head is not None:
        claims.append((page.start[head], page.end[head], "dropped", "page-title", ""))
    return claims
