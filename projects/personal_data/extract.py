"""An extract of what is held of a person, to hand out: for people (HTML), and for machines (JSON)."""

from __future__ import annotations

import json
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from .holdings import DRAFT, GROUPS, LIVE, MINUTES, OLD, Found, Holding
from .naming import Named


def state_labels(holding: Holding) -> list[str]:
    """Where the words stand: published, in a draft, in earlier versions."""
    labels = {LIVE: _("publicerad"), DRAFT: _("utkast"), OLD: _("äldre version")}
    return [label for state, label in labels.items() if state in holding.states]


def group_labels() -> dict[str, str]:
    """What the groups of places are called."""
    names = (_("Sidor"), _("Register, bilder och annat"), _("Loggar och importens minne"), _("Original"))
    return dict(zip(GROUPS, (*names, _("Det som ändras på annat sätt")), strict=True))


def rows_of(found: Found) -> list[dict[str, Any]]:
    """What is held, place by place, in words."""
    labels = group_labels()
    return [
        {
            "group": labels[holding.group],
            "owner": holding.owner,
            "where": holding.where,
            "states": state_labels(holding),
            "number": holding.number,
            "certain": holding.certain,
            # What machines remember repeats the rest: its number and one example say enough.
            "text": holding.text if holding.group == MINUTES else holding.full or holding.text,
        }
        for holding in found.holdings
    ]


def as_json(named: Named, found: Found) -> str:
    """For machines."""
    asked = {"names": named.names, "mails": named.mails, "phones": named.phones}
    content = {"made_at": timezone.localtime().isoformat(), "asked": asked, "held": rows_of(found)}
    return json.dumps(content, ensure_ascii=False, indent=2)


def as_html(named: Named, found: Found, controller: str) -> str:
    """For people: a page of its own without anything to fetch."""
    rows = rows_of(found)
    groups = [(label, [row for row in rows if row["group"] == label]) for label in group_labels().values()]
    context = {"named": named, "groups": [pair for pair in groups if pair[1]], "controller": controller}
    return render_to_string(
        "brygga_projects/admin/personal_data/extract.html", {**context, "now": timezone.localtime()}
    )
