"""The segments of a page as they were judged: each in the colour of its outcome, with its certainty and witnesses."""

from __future__ import annotations

from html import escape

from rich.markup import escape as escape_rich
from rich.table import Table
from rich.text import Text as Rich

from ..furniture.witness_words import OUTCOMES, told
from ..model.article import Article
from ..model.segments import Segment

_COLOURS = {"placed": "green", "dropped": "yellow", "doubtful": "bright_red"}
STYLE = """
.segment { margin: .2rem 0; padding: .1rem .5rem; border-left: .4rem solid; }
.segment small { display: block; }
.segment.placed { border-color: #2a7a2a; background: #eaf6ea; }
.segment.dropped { border-color: #8a6d00; background: #fbf5dc; }
.segment.doubtful { border-color: #b3261e; background: #ffe3e0; }
"""


def table(article: Article) -> Table:
    """For a terminal: a row for each segment."""
    found = Table(title="Vittnena", title_justify="left", expand=True)
    found.add_column("utfall", no_wrap=True)
    found.add_column("säkerhet", justify="right", no_wrap=True)
    found.add_column("text", ratio=1)
    found.add_column("vad vittnena säger", ratio=2)
    for segment in article.segments:
        outcome = Rich(OUTCOMES[segment.outcome], style=_COLOURS[segment.outcome])
        words = escape_rich(_words(article, segment, 100))
        found.add_row(outcome, f"{segment.certainty:.2f}", words, escape_rich(told(segment)))
    return found


def section(article: Article) -> str:
    """A part of a page of HTML: every segment in reading order; its witnesses show on pointing at it."""
    if not article.segments:
        return ""
    rows = "\n".join(
        f'<p class="segment {one.outcome}" title="{escape(told(one))}">{escape(_words(article, one, 400))}'
        f"<small>{OUTCOMES[one.outcome]}, säkerhet {one.certainty:.2f}</small></p>"
        for one in article.segments
    )
    return f"<h2>Vad som är med, och hur säkert</h2>\n{rows}\n"


def _words(article: Article, segment: Segment, most: int) -> str:
    words = " ".join(article.source_text[segment.span.start : segment.span.end].split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
