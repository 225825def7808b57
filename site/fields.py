"""Model fields that every app shares.

`StreamField` keeps block definitions out of migrations: a new block, or a changed help text, changes no table and
needs no migration. The price: in a data migration the field knows no blocks. What is stored is then kept as it is
(see `brygga.site.unknown_blocks`), so a migration may save such models; one that changes blocks works on their raw
values.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, Self

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.blocks import Block
from wagtail.fields import StreamField as WagtailStreamField

from .name_choices import NamesField
from .partial_dates import PartialDate
from .unknown_blocks import KeepingStreamBlock

__all__ = [
    "ChosenByNameField",
    "PartialDate",
    "PartialDateField",
    "PartialDayField",
    "SortDayField",
    "StreamField",
    "ValueField",
]


BlockTypes = Iterable[tuple[str, Block]]


class StreamField(WagtailStreamField):
    """Wagtail's StreamField, which keeps blocks that it does not know and is written in migrations without blocks.

    `block_types` is a list of (name, block), or a function that gives one: it is asked when the field is first used,
    when all apps have had their say.
    """

    def __init__(self, block_types: BlockTypes | Callable[[], BlockTypes] = (), *args: Any, **kwargs: Any) -> None:
        kwargs.pop("block_lookup", None)
        super().__init__(block_types, *args, **kwargs)

    @cached_property
    def stream_block(self) -> KeepingStreamBlock:
        """The field's blocks; asked for before all models are there it raises AppRegistryNotReady."""
        block_types = self.block_types_arg
        if callable(block_types):
            apps.check_models_ready()
            block_types = block_types()
        block = KeepingStreamBlock(block_types)
        block.set_meta_options(self.block_opts)
        return block

    def deconstruct(self) -> tuple[str, str, list, dict]:
        name, _path, _args, kwargs = models.Field.deconstruct(self)
        return name, "brygga.site.fields.StreamField", [], kwargs

    def clone(self) -> StreamField:
        """A copy of the field, blocks and all: `deconstruct`, which Django copies by, is for migrations."""
        copy = super().clone()
        copy.block_types_arg, copy.block_opts = self.block_types_arg, self.block_opts
        return copy


class Readable(Protocol):
    """A kind of value that is read from text."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """The value that `text` means; raises ValueError where it means none."""


class ValueFormField(forms.CharField):
    """Takes what `value_class.parse` reads, and shows the value as its text."""

    def __init__(self, *, value_class: type[Readable], **kwargs: Any) -> None:
        self.value_class = value_class
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, self.value_class):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return self.value_class.parse(text)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, self.value_class) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(str(initial) if initial else "", data)


class _ValueAttribute:
    """Turns what is assigned into a value, so that `page.start = "2021"` works before it is saved.

    What cannot be read stays as it is, for validation to refuse with a message at the field.
    """

    def __init__(self, field: models.Field) -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:
            instance.refresh_from_db(fields=[self.field.attname])
        return instance.__dict__[self.field.attname]

    def __set__(self, instance: models.Model, value: Any) -> None:
        with contextlib.suppress(ValidationError):
            value = self.field.to_python(value)
        instance.__dict__[self.field.attname] = value


class ValueField(models.CharField):
    """A text column that is a value in Python: what `value_class.parse` reads from text, and `str` writes as text.

    Unknown is None. A subclass names `value_class` (whose `parse` raises ValueError), the error message "invalid", and
    in `read` what else than text it takes.
    """

    value_class: type[Readable]
    # What django-stubs reads the type of the attribute from; a subclass says it of its values.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _ValueAttribute(self))

    def read(self, value: Any) -> Any:
        """The value that `value` means; raises ValueError where it means none."""
        return self.value_class.parse(str(value))

    def to_python(self, value: Any) -> Any:
        if value is None or value == "" or isinstance(value, self.value_class):
            return value or None
        try:
            return self.read(value)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return self.to_python(value)

    def get_prep_value(self, value: Any) -> str | None:
        value = self.to_python(value)
        return str(value) if value else None

    # None for what is unknown, which the serialisers write as null; django-stubs knows of text only.
    def value_to_string(self, obj: models.Model) -> str | None:  # type: ignore[override]
        return self.get_prep_value(self.value_from_object(obj))

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        defaults = {
            "form_class": ValueFormField,
            "value_class": self.value_class,
            "error_messages": {"invalid": self.error_messages["invalid"]},
        }
        return models.Field.formfield(self, **{**defaults, **kwargs})


class PartialDateField(ValueField):
    """Stores a `PartialDate` as ISO text ("2021", "2021-06", "2021-06-30"); unknown is None.

    To filter or order by it, give the model a `PartialDayField` beside it: text columns sort differently in
    databases with a Swedish collation.
    """

    value_class = PartialDate
    _pyi_private_set_type: PartialDate | dt.date | str | None
    _pyi_private_get_type: PartialDate | None
    description = _("Datum där månad och dag får saknas")
    default_error_messages = {"invalid": _("Skriv ett år, en månad eller en dag: 2021, 2021-06 eller 2021-06-30.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("max_length", None)
        kwargs["null"], kwargs["blank"] = self.null, self.blank
        return name, path, args, kwargs

    def read(self, value: Any) -> PartialDate:
        return PartialDate.of(value) if isinstance(value, dt.date) else super().read(value)

    def run_validators(self, value: Any) -> None:
        super().run_validators(str(value) if value else value)


class PartialDayField(models.DateField):
    """The first or last day that a `PartialDateField` of the same model can mean, kept by itself at every save.

    `source` is the other field's name, `edge` "first" or "last". It exists for queries only.
    """

    def __init__(self, *args: Any, source: str = "", edge: str = "first", **kwargs: Any) -> None:
        self.source, self.edge = source, edge
        kwargs["null"] = kwargs["blank"] = True
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for key in ("null", "blank", "editable"):
            kwargs.pop(key, None)
        return name, path, args, kwargs | {"source": self.source, "edge": self.edge}

    def pre_save(self, model_instance: models.Model, add: bool) -> dt.date | None:
        partial = getattr(model_instance, self.source)
        day = None
        if isinstance(partial, PartialDate):
            day = partial.first_day if self.edge == "first" else partial.last_day
        setattr(model_instance, self.attname, day)
        return day


class SortDayField(models.DateField):
    """The date of another field, for sorting: never null, so that every database puts the unknown at the same end
    and can sort by an index. An unknown date counts as the first day there is."""

    def __init__(self, *args: Any, source: str = "", **kwargs: Any) -> None:
        self.source = source
        kwargs["default"] = dt.date.min
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for key in ("default", "editable"):
            kwargs.pop(key, None)
        return name, path, args, kwargs | {"source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> dt.date:
        day = getattr(model_instance, self.source) or dt.date.min
        setattr(model_instance, self.attname, day)
        return day


class ChosenByNameField(ParentalManyToManyField):
    """Many related things that are chosen by typing their names; see `brygga.site.name_choices`."""

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "modelcluster.fields.ParentalManyToManyField", args, kwargs

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{**kwargs, "form_class": NamesField, "widget": None})
