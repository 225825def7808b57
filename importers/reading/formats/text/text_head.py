"""What stands above the article in a text rendition, and which of those lines is the title.

A page's top is menus, breadcrumbs, notices, dates and one line that matters. No single sign tells it apart, so each
line that could be the title is weighed: where it stands, how long it is, what follows it, and whether a breadcrumb or
the page's name repeats it.
"""

from __future__ import annotations

import re
from collections import Counter

from ...furniture import boilerplate
from ...furniture.line_kinds import finite_verb_at, has_contact, is_caption, is_contact_label, is_link_label, is_person
from ...model.spans import Text
from ...swedish import dates
from .text_lines import Line

_TRAIL_HOME = re.compile(
    r"(?:(?:du är här|här är du)\s*:?\s*)?(?:start(?:sida(?:n)?)?|hem|home|förstasidan|.{2,40}\.se)", re.IGNORECASE
)
_TRAIL_SEPARATOR = re.compile(r"\s*(?:[/>»›→|\\]|\s[-–]\s)\s*")
_TRAIL_SIGN = re.compile(r"\s[/>»›→]\s")
_TITLE_TOOL = re.compile(r"\s+(?:print|skriv ut|lyssna|dela sidan|share|dela)$", re.IGNORECASE)
_TITLE_SITE = re.compile(r"\s+[|–—-]\s+(?P<site>(?:(?!\s[|–—-]\s)[^|]){3,60})$")
_TITLE_KIND = re.compile(r"(?P<kind>Pressmeddelande|Nyhet|Nyheter|Pressinbjudan|Aktuellt)(?=[A-ZÅÄÖ][a-zåäö])")
# What a page's controls begin with; some titles do too, so it only counts against a line.
_DOES = re.compile(
    r"(?:gå|hoppa|visa|dölj|sök|välj|logga|öppna|stäng|länk|klicka|skriv ut|lyssna|dela|aktivera|ladda|"
    r"till (?:innehåll|start|meny|sid|sök|huvud))\b",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?:nyheter|aktuellt|press|pressrum|pressmeddelanden)\s*[-–—]\s*\w+(?:\s\w+)?$", re.IGNORECASE)
# Where a release of an agency with offices concerns: right below its date.
_PLACE_LINE = re.compile(r"[A-ZÅÄÖ][\wåäö]+(?:\s[\wåäöÅÄÖ]+){0,2}\slän")
_KIND_FROM = re.compile(r"press(?:meddelande|inbjudan|information)\s+från\s+[A-ZÅÄÖ][^.!?]{2,60}", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:publicerad|uppdaterad|ändrad|skapad|skriven)\w* för .{1,30} sedan\.?", re.IGNORECASE)
_NOT_IN_TITLE = 300
_MOST_PROSE = 3  # paragraphs that may stand above a title: notices that no rule knows
_MOST_CANDIDATES = 300  # lines of menus above a title; a longer list is the text itself
_ENOUGH = 0.0


def read_head(lines: list[Line]) -> int:
    """Give every line above the title its role, and the title its own; the number of the first line below the title.

    Roles: boilerplate (with the rule that says why), date, kind, label, caption, title. Without a title nothing is
    dropped but what a rule names, and 0 is a possible answer.
    """
    candidates, prose, stop = _candidates(lines)
    title = _choose(lines, candidates, prose, stop)
    if title is None:
        return _reset_from(lines, 0, sorted((*candidates, *prose)))
    kicker = _kicker(lines, candidates, title)
    for index in (*candidates, *prose):
        if index < title and lines[index].rule != "menu" and is_caption(lines[index].string):
            _set(lines[index], "caption", "caption-above")
    for index in candidates:
        if lines[index].role == "caption":
            continue
        if index == kicker:
            _set(lines[index], "kind", "kicker")
        elif index < title:
            _set(lines[index], "boilerplate", "menu")
    for index in prose:
        if index < title and lines[index].role != "caption":
            _set(lines[index], "boilerplate", "notice")
    _set(lines[title], "title", "title")
    _reset_from(lines, title + 1, [])
    return title + 1


def _candidates(lines: list[Line]) -> tuple[list[int], list[int], int]:
    """The lines that could be the title, the paragraphs among them, and where the search ended."""
    candidates: list[int] = []
    prose: list[int] = []
    for index, line in enumerate(lines):
        string = line.string
        if line.level == 1:
            return [*candidates, index], prose, index + 1
        if len(candidates) >= _MOST_CANDIDATES:
            return candidates, prose, index
        rule = boilerplate.rule_for(string, "head")
        if _PLACE_LINE.fullmatch(string) and index and lines[index - 1].role == "date" and not line.gap_before:
            _set(line, "kind", "place-line")
        elif rule and not _is_trail(string):
            _set(line, "boilerplate", rule)
            if rule == "menu":
                candidates.append(index)
        elif mark_meta(line):
            pass
        elif is_row_of_entries(line):
            _set(line, "boilerplate", "menu-row")
        elif line.is_dash:
            return candidates, prose, index
        elif is_prose(line):
            prose.append(index)
            if len(prose) >= _MOST_PROSE or len(string) > 600 or (candidates and _settled(lines, candidates, index)):
                return candidates, prose, index
        elif line.marker and not line.ordered:
            _set(line, "boilerplate", "menu")
            if candidates and prose:
                return candidates, prose, index
        else:
            candidates.append(index)
    return candidates, prose, len(lines)


def _settled(lines: list[Line], candidates: list[int], at: int) -> bool:
    """Whether a line that reads well as a title stands above the paragraph `at`."""
    return any(_own_weight(lines, index) >= 2 for index in candidates if index < at)


def _kicker(lines: list[Line], candidates: list[int], title: int) -> int | None:
    """One word right above the title that says what the page is about ("Arbetsmarknadsprognos")."""
    above = [i for i in candidates if i < title]
    if len(above) != 1 or above[0] != title - 1 or lines[above[0]].rule == "menu":
        return None
    word = lines[above[0]].string
    return above[0] if len(word.split()) == 1 and len(word) > 3 and not _is_trail(word) else None


def _reset_from(lines: list[Line], start: int, candidates: list[int]) -> int:
    """Forget the roles of the lines below the title: rules for the head do not hold there."""
    first = candidates[0] if candidates else start
    for line in lines[max(first, start) :]:
        line.role = line.rule = ""
    return max(first, start) if candidates else start


def _set(line: Line, role: str, rule: str) -> None:
    line.role, line.rule = role, rule


def is_row_of_entries(line: Line) -> bool:
    """Whether a line is several short entries with wide gaps between, as links beside one another come out."""
    entries = line.entries
    if len(entries) < 3 or line.is_dash or line.marker:
        return False
    return all(len(entry) <= 40 and entry[0].isupper() and not re.search(r"[.!?:,;]$|\d", entry) for entry in entries)


def is_prose(line: Line) -> bool:
    """A line that reads as a paragraph: long, or whole sentences."""
    string = line.string
    if len(string) > _NOT_IN_TITLE:
        return True
    if not re.search(r"[.!?:][”\"’]?$", string):
        return False
    several = bool(re.search(r"[.!?][”\"’]?\s", string))
    if string.endswith("."):
        return several or len(string) > 60 or (len(string.split()) >= 4 and finite_verb_at(string) is not None)
    return several and len(string) > 60


def mark_meta(line: Line) -> bool:
    """Whether a line says only when, by whom or as what the page was published; gives it that role."""
    string = line.string
    if dates.kind_of(string) or _KIND_FROM.fullmatch(string):
        _set(line, "kind", "kind-label")
        return True
    if dates.is_empty_label(string):
        _set(line, "label", "empty-label")
        return True
    if dates.read_date_line(string):
        _set(line, "date", "date-line")
        return True
    if _RELATIVE.fullmatch(string):
        _set(line, "date", "relative-date")
        return True
    return False


def _is_trail(string: str) -> bool:
    """A breadcrumb trail that may end in the page's own title."""
    return len(trail_parts(string)) >= 2


def trail_parts(string: str) -> list[str]:
    """The steps of a breadcrumb trail that begins at the start page, glued together or parted by signs; else none."""
    if len(string) > 400:
        return []
    string = re.sub(r"^(?:du är här|här är du|sökväg)\s*:?\s*", "", string, flags=re.IGNORECASE)
    for parts in (_TRAIL_SEPARATOR.split(string), boilerplate.glued_parts(string)):
        if len(parts) >= 2 and _TRAIL_HOME.fullmatch(parts[0].strip()):
            return [p.strip() for p in parts if p.strip()]
    return []


def _choose(lines: list[Line], candidates: list[int], prose: list[int], stop: int) -> int | None:
    """Which of the lines that could be the title is it."""
    marked = [i for i in candidates if lines[i].level == 1]
    if marked:
        return marked[0]
    trails = [i for i in candidates if _is_trail(lines[i].string)]
    plain = [i for i in candidates if i not in trails]
    named = _names_of_page(lines, stop)
    menus = _menu_runs(lines, plain)
    owners = {_folded(line.string) for line in lines if line.string.startswith(("©", "(c)", "Copyright"))}
    repeated = Counter(_folded(lines[i].string) for i in plain)
    best: int | None = None
    most = _ENOUGH
    passed = 0
    for index in plain:
        weight = _own_weight(lines, index) + _weight_of_place(lines, index, stop)
        folded = _folded(lines[index].string)
        sure = any(folded == name or (len(folded) > 12 and name.startswith(folded)) for name in named)
        weight += 6 if sure else 0
        if repeated[folded] > 1 and weight > 0:
            weight += (
                -6 if passed and _is_twice(lines, index) else 3
            )  # twice running is an image's description and caption
        weight -= 5 if index in menus else 0
        weight -= 4 if _heads_menu(lines, index) or folded in owners else 0
        weight -= 3 * sum(1 for p in prose if p < index)
        if not passed and _own_weight(lines, index) >= 0 and index not in menus:
            # The first line that reads as a title; with nothing of the page's own above it the more so.
            bare = all(line.role in ("date", "kind", "label") for line in lines[:index])
            weight += 4 if bare else 1.5
        weight -= min(passed, 4) * 0.5
        passed += weight > 0
        dated = index > 0 and lines[index - 1].role == "date" and _own_weight(lines, index) >= 2
        if any(p < index for p in prose) and not (sure or dated or _date_follows(lines, index)):
            continue  # only what is sure to be the title makes a notice of the paragraph above it
        if weight > most:
            best, most = index, weight
    best = _or_trail(lines, trails, best)
    if best is None:
        # Nothing reads as a title: the first line does, where it is no menu entry and text follows.
        rest = [i for i in plain if lines[i].rule != "menu" and i not in menus]
        best = rest[0] if rest and rest[0] < len(lines) - 1 else None
    if best is None and prose and _is_sentence_title(lines, prose[0]):
        best = prose[0]
    return best


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


def _own_weight(lines: list[Line], index: int) -> float:
    """How much a line's own words make it a title."""
    line = lines[index]
    string = line.string
    count = len(string.split())
    weight = {1: -3.0, 2: -0.5, 3: 1.0}.get(count, 2.0 if count <= 18 else 0.0)
    if line.rule == "menu":
        weight -= 6
    if boilerplate.BODY_NAME.fullmatch(string) or is_person(string):
        weight -= 6
    if re.match(r"(?:nyheter|aktuellt|nytt|press\w*|välkommen)\s+(?:från|hos|till|i|på)\s", string, re.IGNORECASE):
        name = string.split(" ", 2)[-1]
        weight -= 6 if boilerplate.BODY_NAME.fullmatch(name) else 0
    if re.search(r"[.!?]\s.*\.$", string):
        weight -= 6
    elif re.search(r"[.,;:…]$", string) and not re.search(r"\b(?:m\.m|m\.fl|t\.ex)\.$", string):
        weight -= 3
    if re.search(r"\s[|»›>]\s|\s/\s", string) or is_link_label(string) or is_contact_label(string):
        weight -= 4
    if has_contact(string) or boilerplate.is_footer_row(string):
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
    site = _TITLE_SITE.search(string)
    if boilerplate.CATEGORY.fullmatch(string) or (site and boilerplate.BODY_NAME.fullmatch(site["site"])):
        weight -= 4
    if _SECTION.match(string):
        weight -= 4
    if _DOES.match(string) or (string.isupper() and count <= 4):
        weight -= 3
    return weight


def _weight_of_place(lines: list[Line], index: int, stop: int) -> float:
    """How much a line's neighbours make it a title: a date or the first paragraph follows, a date stands before."""
    weight = 0.0
    line = lines[index]
    weight += 0.5 * (line.gap_before + line.gap_after)
    if index and lines[index - 1].role in ("date", "kind"):
        weight += 1
    for number, after in enumerate(lines[index + 1 : index + 12]):
        if after.role in ("date", "kind", "label"):
            weight += 2.5 if after.role == "date" else 1.5
            break
        if is_prose(after) or after.is_dash:
            weight += 3 if not number else 2
            break
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
            names.append(_folded(parts[-1]))
            continue
        site = _TITLE_SITE.search(line.string)
        if site:
            names.append(_folded(line.string[: site.start()]))
        elif re.match(r"(?:du är här|här är du)\b", line.string, re.IGNORECASE) or _TRAIL_SIGN.search(line.string):
            names.append(_folded(_TRAIL_SEPARATOR.split(line.string)[-1]))
    return [name for name in names if name]


def _folded(string: str) -> str:
    string = re.sub(r"^(?:©|\(c\)|copyright)\s*[\d–-]*", "", string, flags=re.IGNORECASE)
    return re.sub(r"\W+", " ", string.casefold()).strip()


def _reads_as_lead(line: Line) -> bool:
    return line.string.endswith(".") and len(line.string.split()) > 6


_TOOLS = frozenset(("tools", "share", "print", "edge-tools"))


def _menu_runs(lines: list[Line], plain: list[int]) -> set[int]:
    """Lines in runs of three and more short adjacent ones: a menu, one entry a line."""
    runs: list[list[int]] = []
    for index in plain:
        between = lines[runs[-1][-1] + 1 : index + 1] if runs else []
        # Entries that a rule knows stand in the same run as those that none does.
        if (
            between
            and all(line.role == "boilerplate" for line in between[:-1])
            and not any(x.gap_before for x in between)
        ):
            runs[-1].append(index)
        else:
            runs.append([index])
    for run in runs:
        # The last of a run may be the title, where the text begins right below it.
        below = (line for line in lines[run[-1] + 1 : run[-1] + 8] if line.rule not in _TOOLS)
        after = next(below, None)
        title = len(lines[run[-1]].string.split()) >= 3 and lines[run[-1]].rule != "menu"
        if len(run) > 1 and title and after is not None and (after.role == "date" or is_prose(after)):
            run.pop()
    return {i for run in runs if run[-1] - run[0] >= 2 and all(_short(lines[i].string) for i in run) for i in run} | {
        i
        for run in runs
        for n, i in enumerate(run)
        if len(run) >= 4 and n < len(run) - 1 and _short(lines[i].string) and _short(lines[run[n + 1]].string)
    }


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
    kind = _TITLE_KIND.match(text.text)
    if kind:
        cut.append((text[: kind.end()], "kind-label"))
        text = text[kind.end() :]
    tool = _TITLE_TOOL.search(text.text)
    if tool and tool.start():
        cut.append((text[tool.start() :], "print"))
        text = text[: tool.start()]
    site = _TITLE_SITE.search(text.text)
    if site and boilerplate.BODY_NAME.fullmatch(site["site"]):
        cut.append((text[site.start() :], "site-name"))
        text = text[: site.start()]
    return text.strip(), cut
