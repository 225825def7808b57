"""Funding: who pays what share or amount of what.

Read sentence by sentence, where a sentence speaks of paying. A share or an amount belongs to the body before it
("Fonden betalar 60 procent och kommunen 40"), or, after "får … av" and "finansieras av", to the one after.

"""

from __future__ import annotations

from collections.abc import Sequence

from ..mentions.paid import Paid
from ..mentions.passages import Passage
from ..mentions.sheet import Row
from .funding_after_verb import paid_after
from .funding_before_verb import paid_before
from .funding_distinct import distinct_fundings, in_full
from .funding_item import body_before, funding_of
from .funding_payers import Payer, in_row, unknown_after, unknown_before
from .funding_payers import payers as payers_in
from .funding_without_verb import labelled_funding, paid_jointly, the_rest, turned_round
from .funding_words import (
    ACTIVE,
    DEALER,
    DEALS,
    FINANCED,
    FUNDERS,
    GRANTED,
    LABEL,
    MONEY_WORD,
    OF_COST,
    OTHER_DEED,
    PASSIVE,
    SHARE,
    SUM,
    TAKES,
    WE,
)


def find(passages: list[Passage], sheet: Sequence[Row] = ()) -> list[Paid]:
    """Funding in reading order, one entry for each funder, the one with a share before those without.

    `sheet` are the rows of labels and values that the article has.
    """
    found: list[Paid] = []
    rows: dict[int, list[tuple[int, int]]] = {}
    for row in sheet:
        granted = GRANTED.match(row.label)
        worth = SUM.fullmatch(row.value.strip()) if granted else None
        if granted and worth:
            payer = Payer(row.start, row.end, granted["who"].upper())
            paid = funding_of(row.passage, row.start, row.end, payer, None, worth[0], "funding-label")
            rows.setdefault(row.passage.order, []).append((row.start, row.end))
            found.append(paid)
        elif FUNDERS.search(row.label):
            rows.setdefault(row.passage.order, []).append((row.start, row.end))
            found.extend(labelled_funding(row.passage, row.start, row.end, in_row(row.passage, row.start, row.end)))
    for passage in passages:
        if passage.kind in ("title", "heading", "link", "contact", "caption", "question"):
            continue
        if not MONEY_WORD.search(passage.lower):
            continue
        if any(end - start > len(passage.string) // 3 for start, end in rows.get(passage.order, [])):
            continue  # a row of a sheet tells by its label
        for start, end in passage.sentences:
            found.extend(_sentence(passage, start, end))
    in_full(found, passages)
    return distinct_fundings(found)


def _sentence(passage: Passage, start: int, end: int) -> list[Paid]:
    string = passage.string[start:end]
    if not MONEY_WORD.search(string.lower()):
        return []
    compound = FINANCED.search(string)
    if compound:
        payer = Payer(start + compound.start("who"), start + compound.end("who"), compound["who"])
        return [funding_of(passage, start, end, payer, None, None, "funding-compound", sure=0.7)]
    payers = payers_in(passage, start, end)
    if WE.search(string):
        body = body_before(passage, start)
        if body:
            return [
                funding_of(passage, start, end, Payer(body.start, body.end, body.name), None, None, "funding-together")
            ]
    if payers:
        for told in (paid_jointly, the_rest, turned_round):
            found = told(passage, start, end, payers)
            if found is not None:
                return found
        if LABEL.match(string):
            return labelled_funding(passage, start, end, payers)
    return _by_verb(passage, start, end, payers)


def _by_verb(passage: Passage, start: int, end: int, payers: list[Payer]) -> list[Paid]:
    """By the sentence's verb: "A betalar 60 procent", "finansieras av A", "A bär huvuddelen av utgifterna"."""
    low = passage.lower[start:end]
    passive, active = PASSIVE.search(low), ACTIVE.search(low)
    if passive and OTHER_DEED.search(passive[0]):
        passive = None  # "får pengar och drivs av": the body runs it and need not pay
    deals = None if active or passive else DEALS.search(low)
    if deals and any(DEALER.search(p.name) for p in payers if p.end <= start + deals.start()):
        active = deals
    if passive and not (active and active.start() < passive.start()):
        if not any(p.start >= start + passive.end() - 1 for p in payers):
            more = unknown_after(passage, start + passive.end() + 1, end)
            payers = [*payers, *([more] if more else [])]
        return paid_after(passage, start, end, start + passive.end(), payers)
    if active:
        verb = start + active.start()
        if not any(p.end <= verb for p in payers):
            more = unknown_before(passage, start, verb)
            payers = [*([more] if more else []), *payers]
        return paid_before(passage, start, end, verb, payers)
    return _any_verb(passage, start, end, payers)


def _any_verb(passage: Passage, start: int, end: int, payers: list[Payer]) -> list[Paid]:
    """ "A bär huvuddelen av utgifterna och B resten": whatever the verb, a share of the cost is paid."""
    shares = list(SHARE.finditer(passage.string, start, end))
    first = next((s for s in shares if OF_COST.match(passage.lower, s.end())), None)
    if first is None or TAKES.search(passage.lower, start, first.start()):
        return []
    subject = [p for p in payers if p.end < first.start()]
    if not subject:
        return []
    found = [funding_of(passage, start, end, subject[0], first[0], None, "funding-of-cost", sure=0.7)]
    found[0].shares.append(first.span())
    for share in shares:
        payer = next((p for p in payers if first.end() <= p.start < share.start()), None)
        if share.start() > first.end() and payer is not None:
            found.append(funding_of(passage, start, end, payer, share[0], None, "funding-of-cost", sure=0.7))
            found[-1].shares.append(share.span())
            break
    return found
