"""Who pays, where the payer stands after the verb."""

from __future__ import annotations

import re

from ..mentions.paid import Paid
from ..mentions.passages import Passage
from .funding_item import funding_of, joined_payers
from .funding_payers import Payer
from .funding_words import AMOUNT, FUND, GENERIC, GETS, IN_A_ROW, SHARE


def paid_after(passage: Passage, start: int, end: int, position: int, payers: list[Payer]) -> list[Paid]:
    """ "får 14 miljoner kronor av A", "finansieras till hälften av A och B", "kommer från A och från B"."""
    mine = [p for p in payers if p.start >= position - 1]
    if not mine:
        return []
    # only what stands in the same row: "av A, B och C"
    row = [mine[0]]
    for payer in mine[1:]:
        between = passage.string[row[-1].end : payer.start]
        if len(between) < 40 and all(word in IN_A_ROW for word in re.findall(r"\w+", between.lower())):
            row.append(payer)
        else:
            break
    if passage.string[start:position].lower().lstrip().startswith("regeringen"):
        return []
    shares = list(SHARE.finditer(passage.string, start, end))
    if len(shares) > 1 or (shares and passage.string[shares[0].start() - 1] == "("):
        return _shared(passage, start, end, shares, payers)
    amount = next((m[0] for m in AMOUNT.finditer(passage.string, start, row[0].start)), None)
    share = next((m[0] for m in SHARE.finditer(passage.string, start, row[0].start)), None)
    found = []
    row = [p for i, p in enumerate(row) if not p.key or p.key not in {q.key for q in row[:i]}]
    words = passage.string[start : row[0].start]
    if words[-30:].lower().rstrip().endswith("stöd av") and not AMOUNT.search(words) and not FUND.search(row[0].name):
        return []  # "med stöd av lagen" is no money
    if GETS.search(words) and not (
        amount or share or re.search(r"medel|bidrag|pengar|finansiering|anslag|stöd", words)
    ):
        return []
    for number, payer in enumerate(row):
        first = number == 0
        paid = funding_of(
            passage, start, end, payer, share if first else None, amount if first else None, "funding-from"
        )
        if first and share:
            paid.shares.append(shares[0].span())
        if not payer.key and not paid.funding.share and not paid.funding.amount and GENERIC.fullmatch(payer.name):
            paid.funding.confidence = 0.45 if len(row) == 1 else paid.funding.confidence
        found.append(paid)
    return found


def _shared(passage: Passage, start: int, end: int, shares: list[re.Match[str]], payers: list[Payer]) -> list[Paid]:
    """ "till 60 procent av A och till 40 procent av B": each share with who stands after it."""
    found = []
    for number, share in enumerate(shares):
        stop = shares[number + 1].start() if number + 1 < len(shares) else end
        if passage.string[share.start() - 1] == "(":  # "av A (75 procent) och B (25 procent)"
            mine = [p for p in payers if p.end <= share.start()][-1:]
        else:
            mine = [p for p in payers if share.end() <= p.start < stop]
        if mine:
            paid = funding_of(passage, start, end, joined_payers(passage, mine), share[0], None, "funding-share")
            paid.shares.append(share.span())
            found.append(paid)
    return found
