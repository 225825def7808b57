"""Numbers as editors write them: "4,5", "2 000 000", "−3", with comma or full stop."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db import models

from .numbers import format_number


class DecimalFormField(forms.DecimalField):
    """Reads a number with blanks between thousands and either decimal mark, and shows it the Swedish way."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    # Django's gives a Decimal too; django-stubs checks against the integer field above it.
    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if isinstance(value, str):
            value = re.sub(r"\s", "", value).replace("−", "-").replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal | int):
            return format_number(value).replace("\u00a0", " ").replace("−", "-")
        return value


class DecimalField(models.DecimalField):
    """Django's DecimalField with that form field; the same column, and the same in migrations."""

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DecimalField", args, kwargs

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": DecimalFormField, **kwargs})
