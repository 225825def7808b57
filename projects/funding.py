"""Who pays how much, put together exactly: shares are fractions, never floats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from django.utils.translation import gettext as _

from .numbers import format_amount, format_percent
from .shares import Share


def shares_problem(shares: Iterable[Share]) -> str:
    """What is wrong with the shares of a project whose funders *all* have one, as a Swedish sentence; "" when they
    sum to one.

    Fractions must sum to one exactly. Percentages as people write them are rounded (33 % three times), so the sum may
    miss by half of the last digit of each.
    """
    shares = list(shares)
    total = sum((share.fraction for share in shares), Fraction(0))
    slack = sum((share.rounding for share in shares), Fraction(0))
    if abs(total - 1) <= slack:
        return ""
    params = {"total": format_percent(total, 2)}
    if total > 1:
        return _("Andelarna blir %(total)s tillsammans, alltså mer än hela summan. Minska någon av dem.") % params
    return (
        _("Andelarna blir %(total)s tillsammans. Rätta någon av dem, eller lägg till den som betalar resten.") % params
    )


class Paid(Protocol):
    """One funder's part, as it is summed up."""

    @property
    def share(self) -> Share | None: ...
    @property
    def amount(self) -> Decimal | None: ...


@dataclass(frozen=True, slots=True)
class FundingSummary:
    """The funding of one project.

    `known` is the sum of the shares that are given, `missing` how many funders have none, `rest` what is left for
    those; `amount` is the sum of the amounts (None when nobody gives one). `total` is the whole budget, where it
    follows from an amount and its share. `text` explains it to people, "" when there is nothing to explain.
    """

    rows: list[Paid]
    known: Fraction
    missing: int
    rest: Fraction
    amount: Decimal | None
    total: Decimal | None
    text: str

    def __bool__(self) -> bool:
        return bool(self.rows)

    @classmethod
    def of(cls, rows: Iterable[Paid]) -> FundingSummary:
        """The summary of the rows of one project."""
        rows = list(rows)
        shares = [row.share for row in rows if row.share]
        amounts = [row.amount for row in rows if row.amount is not None]
        known = sum((share.fraction for share in shares), Fraction(0))
        missing = len(rows) - len(shares)
        rest = max(1 - known, Fraction(0)) if shares else Fraction(0)
        amount = sum(amounts, Decimal(0)) if amounts else None
        total = _total(rows, amount)
        return cls(rows, known, missing, rest, amount, total, _explain(rows, shares, amounts, rest, amount, total))


def _total(rows: list[Paid], amount: Decimal | None) -> Decimal | None:
    if rows and all(row.amount is not None for row in rows):
        return amount
    whole = {
        (Fraction(row.amount) / row.share.fraction) for row in rows if row.share and row.amount and row.share.fraction
    }
    if len(whole) == 1:
        exact = whole.pop()
        return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1))
    return None


def _explain(
    rows: list[Paid],
    shares: list[Share],
    amounts: list[Decimal],
    rest: Fraction,
    amount: Decimal | None,
    total: Decimal | None,
) -> str:
    """One or two sentences on what the shares and amounts come to, and why they may not be added up."""
    if not rows:
        return ""
    parts = []
    if shares and len(shares) < len(rows) and rest > 0:
        parts.append(_("Resten, %(rest)s, betalas av dem som står utan andel.") % {"rest": format_percent(rest)})
    elif len(shares) == len(rows) and sum(share.fraction for share in shares) != 1 and not shares_problem(shares):
        parts.append(_("Procenttalen är avrundade."))
    if amounts and shares and len(amounts) < len(rows) and total is None:
        parts.append(_("En del av stödet är angivet som andel och en del i kronor. Därför går det inte att summera."))
    elif total is not None and len(rows) > 1:
        parts.append(_("Hela budgeten är %(total)s.") % {"total": format_amount(total)})
    elif amounts and len(amounts) < len(rows) and amount is not None:
        parts.append(_("Beloppen som är kända är %(amount)s tillsammans.") % {"amount": format_amount(amount)})
    return " ".join(parts)
