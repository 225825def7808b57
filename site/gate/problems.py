"""What a rule finds, and where."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

STOP, WARN, SILENT = "stop", "warn", "silent"
_SHOWN = 120  # characters of the words that a problem is about


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the page's form: the field, in a stream the id of the block, and the part of the block. All empty for
    the page as a whole."""

    field: str = ""
    block: str = ""
    part: str = ""

    @property
    def path(self) -> str:
        """As the form's script finds it: "body.<id>.alt"."""
        return ".".join(filter(None, (self.field, self.block, self.part)))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: what, where, and the words it is about."""

    text: str | Promise
    spot: Spot = Spot()
    words: str = ""

    @property
    def told(self) -> str:
        """The problem in one line, with the words it is about."""
        words = " ".join(self.words.split())
        if len(words) > _SHOWN:
            words = f"{words[: _SHOWN - 1].rstrip()}…"
        return f"{self.text} ({words})" if words else str(self.text)


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, with the rule that found it and how grave the site says it is."""

    rule: str
    label: str
    level: str
    problem: Problem

    @property
    def stops(self) -> bool:
        """Whether the page may not be published with it."""
        return self.level == STOP

    @property
    def told(self) -> str:
        """The problem in one line."""
        return self.problem.told
