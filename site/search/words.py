"""Swedish words as search sees them: forms of a word become one stem, and a compound is found by its last part too.

Pure Python without a dictionary, the same for what is indexed and for what is asked:

* `stem` takes off endings by the light rules of Jacques Savoy ("Light stemming approaches for the French, Portuguese,
  German and Hungarian languages", SAC 2006; the Swedish rules are in Apache Lucene too), again and again until nothing
  comes off. Of pairs of forms of one word, met in Swedish government text, that gives 89 % the same stem; Snowball's
  Swedish stemmer gives 75 % ("projektet" and "arbetsmarknad" are two that it leaves apart from their kin).
* `tails` are the last parts of a long word: "praktikplatsen" has "platsen". What stands before must be a word of its
  own as far as letters can tell, so "behandling" has no "handling" and "undervisning" no "visning".
* Å, ä and ö are letters of their own ("får" is not "far"), but a word with them is also indexed without, marked, for
  those who have no Swedish keyboard.

Stems are written in the letters a–z and digits alone, which every search engine leaves as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..note_marks import without_note_marks

_WORD = re.compile(r"[^\W_]+")
GROUPS = re.compile(r"(?<![^\W_])\d+(?:[ \u00a0\u202f-]\d+)+(?![^\W_])")
_SOUND = re.compile("[aeiouyåäöéü]")
_LETTERS = {ord("å"): "qa", ord("ä"): "qe", ord("ö"): "qo"}
_PLAIN = {ord("å"): "a", ord("ä"): "a", ord("ö"): "o"}
# No stem of Swedish begins so: what begins so is a word with å, ä or ö, written without.
_WITHOUT_DOTS = "qq"

_LONG_ENDINGS = ("arna", "erna", "orna", "aren", "ande", "else", "aste", "ades")
_ENDINGS = ("ar", "er", "or", "en", "an", "at", "et")
# Stems that change their vowel or their Latin ending with the form.
_SAME = {
    "böck": "bok",
    "städ": "stad",
    "länd": "land",
    "nätt": "natt",
    "männ": "man",
    "ledamö": "ledamo",
}
_UNLIKE = ("anländ",)
_CENTRE = re.compile(r"(?<!pro)cent(?:er|rum|ret|ra|rumet|rerna|erna)s?$")

# Words that begin other words without making a compound of them.
_PREFIXES = frozenset(
    "fram från före genom igen igenom kring med miss mot ned ner över runt sam sedan sön till under undan upp ut van "
    "vid vidare åter bort ifrån in om på för inter trans kon kom pro pre sub super inne ute emot mellan efter anti "
    "multi hela alla den det detta dessa".split()
)
# Consonants that a Swedish word can begin with, where there are two or more.
_ONSETS = frozenset(
    "bj bl br dj dr dv fj fl fn fr gj gl gn gr gy hj kl kn kr kv lj mj nj pj pl pr ps rj sc sch sh sj sk skj skr skv "
    "sl sm sn sp spj spl spr st stj str sv th tj tr ts tv vr ch chr ph".split()
)
_CONSONANTS = re.compile("[^aeiouyåäöéü]*")
_SHORTEST_TAIL, _SHORTEST_HEAD = 4, 3
_LONGEST = 60  # letters of a word; what is longer is no word

# Words that say nothing about what somebody looks for.
COMMON = frozenset(
    "alla allt att av blir de dem den denna dessa det detta dig din ditt dina du där efter eller en er ett från få "
    "får för ha han har hon hos hur här i in inom inte jag kan man med men mig min mina mitt mot mycket måste ni nu "
    "när någon något några och om oss på ska skall som så till under ut vad var vara vem vi vid vilka vilken vilket "
    "vill våra vår vårt är över".split()
)


@dataclass(frozen=True, slots=True)
class Other:
    """Another way to say a word: words that must all be there, `near`: right after each other."""

    words: tuple[Term, ...]
    near: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A word that is looked for: its stem ("" for what only others say), whether words that begin so count too, its
    stem as those write who have no å, ä and ö ("" where the word has them itself), and other ways to say it."""

    stem: str
    prefix: bool
    plain: str
    others: tuple[Other, ...] = ()


def split(text: str) -> list[str]:
    """The words of `text` in small letters, without the signs that search engines read as commands and the
    raised figures of notes."""
    return _WORD.findall(without_note_marks(unicodedata.normalize("NFC", text)).lower())


@lru_cache(maxsize=2**14)
def stem(word: str) -> str:
    """What all forms of `word` (small letters) have in common: "projekten" and "projekt" give the same."""
    word, first = _CENTRE.sub("centr", word), True
    while (shorter := _without_ending(word, first)) != word:
        word, first = shorter, False
    for ending, other in _SAME.items():
        if word.endswith(ending) and not word.endswith(_UNLIKE):
            return word[: -len(ending)] + other
    return word


def _without_ending(word: str, first: bool) -> str:
    """`word` without one ending. What is left has three letters at least, after the first time four."""
    length, least = len(word), 3 if first else 4
    if word.endswith("enhet"):  # whose end is no ending, though it looks like two
        return word
    if length > 4 and word[-1] == "s" and word[-2] != "s":
        return word[:-1]
    if length > 7 and word.endswith(("elser", "heten", "heter")) and word[-7:-2] != "enhet":
        return word[:-5]
    if length > 6 and word.endswith(_LONG_ENDINGS):
        return word[:-4]
    if length > 5 and word.endswith(("are", "ast", "ade", "het", "ena")):
        return word[:-3]
    if length - 2 >= least and word.endswith(_ENDINGS) and _SOUND.search(word[:-2]):
        return word[:-2]
    if (length > 4 and word[-1] in "tn") or (length - 1 >= least and word[-1] in "ae"):
        return word[:-1]
    return word


@lru_cache(maxsize=2**14)
def tails(word: str) -> tuple[str, ...]:
    """The stems of the last parts of `word`, if it can be a compound."""
    found: dict[str, None] = {}
    for start in range(_SHORTEST_HEAD, len(word) - _SHORTEST_TAIL + 1):
        head, tail = word[:start], word[start:]
        if head in _PREFIXES or not _SOUND.search(head) or not _SOUND.search(tail):
            continue
        onset = _CONSONANTS.match(tail)
        if onset and len(onset[0]) > 1 and onset[0] not in _ONSETS:
            continue
        part = stem(tail)
        if len(part) >= _SHORTEST_TAIL:
            found[part] = None
    return tuple(found)


def without_dots(word: str) -> str:
    """The word as those write it who have no å, ä and ö."""
    return word.translate(_PLAIN)


def _written(word: str, letters: dict[int, str]) -> str:
    text = unicodedata.normalize("NFKD", word.translate(letters))
    return "".join(sign for sign in text if sign.isalnum())


@lru_cache(maxsize=2**14)
def _entry(word: str) -> tuple[str, tuple[str, ...]]:
    """What is indexed of a word: its stem, and what else it is found by."""
    word = without_note_marks(word)
    if not word.isalpha() or len(word) > _LONGEST:
        return _written(word, _LETTERS), ()
    core = stem(word)
    also = [_written(tail, _LETTERS) for tail in tails(word)]
    if (bare := without_dots(word)) != word:
        also.append(_WITHOUT_DOTS + _written(stem(bare), _PLAIN))
    return _written(core, _LETTERS), tuple(also)


def indexed(text: str) -> str:
    """What the index keeps of `text`: the stems in their order, then, once each, what else its words are found by."""
    in_order, also = [], {}
    for word in split(text):
        core, others = _entry(word)
        in_order.append(core)
        also.update(dict.fromkeys(others))
    also.update(dict.fromkeys(_joined(match[0]) for match in GROUPS.finditer(text) if len(match[0]) < _LONGEST))
    return " ".join([*in_order, *also])


def _joined(text: str) -> str:
    """The numbers of `text` that are written in groups, without their blanks and dashes: "0590-110 12", "4 711"."""
    return re.sub(r"\D", "", text)


def stems(text: str) -> list[str]:
    """The stems of the words of `text`, in their order, as the index has them."""
    return [found for word in split(text) if (found := _entry(word)[0])]


def terms(text: str) -> list[Term]:
    """The words to look for when somebody asks for `text`. Common words are left out, if there are others."""
    numbers = [number_term(match[0]) for match in GROUPS.finditer(text)]
    words = list(dict.fromkeys(split(GROUPS.sub(" ", text))))
    telling = [word for word in words if word not in COMMON] or ([] if numbers else words)
    return [*numbers, *(term for word in telling if (term := term_of(word)).stem)]


def number_term(text: str) -> Term:
    """A number that is written in groups: found with other groups, and without any."""
    groups = tuple(term_of(word) for word in split(text))
    joined = _joined(text)
    abroad = [Term("0" + joined[2:], False, "")] if joined.startswith("46") and len(joined) > 8 else []
    return Term(joined, False, "", (Other(groups), *(Other((term,)) for term in abroad)))


def term_of(word: str) -> Term:
    """A single word, in small letters, as what is looked for."""
    core = _entry(word)[0]
    plain = "" if without_dots(word) != word or not word.isalpha() else _WITHOUT_DOTS + core
    return Term(core, word.isalpha() and len(stem(word)) >= _SHORTEST_TAIL, plain)


def matches(word: str, wanted: Iterable[Term]) -> bool:
    """Whether `word`, as it stands in a text, is one that `wanted` finds."""
    core, others = _entry(word.lower())
    found = (core, *others)
    return any(_meets(part, term) for term in _single(wanted) for part in found)


def _meets(part: str, term: Term) -> bool:
    if not term.stem:
        return False
    return part == term.stem or (term.prefix and part.startswith(term.stem)) or part == (term.plain or term.stem)


def _single(wanted: Iterable[Term]) -> Iterator[Term]:
    """The terms, and those of the other ways to say them."""
    for term in wanted:
        yield term
        for other in term.others:
            yield from _single(other.words)
