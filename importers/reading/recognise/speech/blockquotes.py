"""What a page's own mark-up calls a quote: `<blockquote>`, with its source in `<cite>` or `<footer>`."""

from __future__ import annotations

from ...model.article import Article, Block
from ...model.findings import Mention, Quote
from ...model.spans import Span
from ..mentions.passages import WORD

SHORTEST_PULL = 4  # blanks around and between its words: fewer than three words are no pull quote
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


def drop_repeated(article: Article) -> None:
    """A pull quote says once more what somebody says in the text: it is no quote of its own.

    The block keeps its words and gets the speaker of the quote that they come from.
    """
    folded = [(quote, f" {' '.join(WORD.findall(quote.text.lower()))} ") for quote in article.quotes]
    for quote, words in folded:
        if quote.attribution or words.count(" ") < SHORTEST_PULL:
            continue
        whole = next((q for q, said in folded if q is not quote and q.attribution and words in said), None)
        if whole is None:
            continue
        quote.speaker, quote.role, quote.organisation = whole.speaker, whole.role, whole.organisation
        quote.inferred_speaker, quote.note, quote.rule = whole.inferred_speaker, whole.note, "pull-quote"
        article.quotes = [other for other in article.quotes if other is not quote]


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
