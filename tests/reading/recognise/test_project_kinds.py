"""Facts of projects by the form of their sentence or row, and whose they are not."""

from __future__ import annotations

import pytest

from brygga.importers.reading.model.thresholds import FACT

from .build import read


def told(*parts: str, **more: str) -> set[tuple[str, str, str]]:
    """(project, field, value) of each fact but the sentences; of money who gives it and how much. An offer has "?"."""
    found = set()
    for fact in read(*parts, **more).facts:
        value = fact.value
        if fact.field in ("about", "purpose", "goal", "participants", "figure"):
            continue
        said = value if isinstance(value, str) else " ".join(filter(None, (value["funder"], value["amount"])))
        found.add((fact.subject, fact.field + ("" if fact.confidence >= FACT else "?"), said))
    return found


def test_two_rows_on_one_line_are_two():
    text = "Plats: Hagfors kommun Projekttid: 2019-06-01 till 2020-12-31"
    found = told("Projektägare: Hagfors kommun", text, "Projektet Lyktan är klart.", title="Projektet Lyktan")
    assert {("Lyktan", "start", "2019-06-01"), ("Lyktan", "end", "2020-12-31")} <= found


def test_a_body_written_twice_in_a_row_is_one_owner():
    rows = ("Projektägare: Region Värmland, Region Värmland", "Projekttid: 2019–2021", "Målgrupp: unga")
    assert ("Lyktan", "owner", "Region Värmland") in told(
        *rows, "Projektet Lyktan är klart.", title="Projektet Lyktan"
    )


def test_a_row_that_names_a_fund_in_its_label_says_who_pays():
    rows = ("Projektägare: Region Värmland", "Beviljat ESF-stöd: 17 244 907", "Projekttid: 2019–2021")
    found = told(*rows, "Projektet Lyktan är klart.", title="Projektet Lyktan")
    assert ("Lyktan", "funding", "ESF 17 244 907") in found


def test_who_only_pays_is_no_partner_and_a_municipality_among_the_parties_is_one():
    text = "Lyktan är ett samarbete mellan Arbetsförmedlingen och Hagfors kommun, medfinansierat av Socialfonden."
    found = told("Projektet Lyktan är nytt.", text)
    partners = {value for _, field, value in found if field == "partner"}
    assert partners == {"Arbetsförmedlingen", "Hagfors kommun"}


def test_a_project_begins_when_it_is_said_to_and_not_with_a_phase_of_it():
    text = (
        "Projektet Lyktan startade den 1 september 2020 och pågick i full skala från 1 mars 2021 till 30 april 2023."
    )
    starts = {value for _, field, value in told(text) if field == "start"}
    assert starts == {"1 september 2020"}


def test_the_projects_are_those_that_were_named_together():
    each = "Projektet ”Lyktan” är klart. Projektet ”Fyren” är klart."
    both = "Här är resultaten av projekten ”Lyktan” och ”Fyren”."
    found = told(each, both, "Projekten avslutades den 30 april 2023.")
    assert {(name, "end", "30 april 2023") for name in ("Lyktan", "Fyren")} <= found


def test_the_project_goes_on_to_be_the_subject_and_not_whom_it_works_with():
    text = "Lyktan är ett projekt som drivs med hjälp av projektet Fyren. Projektet startade den 1 maj 2016."
    assert {(name, value) for name, field, value in told("Projektet Lyktan är nytt.", text) if field == "start"} == {
        ("Lyktan", "1 maj 2016")
    }


@pytest.mark.parametrize(
    ("about", "offers"),
    [
        ("Europeiska socialfonden", {"Europeiska socialfonden 2 miljoner kronor"}),
        ("Europeiska socialfonden och Regionala utvecklingsfonden", set()),
    ],
)
def test_a_grant_is_only_offered_as_that_of_the_one_fund_of_the_text(about, offers):
    found = told(f"Stöd söktes från {about} i mars.", "Region Värmland får 2 miljoner kronor till projektet Lyktan.")
    assert {value for _, field, value in found if field == "funding?"} == offers
    assert not any(field == "funding" for _, field, _ in found)
