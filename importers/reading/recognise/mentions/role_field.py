"""The field that belongs to a role's name: "chef för arbete och integration"."""

from __future__ import annotations

from ...swedish.role_words import ROLE_PREPOSITIONS
from .passages import Passage
from .role_bodies import UNIT, blank
from .role_forms import could_be_role


def field_end(passage: Passage, end: int) -> int:
    """Where the field ends that belongs to the role's name: "chef |för arbete och integration|, Solviks kommun".

    A field is said in lower-case words that name no body: after "för", after "i" where it is no place ("i svets"), or
    right after the role up to a comma or the end. `end` where there is none.
    """
    words = passage.words
    if end >= len(words) or blank(passage, end) != " ":
        return end
    low = words[end].low
    if end + 1 == len(words):
        return end + 1 if UNIT.search(low) and _ends_with_unit(passage, end) else end
    if low == "med" and words[end + 1].low == "ansvar" and end + 2 < len(words) and words[end + 2].low == "för":
        field = field_end(passage, end + 2)  # "minister |med ansvar för nordiska frågor|"
        return field if field > end + 2 else end
    start = end + 1 if low in ("för", "i", "inom", "med") else end
    if blank(passage, start) != " " and start > end:
        return end
    stop = start
    while stop < len(words) and stop - start < 7:
        word = words[stop]
        compound = stop > start and words[stop - 1].text.endswith("-")
        if stop > start and blank(passage, stop) != " " and not (compound and blank(passage, stop) == ", "):
            break
        if word.capital or UNIT.search(word.low) or word.low.endswith(("kommun", "kommuns")):
            if stop == start:
                return stop + 1 if stop == end and _ends_with_unit(passage, stop) else end
            break
        if word.low in ROLE_PREPOSITIONS and stop > start:
            break
        joins = word.low in ("och", "samt", "&") and stop > start and stop + 1 < len(words)
        if not joins and not word.text.endswith("-") and not could_be_role(word.low, noun=True):
            return end
        stop += 1
    if stop == start or words[stop - 1].low in ("och", "samt"):
        return end
    ended = stop >= len(words) or (
        blank(passage, stop).strip()[:1] in tuple(',.;:!?()"”') and blank(passage, stop) != " "
    )
    closed = ended or words[stop].low in ROLE_PREPOSITIONS
    if start == end:  # no preposition: "sektorchef arbetsliv och stöd", "samordnare statsbidrag |vid Länsstyrelsen|"
        return stop if ended or _body_follows(passage, stop) else end
    if low == "för" or (low == "inom" and ended):
        return stop if closed else end
    if low == "i":  # a subject, and no place: "yrkeslärare i svets"
        return stop if ended and stop == start + 1 and not words[start].low.endswith(("en", "et", "an", "n")) else end
    return end


def _ends_with_unit(passage: Passage, at: int) -> bool:
    """ "enhetschef |arbetslivskontoret|": a unit without a preposition, and then nothing more of the phrase."""
    word = passage.words[at]
    known = any(b.first <= at < b.last and b.kind == "organisation" for b in passage.bodies)
    after = passage.string[word.end : word.end + 1]
    return not (word.capital or known) and after in ("", ".", ",", "!", "?", ":", ")")


def _body_follows(passage: Passage, at: int) -> bool:
    """Whether a preposition stands at word `at` and the name of a body after it: "|vid Länsstyrelsen"."""
    words = passage.words
    return at + 1 < len(words) and words[at].low in ("vid", "på", "hos") and words[at + 1].capital
