"""The end of a project's name by the grammar of the clause that it stands in.

A clause has one finite verb, and before it one part. So a verb ends a name where the clause has no other, and belongs
to it where the clause has one; what a preposition leads to belongs to a name that is a phrase, and says where or when
something is after a name that is a noun. What the clause leaves open is kept with less certainty.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ..mentions.passages import Passage, Word
from .project_names import FINITE, LEADING, NOT_TAILS, PARTICLES, STOP, TIMES, TOWARDS

LONGEST = 10  # words; no name in the texts looked at has more
NEAR = 30  # words in which a clause's verb is looked for
AGREED = 0.95
SHOWN = 0.9  # the clause shows where the name ends
OPEN = 0.65  # the clause would bear another end as well: offered, not made a page of
PREPOSITIONS = frozenset("i på för med till från mot in utan under över åt kring av om vid hos mellan".split())
JOINTS = frozenset("och eller samt".split())
VERB = re.compile(r"(?:[a-zåäö]{2,}(?:ar|er|ade|dde|nde|ades|ddes|te|tes))$")
DEFINITE = re.compile(r"(?:en|et|(?<!pl)an|na|n)s?$")
GLOSS = re.compile(r" \([^()]{2,60}\) ")


class Named(NamedTuple):
    """Where a name stands, and how sure its end is."""

    start: int
    end: int
    sure: float = SHOWN


def finite(word: Word) -> bool:
    """Whether a word has the form of a finite verb; nouns in the plural may have it too."""
    return word.low in FINITE or (not word.capital and VERB.search(word.low) is not None)


def verb_before(passage: Passage, at: int) -> bool:
    """Whether the sentence has a finite verb before this place: one that is known, or one in the second place."""
    begin, _ = passage.sentence_at(at)
    words = passage.words
    index = max(passage.word_index(begin), passage.word_index(at) - NEAR)
    number = index
    while number < len(words) and words[number].end <= at:
        word = words[number]
        previous = words[number - 1] if number > index else None
        if word.low in FINITE and word.low not in ("för",):
            return True
        if (
            previous is not None
            and finite(word)
            and previous.low not in STOP | PREPOSITIONS | JOINTS
            and not (previous.low.endswith("a") and not previous.capital)
        ):
            return True
        number += 1
    return False


class Clause:
    """The clause that a name stands in, where no other place says how far it goes."""

    def __init__(self, passage: Passage, first: int, last: int, tail: list[Word]) -> None:
        self.passage, self.string = passage, passage.string
        self.first, self.last = passage.words[first], passage.words[last - 1]
        self.tail = tail
        self.size = last - first
        self.closed = not tail or passage.string[tail[-1].end : tail[-1].end + 1] != " " or len(tail) < LONGEST
        self.phrase = (
            self.first.low in LEADING
            or self.first.low in PREPOSITIONS
            or (self.first.low.endswith(("nad", "rad", "ande")) and self.size == 1)
            or self._adjective()
        )

    def _adjective(self) -> bool:
        """Whether the first word describes the next: "Gula linjen"."""
        noun = self.tail[0] if self.tail and self.size == 1 else None
        definite = noun is not None and re.search(r"(?:en|et|na)$", noun.low) and noun.low not in STOP | FINITE
        return bool(definite and self.first.low.endswith("a") and not self.first.low.endswith("na"))

    def end(self) -> Named:
        """The end of the name, by the first rule that tells."""
        if not self.tail:
            return self._at(0)
        rules: tuple[Callable[[], Named | None], ...] = (
            self._before_gloss,
            self._before_two_verbs,
            self._led_by_preposition,
            self._for_all,
            self._goes_on_and_on,
            self._towards,
            self._pair,
            self._particle,
            self._one_more,
            self._as_object,
        )
        return next((found for rule in rules if (found := rule())), self._at(0))

    def _at(self, count: int, sure: float = SHOWN) -> Named:
        return Named(self.first.start, self.tail[count - 1].end if count else self.last.end, sure)

    def _before_gloss(self) -> Named | None:
        """ "Hela gatan sjunger (Singing street) har": the bracket after the name says where it ends."""
        count = len(self.tail)
        gloss = GLOSS.match(self.string, self.tail[-1].end) if 1 <= count <= 4 else None
        if gloss is None or any(word.low in STOP for word in self.tail):
            return None
        after = self.passage.words[self.passage.word_index(gloss.end())]
        return self._at(count) if after.start == gloss.end() and finite(after) else None

    def _before_two_verbs(self) -> Named | None:
        """ "Tallriken talar börjar": of two finite verbs side by side the second is the clause's."""
        if verb_before(self.passage, self.first.start):
            return None
        for count, (one, two) in enumerate(zip(self.tail[:3], self.tail[1:4], strict=False), 1):
            if one.low in FINITE or one.low in STOP:
                return None
            if finite(one) and two.low in FINITE:
                return self._at(count)
        return None

    def _led_by_preposition(self) -> Named | None:
        """ "Från soffan till stallet": a name that begins with a preposition goes to the verb or the clause's end."""
        if self.first.low not in PREPOSITIONS or self.size > 1:
            return None
        verb = next((n for n, word in enumerate(self.tail) if word.low in FINITE), len(self.tail))
        clause = next((n for n, word in enumerate(self.tail) if word.low == "som"), verb)
        whole = verb == len(self.tail) and self.closed and verb_before(self.passage, self.first.start)
        count = verb if whole else min(verb, clause)  # "som kollega" has no verb, and is no clause of its own
        return self._at(count) if count else None

    def _for_all(self) -> Named | None:
        """ "Kultur för alla"."""
        said = [word.low for word in self.tail[:2]]
        return self._at(2) if said == ["för", "alla"] else None

    def _goes_on_and_on(self) -> Named | None:
        """ "Seg styrka med barnen i centrum.": a phrase that the verb stands before goes to the end of its clause.

        No time, no body and no verb may stand in it; that it says something of the project instead cannot be ruled
        out.
        """
        plain = self._plain()
        rest = self.tail[plain:]
        if not plain or not rest or self.tail[0].low in STOP or len(rest) > 6 or not self.closed:
            return None
        if rest[0].low not in ("med", "i", "på", "till", "från", "mot", "utan", "över", "kring"):
            return None
        if any(
            word.capital or word.text[0].isdigit() or TIMES.search(word.low) or word.low in FINITE or word.low == "som"
            for word in rest
        ) or not verb_before(self.passage, self.first.start):
            return None
        return self._at(len(self.tail), OPEN) if rest[-1].low not in STOP else None

    def _towards(self) -> Named | None:
        """ "Steg |för steg", "Vägen |till jobb", "Kvinna |in i Sverige": the noun has no article, and the verb or the
        clause's end follows, so that "projektet Lyktan på biblioteket" keeps its name.
        """
        tail, at = self.tail, 0
        moved = tail[0].low in PARTICLES
        at += moved
        if at + 1 >= len(tail) or tail[at].low not in TOWARDS:
            return None
        noun, before = tail[at + 1], tail[at - 1] if at else self.last
        if noun.low == before.low:
            return self._at(at + 2)
        if tail[at].low == "från":  # "Svenska från dag ett"
            day = noun.low == "dag" and at + 2 < len(tail) and tail[at + 2].low in ("ett", "1")
            return self._at(at + 3) if day else None
        if at + 2 < len(tail) and tail[at + 2].low not in FINITE and tail[at + 2].low != "som":
            return None
        if noun.capital:
            place = any(b.start <= noun.start < b.end and b.kind == "municipality" for b in self.passage.bodies)
            if moved and place:
                return self._at(1)  # "Steget vidare |i Umeå": where it is
            return self._at(at + 2) if moved else None
        if tail[at].low in ("för", "in") or noun.low in STOP or TIMES.search(noun.low):
            return None
        definite = re.search(r"(?:en|et|(?<!pl)an|na|nya|a)$", noun.low)
        return None if definite or noun.text[0].isdigit() else self._at(at + 2)

    def _pair(self) -> Named | None:
        """ "Rusta och våga, som": two words of one form, where the clause or its verb goes on after the second.

        A definite noun after "och" is somebody or something else ("projektet Lyktan och kommunen").
        """
        if self.size != 1 or len(self.tail) < 2 or self.tail[0].low not in JOINTS:
            return None
        second = self.tail[1]
        alike = self.last.low[-1:] == second.low[-1:]
        if second.capital or second.low in STOP | FINITE | NOT_TAILS or DEFINITE.search(second.low):
            return None
        goes_on = len(self.tail) > 2 and self.tail[2].low not in FINITE
        if goes_on or not (alike and self.closed):
            return None
        return self._at(2)

    def _particle(self) -> Named | None:
        return self._at(1) if self.tail[0].low in PARTICLES else None

    def _one_more(self) -> Named | None:
        """ "Gröna rum" after an adjective, "Sikta rakt" before a stop."""
        word = self.tail[0]
        if not self._goes_on(word) or (self.size != 1 and self.last.low not in LEADING):
            return None
        if self.phrase or self.size != 1:
            verb = verb_before(self.passage, self.first.start)
            more = self._plain() if verb and self.closed else 1
            return self._at(more if more == len(self.tail) and more <= 3 else 1)
        runs = len(self.tail) > 1 and self.tail[1].low in FINITE
        if runs and not word.low.endswith(("ar", "er", "as", "es", "ade")):
            return self._at(1)
        if word.low.endswith(("ar", "er", "as", "es", "ts", "ade", "de", "te", "it", "at", "s")):
            return None  # the clause's own verb
        over = len(self.tail) == 1 and self.string[word.end : word.end + 1] in (".", "")
        return self._at(1) if over or runs else None

    def _as_object(self) -> Named | None:
        """ "stöder projektet Scen öppen natt.": the verb stands before, and only the name can fill the clause."""
        plain = self._plain()
        if not 2 <= plain <= 3 or plain != len(self.tail) or not self.closed:
            return None
        return self._at(plain, OPEN) if verb_before(self.passage, self.first.start) else None

    def _plain(self) -> int:
        """How many words of the tail are neither small words nor adverbs nor known verbs."""
        return next((n for n, word in enumerate(self.tail) if not self._goes_on(word)), len(self.tail))

    @staticmethod
    def _goes_on(word: Word) -> bool:
        low = word.low
        return not (low in STOP or low in NOT_TAILS or low in FINITE or low in PREPOSITIONS or low in JOINTS) and (
            not word.capital and low.isalpha()
        )
