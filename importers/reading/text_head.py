"""The furniture around a text rendition: what stands above the title and below the article, and the title itself."""

from __future__ import annotations

import re

from . import boilerplate, dates
from .spans import Text
from .structure import has_contact, is_contact_label, is_link_label, is_person
from .text_lines import Line

_TRAIL_HOME = re.compile(r"(?:(?:du är här|här är du)\s*:?\s*)?(?:start(?:sida(?:n)?)?|hem|home)", re.IGNORECASE)
_TRAIL_SEPARATOR = re.compile(r"\s*(?:[/>»›→|\\]|\s-\s)\s*")
_TITLE_TOOL = re.compile(r"\s+(?:print|skriv ut|lyssna|dela sidan|share)$")
_TITLE_SITE = re.compile(r"\s+[|–—-]\s+(?P<site>[^|–—]{3,60})$")
_NOT_IN_TITLE = 300


def read_head(lines: list[Line]) -> int:
    """Give every line above the title its role, and the title its own; the number of the first line below the title.

    Roles: boilerplate (with the rule that says why), date, kind, label, title. Without a title nothing is dropped
    but what a rule names, and 0 is a possible answer.
    """
    candidates: list[int] = []
    for index, line in enumerate(lines):
        if candidates and (is_prose(line) or line.is_dash):
            break
        string = line.string
        if line.level == 1:
            candidates.append(index)
            break
        rule = boilerplate.rule_for(string, "head")
        if rule and not _is_trail(string):
            _set(line, "boilerplate", rule)
        elif mark_meta(line):
            pass
        elif is_prose(line) or line.is_dash or line.marker:
            break
        else:
            candidates.append(index)
    title = _choose(lines, candidates)
    if title is None:
        return _reset_from(lines, 0, candidates)
    for index in candidates:
        if index < title:
            kicker = lines[index].role == "kicker"
            _set(lines[index], "kind" if kicker else "boilerplate", "kicker" if kicker else "menu")
    _set(lines[title], "title", "title")
    _reset_from(lines, title + 1, [])
    return title + 1


def _reset_from(lines: list[Line], start: int, candidates: list[int]) -> int:
    """Forget the roles of the lines below the title: rules for the head do not hold there."""
    first = candidates[0] if candidates else start
    for line in lines[max(first, start) :]:
        line.role = line.rule = ""
    return max(first, start) if candidates else start


def _set(line: Line, role: str, rule: str) -> None:
    line.role, line.rule = role, rule


def is_prose(line: Line) -> bool:
    """A line that reads as a paragraph: long, or a whole sentence."""
    string = line.string
    if len(string) > _NOT_IN_TITLE:
        return True
    return len(string) > 60 and bool(re.search(r"[.!:]$", string)) and len(re.findall(r"[.!?]\s", string)) > 0


def mark_meta(line: Line) -> bool:
    """Whether a line says only when, by whom or as what the page was published; gives it that role."""
    string = line.string
    if dates.kind_of(string):
        _set(line, "kind", "kind-label")
        return True
    if dates.is_empty_label(string):
        _set(line, "label", "empty-label")
        return True
    if dates.read_date_line(string):
        _set(line, "date", "date-line")
        return True
    return False


def _is_trail(string: str) -> bool:
    """A breadcrumb trail that may end in the page's own title."""
    return len(trail_parts(string)) >= 2


def trail_parts(string: str) -> list[str]:
    """The steps of a breadcrumb trail that begins at the start page, glued together or parted by signs; else none."""
    for parts in (_TRAIL_SEPARATOR.split(string), boilerplate.glued_parts(string)):
        if len(parts) >= 2 and _TRAIL_HOME.fullmatch(parts[0].strip()):
            return [p.strip() for p in parts if p.strip()]
    return []


def _choose(lines: list[Line], candidates: list[int]) -> int | None:
    """Which of the lines that could be the title is it."""
    marked = [i for i in candidates if lines[i].level == 1]
    if marked:
        return marked[0]
    plain = [i for i in candidates if not _is_trail(lines[i].string)]
    plain = _without_menu_runs(lines, plain)
    # The owner's name stands alone above the title as the remains of a logo.
    while len(plain) > 1 and boilerplate.BODY_NAME.fullmatch(lines[plain[0]].string):
        plain = plain[1:]
    # One word above a title says what the page is about ("Arbetsmarknadsprognos").
    if len(plain) > 1 and len(lines[plain[0]].string.split()) == 1 and len(lines[plain[1]].string.split()) >= 4:
        lines[plain[0]].role = "kicker"
        plain = plain[1:]
    trails = [i for i in candidates if i not in plain and _is_trail(lines[i].string)]
    if plain and not (trails and _reads_as_lead(lines[plain[0]])):
        return plain[0]
    for index in trails:
        if len(trail_parts(lines[index].string)[-1].split()) >= 3:
            return index
    return plain[0] if plain else None


def _reads_as_lead(line: Line) -> bool:
    return line.string.endswith(".") and len(line.string.split()) > 6


def _without_menu_runs(lines: list[Line], plain: list[int]) -> list[int]:
    """Leave out runs of three and more short adjacent lines: a menu, one entry a line."""
    runs: list[list[int]] = []
    for index in plain:
        between = lines[runs[-1][-1] + 1 : index + 1] if runs else []
        # Entries that a rule knows stand in the same run as those that none does.
        if between and all(line.rule == "menu" for line in between[:-1]) and not any(x.gap_before for x in between):
            runs[-1].append(index)
        else:
            runs.append([index])
    menus = [run for run in runs if run[-1] - run[0] >= 2 and all(_short(lines[i].string) for i in run)]
    rest = [i for run in runs if run not in menus for i in run]
    return rest or plain


def _short(string: str) -> bool:
    return len(string) <= 45 and len(string.split()) <= 5 and not re.search(r"[.!?:]$", string)


def title_text(line: Line) -> tuple[Text, list[tuple[Text, str]]]:
    """The title in a title line, and what is cut off from it with the rule: breadcrumbs, tools, the site's name."""
    text = line.text
    cut: list[tuple[Text, str]] = []
    parts = trail_parts(text.text)
    if parts:
        start = text.text.rindex(parts[-1])
        cut.append((text[:start], "breadcrumb"))
        text = text[start:]
    tool = _TITLE_TOOL.search(text.text)
    if tool and tool.start():
        cut.append((text[tool.start() :], "print"))
        text = text[: tool.start()]
    site = _TITLE_SITE.search(text.text)
    if site and boilerplate.BODY_NAME.fullmatch(site["site"]):
        cut.append((text[site.start() :], "site-name"))
        text = text[: site.start()]
    return text.strip(), cut


def read_tail(lines: list[Line], first: int) -> int:
    """Give every line below the article its role; the number of the first of them."""
    end = len(lines)
    while end > first:
        group = _group_start(lines, end, first)
        if boilerplate.is_footer_group([line.string for line in lines[group:end]]):
            for line in lines[group:end]:
                _set(line, "boilerplate", "footer")
            end = group
            continue
        line = lines[end - 1]
        rule = boilerplate.rule_for(line.string, "tail")
        if rule:
            _set(line, "boilerplate", rule)
        elif mark_meta(line):
            pass
        elif end < len(lines) and (is_contact_label(line.string) or is_link_label(line.string)):
            _set(line, "boilerplate", "empty-section")
        else:
            break
        end -= 1
    return _listing(lines, first, end)


def _group_start(lines: list[Line], end: int, first: int) -> int:
    start = end - 1
    while start > first and not lines[start].gap_before:
        start -= 1
    return start


def _listing(lines: list[Line], first: int, end: int) -> int:
    """A list of other news below the article: its heading, and nothing but short lines after it."""
    for index in range(first + 1, end):
        if not lines[index].gap_before or boilerplate.rule_for(lines[index].string, "tail") != "listing":
            continue
        rest = lines[index + 1 : end]
        if all(_teaser(line) for line in rest):
            for line in lines[index:end]:
                if not line.role:
                    _set(line, "boilerplate", "listing")
            return index
    return end


def _teaser(line: Line) -> bool:
    string = line.string
    return (
        len(string) <= 120
        and not line.is_dash
        and not string.endswith(".")
        and not has_contact(string)
        and not is_person(string)
    )
