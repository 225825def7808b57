"""Lines dealt out to cards: a name begins one, what follows it up to the next name is of it."""

from __future__ import annotations

import re

from ..mentions import role_base
from ..mentions.passages import Passage
from ..mentions.person_hit import PersonHit
from ..mentions.role_forms import is_person_noun
from .card import Card
from .line_pieces import (
    ADDRESS,
    ASKS,
    EDGE,
    FUNCTION,
    LABEL,
    Line,
    Piece,
    details_of,
    lines_of,
    name_alone,
    names_of,
    service_alone,
)

LONGEST_ROLE = 14  # words


class Dealer:
    """Deals the pieces of lines out to cards, in reading order."""

    def __init__(self) -> None:
        self.cards: list[Card] = []
        self.over = ""  # a role that stands on the line over a name

    @property
    def card(self) -> Card:
        if not self.cards:
            self.cards.append(Card())
        return self.cards[-1]

    def begin(self) -> None:
        """The next card, unless the last one is still empty."""
        if not self.card.empty or self.card.contact.role:
            self.cards.append(Card())

    def line(self, line: Line, since: int, following: Line | None) -> None:
        """Deal out one line. `since`: names before this place are of the text, not of the contact."""
        details = details_of(line)
        names = names_of(line, details, since)
        if not names and not details and (alone := name_alone(line)) and _goes_on(following):
            names = [alone]
        if not names and not details and following and (service := service_alone(line, following)):
            contact = self.card.contact
            names = [service] if contact.phone or contact.email or self.card.empty else []
        if names and not details and self._works_at(line, names[0]):
            names = []
        pieces = sorted([*names, *(piece for piece in details if piece.end > since)])
        named = False
        for piece in pieces:
            named = self._piece(line, piece, named) or named
        self._roles(line, pieces, [piece for piece in pieces if piece.kind == "name"])

    def _works_at(self, line: Line, name: Piece) -> bool:
        """Whether the body on the line under a name is where that person works, and no contact of its own."""
        contact = self.card.contact
        body = any(b.start == name.start for b in line.passage.bodies)
        return bool(contact.name) and not (contact.phone or contact.email) and body and not FUNCTION.match(name.value)

    def _piece(self, line: Line, piece: Piece, named: bool) -> bool:
        """Whether the piece was a name that was taken."""
        contact = self.card.contact
        if piece.kind == "name":
            if contact.name == piece.value or _in_link_text(line.passage.string, piece.start):
                return False
            if contact.name or contact.phone or contact.email:
                self.begin()
            self.card.contact.name, self.card.contact.confidence = piece.value, 0.95
            if self.over:
                self.card.contact.role, self.over = self.over, ""
        elif piece.kind == "phone":
            if contact.phone and (contact.name or named):
                return False  # a second number of the same person
            if contact.phone:
                self.begin()
            self.card.contact.phone = piece.value
        else:
            if contact.email and contact.email.lower() == piece.value.lower():
                return False
            if contact.email:
                self.begin()
            self.card.contact.email = piece.value
        self.card.passages.append((line.passage, piece.start, piece.end))
        return piece.kind == "name"

    def _roles(self, line: Line, pieces: list[Piece], names: list[Piece]) -> None:
        if names:
            for number, name in enumerate(names):
                target = next((card for card in self.cards if card.contact.name == name.value), None)
                limit = names[number + 1].start if number + 1 < len(names) else line.end
                if target and not target.contact.role:
                    target.contact.role = _role_beside(line, name, limit, pieces)
            return
        left = _left(line.string, [(p.start - line.start, p.end - line.start) for p in pieces])
        contact = self.card.contact
        if not left or len(left.split()) > LONGEST_ROLE or ADDRESS.search(left):
            return
        known = any(role_base.base(word) for word in re.findall(r"[\w-]+", left.lower()))
        if not known and not (contact.name and _only_words(left) and is_person_noun(left.lower().split()[-1])):
            known = bool(contact.name) and not pieces and _under_name(self.card, line, left)
            if not known:
                return
        if contact.name and not contact.role:
            contact.role = left
            self.card.passages.append((line.passage, line.start, line.end))
        elif (
            not pieces
            and (not contact.name or contact.phone or contact.email)
            and any(role_base.base(word) for word in left.lower().split())
        ):
            self.over = left


def cards_in(passages: list[Passage], since: int = 0) -> list[Card]:
    """Cut passages into lines and pieces (name, number, address, role) and deal them out to cards in reading order.

    `since`: where the contact begins in the first passage, when text stands before it.
    """
    dealer = Dealer()
    lines = [line for passage in passages for line in lines_of(passage)]
    for number, line in enumerate(lines):
        asks = ASKS.search(line.passage.string)
        start = max(since if number == 0 else 0, asks.start() if asks else 0)
        dealer.line(line, start, lines[number + 1] if number + 1 < len(lines) else None)
    return dealer.cards


def _goes_on(following: Line | None) -> bool:
    """Whether the line below can be of a person: a role, a number, an address."""
    if following is None:
        return False
    string = following.string.strip()
    return (
        bool(details_of(following))
        or LABEL.match(string) is not None
        or (len(string.split()) <= 8 and string[-1] not in ".!?")
    )


def _in_link_text(string: str, start: int) -> bool:
    """A name that only says whose address it is: "E-post till NAMN"."""
    return bool(re.search(r"(?:e-?post|mejla?|skriv|skicka)\s+till\s*$", string[:start], re.IGNORECASE))


def _role_beside(line: Line, name: Piece, limit: int, pieces: list[Piece]) -> str | None:
    """The role on the same line as the name: before it, after it, or what is left of the line."""
    passage = line.passage
    person: PersonHit | None = next((p for p in passage.persons if p.start == name.start), None)
    if person and person.after:
        begin, end = passage.words[person.after.first].start, passage.words[person.after.last - 1].end
        if line.start <= begin and end <= line.end:
            return " ".join(passage.string[begin:end].split())
    if person and person.role and passage.words[person.role.first].start >= line.start:
        return " ".join(passage.string[passage.words[person.role.first].start : person.start].split()).strip(EDGE)
    details = [(p.start - name.end, p.end - name.end) for p in pieces if p.kind != "name" and p.start >= name.end]
    left = _left(passage.string[name.end : limit], details)
    if 0 < len(left.split()) <= 6 and left[-1] not in ".!?":
        words = [word.strip(",()") for word in left.lower().split()]
        if any(role_base.base(word) or is_person_noun(word) for word in words):
            return left
        if passage.string[name.end : name.end + 1] == " " and limit == line.end and _only_words(left) and details:
            return left if len(words) == 1 and left[0].isupper() and not LABEL.fullmatch(left + " ") else None
    return None


def _left(string: str, taken: list[tuple[int, int]]) -> str:
    """What is left of a line beside its pieces and their labels."""
    parts: list[str] = []
    at = 0
    for start, end in [*sorted(taken), (len(string), len(string))]:
        part = _trim(string[at:start])
        while part and (label := LABEL.match(part + " ")) and label.end() > 0:
            rest = _trim(part[min(label.end(), len(part)) :])
            if rest == part or (label.end() < len(part) and part[label.end() - 1] not in " :."):
                break
            part = rest
        part = _trim(re.sub(rf"(?:^|[\s,;|/]){LABEL.pattern}$", "", part + " ", flags=re.IGNORECASE))
        if part:
            parts.append(part)
        at = end
    return " ".join(parts[0].split()) if parts else ""


def _trim(string: str) -> str:
    """Without the signs at its ends; a bracket that is closed within stays: "politisk sekreterare (L)"."""
    trimmed = string.strip(EDGE)
    at = string.find(trimmed) + len(trimmed) if trimmed else 0
    return trimmed + ")" if trimmed.count("(") > trimmed.count(")") and string[at : at + 1] == ")" else trimmed


def _only_words(string: str) -> bool:
    return all(word.strip(",").replace("-", "").isalpha() for word in string.split())


def _under_name(card: Card, line: Line, left: str) -> bool:
    """Whether a line of words right under the name, before any number, can be the role: no body, no sentence."""
    if card.contact.phone or card.contact.email or card.contact.role or not card.passages:
        return False
    above = card.passages[-1][0]
    near = above is line.passage or above.order + 1 == line.passage.order
    body = any(b.start < line.end and line.start < b.end for b in line.passage.bodies)
    return (
        near and not body and len(left.split()) <= 4 and _only_words(left) and line.string.rstrip()[-1] not in ".!?:"
    )


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
