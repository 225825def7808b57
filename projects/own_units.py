"""Which units and projects are the municipality's own, and which it tells of as another's.

A unit belongs to whom its page says (`UnitPage.organisation`), a project to who owns it; what says nothing is the
site's own, and so is a project that the site's own organisation takes part in. The site's own
organisation is the one that its settings name (`SiteSettings.organisation_name`). Where the register does not know
that name, all are its own.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from .names import fold


def of_others(responsible: str) -> Q:
    """The units that say they belong to somebody else than `responsible`, the organisation named in the settings."""
    return belongs_to_others(responsible, "organisation")


def belongs_to_others(responsible: str, field: str) -> Q:
    """What has another organisation in `field` than `responsible`, the one named in the settings."""
    named = _named(responsible)
    return Q(**{f"{field}__isnull": False}) & Exists(named) & ~Exists(named.filter(organisation=OuterRef(field)))


def projects_of_others(responsible: str) -> Q:
    """The projects that somebody else than `responsible` owns, and in which that organisation has no part."""
    named = _named(responsible)
    ours = named.values("organisation")
    project: Any = apps.get_model("brygga_projects", "ProjectPage")
    partner: Any = apps.get_model("brygga_projects", "Partner")
    part = Exists(partner.objects.filter(page=OuterRef("pk"), organisation__in=ours))
    place = Exists(project.municipalities.through.objects.filter(projectpage=OuterRef("pk"), organisation__in=ours))
    owns = Exists(named.filter(organisation=OuterRef("owner_organisation")))
    runs = Exists(named.filter(organisation=OuterRef("owner_unit__organisation")))
    return Q(Q(owner_organisation__isnull=False) & Exists(named) & ~owns & ~runs & ~part & ~place)


def _named(responsible: str) -> QuerySet[Any]:
    key: Any = apps.get_model("brygga_projects", "OrganisationKey")  # the models' own modules look at this one
    return key.objects.filter(key=fold(responsible))
