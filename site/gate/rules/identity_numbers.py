"""Personal identity numbers and coordination numbers, told from other numbers by their day and check digit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ...check_digits import luhn_holds
from ..contents import Contents
from ..problems import Problem

# YYMMDD-NNNN and YYYYMMDD-NNNN, + for those over a hundred; a coordination number has 60 added to the day.
NUMBER = re.compile(
    r"(?<![\d-])(?:(?:18|19|20)\d\d|\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
    r"(?:\s?[-–+]\s?|\s)?\d{4}(?![\d-])"
)

_SAID = re.compile(r"(?:person(?:nummer|nr)|p(?:ers)?nr|samordningsnummer|född)\W{0,3}$", re.I)


def check(contents: Contents) -> Iterator[Problem]:
    """Each number, wherever it stands: fields, blocks, alternative texts and the rows beside the page. The number is
    masked in what is told, so that no list or log carries it on."""
    for words in contents.words:
        for match in NUMBER.finditer(words.text) if words.kind != "phone" else ():
            if is_identity_number(match[0]) and not _is_telephone(words.text, match):
                yield Problem(_("Här står ett personnummer. Ta bort det."), words.spot, f"{match[0].strip()[:-4]}XXXX")


def _is_telephone(text: str, match: re.Match[str]) -> bool:
    """Whether ten digits in a row that begin with 0 are a telephone number: they mostly are, where nobody says
    otherwise, and every tenth of them has a right check digit."""
    return re.fullmatch(r"0\d{9}", match[0]) is not None and not _SAID.search(text[: match.start()])


def is_identity_number(written: str) -> bool:
    """Whether the check digit is right (Luhn over the last ten digits, Skatteverket's SKV 704)."""
    digits = "".join(char for char in written if char.isdecimal())[-10:]
    return len(digits) == 10 and luhn_holds(digits)
