"""API endpoints for what is no page: organisations, people and indicators.

What is accepted is given, and what an import proposed while a public page names it (see `publicity`). A person is
given only while a public page names them (as a contact, a head, or the speaker of a quote): the register of people
itself is not public.
"""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from wagtail.api import APIField
from wagtail.api.v2.views import BaseAPIViewSet

from .api import (
    Represented,
    many,
    observation_representation,
    one,
    organisation_representation,
    page_representation,
)
from .models import Indicator, Organisation, OrganisationName, Person, PersonRole


def _name(name: OrganisationName) -> dict[str, str]:
    return {"name": name.name, "kind": name.kind}


def _role(role: PersonRole) -> dict[str, object]:
    unit = page_representation(role.unit)
    return {
        "role": role.role,
        "organisation": organisation_representation(role.organisation),
        "unit": unit["id"] if unit else None,
        "start": str(role.start) if role.start else None,
        "end": str(role.end) if role.end else None,
    }


class OrganisationsAPIViewSet(BaseAPIViewSet):
    """/api/v2/organisations/, with filters on kind, codes and register key."""

    model = Organisation
    name = "organisations"
    body_fields = [*BaseAPIViewSet.body_fields, "name", "kind", "short_name"]
    listing_default_fields = [*BaseAPIViewSet.listing_default_fields, "name", "kind", "short_name"]
    nested_default_fields = [*BaseAPIViewSet.nested_default_fields, "name"]

    def get_queryset(self) -> QuerySet[Organisation]:
        return Organisation.objects.public().prefetch_related("names").order_by("name", "pk")


class PeopleAPIViewSet(BaseAPIViewSet):
    """/api/v2/people/."""

    model = Person
    name = "people"
    body_fields = [*BaseAPIViewSet.body_fields, "name"]
    listing_default_fields = [*BaseAPIViewSet.listing_default_fields, "name"]
    nested_default_fields = [*BaseAPIViewSet.nested_default_fields, "name"]

    def get_queryset(self) -> QuerySet[Person]:
        roles = Prefetch(
            "roles",
            PersonRole.objects.public().select_related("organisation").prefetch_related("unit"),
            to_attr="shown",
        )
        return Person.objects.public().prefetch_related(roles).order_by("name", "pk")


class IndicatorsAPIViewSet(BaseAPIViewSet):
    """/api/v2/indicators/, each with its observations."""

    model = Indicator
    name = "indicators"
    body_fields = [*BaseAPIViewSet.body_fields, "name", "unit"]
    listing_default_fields = [*BaseAPIViewSet.listing_default_fields, "name", "unit"]
    nested_default_fields = [*BaseAPIViewSet.nested_default_fields, "name", "unit"]

    def get_queryset(self) -> QuerySet[Indicator]:
        return Indicator.objects.public().with_observations().order_by("name", "pk")


Organisation.api_fields = [
    APIField("organisation_number"),
    APIField("municipality_code"),
    APIField("county_code"),
    APIField("website"),
    APIField("register_key"),
    many("names", _name),
]
Person.api_fields = [APIField("roles", serializer=Represented(_role, many=True, source="shown"))]
Indicator.api_fields = [
    APIField("description"),
    APIField("higher_is_better"),
    one("organisation", organisation_representation),
    APIField("observations", serializer=Represented(observation_representation, many=True, source="observed")),
]
