import datetime as dt
from email.utils import parsedate_to_datetime

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree
from wagtail.models import PageViewRestriction

from brygga.news.filters import news_listing
from brygga.news.models import NewsPage, live_news
from brygga.site.privacy import asked_once
from tests.factories import (
    MunicipalityFactory,
    NewsContactFactory,
    NewsPageFactory,
    PersonFactory,
    ProjectPageFactory,
    TopicFactory,
    UnitPageFactory,
)

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def _listing(index, params):
    return news_listing(live_news(index), params, scope=index.pk)


def _quote(text, speaker="Maja Lind"):
    return ("quote", {"text": text, "speaker_name": speaker, "role": "projektledare"})


def test_news_written_here_gets_its_day_when_it_is_published(news_index):
    page = NewsPageFactory(parent=news_index, live=False)
    assert page.first_published_on is None
    before = timezone.localdate()
    page.save_revision().publish()
    assert before <= NewsPage.objects.get(pk=page.pk).first_published_on <= timezone.localdate()


def test_news_brought_over_without_a_date_is_given_none(news_index):
    page = NewsPageFactory(parent=news_index, live=False, source_name="gammal.html")
    page.save_revision().publish()
    assert NewsPage.objects.get(pk=page.pk).published_on is None


def test_an_update_before_the_publication_gets_a_message_at_its_field(news_index):
    page = NewsPage(title="Bron", slug="bron", first_published_on=dt.date(2024, 2, 1), updated_on=dt.date(2024, 1, 1))
    with pytest.raises(ValidationError) as error:
        page.clean()
    assert "innan den publicerades" in error.value.message_dict["updated_on"][0]


def test_the_api_gives_the_quotes_of_the_lead_first(news_index, client):
    page = NewsPageFactory(
        parent=news_index,
        lead="– Det går framåt, säger Maja Lind.",
        lead_quotes=[_quote("Det går framåt")],
        body=[("heading", {"text": "Mer", "level": "2"}), _quote("Vi fortsätter", "")],
        publisher=MunicipalityFactory(),
        first_published_on=dt.date(2013, 12, 13),
    )
    data = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert [(quote["text"], quote["speaker"]) for quote in data["quotes"]] == [
        ("Det går framåt", "Maja Lind"),
        ("Vi fortsätter", None),
    ]
    assert data["publisher"]["name"] == "Solviks kommun"
    assert data["first_published_on"] == "2013-12-13"
    assert data["body"][0] == {
        "type": "heading",
        "value": {"text": "Mer", "level": 2},
        "id": data["body"][0]["id"],
    }


def test_the_api_does_not_name_related_drafts(news_index, project_index, client):
    page = NewsPageFactory(parent=news_index)
    page.related_projects = [
        ProjectPageFactory(parent=project_index, title="Bron"),
        ProjectPageFactory(parent=project_index, title="Hemligt", live=False),
    ]
    page.save()
    data = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert [project["title"] for project in data["related_projects"]] == ["Bron"]


@pytest.fixture
def archive(news_index, project_index, unit_index):
    topic = TopicFactory(name="Svenska")
    unit = UnitPageFactory(parent=unit_index, title="Jobbcenter")
    project = ProjectPageFactory(parent=project_index, title="Bron")
    old = NewsPageFactory(
        parent=news_index, title="Gammal", kind="press_release", first_published_on=dt.date(2013, 12, 13)
    )
    old.related_units, old.topics = [unit], [topic]
    old.save()
    new = NewsPageFactory(
        parent=news_index, title="Ny", lead="Ett & två <tre>", first_published_on=dt.date(2024, 5, 6)
    )
    new.related_projects, new.topics = [project], [topic]
    new.save()
    NewsPageFactory(parent=news_index, title="Utan dag", source_name="odaterad.txt")
    NewsPageFactory(parent=news_index, title="Utkast", live=False)
    return unit, project, topic


def _titles(listing):
    return [page.title for page in listing.page.object_list]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Ny", "Gammal", "Utan dag"]),
        ("slag=press_release", ["Gammal"]),
        ("ar=2024", ["Ny"]),
        ("ar=2024&ar=2013", ["Ny", "Gammal"]),
        ("amne=svenska", ["Ny", "Gammal"]),
        ("amne=svenska&slag=news", ["Ny"]),
        ("ar=1&ar=x&ar=99999999999", []),
    ],
)
def test_news_is_filtered_by_what_the_address_says(news_index, archive, query, titles):
    assert _titles(_listing(news_index, QueryDict(query))) == titles


def test_news_is_filtered_by_unit_and_project(news_index, archive):
    unit, project, _topic = archive
    assert _titles(_listing(news_index, QueryDict(f"enhet={unit.pk}"))) == ["Gammal"]
    assert _titles(_listing(news_index, QueryDict(f"projekt={project.pk}"))) == ["Ny"]


def test_the_archive_counts_each_year(news_index, archive):
    listing = _listing(news_index, QueryDict(""))
    years = next(facet for facet in listing.facets if facet.name == "ar")
    assert [(choice.label, choice.count) for choice in years.choices] == [("2024", 1), ("2013", 1)]


def test_counts_are_remembered_until_a_page_changes(news_index, archive, django_assert_num_queries):
    _listing(news_index, QueryDict(""))
    # Whether any page is private, once; the pages themselves are fetched when they are shown.
    with asked_once(), django_assert_num_queries(1):
        assert _listing(news_index, QueryDict("")).total == 3
    NewsPage.objects.get(title="Ny").unpublish()
    assert _listing(news_index, QueryDict("")).total == 2


def test_the_number_of_queries_does_not_grow_with_the_news(news_index, archive, django_assert_max_num_queries):
    for number in range(30):
        NewsPageFactory(parent=news_index, first_published_on=dt.date(2000 + number % 20, 1, 1))
    with asked_once(), django_assert_max_num_queries(8):
        listing = _listing(news_index, QueryDict(""))
        assert len([page.get_kind_display() for page in listing.page.object_list]) == 20


def test_the_atom_feed_has_what_a_reader_needs(client, archive):
    response = client.get("/floden/nyheter.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = etree.fromstring(response.content)
    for name in ("title", "id", "updated", "link"):
        assert feed.find(f"a:{name}", ATOM) is not None, name
    entries = feed.findall("a:entry", ATOM)
    assert [entry.findtext("a:title", namespaces=ATOM) for entry in entries] == ["Ny", "Gammal", "Utan dag"]
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in entries]
    assert len(set(ids)) == 3
    assert ids[0].startswith("http://")
    assert entries[0].findtext("a:updated", namespaces=ATOM).startswith("2024-05-06T12:00:00")
    assert all(entry.find("a:updated", ATOM) is not None for entry in entries)
    summary = entries[0].find("a:summary", ATOM)
    assert summary.get("type") == "html"
    assert BeautifulSoup(summary.text, "lxml").get_text().strip() == "Ett & två <tre>"
    assert entries[0].find("a:category", ATOM).get("term") == "Svenska"


def test_the_rss_feed_has_what_a_reader_needs(client, archive):
    channel = etree.fromstring(client.get("/floden/nyheter.rss").content).find("channel")
    assert channel.findtext("language") == "sv"
    items = channel.findall("item")
    assert [item.findtext("title") for item in items] == ["Ny", "Gammal", "Utan dag"]
    assert items[1].findtext("pubDate") == "Fri, 13 Dec 2013 12:00:00 +0100"
    assert items[2].findtext("pubDate") is None
    assert items[0].find("guid").text == items[0].findtext("link")


def test_a_feed_has_the_newest_news_first_when_there_are_more_than_it_shows(client, news_index):
    first = dt.date(2024, 1, 1)
    for number in range(45):
        NewsPageFactory(
            parent=news_index, title=f"Dag {number}", first_published_on=first + dt.timedelta(days=number * 7 % 45)
        )
    channel = etree.fromstring(client.get("/floden/nyheter.rss").content).find("channel")
    days = [parsedate_to_datetime(item.findtext("pubDate")).date() for item in channel.findall("item")]
    assert days == [first + dt.timedelta(days=number) for number in range(44, 4, -1)]


def test_drafts_and_private_news_are_in_no_feed_or_listing(client, news_index):
    NewsPageFactory(parent=news_index, title="Öppen")
    NewsPageFactory(parent=news_index, title="Hemligt utkast", live=False)
    private = NewsPageFactory(parent=news_index, title="Internt")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert [page.title for page in _listing(news_index, QueryDict("")).page.object_list] == ["Öppen"]
    for address in ("/floden/nyheter.rss", "/floden/nyheter.atom", news_index.url):
        shown = client.get(address).content.decode()
        assert "Öppen" in shown
        assert "Hemligt utkast" not in shown
        assert "Internt" not in shown


def test_a_news_page_leads_to_no_drafts_and_no_private_pages(client, news_index, project_index, unit_index):
    page = NewsPageFactory(parent=news_index)
    private = ProjectPageFactory(parent=project_index, title="Internt")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    page.related_projects = [
        ProjectPageFactory(parent=project_index, title="Bron"),
        ProjectPageFactory(parent=project_index, title="Hemligt utkast", live=False),
        private,
    ]
    page.related_units = [
        UnitPageFactory(parent=unit_index, title="Jobbcenter"),
        UnitPageFactory(parent=unit_index, title="Ny hemlig enhet", live=False),
    ]
    page.save_revision().publish()
    shown = client.get(page.url).content.decode()
    for title in ("Bron", "Jobbcenter"):
        assert title in shown
    for title in ("Hemligt utkast", "Internt", "Ny hemlig enhet"):
        assert title not in shown


def test_a_project_shows_the_newest_news_about_it_and_no_drafts(client, news_index, project_index):
    project = ProjectPageFactory(parent=project_index)
    for title, live in (("Första provet", True), ("Hemligt utkast", False), ("Andra provet", True)):
        page = NewsPageFactory(parent=news_index, title=title, live=live)
        page.related_projects = [project]
        page.save()
    shown = client.get(project.url).content.decode()
    assert 0 < shown.find("Andra provet") < shown.find("Första provet")
    assert "Hemligt utkast" not in shown


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_each_topic_unit_and_project_has_its_own_feed(client, archive, kind):
    unit, project, topic = archive
    for address, titles in (
        (f"/floden/amne/{topic.slug}.{kind}", ["Ny", "Gammal"]),
        (f"/floden/enhet/{unit.pk}.{kind}", ["Gammal"]),
        (f"/floden/projekt/{project.pk}.{kind}", ["Ny"]),
    ):
        root = etree.fromstring(client.get(address).content)
        found = list(root.iter("{*}entry", "item"))
        assert [entry.findtext("{*}title") for entry in found] == titles


def test_a_feed_of_a_draft_is_not_found(client, project_index):
    draft = ProjectPageFactory(parent=project_index, live=False)
    assert client.get(f"/floden/projekt/{draft.pk}.atom").status_code == 404


def test_structured_data_says_what_the_page_says(news_index, archive):
    page = NewsPage.objects.get(title="Ny")
    page.publisher = MunicipalityFactory()
    news, *rest = page.structured_data()
    assert news["@type"] == "NewsArticle"
    assert (news["headline"], news["datePublished"]) == ("Ny", "2024-05-06")
    assert news["publisher"]["@type"] == "GovernmentOrganization"
    assert news["about"][0]["name"] == "Bron"
    assert rest == []


def test_more_contacts_and_projects_cost_no_more_queries(news_index, project_index, client):
    def whole(number):
        page = NewsPageFactory(parent=news_index)
        page.related_projects = [ProjectPageFactory(parent=project_index) for _number in range(number)]
        page.save()
        for _number in range(number):
            NewsContactFactory(page=page, name="", person=PersonFactory(phone="0590-110 12"))
        return page

    def queries(page):
        for _number in range(2):  # the first request of all makes the site's settings
            client.get(page.url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page.url).status_code == 200
        return len(captured)

    assert queries(whole(6)) == queries(whole(1))


def test_a_feed_without_news_does_not_change_from_one_request_to_the_next(client, news_index):
    topic = TopicFactory(name="Etablering", slug="etablering")
    for kind in ("atom", "rss"):
        response = client.get(f"/floden/amne/{topic.slug}.{kind}")
        assert response.headers["Last-Modified"] == "Thu, 01 Jan 1970 12:00:00 GMT"
        assert str(timezone.localdate().year) not in response.content.decode()
