"""Shares of a whole, exactly as they were given: "2/3", "67 %", "66,7 procent"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from brygga.site.fields import ValueField

from .numbers import format_percent

WORDS = {
    "hela": Fraction(1),
    "hälften": Fraction(1, 2),
    "halva": Fraction(1, 2),
    "en tredjedel": Fraction(1, 3),
    "två tredjedelar": Fraction(2, 3),
    "en fjärdedel": Fraction(1, 4),
    "tre fjärdedelar": Fraction(3, 4),
    "en femtedel": Fraction(1, 5),
    "två femtedelar": Fraction(2, 5),
    "tre femtedelar": Fraction(3, 5),
    "fyra femtedelar": Fraction(4, 5),
}
FRACTION = re.compile(r"(\d{1,4})\s*[/⁄]\s*(\d{1,4})")
PERCENT = re.compile(r"(\d{1,4}(?:[.,]\d{1,6})?)\s*(?:%|procent)")
ERROR = _("Skriv andelen som ett bråk eller i procent: 2/3 eller 67 %.")
ABOVE_ONE = _("Andelen är större än hela summan. Den kan vara högst 100 % (1/1).")


@dataclass(frozen=True, slots=True)
class Share:
    """`text` as it is written, `fraction` its exact value. A percentage keeps its rounding: "67 %" is 67/100."""

    text: str
    fraction: Fraction

    @classmethod
    def parse(cls, written: str) -> Share:
        """Reads a fraction, a percentage or Swedish words ("två tredjedelar"); raises ValueError for anything else."""
        text = " ".join(str(written).split())
        folded = text.casefold()
        if match := FRACTION.fullmatch(folded):
            if int(match[2]) == 0:
                raise ValueError(f"no share: {text!r}")
            return cls(f"{match[1]}/{match[2]}", Fraction(int(match[1]), int(match[2])))
        if match := PERCENT.fullmatch(folded):
            number = match[1].replace(",", ".")
            return cls(f"{number.replace('.', ',')} %", Fraction(number) / 100)
        if folded in WORDS:
            value = WORDS[folded]
            return cls(f"{value.numerator}/{value.denominator}", value)
        raise ValueError(f"no share: {text!r}")

    @property
    def is_percentage(self) -> bool:
        """Whether it was given in per cent, and may therefore be rounded."""
        return self.text.endswith("%")

    @property
    def rounding(self) -> Fraction:
        """How far the exact value may be from a percentage as given: half of its last digit; 0 for a fraction."""
        if not self.is_percentage:
            return Fraction(0)
        digits = len(self.text.rstrip(" %").partition(",")[2])
        return Fraction(1, 2 * 100 * 10**digits)

    @property
    def percent(self) -> str:
        """In per cent for people: "66,7 %", or as given when it was a percentage."""
        return self.text.replace(" ", "\u00a0") if self.is_percentage else format_percent(self.fraction)

    def __str__(self) -> str:
        return self.text


def validate_not_above_one(value: Any) -> None:
    """Raises ValidationError for a share above the whole, or of nothing."""
    if isinstance(value, Share) and value.fraction > 1:
        raise ValidationError(ABOVE_ONE, code="above_one")
    if isinstance(value, Share) and value.fraction <= 0:
        raise ValidationError(_("Andelen är noll. Lämna fältet tomt om andelen inte är känd."), code="zero")


class ShareField(ValueField):
    """Stores a `Share` as it was written; unknown is None. A share above one is refused."""

    value_class = Share
    _pyi_private_set_type: Share | Fraction | str | None
    _pyi_private_get_type: Share | None
    description = _("Andel som bråk eller procent")
    default_error_messages = {"invalid": ERROR}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 20
        kwargs["null"] = kwargs["blank"] = True
        super().__init__(*args, **kwargs)
        self.validators = [validate_not_above_one]

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for key in ("max_length", "null", "blank"):
            kwargs.pop(key, None)
        return name, path, args, kwargs

    def read(self, value: Any) -> Share:
        if isinstance(value, Fraction):
            return Share(f"{value.numerator}/{value.denominator}", value)
        return super().read(value)
