"""Where other tables than those of pages hold a person: the register, pictures, messages, logs, imports' memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from ..models import Person, PersonName
from .asking import held_models, is_address, rows_that_may, slug_of, text_fields
from .holdings import (
    ACCOUNT,
    ADDRESS,
    FILE,
    FIXED,
    MINUTES,
    PERSON,
    REGISTER,
    ROWS,
    Holding,
    around,
    edit_address,
    key_for,
)
from .naming import PART, Named
from .page_places import page_parts, shown
from .walking import Spot, kind_of
from .wording import ACTIONS, KEEP, REMOVE, REPLACE, hits_in

# Tables of what machines and logs remember: told of together, changed together.
MINUTES_APPS: set[str] = {"wagtailadmin", "admin", "django_tasks_database"}
MINUTES_MODELS: set[str] = {"PageLogEntry", "ModelLogEntry", "TaskState", "Comment", "CommentReply", "Merge"}
# Models of which a row is about one person and nobody else, and may go as a whole.
WHOLE_ROWS: set[type[models.Model]] = {Person, PersonName}


def is_minutes(model: type[models.Model]) -> bool:
    """Whether the table is what machines and logs remember."""
    return model._meta.app_label in MINUTES_APPS or model._meta.object_name in MINUTES_MODELS


def places_in_tables(named: Named, pattern: str) -> Iterable[Holding]:
    """The places in every table that is not pages' own."""
    parts = {model for model, _parent in page_parts()}
    for model in held_models():
        if issubclass(model, Page) or model in parts:
            continue
        if model is get_user_model():
            yield from _accounts(named)
            continue
        asked = Q(pk__in=rows_that_may(model, pattern).values("pk"))
        if model is Person:
            asked |= Q(pk__in=named.keys)
        rows = model._base_manager.filter(asked)
        yield from _in_minutes(model, rows, named) if is_minutes(model) else _in_rows(model, rows, named)


def _accounts(named: Named) -> Iterator[Holding]:
    users = get_user_model()._default_manager
    asked = Q(pk__in=[])
    for words in (name.split() for name in named.names):
        asked |= Q(first_name__iexact=" ".join(words[:-1]), last_name__iexact=words[-1])
    for mail in named.mails:
        asked |= Q(email__iexact=mail)
    for user in users.filter(asked):
        yield _fixed(user, ACCOUNT, _("Konto för inloggning"), str(user))


def _fixed(row: models.Model, kind: str, where: str, text: str) -> Holding:
    label = row._meta.label
    return Holding(
        key_for(label, row.pk, (kind, where, text)), FIXED, kind, capfirst(str(row._meta.verbose_name)), where, text,
        (KEEP,), address=edit_address(row), model=label, pk=row.pk,
    )  # fmt: skip


def words_in(row: models.Model) -> Iterator[tuple[Any, str, Any]]:
    """The row's columns with words: (field, the words as text, the value)."""
    for name in text_fields(type(row)):
        one: Any = row._meta.get_field(name)
        value = one.value_from_object(row)
        if value not in (None, "", [], {}):
            plain = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
            yield one, plain, value


def _in_rows(model: type[models.Model], rows: Iterable[Any], named: Named) -> Iterator[Holding]:
    for row in rows:
        label, whole = model._meta.label, model in WHOLE_ROWS
        said: list[str] = []
        for one, plain, _value in words_in(row):
            if is_address(one) or isinstance(one, models.FileField):
                if any(slug_of(name) in slug_of(plain) for name in named.names) or named.hits(plain):
                    kind = FILE if isinstance(one, models.FileField) else ADDRESS
                    yield _fixed(row, kind, capfirst(str(one.verbose_name)), plain)
                continue
            hits = hits_in(plain, named)
            if not hits:
                continue
            said.append(plain)
            if not whole:
                spot = Spot(one.name, kind_of(one.name), plain, tuple(hits))
                actions = ACTIONS if one.blank else tuple(action for action in ACTIONS if action != REMOVE)
                certain = any(hit.kind != PART for hit in hits)
                yield Holding(
                    key_for(label, row.pk, spot), REGISTER, spot.kind, _named_owner(row, named),
                    capfirst(str(one.verbose_name)), shown(spot, named), actions, certain=certain,
                    address=edit_address(row), model=label, pk=row.pk, full=spot.text,
                )  # fmt: skip
        if whole and (said or (model is Person and row.pk in named.keys)):
            mine = model is not Person or row.pk in named.keys
            yield Holding(
                key_for(label, row.pk, ("row", PERSON, "")), REGISTER, PERSON, capfirst(str(model._meta.verbose_name)),
                _("Hela raden i registret"), str(row), ACTIONS if model is Person else (KEEP, REMOVE), certain=mine,
                address=edit_address(row), model=label, pk=row.pk,
                full=" · ".join(plain for _one, plain, _value in words_in(row)),
            )  # fmt: skip


def _named_owner(row: models.Model, named: Named) -> str:
    kind = capfirst(str(row._meta.verbose_name))
    name = " ".join(str(row).split())[:80]
    return kind if named.hits(name) or not name else f"{kind}: {name}"


def _in_minutes(model: type[models.Model], rows: Iterable[Any], named: Named) -> Iterator[Holding]:
    """All rows of a table together: nobody reads them one by one."""
    number, example = 0, ""
    for row in rows:
        for one, plain, _value in words_in(row):
            if not is_address(one) and (hits := hits_in(plain, named)):
                number += 1
                example = example or around(" ".join(plain.split()), hits[0].start, hits[0].end)
                break
    if number:
        label = model._meta.label
        yield Holding(
            key_for(label, "", (ROWS,)), MINUTES, ROWS, capfirst(str(model._meta.verbose_name_plural)), "", example,
            (KEEP, REPLACE), number=number, model=label,
        )  # fmt: skip
