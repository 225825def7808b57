"""Days in the mark-up of a page: <time> and what systems write beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ...swedish import date_forms, dates
from .element import Element
from .meta_dates import is_utc, iso_of
from .tree import Page

CHANGED = re.compile(r"modif|updat|uppdater|ändra|revis|lastmod", re.IGNORECASE)
_PARTS = re.compile(
    r"\s+[—–|·•]\s+|\s*[|·•]\s*|,\s+(?=[a-zåäö])|\n|\s+(?=(?:senast\s+)?(?:uppdatera|ändra|last updated|updated))",
    re.I,
)


def dates_in(page: Page, element: Element, words: str) -> tuple[str | None, str | None]:
    """(published, updated) as a byline says them: <time> with its label or class, else its labelled `words`."""
    published, updated = _first_days(page, [element] if element.tag == "time" else element.iter("time"))
    if published or updated:
        return published, updated
    bare = None
    for part in _PARTS.split(words):
        line = dates.read_date_line(part.strip(" ,.()"))
        if line is None:
            found = date_forms.find_dates(part)
            changed = CHANGED.search(part)
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
    return bool(CHANGED.search(said) or CHANGED.search(before))


def time_elements(page: Page, region: Element, cut: dict[Element, str], until: int) -> tuple[str | None, str | None]:
    """(published, updated) by the <time> elements that stand before `until` in the source text, noise left out."""
    shown = (
        time
        for time in region.iter("time")
        if page.start[time] <= until and not any(parent in cut for parent in time.iterancestors())
    )
    return _first_days(page, shown)


def _first_days(page: Page, times: Iterable[Element]) -> tuple[str | None, str | None]:
    """The first day of publishing and the first of a change that the <time> elements say."""
    published = updated = None
    for time in times:
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
    shown = next((found.iso for found in date_forms.find_dates(page.folded(time))), None)
    return shown if shown and (not iso or is_next_day(iso, shown)) else iso


def is_next_day(one: str, other: str) -> bool:
    """Whether two ISO days are neighbours."""
    return abs(date.fromisoformat(one) - date.fromisoformat(other)).days == 1
