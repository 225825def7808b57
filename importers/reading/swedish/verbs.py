"""Whether words make a sentence: the finite verb in a Swedish text, told by a short list and by endings."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

# Finite verbs that do not betray themselves by their ending, and words that look like verbs but are not.
_VERBS = frozenset(
    (
        "är var har hade ska skall skulle kan kunde vill ville får fick blir blev gör gjorde går gick ser såg ger gav "
        "tar tog står stod kommer kom säger sa sade vet visste måste bör borde ligger låg finns fanns heter hette "
        "tror trodde sker skedde når nådde bor bodde mår syns synes hoppas lyckas behövs krävs används satte sätter "
        "drog skrev fann höll lät lade bjöd bad fyllde drar sjunker steg stiger slår slog vann växer växte läser "
        "deltog invigde invigdes skär bär föll faller gäller gällde innebär innebar föreslås kontakta välkommen "
        "ring mejla se läs besök anmäl görs ges tas ses sägs drivs hålls sätts fås nås förs"
    ).split()
)
_NOT_VERBS = frozenset(
    (
        "och eller men för över under efter vid vänster höger inte mer fler samt lager centrum ledamöter tjänster "
        "kvinnor män barn unga vuxna elever ungdomar studenter deltagare chef lärare ledare medarbetare handledare "
        "samordnare handläggare ordförande kollegor vänner platser kommuner sommar vinter oktober november december "
        "september januari februari år kvar alla andra flera några väster öster norr söder inför"
    ).split()
)
_VERB_ENDING = re.compile(
    r"\w{2,}(?:ar|er|ade|ades|des|dde|tte|kte|pte|ste|nte|lde|nde|(?<![aeo]rn)(?<!en)as|ges|görs|går|står|får|drivs|hålls|sätts)$"
)
_NOUN_ENDING = re.compile(r"\w+(?:ningar|heter|elser|tioner|teter|ande|ende)$")


# What a word stands after that is a noun, though it ends as a verb does.
_BEFORE_NOUNS = frozenset(("i", "med", "vid", "från", "av"))
_PARTICIPLE = re.compile(r"(?!ordförande|sökande|boende|studerande)\w{3,}(?:ande|ende)$")


def words(text: str) -> list[str]:
    """The words of a text, without digits and marks."""
    return _WORD.findall(text)


def is_finite_verb(word: str) -> bool:
    """Whether a word is one of the finite verbs that are nothing else: "ligger", "är", "fick"."""
    return word.casefold() in _VERBS


def finite_verb_at(text: str) -> int | None:
    """The place among the words of the first that looks like a finite verb, or None: then it is no sentence.

    Told by a short list and by endings; good enough to tell "Elever vid ett bord." from "Elever sätter potatis."
    """
    found = words(text)
    for index, word in enumerate(found):
        folded = word.casefold()
        if folded in _VERBS:
            return index
        if folded in _NOT_VERBS or (index and word[0].isupper()):
            continue
        if index and found[index - 1].casefold() in _BEFORE_NOUNS:
            continue  # "i arbetskläder"
        if index and folded.endswith("er") and _PARTICIPLE.match(found[index - 1].casefold()):
            continue  # "Medverkande parter": what a participle stands before is a noun
        if _VERB_ENDING.match(folded) and not _NOUN_ENDING.match(folded):
            return index
    return None


def finite_verb_last(text: str) -> bool:
    """Whether a text stops at its verb ("Du behöver"), so that what stands below completes it."""
    at = finite_verb_at(text)
    return at is not None and at >= len(words(text)) - 2
