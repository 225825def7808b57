"""What is told of an item beside what is written: numbers left as text, facts offered, pages proposed."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.models import Page

from ..reading.model.article import Article
from ..reading.model.spans import Span
from . import fields
from .indicator_rules import place_of
from .merge_page import Combined
from .page_values import Desired, Notice, Proposed


def proposed(article: Article, desired: Desired) -> tuple[Proposed, Notice]:
    """The proposal of a page on too little for one, and the words that say so: a person is asked."""
    source = next(iter(desired.sources.get("title", [])), {})
    start, end = source.get("span", (None, None))
    place = place_of(article, Span(start, end) if start is not None else None, source.get("sentence", ""))
    sentence = " ".join(place.sentence.split())[:2000]
    text = f"”{desired.title}” nämns, men texten räcker inte till en sida. Namnet står bland förslagen: Skapa sida?"
    proposal = Proposed(desired.role, desired.key[:255], desired.title, sentence, start, end)
    return proposal, Notice("page-proposed", text, "info", start, end)


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
