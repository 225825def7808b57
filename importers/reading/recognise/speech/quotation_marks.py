"""Words in quotation marks, with the clause or the signature that says whose they are."""

from __future__ import annotations

import re

from ...swedish.function_words import PRONOUNS
from ...swedish.speech_verbs import VERBS
from ..mentions.passages import Passage
from ..mentions.speech_dash import DASH
from ..mentions.verb_of_saying import could_say
from . import attribution
from .attribution_value import Attribution
from .found_quote import Said
from .quote_words import add_words, cut_out, introduction

MARKS = '"“”„»«‟″'
ANY_MARK = re.compile(f"[{MARKS}]")


AGE = re.compile(r"\A, \d{1,2}(?: år)?")
SIGNATURE = re.compile(r"\s*(?:[–—−-]\s*)?(?=[A-ZÅÄÖÉ])")


def signed_speech(passages: list[Passage], index: int) -> list[Said]:
    """Words in quotation marks with the speaker's name after a dash, or alone on the next line."""
    passage = passages[index]
    pairs = _pairs(passage.string)
    if len(pairs) != 1 or passage.string[: pairs[0][0]].strip():
        return []
    opening, closing = pairs[0]
    parts: list[tuple[int, int]] = []
    add_words(passage, parts, opening + 1, closing)
    rest = passage.string[closing + 1 :].strip(" .,")
    below = passages[index + 1] if index + 1 < len(passages) else None
    where, at = (passage, closing + 1) if rest else (below, 0)
    if not parts or where is None or where.kind not in ("paragraph", "lead") or (rest and rest[0] not in "–—−-"):
        return []
    name = SIGNATURE.match(where.string, at)
    person = next((p for p in where.persons if name and p.full and p.start == name.end()), None)
    if person is None or len(where.string[at:].split()) > 14:
        return []
    end = len(where.string.rstrip())
    told = AGE.sub("", where.string[person.tail or person.end : end], count=1).strip(" .")
    if told and not (person.after and told.startswith(",")):
        return []
    said = Said(passage, opening, len(passage.string) if rest else closing + 1, parts, None, "quote-signed", 0.85)
    said.introduced = (where, person.start, end)
    return [said]


def until_closed(passages: list[Passage], index: int) -> list[Said]:
    """The paragraphs after one that opened the marks, up to the one that closes them; none where none does."""
    found: list[Said] = []
    for passage in passages[index + 1 : index + 6]:
        string = passage.string
        count = sum(string.count(mark) for mark in MARKS)
        if passage.kind != "paragraph" or count > 1 or string.lstrip()[:1] in MARKS or DASH.match(string):
            return []
        parts: list[tuple[int, int]] = []
        closing = next((at for at, char in enumerate(string) if char in MARKS), len(string.rstrip()))
        add_words(passage, parts, 0, closing)
        said = Said(passage, 0, closing + count, parts, None, "quote-marks-open", 0.6)
        clause = _clause_after(passage, closing, len(string)) if count else None
        if clause:
            said.clause, said.clauses, said.end = clause, [clause], clause.end
        if parts:
            found.append(said)
        if count:
            return found if clause or not string[closing + 1 :].strip(" .,") else []
    return []


# Quotation marks


def _pairs(string: str) -> list[tuple[int, int]]:
    """(opening mark, closing mark) of each quotation, of whatever kinds the marks are."""
    places = [match.start() for match in ANY_MARK.finditer(string)]
    if len(places) % 2:
        return []
    return list(zip(places[::2], places[1::2], strict=True))


def marked_speech(passage: Passage, before: Passage | None) -> list[Said]:
    string = passage.string
    if not any(mark in string for mark in MARKS):
        return []
    found: list[Said] = []
    whole = string.strip()
    pairs = _pairs(string)
    if not pairs and whole[0] in MARKS and sum(whole.count(mark) for mark in MARKS) == 1 and len(whole.split()) > 3:
        # a paragraph of a longer quotation: opened, and closed in a later one
        parts: list[tuple[int, int]] = []
        add_words(passage, parts, string.index(whole[0]) + 1, len(string.rstrip()))
        said = Said(passage, 0, len(string), parts, None, "quote-marks-open", 0.6)
        said.introduced = introduction(before)
        return [said] if parts else []
    for index, (opening, closing) in enumerate(pairs):
        if closing - opening < 4 or len(string[opening:closing].split()) < 2:
            continue
        limit = pairs[index + 1][0] if index + 1 < len(pairs) else len(string)
        last = found[-1] if found else None
        if last is not None and last.end == opening:
            # the clause before it ends in this mark: speech goes on
            add_words(passage, last.parts, opening + 1, closing)
            last.end = closing + 1
            continue
        clause = _clause_after(passage, closing, limit)
        if clause is None and last is not None and last.clause and not string[last.end : opening].strip(" .,"):
            # ”A”, säger NAMN. ”B”: the same person goes on
            add_words(passage, last.parts, opening + 1, closing)
            last.end = closing + 1
            continue
        if clause is None:
            inner = attribution.find(passage, opening + 1, closing, marked=True)
            if inner and inner[0].persons:
                parts, _ = cut_out(passage, opening + 1, closing, inner)
                found.append(Said(passage, opening, closing + 1, parts, inner[0], "quote-marks-inside", 0.85))
                continue
        if clause is not None:
            parts = []
            add_words(passage, parts, opening + 1, closing)
            end = (
                limit
                if clause.continues and limit < len(string) and not string[clause.end : limit].strip(" .,:")
                else clause.end
            )
            if parts:
                found.append(
                    Said(
                        passage,
                        opening,
                        end,
                        parts,
                        clause,
                        "quote-marks",
                        0.95 if clause.known else 0.85,
                        clauses=[clause],
                    )
                )
            continue
        intro = _colon_before(passage, opening)
        parts = []
        add_words(passage, parts, opening + 1, closing)
        if intro and parts:
            found.append(
                Said(passage, opening, closing + 1, parts, None, "quote-colon", 0.9, introduced=(passage, *intro))
            )
        elif (
            parts
            and opening == len(string) - len(string.lstrip())
            and closing >= len(whole) - 2
            and len(whole.split()) > (12 if passage.kind == "lead" else 4)
        ):
            said = Said(passage, opening, len(string), parts, None, "quote-marks-alone", 0.7)
            said.introduced = introduction(before)
            if said.introduced or string[closing - 1] in ".!?…" or string[closing + 1 :].strip():
                found.append(said)  # else a line over a section
    return found


def _clause_after(passage: Passage, closing: int, limit: int) -> Attribution | None:
    between_end = closing + 1
    index = passage.word_index(between_end)
    words = passage.words
    if index >= len(words) or words[index].start >= limit:
        return None
    if words[index].capital or not (words[index].low == "enligt" or could_say(words[index].low)):
        return None
    if passage.string[between_end : words[index].start].strip(" ,.") != "":
        return None
    return attribution.parse(
        passage, index, between_end, limit if limit < len(passage.string) else len(passage.string), marked=True
    )


def _led_by_person(passage: Passage, start: int) -> bool:
    """ "Projektledaren NAMN om hösten: ”…”": the line begins with who speaks."""
    first = next((p for p in passage.persons if p.full and p.start >= start), None)
    if first is None:
        return False
    begin = passage.words[first.role.first].start if first.role else first.start
    return begin == start


def _colon_before(passage: Passage, opening: int) -> tuple[int, int] | None:
    """The sentence "NAMN säger:" that the mark stands after."""
    left = passage.string[:opening].rstrip()
    if not left.endswith((":", ",")) and not left.endswith(("säger", "sade", "skriver", "sa", "skrev")):
        return None
    start, _ = passage.sentence_at(max(len(left) - 1, 0))
    if start >= opening:
        return None
    words = [w for w in passage.words if start <= w.start < len(left)]
    led = left.endswith(":") and len(words) < 10 and _led_by_person(passage, start)
    if not led and not any(w.low in VERBS for w in words[-8:]):
        return None
    if not left.endswith(":") and words[-1].low not in VERBS:
        return None
    if not any(start <= p.start < opening for p in passage.persons) and not any(w.low in PRONOUNS for w in words):
        return None
    return start, len(left)
