"""Who pays, where the payer stands before the verb."""

from __future__ import annotations

import re

from ..mentions.paid import Paid
from ..mentions.passages import Passage
from .funding_item import funding_of, joined_payers
from .funding_payers import KNOWN, Payer, row_before
from .funding_words import ACTIVE, AMOUNT, DEALER, GIVES, OFFERED, SHARE, STOOD, UNPAID, WHOLE_COST, WORK_OF


def paid_before(passage: Passage, start: int, end: int, verb: int, payers: list[Payer]) -> list[Paid]:
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
            found.append(
                funding_of(passage, start, end, joined_payers(passage, subject), None, None, "funding-subject")
            )
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
            paid = funding_of(passage, start, end, joined_payers(passage, mine), share, amount, "funding-share", sure)
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
