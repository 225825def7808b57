"""Whether the verb of an attribution clause says that somebody speaks."""

from __future__ import annotations

from ...swedish.speech_verbs import PARTICLES
from ..mentions import verb_of_saying
from ..mentions.name_lists import is_given
from ..mentions.passages import Passage
from .attribution_value import CLOSE, Attribution

VERB_PARTICLES = frozenset("fast till in i fram ut upp med av på emot under igen om".split())
# What follows a speaker's name where the clause goes on: where, when, to whom and how it was said.
AFTER_SPEAKER = frozenset(
    (
        "som och när då till på i från efter under vid med om inför apropå angående medan inför över kring bakom in "
        "ut upp fram fast under emot med igen stolt glatt nöjt leende skrattande vidare också samtidigt själv"
    ).split()
)


def speaks(passage: Passage, index: int, clause: Attribution, limit: int) -> bool:
    """Whether what follows the subject is what follows a speaker, where the verb alone does not say so."""
    inverted = verb_of_saying.after_subordinate(passage, index)
    if clause.known and not inverted:
        return True
    words, string = passage.words, passage.string
    rest = string[clause.end : limit].lstrip()
    ended = not rest or rest[0] in ".!?…:" + CLOSE
    following = passage.word_index(clause.end)
    after = words[following] if following < len(words) else None
    particle = ended or after is None or string[after.end : after.end + 1] in ("", ".")
    tail = string[clause.persons[-1].tail :].lstrip() if clause.persons else rest
    goes_on = ended or tail[:1] in tuple(",(–—-") or (after is not None and after.low in AFTER_SPEAKER)
    if inverted:
        return goes_on if clause.known else ended and verb_of_saying.is_finite(words[index].low)
    if clause.pronoun:
        return ended or (after is not None and after.low in VERB_PARTICLES and particle)
    if clause.role and not clause.persons:
        return verb_of_saying.is_finite(words[index].low) and ended
    if clause.one_name:
        return (is_given(clause.one_name) or verb_of_saying.is_finite(words[index].low)) and ended
    if not clause.persons:
        return False
    return goes_on or particle


def has_particle(passage: Passage, index: int, at: int, clause: Attribution) -> bool:
    """Whether a verb that means speech only with its particle has it: "slår NAMN fast"."""
    words = passage.words
    particle = PARTICLES.get(words[index].low)
    if not particle:
        return True
    after = passage.word_index(clause.end)
    near = {w.low for w in words[index + 1 : at]} | {w.low for w in words[after : after + 2]}
    return bool(near & set(particle.split()))
