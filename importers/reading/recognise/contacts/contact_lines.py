"""Which lines are of a contact."""

from __future__ import annotations

import re

from ...furniture import letters
from ...model.thresholds import SURE
from ...swedish.role_words import ROLE_PREPOSITIONS
from ..mentions import role_base
from ..mentions.passages import Passage
from .card import Card
from .line_cards import cards_in
from .line_pieces import ADDRESS, ASKS, FUNCTION, LABEL, details_of, lines_of, name_alone
from .phone_numbers import EMAIL, phones

CUE = re.compile(
    r"(?:för (?:mer|mera|ytterligare|vidare) (?:information|info|upplysningar)|vid frågor|"
    r"har du (?:fler |andra )?frågor|"
    r"(?:press|media)?kontakt(?:a|er|person|personer|uppgifter|information)?\b|presskontakter|kontakta oss|"
    r"kontakta gärna|frågor besvaras|frågor om|mer information(?: och intervjuer| lämnas| ges| av|:)|"
    r"informationsansvarig|ansvarig för sidan|sidansvarig|upplysningar lämnas|information lämnas|intervjuer|"
    r"välkommen att kontakta|du når|hittar du inte (?:ditt )?svar(?:et)?\b|(?<!\w )frågor\?)",
    re.IGNORECASE,
)
# A cheap look before the pattern: one of these is in everything that it finds.
HINTS = ("kontakt", "information", "fråg", "upplysning", "intervju", "ansvarig", "du når", "info", "hittar du")
HEADING_CUE = re.compile(
    r"(?:presskontakt|mediekontakt|kontakt|för (?:mer|mera|ytterligare) (?:information|info)|informationsansvarig|"
    r"frågor\?|har du (?:fler |andra )?frågor|vid frågor|mer information och intervjuer|ytterligare information|"
    r"övriga frågor|hittar du inte (?:ditt )?svar)",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"kontakta oss (?:om|angående|för frågor om) [^.!?]{2,40}", re.IGNORECASE
)  # a heading in a short line


def label_only(passage: Passage) -> bool:
    string = passage.string.strip()
    found = CUE.match(string) or re.search(r"\bkontakta:?$", string)
    return (
        found is not None
        and len(string) < 60
        and not passage_has_contact(passage)
        and (
            string.endswith(":")
            or found.end() >= len(string) - 2
            or len(string.split()) <= 3
            or bool(ABOUT.fullmatch(string))
        )
    )


def passage_has_contact(passage: Passage) -> bool:
    return "@" in passage.string or bool(phones(passage.string)) or any(p.full for p in passage.persons)


def is_contact_text(passage: Passage) -> bool:
    string = passage.string
    if ADDRESS.search(string) and not any(p.full for p in passage.persons):
        return False
    details = "@" in string or EMAIL.search(string) or phones(string)
    cue = CUE.search(string)
    if details and cue:
        return True
    # "Kontakta pressekreterare NAMN": a sentence that asks the reader to contact somebody
    if cue is None or not ASKS.search(string):
        return False
    return any(p.full and p.start > cue.start() for p in passage.persons)


def reached_in(passage: Passage) -> int:
    """Where the sentence begins that names somebody and says how to reach them; -1 where none does."""
    if passage.kind not in ("paragraph", "lead", "item", "cell", "link"):
        return -1
    linked = any(mark.href[:7].lower() == "mailto:" for mark in passage.text.marks)
    if not (linked or "@" in passage.string or (passage.numeric and phones(passage.string))):
        return -1
    details = [piece for line in lines_of(passage) for piece in details_of(line)]
    for start, end in passage.sentences:
        named = [p for p in passage.persons if p.full and start <= p.start < end and p.confidence >= SURE]
        if named and any(named[0].start < piece.end and start <= piece.start <= end for piece in details):
            return start
    return -1


def stands_alone(passage: Passage) -> bool:
    """A short line of name and number or address with no label: a card at the end of a release."""
    string = passage.string
    if passage.kind not in ("paragraph", "item") or len(string) > 220 or not ("@" in string or passage.numeric):
        return False
    if not any(p.full and p.start < 40 for p in passage.persons) or ADDRESS.search(string):
        return False
    return "@" in string or bool(phones(string))


def lines_together(passages: list[Passage], index: int) -> list[Passage]:
    run = [passages[index]]
    if passages[index].kind == "contact":
        block = passages[index].block
        for passage in passages[index + 1 :]:
            if passage.kind != "contact" or (passage.block is not block and passage.order != run[-1].order + 1):
                break
            run.append(passage)
    return run


def stacked(passages: list[Passage], index: int) -> bool:
    """Whether a card of short lines begins here that no label leads to: name, role in either place, number or address.

    The name fills its line, and so does the number: what runs on is a text that names somebody.
    """
    here = passages[index : index + 4]
    if index and passages[index - 1].words and passages[index - 1].words[-1].low in ROLE_PREPOSITIONS:
        return False
    if len(here) < 2 or any(passage.kind not in ("paragraph", "item") for passage in here[:2]):
        return False
    role_first = any(role_base.base(word.low) for word in here[0].words) and len(here[0].words) <= 5
    if role_first and here[0].words[-1].low in ROLE_PREPOSITIONS:
        return False  # "Pressekreterare hos", and her chief's name below
    name = here[1] if role_first and not _fills(here[0]) else here[0]
    after = here[here.index(name) + 1 :]
    if not _fills(name) or not after:
        return False
    between = len(after) > 1 and _roleish(after[0]) and not passage_has_contact(after[0])
    return _only_details(after[1] if between else after[0])


def _fills(passage: Passage) -> bool:
    """Whether a person's name is all that the line says."""
    string = passage.string.strip()
    return any(p.full and string == passage.string[p.start : p.end] for p in passage.persons)


def _only_details(passage: Passage) -> bool:
    """Whether the line is a number or an address, with no more than a label."""
    string = passage.string.strip()
    told = [piece for line in lines_of(passage) for piece in details_of(line)]
    return bool(told) and len(string.split()) <= 8 and not string.endswith(".") and len(string) <= 60


def lines_of_section(
    passages: list[Passage], index: int, only_details: bool = False, opening: bool = False
) -> tuple[int, list[Card]]:
    """The lines after a contact heading that can belong to cards. `opening`: the first is known to."""
    lines: list[Passage] = []
    if opening:
        lines.append(passages[index])
        index += 1
    while index < len(passages):
        passage = passages[index]
        string = passage.string.strip()
        if passage.kind == "heading" and not _cardlike(passage) and not (lines and _role_line(passages, index)):
            break
        if letters.is_closing(string):
            break
        if passage.kind == "heading" and HEADING_CUE.match(string) and not any(p.full for p in passage.persons):
            index += 1
            continue
        if passage.kind not in ("paragraph", "item", "contact", "cell", "heading", "link"):
            break
        if only_details and (any(p.full for p in passage.persons) or any(map(name_alone, lines_of(passage)))):
            break
        if not _cardlike(passage) and not (lines and _roleish(passage)):
            if _function_name(passage) or (lines and _between_details(passages, index)):
                lines.append(passage)
                index += 1
                continue
            break
        lines.append(passage)
        index += 1
    return index, cards_in(lines)


def _cardlike(passage: Passage) -> bool:
    string = passage.string.strip()
    if phones(string) or EMAIL.search(string):
        return len(string) < 400
    if any(mark.href[:7].lower() == "mailto:" for mark in passage.text.marks) and len(string) < 120:
        return True
    if any(name_alone(line) for line in lines_of(passage)):
        return True
    if any(p.full and p.confidence >= SURE for p in passage.persons):
        return (len(string) < 120 and not string.endswith((".", "!", "?"))) or bool(re.match(r"kontakt", string, re.I))
    return bool(LABEL.fullmatch(string)) or bool(re.match(r"(?:e-?post|telefon|mejl|mobil|tfn|tel)\b", string, re.I))


def _roleish(passage: Passage) -> bool:
    string = passage.string.strip()
    if len(string) > 110 or (string.endswith((".", "!", "?")) and len(string.split()) > 6):
        return False
    return any(role_base.base(w.low) for w in passage.words) or (len(string.split()) <= 6 and string[:1].isupper())


def _role_line(passages: list[Passage], index: int) -> bool:
    """A role between a name and a number, which a reader took for a heading as it stands alone."""
    return any(role_base.base(w.low) for w in passages[index].words) and _between_details(passages, index)


def _between_details(passages: list[Passage], index: int) -> bool:
    """A short line between a name and a number, whatever it says: most likely the role."""
    string = passages[index].string.strip()
    if index + 1 >= len(passages) or len(string.split()) > 5 or string[-1:] in ".!?:":
        return False
    return _cardlike(passages[index + 1])


def _function_name(passage: Passage) -> bool:
    return bool(FUNCTION.match(passage.string.strip())) and len(passage.string) < 60
