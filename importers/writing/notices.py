"""What is told of an item beside what is written: numbers left as text, facts offered, pages proposed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.models import Page

from brygga.site.gate.problems import Finding

from ..models.sealed_original import HIDDEN
from ..reading.model.article import Article
from ..reading.model.spans import Span
from . import fields
from .merge_page import Combined
from .page_values import Desired, Notice, Proposed
from .surroundings import place_of


def hidden() -> Notice:
    """That the page is without somebody whom the document names, by a decision."""
    text = "Texten nämner någon som på egen begäran ska utelämnas. Namnet är ersatt. Originalet är som det togs emot."
    return Notice(HIDDEN, text, "info")


def proposed(article: Article, desired: Desired) -> tuple[Proposed, Notice]:
    """The proposal of a page on too little for one, and the words that say so: a person is asked."""
    source = next(iter(desired.sources.get("title", [])), {})
    start, end = source.get("span", (None, None))
    sentence = sentence_of(article, source)
    text = f"”{desired.title}” nämns, men texten räcker inte till en sida. Namnet står bland förslagen: Skapa sida?"
    proposal = Proposed(desired.role, desired.key[:255], desired.title, sentence, start, end)
    return proposal, Notice("page-proposed", text, "info", start, end)


def stopped(page: Page, found: list[Finding]) -> Iterator[Notice]:
    """Why the page stays a draft though the run publishes, each reason once."""
    for told in dict.fromkeys(one.told for one in found):
        yield Notice("gate-stopped", f"”{page.title}” publicerades inte. {told}", "warning")


def sentence_of(article: Article, source: dict[str, Any]) -> str:
    """The whole sentence of a source that is no more than a name."""
    span = Span(*source["span"]) if "span" in source else None
    return " ".join(place_of(article, span, source.get("sentence", "")).sentence.split())[:2000]


def why_linked(article: Article, desired: Desired, ref: Any, news: Desired) -> None:
    """Remember why the news page leads to the page `ref`: the sentence that names it."""
    for source in desired.sources.get("title", [])[:1]:
        entry = {**source, "sentence": sentence_of(article, source), "of": ref}
        news.sources.setdefault(f"related_{desired.role}s", []).append(entry)


def left_as_text(*about: Desired) -> Iterator[Notice]:
    """Which numbers stay text, and why, each once."""
    told = {(figure.value, figure.unit, why): figure for page in about for figure, why in page.left}
    for (value, unit, why), figure in told.items():
        start, end = (figure.place.span.start, figure.place.span.end) if figure.place.span else (None, None)
        what = " ".join(filter(None, (value, unit)))
        text = f"”{what}” blev inget nyckeltal: {why}. Det står kvar i texten."
        yield Notice("figure-left-as-text", text, "info", start, end)


def offered(model: type[Page], page: Page, combined: Combined) -> Iterator[Notice]:
    """The fields of a person's page of which the document says something else."""
    for name in combined.offers:
        text = (
            f"Dokumentet säger något annat om ”{fields.label_of(model, name)}” än sidan ”{page.title}”. "
            "Sidan ändrades inte. Jämför och välj själv."
        )
        yield Notice("fact-offered", text, level="info")
