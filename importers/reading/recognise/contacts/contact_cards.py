"""Press contacts: cards, lines and runs of text with names, roles, telephone numbers and mail addresses.

A contact is looked for where the article says so: under a heading or after a label ("Kontakt", "För mer
information", "Kontaktperson:"), and in a sentence that begins with "Kontakta". A telephone number elsewhere is no
press contact, least of all the address of the municipality in the page's footer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

import phonenumbers

from ...model.article import Article, Block, Contact
from ..mentions import roles
from ..mentions.passages import Passage
from ..mentions.persons import PersonHit

EMAIL = re.compile(
    r"[\w.+-]{1,64}(?:@| ?[(\[](?:at|a|snabel-a|snabela)[)\]] ?)"
    r"[\w-]{1,63}(?:(?:\.| ?\((?:punkt|dot)\) ?| (?:punkt|dot) )[\w-]{1,63}){1,4}",
    re.IGNORECASE,
)
PHONE = re.compile(r"(?<![\w/.-])(?:\+|00|0)[1-9\d(][\d \u00a0()/–—‑-]{5,20}\d(?![\w-]*\d)")
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
    r"hittar du inte (?:ditt )?svar)",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"kontakta oss (?:om|angående|för frågor om) [^.!?]{2,40}", re.IGNORECASE
)  # a heading in a short line
ASKS = re.compile(r"(?:^|[.!?:] )[Kk]ontakta? ")  # the sentence that asks the reader to contact somebody
CALL = re.compile(r"\b(?:[Rr]ing|[Kk]ontakta|[Mm]ej?la) (?:gärna |till )?$")  # "Ring kulturenheten, 054-…"
LABEL = re.compile(
    r"(?:direkt|mobil|mob|tel|telefon|telefonnummer|tfn|växel|fax|e-?post(?:adress)?|mejl|mail|e-?mail|epost till|"
    r"kontaktperson(?:er)?|kontakt|presskontakt|namn|roll|titel|webb|nås på|eller|och|på|via|per)[:.]?\s*",
    re.IGNORECASE,
)
FAX = re.compile(r"fax\w*\W{0,3}$", re.IGNORECASE)
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


@dataclass(slots=True)
class Card:
    """A contact in the making, with the range of its passage that it was read from."""

    contact: Contact = field(default_factory=Contact)
    passages: list[tuple[Passage, int, int]] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        c = self.contact
        return not (c.name or c.phone or c.email)


@lru_cache(maxsize=2048)
def swedish_number(written: str) -> str | None:
    """The number in international form ("+46736665336") where it can be a Swedish or a foreign one, else None."""
    digits = re.sub(r"[^\d+]", "", written.replace("(0)", ""))
    if not 7 <= len(digits.lstrip("+")) <= 15:
        return None
    try:
        number = phonenumbers.parse(digits, "SE")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def display_number(written: str) -> str:
    """The number as Swedes write it ("073-666 53 36"); as written where it cannot be read."""
    international = swedish_number(written)
    if international is None:
        return written
    number = phonenumbers.parse(international, "SE")
    swedish = number.country_code == 46
    style = phonenumbers.PhoneNumberFormat.NATIONAL if swedish else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def plain_address(written: str) -> str:
    """A mail address with its (at) and (punkt) turned back."""
    plain = re.sub(r" ?[(\[](?:at|a|snabel-a|snabela)[)\]] ?", "@", written, flags=re.IGNORECASE)
    plain = re.sub(r" ?\((?:punkt|dot)\) ?| (?:punkt|dot) ", ".", plain, flags=re.IGNORECASE)
    return plain.strip(".")


def phones(string: str) -> list[tuple[int, int, str]]:
    """(start, end, as written) of each telephone number; fax numbers and dates are none."""
    found = []
    for match in PHONE.finditer(string):
        written = match[0].rstrip(" -–—(/")
        if FAX.search(string[: match.start()]) or re.match(r"(?:19|20)\d\d-\d\d-\d\d", written):
            continue
        if swedish_number(written):
            found.append((match.start(), match.start() + len(written), written))
    return found


def find(article: Article, passages: list[Passage]) -> list[Card]:
    """All contacts, in reading order. Blocks that hold nothing else become `contact` blocks."""
    cards: list[Card] = []
    index = 0
    while index < len(passages):
        passage = passages[index]
        if passage.kind == "heading" and HEADING_CUE.match(passage.string.strip()) and len(passage.words) <= 8:
            index, section = _section(passages, index + 1)
            if section and passage.block is not None and passage.string.rstrip().endswith("?"):
                passage.block.data["label"] = "contact"  # "Hittar du inte svaret?" is a label over the card
            cards.extend(section)
            continue
        asks = passage.kind in ("paragraph", "item", "contact", "cell") and any(h in passage.lower for h in HINTS)
        if asks and CUE.search(passage.string):
            if _label_only(passage):
                index, section = _section(passages, index + 1)
                cards.extend(section)
                continue
            if _is_contact_text(passage):
                cards.extend(_line_cards([passage]))
                index += 1
                if cards and not _complete(cards[-1]) and index < len(passages):
                    index, more = _section(passages, index, only_details=True)
                    _merge(cards[-1], more)
                continue
        if passage.kind == "contact" or _stands_alone(passage):
            run = _run(passages, index)
            cards.extend(_line_cards(run))
            index += len(run)
            continue
        index += 1
    cards = _distinct([card for card in cards if not card.empty])
    for card in cards:
        _span(card)
    _mark_blocks(article, cards)
    return cards


def _label_only(passage: Passage) -> bool:
    string = passage.string.strip()
    found = CUE.match(string)
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


def _is_contact_text(passage: Passage) -> bool:
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


def _stands_alone(passage: Passage) -> bool:
    """A short line of name and number or address with no label: a card at the end of a release."""
    string = passage.string
    if passage.kind not in ("paragraph", "item") or len(string) > 220 or not ("@" in string or passage.numeric):
        return False
    if not any(p.full and p.start < 40 for p in passage.persons) or ADDRESS.search(string):
        return False
    return "@" in string or bool(phones(string))


def _run(passages: list[Passage], index: int) -> list[Passage]:
    run = [passages[index]]
    if passages[index].kind == "contact":
        block = passages[index].block
        for passage in passages[index + 1 :]:
            if passage.kind != "contact" or (passage.block is not block and passage.order != run[-1].order + 1):
                break
            run.append(passage)
    return run


def _section(passages: list[Passage], index: int, only_details: bool = False) -> tuple[int, list[Card]]:
    """The lines after a contact heading that can belong to cards."""
    lines: list[Passage] = []
    while index < len(passages):
        passage = passages[index]
        string = passage.string.strip()
        if passage.kind == "heading" and not _cardlike(passage):
            break
        if passage.kind == "heading" and HEADING_CUE.match(string) and not any(p.full for p in passage.persons):
            index += 1
            continue
        if passage.kind not in ("paragraph", "item", "contact", "cell", "heading", "link"):
            break
        if only_details and any(p.full for p in passage.persons):
            break
        if not _cardlike(passage) and not (lines and _roleish(passage)):
            if _function_name(passage):
                lines.append(passage)
                index += 1
                continue
            break
        lines.append(passage)
        index += 1
    return index, _line_cards(lines)


def _cardlike(passage: Passage) -> bool:
    string = passage.string.strip()
    if phones(string) or EMAIL.search(string):
        return len(string) < 400
    if any(p.full and p.confidence >= 0.7 for p in passage.persons):
        return (len(string) < 120 and not string.endswith((".", "!", "?"))) or bool(re.match(r"kontakt", string, re.I))
    return bool(LABEL.fullmatch(string)) or bool(re.match(r"(?:e-?post|telefon|mejl|mobil|tfn|tel)\b", string, re.I))


def _roleish(passage: Passage) -> bool:
    string = passage.string.strip()
    if len(string) > 110 or (string.endswith((".", "!", "?")) and len(string.split()) > 6):
        return False
    return any(roles.base(w.low) for w in passage.words) or (len(string.split()) <= 6 and string[:1].isupper())


def _function_name(passage: Passage) -> bool:
    return bool(FUNCTION.match(passage.string.strip())) and len(passage.string) < 60


def _line_cards(lines: list[Passage]) -> list[Card]:  # noqa: C901, PLR0915 - to be split when rebuilt
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


def _complete(card: Card) -> bool:
    return bool(card.contact.name and card.contact.phone and card.contact.email)


def _merge(card: Card, more: list[Card]) -> None:
    for other in more:
        if other.contact.name and other.contact.name != card.contact.name:
            continue
        card.contact.phone = card.contact.phone or other.contact.phone
        card.contact.email = card.contact.email or other.contact.email
        card.contact.role = card.contact.role or other.contact.role
        card.passages.extend(other.passages)


def _distinct(cards: list[Card]) -> list[Card]:
    """The same person twice becomes one card."""
    kept: list[Card] = []
    for card in cards:
        twin = next((k for k in kept if k.contact.name and k.contact.name == card.contact.name), None)
        if twin:
            _merge(twin, [card])
        else:
            kept.append(card)
    return kept


def _span(card: Card) -> None:
    spans = [passage.span(start, end) for passage, start, end in card.passages]
    contact = card.contact
    contact.rule = "contact"
    contact.span = type(spans[0])(min(s.start for s in spans), max(s.end for s in spans)) if spans else None
    if not contact.phone and not contact.email:
        contact.note = "Varken telefon eller e-post står i texten."


def _mark_blocks(article: Article, cards: list[Card]) -> None:
    """Paragraphs that are nothing but a contact become contact blocks, with their words as they stand."""
    owners: dict[int, list[Contact]] = {}
    for card in cards:
        for passage, _, _ in card.passages:
            if passage.block is not None and passage.kind == "paragraph":
                contacts = owners.setdefault(id(passage.block), [])
                if card.contact not in contacts:
                    contacts.append(card.contact)
    for blocks in [article.blocks, *(b.children for b in article.walk() if b.type == "factbox")]:
        index = 0
        while index < len(blocks):
            block = blocks[index]
            named = owners.get(id(block))
            if not named or block.type != "paragraph" or not _only_contact(block):
                index += 1
                continue
            group = [block]
            while index + len(group) < len(blocks):
                following = blocks[index + len(group)]
                theirs = owners.get(id(following))
                if following.type != "paragraph" or not theirs or theirs[0] is not named[-1] or len(theirs) > 1:
                    break
                group.append(following)
            joined = Block("contact", contacts=list(named))
            joined.items = [Block("paragraph", part.content) for part in group]
            blocks[index : index + len(group)] = [joined]
            index += 1


def _only_contact(block: Block) -> bool:
    text = block.content.text.strip()
    return len(text) < 160 and not re.search(r"[.!?] [A-ZÅÄÖ]", EMAIL.sub("", text))


def names_in(cards: list[Card]) -> list[PersonHit]:
    return [p for card in cards for passage, _, _ in card.passages for p in passage.persons if p.full]
