"""Telephone numbers and mail addresses as Swedes write them."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers

_AT = r" ?[(\[](?:at|a|snabel-a|snabela)[)\]] ?| (?:snabel-a|snabela) "  # what hides an address from robots
_DOT = r" ?\((?:punkt|dot)\) ?| (?:punkt|dot) "
EMAIL = re.compile(
    rf"[\w.+-]{{1,64}}(?: (?:punkt|dot) [\w+-]{{1,64}}){{0,3}}(?:@|{_AT})"
    rf"[\w-]{{1,63}}(?:(?:\.|{_DOT})[\w-]{{1,63}}){{1,4}}",
    re.IGNORECASE,
)
PHONE = re.compile(r"(?<![\w/.-])(?:\+|00|0)[1-9\d(][\d \u00a0()/–—‑-]{5,20}\d(?![\w-]*\d)")
FAX = re.compile(r"fax\w*\W{0,3}$", re.IGNORECASE)


@lru_cache(maxsize=2048)
def swedish_number(written: str) -> str | None:
    """The number in international form ("+46736665336") where it can be a Swedish or a foreign one, else None."""
    digits = re.sub(r"[^\d+]", "", written.replace("(0)", ""))
    if not 7 <= len(digits.lstrip("+")) <= 15:
        return None
    try:
        number = phonenumbers.parse(digits, "SE")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def display_number(written: str) -> str:
    """The number as Swedes write it ("073-666 53 36"); as written where it cannot be read."""
    international = swedish_number(written)
    if international is None:
        return written
    number = phonenumbers.parse(international, "SE")
    swedish = number.country_code == 46
    style = phonenumbers.PhoneNumberFormat.NATIONAL if swedish else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def plain_address(written: str) -> str:
    """A mail address with its (at) and (punkt) turned back."""
    plain = re.sub(_AT, "@", written, flags=re.IGNORECASE)
    plain = re.sub(_DOT, ".", plain, flags=re.IGNORECASE)
    return plain.strip(".")


def phones(string: str) -> list[tuple[int, int, str]]:
    """(start, end, as written) of each telephone number; fax numbers and dates are none."""
    found = []
    for match in PHONE.finditer(string):
        written = match[0].rstrip(" -–—(/")
        if FAX.search(string[: match.start()]) or re.match(r"(?:19|20)\d\d-\d\d-\d\d", written):
            continue
        if swedish_number(written):
            found.append((match.start(), match.start() + len(written), written))
    return found
