"""The plan of a page that a site profile knows: its selectors say where everything is."""

from __future__ import annotations

from . import bylines, noise, noise_on_page, prose_weight, teasers
from .article_place import Place
from .element import Element
from .page_plan import Plan
from .panels import Panels
from .sentences import holder_of, in_sentence, line_around, whole_line
from .site_profile import Profile
from .tree import Page

# Noise that is left out inside the text of a known system too; the profile itself names all else.
_INSIDE = frozenset("share screen-reader cookies print tools feedback login subscribe".split())
# Parts of a page in which nothing is the article's, whatever it is called.
_FRAME = frozenset("header footer navigation cookies comments hidden".split())
_SHARE = 0.45  # how much of the page's running text must lie where the profile says that the text is


def plan(page: Page, profile: Profile) -> Plan | None:  # noqa: C901, PLR0915 - to be split when rebuilt
    """Where the profile finds each thing; None where it does not find the text, or only a lesser part of it."""
    body = page.root.find("body")
    body = page.root if body is None else body
    mass = prose_weight.weigh(page, body)
    doubts: dict[Element, str] = {}
    noise_of = noise_on_page.find_noise(page, body, Panels(), mass, doubts)
    named: dict[Element, str] = {}
    for name, selectors in profile.drop.items():
        for selector in selectors:
            for element in selector.find(page.index):
                if not in_sentence(page, element):
                    named.setdefault(element, name)
    for element in named:
        if not any(part in noise_of or part in named for part in element.iterancestors()) and element not in noise_of:
            noise_on_page.take_off(mass, element, body)
    roots, rule = _body(page, profile, mass, mass.get(body, 0.0))
    if not roots:
        return None
    path = {part for root in roots for part in (root, *root.iterancestors())}
    cut = {element: name for element, name in named.items() if element not in path}
    title = profile.first(page, "title")
    lead = profile.first(page, "lead")
    found = Plan(
        Place(roots, f"{profile.name}: {rule}", cut, mass, doubts=doubts if profile.mixed else {}),
        profile=profile.name,
        named=frozenset(profile.drop),
    )
    if title is not None:
        found.head, found.head_rule = whole_line(page, title[0]), f"title {title[1]}"
    if lead is not None and lead[0] not in roots and lead[0] is not found.head and not in_sentence(page, lead[0]):
        found.lead, found.lead_rule = lead[0], f"lead {lead[1]}"
    own = {found.head, found.lead}
    dated = [(e, name) for name in ("byline", "published", "updated") for e, _ in profile.every(page, name)]
    for element, name in dated:
        if element in own:
            continue
        if in_sentence(page, element):  # a day that the text tells of, or part of a line about the text
            line = holder_of(element)
            if line is None or line in own or line in path or not bylines.is_about(line_around(page, element)):
                continue
            element = line
        inside = any(_holds(one, element) for one, _ in dated if one is not element)
        (found.dates_inside if inside else found.marked_dates)[element] = name
    outside: list[Element] = []
    own_article = {None, *(_article(root) for root in roots), *roots}
    for name in ("above", "below", "contacts", "related", "attachments", "factbox"):
        for element, _ in profile.every(page, name):
            if element in own or element in cut:
                continue
            if name in ("contacts", "related", "attachments", "factbox"):
                found.marked[element] = "related" if name == "attachments" else name
            if any(_holds(root, element) for root in (*roots, *outside)):
                continue
            # Beside the text only what is clearly about it: boxes are in it, lead pictures not below it.
            apart = name == "factbox" and profile.mixed
            apart = apart or (name == "above" and page.start[element] > page.end[roots[-1]])
            apart = apart or element in path or _article(element) not in own_article
            if apart or any(noise_of.get(part) in _FRAME for part in element.iterancestors()):
                found.marked.pop(element, None)
            else:
                outside = [*(other for other in outside if not _holds(element, other)), element]
    found.captions = {element for element, _ in profile.every(page, "caption")}
    start = page.start[roots[0]]
    found.above = [element for element in outside if page.start[element] < start]
    found.below = [element for element in outside if page.start[element] >= start]
    path.update(part for root in found.roots for part in (root, *root.iterancestors()))
    within = set(found.roots)
    own.update(found.marked)
    for element, name in noise_of.items():
        if element in path or any(part is element for e in own if e is not None for part in (e, *e.iterancestors())):
            continue
        if any(part in within for part in element.iterancestors()) and (not profile.mixed or name == "hidden"):
            continue  # the profile itself says what is noise inside its text
        cut.setdefault(element, name)
    if profile.mixed:
        teasers.cut_teasers(page, roots, cut, mass)
    return found


def _body(page: Page, profile: Profile, mass: dict[Element, float], total: float) -> tuple[list[Element], str]:
    """What the first selector finds that finds enough of the running text: outermost elements, in the page's order."""
    for selector in profile.select["body"]:
        found = [e for e in selector.find(page.index) if page.words(e).strip() or e.find(".//img") is not None]
        known = set(found)
        outermost = [e for e in found if not any(part in known for part in e.iterancestors())]
        if len(outermost) > 1:  # the text of other articles, shown in part below this one, is not of this one
            heaviest = _article(max(outermost, key=lambda e: mass.get(e, 0.0)))
            outermost = [e for e in outermost if _article(e) is heaviest]
        if outermost and sum(mass.get(e, 0.0) for e in outermost) >= _SHARE * total:
            return sorted(outermost, key=lambda e: page.start[e]), selector.text
    return [], ""


def _article(element: Element) -> Element | None:
    """The article element that an element lies in."""
    return next(element.iterancestors("article"), None)


def _holds(outer: Element, inner: Element) -> bool:
    return outer is inner or any(parent is outer for parent in inner.iterancestors())


def soft_rule(profile: Profile, element: Element) -> str | None:
    """The rule of an element's names, where it is one that holds inside a known system's text."""
    rule = noise.soft_rule(element)
    return rule if rule in _INSIDE and rule not in profile.keep else None
