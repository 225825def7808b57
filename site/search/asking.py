"""What somebody asks, as the words to look for: with synonyms, and compounds taken apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from .same_words import Phrase
from .words import COMMON, GROUPS, Other, Term, number_term, split, stem, stems, term_of

_LONGEST_PHRASE = 5
_SHORTEST_COMPOUND, _SHORTEST_PART = 8, 3
# What stands last in compounds and says little: who looks for "praktikplats" is helped by "praktik".
_VAGUE = frozenset(
    stem(word) for word in "plats insats verksamhet arbete person form grupp hjälp tjänst fråga".split()
)


def asked(text: str, synonyms: Mapping[Phrase, list[Phrase]], known: Collection[str] = ()) -> list[Term]:
    """The words to look for when somebody asks for `text`. `known` are the stems of words that the site has: a word of
    two of them is also found where these stand apart."""
    found = [number_term(match[0]) for match in GROUPS.finditer(text)]
    words = split(GROUPS.sub(" ", text))
    telling = [word for word in words if word not in COMMON]
    at = 0
    while at < len(words):
        length, others = _said_otherwise(words[at : at + _LONGEST_PHRASE], synonyms)
        if length > 1:
            own = tuple(term_of(word) for word in words[at : at + length] if word not in COMMON)
            found.append(Term("", False, "", (Other(own), *others)))
        elif words[at] in telling or (not telling and not found):
            term = term_of(words[at])
            found.append(replace(term, others=(*others, *_apart(words[at], known))))
        at += max(1, length)
    return list(dict.fromkeys(term for term in found if term.stem or term.others))


def said_otherwise(text: str, synonyms: Mapping[Phrase, list[Phrase]]) -> list[str]:
    """What else is looked for when somebody asks for `text`, as people write it."""
    words, found, at = split(text), list[str](), 0
    while at < len(words):
        length, phrases = _phrases(words[at : at + _LONGEST_PHRASE], synonyms)
        found += (" ".join(phrase) for phrase in phrases)
        at += max(1, length)
    return list(dict.fromkeys(found))


def _said_otherwise(words: list[str], synonyms: Mapping[Phrase, list[Phrase]]) -> tuple[int, tuple[Other, ...]]:
    """How many of the first words mean something together that is said otherwise too, and how."""
    length, phrases = _phrases(words, synonyms)
    return length, tuple(Other(tuple(term_of(word) for word in phrase), near=True) for phrase in phrases)


def _phrases(words: list[str], synonyms: Mapping[Phrase, list[Phrase]]) -> tuple[int, list[Phrase]]:
    for length in range(len(words), 0, -1):
        phrases = synonyms.get(tuple(stems(" ".join(words[:length]))))
        if phrases:
            return length, phrases
    return 0, []


def _apart(word: str, known: Collection[str]) -> tuple[Other, ...]:
    """The parts of a compound, both of which the site has as words."""
    if len(word) < _SHORTEST_COMPOUND or not word.isalpha():
        return ()
    found: list[Other] = []
    for start in range(_SHORTEST_PART, len(word) - _SHORTEST_PART):
        head, tail = word[:start], word[start:]
        if stem(head) in known and stem(tail) in known and len(stem(tail)) >= _SHORTEST_PART:
            # "arbets" is "arbete" in a compound: its stem is what both have.
            found.append(Other((term_of(head), term_of(tail))))
            if stem(tail) in _VAGUE and len(head) > _SHORTEST_PART:
                found.append(Other((term_of(head),)))
    return tuple(found)
