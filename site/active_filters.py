"""How the admin's lists say what they are narrowed to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import django_filters
from django.utils.translation import gettext as _
from wagtail.admin.active_filters import BaseFilterAdapter, register_filter_adapter_class


class YesOrNoAdapter(BaseFilterAdapter):
    """A filter that is true or false says so in words: "Hanterad: Nej"."""

    def get_active_filters(self) -> Iterator[Any]:
        words = {"True": _("Ja"), "False": _("Nej")}
        for shown in super().get_active_filters():
            yield shown._replace(value=words.get(shown.value, shown.value))


def connect() -> None:
    """Called once, when Django is ready."""
    register_filter_adapter_class(django_filters.BooleanFilter, YesOrNoAdapter)
