"""The rules of the gate. The apps register theirs when Django is ready, and a site's own code does the same::

from brygga.site.gate.problems import Problem, WARN
from brygga.site.gate.registry import Rule, register_rule

def long_title(contents):
    if len(contents.page.title) > 80:
        yield Problem("Rubriken är längre än 80 tecken.", contents.spot("title"))

register_rule(Rule("long-title", "Långa rubriker", long_title, WARN))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from .problems import SILENT, STOP, WARN, Problem

if TYPE_CHECKING:
    from .contents import Contents

Check = Callable[["Contents"], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name (what settings remember), what people call it, what tells its problems, how grave they are
    where a site has not said, and a line of help."""

    name: str
    label: str | Promise
    check: Check
    default: str = WARN
    told: str | Promise = ""


_rules: dict[str, Rule] = {}


def register_rule(rule: Rule) -> None:
    """Adds a rule to every page's gate; the same name again replaces it. Raises ValueError for a default that is none
    of stop, warn and silent."""
    if rule.default not in (STOP, WARN, SILENT):
        raise ValueError(f"{rule.default!r} is none of stop, warn, silent")
    _rules[rule.name] = rule


def unregister_rule(name: str) -> None:
    """Takes a rule away; nothing happens where there is none of the name."""
    _rules.pop(name, None)


def rules() -> list[Rule]:
    """All rules, in the order they were registered."""
    return list(_rules.values())
