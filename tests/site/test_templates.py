"""How values are written: dates, phone numbers, addresses, and the blocks and parts of the page types."""

import datetime as dt
import json
import math
import re

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import Client

from brygga.projects.models import Goal, ProjectPage, UnitContact, UnitPage
from brygga.site.partial_dates import PartialDate
from brygga.site.templatetags import brygga as tags


def soup(path: str) -> BeautifulSoup:
    return BeautifulSoup(Client().get(path).content, "lxml")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (dt.date(2013, 12, 13), "13 december 2013"),
        (dt.datetime(2013, 12, 13, 23, 30, tzinfo=dt.UTC), "14 december 2013"),
        (PartialDate(2021), "2021"),
        (PartialDate(2021, 6), "juni 2021"),
        (None, ""),
    ],
)
def test_dates_are_written_as_people_write_them(value, shown):
    assert tags.day(value) == shown


@pytest.mark.parametrize(
    ("written", "uri", "shown"),
    [
        ("0590-110 00", "tel:+46-590-110-00", "0590-110 00"),
        ("+46701740635", "tel:+46-70-174-06-35", "070-174 06 35"),
        ("070 – 174 06 35", "tel:+46-70-174-06-35", "070-174 06 35"),
        ("+47 22 00 00 00", "tel:+47-22-00-00-00", "+47 22 00 00 00"),
    ],
)
def test_a_phone_number_can_be_called(written, uri, shown):
    link = BeautifulSoup(tags.phone_link(written), "lxml").a
    assert (link["href"], link.get_text()) == (uri, shown)


@pytest.mark.parametrize("written", ["se hemsidan", "", None, "<b>1</b>"])
def test_what_is_no_phone_number_is_no_link(written):
    assert tags.phone_link(written) == (written or "")


def test_a_mail_address_may_break_and_is_escaped():
    link = tags.email_link('a"b<c>@solvik.example')
    assert "<c>" not in link
    assert BeautifulSoup(tags.email_link("eva.ek@solvik.example"), "lxml").a["href"] == "mailto:eva.ek@solvik.example"


def test_a_quote_names_who_spoke_in_which_role_and_for_whom(site):
    quotes = soup("/projekt/etableringscentrum/").select("figure.quote")
    assert quotes[0].blockquote.get_text(strip=True) == "Det går fortare när alla sitter vid samma bord."
    caption = quotes[0].figcaption.get_text(" ", strip=True)
    assert caption == "Adam Ström projektledare, Solviks kommun"


def test_questions_can_be_opened_without_a_script(site):
    questions = soup("/projekt/etableringscentrum/").select("#fragor details")
    assert [question.summary.get_text() for question in questions] == [
        "Vem kan vara med?",
        "Vad händer när projektet slutar?",
    ]


def test_a_table_has_a_caption_and_scopes(site):
    table = soup("/nyheter/etableringscentrum-oppnar/").find("table")
    assert table.caption.get_text() == "Deltagare efter år"
    assert [th["scope"] for th in table.thead.find_all("th")] == ["col", "col"]
    assert [row.th["scope"] for row in table.tbody.find_all("tr")] == ["row", "row"]


def test_an_image_that_could_not_be_fetched_leaves_no_hole(site):
    page = soup("/projekt/etableringscentrum/")
    assert not page.select_one("figure.picture--missing")
    assert "Invigningen" not in page.main.get_text()


def test_a_press_release_shows_dates_contacts_and_where_it_came_from(site):
    page = soup("/nyheter/etableringscentrum-oppnar/")
    byline = page.select_one(".byline").get_text(" ", strip=True)
    assert byline == "Publicerad 8 juni 2018 Senast uppdaterad 12 juni 2018 Solviks kommun"
    assert page.select_one(".aside-column a[href='tel:+46-70-174-06-35']")
    source = page.select_one(".imported-from")
    assert source.get_text(" ", strip=True) == "Tidigare publicerad: Solviks kommuns gamla webbplats"
    assert not source.find("a"), "the old address may lead back to this page"


def test_a_project_says_its_status_and_why(site):
    facts = soup("/projekt/etableringscentrum/").select_one(".facts")
    assert "Avslutat" in facts.get_text()
    assert "Projektet slutade 2021." in facts.get_text()
    assert facts.select_one(".status svg"), "the status has a shape, not only a colour"


def test_goals_and_shares_are_told_in_words_beside_the_drawings(site):
    page = soup("/projekt/etableringscentrum/")
    goal = page.select_one("#mal .goal")
    assert "55\xa0%" in goal.get_text()
    assert "Målet nåddes inte" in goal.get_text()
    assert goal.select_one("svg.meter")["aria-hidden"] == "true"
    shares = [row.get_text(" ", strip=True) for row in page.select("#finansiering .funder")]
    assert shares[0].startswith("Europeiska socialfonden")
    assert "2/3 (66,7\xa0%)" in shares[0]
    widths = [svg["width"] for svg in page.select("svg.shares > svg")]
    assert widths == ["66.67%", "33.33%"]


def test_a_project_with_money_from_an_eu_fund_shows_the_emblem_with_the_statement(site):
    emblem = soup("/projekt/etableringscentrum/").select_one("#finansiering .eu")
    assert emblem.svg["aria-label"] == "Europeiska unionens flagga"
    assert emblem.p.get_text() == "Europeiska unionen – Europeiska socialfonden"
    assert not soup("/projekt/yrkesspar/").select(".eu")


def test_the_eu_emblem_follows_the_official_construction():
    svg = BeautifulSoup(render_to_string("brygga_projects/icons/eu_emblem.svg"), "xml")
    flag = svg.find("rect", fill="#003399")
    width, height = float(flag["width"]), float(flag["height"])
    assert width / height == pytest.approx(1.5)
    stars = [(float(use["x"]) - width / 2, float(use["y"]) - height / 2) for use in svg.find_all("use")]
    assert len(stars) == 12
    assert all(math.hypot(x, y) == pytest.approx(height / 3, abs=0.1) for x, y in stars)
    angles = sorted(round(math.degrees(math.atan2(x, -y))) % 360 for x, y in stars)
    assert angles == list(range(0, 360, 30))
    points = [tuple(map(float, pair.split(","))) for pair in svg.find("polygon")["points"].split()]
    radii = [math.hypot(x, y) for x, y in points]
    assert max(radii) == pytest.approx(height / 18, abs=0.05)
    assert points[0][0] == 0, "one point upwards"
    assert min(radii) / max(radii) == pytest.approx(0.382, abs=0.005), "a regular pentagram"
    assert svg.find("g")["fill"] == "#ffcc00"


def test_a_chart_comes_with_its_description_and_table(site):
    chart = soup("/projekt/etableringscentrum/").select_one("#nyckeltal figure.chart")
    label = chart.svg["aria-label"]
    assert "Från 60 (juni 2018) till 398 (juni 2021)" in label
    assert len(chart.select("details table tbody tr")) == 4


def test_the_contents_list_every_section_of_the_page(site):
    page = soup("/projekt/etableringscentrum/")
    sections = [section["id"] for section in page.select(".project-main > section[id]")]
    assert [link["href"][1:] for link in page.select(".toc a")] == sections


def test_an_empty_project_page_is_whole(site):
    page = soup("/projekt/yrkesspar/")
    assert page.h1.get_text() == "Yrkesspår"
    assert not page.select(".project-main > section")
    assert not page.select(".toc li")


def test_a_draft_project_is_previewed_before_it_is_saved(site, rf):
    draft = ProjectPage(title="Utkast", slug="utkast")
    response = draft.make_preview_request()
    assert response.status_code == 200
    assert re.search("<h1>Utkast</h1>", response.rendered_content)


def test_a_goal_in_a_long_unit_has_its_number_apart(site):
    page = ProjectPage.objects.get(pk=site.planned.pk)
    page.goals.add(Goal(description="Många är med.", target_value=1250, unit="deltagare"))
    page.save_revision().publish()
    target = soup("/projekt/yrkesspar/").select_one(".goal__target")
    assert target.find(string=True).strip() == "1\xa0250"
    assert target.span.get_text() == "deltagare"


@pytest.mark.parametrize(
    ("path", "types"),
    [
        ("/projekt/etableringscentrum/", {"Project", "FAQPage", "BreadcrumbList"}),
        ("/enheter/aie/", {"GovernmentOrganization", "GovernmentService", "FAQPage", "BreadcrumbList"}),
        ("/nyheter/etableringscentrum-oppnar/", {"NewsArticle", "FAQPage", "BreadcrumbList"}),
    ],
)
def test_search_engines_are_told_what_kind_of_page_it_is(site, path, types):
    scripts = soup(path).find_all("script", type="application/ld+json")
    assert {json.loads(script.string)["@type"] for script in scripts} == types


def test_feeds_and_the_calendar_that_a_project_links_to_answer(site):
    page = soup("/projekt/etableringscentrum/")
    feed = page.find("link", title="Nyheter om Etableringscentrum")
    assert feed["type"] == "application/atom+xml"
    links = [feed["href"], *[link["href"] for link in page.select(".feeds a")]]
    assert len(links) >= 4
    assert [Client().get(link).status_code for link in links] == [200] * len(links)


def test_everything_on_the_page_of_open_data_can_be_fetched(site):
    links = [link["href"] for link in soup("/oppna-data/").main.find_all("a", href=re.compile("^/"))]
    assert len(links) >= 9
    assert [link for link in links if Client().get(link).status_code != 200] == []


def test_the_head_of_a_unit_stands_once_among_its_contacts(site):
    def names() -> list[str]:
        return [name.get_text() for name in soup("/enheter/aie/").select("#kontakt p.contact__name")]

    assert names() == ["Maja Lind", "Mottagningen"]
    page = UnitPage.objects.get(pk=site.unit.pk)
    page.contacts.add(UnitContact(person=page.head, role="enhetschef"))
    page.save_revision().publish()
    assert names() == ["Mottagningen", "Maja Lind"]
