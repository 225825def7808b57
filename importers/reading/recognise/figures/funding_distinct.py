"""Each payment once."""

from __future__ import annotations

from ..mentions.paid import Paid
from ..mentions.passages import Passage


def in_full(found: list[Paid], passages: list[Passage]) -> None:
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


def _same_payer(one: Paid, other: Paid) -> bool:
    if one.funding.funder.lower() == other.funding.funder.lower() or (one.key and one.key == other.key):
        one.funding.funder = max(one.funding.funder, other.funding.funder, key=len)
        return True
    return False


def distinct_fundings(found: list[Paid]) -> list[Paid]:
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
