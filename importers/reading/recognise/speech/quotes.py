"""Quotes: lines of speech, words in quotation marks, and words that only an attribution marks.

`cut` gives a line of speech that is glued to the text before it a block of its own, `find` finds the quotes of every
passage with what is certain from the passage alone, and `rebuild` turns paragraphs that are speech into quote
blocks. Who spoke is settled in speakers.py.
"""

from __future__ import annotations

from ...swedish.function_words import FIRST_PERSON
from ...swedish.speech_verbs import VERBS
from ..mentions.passages import Passage
from . import attribution
from .found_quote import Said
from .quotation_marks import marked_speech, signed_speech, until_closed
from .quote_words import add_words
from .speech_lines import speech_lines, speech_of_line


def find(passages: list[Passage]) -> list[Said]:
    """Quotes in reading order, each with the clause or the sentence before it that says who speaks."""
    found: list[Said] = []
    speech = speech_lines(passages)
    open_until = -1
    for index, passage in enumerate(passages):
        if passage.kind not in ("paragraph", "lead", "item", "question") or index <= open_until:
            continue
        before = _before(passages, index)
        if passage.order in speech:
            found.extend(speech_of_line(passage, before))
        elif passage.kind in ("paragraph", "lead"):
            marked = marked_speech(passage, before)
            if not marked or marked[0].rule == "quote-marks-alone":
                marked = signed_speech(passages, index) or marked
            found.extend(marked or _unmarked(passage))
            if len(marked) == 1 and marked[0].rule == "quote-marks-open":
                further = until_closed(passages, index)
                found.extend(further)
                open_until = index + len(further)
    for said in found:
        said.passage.quoted.extend(said.parts)
    return found


def _before(passages: list[Passage], index: int) -> Passage | None:
    """The passage right before this one, captions left out."""
    while index > 0:
        index -= 1
        if passages[index].kind not in ("caption", "link"):
            return passages[index]
    return None


# No mark at all


def _unmarked(passage: Passage) -> list[Said]:
    """A sentence that ends in ", säger NAMN" is speech without marks."""
    clauses = attribution.find(passage, 0, len(passage.string), marked=False)
    for clause in clauses:
        if not (clause.persons or clause.pronoun):
            continue
        start, _ = passage.sentence_at(clause.start)
        if start >= clause.start or not passage.string[start : clause.start].rstrip().endswith(","):
            continue
        lows = {w.low for w in passage.words if start <= w.start < clause.start}
        if clause.pronoun and not lows & FIRST_PERSON:
            continue
        if passage.string[start : start + 4].lower() in ("att ", "som ", "det ä") and clause.pronoun:
            continue
        parts: list[tuple[int, int]] = []
        add_words(passage, parts, _personal_start(passage, start), clause.start)
        if parts:
            return [Said(passage, parts[0][0], clause.end, parts, clause, "quote-no-mark", 0.75, clauses=[clause])]
    return []


def _personal_start(passage: Passage, start: int) -> int:
    """Sentences before it that say I or we are speech too."""
    for begin, end in reversed(passage.sentences):
        if end > start:
            continue
        lows = {w.low for w in passage.words if begin <= w.start < end}
        if not lows & FIRST_PERSON or lows & VERBS:
            break
        start = begin
    return start
