"""What a field of somebody's page type can hold of a value, whole and unchanged."""

from __future__ import annotations

import datetime as dt
import re
from html import escape
from typing import Any, Final

from django.db import models
from django.utils import timezone
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model

from brygga.projects.models import Organisation

NOT_HELD: Final = object()
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def value_for(field: models.Field[Any, Any], value: Any) -> Any:
    """The value in the plain form that `fields` writes to the field, or `NOT_HELD`: nothing is cut, and a month
    becomes no day."""
    if isinstance(field, StreamField):
        return NOT_HELD
    if value in (None, "", [], {}):
        return None
    if isinstance(field, models.ForeignKey):
        return value if field.related_model in (get_image_model(), Organisation) else NOT_HELD
    if not isinstance(value, str):
        return NOT_HELD
    if isinstance(field, models.DateField):  # and DateTimeField
        if not _DAY.fullmatch(value):
            return NOT_HELD
        if not isinstance(field, models.DateTimeField):
            return value
        midnight = timezone.make_aware(dt.datetime.combine(dt.date.fromisoformat(value), dt.time()))
        return midnight.astimezone(dt.UTC).isoformat()
    if isinstance(field, RichTextField):
        return f"<p>{escape(value, quote=False)}</p>"
    if isinstance(field, models.TextField):
        return value
    if isinstance(field, models.CharField):
        return value if len(value) <= (field.max_length or len(value)) else NOT_HELD
    return NOT_HELD
