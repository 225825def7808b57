"""Forms on a page: tools of the site, or a part of the article that a page here cannot have."""

from __future__ import annotations

import re

from . import noise
from .element import Element
from .tree import Page

_FIELDS = frozenset(("label", "legend", "button", "input", "select", "textarea", "datalist", "output", "option"))
_TOOL_NAMES = re.compile(
    r"(?:^|[\s_\-/?&=\[])(?:q|s|query|search\w*|sok\w*|sök\w*|log-?in|logga-?in|password|newsletter|nyhetsbrev|subscribe|"
    r"prenumerera|comment\w*|kommentar\w*|feedback|rating)(?:$|[\s_\-/?&=\].])",
    re.IGNORECASE,
)
_TOOL_WORDS = re.compile(
    r"^(?:sök\w*|search|logga in|prenumerera|kommentera|tyck till|dela)\b|"
    r"\b(?:hjälpte|hade du nytta av|hittade du)\b.*\?|\bnyhetsbrev|lämna (?:en |ett )?(?:kommentar|svar)",
    re.IGNORECASE,
)
_MOST_NAMED = 6


def is_tool(page: Page, form: Element) -> bool:
    """Whether a form is a tool that stands on every page of a site: search, log in, subscribe, say what you think; or
    has no words at all."""
    words = page.folded(form)
    if not words or (form.get("role") or "") == "search" or _TOOL_WORDS.search(words):
        return True
    names = [noise.names_of(form), form.get("name") or "", form.get("action") or ""]
    for field in form.iter("input", "textarea", "select"):
        if (field.get("type") or "").lower() in ("search", "password"):
            return True
        if (field.get("type") or "").lower() != "hidden":
            names += [field.get("name") or "", noise.names_of(field)]
    return any(_TOOL_NAMES.search(name) for name in names if name) or noise.soft_rule(form) is not None


def leave_fields(page: Page, form: Element, cut: dict[Element, str]) -> str:
    """Leave out the fields of a form with what they are called, and nothing else of it. Gives what they are called."""
    called: list[str] = []
    for part in form.iterdescendants():
        if part.tag in _FIELDS:
            cut[part] = "form"
            if part.tag in ("label", "legend", "button") and page.folded(part):
                called.append(page.folded(part))
    more = ["…"] if len(called) > _MOST_NAMED else []
    return ", ".join([*called[:_MOST_NAMED], *more])
