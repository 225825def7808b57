"""Reads a web page into an Article."""

from __future__ import annotations

import re

from ...model.article import Article, Problem
from ...model.site_knowledge import SiteKnowledge
from ..decode import decode
from . import article_place, noise_on_page, script_page
from .element import Element
from .meta_value import Metadata
from .page_plan import Plan
from .page_reader import PageReader, named_lead_of
from .site_profile import Profile
from .tree import Page, parse

_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_READ_FROM_DATA = (
    "Sidan ritas av ett skript. Texten är läst ur de data som skriptet får. Jämför med sidan i en webbläsare."
)
_DRAWN_BY_SCRIPT = (
    "Sidan ritas av ett skript, och texten står inte i filen. Spara sidan från en webbläsare, eller hämta texten på "
    "annat sätt."
)


def read_html(
    data: bytes | str,
    *,
    source: str,
    address: str | None = None,
    profile: Profile | str | None = None,
    content_type: str | None = None,
    knowledge: SiteKnowledge | None = None,
) -> Article:
    """The Article of a web page.

    `data` is the page as bytes or decoded text, `source` names it in messages, `address` is its own address where
    known (relative links are resolved against it; else against the page's canonical address), `profile` a site
    profile (see `profile.py`); without one the page is asked which it fits, and read by general rules else. The
    name "general" asks for those at once. `knowledge` is what a sample of the site's pages told.
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
    reader = PageReader(page, source, address, knowledge)
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
    reader = PageReader(page, source, None)
    body = page.root.find("body")
    body = page.root if body is None else body
    reader.walker.settled = True
    place = article_place.Place(roots, "document", noise_on_page.find_noise(page, body, reader.walker.panels, {}))
    return reader.read(
        Plan(place=place, head=head, head_rule="title", lead=named_lead_of(page, place, roots), paper=True)
    )


__all__ = ["Metadata", "read_html"]
