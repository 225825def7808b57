"""The speaker whom the sentence before a quote introduces."""

from __future__ import annotations

from ...swedish.speech_verbs import VERBS
from ..mentions import role_base, role_forms
from ..mentions.passages import Passage, Word
from ..mentions.roster import Roster, Somebody
from .found_quote import Introduction, Said
from .speaker_heard import heard_beside

JUDGING = frozenset(
    "nöjd nöjda glad glada stolt stolta övertygad överens tacksam tacksamma mån oroad imponerad".split()
)


def ends_in_colon(said: Said, introduced: Introduction) -> bool:
    passage, start, end = introduced
    return (
        said.rule == "quote-signed" or said.rule == "quote-colon" or passage.string[start:end].rstrip().endswith(":")
    )


def settle_introduced(
    said: Said, introduced: Introduction, found: list[Said], index: int, passages: list[Passage], roster: Roster
) -> None:
    """The sentence before: "NAMN fyllde i:", "Det är NAMN nöjd med.", "…, menar hon."."""
    passage, start, end = introduced
    quote = said.quote
    colon = ends_in_colon(said, introduced)
    words = [w for w in passage.words if start <= w.start < end]
    named: list[Somebody] = []
    for person in passage.persons:
        if start <= person.start < end:
            somebody = roster.of(person)
            if somebody and somebody not in named:
                named.append(somebody)
    if not colon and any(w.low in ("du", "ni") for w in words) and passage.string[:end].endswith("?"):
        return  # what somebody is asked about another
    role = _role_subject(words, roster)
    speaks = any(w.low in VERBS or w.low in JUDGING for w in words) or (words and words[0].low == "enligt")
    if role and not named:
        named.append(role)
    if named and (colon or (len(named) == 1 and (speaks or _is_subject(passage, start, end)))):
        quote.speaker = named[0].name
        quote.rule = "quote-colon" if colon else "quote-after-naming"
        quote.confidence = 0.9 if colon else 0.7
        return
    pronoun = next((w.low for w in words if w.low in ("hon", "han")), "")
    if not pronoun and len(words) > 1 and words[0].low in ("för", "till", "åt", "hos"):
        pronoun = {"henne": "hon", "honom": "han"}.get(words[1].low, "")  # "För henne blev det en väg in."
        speaks = bool(pronoun) or speaks
    if pronoun and (colon or speaks or words[0].low == pronoun):
        before = Said(passage, start, end, [(start, end)])
        somebody, note = heard_beside(before, found, index, passages, roster, pronoun)
        if somebody:
            quote.speaker = somebody.name
            quote.rule = "quote-after-pronoun"
            quote.confidence = 0.75
        else:
            quote.note = note


def _is_subject(passage: Passage, start: int, end: int) -> bool:
    """Whether the sentence begins with the person: "NAMN arbetar i köket sedan i maj."."""
    for person in passage.persons:
        if start <= person.start < end:
            begin = passage.words[person.role.first].start if person.role else person.start
            return not passage.string[start:begin].strip()
    return False


def _role_subject(words: list[Word], roster: Roster) -> Somebody | None:
    """ "…, tycker statsministern är rätt väg.": the role in its definite form stands for the person."""
    for word in words:
        found = role_base.base(word.low)
        if found and found != word.low and not role_forms.is_plural(word.low):
            somebody = roster.with_role(found)
            if somebody:
                return somebody
    return None
