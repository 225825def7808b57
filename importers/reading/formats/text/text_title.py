"""Which of the lines that could be the title is it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ...furniture import boilerplate
from .text_evidence import taken_up
from .text_lines import Line
from .text_menus import menu_runs
from .text_prose import is_prose
from .text_title_rivals import ENOUGH, asks, find_slogans, names_of_page, rival_of
from .text_title_weight import date_follows, heads_menu, is_twice, own_weight, weight_of_place
from .text_trail import folded_words, is_trail, trail_parts

_COMPARED = 12  # candidates whose words are looked for in the text below
_NEVER = -7.0  # by its own words a line is somebody's name, a picture's or the like: no title, whatever else there is
_GOOD = 1.0
_NEAR, _TAKEN_UP = 2, 3.0
_NO_PAGE = frozenset(("skip-link", "notice"))  # what may stand above a title that nothing stands above


@dataclass(frozen=True, slots=True)
class Choice:
    """The title, and another line of which as much speaks for it."""

    title: int | None = None
    rival: int | None = None


def choose_title(lines: list[Line], candidates: list[int], prose: list[int], stop: int) -> Choice:
    """Which of the lines that could be the title is it."""
    marked = [i for i in candidates if lines[i].level == 1]
    if marked:
        return Choice(marked[0])
    trails = [i for i in candidates if is_trail(lines[i].string)]
    plain = [i for i in candidates if i not in trails]
    named = names_of_page(lines, stop)
    menus = menu_runs(lines, plain)
    owners = {folded_words(line.string) for line in lines if line.string.startswith(("©", "(c)", "Copyright"))}
    repeated = Counter(folded_words(lines[i].string) for i in plain)
    asked = sum(map(asks, lines))
    best: int | None = None
    most = ENOUGH
    passed = 0
    weights: dict[int, float] = {}
    below_text: dict[int, float] = {}
    good = [i for i in plain if own_weight(lines, i) > 0 and i not in menus]
    slogans = find_slogans(lines, good[-_COMPARED:], prose)
    for index in plain:
        weight = own_weight(lines, index) + weight_of_place(lines, index, stop)
        folded = folded_words(lines[index].string)
        sure = any(folded == name or (len(folded) > 12 and name.startswith(folded)) for name in named)
        weight += 6 if sure else 0
        if repeated[folded] > 1 and weight > 0:
            weight += (
                -6 if passed and is_twice(lines, index) else 3
            )  # twice running is an image's description and caption
        weight += -5 if index in menus else _of_a_word(lines, index) * (not passed)
        weight -= 4 if heads_menu(lines, index) or folded in owners else 0
        weight -= 3 * sum(1 for p in prose if p < index)
        if not passed and own_weight(lines, index) >= 0 and index not in menus:
            # The first line that reads as a title; with nothing of the page's own above it the more so.
            bare = all(line.role in ("date", "kind", "label") or line.rule in _NO_PAGE for line in lines[:index])
            weight += 4 if bare and index not in slogans else 1.5
        weight -= 4 if index in slogans or (lines[index].row and passed) else 0
        weight -= 4 if passed and asked > 1 and asks(lines[index]) else 0  # the first of the text's questions
        weight -= min(passed, 4) * 0.5
        passed += weight > 0
        dated = index > 0 and lines[index - 1].role == "date" and own_weight(lines, index) >= 2
        if any(p < index for p in prose) and not (sure or dated or date_follows(lines, index)):
            below_text[index] = weight
            continue  # only what is sure to be the title makes a notice of the paragraph above it
        weights[index] = weight
        if weight > most:
            best, most = index, weight
    scored = best
    best = _or_trail(lines, trails, best)
    if best is not None and best == scored:
        return Choice(best, rival_of(lines, weights, best, named))
    if best is None:
        # Nothing reads as a title: the first line does, where it is no menu entry and text follows.
        # What announces a list below a paragraph is none of the two.
        rest = [
            i
            for i in plain
            if lines[i].rule != "menu"
            and i not in menus
            and own_weight(lines, i) > _NEVER
            and not (lines[i].string.endswith(":") and any(p < i for p in prose))
        ]
        best = rest[0] if rest and rest[0] < len(lines) - 1 else None
        best = _or_below(lines, best, {i: below_text[i] for i in rest if i in below_text})
    if best is None and prose and _is_sentence_title(lines, prose[0]):
        best = prose[0]
    return Choice(best)


def _of_a_word(lines: list[Line], index: int) -> float:
    """How much a word right over the text is what that is about; nothing for a line of more words."""
    line, below = lines[index], lines[index + 1 :]
    if " " in line.string or not any(map(is_prose, below[:_NEAR])):
        return 0.0
    return _TAKEN_UP * taken_up(line, below)


def _or_below(lines: list[Line], best: int | None, weights: dict[int, float]) -> int | None:
    """What reads best as a title below a paragraph, where what stands above does not read as one."""
    better = max(weights, key=lambda i: weights[i], default=None)
    if best is None or better is None or better + 1 >= len(lines) or weights[better] <= _GOOD:
        return best
    return better if own_weight(lines, best) < 0 < own_weight(lines, better) else best


def _is_sentence_title(lines: list[Line], index: int) -> bool:
    """One whole sentence on top, with paragraphs below it: some write their titles so."""
    string = lines[index].string
    below = lines[index + 1 : index + 4]
    single = len(string) <= 140 and not re.search(r"[.!?]\s", string) and not string.endswith(":")
    return single and any(is_prose(line) for line in below)


def _or_trail(lines: list[Line], trails: list[int], best: int | None) -> int | None:
    """The trail whose last step is the title, where no line of its own is a better one."""
    for index in trails:
        last = trail_parts(lines[index].string)[-1]
        if len(last.split()) < 3 or boilerplate.rule_for(last, "head"):
            continue
        if best is None or (best > index and _reads_as_lead(lines[best])):
            return index
    return best


def _reads_as_lead(line: Line) -> bool:
    return line.string.endswith(".") and len(line.string.split()) > 6
