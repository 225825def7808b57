"""The files for people open in a Swedish spreadsheet as they are: nothing runs, nothing becomes something else."""

import csv
import io

import pytest

from tests.factories import (
    FundingFactory,
    IndicatorFactory,
    MunicipalityFactory,
    ObservationFactory,
    OrganisationFactory,
    ProjectPageFactory,
)

PROJECTS, VALUES = "/oppna-data/svensk/projekt.csv", "/oppna-data/svensk/nyckeltal.csv"


def rows(client, address):
    text = client.get(address).content.decode()
    assert text.startswith("\ufeff"), "Excel would take the file for something else than UTF-8"
    return list(csv.DictReader(io.StringIO(text[1:]), delimiter=";"))


def test_a_project_stands_under_headings_in_words(client, project_index):
    page = ProjectPageFactory(parent=project_index, title="Bron", start="2023-06", end="2025-06-30")
    page.municipalities = [MunicipalityFactory(municipality_code="0114")]
    page.save()
    for share, amount in (("2/3", 2_000_000), ("1/3", "1000000.50")):
        FundingFactory(page=page, share=share, amount=amount, funder=OrganisationFactory(name=f"Fond {share[0]}"))
    ProjectPageFactory(parent=project_index, title="Hemligt", live=False)
    (row,) = rows(client, PROJECTS)
    assert (row["Projekt"], row["Börjar"], row["Slutar"]) == ("Bron", "juni 2023", "2025-06-30")
    assert row["Kommuner (kommunkod)"] == "Solvik (0114)"
    assert row["Finansiering"] == "Fond 2 (2/3 · 2000000 kr), Fond 1 (1/3 · 1000000,5 kr)"
    assert row["Belopp sammanlagt (kronor)"] == "3000000,5"


def test_a_sum_of_some_of_the_amounts_is_not_given(client, project_index):
    page = ProjectPageFactory(parent=project_index)
    FundingFactory(page=page, amount=2_000_000)
    FundingFactory(page=page, amount=None)
    assert rows(client, PROJECTS)[0]["Belopp sammanlagt (kronor)"] == ""


@pytest.mark.parametrize("title", ['=HYPERLINK("http://ond.example")', "@SUM(A1)", "+cmd|x", "ett;=1+1", "\t=1"])
def test_a_formula_is_made_harmless(client, project_index, title):
    ProjectPageFactory(parent=project_index, title=title)
    text = client.get(PROJECTS).content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
    naive = [cell.strip('"') for line in text.splitlines() for cell in line.split(";")]
    assert not [cell for cell in (*cells, *naive) if cell.lstrip().startswith(("=", "@", "+c"))]


def test_values_have_a_decimal_comma_and_keep_their_words(client, home):
    indicator = IndicatorFactory(name="Hushåll", unit="procent")
    ObservationFactory(indicator=indicator, value="-4.5", date="2023-07")
    ObservationFactory(indicator=indicator, value=1250, value_text="2/3", date="2024")
    first, second = rows(client, VALUES)
    assert (first["Värde"], first["Enhet"], first["Tid"]) == ("-4,5", "procent", "juli 2023")
    assert (second["Värde"], second["Värdet som det skrevs"]) == ("1250", "”2/3”")
    assert rows(client, f"/oppna-data/svensk/nyckeltal/{indicator.pk}.csv") == [first, second]
    assert client.get("/oppna-data/svensk/nyckeltal/99999.csv").status_code == 404
