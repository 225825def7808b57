"""The open data sets in words and files: for the catalogue (DCAT-AP-SE) and for search engines (schema.org)."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from brygga.site.models import SiteSettings
from brygga.site.organisation_data import publisher_data


class DataSet(NamedTuple):
    """A data set: the end of its own address, its words, and its files (media type, EU file type, name of address)."""

    mark: str
    title: str
    description: str
    keywords: tuple[str, ...]
    files: tuple[tuple[str, str, str], ...]


def data_sets() -> list[DataSet]:
    """All there are."""
    csv, json, calendar = ("text/csv", "CSV"), ("application/json", "JSON"), ("text/calendar", "ICS")
    return [
        DataSet(
            "projekt",
            _("Projekt om arbetsmarknad och integration"),
            _("Alla projekt med tid, läge, ägare, kommuner, samverkansparter, finansiering, mål och milstolpar."),
            (_("arbetsmarknad"), _("integration"), _("projekt"), _("finansiering")),
            (
                (*csv, "brygga_projects_csv"),
                (*csv, "brygga_projects_swedish_csv"),
                (*json, "brygga_projects_json"),
            ),
        ),
        DataSet(
            "nyckeltal",
            _("Nyckeltal om arbetsmarknad och integration"),
            _("Alla nyckeltal med värden, tid, enhet och källa för varje värde."),
            (_("arbetsmarknad"), _("integration"), _("nyckeltal"), _("statistik")),
            (
                (*csv, "brygga_indicators_csv"),
                (*csv, "brygga_indicators_swedish_csv"),
                (*json, "brygga_indicators_json"),
            ),
        ),
        DataSet(
            "milstolpar",
            _("Milstolpar i projekten"),
            _("Vad som händer och har hänt i projekten, som en kalender att prenumerera på."),
            (_("projekt"), _("kalender")),
            ((*calendar, "brygga_calendar"),),
        ),
    ]


def is_swedish(url_name: str) -> bool:
    """Whether a file is the one for Swedish spreadsheets."""
    return url_name.endswith("_swedish_csv")


def dataset_data(request: HttpRequest) -> list[dict[str, Any]]:
    """Each data set as a Dataset of schema.org, with the properties that Google's dataset search requires."""
    settings = SiteSettings.for_request(request)
    home = request.build_absolute_uri(reverse("brygga_open_data"))
    publisher = publisher_data(settings, request)
    found = []
    for one in data_sets():
        data: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "@id": f"{home}#{one.mark}",
            "name": one.title,
            "description": one.description,
            "url": home,
            "keywords": list(one.keywords),
            "inLanguage": settings.language,
            "isAccessibleForFree": True,
            "creator": publisher,
            "publisher": publisher,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": _("CSV för svenska kalkylblad") if is_swedish(address) else kind,
                    "encodingFormat": media_type,
                    "contentUrl": request.build_absolute_uri(reverse(address)),
                }
                for media_type, kind, address in one.files
            ],
        }
        if settings.licence_address:
            data["license"] = settings.licence_address.removesuffix("deed.sv")
        found.append(data)
    return found
