"""All projects and indicators as open data: CSV (RFC 4180, UTF-8) and JSON, with the licence that the site names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from wagtail.models import Site

from brygga.site.extras import declare
from brygga.site.models import SiteSettings
from brygga.site.spreadsheet_cells import safe_cell

from . import api
from .models import Indicator, Observation, ProjectPage

PARTS = (
    "municipalities",
    "topics",
    "target_groups",
    "partners__organisation",
    "funding__funder",
    "goals",
    "milestones",
    "owner_unit",
)
ROW = declare("open-data-row", "a project or an indicator among the open data")
PROJECT_COLUMNS = [
    "id",
    "title",
    "full_name",
    "status",
    "start",
    "end",
    "owner",
    "municipality_codes",
    "municipalities",
    "partners",
    "funders",
    "shares",
    "amounts_sek",
    "programmes",
    "topics",
    "target_groups",
    "url",
]
OBSERVATION_COLUMNS = [
    "indicator_id",
    "indicator",
    "unit",
    "organisation",
    "value",
    "value_text",
    "date",
    "period_end",
    "note",
    "source_url",
    "source_text",
]


def public_projects(request: HttpRequest) -> QuerySet[ProjectPage]:
    """The public projects of the site that is asked, with what belongs to them in one query for each kind."""
    root = Site.find_for_request(request).root_page
    projects = ProjectPage.objects.live().public().listed().descendant_of(root).defer_streamfields()
    return projects.select_related("owner_organisation").prefetch_related(*PARTS).order_by("title", "pk")


def public_indicators() -> QuerySet[Indicator]:
    """The indicators that visitors may see, with their observations that they may see; none without any."""
    some = Exists(Observation.objects.public().filter(indicator=OuterRef("pk")))
    return Indicator.objects.public().filter(some).with_observations().order_by("name", "pk")


def csv_response(request: HttpRequest, name: str, columns: list[str], rows: Iterable[list[Any]]) -> HttpResponse:
    """A CSV file called NAME.csv, with the licence as a link header."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return licensed(request, response)


def json_response(request: HttpRequest, key: str, items: list[dict[str, Any]]) -> JsonResponse:
    """{"source", "licence", KEY: [...]}."""
    site_settings = SiteSettings.for_request(request)
    data = {
        "source": site_settings.name,
        "licence": {
            "name": str(site_settings.get_data_licence_display()),
            "url": site_settings.licence_address or None,
        },
        key: items,
    }
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    return licensed(request, response)


def licensed(request: HttpRequest, response: HttpResponse) -> Any:
    """The response with the licence of the data as a link header, open to scripts of other sites."""
    address = SiteSettings.for_request(request).licence_address
    if address:
        response["Link"] = f'<{address}>; rel="license"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _joined(values: Iterable[Any]) -> str:
    return "|".join(str(value) for value in values)


def project_row(request: HttpRequest, page: ProjectPage) -> list[Any]:
    """A project as a row of the CSV; lists in a cell are separated by "|"."""
    places = page.municipalities.all()
    funding = page.funding.all()
    return [
        page.pk,
        page.title,
        page.full_name,
        page.current_status.code,
        str(page.start or ""),
        str(page.end or ""),
        page.owner_name,
        _joined(place.municipality_code for place in places),
        _joined(place.display_name for place in places),
        _joined(partner.organisation for partner in page.partners.all()),
        _joined(row.display_name for row in funding),
        _joined(row.share or "" for row in funding),
        _joined("" if row.amount is None else row.amount for row in funding),
        _joined(row.programme for row in funding),
        _joined(page.topics.all()),
        _joined(page.target_groups.all()),
        page.get_full_url(request),
    ]


def project_item(request: HttpRequest, page: ProjectPage) -> dict[str, Any]:
    """A project as an object of the JSON."""
    return {
        "id": page.pk,
        "title": page.title,
        "full_name": page.full_name,
        "url": page.get_full_url(request),
        "lead": page.lead,
        "status": api.status_representation(page.current_status),
        "start": api.text_of(page.start),
        "end": api.text_of(page.end),
        "owner_organisation": api.organisation_representation(page.owner_organisation),
        "owner_unit": api.page_representation(page.owner_unit),
        "municipalities": [api.organisation_representation(place) for place in page.municipalities.all()],
        "partners": [api.partner_representation(partner) for partner in page.partners.all()],
        "funding": [api.funding_representation(row) for row in page.funding.all()],
        "goals": [api.goal_representation(goal) for goal in page.goals.all()],
        "milestones": [api.milestone_representation(milestone) for milestone in page.milestones.all()],
        "topics": [api.topic_representation(topic) for topic in page.topics.all()],
        "target_groups": [api.topic_representation(group) for group in page.target_groups.all()],
    }


def observation_rows(indicator: Indicator) -> list[list[Any]]:
    """The observations of an indicator as rows of the CSV."""
    return [
        [
            indicator.pk,
            indicator.name,
            indicator.unit,
            indicator.organisation.name if indicator.organisation else "",
            api.number(seen.value),
            seen.value_text,
            str(seen.date or ""),
            str(seen.period_end or ""),
            seen.note,
            seen.public_source.url,
            seen.public_source.text,
        ]
        for seen in indicator.observed
    ]
