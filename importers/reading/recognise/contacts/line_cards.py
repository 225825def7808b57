"""Lines cut into name, number, address and role, and dealt out to cards."""

from __future__ import annotations

import re

from ..mentions import roles
from ..mentions.passages import Passage
from .card import Card
from .phone_numbers import EMAIL, phones, plain_address

ASKS = re.compile(r"(?:^|[.!?:] )[Kk]ontakta? ")  # the sentence that asks the reader to contact somebody
CALL = re.compile(r"\b(?:[Rr]ing|[Kk]ontakta|[Mm]ej?la) (?:gärna |till )?$")  # "Ring kulturenheten, 054-…"
LABEL = re.compile(
    r"(?:direkt|mobil|mob|tel|telefon|telefonnummer|tfn|växel|fax|e-?post(?:adress)?|mejl|mail|e-?mail|epost till|"
    r"kontaktperson(?:er)?|kontakt|presskontakt|namn|roll|titel|webb|nås på|eller|och|på|via|per)[:.]?\s*",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"\borg\.?\s?nr|organisationsnummer|besöksadress|postadress|\bfax\b|\b\d{3} ?\d{2} [A-ZÅÄÖ]", re.I
)
FUNCTION = re.compile(
    r"(?:[\wåäö-]{3,40}s )?"
    r"(?:press(?:tjänst|jour|service|avdelning|rum|kontakt|enhet)|kundtjänst|kontaktcenter|"
    r"medborgarservice|växel|kommunikationsavdelning|kansli|mediaservice|medieservice|servicecenter|information|reception|kontaktcentrum|"
    r"jobbcenter|vägledning)\w*",
    re.IGNORECASE,
)


def cards_in(lines: list[Passage]) -> list[Card]:  # noqa: C901, PLR0915 - to be split when rebuilt
    """Cut lines into pieces (name, number, address, other) and deal them out to cards in reading order."""
    cards: list[Card] = []
    card = Card()

    def begin() -> Card:
        cards.append(Card())
        return cards[-1]

    for passage in lines:
        string = passage.string
        pieces: list[tuple[int, int, str, str]] = []
        asks = ASKS.search(string)
        asked = asks.start() if asks else 0
        for match in EMAIL.finditer(string):
            pieces.append((match.start(), match.end(), "email", plain_address(match[0])))
        for start, end, written in phones(string):
            if not any(a <= start < b for a, b, _, _ in pieces):
                pieces.append((start, end, "phone", written))
        for person in passage.persons:
            if person.start < asked or not person.full:
                continue
            if person.confidence >= 0.7 or person.party:
                pieces.append((person.start, person.end, "name", person.name))
        pieces.sort()
        if not cards:
            card = begin()
        if not any(kind == "name" for _, _, kind, _ in pieces):
            function = _function(passage, pieces)
            if function:
                pieces = sorted([*pieces, function])
        used_name = False
        for start, end, kind, value in pieces:
            contact = card.contact
            if kind == "name":
                if used_name and not contact.phone and not contact.email and _same_line_reference(string, start):
                    continue
                if contact.name == value:
                    continue
                if contact.name or contact.phone or contact.email:
                    card = begin()
                card.contact.name = value
                card.contact.confidence = 0.95
                used_name = True
            elif kind == "phone":
                if contact.phone:
                    if contact.phone and contact.name and _second_number(string, start):
                        continue
                    if contact.name or used_name:
                        continue
                    card = begin()
                card.contact.phone = value
            elif kind == "email":
                if contact.email:
                    if contact.email.lower() == value.lower():
                        continue
                    card = begin()
                card.contact.email = value
            card.passages.append((passage, start, end))
        _add_role(card, cards, passage, pieces)
    return cards


def _second_number(string: str, start: int) -> bool:
    return True


def _same_line_reference(string: str, start: int) -> bool:
    """A second name on the same line that is only in a link text: "E-post till NAMN"."""
    return bool(re.search(r"(?:e-?post|mejla?|skicka)\s+till\s*$", string[:start], re.IGNORECASE))


def _function(passage: Passage, pieces: list[tuple[int, int, str, str]]) -> tuple[int, int, str, str] | None:
    """ "Presstjänsten: 08-…": a service in the place of a name."""
    string = passage.string
    for body in passage.bodies:
        led = body.start < 3 or CALL.search(string, max(0, body.start - 24), body.start)
        if body.kind == "unit" and led and body.confidence >= 0.6:
            return body.start, body.end, "name", string[body.start : body.end]
    first = pieces[0][0] if pieces else len(string)
    head = string[:first].strip()
    head = re.split(r"[:,]", head)[0].strip() if head else ""
    if not head or len(head) > 60 or re.fullmatch(LABEL, head + " ") or not FUNCTION.match(head):
        return None
    if re.match(r"(?:kontakt(?!c)|presskontakt|för |mer )", head, re.IGNORECASE):
        return None
    start = string.index(head)
    return start, start + len(head), "name", head


def _add_role(card: Card, cards: list[Card], passage: Passage, pieces: list[tuple[int, int, str, str]]) -> None:
    """What is left of the line beside name, number and address is the role, where it reads like one."""
    string = passage.string
    for person in passage.persons:
        target = next((c for c in cards if c.contact.name == person.name), None)
        if target is None or target.contact.role:
            continue
        if person.after:
            end = passage.words[person.after.last - 1].end
            begin = passage.words[person.after.first].start
            target.contact.role = " ".join(string[begin:end].split())
        elif person.role:
            begin = passage.words[person.role.first].start
            target.contact.role = " ".join(string[begin : person.start].split())
    if pieces or card.contact.role or card.empty:
        return
    if len(passage.words) <= 14 and any(roles.base(word.low) for word in passage.words):
        card.contact.role = " ".join(string.split())
        card.passages.append((passage, 0, len(string)))


def complete(card: Card) -> bool:
    return bool(card.contact.name and card.contact.phone and card.contact.email)


def merge(card: Card, more: list[Card]) -> None:
    for other in more:
        if other.contact.name and other.contact.name != card.contact.name:
            continue
        card.contact.phone = card.contact.phone or other.contact.phone
        card.contact.email = card.contact.email or other.contact.email
        card.contact.role = card.contact.role or other.contact.role
        card.passages.extend(other.passages)
