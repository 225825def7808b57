"""The witnesses of a page: what each says of a segment. What that weighs, and what it comes to, is said elsewhere
(`furniture/weighing.py`); no witness drops or keeps anything.

| witness | looks at |
|---|---|
| structure | tags and roles around the segment |
| names | ids and classes around it |
| tag | the block itself: a paragraph, a heading, an entry, a cell |
| place | whether it lies in what was found to be the article, and how that was found |
| profile | the same, where the profile of a publishing system found it |
| trafilatura | whether the other library takes it for the article's, where it was asked |
| links | how much of it leads elsewhere |
| shape | sentences, a phrase, or a few words |
| lines | shapes of Swedish lines: furniture that every page has, contacts, names, speech |
| data | what the page says of itself to machines |
| neighbours | what stands right before and after |
| controls | whether it asks for something to be filled in or pressed |
| recurs | whether it stands on other pages of the same source |
| rules | which rule left it out, if one did; it is not heard without the witness that the rule goes by |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...furniture import boilerplate
from ...furniture.contact_marks import has_contact
from ...furniture.person_lines import is_person
from ...furniture.piece_shapes import shape_of
from ...furniture.weighing import KEPT
from ...model.segments import Testimony
from ...model.site_knowledge import SiteKnowledge
from . import evidence, json_ld, noise
from .meta_value import Metadata
from .page_plan import Plan
from .page_runs import Run
from .tree import Page

NAMES = (
    "structure", "names", "tag", "place", "profile", "trafilatura", "links", "shape", "lines", "data", "neighbours",
    "controls", "recurs", "rules",
)  # fmt: skip
_TAGS = {
    "p": "paragraph", "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading",
    "h6": "heading", "li": "entry", "dt": "entry", "dd": "entry", "td": "cell", "th": "cell", "figcaption": "caption",
    "caption": "caption", "blockquote": "quote", "pre": "paragraph", "label": "control", "legend": "control",
}  # fmt: skip
_NAMED = frozenset(("itemprop-articleBody", "container", "article"))
_LINKS = frozenset(
    "teasers teaser-text link-list calendar-link tags author repeated-paragraph related repeated-title".split()
)
_NAME_RULES = frozenset((*noise._PART_RULE.values(), *noise._PAIR_RULE.values(), *noise._TOKEN_RULE.values()))
_FRAME_RULES = frozenset((*noise.TAGS.values(), *noise.ROLES.values(), "hidden", "header", "footer"))
_SPEECH = re.compile(r"[–—―-]\s*[A-ZÅÄÖ]")
_SAYS_SO = re.compile("|".join(f"(?:{says.pattern})" for says in evidence.SAYS.values()), re.IGNORECASE)
_CONTROLS = frozenset(("input", "select", "textarea", "button"))
_PRESSED = frozenset(("label", "button", "legend"))
_LONG, _LINE, _TELLING = 60, 200, 25
_ENOUGH_BODY = 200  # characters of an article's text in a page's data, from which what is missing there tells


class Witnesses:
    """Hears the witnesses of one page."""

    def __init__(self, page: Page, plan: Plan, meta: Metadata, knowledge: SiteKnowledge | None = None) -> None:
        self.page, self.plan, self.knowledge = page, plan, knowledge
        self.beside = {part for root in (*plan.above, *plan.below) for part in (root, *root.iterdescendants())}
        self.body = _folded(_article_body(page.scripts))
        self.said = " ".join(map(_folded, (meta.description, meta.headline, meta.og_title)))
        self.links = [(page.start[a], page.end[a]) for a in page.index.tags.get("a", ()) if a.get("href")]
        self.next_link = 0

    def hear(self, runs: list[Run], rules: list[str]) -> Iterator[tuple[Testimony, ...]]:
        """What is said of each run, in the page's order. `rules` has for each the rule that left it out, "" where it
        is kept."""
        words = [" ".join(self.page.text[run.start : run.end].split()) for run in runs]
        linked = [self._linked(run, text) for run, text in zip(runs, words, strict=True)]
        shapes = [shape_of(text) for text in words]
        prose = [shape.startswith("sentence") and part != "all" for shape, part in zip(shapes, linked, strict=True)]
        place = "profile" if self.plan.profile else "place"
        data = bool(self.said.strip() or self.body)
        for at, (run, text) in enumerate(zip(runs, words, strict=True)):
            near = sum(prose[at - 1 : at] + prose[at + 1 : at + 2])
            said = [
                _heard("tag", _TAGS.get(run.holder.tag, "box")),
                _heard(place, self._place(run)),
                _heard("links", linked[at]),
                _heard("shape", shapes[at]),
                _heard("neighbours", ("none", "one", "both")[near]),
            ]
            around = run.around
            if around.structure:
                said.append(_heard("structure", around.structure))
            if around.names:
                said.append(_heard("names", around.names))
            if len(text) <= _LINE and (line := _line(text)):
                said.append(_heard("lines", line))
            if self.plan.place.held and (asked := self._asked(run, text)):
                said.append(_heard("trafilatura", asked))
            if data and (told := self._data(text)):
                said.append(_heard("data", told))
            if _asks(run):
                said.append(_heard("controls", "asks"))
            # What stands on no other page may still be furniture, as teasers are: only what recurs says anything.
            if self.knowledge is not None and self.knowledge.recurs(text).is_strong:
                said.append(_heard("recurs", "often"))
            said.append(self._rule(rules[at], run))
            yield tuple(said)

    def _linked(self, run: Run, text: str) -> str:
        """How much of a run is links; runs are asked for in the page's order."""
        links, at = self.links, self.next_link
        while at < len(links) and links[at][1] <= run.start:
            at += 1
        self.next_link = at
        linked = 0
        while at < len(links) and links[at][0] < run.end:
            linked += min(run.end, links[at][1]) - max(run.start, links[at][0])
            at += 1
        if not linked:
            return "none"
        share = linked / max(1, len(text))
        return "all" if share > 0.8 else "most" if share > 0.33 else "some"

    def _place(self, run: Run) -> str:
        if run.holder in self.beside:
            return "beside"
        if not run.around.root:
            return "outside"
        if self.plan.profile:
            return "inside"
        rule = self.plan.place.rule
        return "inside named" if rule in _NAMED else "inside main" if rule == "main" else "inside words"

    def _asked(self, run: Run, text: str) -> str:
        held = self.plan.place.held
        if len(text) < _TELLING:
            return ""
        return "takes" if run.holder in held or any(part in held for part in run.holder.iterancestors()) else "leaves"

    def _data(self, text: str) -> str:
        if len(text) < _TELLING:
            return ""
        folded = _folded(text)
        if folded in self.said or (self.body and folded in self.body):
            return "said"
        return "not said" if len(self.body) >= _ENOUGH_BODY and len(text) >= _LONG else ""

    def _rule(self, rule: str, run: Run) -> Testimony:
        """What the rules did, and the witness that they go by."""
        if not rule:
            return KEPT
        profiled = bool(self.plan.profile)
        if rule in _LINKS:
            return Testimony("rules", "left as links", "links")
        if rule == "outside-article":
            return Testimony("rules", "left outside", "profile" if profiled else "place")
        if rule in ("outside-text", "trafilatura"):
            return Testimony("rules", "left at edge", "trafilatura")
        if rule in _FRAME_RULES and run.around.structure in ("frame", "unseen"):
            return Testimony("rules", "left as frame", "structure")
        if rule in _NAME_RULES:
            return Testimony("rules", "left by name", "names")
        if profiled and rule in self.plan.named:
            return Testimony("rules", "left by profile", "profile")
        return Testimony("rules", "left as line", "lines")


_heard = lru_cache(maxsize=None)(Testimony)


def _article_body(scripts: list[str]) -> str:
    """The text of the article that a page's JSON-LD has, if it has one."""
    if not any("articleBody" in script for script in scripts):
        return ""
    bodies = (data.get("articleBody") for data in json_ld.best_objects(scripts))
    return next((body for body in bodies if isinstance(body, str)), "")


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


@lru_cache(maxsize=8192)  # menus and footers say the same on every page of a site
def _line(text: str) -> str:
    """What a line is by its form alone."""
    if boilerplate.rule_for(text, "tail"):
        return "furniture"
    if has_contact(text):
        return "contact"
    if is_person(text):
        return "person"
    if _SPEECH.match(text):
        return "speech"
    return "says so" if _SAYS_SO.search(text) else ""


def _asks(run: Run) -> bool:
    holder = run.holder
    if holder.tag in _PRESSED:
        return True
    return len(holder) > 0 and any(child.tag in _CONTROLS for child in holder)
