"""What the accessibility statement must say, point by point, and what there is to do where it does not.

The points are those of Digg's regulation on the statement (MDFFS 2019:1, after the law 2018:1937 and the Commission's
decision 2018/1523). What the settings and the page's own fields say decides them; nobody promises anything by hand.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

DIGG_REPORT = "https://www.digg.se/tdosanmalan"


class Point(NamedTuple):
    """A point of the form: what it asks, whether the page says it, and what to do where it does not."""

    asks: str
    kept: bool
    to_do: str


def formula(page: Any) -> str:
    """ "helt", "delvis" or "inte": what was chosen, else what follows from the deficiencies that are told."""
    if page.conformity:
        return page.conformity
    return "delvis" if len(page.deficiencies) else "helt"


def by_reason(page: Any, reason: str) -> list[Any]:
    """The values of the deficiencies that have this reason."""
    return [block.value for block in page.deficiencies if block.value["reason"] == reason]


def points(page: Any, settings: Any) -> list[Point]:
    """The eleven points of the statement, in the order of the form."""
    faults = [block.value for block in page.deficiencies]
    planned = [value for value in faults if value["reason"] == "fault"]
    reachable = bool(settings.email or settings.phone)
    whole = formula(page) == "helt"
    return [
        Point(
            _("Vilken webbplats det gäller"), bool(page.service_name or settings.name), _("Fyll i webbplatsens namn.")
        ),
        Point(
            _("Vem som ansvarar"),
            bool(settings.organisation_name),
            _("Fyll i ansvarig organisation i inställningarna."),
        ),
        Point(
            _("Om den är helt, delvis eller inte förenlig med lagen"),
            not (whole and faults) and not (not whole and not faults),
            _("Det valda svaret stämmer inte med bristerna. Lämna svaret tomt så räknas det ut."),
        ),
        Point(
            _("Vilka brister som finns, och vad de betyder"),
            all(value["what"].strip() for value in faults),
            _("Beskriv varje brist."),
        ),
        Point(
            _("När bristerna ska vara rättade"),
            all(value["plan"].strip() for value in planned),
            _("Skriv vad ni gör åt varje brist och när det ska vara klart."),
        ),
        Point(
            _("Vad som är oskäligt betungande att anpassa (12 §)"),
            all(value["plan"].strip() for value in by_reason(page, "burden")),
            _("Skriv varför det är oskäligt betungande, och hur man får innehållet på annat sätt."),
        ),
        Point(
            _("Vad som inte omfattas av lagen (9 §)"),
            all(value["plan"].strip() for value in by_reason(page, "exempt")),
            _("Skriv varför lagen inte gäller det innehållet."),
        ),
        Point(_("När webbplatsen senast bedömdes"), page.assessed_on is not None, _("Fyll i dagen för bedömningen.")),
        Point(_("Hur den bedömdes"), bool(page.method.strip()), _("Skriv hur webbplatsen har prövats, och av vem.")),
        Point(
            _("Hur man meddelar brister och får svar"),
            reachable,
            _("Fyll i e-post eller telefon i webbplatsens inställningar."),
        ),
        Point(_("Hur man anmäler till Digg, och när redogörelsen ändrades"), bool(page.pk), _("Spara sidan.")),
    ]
