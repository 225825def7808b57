"""Press contacts: cards, lines and runs of text with names, roles, telephone numbers and mail addresses.

A contact is looked for where the article says so: under a heading or after a label ("Kontakt", "För mer
information", "Kontaktperson:"), and in a sentence that begins with "Kontakta". A telephone number elsewhere is no
press contact, least of all the address of the municipality in the page's footer.
"""

from __future__ import annotations

from ...furniture import letters
from ...model.article import Article
from ..mentions.passages import Passage
from .card import Card
from .contact_blocks import mark_blocks
from .contact_lines import (
    CUE,
    HEADING_CUE,
    HINTS,
    is_contact_text,
    label_only,
    lines_of_section,
    lines_together,
    reached_in,
    stacked,
    stands_alone,
)
from .line_cards import cards_in, complete, merge


def find(article: Article, passages: list[Passage]) -> list[Card]:
    """All contacts, in reading order. Blocks that hold nothing else become `contact` blocks."""
    cards: list[Card] = []
    index = 0
    while index < len(passages):
        passage = passages[index]
        if passage.kind == "paragraph" and letters.is_closing(passage.string):
            index = _after_signature(passages, index + 1)
            continue
        if passage.kind == "heading" and HEADING_CUE.match(passage.string.strip()) and len(passage.words) <= 8:
            index, section = lines_of_section(passages, index + 1)
            if section and passage.block is not None and passage.string.rstrip().endswith("?"):
                passage.block.data["label"] = "contact"  # "Hittar du inte svaret?" is a label over the card
            cards.extend(section)
            continue
        asks = passage.kind in ("paragraph", "item", "contact", "cell") and any(h in passage.lower for h in HINTS)
        if asks and CUE.search(passage.string):
            if label_only(passage):
                index, section = lines_of_section(passages, index + 1)
                cards.extend(section)
                continue
            if is_contact_text(passage):
                told = cards_in([passage])
                if len(passage.sentences) > 1:  # a mailbox or a switchboard in running text is no contact
                    told = [card for card in told if card.contact.name]
                cards.extend(told)
                index += 1
                if told and not complete(cards[-1]) and index < len(passages):
                    index, more = lines_of_section(passages, index, only_details=True)
                    merge(cards[-1], more)
                continue
        if passage.kind == "contact" or stands_alone(passage):
            run = lines_together(passages, index)
            cards.extend(cards_in(run))
            index += len(run)
            if cards and not complete(cards[-1]):
                index, more = lines_of_section(passages, index, only_details=True)
                merge(cards[-1], more)
            continue
        if stacked(passages, index):
            index, section = lines_of_section(passages, index, opening=True)
            cards.extend(section)
            continue
        since = reached_in(passage)
        if since >= 0:
            cards.extend(card for card in cards_in([passage], since) if card.contact.name)
        index += 1
    cards = _distinct([card for card in cards if not card.empty])
    for card in cards:
        _span(card)
    mark_blocks(article, cards)
    return cards


def _after_signature(passages: list[Passage], index: int) -> int:
    """Where the lines end that sign a letter: who wrote it is nobody to ask, unless the text says so."""
    end = min(len(passages), index + letters.MOST_SIGNED)
    while index < end:
        passage = passages[index]
        said = passage.kind != "paragraph" or len(passage.string) > letters.LONGEST_SIGNED
        if said or CUE.search(passage.string) or passage.string.strip().endswith((".", ":")):
            break
        index += 1
    return index


def _distinct(cards: list[Card]) -> list[Card]:
    """The same person twice becomes one card."""
    kept: list[Card] = []
    for card in cards:
        twin = next((k for k in kept if k.contact.name and k.contact.name == card.contact.name), None)
        if twin:
            merge(twin, [card])
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
