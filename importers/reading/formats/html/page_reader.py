"""Reads the tree of a web page into an Article, by the plan of a profile or by general rules."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from ...model.article import Article, Block, Link, Problem
from ...model.site_knowledge import SiteKnowledge
from ...model.spans import Span, Text
from . import (
    around_text,
    article_place,
    author_boxes,
    beside,
    bylines,
    clean,
    disclosure,
    evidence,
    hrefs,
    judging,
    late_cuts,
    lead,
    left_contacts,
    link_descriptions,
    locate,
    lost_things,
    page_ledger,
    reading_checks,
    related,
    teaser_rows,
    title,
)
from . import profiled_plan as profiled
from .element import Element
from .known_site import KnownSite
from .page_dates import PageDates
from .page_plan import Plan
from .page_runs import Run
from .site_profile import Profile, profile_named, recognise_profile
from .tree import Page
from .witnesses import Witnesses

_READ_WHOLE = frozenset(("p", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"))
GENERAL = "general"  # the name that asks for the general rules


class PageReader(PageDates):
    """Reads one page: first the plan, then its blocks, lists and ledger."""

    def __init__(self, page: Page, source: str, address: str | None, knowledge: SiteKnowledge | None = None) -> None:
        super().__init__(page, source, address)
        self.knowledge = knowledge
        self.title_rule, self.lead_rule = "page-title", "lead"
        self.loose: list[str] = []  # headings over lists of other pages whose descriptions are still there
        self.waiting: dict[Element, str] = {}  # what a page shows until its script has run

    def profiled(self, wanted: Profile | str | None) -> Plan | None:
        """The plan of the profile that was asked for, or that the page shows signs of; None where none fits."""
        if wanted == GENERAL:
            return None
        if isinstance(wanted, str):
            wanted = profile_named(wanted)
        profile = wanted or self._recognised()
        plan = profiled.plan(self.page, profile) if profile else None
        if profile is None or plan is None:
            if wanted:
                message = f"Profilen {wanted.name} hittar ingen text på sidan. Den lästes med de allmänna reglerna."
                self.page.problems.append(Problem("profile-without-text", message))
            return None
        beside.add_beside(self.page, plan, language=self.meta.language or "")
        reading_checks.compare_profile(self.page, plan)
        if plan.lead is None:
            plan.lead = named_lead_of(self.page, plan.place, plan.roots)
        if self.knowledge is not None:
            KnownSite(self.page, self.knowledge).cut_around(plan)
        self.walker.soft = partial(profiled.soft_rule, profile)
        self.walker.panels = disclosure.find_panels(self.page, plan.roots)
        self.article.profile = plan.profile
        if plan.head is not None:
            self._times(plan, article_place.common(plan.place.roots[0], plan.head))
        return plan

    def _recognised(self) -> Profile | None:
        """The profile that the page shows signs of, unless the site's pages are better read without it."""
        profile = recognise_profile(self.page, self.meta.generator)
        if profile is None or self.knowledge is None or profile.name not in self.knowledge.distrusted:
            return profile
        told = f"Sidan liknar profilen {profile.name}, men den läser källans sidor sämre än de allmänna reglerna"
        self.page.problems.append(Problem("profile-not-used", f"{told}. Sidan lästes utan profil."))
        return None

    def general(self) -> Plan:
        """The plan of a page that no profile knows."""
        page, walker = self.page, self.walker
        body = page.root.find("body")
        body = page.root if body is None else body
        walker.settled = True
        walker.panels = disclosure.find_panels(page, [body])
        place = locate.locate(page, walker.panels)
        known = KnownSite(page, self.knowledge) if self.knowledge is not None else None
        if known is not None:
            place = known.place(place)
        head, rule = title.find_title(page, self.meta, place.cut, place.roots[0])
        if known is not None and (better := known.title(head, place.cut)) is not head:
            head, rule = better, "learnt-title"
        plan = Plan(place, head=head, head_rule=rule)
        region = place.roots[-1]
        if head is not None:
            plan.above = article_place.above(page, head, place.roots, place)
            region = article_place.common(region, head)
        plan.lead = named_lead_of(page, place, plan.roots)
        found = bylines.find_bylines(page, region, place.cut, {e for e in (head, plan.lead) if e is not None})
        plan.bylines = [element for element in found if bylines.is_near(page, element, head, place.roots)]
        beside.add_beside(page, plan, language=self.meta.language or "")
        if plan.lead is None:
            plan.lead = named_lead_of(page, place, plan.roots)
        if known is not None:
            known.mark(plan)
        self._times(plan, region)
        return plan

    def read(self, plan: Plan) -> Article:
        """The article that the plan leads to."""
        article, page, walker, roots = self.article, self.page, self.walker, plan.roots
        plan.place.cut.update(self.waiting)
        if not plan.paper:
            late_cuts.cut_by_address(page, plan.place.cut)
            article.author = author_boxes.cut_author(page, plan.place.cut, roots, plan.place.mass) or article.author
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
            above = page.start[plan.head] if plan.head is not None else 0
            article.lead = lead.take_first_paragraph(article.blocks, above)
            self.lead_rule = "first-paragraph"
        self._lead_image()
        self._lists()
        self._close(roots, plan.place)
        if not plan.paper:
            self._weigh(plan)
        article.problems.extend(page.problems)
        article.problems.extend(lost_things.problems_of(walker.lost))
        self._judge()
        if not plan.paper:
            told = reading_checks.tell_doubts(article, page, plan.place.doubts | walker.doubts, plan.roots)
            judging.tell_doubts(article, told)
            reading_checks.check(article, page, self.meta, plan)
            left_contacts.tell_left_contacts(article)
            if self.knowledge is not None:
                reading_checks.recurring_title(article, self.knowledge)
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

    def _weigh(self, plan: Plan) -> None:
        """Hear all witnesses of each segment; keep what rules left out where they do not agree, and leave out what
        they agree on where it recurs on other pages."""
        article, page = self.article, self.page
        judgement = judging.Judgement(article, page, plan, Witnesses(page, plan, self.meta, self.knowledge))
        left = judgement.left_in_doubt(page, article) if evidence.is_swedish(page) else []
        again = judgement.recurring()
        article.blocks, gone = judging.without(article.blocks, again, self._drop)
        judging.insert(article.blocks, [block for run in left for block in self._read_again(run)])
        if left or gone:
            self._close(plan.roots, plan.place)
        judgement.settle(left, gone)
        article.segments = judgement.segments

    def _read_again(self, run: Run) -> list[Block]:
        """The blocks of words that were left out, as they are written where they are all of an element."""
        page, walker, holder = self.page, self.walker, run.holder
        blocks: list[Block] = []
        if (run.start, run.end) == (page.start[holder], page.end[holder]):
            walker.cut.pop(holder, None)
            blocks = walker.inside(holder, 0, itself=holder.tag in _READ_WHOLE)
        if not any(block.text for block in blocks):
            blocks = [Block("paragraph", content=Text.of(page.text, run.start, run.end).fold())]
        for block in blocks:
            block.data["rule"] = "doubtful"
            for text in block.texts():
                self._links_of(text)
        return blocks

    def _judge(self) -> None:
        article = self.article
        if not article.title:
            article.problems.append(
                Problem("no-title", "Sidan har ingen rubrik som gick att känna igen. Skriv en rubrik.")
            )
        if not any(block.text.strip() for block in article.blocks) and not article.lead:
            what = "Sidan har bara bilder, ingen text." if article.images else "Sidan har ingen löpande text."
            article.problems.append(Problem("no-text", f"{what} Kontrollera att det är en artikel."))


def named_lead_of(page: Page, place: article_place.Place, roots: list[Element]) -> Element | None:
    return lead.named_lead(page, roots, place.cut, set())
