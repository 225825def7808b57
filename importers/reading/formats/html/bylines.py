"""Lines about the text, told by their mark-up: who wrote it, when it was published and changed."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from ...furniture.line_kinds import finite_verb_at
from ...model.spans import Span
from ...swedish import dates
from . import noise
from .element import Element
from .metadata import is_utc, iso_of
from .sentences import in_sentence, line_around, whole_line
from .tree import Page

_NAMES = re.compile(
    r"(?:^|[\s_-])(?:by-?line|dateline|document-?by-?line|document-?(?:author|published|modified)|"
    r"(?:entry|post|article|story|page|content|news|item|blog|single|press-?release|node)-?(?:meta|meta-?data|info|date|"
    r"author|time|published|updated|details)|posted-?(?:on|by)|"
    r"(?:publish|published|pub|post|posted|created|updated|modified|publication|release|publicerings?)-?"
    r"(?:date|time|datum|info|on)?|timestamp|date-?time|dates?|datum|publicerad|uppdaterad|reading-?time|meta-?data|"
    r"meta|author|authors|submitted|credits?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"publicer|uppdater|ändra|skapa|publish|updat|posted|modif", re.IGNORECASE)
_CHANGED = re.compile(r"modif|updat|uppdater|ändra|revis|lastmod", re.IGNORECASE)
_PARTS = re.compile(
    r"\s+[—–|·•]\s+|\s*[|·•]\s*|,\s+(?=[a-zåäö])|\n|\s+(?=(?:senast\s+)?(?:uppdatera|ändra|last updated|updated))",
    re.I,
)
_SAYS_WHEN = re.compile(
    r"(?<![^\W\d])(?:(?P<published>publicera(?:d|t|des)(?:\s+den)?|publiceringsdatum|publicering|published|"
    r"(?:posted|published)\s+on(?:\s+the)?|date\s+published)|"
    r"(?:(?:sidan|senast|sist|page|last)\s+){0,2}(?:uppdatera(?:d|t|des)(?:\s+den)?|ändra(?:d|t|des)|updated|modified)"
    r"(?:\s+on)?)\s*[:•|–-]?\s*(?=\w{1,9}\b)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\s*[A-ZÅÄÖ][\wåäö-]*(?: [\wåäö-]+){0,3}\s*:(?!\d)")
_ABOUT_TEXT = re.compile(
    r"datum\b|\bdate|\bdag\b|publ|uppdat|updat|ändr|skap|creat|post|modif|senast|nyhet|press|artikel|\bav\b|text|foto|"
    r"skriv|författ|kategori|ämne|\bi\b",
    re.IGNORECASE,
)
_AHEAD = 45  # characters after such a label in which the date must stand
# Noise in which the date by a title may stand all the same.
_BESIDE_TITLE = frozenset("header author share tags outside-text".split())
_SAYS_WHO = re.compile(r"(?:(?i:(?:text|skriven|publicerad|posted|written|published)\s+)?(?i:av|by))\s*:?\s+[A-ZÅÄÖ]")
# Two times of a clock are of an event.
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[.:]\d{2}(?!\d)")
_LONGEST, _MOST_WORDS = 260, 16
_BEFORE_TITLE, _AFTER_TITLE = 300, 700  # characters of source text


@lru_cache(maxsize=20_000)
def _is_named(names: str) -> bool:
    return bool(_NAMES.search(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", names)))


def find_bylines(page: Page, region: Element, cut: dict[Element, str], kept: set[Element]) -> list[Element]:
    """The outermost elements in a region that their names, or <time>, mark as saying when and by whom."""
    found: list[Element] = []
    stack = [region]
    while stack:
        element = stack.pop()
        for child in element:
            if not isinstance(child.tag, str) or child in cut:
                continue
            length = page.end[child] - page.start[child]
            if child not in kept and 0 < length <= _LONGEST * 3 and _is_byline(page, child):
                line = whole_line(page, child)
                if line is child:
                    found.append(child)
                elif line not in kept and line not in found and is_about(line_around(page, child)):
                    found.append(line)
            elif len(child):
                stack.append(child)
    return found


def is_near(page: Page, element: Element, head: Element | None, roots: list[Element]) -> bool:
    """Whether a byline is the article's: it stands by the title or in the text's first part, or says what it means."""
    if _LABELLED.search(page.folded(element)):
        return page.start[element] <= page.end[roots[-1]] + _AFTER_TITLE
    start = page.start[head] - _BEFORE_TITLE if head is not None else page.start[roots[0]] - _AFTER_TITLE
    end = max(page.end[head] if head is not None else 0, page.start[roots[0]]) + _AFTER_TITLE
    return start <= page.start[element] <= end


def is_about(line: str) -> bool:
    """Whether a line as a whole is about the text, and no sentence of it: when it was published, and by whom."""
    if len(line) > _LONGEST or len(line.split()) > _MOST_WORDS or re.search(r"[.!?]\s+\S", line):
        return False
    if dates.read_date_line(line) is not None or _SAYS_WHO.match(line) or _SAYS_WHEN.match(line):
        return True
    return bool(_LABELLED.search(line) and dates.find_dates(line)) and finite_verb_at(line) is None


def _is_byline(page: Page, element: Element) -> bool:
    tag = element.tag
    if tag in ("h1", "h2", "h3", "h4", "img", "figure", "figcaption", "table", "a", "cite"):
        return False
    text = page.folded(element)
    if len(text) > _LONGEST or not text:
        return False
    if tag == "time" or "datepublished" in (element.get("itemprop") or "").lower():
        return _alone(page, element)
    names = noise.names_of(element)
    if not names or not _is_named(names):
        return False
    if next(element.iter("h1", "h2", "blockquote", "figure", "table"), None) is not None:
        return False
    return not any(len(page.folded(p)) > 120 for p in element.iter("p")) and len(text.split()) <= 40


def _alone(page: Page, element: Element) -> bool:
    """Whether an inline element is all that its paragraph says."""
    parent = element.getparent()
    return parent is not None and (
        parent.tag not in ("p", "li", "td", "span") or len(page.folded(parent)) - len(page.folded(element)) < 30
    )


def dates_in(page: Page, element: Element, words: str) -> tuple[str | None, str | None]:
    """(published, updated) as a byline says them: <time> with its label or class, else its labelled `words`."""
    published = updated = None
    times = [element] if element.tag == "time" else list(element.iter("time"))
    for time in times:
        iso = day_of(page, time)
        if not iso:
            continue
        if is_changed(page, time):
            updated = updated or iso
        else:
            published = published or iso
    if published or updated:
        return published, updated
    bare = None
    for part in _PARTS.split(words):
        line = dates.read_date_line(part.strip(" ,.()"))
        if line is None:
            found = dates.find_dates(part)
            changed = _CHANGED.search(part)
            if found and changed and changed.start() < found[0].start:
                updated = updated or found[0].iso
            elif found:
                bare = bare or found[0].iso
            continue
        for role, iso in line.dates:
            if iso and role == "updated":
                updated = updated or iso
            elif iso and role == "published":
                published = published or iso
    return published or bare, updated


def is_changed(page: Page, time: Element) -> bool:
    """Whether a <time> says when the text was changed rather than published: by its names, or the words before it."""
    said = f"{time.get('class') or ''} {time.get('itemprop') or ''} {time.get('pubdate') or ''}"
    parent = time.getparent()
    if parent is not None:
        said += f" {parent.get('class') or ''} {parent.get('itemprop') or ''}"
    before = page.text[max(0, page.start[time] - 30) : page.start[time]]
    if "published" in (time.get("class") or "").lower().split():
        return False
    return bool(_CHANGED.search(said) or _CHANGED.search(before))


def time_elements(page: Page, region: Element, cut: dict[Element, str], until: int) -> tuple[str | None, str | None]:
    """(published, updated) by the <time> elements that stand before `until` in the source text, noise left out."""
    published = updated = None
    for time in region.iter("time"):
        if page.start[time] > until or any(parent in cut for parent in time.iterancestors()):
            continue
        iso = day_of(page, time)
        if not iso:
            continue
        if is_changed(page, time):
            updated = updated or iso
        else:
            published = published or iso
    return published, updated


def only_time(page: Page, cut: dict[Element, str]) -> tuple[str | None, str | None]:
    """(published, updated) by the <time> elements of the whole page, teasers left out, where all tell one day."""
    told: dict[bool, set[str]] = {False: set(), True: set()}
    for time in page.root.iter("time"):
        iso = day_of(page, time)
        if iso and not any(cut.get(parent) in ("teasers", "related", "comments") for parent in time.iterancestors()):
            told[is_changed(page, time)].add(iso)
    one = {changed: next(iter(days)) if len(days) == 1 else None for changed, days in told.items()}
    return one[False], one[True]


def day_of(page: Page, time: Element) -> str | None:
    """The day of a <time>. Where it is stamped in UTC and shows the day after or before, what it shows is the day."""
    stamp = time.get("datetime")
    iso = iso_of(stamp)
    if iso and not is_utc(stamp):
        return iso
    shown = next((found.iso for found in dates.find_dates(page.folded(time))), None)
    return shown if shown and (not iso or is_next_day(iso, shown)) else iso


def is_next_day(one: str, other: str) -> bool:
    """Whether two ISO days are neighbours."""
    return abs(date.fromisoformat(one) - date.fromisoformat(other)).days == 1


def labelled_dates(page: Page) -> list[tuple[str, str, Span]]:
    """(role, ISO day, where) for each label on the page that says when it was published or updated, with its date."""
    found = []
    for match in _SAYS_WHEN.finditer(page.text):
        ahead = page.text[match.end() : match.end() + _AHEAD]
        day = next(iter(dates.find_dates(ahead)), None)
        if day is not None and day.start <= len(ahead) - len(ahead.lstrip()) + 12:
            role = "published" if match["published"] else "updated"
            found.append((role, day.iso, Span(match.start(), match.end() + day.end)))
    return found


def _row(page: Page, element: Element) -> str:
    """The words of the short box that an element stands in, label and all."""
    holder = element.getparent()
    return page.folded(holder) if holder is not None and page.end[holder] - page.start[holder] < 200 else ""


def is_labelled_otherwise(text: str) -> bool:
    """Whether a line begins with a label that is not about when the text was published: "Tid: 5 april"."""
    label = _LABEL.match(text)
    return label is not None and not _ABOUT_TEXT.search(label[0])


def visible_date(page: Page, head: Element, cut: dict[Element, str]) -> tuple[Element, str | None, str | None] | None:
    """The nearest short line by the title that is little more than a date: (its element, published, updated)."""
    first, last = page.start[head] - _BEFORE_TITLE, page.end[head] + _AFTER_TITLE
    body = next((parent for parent in head.iterancestors() if parent.tag == "body"), page.root)
    best: tuple[int, Element, str | None, str | None] | None = None
    for element in body.iter(
        "p",
        "span",
        "div",
        "li",
        "time",
        "small",
        "em",
        "i",
        "strong",
        "h4",
        "h5",
        "h6",
        "date",
        "td",
        "a",
        "font",
        "b",
    ):
        start, end = page.start[element], page.end[element]
        if start < first or start > last or not 6 <= end - start <= 160:
            continue
        text = page.folded(element)
        found = dates.find_dates(text) if len(text) <= 80 else []
        if len(found) != 1 or len(text) - (found[0].end - found[0].start) > 40 or in_sentence(page, element):
            continue
        if any(parent in cut and cut[parent] not in _BESIDE_TITLE for parent in (element, *element.iterancestors())):
            continue
        if is_labelled_otherwise(text) or is_labelled_otherwise(_row(page, element)) or len(_CLOCK.findall(text)) > 1:
            continue
        near = abs(start - page.end[head]) if start >= page.end[head] else 2 * (page.start[head] - start)
        before = page.text[max(0, start - 40) : start]
        changed = bool(_CHANGED.search(text) or _CHANGED.search(before))
        if best is None or near < best[0]:
            best = (near, element, None if changed else found[0].iso, found[0].iso if changed else None)
    return best[1:] if best else None
