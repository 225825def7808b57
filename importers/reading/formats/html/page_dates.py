"""The dates of a web page: what its mark-up, its labels and its data say of when it was published and changed."""

from __future__ import annotations

from ...model.article import Article, Problem
from ...model.spans import Text
from ...swedish import date_labels, dates
from . import hrefs, shown_dates, time_elements
from .blocks import BlockWalker
from .element import Element
from .metadata import read_metadata
from .page_plan import Plan
from .tree import Page

_AFTER_TEXT = 3000  # characters below the text in which a labelled date still is about it


class PageDates:
    """A page that is being read, and the dates that it shows."""

    def __init__(self, page: Page, source: str, address: str | None) -> None:
        self.page = page
        self.meta = read_metadata(page)
        if address is None and self.meta.canonical.startswith(("http://", "https://")):
            address = self.meta.canonical
        self.address = address
        self.article = Article(source=source, address=address, format="html", language=self.meta.language or None)
        self.article.publisher = self.meta.publisher or None
        base = hrefs.resolve(self.meta.base, address) if self.meta.base else None
        self.walker = BlockWalker(page, address, base=base)
        self.used: list[tuple[Text, str]] = []
        self.shown: list[tuple[str, str | None]] = []  # dates that the page shows: (role, ISO day)

    def _times(self, plan: Plan, region: Element) -> None:
        """Note what <time> elements near the title and the beginning of the text say."""
        page, head, root = self.page, plan.head, plan.place.roots[0]
        until = max(page.start[region] + 1500, page.start[root] + 800, page.end[head] if head is not None else 0)
        self.meta.times = time_elements.time_elements(page, region, plan.place.cut, until)

    def _bylines(self, plan: Plan) -> None:
        """Take what is marked as being about the text: its dates, and who wrote it."""
        article, page = self.article, self.page
        for element, role in plan.dates_inside.items():
            self._date(element, role, page.folded(element))
        for element, role in plan.marked_dates.items():
            self._date(element, role, self._take(element, role).text)
        for element in plan.bylines:
            text = self._take(element, "byline")
            if text:
                published, updated = time_elements.dates_in(page, element, text.text)
                self.shown += [("published", published), ("updated", updated)]
                article.published = article.published or published
                article.updated = article.updated or updated
        published, updated = self.meta.times
        article.published = article.published or published
        article.updated = article.updated or updated
        if not (article.published or article.updated) and plan.head is not None:
            near = shown_dates.visible_date(page, plan.head, plan.place.cut)
            if near is not None:
                element, article.published, article.updated = near
                if element not in self.walker.taken:
                    self._take(element, "date-by-title")
        if not (article.published and article.updated):
            self._labelled(plan)
        if not (article.published or article.updated):
            article.published, article.updated = time_elements.only_time(page, plan.place.cut)
        self._local_day()

    def _labelled(self, plan: Plan) -> None:
        """Fill a date that is missing from the page's labels ("Publicerad 4 maj 2021"), where they tell only one."""
        labelled = shown_dates.labelled_dates(self.page)
        end = self.page.end[plan.roots[-1]] + _AFTER_TEXT
        for role in ("published", "updated"):
            told = [(iso, span) for said, iso, span in labelled if said == role and span.start < end]
            if getattr(self.article, role) or len({iso for iso, _ in told}) != 1:
                continue
            iso, span = told[0]
            setattr(self.article, role, iso)
            text = Text.of(self.page.text, span.start, span.end).fold()
            self.article.dates.append(text)
            self.used.append((text, "date-label"))

    def _local_day(self) -> None:
        """Where the page's data give the day in UTC, and it shows the day before or after: take what it shows."""
        article = self.article
        shown = [self.meta.times[0], *(iso for role, iso in self.shown if role == "published")]
        given = article.published
        if self.meta.utc and given and given == self.meta.published:
            day = next((iso for iso in shown if iso and time_elements.is_next_day(iso, given)), None)
            article.published = day or given

    def _what_is_shown_wins(self) -> None:
        """Where the page shows another day than its data state, take what it shows, and say so: a stamp may be the
        server's, or that of an earlier move."""
        article = self.article
        for role, what in (("published", "publicerades"), ("updated", "uppdaterades")):
            days = {iso for said, iso in self.shown if said == role and iso}
            stamp = getattr(article, role)
            if not stamp or stamp != getattr(self.meta, role) or len(days) != 1 or stamp in days:
                continue
            (day,) = days
            setattr(article, role, day)
            if time_elements.is_next_day(day, stamp):  # the same moment in another zone
                continue
            text = f"Sidan visar att den {what} {day}, men dess uppgifter säger {stamp}. Det som visas togs; jämför."
            article.problems.append(Problem("date-differs", text))

    def _date(self, element: Element, role: str, words: str) -> None:
        """Note the dates of an element that a profile marks as `published`, `updated` or a byline."""
        article = self.article
        published, updated = time_elements.dates_in(self.page, element, words)
        if role == "updated":
            article.updated = article.updated or updated or published
            return
        self.shown.append(("published", published))
        article.published = article.published or published
        article.updated = article.updated or updated

    def _take(self, element: Element, rule: str) -> Text:
        """Read an element as something about the article, not as text of it."""
        text = self.walker.inline(element, 0)
        self.walker.taken[element] = rule
        if text:
            self.article.dates.append(text)
            self.used.append((text, rule))
            line = dates.read_date_line(text.text)
            self.article.kind = self.article.kind or (line.kind if line else date_labels.kind_of(text.text))
        return text
