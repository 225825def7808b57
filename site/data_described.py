"""What the page of open data tells search engines of the data. The apps that have data say it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest

from .extras import JSON_LD, attempt

Describe = Callable[[HttpRequest], list[dict[str, Any]]]
_describers: list[Describe] = []


def describe_data(describe: Describe) -> None:
    """Adds a function that gives JSON-LD objects of the data of an app; the same one again is ignored."""
    if describe not in _describers:
        _describers.append(describe)


def described(request: HttpRequest) -> list[dict[str, Any]]:
    """The JSON-LD objects of all data on the site that is asked."""
    return [data for describe in _describers for data in attempt(JSON_LD, partial(describe, request), [], "open data")]
