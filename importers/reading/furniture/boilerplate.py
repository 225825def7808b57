"""What does not belong to an article: lines by named rules, and what only looks like furniture as a whole.

A single line is judged by the rules of `boilerplate_rules`; a row of menu entries, an address line and a footer's
group of lines by what their parts are.

"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from .boilerplate_rules import RULES
from .footer_rows import BODY_NAME
from .menu_rows import glued_parts, is_glued_menu, is_menu_row

# The name of a part of a site, as menus write it: "Utveckling & finansiering". Sentences have no "&".
CATEGORY = re.compile(
    r"[A-ZÅÄÖ][\wåäöÅÄÖ-]+(?:,\s[\wåäöÅÄÖ-]+){0,3},?\s&\s[\wåäöÅÄÖ-]+(?:\s(?:och|i|för)\s[\wåäöÅÄÖ-]+)?"
)


@lru_cache(maxsize=4096)
def rule_for(line: str, place: Literal["head", "near", "body", "tail"]) -> str | None:
    """The name of the rule that drops this line at this place of a page, or None: it belongs to the article.

    `near` is between the title and the first paragraph.
    """
    if len(line) > 500:
        return None
    line = line.strip("←→‹›«» ") or line
    edge = place != "body"
    for rule in RULES:
        if (rule.place in ("any", place) or (edge and rule.place == "edge")) and rule.pattern.fullmatch(line):
            return rule.name
    if not edge:
        return None
    if is_menu_row(line):
        return "menu-row"
    if place == "near" and CATEGORY.fullmatch(line):
        return "category"
    if place == "near" and BODY_NAME.fullmatch(line) and not line.endswith("."):
        return "owner-line"
    if place == "head" and is_glued_menu(line):
        return "glued-menu"
    if place == "tail" and " " not in line and len(glued_parts(line)) > 3:
        return "glued-menu"  # a row of links run together; no word has four capitals in it
    return None
