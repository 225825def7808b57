"""Where a verb of saying stands, whatever verb it is.

"– Alla är välkomna, NÅGONTING rektor NAMN." attributes speech by its form: a mark of speech, a comma (or the mark
that ends the words), one lower-case word, and a person. The list of verbs makes it surer and is not needed.
"""

from __future__ import annotations

import re

from ...swedish.function_words import CLOSED_WORDS, SUBORDINATORS
from ...swedish.months import MONTHS
from ...swedish.speech_verbs import NOT_SAYING, SAYING, VERBS
from .passages import Passage
from .speech_dash import DASH

# Of the words that lead the verb to the place before its subject, those that bring no finite verb of their own.
WITHOUT_VERB = frozenset("efter genom tack trots".split())
CLOSING = '"“”»«'
# The signs between the words said and the verb.
BEFORE_VERB = frozenset(f",!?…:{CLOSING}–—")
# Endings that nouns in the definite form, infinitives, genitives and adjectives have, and no verb in a finite form.
_NO_VERB = re.compile(r"(?:[^aeiouyåäö]a|ia|ea|en|et|an|arna|erna|orna|ens|ets|ans|nas|igt|iga|ande|ende|-|het|ning)$")
# Present and past: "lovordar", "förtäljer", "kontrade", "menade", "bedyrat" is none.
_FINITE = re.compile(r"(?:[aei]r|[åäöuy]r|ade|[ptksx]te|[dglmnrv]de|dde|as|[dnlrmvt]s)$")


def is_speech(passage: Passage) -> bool:
    """Whether the text begins as speech does: with a dash, or with a quotation mark."""
    string = passage.string
    return DASH.match(string) is not None or string.lstrip()[:1] in '"“”„»«‟″'


def is_finite(low: str) -> bool:
    """Whether a word that no list knows has the ending of a verb in the present or the past."""
    return len(low) > 3 and _FINITE.search(low) is not None and _NO_VERB.search(low) is None


def could_say(low: str) -> bool:
    """Whether a lower-case word can be a finite verb at all; strong verbs in the past have no ending."""
    if low in VERBS:
        return True
    if low in CLOSED_WORDS or low in NOT_SAYING or low in MONTHS or not low.isalpha() or len(low) < 2:
        return False
    return len(low) < 4 or _NO_VERB.search(low) is None


def stands_as_verb(passage: Passage, index: int) -> bool:
    """Whether word `index` stands where a verb of saying stands: right after words that were said and their comma."""
    words, string = passage.words, passage.string
    word = words[index]
    if word.capital or not could_say(word.low):
        return False
    left = string[max(0, word.start - 4) : word.start].rstrip()
    if not left:  # a line that only says who spoke: the words said stand on the line before
        return word.low in VERBS
    return left[-1] in BEFORE_VERB and (left[-1] in CLOSING or word.low in SAYING or is_speech(passage))


def after_subordinate(passage: Passage, index: int) -> bool:
    """Whether the comma before word `index` only ends a clause that began with "när" or "om" at the sentence's start.

    "När jag kom hit, hjälpte NAMN mig": the verb before its subject is the order of words, and attributes nothing.
    """
    words = passage.words
    start = passage.sentence_at(words[index].start)[0]
    first = passage.word_index(start)
    dash = DASH.match(passage.string, start)
    if dash:
        first = passage.word_index(dash.end())
    if words[first].low not in SUBORDINATORS or passage.string.count(",", start, words[index].start) > 1:
        return False
    # a second finite verb before the comma is that of the main clause: "När vi började trodde ingen på det, …"
    finite = sum(w.low in NOT_SAYING or w.low in VERBS or is_finite(w.low) for w in words[first:index])
    return finite < (1 if words[first].low in WITHOUT_VERB else 2)
