"""Which rows of the database may hold a person: asked in SQL, loosely, of every table; what is loose is read after.

Every column with text of every model is asked, also those of a site's own apps, so that no table is forgotten because
nobody thought of it. A name is asked for as it stands in JSON, too, with å, ä and ö escaped once or twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast
from wagtail.coreutils import cautious_slugify
from wagtail.models import Revision

from .naming import Named, digits_of

_BETWEEN = r"(.|\n){0,60}"
# Made from other tables and following them (indexes, renditions), or without words that people have written.
_DERIVED_APPS = frozenset({"wagtailsearch", "modelsearch", "contenttypes", "sessions", "migrations"})
_DERIVED = frozenset({"ReferenceIndex", "Permission", "Rendition", "AbstractRendition", "Locale", "UserProfile"})
_ADDRESSES = frozenset({"slug", "url_path", "path", "old_path", "url", "address", "identifier", "location", "href"})
# What machines compare, and would not find again if it were changed.
_KEYS = frozenset({"key", "hash", "digest", "token", "password", "register_key", "file_hash", "subject"})


def pattern_of(named: Named) -> str:
    """A regular expression, for the database, that every text with a name, a mail address or a number agrees with."""
    parts: list[str] = []
    for words in (name.split() for name in named.names):
        first, last = _spelt(words[0]), _spelt(words[-1])
        parts.append(f"{first}{_BETWEEN}{last}" if len(words) > 1 else first)
        if len(words) > 1:
            parts += [f"{last},{_BETWEEN}{first}", _spelt(slug_of(" ".join(words)))]
    parts += [_spelt(mail) for mail in named.mails]
    parts += ["[^0-9]{0,6}".join(digits) for digits in map(digits_of, named.phones) if digits]
    return f"({'|'.join(parts)})"


def slug_of(name: str) -> str:
    """The name as it stands in an address."""
    return cautious_slugify(name)


def _spelt(word: str) -> str:
    """The word in any case, with letters outside ASCII as they are, or escaped as JSON and HTML do it."""
    return "".join(_letter(letter) for letter in word)


def _letter(letter: str) -> str:
    if letter.isascii():
        return re.escape(letter)
    cases = {letter.lower(), letter.upper()}
    forms = [f"[{''.join(sorted(cases))}]", *(rf"\\+u{ord(case):04x}" for case in sorted(cases)), "&#?[a-z0-9]+;"]
    return f"({'|'.join(forms)})"


@cache
def text_fields(model: type[models.Model]) -> tuple[str, ...]:
    """The model's own columns with words: none with a choice of values, none that machines compare."""
    kinds = (models.CharField, models.TextField, models.JSONField, models.FileField)
    fields = [field for field in model._meta.local_fields if _is_text(field, kinds)]
    return tuple(field.name for field in fields)


def _is_text(field: Any, kinds: tuple[type[models.Field[Any, Any]], ...]) -> bool:
    if field.name in _KEYS or field.choices or field.primary_key:
        return False
    stored = field.get_internal_type() in {
        "CharField",
        "TextField",
        "JSONField",
        "EmailField",
        "URLField",
        "FileField",
    }
    return stored or isinstance(field, kinds)


def is_address(field: Any) -> bool:
    """Whether a column holds addresses: what is in it is led to from elsewhere, and is not changed here."""
    return field.name in _ADDRESSES or isinstance(field, (models.SlugField, models.URLField))


def held_models() -> Iterator[type[models.Model]]:
    """Every model that is a table of its own with words, pages and their versions apart."""
    for model in apps.get_models():
        meta = model._meta
        if meta.app_label in _DERIVED_APPS or meta.object_name in _DERIVED or meta.proxy or not meta.managed:
            continue
        if model is not Revision and text_fields(model):
            yield model


def rows_that_may(model: type[models.Model], pattern: str, fields: tuple[str, ...] | None = None) -> QuerySet[Any]:
    """The rows of which a column agrees with the pattern."""
    holds, named = Q(pk__in=[]), {}
    for name in text_fields(model) if fields is None else fields:
        named[f"{name}_as_text"] = Cast(name, models.TextField())
        holds |= Q(**{f"{name}_as_text__iregex": pattern})
    return model._base_manager.annotate(**named).filter(holds)
