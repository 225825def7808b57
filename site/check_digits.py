"""The check digit of Swedish numbers: organisation numbers and personal identity numbers have the same one."""

from __future__ import annotations


def luhn_holds(digits: str) -> bool:
    """Whether the last digit of `digits` is the check digit of the others (every second doubled, digits summed; SKV
    704 and SKV 709)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if place % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0
