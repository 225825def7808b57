"""Every list in the admin, found in its addresses: of Brygga, of Wagtail, and of whatever is added later."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin.views.generic.base import BaseListingView

NOTHING = "zqxjkvw"  # a word that nothing in the tests has


@dataclass(frozen=True, slots=True)
class AdminList:
    """A list that needs nothing but its address."""

    name: str
    address: str


def admin_lists() -> Iterator[AdminList]:
    """The lists of the admin whose address takes no key of something else, by the name of their address."""
    resolver = get_resolver()
    admin = next(p for p in resolver.url_patterns if isinstance(p, URLResolver) and str(p.pattern) == "admin/")
    for name, pattern in _patterns(admin, ""):
        view = getattr(pattern.callback, "view_class", None) or _inner(pattern.callback)
        if not (inspect.isclass(view) and issubclass(view, BaseListingView)) or pattern.pattern.converters:
            continue
        if getattr(pattern.callback, "view_initkwargs", {}).get("results_only") or name.endswith("results"):
            continue
        yield AdminList(name, reverse(name))


def _inner(callback: Any) -> Any:
    while hasattr(callback, "__wrapped__"):
        callback = callback.__wrapped__
    return getattr(callback, "view_class", None)


def _patterns(resolver: URLResolver, namespace: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if not pattern.pattern.converters:
                yield from _patterns(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        elif pattern.name:
            yield f"{namespace}{pattern.name}", pattern


def _keys(choices: Any) -> Iterator[str]:
    """The keys of a field's choices, those in groups too."""
    for choice in choices:
        key, label = choice[0], choice[1]
        if isinstance(label, list | tuple):
            yield from _keys(label)
        else:
            yield str(key)


def filter_values(form: forms.Form) -> Iterator[tuple[str, str]]:
    """For each field of a list's filters a query that chooses something in it."""
    for name, field in form.fields.items():
        query = QueryDict(mutable=True)
        if isinstance(field, forms.MultiValueField | forms.DateField) or "Date" in type(field.widget).__name__:
            for end in ("from", "to", "min", "max", "after", "before"):
                query[f"{name}_{end}"] = str(dt.date(2024, 1, 1))
        elif choice := next(filter(None, _keys(getattr(field, "choices", ()))), ""):
            query[name] = choice
        elif isinstance(field, forms.BooleanField | forms.NullBooleanField):
            query[name] = "true"
        else:
            query[name] = NOTHING
        yield name, query.urlencode()
