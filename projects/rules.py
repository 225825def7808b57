"""Rules between the parts of a project: shown at the form's fields, and to who accepts a suggestion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from .funding import shares_problem

if TYPE_CHECKING:
    from .shares import Share


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that is broken, in words. `code` is "self", "twice", "above" (shares of more than the whole) or "sum"."""

    code: str
    text: str


def partner_rule(
    organisation: Any, role: str, owners: Iterable[int], seen: Iterable[tuple[int, str]]
) -> Broken | None:
    """Whether the organisation cannot be a partner: the project is its own, or it stands there in the same role."""
    if organisation.pk in owners:
        text = _("%(name)s äger projektet och kan inte samverka med sig själv. Välj en annan organisation.")
        return Broken("self", text % {"name": organisation})
    if (organisation.pk, role) in seen:
        return Broken("twice", _("%(name)s står redan som samverkanspart i samma roll.") % {"name": organisation})
    return None


def shares_rule(shares: Sequence[Share | None]) -> Broken | None:
    """What is wrong with the shares of all funders; None for those that have none."""
    known = [share for share in shares if share]
    problem = shares_problem(known) if known else ""
    # With a share missing the others may come to less than one, but never to more.
    above = sum(share.fraction for share in known) > 1
    if problem and (above or len(known) == len(shares)):
        return Broken("above" if above else "sum", problem)
    return None


def broken(page: Any) -> list[Broken]:
    """The rules that the project breaks as it is, whether stored or not."""
    unit = page.owner_unit
    owners = {pk for pk in (page.owner_organisation_id, unit.organisation_id if unit else None) if pk}
    found: list[Broken | None] = []
    seen: set[tuple[int, str]] = set()
    for row in page.partners.all():
        if row.organisation_id is not None:
            found.append(partner_rule(row.organisation, row.role, owners, seen))
            seen.add((row.organisation_id, row.role))
    found.append(shares_rule([row.share for row in page.funding.all()]))
    return [one for one in found if one is not None]
