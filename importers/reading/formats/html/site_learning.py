"""Learning a site from a sample of its pages: what recurs, and where on them the articles' parts stand.

Nothing needs to be known of the site beforehand. What is learnt is counted: on how many pages it held, and did not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...model.errors import UnreadableDocument
from ...model.site_knowledge import Recurrence, SiteKnowledge, fingerprint
from ...swedish import dates
from ..decode import decode
from . import evidence, title
from .element import Element
from .metadata import read_metadata, without_site
from .page_lines import Line, PageLines, in_teaser, lines_of
from .place_learning import PlaceVotes
from .selector_paths import names_on, selector_of
from .tree import Page, parse

LEAST_PAGES = 12  # fewer say nothing of a site
MOST_PAGES = 120
MOST_BYTES = 2_000_000  # of a page that is looked at
_KEPT = 3  # pages that a line stands on to be remembered
_STABLE = 0.3  # the share of pages that a class or id stands on to be one of the site's
_MOST_HOLDERS = 60
# What a text may stand in as a whole: a paragraph of it is no place for pictures and all else that it has.
_HOLDERS = frozenset("div section article main td center body form fieldset".split())
Sampled = tuple[str, bytes]


def learn(pages: Sequence[Sampled]) -> SiteKnowledge | None:
    """What the pages, each a name and its bytes, tell of their site; None where they are too few."""
    learner = _Learner()
    for _, data in pages[:MOST_PAGES]:
        learner.count(data)
    if learner.pages < LEAST_PAGES:
        return None
    for _, data in pages[:MOST_PAGES]:
        learner.place(data)
    return learner.learnt()


@dataclass(slots=True)
class _Learner:
    pages: int = 0
    texts: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    votes: PlaceVotes = field(default_factory=PlaceVotes)
    stable: frozenset[str] = frozenset()

    def count(self, data: bytes) -> None:
        """First time through: on how many pages lines, titles and names stand."""
        page = _parsed(data)
        if page is None:
            return
        self.pages += 1
        self.texts.update({fingerprint(line.words, line.shape) for line in lines_of(page).lines})
        forms = {fingerprint(h) for e in page.index.tags.get("h1", ()) if (h := page.folded(e))}
        forms |= {fingerprint(form) for form in title_forms(page)[:1]}
        self.titles.update(forms)
        self.names.update(names_on(page))

    def place(self, data: bytes) -> None:
        """Second time: where on a page the things stand that are its own."""
        page = _parsed(data)
        if page is None:
            return
        if not self.stable:
            least = max(2.0, _STABLE * self.pages)
            self.stable = frozenset(name for name, count in self.names.items() if count >= least)
        found = lines_of(page)
        own = [line for line in found.lines if not self._recurs(line).is_strong]
        self._vote(page, found, own)

    def _recurs(self, line: Line) -> Recurrence:
        return Recurrence(self.texts[fingerprint(line.words, line.shape)], self.pages)

    def _vote(self, page: Page, found: PageLines, own: list[Line]) -> None:
        wanted = {tuple(title.words(form)) for form in title_forms(page)}
        prose = [line for line in own if line.is_prose and not _is_framed(line) and not in_teaser(page, line)]
        for element, selector, held, own_share in self._bodies(page, found, prose):
            self.votes.body(page, element, selector, held, own_share)
        heads = [line for line in own if not line.is_linked and tuple(title.words(line.words)) in wanted]
        head = min(heads, key=lambda line: (line.shape != "h", line.holder.tag), default=None)
        if head is not None:
            self._at(page, "title", head)
        for line in [line for line in own if _says_a_day(line)][:4]:
            self._at(page, "published", line)
        first = next((line for line in prose if head is None or line.start > head.start), None)
        if first is not None:
            self._at(page, "lead", first)
        for card in _cards(page, own):
            self.votes.see("contacts", selector_of(page, card, self.stable), page)

    def _at(self, page: Page, name: str, line: Line) -> None:
        if page.folded(line.holder) == line.words:
            self.votes.see(name, selector_of(page, line.holder, self.stable), page)

    def _bodies(self, page: Page, found: PageLines, prose: list[Line]) -> Iterator[tuple[Element, str, float, float]]:
        """The elements that hold much of a page's own prose: with the share that they hold, and how much of what is in
        them is the page's own."""
        whole = sum(len(line.words) for line in prose)
        mass: Counter[Element] = Counter()
        for line in prose:
            for element in (line.holder, *line.holder.iterancestors()):
                mass[element] += len(line.words)
        for element, weight in sorted(mass.items(), key=lambda one: page.start[one[0]])[:_MOST_HOLDERS]:
            if not whole or weight < 0.5 * whole or element.tag not in _HOLDERS:
                continue
            lines = found.within(element)
            recurring = sum(len(line.words) for line in lines if self._recurs(line).is_strong)
            linked = sum(line.linked for line in lines if not self._recurs(line).is_strong)
            inside = sum(len(line.words) for line in lines)
            yield element, selector_of(page, element, self.stable), weight / whole, 1 - (recurring + linked) / inside

    def learnt(self) -> SiteKnowledge:
        places = self.votes.places(self.pages)
        texts = {key: number for key, number in self.texts.items() if number >= _KEPT}
        titles = {key: number for key, number in self.titles.items() if number >= _KEPT}
        return SiteKnowledge(self.pages, texts, titles, places)


def title_forms(page: Page) -> list[str]:
    """What the page's own data say that its title is: the likeliest form first."""
    meta = read_metadata(page)
    told = [t for t in (meta.headline, meta.og_title, meta.page_title) if t]
    best = [title.best_form(t, meta.site_name) for t in told]
    forms = [*best, *(form for t in told for form in without_site(t, meta.site_name))]
    return [form for form in dict.fromkeys(forms) if form and not title.is_site(form, meta.site_name)]


def _parsed(data: bytes) -> Page | None:
    if len(data) > MOST_BYTES:
        return None
    try:
        return parse(decode(data).text)
    except UnreadableDocument:
        return None


def _says_a_day(line: Line) -> bool:
    day = dates.read_date_line(line.words)
    return day is not None and any(iso for _, iso in day.dates)


def _is_framed(line: Line) -> bool:
    return any(part.tag in ("nav", "footer", "header", "form") for part in line.holder.iterancestors())


def _cards(page: Page, own: list[Line]) -> list[Element]:
    """The smallest elements that are cards of people."""
    found: list[Element] = []
    for line in own:
        if evidence.reaches(line.words):
            for box in (line.holder, *line.holder.iterancestors())[:3]:
                if evidence.is_contact_card(page, box):
                    found.append(box)
                    break
    return found[:3]
