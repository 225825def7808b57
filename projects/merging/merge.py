"""Merging two records: all that names the one names the other, in one transaction."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from brygga.site.indexes import bring_up_to_date
from brygga.site.remembered import forget

from ..models import Merge, Organisation, Person
from ..models.merges import Merged
from .carrying_over import call, fill
from .keepers import keepers
from .moves import move_all
from .relations import owners_of

MERGED, PARTED = "brygga.merge", "brygga.unmerge"  # what the log calls them
MODELS: dict[str, type[models.Model]] = {Merged.PERSON: Person, Merged.ORGANISATION: Organisation}


class CannotMergeError(Exception):
    """They cannot be merged or parted; the message is for people and says why."""


def why_not(kind: str, kept: Any, gone: Any) -> str:
    """Why the two cannot be merged this way, for people; "" when they can."""
    if kept.pk == gone.pk:
        return _("Det är samma post. Välj två olika.")
    if kind == Merged.ORGANISATION and gone.register_key:
        if kept.register_key:
            return _(
                "Båda finns i registret som laddas utifrån, och skulle komma tillbaka. De går inte att slå samman."
            )
        return _("”%(name)s” uppdateras från registret och skulle komma tillbaka. Behåll den i stället.") % {
            "name": gone.name
        }
    return next(filter(None, (keeper.why_not() for keeper in keepers())), "")


@transaction.atomic
def merge(kind: str, kept_id: int, gone_id: int, user: Any) -> Merge:
    """Makes the two one. Raises `CannotMergeError`, and `DoesNotExist` when one of them is gone."""
    model: Any = MODELS[kind]
    rows = {row.pk: row for row in model._default_manager.select_for_update().filter(pk__in={kept_id, gone_id})}
    if len(rows) < len({kept_id, gone_id}):
        raise CannotMergeError(_("En av dem finns inte längre."))
    kept, gone = rows[kept_id], rows[gone_id]
    if why := why_not(kind, kept, gone):
        raise CannotMergeError(why)
    owners = owners_of(gone)
    row = _as_data({k: v for k, v in gone.serializable_data().items() if k not in ("roles", "names")})
    notes = move_all(gone, kept)
    places = sum(len(note.get("pks", ())) + len(note.get("moved", ())) + len(note.get("places", ())) for note in notes)
    notes += fill(kind, kept, gone)
    notes += call(kind, kept, gone)
    log(gone, "wagtail.delete", user=user, deleted=True)
    model._default_manager.get(pk=gone_id).delete()
    done = Merge.objects.create(
        kind=kind, kept_id=kept_id, gone_id=gone_id, kept_name=kept.name, gone_name=gone.name, row=row,
        changes=_as_data(notes), places=places, done_by=user,
    )  # fmt: skip
    kept = model._default_manager.get(pk=kept_id)
    if kind == Merged.ORGANISATION:
        kept.update_keys()
    log(kept, MERGED, user=user, data={"merge": done.pk}, content_changed=True)
    freshen([*owners, kept])
    return done


def freshen(objects: list[Any]) -> None:
    """The indexes of what was changed past `save`, and what is remembered of it."""
    fresh: dict[Any, Any] = {}
    for obj in objects:
        model = type(obj)
        fresh.setdefault(
            (Page if isinstance(obj, Page) else model, obj.pk), model._base_manager.filter(pk=obj.pk).first()
        )
    bring_up_to_date([obj for obj in fresh.values() if obj is not None], new=False)
    forget()


def _as_data(value: Any) -> Any:
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
