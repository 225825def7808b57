"""Lines that rival a text's title: slogans, names of the page, questions."""

from __future__ import annotations

import re
from itertools import pairwise

from ...swedish.verbs import finite_verb_at
from .text_evidence import taken_up
from .text_lines import Line
from .text_title_weight import own_weight
from .text_trail import TITLE_SITE, TRAIL_SEPARATOR, TRAIL_SIGN, folded_words, trail_parts

ENOUGH = 0.0
_BY_CHANCE = 0.34  # of a line's words may come again in any text
_MOST_TAKEN_UP = 0.6
_LONGEST_QUESTION = 120  # characters
_CLOSE = 1.0  # as good as the best, if not further from it


def asks(line: Line) -> bool:
    return line.string.endswith("?") and not line.is_dash and len(line.string) <= _LONGEST_QUESTION


def find_slogans(lines: list[Line], good: list[int], prose: list[int]) -> set[int]:
    """Lines that say nothing that is done and that the text does not take up, over a line that does one of both.

    A site's slogan stands so over the title. Of two lines that both are of the text, the first is the title.
    """
    found: set[int] = set()
    if len(good) < 2:
        return found
    below = lines[good[-1] :]
    for index, after in pairwise(good):
        labelled = index > 0 and lines[index - 1].role in ("date", "kind")
        if labelled or any(index < p < after for p in prose):
            continue
        own, other = taken_up(lines[index], below), taken_up(lines[after], below)
        if finite_verb_at(lines[index].string):
            # What describes a picture may have a verb, and then the text takes nothing of it up.
            described = not own and other >= _MOST_TAKEN_UP and after + 1 in prose and lines[after].gap_before
            if not described:
                continue
        if own <= _BY_CHANCE and (finite_verb_at(lines[after].string) or other > own):
            found.add(index)
    return found


def rival_of(lines: list[Line], weights: dict[int, float], best: int, named: list[str]) -> int | None:
    """Another line that could as well be the title: as heavy, by its own words too, and named by nothing."""
    if folded_words(lines[best].string) in named:
        return None
    near = [i for i, weight in weights.items() if i != best and weight > max(ENOUGH, weights[best] - _CLOSE)]
    near = [i for i in near if own_weight(lines, i) >= 2 and lines[i].string != lines[best].string]
    return max(near, key=lambda i: weights[i]) if near else None


def names_of_page(lines: list[Line], stop: int) -> list[str]:
    """What breadcrumbs and browser titles call the page: the trail's last step, or what precedes the site's name."""
    names = []
    for line in lines[:stop]:
        parts = trail_parts(line.string)
        if parts:
            names.append(folded_words(parts[-1]))
            continue
        site = TITLE_SITE.search(line.string)
        if site:
            names.append(folded_words(line.string[: site.start()]))
        elif re.match(r"(?:du är här|här är du)\b", line.string, re.IGNORECASE) or TRAIL_SIGN.search(line.string):
            names.append(folded_words(TRAIL_SEPARATOR.split(line.string)[-1]))
    return [name for name in names if name]
