"""Open data for people with a Swedish spreadsheet: semicolons, a byte order mark, headings in words, decimal commas.

The files for machines are `open_data`. What a Swedish spreadsheet would make something else of (2/3 becomes the second
of March, the code 0114 becomes 114) is written so that it stays what it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from brygga.site.spreadsheet_cells import safe_cell

from .models import Indicator, ProjectPage
from .numbers import format_number
from .open_data import licensed

BYTE_ORDER_MARK = "\ufeff"  # tells Excel that the file is UTF-8


def swedish_number(value: Decimal | int | float | None) -> str:
    """ "1250", "4,5", "-3": a decimal comma, and nothing that keeps a spreadsheet from seeing a number."""
    return "" if value is None else format_number(value).replace("\u00a0", "").replace("−", "-")


def _day(value: Any) -> str:
    """A whole date as 2024-02-29, and one that is known in part in words: a spreadsheet would make a day of it."""
    if not value:
        return ""
    return str(value) if len(str(value)) in (4, 10) else value.display


def _listed(values: Iterable[Any]) -> str:
    return ", ".join(str(value) for value in values)


def project_headings() -> list[str]:
    """The first row of the file of projects."""
    return [
        _("Projekt"),
        _("Hela namnet"),
        _("Läge"),
        _("Börjar"),
        _("Slutar"),
        _("Ägare"),
        _("Kommuner (kommunkod)"),
        _("Samverkansparter"),
        _("Finansiering"),
        _("Belopp sammanlagt (kronor)"),
        _("Ämnen"),
        _("Målgrupper"),
        _("Webbadress"),
    ]


def project_cells(request: HttpRequest, page: ProjectPage) -> list[str]:
    """A project as a row under those headings."""
    funding = page.funding.all()
    amounts = [row.amount for row in funding]
    # A sum of some of the amounts would be a wrong figure.
    known = [amount for amount in amounts if amount is not None]
    total = sum(known, Decimal(0)) if known and len(known) == len(amounts) else None
    return [
        page.title,
        page.full_name,
        page.current_status.label,
        _day(page.start),
        _day(page.end),
        page.owner_name,
        _listed(_place(place) for place in page.municipalities.all()),
        _listed(partner.organisation for partner in page.partners.all()),
        _listed(_funder(row) for row in funding),
        swedish_number(total),
        _listed(page.topics.all()),
        _listed(page.target_groups.all()),
        page.get_full_url(request),
    ]


def _place(place: Any) -> str:
    return f"{place.display_name} ({place.municipality_code})" if place.municipality_code else place.display_name


def _funder(row: Any) -> str:
    said = [row.programme, str(row.share) if row.share else ""]
    if row.amount is not None:
        said.append(f"{swedish_number(row.amount)} kr")
    inside = " · ".join(filter(None, said))
    return f"{row.display_name} ({inside})" if inside else row.display_name


def observation_headings() -> list[str]:
    """The first row of the file of indicators."""
    return [
        _("Nyckeltal"),
        _("Gäller"),
        _("Värde"),
        _("Enhet"),
        _("Tid"),
        _("Till och med"),
        _("Värdet som det skrevs"),
        _("Anmärkning"),
        _("Källa"),
        _("Källans webbadress"),
    ]


def observation_cells(indicator: Indicator) -> list[list[str]]:
    """The values of an indicator as rows under those headings."""
    return [
        [
            indicator.name,
            indicator.organisation.name if indicator.organisation else "",
            swedish_number(seen.value),
            indicator.unit,
            _day(seen.date),
            _day(seen.period_end),
            _("”%(words)s”") % {"words": seen.value_text} if seen.value_text else "",
            seen.note,
            seen.public_source.text,
            seen.public_source.url,
        ]
        for seen in indicator.observed
    ]


def swedish_csv(request: HttpRequest, name: str, headings: list[str], rows: Iterable[list[str]]) -> HttpResponse:
    """The file called NAME.csv, with the licence as a link header."""
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, delimiter=";")
    writer.writerow(headings)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return licensed(request, response)
