"""Numbers as Swedes write them."""

from decimal import Decimal
from fractions import Fraction

THIN = "\u00a0"  # a no-break space between thousands, as Språkrådet recommends


def format_number(value: Decimal | int | float | Fraction, decimals: int | None = None) -> str:
    """ "1 250", "4,5", "−3": no-break spaces between thousands, a decimal comma, no trailing noughts.

    `decimals` rounds to that many; None keeps what the value has.
    """
    number = (
        Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else Decimal(str(value))
    )
    if decimals is not None:
        number = round(number, decimals)
    text = f"{abs(number):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.replace(",", THIN).replace(".", ",")
    return f"−{text}" if number < 0 and text != "0" else text


def format_amount(value: Decimal | int) -> str:
    """An amount in Swedish kronor: "2 500 000 kr", "12,50 kr"."""
    return f"{format_number(value)}{THIN}kr"


def format_percent(fraction: Fraction, decimals: int = 1) -> str:
    """ "67 %", "33,3 %": the fraction times a hundred, rounded."""
    return f"{format_number(fraction * 100, decimals)}{THIN}%"
