"""What the product does with personal data, for the page that tells of it: why, on what ground in law, for how long.

An app above adds its own with `register`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _


class Processing(NamedTuple):
    """One use of personal data, in words for who it is about."""

    what: str
    why: str
    ground: str
    how_long: str


_more: list[Callable[[Any], Processing]] = []


def register(tell: Callable[[Any], Processing]) -> None:
    """Adds a processing; `tell` gets the site's settings."""
    _more.append(tell)


def public_task() -> str:
    """The ground that most of what a municipality does rests on."""
    return _("Uppgift av allmänt intresse (artikel 6.1 e i dataskyddsförordningen)")


def processings(settings: Any, log_days: int) -> list[Processing]:
    """All there are, in the order of the page."""
    return [
        Processing(
            _("Namn, titel och kontaktuppgifter till den som arbetar med det sidan handlar om"),
            _("Att du ska kunna nå rätt person."),
            public_task(),
            _("Så länge personen har uppdraget. En äldre nyhet kan vara en allmän handling och sparas som en sådan."),
        ),
        Processing(
            _("Citat och bilder av personer"),
            _("Att berätta om verksamheten. Den som har intervjuats som deltagare har sagt ja till det."),
            _("Allmänt intresse för den som talar i sitt arbete, samtycke för andra (artikel 6.1 e och a)"),
            _("Tills sidan tas ner, eller tills den som sagt ja ångrar sig."),
        ),
        Processing(
            _("Det du skriver i ”Hjälpte sidan dig?” och ”Fel på sidan?”, och din e-post om du anger den"),
            _("Att rätta fel och svara dig."),
            public_task(),
            _("Tas bort efter %(days)s dagar. Blir det en allmän handling gäller arkivlagen.")
            % {"days": settings.feedback_days},
        ),
        *(tell(settings) for tell in _more),
        Processing(
            _("Din ip-adress i webbserverns loggar"),
            _("Att webbplatsen ska fungera och kunna skyddas."),
            public_task(),
            _("%(days)s dagar.") % {"days": log_days},
        ),
    ]
