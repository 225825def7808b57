"""The speaker whom the sentences beside a quote name."""

from __future__ import annotations

from itertools import pairwise

from ...swedish.function_words import PRONOUNS
from ..mentions.passages import Passage
from ..mentions.roster import Roster, Somebody
from .found_quote import Said


def heard_beside(  # noqa: C901 - to be split when rebuilt
    said: Said, found: list[Said], index: int, passages: list[Passage], roster: Roster, pronoun: str
) -> tuple[Somebody | None, str]:
    """Whom "hon" or "han" stands for: the person named or heard last, if their given name allows it."""
    wanted = PRONOUNS[pronoun]
    if pronoun in ("de", "dom"):
        return None, "”De” kan vara flera: skriv in vilka som talar."
    order, start = said.passage.order, said.parts[0][0]
    candidates: list[Somebody] = []
    for back in range(order, max(order - 6, -1), -1):
        passage = passages[back]
        if passage.kind == "caption":
            continue
        named: list[tuple[int, Somebody]] = []
        for person in passage.persons:
            if back == order and person.start >= start:
                continue
            if passage.is_quoted(person.start):
                continue
            somebody = roster.of(person)
            if somebody and not any(role[0] in ("fotograf", "skribent") for role in somebody.roles):
                named.append((person.start, somebody))
        for other in found[max(0, index - 8) : index]:
            if other.passage is passage and other.quote.speaker and (back < order or other.parts[0][0] < start):
                somebody = roster.by_name.get(other.quote.speaker.lower())
                if somebody:
                    named.append((len(passage.string) + 1, somebody))
        named.sort(key=lambda pair: -pair[0])
        for _, somebody in named:
            if somebody.gender and somebody.gender != wanted and wanted:
                continue
            if somebody not in candidates:
                candidates.append(somebody)
        if candidates:
            break
    if not candidates:
        return None, f"Det går inte att säga vem ”{pronoun}” är."
    if len(candidates) > 1 and _side_by_side(passages[back], candidates[:2], roster):
        return None, f"Det går inte att säga vem av flera ”{pronoun}” är."
    if len(candidates) > 1 and not _same_sentence_subject(said, candidates):
        sure = [c for c in candidates if c.gender == wanted and wanted]
        if len(sure) == 1 or (sure and sure[0] is candidates[0]):
            return sure[0], ""
    return candidates[0], ""


def _side_by_side(passage: Passage, two: list[Somebody], roster: Roster) -> bool:
    """ "NAMN och NAMN leder arbetet": a pronoun may stand for either, where both given names allow it."""
    if two[0].gender != two[1].gender:
        return False
    full = [p for p in passage.persons if p.full]
    for one, other in pairwise(full):
        between = passage.string[
            one.tail or one.end : passage.words[other.role.first].start if other.role else other.start
        ]
        if between.strip() in ("och", "samt") and {roster.of(one), roster.of(other)} == set(two):
            return True
    return False


def _same_sentence_subject(said: Said, candidates: list[Somebody]) -> bool:
    return len({c.name for c in candidates}) == 1
