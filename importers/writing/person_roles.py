"""The roles of people in the register."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db import models

from brygga.projects.models import Organisation, Person, PersonRole

Ref = int | dict[str, str]  # a primary key, or a placeholder for what a plan would make


def key_of(ref: Ref | None) -> int | str | None:
    """What tells one body from another, in a plan too: its key, or the name of one that there is not yet."""
    return ref["name"] if isinstance(ref, dict) else ref


# Roles of those who take part, not of those who work there: they stay quoted, but no record is made of them.
PRIVATE_ROLE = re.compile(
    r"deltagar|elev\b|student|praktikant|arbetssökande|nyanländ|boende|invånare|förälder|pensionär|besökare|klient|brukare"
    r"|kursdeltagare|sommarjobbar",
    re.I,
)


def made_roles(made: Iterable[models.Model]) -> list[PersonRole]:
    """The roles among what was made, and those of the people among it."""
    roles = []
    for obj in made:
        if isinstance(obj, PersonRole):
            roles.append(obj)
        elif isinstance(obj, Person):
            roles += obj.roles.all()
    return roles


def other_employer(org: Ref | None, roles: list[PersonRole]) -> bool:
    """Whether the organisation is a municipality or region and one of the roles is in another of that kind."""
    if not isinstance(org, int):
        return False
    kind = Organisation.objects.values_list("kind", flat=True).get(pk=org)
    if kind not in (Organisation.Kind.MUNICIPALITY, Organisation.Kind.REGION):
        return False
    return any(r.organisation and r.organisation.kind == kind and r.organisation_id != org for r in roles)


def hold_roles(person: Person, roles: list[PersonRole]) -> None:
    """Let the object know its roles, so that the indexes need not ask for them."""
    person.__dict__.setdefault("_cluster_related_objects", {})["roles"] = roles
