"""A site learnt and tried: what the knowledge changes on some of the pages, and whether a profile hits worse."""

from __future__ import annotations

import contextlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...model.article import Article
from ...model.errors import UnreadableDocument
from ...model.site_knowledge import SiteKnowledge
from ..decode import decode
from . import title
from .html_reader import read_html
from .known_site import KnownSite
from .metadata import read_metadata
from .page_lines import Line, in_teaser
from .page_reader import GENERAL
from .site_learning import Sampled, learn, title_forms
from .site_profile import Profile, recognise_profile
from .tree import Page, parse

_TRIED = 10  # pages that are read with and without what was learnt
_LEAST_TRIED = 4  # pages that a profile was tried on before it is judged
_WORSE = 0.03  # so much less than the general reading is worse
_SHORTEST_TOLD = 4  # letters of words that are told as an example


@dataclass(slots=True)
class Study:
    """What was learnt, and what it came to on the `tried` pages: on how many the title, lead or day is another, and on
    how many words were left out that were kept. `left` and `kept` are words that recur, with how many pages they stand
    on: left out, and kept since they stand in the text. `profiles` has for each profile that was recognised how well
    it reads and how well the general rules do."""

    knowledge: SiteKnowledge
    tried: int = 0
    changed: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    profiles: dict[str, tuple[float, float]] = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter)  # selectors of rows of links in the text that recur


def study(pages: Sequence[Sampled]) -> Study | None:
    """What a sample of a site's pages tells, tried on some of them; None where they are too few."""
    knowledge = learn(pages)
    if knowledge is None:
        return None
    found = Study(knowledge)
    said: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for text in _tried(pages):
        _try(found, text, said)
    found.profiles = {
        name: (sum(one for one, _ in pairs) / len(pairs), sum(other for _, other in pairs) / len(pairs))
        for name, pairs in sorted(said.items())
        if len(pairs) >= _LEAST_TRIED
    }
    worse = tuple(name for name, (own, general) in found.profiles.items() if own < general - _WORSE)
    gauged = {name: round(own, 3) for name, (own, _) in found.profiles.items()}
    found.knowledge = replace(knowledge, distrusted=worse, gauged=gauged)
    return found


def rate_profile(pages: Sequence[Sampled], profile: Profile, knowledge: SiteKnowledge) -> tuple[float, float]:
    """How well a profile reads some of the pages, and how well the general rules do, with what is known of the site:
    at most 1."""
    rates = []
    for text in _tried(pages):
        page = parse(text)
        known = KnownSite(page, knowledge)
        by = (profile, GENERAL)
        rates.append([_rate(page, known, read_html(text, source="", profile=one, knowledge=knowledge)) for one in by])
    own, general = (sum(column) / len(rates) for column in zip(*rates, strict=True)) if rates else (0.0, 0.0)
    return own, general


def _tried(pages: Sequence[Sampled]) -> Iterator[str]:
    """Some of the pages, decoded: those that can be read."""
    for _, data in pages[:: max(1, len(pages) // _TRIED)][:_TRIED]:
        with contextlib.suppress(UnreadableDocument):
            text = decode(data).text
            parse(text)
            yield text


def _try(found: Study, text: str, said: defaultdict[str, list[tuple[float, float]]]) -> None:
    knowledge = found.knowledge
    page = parse(text)
    profile = recognise_profile(page, read_metadata(page).generator)
    general = read_html(text, source="", profile=GENERAL, knowledge=knowledge)
    known = KnownSite(page, knowledge)
    if profile is None:
        before, after = read_html(text, source="", profile=GENERAL), general
    else:
        before, after = read_html(text, source=""), read_html(text, source="", knowledge=knowledge)
        said[profile.name].append((_rate(page, known, after), _rate(page, known, general)))
    found.tried += 1
    found.rows.update(known.rows())
    one, other = _words(before), _words(after)
    found.changed["title"] += before.title.text != after.title.text
    found.changed["lead"] += before.lead.text != after.lead.text
    found.changed["published"] += before.published != after.published
    found.changed["fewer"] += len(other) < len(one)
    for line in known.lines.lines:
        if known.is_own(line) or len(line.words) < _SHORTEST_TOLD:
            continue
        here = knowledge.recurs(line.words, line.shape).count
        if line.words in other:
            if line.is_prose and not line.is_protected:  # whom one reaches is not told over again in every report
                found.kept[line.words] = here
        elif line.words in one and not line.is_protected:
            found.left[line.words] = here


def _rate(page: Page, known: KnownSite, article: Article) -> float:
    """How well a reading does without anybody knowing the answer: it keeps the page's own running text and what its
    data call the title, and leaves what recurs around the text."""
    words = _words(article)
    prose = [line for line in known.lines.lines if line.is_prose and not in_teaser(page, line)]
    own = [line for line in prose if known.is_own(line)]
    rest = [line for line in known.lines.lines if not known.is_own(line) and line not in prose]
    forms = {tuple(title.words(form)) for form in title_forms(page)}
    titled = not forms or tuple(title.words(article.title.text)) in forms
    return 0.6 * _share(own, words, empty=1.0) + 0.2 * titled + 0.2 * (1 - _share(rest, words, empty=0.0))


def _share(lines: list[Line], words: str, *, empty: float) -> float:
    whole = sum(len(line.words) for line in lines)
    return sum(len(line.words) for line in lines if line.words in words) / whole if whole else empty


def _words(article: Article) -> str:
    texts = [article.title, article.lead, *(text for block in article.blocks for text in block.texts())]
    return "\n".join(" ".join(text.text.split()) for text in texts)
