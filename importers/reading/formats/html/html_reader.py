"""Reads a web page into an Article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from ...model.article import Article, Block, Link, Problem
from ...model.spans import Span, Text
from ...swedish import date_labels, dates
from ..decode import decode
from . import (
    around_text,
    article_place,
    beside,
    bylines,
    checks,
    clean,
    disclosure,
    hrefs,
    late_cuts,
    lead,
    link_descriptions,
    locate,
    noise_on_page,
    page_ledger,
    related,
    script_page,
    shown_dates,
    teaser_rows,
    time_elements,
    title,
)
from . import profiled_plan as profiled
from .blocks import BlockWalker
from .element import Element
from .metadata import Metadata, read_metadata
from .page_plan import Plan
from .site_profile import Profile, profile_named, recognise_profile
from .tree import Page, parse

_AFTER_TEXT = 3000  # characters below the text in which a labelled date still is about it
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_READ_FROM_DATA = (
    "Sidan ritas av ett skript. Texten är läst ur de data som skriptet får. Jämför med sidan i en webbläsare."
)
_DRAWN_BY_SCRIPT = (
    "Sidan ritas av ett skript, och texten står inte i filen. Spara sidan från en webbläsare, eller hämta texten på "
    "annat sätt."
)
GENERAL = "general"  # the name that asks for the general rules


def read_html(
    data: bytes | str,
    *,
    source: str,
    address: str | None = None,
    profile: Profile | str | None = None,
    content_type: str | None = None,
) -> Article:
    """The Article of a web page.

    `data` is the page as bytes or decoded text, `source` names it in messages, `address` is its own address where
    known (relative links are resolved against it; else against the page's canonical address), `profile` a site
    profile (see `profile.py`); without one the page is asked which it fits, and read by general rules else. The
    name "general" asks for those at once.
    Raises UnreadableDocument for what is no page, and nothing else.
    """
    problems: list[Problem] = []
    if isinstance(data, bytes):
        decoded = decode(data, content_type=content_type)
        problems, data = decoded.problems, decoded.text
    page = parse(data)
    page.problems[:0] = problems
    drawn, witness = script_page.drawn_by_script(page)
    if drawn:
        page.problems.append(Problem("script-page", _READ_FROM_DATA if witness else _DRAWN_BY_SCRIPT))
        if witness:
            page = _with(page, data, witness)
    reader = _Reader(page, source, address)
    if drawn and not witness:
        reader.waiting = script_page.waits(page)
    return reader.read(reader.profiled(profile) or reader.general())


def _with(page: Page, text: str, witness: script_page.Witness) -> Page:
    """The page as its script would draw it: the article of its data, and what was shown until then, hidden."""
    opened = _BODY.search(text)
    head, body, rest = (text[: opened.start()], opened[0], text[opened.end() :]) if opened else ("", "<body>", text)
    shown = rest.rpartition("</body")[0] or rest
    drawn = parse(f"{head}{body}{witness.html()}<div hidden>{shown}</div></body></html>")
    drawn.problems[:] = page.problems
    drawn.scripts = page.scripts
    return drawn


def read_tree(page: Page, *, source: str, roots: list[Element], head: Element | None) -> Article:
    """The Article of a page that some other reader made of its format, which knows where the text and title are."""
    reader = _Reader(page, source, None)
    body = page.root.find("body")
    body = page.root if body is None else body
    reader.walker.settled = True
    place = article_place.Place(roots, "document", noise_on_page.find_noise(page, body, reader.walker.panels, {}))
    return reader.read(Plan(place=place, head=head, head_rule="title", lead=_lead(page, place, roots), paper=True))


class _Reader:
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
        self.title_rule, self.lead_rule = "page-title", "lead"
        self.loose: list[str] = []  # headings over lists of other pages whose descriptions are still there
        self.waiting: dict[Element, str] = {}  # what a page shows until its script has run

    def profiled(self, wanted: Profile | str | None) -> Plan | None:
        """The plan of the profile that was asked for, or that the page shows signs of; None where none fits."""
        if wanted == GENERAL:
            return None
        if isinstance(wanted, str):
            wanted = profile_named(wanted)
        profile = wanted or recognise_profile(self.page, self.meta.generator)
        plan = profiled.plan(self.page, profile) if profile else None
        if profile is None or plan is None:
            if wanted:
                message = f"Profilen {wanted.name} hittar ingen text på sidan. Den lästes med de allmänna reglerna."
                self.page.problems.append(Problem("profile-without-text", message))
            return None
        beside.add_beside(self.page, plan, language=self.meta.language or "")
        checks.compare_profile(self.page, plan)
        if plan.lead is None:
            plan.lead = _lead(self.page, plan.place, plan.roots)
        self.walker.soft = partial(profiled.soft_rule, profile)
        self.walker.panels = disclosure.find_panels(self.page, plan.roots)
        self.article.profile = plan.profile
        if plan.head is not None:
            self._times(plan, article_place.common(plan.place.roots[0], plan.head))
        return plan

    def general(self) -> Plan:
        """The plan of a page that no profile knows."""
        page, walker = self.page, self.walker
        body = page.root.find("body")
        body = page.root if body is None else body
        walker.settled = True
        walker.panels = disclosure.find_panels(page, [body])
        place = locate.locate(page, walker.panels)
        head, rule = title.find_title(page, self.meta, place.cut, place.roots[0])
        plan = Plan(place, head=head, head_rule=rule)
        region = place.roots[-1]
        if head is not None:
            plan.above = article_place.above(page, head, place.roots, place)
            region = article_place.common(region, head)
        plan.lead = _lead(page, place, plan.roots)
        found = bylines.find_bylines(page, region, place.cut, {e for e in (head, plan.lead) if e is not None})
        plan.bylines = [element for element in found if bylines.is_near(page, element, head, place.roots)]
        beside.add_beside(page, plan, language=self.meta.language or "")
        if plan.lead is None:
            plan.lead = _lead(page, place, plan.roots)
        self._times(plan, region)
        return plan

    def _times(self, plan: Plan, region: Element) -> None:
        """Note what <time> elements near the title and the beginning of the text say."""
        page, head, root = self.page, plan.head, plan.place.roots[0]
        until = max(page.start[region] + 1500, page.start[root] + 800, page.end[head] if head is not None else 0)
        self.meta.times = time_elements.time_elements(page, region, plan.place.cut, until)

    def read(self, plan: Plan) -> Article:
        """The article that the plan leads to."""
        article, page, walker, roots = self.article, self.page, self.walker, plan.roots
        plan.place.cut.update(self.waiting)
        if not plan.paper:
            late_cuts.cut_calendar_links(page, plan.place.cut)
            late_cuts.cut_tag_rows(page, plan.place.cut)
            self._leave_descriptions(plan)
        walker.cut, walker.marked, walker.captions = plan.place.cut, plan.marked, plan.captions
        if plan.head is not None:
            article.title = walker.inline(plan.head, 0)
            walker.taken[plan.head] = self.title_rule = plan.head_rule
        if not article.title:
            article.title = title.title_from_head(page, self.meta)
        if plan.lead is not None:
            article.lead = lead.plain_lead(walker.inline(plan.lead, 0))
            walker.taken[plan.lead] = self.lead_rule = plan.lead_rule
        article.published, article.updated = self.meta.published, self.meta.updated
        article.kind = self.meta.kind
        self._bylines(plan)
        blocks = walker.read(roots)
        blocks = around_text.take_date_lines(article, blocks, self.used, self.shown)
        self._what_is_shown_wins()
        blocks = around_text.drop_furniture(article, blocks, self._drop, self.used, paper=plan.paper)
        blocks = clean.clean(blocks, self._drop)
        clean.lower_headings(blocks)
        if not plan.paper:
            blocks = teaser_rows.drop_teasers(blocks, self._drop)
            self._tell_descriptions(link_descriptions.drop_descriptions(blocks, self._drop, self.loose))
        keep = article.language in ("sv", None)
        article.blocks = related.read_links(article, blocks, self._drop, keep_unlabelled=keep)
        related.related_in_text(article, article.blocks)
        if not article.lead:
            article.lead = lead.take_first_paragraph(article.blocks)
            self.lead_rule = "first-paragraph"
        self._lead_image()
        self._lists()
        self._close(roots, plan.place)
        article.problems.extend(page.problems)
        self._judge()
        if not plan.paper:
            checks.tell_doubts(article, page, plan.place.doubts | walker.doubts, plan.roots)
            checks.check(article, page, self.meta, plan)
        return article

    def _leave_descriptions(self, plan: Plan) -> None:
        """Leave out what lists of other pages say of them, and tell."""
        place = plan.place
        told, self.loose = late_cuts.cut_descriptions(self.page, place.roots, place.cut, place.mass)
        self._tell_descriptions(told)

    def _tell_descriptions(self, headings: list[str]) -> None:
        for heading in headings:
            text = f"Under «{heading}» står länkar till andra sidor. De är med, men inte det som sägs om sidorna."
            self.article.problems.append(Problem("descriptions-left-out", text))

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

    def _drop(self, span: Span, rule: str) -> None:
        self.walker.drops.append((span, rule))

    def _lead_image(self) -> None:
        """The lead image stands before the running text; or it is the one that the page shows when it is shared."""
        for block in self.article.blocks:
            if block.type == "image" and block.image:
                block.image.lead = True
                return
            if block.type not in ("heading", "embed"):
                break
        shared = hrefs.resolve(self.meta.image, self.address) if self.meta.image else ""
        for block in self.article.walk():
            if shared and block.image and block.image.src == shared:
                block.image.lead = True
                return

    def _lists(self) -> None:
        """Collect links, images and captions out of the blocks."""
        article = self.article
        for block in article.walk():
            if block.image:
                article.images.append(block.image)
                if block.content:
                    article.captions.append(block.content)
            for text in (block.content, block.caption, *block.header, *(c for row in block.rows for c in row)):
                if text:
                    self._links_of(text)
            if block.type == "embed":
                article.links.extend(block.links)
        self._links_of(article.lead)

    def _links_of(self, text: Text) -> None:
        for mark in text.marks:
            if mark.kind == "a":
                href = hrefs.resolve(mark.href, self.address)
                kind = hrefs.kind_of(mark.href, self.address)
                words = text.text[mark.start : mark.end]
                link = Link(text=words, href=href, kind=kind, span=text.span(mark.start, mark.end), rule="a")
                self.article.links.append(link)

    def _close(self, roots: list[Element], place: article_place.Place) -> None:
        """Write the ledger; words that no rule took or left stand at the article's end, flagged."""
        article, page, walker = self.article, self.page, self.walker
        outside = article_place.outside(page, roots, place)
        drops: list[page_ledger.Claim] = [(s.start, s.end, "dropped", rule, "") for s, rule in walker.drops]
        used = [c for text, rule in self.used for c in page_ledger.claims_of(text, page.text, "used", rule, "dates")]
        article.source_text = page.text
        placed = page_ledger.placed(article, title_rule=self.title_rule, lead_rule=self.lead_rule)
        layers: list[Iterable[page_ledger.Claim]] = [outside, drops, used, placed]
        entries = page_ledger.close(page.text, layers)
        gaps = page_ledger.unclaimed(page.text, entries)
        if gaps:
            for gap in gaps:
                text = Text.of(page.text, gap.start, gap.end).fold()
                article.blocks.append(Block("paragraph", content=text, data={"rule": "unknown"}))
            layers[3] = page_ledger.placed(article, title_rule=self.title_rule, lead_rule=self.lead_rule)
            entries = page_ledger.close(page.text, layers)
        article.ledger = entries

    def _judge(self) -> None:
        article = self.article
        if not article.title:
            article.problems.append(
                Problem("no-title", "Sidan har ingen rubrik som gick att känna igen. Skriv en rubrik.")
            )
        if not any(block.text.strip() for block in article.blocks) and not article.lead:
            what = "Sidan har bara bilder, ingen text." if article.images else "Sidan har ingen löpande text."
            article.problems.append(Problem("no-text", f"{what} Kontrollera att det är en artikel."))


def _lead(page: Page, place: article_place.Place, roots: list[Element]) -> Element | None:
    return lead.named_lead(page, roots, place.cut, set())


__all__ = ["Metadata", "read_html"]
