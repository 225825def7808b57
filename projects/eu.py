"""Which statement stands beside the EU emblem on a project's page.

The rules, by the period the money belongs to:

* 2021–2027, all funds under shared management: "Medfinansieras av Europeiska unionen", and no fund's name
  (regulation (EU) 2021/1060, articles 46–50 and annex IX, which has "Finansieras av" too, for what the Union pays
  alone; the same words for Erasmus+ under (EU) 2021/817). ESF-rådet's "Handledning för synliggörande" asks ESF+
  projects for these very words.
* 2014–2020: the emblem in colour, with "Europeiska unionen" in full and the fund's name (regulation (EU) 1303/2013,
  articles 115–117 and annex XII 2.2, with (EU) 821/2014, articles 3–4 and annex II; ESF-rådet's handbook of 10 June
  2015 reads them so). For AMIF (EU) 514/2014, article 53, with (EU) 1049/2014; EJFLU has words of its own
  ((EU) 808/2014, annex III). Since ESF+ came, ESF-rådet asks the projects of 2014–2020 for the new words too;
  a page keeps those of the regulation that its money was given under.
* 2007–2013: the emblem with "Europeiska unionen" and the fund's name (regulation (EC) 1828/2006, article 9).

Read on 2026-11-22 at esf.se, legislation.gov.uk (its copies of the Union's regulations) and commission.europa.eu;
those of 2007–2013, of EJFLU and of Erasmus+ were not read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from brygga.site.partial_dates import PartialDate

UNION = "Europeiska unionen"
COFUNDED = "Medfinansieras av Europeiska unionen"


@dataclass(frozen=True, slots=True)
class Fund:
    """A fund of the EU: its register key, its name in a statement, words it is known by, and the first and last
    period it has existed in."""

    key: str
    name: str
    pattern: str
    first: str = "2007–2013"
    last: str = "2021–2027"


@dataclass(frozen=True, slots=True)
class EUFunding:
    """`fund` is the fund's name, `period` such as "2021–2027", `statement` the words beside the emblem."""

    fund: str
    period: str
    statement: str


# The order matters: the first pattern that fits decides, so ESF+ goes before ESF.
FUNDS = [
    Fund("fond:esf-plus", "Europeiska socialfonden+", r"\besf ?\+|\besf ?plus|socialfonden ?(?:\+|plus)", "2021–2027"),
    Fund("fond:esf", "Europeiska socialfonden", r"\besf\b|socialfond", last="2014–2020"),
    Fund(
        "fond:amif",
        "Asyl-, migrations- och integrationsfonden",
        r"\bamif\b|migrations- och integrationsfond",
        "2014–2020",
    ),
    Fund("fond:eif", "Europeiska integrationsfonden", r"\beif\b|europeiska integrationsfond", last="2007–2013"),
    Fund("fond:eff", "Europeiska flyktingfonden", r"\beff\b|europeiska flyktingfond", last="2007–2013"),
    Fund(
        "fond:fead",
        "Fonden för europeiskt bistånd till dem som har det sämst ställt",
        r"\bfead\b|fonden för europeiskt bistånd",
        "2014–2020",
        "2014–2020",
    ),
    Fund("fond:fso", "Fonden för en rättvis omställning", r"\bjtf\b|rättvis omställning", "2021–2027"),
    Fund("fond:interreg", "Europeiska regionala utvecklingsfonden", r"\binterreg\b"),
    Fund(
        "fond:eruf", "Europeiska regionala utvecklingsfonden", r"\beruf\b|regionala utvecklingsfond|eu:s regionalfond"
    ),
    Fund(
        "fond:ejflu", "Europeiska jordbruksfonden för landsbygdsutveckling", r"\bejflu\b|jordbruksfond|landsbygdsfond"
    ),
    Fund("fond:leader", "Europeiska jordbruksfonden för landsbygdsutveckling", r"\bleader(?:programmet)?\b"),
    Fund("fond:erasmus-plus", "Erasmus+", r"\berasmus ?(?:\+|plus)", "2014–2020"),
]
PERIODS = {"2007–2013": (2007, 2013), "2014–2020": (2014, 2020), "2021–2027": (2021, 2027)}
FUND_BY_KEY = {fund.key: fund for fund in FUNDS}
# Money of 2014–2020 was paid out until the end of 2023, so a project that starts in 2021 or 2022 may have either;
# from 2023 on new projects have that of 2021–2027.
NEW_MONEY_ONLY_FROM = 2023


def fund_of(funding: Any) -> Fund | None:
    """The EU fund that a row of a project's funding is from: by its register key, else by its name or programme."""
    organisation = funding.funder
    words = " ".join(filter(None, (funding.funder_name, funding.programme))).casefold()
    known = FUND_BY_KEY.get(organisation.register_key or "") if organisation else None
    if known:
        # "Europeiska socialfonden" with the programme "ESF+ 2021–2027" is the newer fund.
        return FUNDS[0] if known.key == "fond:esf" and re.search(FUNDS[0].pattern, words) else known
    if organisation:
        words = f"{organisation.name} {organisation.short_name} {words}".casefold()
    return next((fund for fund in FUNDS if re.search(fund.pattern, words)), None)


def period_of(fund: Fund, programme: str, start: PartialDate | None) -> str:
    """The period that the money belongs to: as the programme says, else what the fund and the start allow."""
    if fund.first == fund.last:
        return fund.first
    for first, _last in re.findall(r"(20\d\d)\s*[–-]\s*(20\d\d)", programme):
        for period, (begin, end) in PERIODS.items():
            if begin <= int(first) <= end:
                return _within(period, fund)
    if start is None:
        return fund.last
    if start.year >= NEW_MONEY_ONLY_FROM:
        return "2021–2027"
    if start.year >= 2014:
        return _within("2014–2020", fund)
    return _within("2007–2013", fund)


def _within(period: str, fund: Fund) -> str:
    return min(max(period, fund.first), max(fund.last, fund.first))


def statement_for(fund: Fund, period: str) -> str:
    """The words beside the emblem; see the rules at the top of this file."""
    if period == "2021–2027":
        return COFUNDED
    if period == "2014–2020" and fund.key == "fond:erasmus-plus":
        return "Medfinansieras av Europeiska unionens program Erasmus+"
    if period == "2014–2020" and fund.key in {"fond:ejflu", "fond:leader"}:
        return f"{fund.name}: Europa investerar i landsbygdsområden"
    return f"{UNION} – {fund.name}"


def eu_funding(rows: Iterable[Any], start: PartialDate | None) -> list[EUFunding]:
    """The EU funds that pay for a project, each statement once: `rows` are its fundings, `start` is its own."""
    found: list[EUFunding] = []
    for row in rows:
        fund = fund_of(row)
        if fund is None:
            continue
        period = period_of(fund, row.programme, row.start or start)
        if fund.key == "fond:esf" and period == "2021–2027":
            fund = FUNDS[0]
        entry = EUFunding(fund.name, period, statement_for(fund, period))
        if entry.statement not in {other.statement for other in found}:
            found.append(entry)
    return found
