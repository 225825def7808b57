"""What imports have noted, where two records of the register are made one: the written values that later changes are
compared with, conflicts that wait, and suggestions. Undoing a run goes back to values that name the one that stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from brygga.projects.merging.keepers import Held
from brygga.site.version_references import Key

from ..models import FieldConflict, ImportRun, PageChange, Suggestion, WrittenPage
from ..writing import fields
from .values import EVERY

_TOGETHER = 200  # rows at a time


class Noted:
    """A keeper for `projects.merging`."""

    def why_not(self) -> str:
        """An import at work remembers what it has found in the register."""
        state = ImportRun.State
        busy = ImportRun.objects.filter(
            state__in=(state.RUNNING, state.STOPPING, state.ROLLING_BACK), mode=ImportRun.Mode.APPLY
        )
        return _("En import pågår. Vänta tills den är klar.") if busy.exists() else ""

    def held(self, key: Key) -> Iterator[Held]:
        """The columns of rows whose text has the record's key somewhere."""
        for row in _that_may(WrittenPage, ["values"], key[1], "page"):
            yield Held(row, "values", row.page.specific_class)
        for row in _that_may(PageChange, ["written_before"], key[1], "page"):
            if row.page is not None:
                yield Held(row, "written_before", row.page.specific_class)
        columns = ["base", "editor", "source_value"]
        for row in _that_may(FieldConflict, columns, key[1], "page"):
            model = row.page.specific_class
            for column in columns:
                value = getattr(row, column)
                listed = fields.field_kind(model, row.field) in _LISTS and isinstance(value, (dict, int))
                yield Held(row, column, model, name=row.field, listed=listed)
        for row in _that_may(Suggestion, ["value"], key[1], "page"):
            model = row.page.specific_class
            whole = row.field == "head" and isinstance(row.value, dict)
            listed = not whole and fields.field_kind(model, row.field) in _LISTS
            yield Held(row, "value", model, name="" if whole else row.field, listed=listed)

    def settle(self, changed: Mapping[str, set[Any]]) -> None:
        """Suggestions are known by their values. What two say by now is one: what somebody has decided on stays."""
        for row in Suggestion.objects.filter(pk__in=changed.get(Suggestion._meta.label, ())).order_by("pk"):
            if (field := EVERY.get(row.field)) is None:
                continue
            key, slot = field.key(row.value), field.slot(row.value)
            same = Suggestion.objects.filter(page=row.page_id, field=row.field, key=key).exclude(pk=row.pk).first()
            if same is not None and same.state not in Suggestion.DECIDED and row.state in Suggestion.DECIDED:
                same.delete()
            elif same is not None:
                row.delete()
                continue
            Suggestion.objects.filter(pk=row.pk).update(key=key, slot=slot)


_LISTS = (fields.CHILDREN, fields.MANY, fields.STREAM)


def _that_may(model: type[models.Model], columns: Iterable[str], pk: str, *related: str) -> Iterator[Any]:
    asked, texts = Q(), {}
    for column in columns:
        texts[f"{column}_as_text"] = Cast(column, models.TextField())
        asked |= Q(**{f"{column}_as_text__contains": pk})
    rows = model._default_manager.annotate(**texts).filter(asked).select_related(*related).order_by("pk")
    yield from rows.iterator(chunk_size=_TOGETHER)
