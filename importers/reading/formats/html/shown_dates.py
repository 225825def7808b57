"""The date that a page shows near its title, with or without a label."""

from __future__ import annotations

import re

from ...model.spans import Span
from ...swedish import date_forms, dates
from .element import Element
from .sentences import in_sentence
from .time_elements import CHANGED
from .tree import Page

SAYS_WHEN = re.compile(
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
# Beside the date, with a sign between: who wrote it, or where it was written ("Anna Ek, 3 maj 2026", "Solvik – 3 maj
# 2026"). A word alone before a date is as likely what happens then ("Kursstart 14 augusti 2026").
_NAME_BESIDE = re.compile(r"(?:[A-ZÅÄÖÉ][\w’'-]+\.?\s){0,2}[A-ZÅÄÖÉ][\w’'-]+")
_SIGNS = " ,.|•·:;()–—/-"
# Words of publishing, wherever in the line.
_LABELLED = re.compile(r"publicer|publish|uppdater|updat|ändra|granska|skapa|posted|modif|inlag|upplag", re.IGNORECASE)
# What an author calls the place of a date.
_DATE_MARK = re.compile(r"date|datum|publi|byline|meta\b|posted|entry-?info", re.IGNORECASE)
_MARKED_ABOVE = 2  # elements above that may bear such a mark
# Two times of a clock are of an event.
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[.:]\d{2}(?!\d)")
BEFORE_TITLE, AFTER_TITLE = 300, 700  # characters of source text


def labelled_dates(page: Page) -> list[tuple[str, str, Span]]:
    """(role, ISO day, where) for each label on the page that says when it was published or updated, with its date."""
    found = []
    for match in SAYS_WHEN.finditer(page.text):
        ahead = page.text[match.end() : match.end() + _AHEAD]
        day = next(iter(date_forms.find_dates(ahead)), None)
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


def says_when_only(text: str) -> bool:
    """Whether a line with one date says when a text was published or changed, and nothing that would be lost with it.
    "Invigning den 3 maj 2026" says what happens then."""
    if dates.read_date_line(text) is not None or _LABELLED.search(text):
        return True
    (day,) = date_forms.find_dates(text)
    before, after = text[: day.start].strip(), text[day.end :].strip()
    if before and after:
        return False
    beside = before or after
    parted = before[-1:] in _SIGNS if before else after[:1] in _SIGNS
    return parted and _NAME_BESIDE.fullmatch(beside.strip(_SIGNS)) is not None


def _is_marked(element: Element) -> bool:
    """Whether the mark-up calls the element, or the one that it stands in, a date."""
    for _ in range(_MARKED_ABOVE):
        if any(_DATE_MARK.search(element.get(name) or "") for name in ("class", "id", "itemprop", "property")):
            return True
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    return False


def visible_date(page: Page, head: Element, cut: dict[Element, str]) -> tuple[Element, str | None, str | None] | None:
    """The nearest short line by the title that is little more than a date: (its element, published, updated)."""
    first, last = page.start[head] - BEFORE_TITLE, page.end[head] + AFTER_TITLE
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
        found = date_forms.find_dates(text) if len(text) <= 80 else []
        if len(found) != 1 or len(text) - (found[0].end - found[0].start) > 40 or in_sentence(page, element):
            continue
        if any(parent in cut and cut[parent] not in _BESIDE_TITLE for parent in (element, *element.iterancestors())):
            continue
        if is_labelled_otherwise(text) or is_labelled_otherwise(_row(page, element)) or len(_CLOCK.findall(text)) > 1:
            continue
        if not says_when_only(text) and not _is_marked(element):
            continue
        near = abs(start - page.end[head]) if start >= page.end[head] else 2 * (page.start[head] - start)
        before = page.text[max(0, start - 40) : start]
        changed = bool(CHANGED.search(text) or CHANGED.search(before))
        if best is None or near < best[0]:
            best = (near, element, None if changed else found[0].iso, found[0].iso if changed else None)
    return best[1:] if best else None
