"""Shares of a whole, exactly as they were given: "2/3", "67 %", "66,7 procent"."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

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


class ShareFormField(forms.CharField):
    """Takes what `Share.parse` reads."""

    default_error_messages = {"invalid": ERROR}

    def to_python(self, value: Any) -> Share | None:
        if isinstance(value, Share):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return Share.parse(text)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, Share) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(str(initial) if initial else "", data)


class _ShareAttribute:
    """Turns what is assigned into a Share; what cannot be read stays, for validation to refuse."""

    def __init__(self, field: models.Field) -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:
            instance.refresh_from_db(fields=[self.field.attname])
        return instance.__dict__[self.field.attname]

    def __set__(self, instance: models.Model, value: Any) -> None:
        with contextlib.suppress(ValidationError):
            value = self.field.to_python(value)
        instance.__dict__[self.field.attname] = value


def validate_not_above_one(value: Any) -> None:
    """Raises ValidationError for a share above the whole, or of nothing."""
    if isinstance(value, Share) and value.fraction > 1:
        raise ValidationError(ABOVE_ONE, code="above_one")
    if isinstance(value, Share) and value.fraction <= 0:
        raise ValidationError(_("Andelen är noll. Lämna fältet tomt om andelen inte är känd."), code="zero")


class ShareField(models.CharField):
    """Stores a `Share` as it was written; unknown is None. A share above one is refused."""

    description = _("Andel som bråk eller procent")
    default_error_messages = {"invalid": ERROR}
    default_validators = [validate_not_above_one]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 20
        kwargs["null"] = kwargs["blank"] = True
        super().__init__(*args, **kwargs)
        self.validators = [validate_not_above_one]

    def deconstruct(self) -> tuple[str, str, list, dict]:
        name, path, args, kwargs = super().deconstruct()
        for key in ("max_length", "null", "blank"):
            kwargs.pop(key, None)
        return name, path, args, kwargs

    def contribute_to_class(self, cls: type[models.Model], name: str, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, self.attname, _ShareAttribute(self))

    def to_python(self, value: Any) -> Share | None:
        if value is None or value == "" or isinstance(value, Share):
            return value or None
        if isinstance(value, Fraction):
            return Share(f"{value.numerator}/{value.denominator}", value)
        try:
            return Share.parse(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Share | None:
        return self.to_python(value)

    def get_prep_value(self, value: Any) -> str | None:
        value = self.to_python(value)
        return value.text if value else None

    def value_to_string(self, obj: models.Model) -> str | None:
        return self.get_prep_value(self.value_from_object(obj))

    def formfield(self, **kwargs: Any) -> forms.Field:
        defaults = {"form_class": ShareFormField, "max_length": None}
        defaults.update(kwargs)
        defaults.pop("max_length", None)
        return models.Field.formfield(self, **defaults)
