"""Swedish organisation numbers: ten digits, the last a check digit (Luhn), the third at least 2.

The rule: Skatteverket SKV 709, "Organisationsnummer". The third digit tells them from personal identity numbers,
which must never be stored as if they were an organisation's.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from brygga.site.check_digits import luhn_holds


def normalise(value: str) -> str:
    """ "212000-1850" from any of its spellings ("2120001850", "16212000-1850", "SE212000185001").

    Raises ValidationError with a Swedish message when it is not an organisation number.
    """
    text = re.sub(r"[\s–-]", "", value.upper())
    if match := re.fullmatch(r"SE(\d{10})01", text):
        text = match[1]
    if re.fullmatch(r"16\d{10}", text):
        text = text[2:]
    if not re.fullmatch(r"\d{10}", text):
        raise ValidationError(_("Ett organisationsnummer har tio siffror, till exempel 212000-1850."), code="form")
    if int(text[2]) < 2:
        raise ValidationError(
            _("Det här ser ut som ett personnummer. Personnummer får inte sparas här."), code="personal"
        )
    if not luhn_holds(text):
        raise ValidationError(
            _("Siffrorna stämmer inte: den sista ska vara kontrollsiffra. Skriv av numret en gång till."), code="luhn"
        )
    return f"{text[:6]}-{text[6:]}"


def validate_organisation_number(value: str) -> None:
    """A Django validator; see `normalise`."""
    normalise(value)
