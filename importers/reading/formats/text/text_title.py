"""Which of the lines that could be the title is it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from ...furniture import boilerplate, footer_rows
from ...furniture.caption_lines import is_caption
from ...furniture.contact_marks import has_contact, is_contact_label
from ...furniture.link_lines import is_link_label
from ...furniture.person_lines import is_person
from ...swedish.verbs import finite_verb_at
from .text_evidence import said_twice, taken_up
from .text_lines import Line
from .text_menus import menu_runs
from .text_prose import DOES, SECTION, is_prose
from .text_trail import TITLE_SITE, TRAIL_SEPARATOR, TRAIL_SIGN, folded_words, is_trail, trail_parts

_ENOUGH = 0.0
_COMPARED = 12  # candidates whose words are looked for in the text below
_NO_PAGE = frozenset(("skip-link", "notice"))  # what may stand above a title that nothing stands above
_BY_CHANCE = 0.34  # of a line's words may come again in any text
_LONGEST_QUESTION = 120  # characters
_CLOSE = 1.0  # as good as the best, if not further from it


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
    named = _names_of_page(lines, stop)
    menus = menu_runs(lines, plain)
    owners = {folded_words(line.string) for line in lines if line.string.startswith(("©", "(c)", "Copyright"))}
    repeated = Counter(folded_words(lines[i].string) for i in plain)
    asked = sum(map(_asks, lines))
    best: int | None = None
    most = _ENOUGH
    passed = 0
    weights: dict[int, float] = {}
    good = [i for i in plain if own_weight(lines, i) > 0 and i not in menus]
    slogans = _slogans(lines, good[-_COMPARED:], prose)
    for index in plain:
        weight = own_weight(lines, index) + _weight_of_place(lines, index, stop)
        folded = folded_words(lines[index].string)
        sure = any(folded == name or (len(folded) > 12 and name.startswith(folded)) for name in named)
        weight += 6 if sure else 0
        if repeated[folded] > 1 and weight > 0:
            weight += (
                -6 if passed and _is_twice(lines, index) else 3
            )  # twice running is an image's description and caption
        weight -= 5 if index in menus else 0
        weight -= 4 if _heads_menu(lines, index) or folded in owners else 0
        weight -= 3 * sum(1 for p in prose if p < index)
        if not passed and own_weight(lines, index) >= 0 and index not in menus:
            # The first line that reads as a title; with nothing of the page's own above it the more so.
            bare = all(line.role in ("date", "kind", "label") or line.rule in _NO_PAGE for line in lines[:index])
            weight += 4 if bare and index not in slogans else 1.5
        weight -= 4 if index in slogans or (lines[index].row and passed) else 0
        weight -= 4 if passed and asked > 1 and _asks(lines[index]) else 0  # the first of the text's questions
        weight -= min(passed, 4) * 0.5
        passed += weight > 0
        dated = index > 0 and lines[index - 1].role == "date" and own_weight(lines, index) >= 2
        if any(p < index for p in prose) and not (sure or dated or _date_follows(lines, index)):
            continue  # only what is sure to be the title makes a notice of the paragraph above it
        weights[index] = weight
        if weight > most:
            best, most = index, weight
    scored = best
    best = _or_trail(lines, trails, best)
    if best is not None and best == scored:
        return Choice(best, _rival(lines, weights, best, named))
    if best is None:
        # Nothing reads as a title: the first line does, where it is no menu entry and text follows.
        rest = [i for i in plain if lines[i].rule != "menu" and i not in menus]
        best = rest[0] if rest and rest[0] < len(lines) - 1 else None
    if best is None and prose and _is_sentence_title(lines, prose[0]):
        best = prose[0]
    return Choice(best)


def _asks(line: Line) -> bool:
    return line.string.endswith("?") and not line.is_dash and len(line.string) <= _LONGEST_QUESTION


def _slogans(lines: list[Line], good: list[int], prose: list[int]) -> set[int]:
    """Lines that say nothing that is done and that the text does not take up, over a line that does one of both.

    A site's slogan stands so over the title. Of two lines that both are of the text, the first is the title.
    """
    found: set[int] = set()
    if len(good) < 2:
        return found
    below = lines[good[-1] :]
    for index, after in pairwise(good):
        labelled = index > 0 and lines[index - 1].role in ("date", "kind")
        if labelled or any(index < p < after for p in prose) or finite_verb_at(lines[index].string):
            continue
        own, other = taken_up(lines[index], below), taken_up(lines[after], below)
        if own <= _BY_CHANCE and (finite_verb_at(lines[after].string) or other > own):
            found.add(index)
    return found


def _rival(lines: list[Line], weights: dict[int, float], best: int, named: list[str]) -> int | None:
    """Another line that could as well be the title: as heavy, by its own words too, and named by nothing."""
    if folded_words(lines[best].string) in named:
        return None
    near = [i for i, weight in weights.items() if i != best and weight > max(_ENOUGH, weights[best] - _CLOSE)]
    near = [i for i in near if own_weight(lines, i) >= 2 and lines[i].string != lines[best].string]
    return max(near, key=lambda i: weights[i]) if near else None


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


def own_weight(lines: list[Line], index: int) -> float:
    """How much a line's own words make it a title."""
    line = lines[index]
    string = line.string
    count = len(string.split())
    weight = {1: -3.0, 2: -0.5, 3: 1.0}.get(count, 2.0 if count <= 18 else 0.0)
    if line.rule == "menu":
        weight -= 6
    if footer_rows.BODY_NAME.fullmatch(string) or is_person(string):
        weight -= 6
    if said_twice(string):
        weight -= 4
    if re.match(r"(?:nyheter|aktuellt|nytt|press\w*|välkommen)\s+(?:från|hos|till|i|på)\s", string, re.IGNORECASE):
        name = string.split(" ", 2)[-1]
        weight -= 6 if footer_rows.BODY_NAME.fullmatch(name) else 0
    if re.search(r"[.!?]\s.*\.$", string):
        weight -= 6
    elif re.search(r"[.,;:…]$", string) and not re.search(r"\b(?:m\.m|m\.fl|t\.ex)\.$", string):
        weight -= 3
    if re.search(r"\s[|»›>]\s|\s/\s", string) or is_link_label(string) or is_contact_label(string):
        weight -= 4
    if has_contact(string) or footer_rows.is_footer_row(string):
        weight -= 6
    if is_caption(string) and not string.endswith("!"):
        weight -= 4
    if (
        count >= 4
        and all(word[0].isupper() or not word[0].isalpha() for word in string.split())
        and not string.isupper()
    ):
        weight -= 4  # entries in a row: Swedish writes no title so
    if string[0].islower() or line.ordered:
        weight -= 2
    site = TITLE_SITE.search(string)
    if boilerplate.CATEGORY.fullmatch(string) or (site and footer_rows.BODY_NAME.fullmatch(site["site"])):
        weight -= 4
    if SECTION.match(string):
        weight -= 4
    if DOES.match(string) or (string.isupper() and count <= 4):
        weight -= 3
    return weight


def _weight_of_place(lines: list[Line], index: int, stop: int) -> float:
    """How much a line's neighbours make it a title: a date or the first paragraph follows, a date stands before."""
    weight = 0.0
    line = lines[index]
    weight += 0.5 * (line.gap_before + line.gap_after)
    if index and lines[index - 1].role in ("date", "kind"):
        weight += 1
    part = 1.0  # what follows a line below it, a second headline perhaps, says less
    for number, after in enumerate(lines[index + 1 : index + 12]):
        if after.role in ("date", "kind", "label"):
            weight += part * (2.5 if after.role == "date" else 1.5)
            break
        if is_prose(after) or after.is_dash or after.row:
            weight += part * (3 if not number or part < 1 else 2)
            break
        headline = not (number or after.role or is_caption(after.string)) and own_weight(lines, index + 1) >= 1
        if headline:
            part = 0.75
            continue
        if after.role != "boilerplate" and not is_caption(after.string) and index + 1 + number < stop:
            break
    return weight


def _heads_menu(lines: list[Line], index: int) -> bool:
    """Whether a row of menu entries stands right below a line: then the line is the site's name."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    return below is not None and not below.gap_before and below.rule in ("menu-row", "glued-menu")


def _is_twice(lines: list[Line], index: int) -> bool:
    string = lines[index].string
    above = index and lines[index - 1].string == string and not lines[index].gap_before
    below = index + 1 < len(lines) and lines[index + 1].string == string and not lines[index].gap_after
    return bool(above or below)


def _date_follows(lines: list[Line], index: int) -> bool:
    return index + 1 < len(lines) and lines[index + 1].role == "date"


def _names_of_page(lines: list[Line], stop: int) -> list[str]:
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


def _reads_as_lead(line: Line) -> bool:
    return line.string.endswith(".") and len(line.string.split()) > 6
