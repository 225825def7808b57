import csv
import io

import icalendar
import pytest

from tests.factories import (
    FundingFactory,
    IndicatorFactory,
    MilestoneFactory,
    MunicipalityFactory,
    ObservationFactory,
    ProjectPageFactory,
)


@pytest.fixture
def project(project_index):
    page = ProjectPageFactory(parent=project_index, title="Bron", start="2023", end="2025-06")
    page.municipalities = [MunicipalityFactory()]
    page.save()
    FundingFactory(page=page, share="2/3", programme="ESF+ 2021–2027")
    MilestoneFactory(page=page, title="Invigning", date="2024-02-29", description="Alla är välkomna; ta med kaffe.")
    MilestoneFactory(page=page, title="Halvvägs", date="2024-06")
    ProjectPageFactory(parent=project_index, title="Hemligt", live=False)
    return page


def _rows(response):
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_all_public_projects_come_as_csv(client, project):
    response = client.get("/oppna-data/projekt.csv")
    (row,) = _rows(response)
    assert (row["title"], row["start"], row["end"], row["shares"]) == ("Bron", "2023", "2025-06", "2/3")
    assert row["municipalities"] == "Solvik"
    assert response["Content-Type"].startswith("text/csv")


def test_all_public_projects_come_as_json_with_their_licence(client, project):
    data = client.get("/oppna-data/projekt.json").json()
    assert [item["title"] for item in data["projects"]] == ["Bron"]
    assert data["projects"][0]["funding"][0]["share_fraction"] == "2/3"
    assert data["licence"]["url"].startswith("https://creativecommons.org/")


def test_a_title_that_a_spreadsheet_would_run_is_made_harmless(client, project):
    project.title = '=HYPERLINK("http://ond.example")'
    project.save()
    assert _rows(client.get("/oppna-data/projekt.csv"))[0]["title"].startswith("'=")


def test_an_indicator_comes_as_csv_and_json(client, home):
    indicator = IndicatorFactory(name="Hushåll")
    ObservationFactory(indicator=indicator, value="4.5", date="2023-07")
    ObservationFactory(value=1)
    (row,) = _rows(client.get(f"/oppna-data/nyckeltal/{indicator.pk}.csv"))
    assert (row["indicator"], row["value"], row["date"]) == ("Hushåll", "4.5", "2023-07")
    data = client.get(f"/oppna-data/nyckeltal/{indicator.pk}.json").json()
    assert data["indicators"][0]["observations"][0]["value"] == 4.5
    assert len(_rows(client.get("/oppna-data/nyckeltal.csv"))) == 2
    assert len(client.get("/oppna-data/nyckeltal.json").json()["indicators"]) == 2


def test_milestones_come_as_a_calendar_of_whole_days(client, project):
    response = client.get(f"/kalender/projekt/{project.pk}.ics")
    calendar = icalendar.Calendar.from_ical(response.content)
    opening, halfway = calendar.walk("VEVENT")
    assert str(opening["summary"]) == "Bron: Invigning"
    assert (str(opening["dtstart"].dt), str(opening["dtend"].dt)) == ("2024-02-29", "2024-03-01")
    assert (str(halfway["dtstart"].dt), str(halfway["dtend"].dt)) == ("2024-06-01", "2024-07-01")
    assert str(opening["description"]) == "Alla är välkomna; ta med kaffe."
    assert opening["uid"] != halfway["uid"]
    assert calendar.errors == []


@pytest.mark.parametrize("address", ["/kalender/projekt/999999.ics", "/oppna-data/nyckeltal/999999.csv"])
def test_what_does_not_exist_is_not_found(client, home, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/oppna-data/projekt.csv", "/oppna-data/projekt.json", "/kalender/milstolpar.ics"]
)
def test_queries_do_not_grow_with_the_projects(client, project, project_index, address, django_assert_max_num_queries):
    client.get(address)
    for _number in range(8):
        page = ProjectPageFactory(parent=project_index)
        FundingFactory(page=page)
        MilestoneFactory(page=page)
    with django_assert_max_num_queries(20):
        assert client.get(address).status_code == 200


def test_open_data_and_calendars_say_the_signs_of_a_project(client, project_index):
    project = ProjectPageFactory(
        parent=project_index, title="Kurs <under 25> & mer", lead="För dem <under 25> & deras föräldrar."
    )
    MilestoneFactory(page=project, title="Start <ett> & två", date="2030-01-01")
    assert "Kurs <under 25> & mer" in client.get("/oppna-data/projekt.csv").content.decode("utf-8-sig")
    told = client.get("/oppna-data/projekt.json").json()["projects"]
    assert [item["title"] for item in told] == ["Kurs <under 25> & mer"]
    calendar = client.get(f"/kalender/projekt/{project.pk}.ics").content.decode().replace("\r\n ", "")
    assert "Start <ett> & två" in calendar
    page = client.get(project.url).content.decode()
    assert "Kurs &lt;under 25&gt; &amp; mer" in page
    assert "<under 25>" not in page
