"""How a suggestion of each kind of field is told apart, compared with the page and put there."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import models
from wagtail.models import Page

from brygga.projects.names import fold

from ..writing import fields
from ..writing.equality import fingerprint, words

Changes = dict[str, list[Any]]  # field → [before, after]
Reference = tuple[type[models.Model], Any]


def digest(value: Any) -> str:
    """A short name for a value, equal for values that are the same."""
    return hashlib.sha256(fingerprint(value).encode()).hexdigest()[:32]


class Field:
    """A field with a single value: a date, a reference. Two values of it contradict each other."""

    exact = True

    def __init__(self, name: str, label: Any) -> None:
        self.name, self.label = name, label

    def key(self, value: Any) -> str:
        """Equal for values that say the same."""
        return digest(value)

    def slot(self, value: Any) -> str:
        """Equal for values of which only one can be true."""
        return self.name

    def holds(self, current: Any, value: Any) -> bool:
        """Whether the page's field says it."""
        return bool(current) and not self.clash(current, value)

    def clash(self, one: Any, other: Any) -> bool:
        """Whether two values of one slot cannot both be true."""
        return fingerprint(one) != fingerprint(other)

    def rival(self, current: Any, value: Any) -> Any:
        """What the page says instead in the value's slot; None for nothing."""
        return current if current and self.clash(current, value) else None

    def replaces(self, current: Any, value: Any) -> bool:
        """Whether accepting the value changes what the page says, and does not only add to it."""
        return bool(current)

    def put(self, page: Page, value: Any) -> Changes:
        """Set the value on the page object, and nothing else. Returns what changed."""
        return self._write(page, {self.name: self.joined(fields.read(page, self.name), value)})

    def joined(self, current: Any, value: Any) -> Any:
        """The field's new value."""
        return value

    def take(self, page: Page, value: Any) -> Changes:
        """Take the value off the page object, and nothing else. Returns what changed; raises ValueError where the
        value does not stand by itself."""
        return self._write(page, {self.name: self.without(fields.read(page, self.name), value)})

    def without(self, current: Any, value: Any) -> Any:
        """The field's value once this one is taken off."""
        return None

    def _write(self, page: Page, new: dict[str, Any]) -> Changes:
        changes = {name: [fields.read(page, name), value] for name, value in new.items()}
        for name, value in new.items():
            fields.write(page, name, value)
        return changes


class DateField(Field):
    """A partial date: "2021" and "2021-06" agree, and the second says more."""

    def holds(self, current: Any, value: Any) -> bool:
        return bool(current) and current.startswith(value)

    def clash(self, one: Any, other: Any) -> bool:
        return not (one.startswith(other) or other.startswith(one))


class NameField(Field):
    """A name in another form is another name, but no contradiction."""

    exact = False

    def key(self, value: Any) -> str:
        return digest(fold(value))

    def holds(self, current: Any, value: Any) -> bool:
        return fold(current or "") == fold(value)

    def without(self, current: Any, value: Any) -> Any:
        return ""


class ProseField(Field):
    """Running text. What is accepted is added last, so that no word of the page is lost."""

    exact = False

    def key(self, value: Any) -> str:
        return digest(" ".join(words(value)))

    def slot(self, value: Any) -> str:
        return self.key(value)

    def holds(self, current: Any, value: Any) -> bool:
        return f" {' '.join(words(value))} " in f" {' '.join(words(current or ''))} "

    def replaces(self, current: Any, value: Any) -> bool:
        return False

    def joined(self, current: Any, value: Any) -> Any:
        return (current or "") + value

    def without(self, current: Any, value: Any) -> Any:
        if words(current) == words(value):
            return ""
        if value not in current:
            raise ValueError(self.name)
        return current.replace(value, "", 1)


class HeadField(Field):
    """Who leads a unit, with the title."""

    def key(self, value: Any) -> str:
        return digest(value["head"])

    def holds(self, current: Any, value: Any) -> bool:
        return current == value["head"]

    def clash(self, one: Any, other: Any) -> bool:
        first, second = (v["head"] if isinstance(v, dict) else v for v in (one, other))
        return first != second

    def put(self, page: Page, value: Any) -> Changes:
        new = {"head": value["head"]}
        if value.get("head_role"):
            new["head_role"] = value["head_role"]
        return self._write(page, new)

    def take(self, page: Page, value: Any) -> Changes:
        return self._write(page, {"head": None, "head_role": ""})


class ManyField(Field):
    """References of which there may be several."""

    exact = False

    def slot(self, value: Any) -> str:
        return self.key(value)

    def holds(self, current: Any, value: Any) -> bool:
        return value in (current or ())

    def replaces(self, current: Any, value: Any) -> bool:
        return False

    def joined(self, current: Any, value: Any) -> Any:
        return sorted({*(current or ()), value})

    def without(self, current: Any, value: Any) -> Any:
        return [key for key in current or () if key != value]
