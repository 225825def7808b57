"""Shortcodes: the marks in square brackets by which plugins of WordPress (and other systems) build pages.

When the plugin is gone, or a text is moved, they stand as text: [accordion title="…"]…[/accordion]. What a mark is is
told by its form and by its partner, not by its name, since every plugin has names of its own. Brackets that people
write ("[sic]", "[till höger]", "[A, B]") have neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .wording import is_wording

_QUOTES = "\"'“”„″‟«»‘’‚′‛"
_QUOTED = r'"[^"]*"|\'[^\']*\'|[“”„″‟«»][^“”„″‟«»\]]*[“”„″‟«»]|[‘’‚′‛][^\]]*?[‘’‚′‛](?=[\s\]/])'
_BARE = r"[^\s\]\[\"'“”„″‟«»‘’‚′‛=]+"
_ASSIGNED = rf"(?:\s*=\s*(?:{_QUOTED})|=[^\s\]\[\"'“”„″‟«»‘’‚′‛]+)"
_MARK = re.compile(
    rf"\[(?P<closing>/)?(?P<name>[A-Za-z][\w-]{{0,60}})"
    rf"(?P<options>(?:\s+(?:[A-Za-z_][\w:.-]*{_ASSIGNED}|{_QUOTED}|{_BARE}))*)\s*(?P<empty>/)?\]"
)
_OPTION = re.compile(rf"(?P<name>[A-Za-z_][\w:.-]*)\s*=\s*(?P<value>{_QUOTED}|[^\s\]\[\"'“”„″‟«»‘’‚′‛]+)")
# WordPress's own, and the layout of page builders: they stand without options too.
_KNOWN = re.compile(
    r"caption|gallery|embed|video|audio|playlist|(?:row|column|col|section|container)s?|spacer|clear|clearfix|divider|hr"
)
_FOLDS = re.compile(r"toggle|accordion|dragspel|spoiler|collaps|expand|faq|question|fraga|(?:^|[_-])q(?:$|[_-])", re.I)


@dataclass(slots=True, eq=False)
class Mark:
    """A mark in a text: where it stands, its options, and where in the text those stand that are words."""

    start: int
    end: int
    name: str
    closing: bool = False
    options: dict[str, str] = field(default_factory=dict)
    words: list[tuple[int, int]] = field(default_factory=list)
    partner: Mark | None = None  # of an opening mark the one that closes it, and the other way about

    @property
    def folds(self) -> bool:
        """Whether the mark opens a text under a heading that is clicked: a question and its answer."""
        return bool(self.partner and not self.closing and self.words and _FOLDS.search(self.name))


def find_marks(texts: Sequence[str], *, wordpress: bool = False) -> list[list[Mark]]:
    """The shortcodes in each of these texts, which follow one another in a document.

    `wordpress` says that the document is from WordPress: there a lone word in brackets with nothing around it is a
    shortcode too ("[kontaktformular]").
    """
    found = [list(_candidates(text)) for text in texts]
    _pair([mark for marks in found for mark in marks])
    return [
        [mark for mark in marks if _is_mark(mark, text, wordpress=wordpress)]
        for text, marks in zip(texts, found, strict=True)
    ]


def _candidates(text: str) -> Iterator[Mark]:
    if "[" not in text:
        return
    for match in _MARK.finditer(text):
        start, end = match.span()
        if text[start - 1 : start] == "[" and text[end : end + 1] == "]":
            continue  # [[name]] shows the mark itself
        mark = Mark(start, end, match["name"], bool(match["closing"]))
        for option in _OPTION.finditer(text, *match.span("options")):
            written = option["value"]
            quoted = len(written) > 1 and written[0] in _QUOTES
            first, last = option.start("value") + quoted, option.end("value") - quoted
            mark.options[option["name"]] = text[first:last]
            if first < last and is_wording(option["name"], text[first:last]):
                mark.words.append((first, last))
        yield mark


def _pair(marks: list[Mark]) -> None:
    """Tell each closing mark and the nearest open one of its name that they belong together."""
    opened: dict[str, list[Mark]] = {}
    for mark in marks:
        waiting = opened.setdefault(mark.name, [])
        if not mark.closing:
            waiting.append(mark)
        elif waiting:
            mark.partner = waiting.pop()
            mark.partner.partner = mark


def _is_mark(mark: Mark, text: str, *, wordpress: bool) -> bool:
    if mark.partner or mark.options or "_" in mark.name:  # people write no such name in brackets
        return True
    if _KNOWN.fullmatch(mark.name) and (wordpress or alone_on_line(text, mark)):
        return True
    return wordpress and mark.name.islower() and (mark.closing or alone_on_line(text, mark))


def alone_on_line(text: str, mark: Mark) -> bool:
    """Whether nothing else stands on the mark's line."""
    before = text.rfind("\n", 0, mark.start) + 1
    after = text.find("\n", mark.end)
    return not (text[before : mark.start] + text[mark.end : after if after >= 0 else None]).strip()


__all__ = ["Mark", "alone_on_line", "find_marks"]
