"""Pages that lack something for those who read them: pictures without words, quotes without a name.

Asked in the database, over the JSON of the blocks: ten thousand pages are not built to be counted. The value of a
picture or a quote has no braces in it but those that somebody writes, so what stands between two of them is one block.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models
from wagtail.permissions import page_permission_policy

# An image block without words that is not only there to be looked at; one whose picture is missing is not shown.
_PICTURE = r'\{(?![^{}]*("decorative": true|"src":))[^{}]*"alt": "\s*"'
# A quote block that says neither who spoke nor points at anybody.
_QUOTE = r'\{(?=[^{}]*"speaker_name": "\s*")(?![^{}]*"person": [0-9])[^{}]*"attribution":'


def _streams(pattern: str) -> Iterator[tuple[type[Page], Q, dict[str, Any]]]:
    """For each page type with streams: what is asked of it, and the columns that this needs."""
    for model in get_page_models():
        names = [field.name for field in model._meta.local_fields if isinstance(field, StreamField)]
        asked = Q(pk__in=[])
        for name in names:
            asked |= Q(**{f"{name}_as_text__regex": pattern})
        yield model, asked, {f"{name}_as_text": Cast(name, TextField()) for name in names}


def _mine(user: Any, found: Q) -> QuerySet[Page]:
    return page_permission_policy.instances_user_has_permission_for(user, "change").filter(found)


def without_alternative_text(user: Any) -> QuerySet[Page]:
    """The pages that the user may edit and that have a picture nobody has described, first or in the body."""
    found = Q(pk__in=[])
    for model, asked, columns in _streams(_PICTURE):
        if {"lead_image", "lead_image_alt", "lead_image_decorative"} <= {field.name for field in model._meta.fields}:
            asked |= Q(lead_image__isnull=False, lead_image_alt="", lead_image_decorative=False)
        found |= Q(pk__in=model._base_manager.annotate(**columns).filter(asked).values("pk"))
    return _mine(user, found)


def without_speaker(user: Any) -> QuerySet[Page]:
    """The pages that the user may edit and that have a quote which says of nobody that they said it."""
    found = Q(pk__in=[])
    for model, asked, columns in _streams(_QUOTE):
        found |= Q(pk__in=model._base_manager.annotate(**columns).filter(asked).values("pk"))
    return _mine(user, found)
