"""What the record that stays takes over from the one that goes: values that it lacks, and the other's names."""

from __future__ import annotations

from typing import Any

from brygga.site.models.acceptance import Standing

from ..models import OrganisationName, PersonName
from ..models.merges import Merged
from ..names import fold
from ..personal_data.blocked import load_blocked
from .moves import Note

# What the record that stays gets from the other where it has nothing itself.
_FILLED: dict[str, tuple[str, ...]] = {
    Merged.PERSON: ("email", "phone"),
    Merged.ORGANISATION: (
        "short_name", "organisation_number", "municipality_code", "county_code", "website", "logo_id",
    ),
}  # fmt: skip


def fill(kind: str, kept: Any, gone: Any) -> list[Note]:
    """Fills what is empty in the record that stays. The notes, for the way back."""
    new = {name: getattr(gone, name) for name in _FILLED[kind] if getattr(gone, name) and not getattr(kept, name)}
    if kept.standing != gone.standing:
        new["standing"] = Standing.ACCEPTED  # a person has stood behind one of them, and says that they are one
    new = {name: value for name, value in new.items() if getattr(kept, name) != value}
    notes = [{"do": "filled", "name": name, "before": getattr(kept, name), "after": new[name]} for name in new]
    if new:
        type(kept)._base_manager.filter(pk=kept.pk).update(**new)
    return notes


def call(kind: str, kept: Any, gone: Any) -> list[Note]:
    """The names that the other went by, so that texts and imports find this one. None of a name that is blocked."""
    model: Any = PersonName if kind == Merged.PERSON else OrganisationName
    known = {fold(kept.name), fold(getattr(kept, "short_name", ""))}
    known |= {fold(name) for name in model.objects.filter(**{kind: kept.pk}).values_list("name", flat=True)}
    blocked, made = load_blocked(), []
    for name in (gone.name, getattr(gone, "short_name", "")):
        if name and fold(name) not in known and not (kind == Merged.PERSON and blocked.names_wholly(name)):
            known.add(fold(name))
            row = model(
                **{f"{kind}_id": kept.pk}, name=name, sort_order=model.objects.filter(**{kind: kept.pk}).count()
            )
            model.objects.bulk_create([row])
            made.append({"do": "alias", "model": model._meta.label, "pk": row.pk})
    return made
