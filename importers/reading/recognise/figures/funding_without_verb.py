"""Who pays, told by shares, rests and labels."""

from __future__ import annotations

from ..mentions.paid import Paid
from ..mentions.passages import Passage
from .funding_item import funding_of
from .funding_payers import Payer
from .funding_words import AMOUNT, JOINTLY, REST, REST_PAID, SHARE, STANDS


def paid_jointly(passage: Passage, start: int, end: int, payers: list[Payer]) -> list[Paid] | None:
    """ "A och B satsar tillsammans 2 miljoner": both pay, and who pays how much is not said."""
    jointly = JOINTLY.search(passage.string, start, end)
    if not jointly or not AMOUNT.match(passage.string, jointly.end()):
        return None
    mine = [p for p in payers if p.end <= jointly.start()]
    if len(mine) < 2:
        return None
    return [funding_of(passage, start, end, p, None, None, "funding-together") for p in mine]


def the_rest(passage: Passage, start: int, end: int, payers: list[Payer]) -> list[Paid] | None:
    """ "Resten betalas av A"."""
    string = passage.string[start:end]
    rest = REST_PAID.search(string) if REST.match(string) else None
    if not rest:
        return None
    mine = [p for p in payers if p.start >= start + rest.end()]
    told = [m for m in SHARE.finditer(passage.string, start, end) if m[0][0].isdigit()]
    share = told[0] if told else SHARE.match(passage.string, start, end)
    if not mine or share is None:
        return []
    paid = funding_of(passage, start, end, mine[0], share[0], None, "funding-rest")
    paid.shares.append(share.span())
    return [paid]


def turned_round(passage: Passage, start: int, end: int, payers: list[Payer]) -> list[Paid] | None:
    """ "Av dessa står Glimmer AB för 10 miljoner": the payer stands between the verb and its preposition."""
    for verb in STANDS.finditer(passage.string, start, end):
        payer = next((p for p in payers if 0 <= p.start - verb.end() <= 25), None)
        if payer is None or {"för", "med"} & set(passage.string[verb.end() : payer.start].split()):
            continue
        if not passage.string.startswith((" för ", " med "), payer.end):
            continue
        worth = SHARE.search(passage.string, payer.end, end) or AMOUNT.search(passage.string, payer.end, end)
        if worth:
            share = worth[0] if SHARE.fullmatch(worth[0]) else None
            paid = funding_of(passage, start, end, payer, share, None if share else worth[0], "funding-turned")
            paid.shares.extend([worth.span()] if share else [])
            return [paid]
    return None


def labelled_funding(passage: Passage, start: int, end: int, payers: list[Payer]) -> list[Paid]:
    """ "Finansiering: A 1,5 miljoner kronor, B 500 000 kronor", "Finansiärer: A och B"."""
    found = []
    for number, payer in enumerate(payers):
        stop = payers[number + 1].start if number + 1 < len(payers) else end
        share = SHARE.search(passage.string, payer.end, stop)
        amount = None if share else AMOUNT.search(passage.string, payer.end, stop)
        paid = funding_of(
            passage,
            start,
            end,
            payer,
            share[0] if share else None,
            amount[0] if amount else None,
            "funding-label",
        )
        paid.shares.extend([share.span()] if share else [])
        found.append(paid)
    return found
