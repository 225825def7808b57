"""Lines that are headings or questions."""

from __future__ import annotations

import re

from ..swedish.function_words import CLOSED_WORDS
from ..swedish.verbs import finite_verb_at, words
from .caption_lines import CREDIT
from .contact_marks import has_contact
from .link_lines import URL
from .person_lines import is_person_with_role

# What looks like a heading and is a row of facts: "Plats: Folkets hus", "14.40 Talar", "2008–2010: Chef för …".
_LABELLED = re.compile(
    r"(?:tid|plats|datum|när|var|hur|vem|adress|program|anmälan|kostnad|pris|telefon|e-?post|webb|ort|lokal|medverkande|"
    r"arrangör|diarienummer|dnr|foto|text|källa)\s*:\s*\S",
    re.IGNORECASE,
)
_TIMED = re.compile(r"(?:kl\.?\s*)?\d{1,2}[.:]\d{2}\b|(?:19|20)\d{2}\s*(?:[-–—:]|[A-ZÅÄÖ])|\d+\s*$")
# A line that stops in mid-sentence announces the list below it.
_UNFINISHED = re.compile(
    r"\b(?:att|är|och|eller|bland annat|bl\.a\.?|ska|som|om|av|för|på|i|till|med|från|samt|den|det|en|ett)\s*$",
    re.IGNORECASE,
)


# What asks or points may end in a preposition and be whole: "Det här kom vi fram till".
_WHOLE = re.compile(
    r"(?:det här|så|vad|hur|var|vilka|vem|varför|här|detta)\b.*\b(?:om|av|för|på|i|till|med|från)$", re.IGNORECASE
)
_LONG_SENTENCE = 13  # words
_TELLS = frozenset(("så", "hur", "därför", "varför", "här"))  # how long headings begin
_JOINTS = frozenset(("som", "att", "när", "om", "eftersom", "så", "men"))
_ONE_SENTENCE = 80  # characters: a longer line that is two sentences is running text, whatever it ends in
_WELCOME = re.compile(r"(?:(?:varmt|hjärtligt|så) )?välkom(?:na|men)\b.{0,20}!", re.IGNORECASE)


def is_heading(text: str, *, before_list: bool = False, before_speech: bool = False) -> bool:
    """Whether the words of a line of its own could be a heading. Where the line stands is for the reader to judge.

    A line that ends with a colon announces what follows: it is a heading only where it is no sentence
    ("Förslagen i korthet:"), and running text where it is one ("Avtalet lyfter tre saker:").
    """
    if not text or len(text) > 150 or len(text.split()) > 20 or not re.search(r"[^\W\d_]", text):
        return False
    if has_contact(text) or URL.search(text) or CREDIT.search(text) or is_person_with_role(text):
        return False
    if text.count("?") > 1:
        return False
    if re.search(r"\b(?:och|via|följande|bland annat|är|att)$", text):
        return False
    if len(text) > _ONE_SENTENCE and re.search(r"[^\W\d_]{3}[.!]\s[A-ZÅÄÖ]", text):
        return False
    unfinished = before_list and _UNFINISHED.search(text) and not _WHOLE.match(text)
    if _LABELLED.match(text) or _TIMED.match(text) or _WELCOME.fullmatch(text) or unfinished:
        return False
    bare = text.rstrip("”\"“’'») ")
    if _is_pull_quote(bare) or (bare.endswith(":") and set(words(bare.casefold())) <= CLOSED_WORDS):
        return False  # "Och:" goes on with the sentence before it
    if bare.endswith((".", ",", ";", "…", "-", "–")) and not re.search(r"\b(?:m\.m|t\.ex|bl\.a|m\.fl|dvs)\.$", bare):
        return False
    if bare.endswith(":"):
        if before_speech or re.search(r"\b(?:följande|nedan|bland annat|så här)\b", bare):
            return False
        return finite_verb_at(bare) is None or bare.endswith(" som:")
    return text[0].isupper() or text[0].isdigit() or text[0] in "”\"“»’'("


def _is_pull_quote(text: str) -> bool:
    """Whether a line is a whole long sentence with a clause in it that has a verb of its own, as what is lifted out of
    the text is: a heading says one thing."""
    said = words(text)
    if len(said) < _LONG_SENTENCE or text.endswith(("?", ":")) or said[0].casefold() in _TELLS:
        return False
    joint = next((at for at, word in enumerate(said) if at > 2 and word in _JOINTS), None)
    if joint is None:
        return False
    return all(finite_verb_at(" ".join(part)) is not None for part in (said[1:joint], said[joint:]))


def is_question(text: str) -> bool:
    """A line that asks one thing. Several questions after one another are running text."""
    bare = text.rstrip("”\"“’' ")
    return bare.endswith("?") and bare.count("?") == 1 and len(text) <= 200
