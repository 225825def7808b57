"""A base for models whose state only `runs/run_states.py` and `runs/entry_states.py` may change."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models


class IllegalTransitionError(Exception):
    """A state was to be changed in a way that the state machine does not know."""


class GuardedState(models.Model):
    """`save()` cannot change `state` of a row that exists: the two files do that with a conditional UPDATE."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        known = getattr(self, "_state_in_database", None)
        if not self._state.adding and known is not None and known != self.__dict__.get("state", known):
            raise IllegalTransitionError(
                f"{type(self).__name__}.state is changed by run_states and entry_states of brygga.importers.runs only"
            )
        super().save(*args, **kwargs)
        self._state_in_database = self.__dict__.get("state")

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any) -> Self:
        instance = super().from_db(db, field_names, values, **more)
        instance._state_in_database = instance.__dict__.get("state")
        return instance
