"""One payment as it was found, and how payers are joined."""

from __future__ import annotations

from ...model.findings import Funding
from ..mentions.body_hits import BodyHit
from ..mentions.paid import Paid
from ..mentions.passages import Passage
from .funding_payers import KNOWN, Payer


def joined_payers(passage: Passage, payers: list[Payer]) -> Payer:
    if len(payers) == 1:
        return payers[0]
    start, end = payers[0].start, payers[-1].end
    return Payer(start, end, " ".join(passage.string[start:end].split()), sure=min(p.sure for p in payers))


def body_before(passage: Passage, position: int) -> BodyHit | None:
    """The body that "de" stands for: the coordination body whose members have just been listed."""
    earlier = [b for b in passage.bodies if b.end <= position and b.kind == "organisation"]
    joint = [b for b in earlier if b.register_kind == "coordination_body"]
    return joint[-1] if joint else None


def funding_of(
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
