"""Funding: who pays what share or amount of what.

Read sentence by sentence, where a sentence speaks of paying. A share or an amount belongs to the body before it
("Fonden betalar 60 procent och kommunen 40"), or, after "får … av" and "finansieras av", to the one after.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model.findings import Funding
from ..mentions.body_hits import BodyHit
from ..mentions.paid import Paid
from ..mentions.passages import Passage
from ..mentions.sheet import Row
from .funding_payers import KNOWN, Payer, in_row, row_before, unknown_after, unknown_before
from .funding_payers import payers as payers_in
from .funding_words import (
    ACTIVE,
    AMOUNT,
    DEALER,
    DEALS,
    FUND,
    FUNDERS,
    GENERIC,
    GETS,
    GIVES,
    IN_A_ROW,
    JOINTLY,
    LABEL,
    MONEY_WORD,
    OF_COST,
    OFFERED,
    OTHER_DEED,
    PASSIVE,
    REST,
    REST_PAID,
    SHARE,
    STANDS,
    STOOD,
    TAKES,
    UNPAID,
    WE,
    WHOLE_COST,
    WORK_OF,
)


def find(passages: list[Passage], sheet: Sequence[Row] = ()) -> list[Paid]:
    """Funding in reading order, one entry for each funder, the one with a share before those without.

    `sheet` are the rows of labels and values that the article has.
    """
    found: list[Paid] = []
    rows: dict[int, list[tuple[int, int]]] = {}
    for row in sheet:
        if FUNDERS.search(row.label):
            rows.setdefault(row.passage.order, []).append((row.start, row.end))
            found.extend(_labelled(row.passage, row.start, row.end, in_row(row.passage, row.start, row.end)))
    for passage in passages:
        if passage.kind in ("title", "heading", "link", "contact", "caption", "question"):
            continue
        if not MONEY_WORD.search(passage.lower):
            continue
        if any(end - start > len(passage.string) // 3 for start, end in rows.get(passage.order, [])):
            continue  # a row of a sheet tells by its label
        for start, end in passage.sentences:
            found.extend(_sentence(passage, start, end))
    _in_full(found, passages)
    return _distinct(found)


def _in_full(found: list[Paid], passages: list[Passage]) -> None:
    """ "Socialfonden" under the fullest name that the article has of the same body."""
    names: dict[str, str] = {}
    for passage in passages:
        for body in passage.bodies:
            if body.key and body.kind == "organisation" and len(body.name) > len(names.get(body.key, "")):
                names[body.key] = body.name
    for paid in found:
        full = names.get(paid.key, "")
        if full.lower().endswith(paid.funding.funder.lower()):
            paid.funding.funder = full


def _sentence(passage: Passage, start: int, end: int) -> list[Paid]:
    string = passage.string[start:end]
    if not MONEY_WORD.search(string.lower()):
        return []
    payers = payers_in(passage, start, end)
    if WE.search(string):
        body = _body_before(passage, start)
        if body:
            return [_paid(passage, start, end, Payer(body.start, body.end, body.name), None, None, "funding-together")]
    if payers:
        for told in (_jointly, _rest, _turned):
            found = told(passage, start, end, payers)
            if found is not None:
                return found
        if LABEL.match(string):
            return _labelled(passage, start, end, payers)
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
        return _after(passage, start, end, start + passive.end(), payers)
    if active:
        verb = start + active.start()
        if not any(p.end <= verb for p in payers):
            more = unknown_before(passage, start, verb)
            payers = [*([more] if more else []), *payers]
        return _before(passage, start, end, verb, payers)
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
    found = [_paid(passage, start, end, subject[0], first[0], None, "funding-of-cost", sure=0.7)]
    found[0].shares.append(first.span())
    for share in shares:
        payer = next((p for p in payers if first.end() <= p.start < share.start()), None)
        if share.start() > first.end() and payer is not None:
            found.append(_paid(passage, start, end, payer, share[0], None, "funding-of-cost", sure=0.7))
            found[-1].shares.append(share.span())
            break
    return found


def _jointly(passage: Passage, start: int, end: int, payers: list[Payer]) -> list[Paid] | None:
    """ "A och B satsar tillsammans 2 miljoner": both pay, and who pays how much is not said."""
    jointly = JOINTLY.search(passage.string, start, end)
    if not jointly or not AMOUNT.match(passage.string, jointly.end()):
        return None
    mine = [p for p in payers if p.end <= jointly.start()]
    if len(mine) < 2:
        return None
    return [_paid(passage, start, end, p, None, None, "funding-together") for p in mine]


def _rest(passage: Passage, start: int, end: int, payers: list[Payer]) -> list[Paid] | None:
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
    paid = _paid(passage, start, end, mine[0], share[0], None, "funding-rest")
    paid.shares.append(share.span())
    return [paid]


def _turned(passage: Passage, start: int, end: int, payers: list[Payer]) -> list[Paid] | None:
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
            paid = _paid(passage, start, end, payer, share, None if share else worth[0], "funding-turned")
            paid.shares.extend([worth.span()] if share else [])
            return [paid]
    return None


def _before(passage: Passage, start: int, end: int, verb: int, payers: list[Payer]) -> list[Paid]:
    """ "A betalar 60 procent och B 40 procent", "A och B bidrar med en tredjedel"."""
    if re.match(r"betala\w*(?: \w+){0,2} ut\b", passage.string[verb : verb + 50]):
        return []  # "betalar ut" is not to fund
    shares = [(m.start(), m.end(), m[0], None) for m in SHARE.finditer(passage.string, verb, end)]
    amounts = [(m.start(), m.end(), None, m[0]) for m in AMOUNT.finditer(passage.string, verb, end)]
    worths = sorted([*shares, *(a for a in amounts if not any(s[0] < a[1] and a[0] < s[1] for s in shares))])
    found: list[Paid] = []
    position = start
    verbs = [m.span() for m in ACTIVE.finditer(passage.string, verb, end)]
    if not worths:
        subject = row_before(passage, payers, verb)
        whole = re.search(r"finansier|bekosta", passage.string[verb : verb + 16]) or WHOLE_COST.search(
            passage.lower, verb, end
        )
        gives = GIVES.match(passage.lower, verb) and subject and _given(passage, subject, verb, end) == KNOWN
        if subject and (whole or gives):
            found.append(_paid(passage, start, end, _joined(passage, subject), None, None, "funding-subject"))
        return found
    stood = any(STOOD.search(passage.string, a, b) for a, b in verbs)
    for begin, finish, share, amount in worths:
        if share and stood and UNPAID.match(passage.string, finish, end):
            continue
        mine = [p for p in payers if position <= p.start and p.end <= begin]
        if position == start and mine:  # "A har beviljat B 3 miljoner kronor": B gets them
            latest = max((a for a, b in verbs if b <= begin), default=verb)
            mine = row_before(passage, mine, latest) or mine[:1]
        # "A bidrar med lokal, B skjuter till 40 000 kronor": the amount is of the verb nearest before it
        others = [after for _, after in verbs if after <= begin]
        if len(others) > 1 and any(p.start >= others[-2] for p in mine):
            mine = [p for p in mine if p.start >= others[-2]]
        if mine:
            sure = _given(passage, mine, verb, end)
            paid = _paid(passage, start, end, _joined(passage, mine), share, amount, "funding-share", sure)
            if share:
                paid.shares.append((begin, finish))
            found.append(paid)
        position = finish
    return found


def _given(passage: Passage, mine: list[Payer], verb: int, end: int) -> float:
    """How sure it is that who "satsar" money funds something: a project or somebody who gets it is named.

    What stands in a clause with "att" is wished for and not done.
    """
    begin, _ = passage.sentence_at(verb)
    if re.search(r"\batt (?:[\w-]+ )?$", passage.lower[begin : mine[0].start]):
        return OFFERED
    if not GIVES.match(passage.lower, verb) or any(DEALER.search(payer.name) for payer in mine):
        return KNOWN
    named = any(b.kind == "project" and verb < b.start < end for b in passage.bodies) or WORK_OF.search(
        passage.lower, verb, end
    )
    gets = any(verb < b.start < end and b.kind in ("municipality", "organisation") for b in passage.bodies)
    return KNOWN if named or gets else OFFERED


def _after(passage: Passage, start: int, end: int, position: int, payers: list[Payer]) -> list[Paid]:
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
        paid = _paid(passage, start, end, payer, share if first else None, amount if first else None, "funding-from")
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
            paid = _paid(passage, start, end, _joined(passage, mine), share[0], None, "funding-share")
            paid.shares.append(share.span())
            found.append(paid)
    return found


def _labelled(passage: Passage, start: int, end: int, payers: list[Payer]) -> list[Paid]:
    """ "Finansiering: A 1,5 miljoner kronor, B 500 000 kronor", "Finansiärer: A och B"."""
    found = []
    for number, payer in enumerate(payers):
        stop = payers[number + 1].start if number + 1 < len(payers) else end
        share = SHARE.search(passage.string, payer.end, stop)
        amount = None if share else AMOUNT.search(passage.string, payer.end, stop)
        paid = _paid(
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


def _joined(passage: Passage, payers: list[Payer]) -> Payer:
    if len(payers) == 1:
        return payers[0]
    start, end = payers[0].start, payers[-1].end
    return Payer(start, end, " ".join(passage.string[start:end].split()), sure=min(p.sure for p in payers))


def _body_before(passage: Passage, position: int) -> BodyHit | None:
    """The body that "de" stands for: the coordination body whose members have just been listed."""
    earlier = [b for b in passage.bodies if b.end <= position and b.kind == "organisation"]
    joint = [b for b in earlier if b.register_kind == "coordination_body"]
    return joint[-1] if joint else None


def _paid(
    passage: Passage,
    start: int,
    end: int,
    payer: Payer,
    share: str | None,
    amount: str | None,
    rule: str,
    sure: float = KNOWN,
) -> Paid:
    funding = Funding(span=passage.span(start, end), rule=rule, confidence=min(sure, payer.sure), funder=payer.name)
    funding.share = " ".join(share.split()) if share else None
    funding.amount = " ".join(amount.split()) if amount else None
    key = payer.key or next(
        (b.key or "" for b in passage.bodies if start <= b.start < end and b.name == payer.name), ""
    )
    return Paid(funding, passage, start, end, key=key)


def _same_payer(one: Paid, other: Paid) -> bool:
    if one.funding.funder.lower() == other.funding.funder.lower() or (one.key and one.key == other.key):
        one.funding.funder = max(one.funding.funder, other.funding.funder, key=len)
        return True
    return False


def _distinct(found: list[Paid]) -> list[Paid]:
    kept: list[Paid] = []
    for paid in found:
        twin = next((k for k in kept if _same_payer(k, paid)), None)
        if twin is None:
            kept.append(paid)
            continue
        if paid.funding.share and twin.funding.share and paid.funding.share != twin.funding.share:
            kept.append(paid)
            continue
        if paid.funding.share and not twin.funding.share:
            twin.funding.share, twin.funding.span = paid.funding.share, paid.funding.span
            twin.passage, twin.start, twin.end = paid.passage, paid.start, paid.end
        twin.funding.amount = twin.funding.amount or paid.funding.amount
        twin.shares.extend(paid.shares)
    return kept
