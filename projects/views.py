"""Open data and calendars of projects."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from brygga.site.extras import kept

from . import open_data
from .api import indicator_representation
from .calendars import calendar_name, calendar_of
from .models import Indicator
from .open_data import ROW


@require_safe
def projects_csv(request: HttpRequest) -> HttpResponse:
    """All projects, a row each."""
    rows = kept(ROW, lambda page: open_data.project_row(request, page), open_data.public_projects(request))
    return open_data.csv_response(request, "projekt", open_data.PROJECT_COLUMNS, rows)


@require_safe
def projects_json(request: HttpRequest) -> HttpResponse:
    """All projects with their parts."""
    items = list(kept(ROW, lambda page: open_data.project_item(request, page), open_data.public_projects(request)))
    return open_data.json_response(request, "projects", items)


@require_safe
def indicators_csv(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """The observations of all indicators, or of one, a row each."""
    rows = (row for rows in kept(ROW, open_data.observation_rows, asked_indicators(pk)) for row in rows)
    name = "nyckeltal" if pk is None else f"nyckeltal-{pk}"
    return open_data.csv_response(request, name, open_data.OBSERVATION_COLUMNS, rows)


@require_safe
def indicators_json(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """All indicators, or one, with their observations."""
    items = list(kept(ROW, indicator_representation, asked_indicators(pk)))
    return open_data.json_response(request, "indicators", items)


def asked_indicators(pk: int | None) -> Iterable[Indicator]:
    """All public indicators, or the one of that key; raises Http404 where it is not among them."""
    found = open_data.public_indicators()
    return found if pk is None else [get_object_or_404(found, pk=pk)]


@require_safe
def catalogue(request: HttpRequest, extension: str) -> HttpResponse:
    """The catalogue of the open data, in the form that the address ends with."""
    # rdflib takes megabytes and a third of a second: only who asks for the catalogue waits for it.
    from .catalogue import EXTENSIONS, FORMATS, catalogue

    if extension not in EXTENSIONS:
        raise Http404
    form = EXTENSIONS[extension]
    response = HttpResponse(catalogue(request).serialize(format=form), content_type=f"{FORMATS[form]}; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def calendar(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """The milestones of all projects, or of one."""
    projects = open_data.public_projects(request)
    page = get_object_or_404(projects, pk=pk) if pk is not None else None
    data = calendar_of([page] if page else projects, calendar_name(page), request)
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="milstolpar{"" if pk is None else f"-{pk}"}.ics"'
    return response
