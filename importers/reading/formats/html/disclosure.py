"""What opens and closes: details, accordions, tabs. Their questions and answers become faq blocks."""

from __future__ import annotations

import re

from ...model.article import Block
from ...model.spans import Text
from .element import Element
from .inline import join_lines
from .noise import is_hidden
from .panels import Panels
from .sentences import in_sentence
from .tree import Page
from .walker import Walker

_MORE = re.compile(
    r"(?:läs|visa|se|öppna|read|show|view|see|expand|load)\s+(?:mer|mera|mindre|alla|hela|more|less|all|full)\b.{0,30}|"
    r"mer|more|expand|toggle.{0,20}|fäll ut|stäng|close|menu|meny",
    re.IGNORECASE,
)
_PANEL_NAMES = re.compile(r"panel|content|collapse|body|answer|svar|innehall|text|accordion|drop", re.IGNORECASE)
_LONGEST_QUESTION = 300


def find_panels(page: Page, inside: list[Element]) -> Panels:
    """The accordions and tabs in these subtrees."""
    found = Panels()
    triggers = [
        element
        for root in inside
        for element in root.iter("button", "a", "h2", "h3", "h4", "h5", "div", "li", "span", "dt")
        if element.get("aria-expanded") is not None
        or element.get("aria-controls")
        or element.get("data-bs-target")
        or (element.get("data-toggle") or element.get("data-bs-toggle")) in ("collapse", "tab", "pill")
        or _stands_before_what_is_hidden(element)
    ]
    if not triggers:
        return found
    by_id: dict[str, Element] = {}
    for root in inside:
        for element in root.iter():
            key = element.get("id")
            if key:
                by_id.setdefault(key, element)
    for trigger in triggers:
        panel = _panel_of(trigger, by_id)
        if panel is None or panel in found.by_panel or panel in found.tabs or panel is trigger:
            continue
        if in_sentence(page, trigger):  # it opens something, but its words are the sentence's
            continue
        if any(parent is panel for parent in trigger.iterancestors()):
            continue
        tab = trigger.get("role") == "tab" or (trigger.get("data-toggle") or trigger.get("data-bs-toggle")) in (
            "tab",
            "pill",
        )
        if tab:
            found.tabs[panel] = trigger
        else:
            found.by_trigger[trigger] = panel
        found.by_panel[panel] = trigger
    return found


def _stands_before_what_is_hidden(element: Element) -> bool:
    """Whether a button has no sign of what it opens, and what comes next waits to be shown: a script ties the two."""
    if element.tag != "button" and element.get("role") != "button":
        return False
    following = element.getnext()
    return following is not None and is_hidden(following) and following.tag not in ("script", "style", "template")


def _panel_of(trigger: Element, by_id: dict[str, Element]) -> Element | None:
    names = (
        trigger.get("aria-controls"),
        trigger.get("data-bs-target"),
        trigger.get("data-target"),
        trigger.get("href"),
    )
    for name in names:
        panel = by_id.get(name.strip().removeprefix("#")) if name and name.strip() else None
        if panel is not None:
            return panel
    element = trigger
    for _ in range(3):
        following = element.getnext()
        if following is not None:
            looks = f"{following.get('class') or ''} {following.get('role') or ''}"
            hides = is_hidden(following) or following.get("aria-hidden") is not None
            return following if hides or _PANEL_NAMES.search(looks) else None
        parent = element.getparent()
        if parent is None or len(parent) > 2:
            return None
        element = parent
    return None


def opens(walker: Walker, element: Element, depth: int) -> bool:
    """Read an element that opens a panel (or a heading around one) as a faq block, panel and all."""
    panels = walker.panels
    trigger = element if element in panels.by_trigger else None
    if trigger is None and element.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary"):
        trigger = next((part for part in element.iterdescendants() if part in panels.by_trigger), None)
    if trigger is None:
        tab = next((panel for panel, tab in panels.tabs.items() if tab is element), None)
        if tab is None:
            return False
        walker.flush()
        return True  # its words become the heading of its panel
    panel = panels.by_trigger[trigger]
    del panels.by_trigger[trigger]
    if panel in walker.consumed:
        return False
    question = _words(walker, element, depth)
    if not question or _MORE.fullmatch(question.text) or len(question) > _LONGEST_QUESTION:
        if question and _MORE.fullmatch(question.text):
            walker.drop(element, "expander")
        elif question:
            walker.add(Block("paragraph", content=question, data={"rule": "expander"}))
        return True  # the panel is read where it stands
    answer = walker.inside(panel, depth)
    walker.consumed.add(panel)
    if answer:
        walker.add(Block("faq", content=question, children=answer, data={"rule": "accordion"}))
    else:
        walker.add(Block("heading", content=question, level=3, data={"rule": "accordion-without-answer"}))
    return True


def is_item(walker: Walker, element: Element, depth: int) -> bool:
    """Read the panel of a tab: the tab's words are its heading."""
    tab = walker.panels.tabs.pop(element, None)
    if tab is None:
        return False
    label = _words(walker, tab, depth)
    if label:
        walker.add(Block("heading", content=label, level=2, data={"rule": "tab"}))
    for block in walker.inside(element, depth):
        walker.add(block)
    return True


def _words(walker: Walker, element: Element, depth: int) -> Text:
    """The words of a trigger, read as text though it be a button."""
    walker.flush()
    outer, walker.out = walker.out, []
    walker.opening += 1
    walker.children(element, depth + 1)
    walker.opening -= 1
    walker.flush()
    blocks, walker.out = walker.out, outer
    for block in blocks:
        if block.type in ("image", "embed"):
            walker.pending.append(block)
    return join_lines([text for block in blocks for text in block.texts()])


def read_details(walker: Walker, element: Element, depth: int) -> None:
    """A details element is a faq block: its summary is the question, the rest the answer."""
    walker.flush()
    summary = element.find("summary")
    question = _words(walker, summary, depth) if summary is not None else Text()
    if summary is not None:
        walker.consumed.add(summary)
    answer = walker.inside(element, depth)
    if question and answer and not _MORE.fullmatch(question.text) and len(question) <= _LONGEST_QUESTION:
        walker.add(Block("faq", content=question, children=answer, data={"rule": "details"}))
        return
    if question and summary is not None:
        if answer and _MORE.fullmatch(question.text):
            walker.drop(summary, "expander")
        else:
            walker.add(Block("heading", content=question, level=3, data={"rule": "summary"}))
    for block in answer:
        walker.add(block)
