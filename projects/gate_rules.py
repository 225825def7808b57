"""What the publish gate asks of projects: those with money from the EU have the facts that their emblem needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brygga.site.gate.contents import Contents
from brygga.site.gate.problems import Problem
from brygga.site.gate.registry import Rule, register_rule

from .eu import FUNDS, fund_of
from .models import ProjectPage

_PAID = re.compile(r"(?:med)?finansier\w*[^.!?]{0,80}|(?:stöd|pengar|medel|bidrag)\s+från\s+[^.!?]{0,80}", re.I)
_UNION = re.compile(r"\bEU\b|Europeiska unionen|" + "|".join(f"(?i:{fund.pattern})" for fund in FUNDS))


def register() -> None:
    """Called once, when Django is ready."""
    register_rule(Rule("eu-emblem", gettext_lazy("EU-projekt utan uppgifter för emblemet"), eu_emblem))


def eu_emblem(contents: Contents) -> Iterator[Problem]:
    """A project whose funding from the EU does not say of which period, so that the words beside the emblem would be a
    guess; and one whose text says that the EU pays while its funding does not."""
    page = contents.page
    if not isinstance(page, ProjectPage):
        return
    funds = [(row, fund) for row in page.funding.all() if (fund := fund_of(row)) is not None]
    for row, fund in funds:
        if row.start is None and page.start is None and not _says_period(row, fund):
            text = _(
                "Pengarna kommer från EU, men varken startdatum eller programperiod står. Emblemets text beror på det."
            )
            yield Problem(text, contents.spot("funding"), fund.name)
    if funds:
        return
    for words in contents.running:
        paid = next((match for match in _PAID.finditer(words.text) if _UNION.search(match[0])), None)
        if paid is not None:
            text = _("Texten säger att EU betalar, men finansieringen saknar EU-fonden. Då visas inget emblem.")
            yield Problem(text, words.spot, paid[0])
            return


def _says_period(row: object, fund: object) -> bool:
    """Whether the fund has had one period only, or the programme names its years."""
    programme = getattr(row, "programme", "") or ""
    one_only = getattr(fund, "first", "") == getattr(fund, "last", None)
    return one_only or bool(re.search(r"20\d\d", programme))
