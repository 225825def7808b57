"""What a name rests on in its text, in words for a communicator: how often, where, after which word, in the register.

It says only what anybody can see in the text; which rule took the name, and how sure that is, is told beside it.
"""

from __future__ import annotations

import re

from ..model.article import Article
from ..model.findings import Mention, Name
from ..model.spans import Span

_PLACES = {
    "heading": "i en mellanrubrik",
    "list": "i en lista",
    "table": "i en tabell",
    "quote": "vid ett citat",
    "faq": "i en fråga eller ett svar",
    "image": "i en bildtext",
    "contact": "i kontaktuppgifterna",
    "factbox": "i en faktaruta",
    "links": "i en länk",
}
_BODY = "i brödtexten"
_WORD_BEFORE = re.compile(r"([^\W\d_]{4,})[ \u00a0]+[\"'”“’‘»«]?$")  # shorter ones ("av", "och", "med") say nothing


class Grounds:
    """Tells of the names of one article."""

    def __init__(self, article: Article) -> None:
        self._source = article.source_text
        tops = ((article.title, "i rubriken"), (article.lead, "i ingressen"))
        self._tops = [(text.span(), words) for text, words in tops if text]
        self._blocks = [
            (span, _PLACES[block.type]) for block in article.walk() if block.type in _PLACES and (span := block.span)
        ]

    def of(self, found: Mention | Name, *, listed: bool | None = None) -> str:
        """ "Nämns 3 gånger, först i rubriken; står efter ”projektet”; finns inte i registret."

        `listed` is whether the register has it, None where it has none of the kind. Empty where no place is known.
        """
        spans = sorted(set(found.spans) or ({found.span} if found.span else set()))
        if not spans:
            return ""
        place = self._place(spans[0])
        parts = [f"Nämns en gång, {place}" if len(spans) == 1 else f"Nämns {len(spans)} gånger, först {place}"]
        if word := next(filter(None, map(self._word_before, spans)), ""):
            parts.append(f"står efter ”{word}”")
        if listed is not None:
            parts.append("finns i registret" if listed else "finns inte i registret")
        return "; ".join(parts) + "."

    def _place(self, span: Span) -> str:
        """Where it stands: at the top, or in the innermost piece of the body that has a name."""
        for rows in (self._tops, reversed(self._blocks)):
            for around, words in rows:
                if around.start <= span.start < around.end:
                    return words
        return _BODY

    def _word_before(self, span: Span) -> str:
        before = _WORD_BEFORE.search(self._source[max(0, span.start - 60) : span.start])
        return before[1] if before else ""
