"""A line of a contact cut into its pieces: names, numbers, addresses, and what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.thresholds import LIKELY, SURE
from ...swedish.name_stops import NOT_NAMES, ORGANISATION_WORDS
from ...swedish.speech_verbs import VERBS
from ..mentions import role_base
from ..mentions.name_lists import is_given
from ..mentions.passages import Passage
from ..mentions.role_forms import is_person_noun
from .phone_numbers import EMAIL, phones, plain_address

ASKS = re.compile(r"(?:^|[.!?:] )[Kk]ontakta? ")  # the sentence that asks the reader to contact somebody
CALL = re.compile(r"\b(?:[Rr]ing|[Kk]ontakta|[Mm]ej?la) (?:gärna |till )?$")  # "Ring kulturenheten, 054-…"
LABEL = re.compile(
    r"(?:direkt|mobil|mob|tel|telefon|telefonnummer|tfn|växel|fax|e-?post(?:adress)?|mejl|mail|e-?mail|epost till|"
    r"kontaktperson(?:er)?|kontakt|presskontakt|namn|roll|titel|befattning|webb|nås på|eller|och|på|via|per)[:.]?\s*",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"\borg\.?\s?nr|organisationsnummer|bankgiro|besöksadress|postadress|\bfax\b|\b\d{3} ?\d{2} [A-ZÅÄÖ]", re.I
)
FUNCTION = re.compile(
    r"(?:[\wåäö-]{3,40} ){0,2}(?:[\wåäö-]{3,40}s )?"
    r"(?:press(?:tjänst|jour|service|avdelning|rum|kontakt|enhet)|kundtjänst|kontaktcenter|"
    r"medborgarservice|växel|kommunikationsavdelning|kansli|mediaservice|medieservice|servicecenter|information|"
    r"reception|kontaktcentrum|jobbcenter|vägledning)(?:en|et|n|s|ens|ets)?\b",
    re.IGNORECASE,
)
NAME = re.compile(
    r"[A-ZÅÄÖÉÜ][a-zåäöéèüáíóćčšžøæñ'’-]+"
    r"(?: (?:(?:[a-z]{2,3}-|[a-z]['’])?[A-ZÅÄÖÉÜ][\wåäöé'’-]+|af|von|de|van)){1,3}"
)
CAPITALS = re.compile(r"[A-ZÅÄÖÉÜ]{2,}(?:-[A-ZÅÄÖ]{2,})?(?: [A-ZÅÄÖÉÜ]{2,}){1,2}")
SERVICE = re.compile(r"[A-ZÅÄÖ][\wåäö/-]+(?: [\wåäö/-]+){0,4}")
EDGE = " \t,;.:–—-|/·•()"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a passage, as it stands on the page."""

    passage: Passage
    start: int
    end: int

    @property
    def string(self) -> str:
        return self.passage.string[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """A part of a line whose meaning its form tells: `kind` is name, phone or email."""

    start: int
    end: int
    kind: str
    value: str


def lines_of(passage: Passage) -> Iterator[Line]:
    """The lines of a passage: it may hold the line breaks of a cell or an address."""
    text = passage.text
    ends = {mark.start for mark in text.marks if mark.kind == "br"}
    ends |= {at for at, char in enumerate(text.text) if char == "\n"}
    start = 0
    for end in [*sorted(ends), len(passage.string)]:
        if passage.string[start:end].strip():
            yield Line(passage, start, end)
        start = end


def details_of(line: Line) -> list[Piece]:
    """Numbers and addresses, those that stand only in a link too."""
    passage, string = line.passage, line.string
    pieces = [
        Piece(line.start + m.start(), line.start + m.end(), "email", plain_address(m[0]))
        for m in EMAIL.finditer(string)
    ]
    for start, end, written in phones(string):
        if not any(piece.start <= line.start + start < piece.end for piece in pieces):
            pieces.append(Piece(line.start + start, line.start + end, "phone", written))
    for mark in passage.text.marks:
        if mark.kind != "a" or not line.start <= mark.start < line.end:
            continue
        address = EMAIL.match(mark.href[7:]) if mark.href[:7].lower() == "mailto:" else None
        if address and not any(p.kind == "email" and p.start < mark.end and mark.start < p.end for p in pieces):
            pieces.append(Piece(mark.end, mark.end, "email", plain_address(address[0])))
    return sorted(pieces)


def names_of(line: Line, details: list[Piece], since: int) -> list[Piece]:
    """The people whom the line names, else the service that stands in the place of a name. `since`: not before."""
    passage = line.passage
    found = [
        Piece(person.start, person.end, "name", person.name)
        for person in passage.persons
        if max(since, line.start) <= person.start < line.end
        and person.full
        and person.end <= line.end
        and (person.confidence >= SURE or person.party)
    ]
    if found:
        return found
    service = _service(line, details)
    return [service] if service else []


def name_alone(line: Line) -> Piece | None:
    """A name that no list knows, where the line is nothing but two to four words with capitals."""
    string = line.string.strip()
    start = line.start + line.string.index(string)
    if CAPITALS.fullmatch(string) and is_given(string.split()[0]):
        return Piece(start, start + len(string), "name", string.title())
    if not NAME.fullmatch(string) or FUNCTION.match(string) or LABEL.match(string + " "):
        return None
    lows = string.lower().split()
    if any(
        low in NOT_NAMES or low in ORGANISATION_WORDS or role_base.base(low) or is_person_noun(low) for low in lows
    ):
        return None
    if any(body.start < start + len(string) and start < body.end for body in line.passage.bodies):
        return None
    return Piece(start, start + len(string), "name", string)


def _says_otherwise(line: Line, head: str) -> bool:
    """Whether the words before a number are a label, a role, a person or a sentence, and no service."""
    lows = [word.lower() for word in re.findall(r"[\w-]+", head)]
    if any(role_base.base(low) or is_person_noun(low) or low in VERBS or low in NOT_NAMES for low in lows):
        return True
    if any(LABEL.fullmatch(low + " ") for low in lows):
        return True
    return any(b.kind in ("organisation", "municipality") and b.start <= line.start + 1 for b in line.passage.bodies)


def service_alone(line: Line, following: Line) -> Piece | None:
    """A line of a few words right over a number or an address, which is no label, role or person: a service."""
    string = line.string.strip()
    if not SERVICE.fullmatch(string) or re.match(r"(?:press)?kontakt(?!c)|för |mer |frågor\b", string, re.IGNORECASE):
        return None
    lows = [word.lower() for word in re.findall(r"[\w-]+", string)]
    if LABEL.fullmatch(string + " ") or any(
        role_base.base(low) or is_person_noun(low) or low in VERBS for low in lows
    ):
        return None
    if not details_of(following) or any(
        p.full and following.start <= p.start < following.end for p in following.passage.persons
    ):
        return None
    if any(body.kind in ("organisation", "municipality") and body.start <= line.start for body in line.passage.bodies):
        return None
    start = line.start + line.string.index(string)
    return Piece(start, start + len(string), "name", string)


def _service(line: Line, details: list[Piece]) -> Piece | None:
    """ "Presstjänsten: 08-…", "Solviks kommuns växel": a service in the place of a name."""
    passage = line.passage
    for body in passage.bodies:
        if not line.start <= body.start < line.end:
            continue
        led = body.start < line.start + 3 or CALL.search(passage.string, max(0, body.start - 24), body.start)
        if body.kind == "unit" and led and body.confidence >= LIKELY:
            whole = FUNCTION.match(passage.string, body.start)
            end = max(body.end, whole.end()) if whole else body.end
            return Piece(body.start, end, "name", passage.string[body.start : end])
    first = details[0].start if details else line.end
    head = passage.string[line.start : first].strip()
    head = re.split(r"[:,]", head)[0].strip() if head else ""
    if not head or len(head) > 60 or re.fullmatch(LABEL, head + " "):
        return None
    alone = (
        details and line.string.strip().startswith(head) and len(line.string.split()) < 9 and SERVICE.fullmatch(head)
    )
    if not FUNCTION.match(head) and not (alone and not _says_otherwise(line, head)):
        return None
    if re.match(r"(?:kontakt(?!c)|presskontakt|för |mer )", head, re.IGNORECASE) or head[0].islower():
        return None
    if any(role_base.base(word) for word in head.lower().split()):
        return None
    start = passage.string.index(head, line.start)
    return Piece(start, start + len(head), "name", head)
