"""Attribution clauses: "säger verksamhetschef NAMN", "berättar NAMN, rektor på X,", "tycker hon".

A clause is a finite verb with a person as its subject after it, set off from the words before it. What stands before
the verb in the same piece of speech is the quote; what follows the subject up to the end of the sentence belongs to
the clause, unless it is speech again. The list of verbs of saying makes a clause surer: without it, where the form
alone speaks (mentions/verb_of_saying.py), what follows the subject must be what follows a speaker.

"""

from __future__ import annotations

from ...swedish.speech_verbs import BETWEEN, PARTICLES, SAYING, VERBS
from ..mentions import verb_of_saying
from ..mentions.passages import Passage
from .attribution_end import close_clause
from .attribution_subject import gap_before, subject_at
from .attribution_value import Attribution
from .attribution_verb import has_particle, speaks

OPEN_END = frozenset(',.!?…:;"“”’»«–—-')


def find(passage: Passage, start: int, end: int, *, marked: bool) -> list[Attribution]:
    """The clauses within [start, end). `marked`: a dash or quotation marks say already that this is speech."""
    found: list[Attribution] = []
    words = passage.words
    index = passage.word_index(start)
    while index < len(words) and words[index].start < end:
        low = words[index].low
        if low in VERBS or (marked and (low == "enligt" or _set_off(passage, index, start))):
            clause = parse(passage, index, start, end, marked=marked)
            if clause:
                found.append(clause)
                index = passage.word_index(clause.end)
                continue
        index += 1
    return _sensible(passage, found, end)


def _set_off(passage: Passage, index: int, start: int) -> bool:
    """Whether a word that no list knows stands after words said and their comma, as a verb of saying does."""
    word = passage.words[index]
    if word.capital or word.start - start < 4 or passage.string[word.start - 2] not in verb_of_saying.BEFORE_VERB:
        return False
    return verb_of_saying.could_say(word.low)


def _sensible(passage: Passage, found: list[Attribution], end: int) -> list[Attribution]:
    """Of several clauses the weak ones inside speech go: "det som mamma säger" said by somebody else."""
    if len(found) < 2:
        return found
    strong = [c for c in found if c.persons or c.one_name or (c.pronoun and c.end >= c.start)]
    return strong or found[-1:]


def parse(passage: Passage, index: int, start: int, limit: int, *, marked: bool) -> Attribution | None:
    """The clause whose verb is word `index`, or None where it is no clause."""
    words, string = passage.words, passage.string
    verb = words[index]
    left = string[max(start, verb.start - 4) : verb.start].rstrip()
    separated = not left or left[-1] in OPEN_END
    if not marked and verb.start - start < 4:
        return None
    at = index + 1
    while at < len(words) and at - index < 5 and words[at].low in BETWEEN and gap_before(passage, at) == " ":
        at += 1
    if at >= len(words) or words[at].start >= limit or gap_before(passage, at) not in (" ", "  "):
        return None
    clause = subject_at(passage, index, at, separated)
    if clause is None:
        return None
    if verb.low == "enligt" and not (clause.persons and separated):
        return None
    clause.known = verb.low == "enligt" or (verb.low in VERBS and has_particle(passage, index, at, clause))
    if not clause.known and verb.low in PARTICLES and not (clause.persons and separated):
        return None
    if not speaks(passage, index, clause, limit):
        return None
    if not separated and not (clause.persons and clause.known and verb.low in SAYING and marked):
        return None
    if verb.low not in SAYING and not marked:
        return None
    close_clause(passage, clause, limit)
    return clause
