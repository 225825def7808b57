"""Which units are the municipality's own, and which it tells of as another's.

A unit belongs to whom its page says (`UnitPage.organisation`); one that says nothing is the site's own. The site's own
organisation is the one that its settings name (`SiteSettings.organisation_name`). Where the register does not know
that name, all units are its own.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from .models.organisations import OrganisationKey
from .names import fold


def of_others(responsible: str) -> Q:
    """The units that say they belong to somebody else than `responsible`, the organisation named in the settings."""
    named = OrganisationKey.objects.filter(key=fold(responsible))
    return Q(organisation__isnull=False) & Exists(named) & ~Exists(named.filter(organisation=OuterRef("organisation")))
