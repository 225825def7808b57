"""The map and its list say the same, leave nothing out, and show nothing that is not public."""

from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brygga.projects.counties import COLUMNS, COUNTIES, ROWS
from brygga.projects.models import Organisation
from tests.factories import MunicipalityFactory, OrganisationFactory, ProjectPageFactory, UnitPageFactory


def soup(client):
    answer = client.get("/karta/")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode().replace("\u00ad", ""), "lxml")


def words(node):
    return " ".join(node.get_text(" ").split())


def project(parent, title, *places, **fields):
    page = ProjectPageFactory(parent=parent, title=title, **fields)
    page.municipalities = places
    page.save()
    return page


def test_every_county_has_a_square_of_its_own():
    assert len({county.code for county in COUNTIES}) == len(COUNTIES) == 21
    assert len({(county.column, county.row) for county in COUNTIES}) == 21
    assert all(0 <= county.column < COLUMNS and 0 <= county.row < ROWS for county in COUNTIES)
    names = {county.code: county.short_name for county in COUNTIES}
    assert (names["17"], names["14"], names["25"], names["08"]) == (
        "Värmland",
        "Västra Götaland",
        "Norrbotten",
        "Kalmar",
    )
    assert all("".join(county.lines).replace("-", "") == county.short_name.replace(" ", "") for county in COUNTIES)
    assert all(len(line) <= 10 for county in COUNTIES for line in county.lines), "it fits a square on a telephone"
    assert not [name for name in names.values() if name.endswith(("s", " län"))]


def test_the_map_counts_what_the_list_has(client, project_index, unit_index):
    solvik = MunicipalityFactory(name="Solviks kommun", municipality_code="1799", county_code="17")
    norrvik = MunicipalityFactory(name="Norrviks kommun", municipality_code="1798", county_code="")
    region = OrganisationFactory(name="Region Dalarna", kind=Organisation.Kind.REGION, county_code="20")
    project(project_index, "Bron", solvik, norrvik)
    project(project_index, "Ingenstans")
    UnitPageFactory(parent=unit_index, title="Jobbverkstan", organisation=solvik)
    UnitPageFactory(parent=unit_index, title="Regionens enhet", organisation=region)
    page = soup(client)
    squares = {link["href"]: link["aria-label"] for link in page.select(".county-map a")}
    assert squares == {"#lan-17": "Värmlands län: 1 projekt, 1 enhet", "#lan-20": "Dalarnas län: 1 enhet"}
    for anchor in squares:
        assert page.find(id=anchor[1:]) is not None
    assert [heading.get_text() for heading in page.find(id="lan-17").find_all("h3")] == ["Norrvik", "Solvik"]
    assert "Ingenstans" in words(page.find(id="utan-plats"))
    assert "Regionens enhet" in words(page.find(id="lan-20"))
    assert words(page.select_one(".county--some .county__number")) == "1"


def test_a_draft_is_on_no_map_and_an_empty_site_says_so(client, project_index):
    page = project(project_index, "Hemligt", MunicipalityFactory(county_code="17"))
    page.unpublish()
    cache.clear()
    shown = soup(client)
    assert "Hemligt" not in words(shown)
    assert "Det finns inga projekt eller enheter än." in words(shown.main)
    assert not shown.select(".county-map a")


def test_nothing_is_fetched_from_elsewhere_and_many_cost_no_more(client, project_index):
    place = MunicipalityFactory(county_code="17")
    project(project_index, "Ett", place)
    page = soup(client)
    for element in page.select("[src], link[href]"):
        assert urlsplit(element.get("src") or element["href"]).netloc in ("", "localhost", "testserver")
    assert not page.find_all(style=True)

    def queries():
        client.get("/karta/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/karta/")
        return len(captured)

    few = queries()
    for number in range(5):
        project(project_index, f"Projekt {number}", place)
    cache.clear()
    assert few <= 8
    assert queries() <= few
