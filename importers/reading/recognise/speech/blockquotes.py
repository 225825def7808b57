"""What a page's own mark-up calls a quote: `<blockquote>`, with its source in `<cite>` or `<footer>`."""

from __future__ import annotations

from ...model.article import Article, Block, Mention, Quote
from ...model.spans import Span

MARKS = " \n\"'”“’‘»«–—−-"


def attach(article: Article) -> None:
    """Give each blockquote its quote: those already recognised in it, else its words, said by whom its source names.

    A blockquote without a source has a quote without a speaker: whoever is near may be somebody else.
    """
    for block in article.walk():
        if block.type != "quote" or block.quotes or block.data.get("rule") != "blockquote" or not block.content:
            continue
        around = block.content.span()
        inside = [quote for quote in article.quotes if quote.span and _within(quote.span, around)]
        block.quotes = inside or _as_marked(article, block)
        if not inside:
            article.quotes.extend(block.quotes)
    places = {"title": 0, "lead": 1, "body": 2}
    article.quotes.sort(key=lambda quote: (places[quote.where], quote.span or Span(0, 0)))


def _as_marked(article: Article, block: Block) -> list[Quote]:
    at = block.data.get("cite", len(block.content))
    said, source = block.content[:at].strip(MARKS), block.content[at:].strip(MARKS)
    if not said:
        return []
    quote = Quote(
        span=block.content.span(),
        rule="blockquote",
        confidence=0.9,
        text=said.fold().text,
        attribution=source.fold().text or None,
        parts=[said.span()],
    )
    speaker = _named_in(article, source.span()) if source else None
    if speaker:
        quote.speaker, quote.role, quote.organisation = speaker.name, speaker.role, speaker.organisation
    else:
        quote.note = "Sidan säger inte säkert vem som talar i citatet."
    return [quote]


def _named_in(article: Article, source: Span) -> Mention | None:
    """The one person that the source of a quote names; None where it names several."""
    named = [person for person in article.people if any(_within(span, source) for span in person.spans)]
    return named[0] if len(named) == 1 else None


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
