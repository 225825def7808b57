"""Undoing a merge: the record comes back, and what named it names it again, as far as nobody has changed it since."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import model_from_serializable_data
from wagtail.fields import StreamField
from wagtail.log_actions import log

from brygga.site.repointing import point_back

from ..models import Merge
from ..models.merges import Merged
from ..personal_data.blocked import load_blocked
from .columns import put, unwrapped, wrapped
from .keepers import keepers
from .merge import MODELS, PARTED, CannotMergeError, freshen
from .moves import Note
from .relations import owners_of, through_of


def why_not(done: Merge) -> str:
    """Why the merge cannot be undone, for people; "" when it can."""
    model: Any = MODELS[done.kind]
    if done.undone_at:
        return _("Sammanslagningen är redan ångrad.")
    if not model._default_manager.filter(pk=done.kept_id).exists():
        later = Merge.objects.filter(kind=done.kind, gone_id=done.kept_id, undone_at=None, pk__gt=done.pk).first()
        if later:
            return _("”%(kept)s” har sedan slagits samman med ”%(later)s”. Ångra den sammanslagningen först.") % {
                "kept": done.kept_name,
                "later": later.kept_name,
            }
        return _("”%(kept)s” finns inte längre.") % {"kept": done.kept_name}
    if model._default_manager.filter(pk=done.gone_id).exists():
        return _("Posten finns redan.")
    if done.kind == Merged.PERSON and load_blocked().names_wholly(done.row.get("name", "")):
        return _("Personen är spärrad på egen begäran, och kommer inte tillbaka.")
    return next(filter(None, (keeper.why_not() for keeper in keepers())), "")


@transaction.atomic
def part(pk: int, user: Any) -> Merge:
    """Undoes the merge with this key. Raises `CannotMergeError`. `left` of what is given says what stays merged."""
    done = Merge.objects.select_for_update().get(pk=pk)
    if why := why_not(done):
        raise CannotMergeError(why)
    model: Any = MODELS[done.kind]
    gone = model_from_serializable_data(model, done.row, check_fks=True, strict_fks=False)
    gone.pk = done.gone_id
    gone.save(force_insert=True)
    parting = _Parting(done, model)
    for note in reversed(done.changes):
        getattr(parting, f"_{note['do']}")(note)
    for keeper in keepers():
        keeper.settle(parting.changed)
    both = list(model._default_manager.filter(pk__in=(done.kept_id, done.gone_id)))
    if done.kind == Merged.ORGANISATION:
        for record in sorted(both, key=lambda record: record.pk != done.kept_id):
            record.update_keys()
    done.left = [list(pair) for pair in parting.left.items()]
    done.undone_by, done.undone_at = user, timezone.now()
    done.save()
    for record in both:
        log(record, PARTED, user=user, data={"merge": done.pk}, content_changed=True)
    freshen([*parting.owners(), *both, *owners_of(next(one for one in both if one.pk == done.gone_id))])
    return done


class _Parting:
    """Going back, note by note, the latest first."""

    def __init__(self, done: Merge, model: Any) -> None:
        self.done, self.model = done, model
        self.left: Counter[str] = Counter()
        self.changed: dict[str, set[Any]] = defaultdict(set)
        kept = model._default_manager.get(pk=done.kept_id)
        self._owners = owners_of(kept)  # by the index, which knows of all places before they are put back

    def owners(self) -> list[models.Model]:
        """Whose indexes are made anew."""
        return self._owners

    def _lost(self, model: Any, number: int) -> None:
        if number:
            self.left[capfirst(str(model._meta.verbose_name))] += number

    def _field(self, note: Note) -> None:
        model: Any = apps.get_model(note["model"])
        rows = model._base_manager.filter(**{"pk__in": note["pks"], note["name"]: self.done.kept_id})
        self._lost(model, len(note["pks"]) - rows.update(**{note["name"]: self.done.gone_id}))

    def _many(self, note: Note) -> None:
        model: Any = apps.get_model(note["model"])
        through, own, other = through_of(model._meta.get_field(note["name"]))
        kept, gone = self.done.kept_id, self.done.gone_id
        rows = through._base_manager.filter(**{f"{own}__in": note["moved"], other: kept})
        self._lost(model, len(note["moved"]) - rows.update(**{other: gone}))
        there = through._base_manager.filter(**{f"{own}__in": note["dropped"], other: kept}).values_list(
            own, flat=True
        )
        through._base_manager.bulk_create(through(**{own: pk, other: gone}) for pk in there)
        self._lost(model, len(note["dropped"]) - len(there))

    def _data(self, note: Note) -> None:
        model: Any = apps.get_model(note["model"])
        row = model._base_manager.filter(pk=note["pk"]).first()
        if row is None:
            self._lost(model, len(note["places"]))
            return
        field = model._meta.get_field(note["column"])
        value = field.value_from_object(row)
        value = field.get_prep_value(value) if isinstance(field, StreamField) else value
        name, listed = note["name"], note["listed"]
        content = wrapped(value, name, listed=listed) if value is not None else {}
        after, lost = point_back(content, note["places"], self.done.gone_id, self.done.kept_id)
        self._lost(model, lost)
        if after != content:
            put(row, note["column"], unwrapped(after, name, listed=listed))
            self.changed[note["model"]].add(row.pk)

    def _row(self, note: Note) -> None:
        model: Any = apps.get_model(note["model"])
        row = model_from_serializable_data(model, note["data"], check_fks=True, strict_fks=False)
        if row is None or model._base_manager.filter(pk=row.pk).exists():
            self._lost(model, row is None)
        else:
            model._base_manager.bulk_create([row])

    def _filled(self, note: Note) -> None:
        rows = self.model._base_manager.filter(**{"pk": self.done.kept_id, note["name"]: note["after"]})
        if not rows.update(**{note["name"]: note["before"]}):
            self._lost(self.model, 1)

    def _alias(self, note: Note) -> None:
        apps.get_model(note["model"])._base_manager.filter(pk=note["pk"]).delete()
