"""A role in whatever words, where the text around it says that a role stands there."""

from __future__ import annotations

from ...swedish.function_words import FIRST_PERSON
from ...swedish.role_words import ROLE_PREPOSITIONS
from ...swedish.speech_verbs import VERBS
from . import verb_of_saying
from .passages import Passage
from .role_bodies import blank, organisation_after
from .role_forms import could_be_role, person_noun
from .role_value import Role


def role_phrase(passage: Passage, at: int) -> Role | None:
    """The role that begins at word `at`, whatever word it is: "arbetsförmedlare", "bonde på Norrgården"."""
    words, string = passage.words, passage.string
    end = at
    while end < len(words) and end - at < 5 and not words[end].capital and words[end].low not in ROLE_PREPOSITIONS:
        if end > at and blank(passage, end) != " ":
            break
        end += 1
    if end == at and end < len(words) and person_noun(words[at].low):
        end += 1  # "HR-specialist"
    phrase = words[at:end]
    if not phrase or not all(could_be_role(w.low) or (w.low == "och" and w is not phrase[-1]) for w in phrase):
        return None
    if any(word.low in FIRST_PERSON or word.low in VERBS for word in phrase):
        return None
    rest = string[phrase[-1].end :]
    preposition = end < len(words) and words[end].low in ROLE_PREPOSITIONS and blank(passage, end) == " "
    if not preposition and rest.strip()[:1] not in ("", ".", ",", "!", "?", ":", *verb_of_saying.CLOSING):
        return None
    if len(phrase) > 1 and not person_noun(phrase[-1].low) and not preposition and rest.strip()[:1] == ",":
        return None
    known = person_noun(phrase[-1].low)
    if preposition and not known and (end + 1 >= len(words) or not words[end + 1].capital or words[end].low == "i"):
        return None  # "glad över beskedet", "bosatt i Ekby"
    text = " ".join(string[phrase[0].start : phrase[-1].end].split())
    stop, organisation = organisation_after(passage, end)
    return Role(text, organisation, at, stop, sure=False)
