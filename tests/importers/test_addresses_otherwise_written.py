"""An old address leads to its page however it is written: old servers did not care."""

import pytest
from django.core.cache import cache
from django.test import Client

from brygga.importers.addresses.address_keys import address_key
from brygga.news.models import NewsPage

from .archive import page, run_import, write

pytestmark = pytest.mark.django_db
OLD = "http://gamla.solvik.example/Nyheter/2014/Höstens-kurser/"
BODY = "<p>Kurserna i Solviks kommun börjar i september och är öppna för alla.</p>"


@pytest.fixture
def imported(tmp_path):
    cache.clear()
    run_import(write(tmp_path, a__html=page("Höstens kurser", OLD, BODY)), publish=True)
    yield NewsPage.objects.get(title="Höstens kurser")
    cache.clear()


@pytest.mark.parametrize(
    "asked",
    [
        "/Nyheter/2014/H%C3%B6stens-kurser/", "/nyheter/2014/h%C3%B6stens-kurser/",
        "/NYHETER/2014/H%C3%96STENS-KURSER",
        "/nyheter/2014/h%F6stens-kurser/",
        "/Nyheter//2014/H%C3%B6stens-kurser/",
        "/Nyheter/2014/H%C3%B6stens-kurser/index.html",
        "/nyheter/2014/h%C3%B6stens-kurser/default.aspx", "/Nyheter/2014/H%C3%B6stens-kurser/;jsessionid=A1B2C3",
        "/(S(x1y2z3))/Nyheter/2014/H%C3%B6stens-kurser/", "/nyheter/2014/h%C3%B6stens-kurser/?utm_source=brev",
    ],
)  # fmt: skip
def test_an_old_address_leads_to_its_page_however_it_is_written(imported, asked):
    answer = Client().get(asked)
    assert (answer.status_code, answer.get("Location", "").endswith(imported.url)) == (301, True)


@pytest.mark.parametrize("asked", ["/nyheter/2014/", "/nyheter/2014/annat/", "/nyheter/2015/h%C3%B6stens-kurser/"])
def test_another_address_is_not_found(imported, asked):
    assert Client().get(asked).status_code == 404


def test_the_address_of_a_draft_leads_nowhere(imported):
    imported.unpublish()
    assert Client().get("/nyheter/2014/h%C3%B6stens-kurser/").status_code == 404


def test_sessions_make_no_other_address():
    plain = address_key("http://a.example/b/c")
    for other in (
        "http://a.example/b/c;jsessionid=9",
        "http://a.example/(S(abc))/b/c",
        "https://www.a.example/B//c/index.htm",
    ):
        assert address_key(other) == plain
    assert address_key("http://a.example/b/c;version=2") != plain
