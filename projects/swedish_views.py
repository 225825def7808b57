"""The open data for Swedish spreadsheets; see `swedish_csv`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from brygga.site.extras import kept

from . import open_data, swedish_csv
from .open_data import ROW
from .views import asked_indicators


@require_safe
def projects_swedish_csv(request: HttpRequest) -> HttpResponse:
    """All projects for a Swedish spreadsheet."""
    rows = kept(ROW, lambda page: swedish_csv.project_cells(request, page), open_data.public_projects(request))
    return swedish_csv.swedish_csv(request, "projekt-svensk", swedish_csv.project_headings(), rows)


@require_safe
def indicators_swedish_csv(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """The values of all indicators, or of one, for a Swedish spreadsheet."""
    rows = (row for rows in kept(ROW, swedish_csv.observation_cells, asked_indicators(pk)) for row in rows)
    name = "nyckeltal-svensk" if pk is None else f"nyckeltal-{pk}-svensk"
    return swedish_csv.swedish_csv(request, name, swedish_csv.observation_headings(), rows)
