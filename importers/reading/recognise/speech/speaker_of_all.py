"""The one speaker of an interview, or of an article where nobody else speaks."""

from __future__ import annotations

from ..mentions.passages import Passage
from ..mentions.roster import Roster, Somebody
from ..mentions.speech_dash import DASH
from .found_quote import Said


def settle_interview(found: list[Said], passages: list[Passage], roster: Roster) -> None:
    """Dash lines that answer questions are said by the person whom the title, else the article before them, names."""
    answers = [
        (said, passages[said.passage.order - 1]) for said in found if said.clause is None and said.passage.order
    ]
    answers = [
        (said, asked)
        for said, asked in answers
        if said.rule.startswith("quote-dash") and asked.string.rstrip().endswith("?") and not DASH.match(asked.string)
    ]
    if len(answers) < 2 and not (answers and _named(passages[:1], roster)):
        return
    first = answers[0][0].passage.order
    told = _named(passages[:1], roster) or _named([p for p in passages[:first] if p.kind != "caption"], roster)
    if len(told) != 1:
        return
    for said, asked in answers:
        others = [s for s in _named([asked], roster) if s is not told[0]]
        if said.quote.speaker is None and not others:
            said.quote.speaker = told[0].name
            said.quote.rule, said.quote.confidence = "quote-interview", 0.75


def _named(passages: list[Passage], roster: Roster) -> list[Somebody]:
    """Everybody whom the passages name in full, photographers left out."""
    found = [roster.of(p) for passage in passages for p in passage.persons if p.full]
    real = [s for s in found if s and not any(r[0] in ("fotograf", "skribent") for r in s.roles)]
    return list(dict.fromkeys(real))


def settle_only_speaker(found: list[Said], passages: list[Passage], roster: Roster) -> None:
    """Where one person alone is heard in the article, both before and after a line without attribution, the line is
    theirs, and so is one that answers a question; else it is an offer: after the last that they are said to have said,
    anybody may speak.

    Somebody else whom a line before it presents (a name and a colon) may speak as well, and then it is nobody's.
    """
    speakers = list(dict.fromkeys(s.quote.speaker for s in found if s.quote.speaker))
    heard = [at for at, said in enumerate(found) if said.quote.speaker]
    last = ""
    for at, said in enumerate(found):
        quote = said.quote
        if quote.speaker:
            last = quote.speaker
            continue
        if said.clause is not None:
            continue
        asked = said.passage.order > 0 and passages[said.passage.order - 1].string.rstrip().endswith("?")
        goes_on = bool(heard) and (heard[0] < at < heard[-1] or asked)
        alone = goes_on and len(speakers) == 1 and " och " not in speakers[0]
        if alone and not _another(said, speakers[0], passages, roster):
            quote.speaker = speakers[0]
            quote.rule = "quote-only-speaker"
            quote.confidence = 0.7
        else:
            quote.inferred_speaker = last or (speakers[0] if speakers else None)
            quote.note = quote.note or "Texten säger inte vem som talar här."


def _another(said: Said, speaker: str, passages: list[Passage], roster: Roster) -> bool:
    """Whether the sentence before the line or the one under it names somebody else, or a line that ends in a colon
    presents them."""
    presented = [p for p in passages[: said.passage.order] if p.string.rstrip().endswith(":")]
    if any(somebody.name != speaker for somebody in _named(presented, roster)):
        return True
    below = passages[said.passage.order + 1 : said.passage.order + 2]
    if below and not DASH.match(below[0].string):
        first = next((b for _, b in below[0].sentences[:1]), 0)
        after = [roster.of(p) for p in below[0].persons if p.full and p.start < first]
        if any(somebody and somebody.name != speaker for somebody in after):
            return True  # the line under it presents somebody else
    if not said.introduced:
        return False
    passage, start, end = said.introduced
    named = [roster.of(p) for p in passage.persons if start <= p.start < end and p.full]
    return any(s and s.name != speaker for s in named)
