"""What was closed in the source stays closed: kept as drafts that no import publishes, counted and named."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from brygga.importers.models import ImportMessage, ImportRun, PageChange
from brygga.news.models import NewsPage
from brygga.projects.models import ProjectPage, UnitPage

from .archive import run_import
from .test_publishing import publish

pytestmark = pytest.mark.django_db
KINDS = {
    "Öppen nyhet": {},
    "Privat nyhet": {"review_state": "private"},
    "Nyhet för inloggade": {"review_state": "internally_published"},
    "Nyhet på gång": {"review_state": "pending"},
    "Kommande nyhet": {"effective": "2999-01-31T10:00:00"},
    "Utgången nyhet": {"expires": "2010-02-01T10:00:00"},
}
SUMMARY = "privat 1, utkast 1, inloggade 1, kommande 1, utgången 1"
WORDS = (
    "Projektet {name} drivs av Solviks kommun. Enheten Jobbtorg {name} tar emot tolv deltagare i lokalen vid hamnen."
)


def item(number, title, **fields):
    name = f"Stigen{'abcdefgh'[number]}"
    return {
        "@id": f"https://solvik.example/nyheter/{number}",
        "@type": "News Item",
        "UID": f"{number:032x}",
        "title": title,
        "description": f"En ingress om {title.lower()} i kommunen.",
        "review_state": "published",
        "effective": f"2009-05-0{number + 1}T10:00:00",
        "text": {"data": f"<p>{WORDS.format(name=name)}</p>", "content-type": "text/html"},
        **fields,
    }


@pytest.fixture
def export(tmp_path):
    def make(**changes):
        rows = [
            item(n, title, **{**fields, **changes.get(title, {})}) for n, (title, fields) in enumerate(KINDS.items())
        ]
        path = tmp_path / "plone.json"
        path.write_text(json.dumps(rows))
        return path

    return make


def live():
    return set(NewsPage.objects.live().values_list("title", flat=True))


def test_only_what_was_public_is_published_and_every_word_is_kept(export):
    run = run_import(export(), publish=True)
    assert live() == {"Öppen nyhet"}
    assert set(NewsPage.objects.values_list("title", flat=True)) == set(KINDS)
    assert not run.problems
    coming = NewsPage.objects.get(title="Kommande nyhet")
    assert coming.go_live_at.isoformat() == "2999-01-31T09:00:00+00:00"
    assert coming.approved_schedule
    gone = NewsPage.objects.get(title="Utgången nyhet")
    assert gone.expired
    assert gone.expire_at < timezone.now()


def test_a_day_to_be_taken_down_comes_with_what_is_public(export):
    run_import(export(**{"Öppen nyhet": {"expires": "2199-06-01T00:00:00"}}), publish=True)
    page = NewsPage.objects.get(title="Öppen nyhet")
    assert page.live
    assert page.expire_at.isoformat() == "2199-05-31T22:00:00+00:00"


def test_what_has_its_time_ahead_is_published_when_it_comes(export):
    run_import(export(), publish=True)
    waiting = Revision.objects.get(approved_go_live_at__isnull=False)
    waiting.content["go_live_at"] = "2020-01-01T10:00:00Z"
    waiting.approved_go_live_at = timezone.now()
    waiting.save()
    call_command("publish_scheduled", stdout=StringIO())
    assert live() == {"Öppen nyhet", "Kommande nyhet"}


def test_publishing_a_run_later_publishes_nothing_that_was_closed(export):
    run = run_import(export())
    publish(run.pk)
    assert live() & set(KINDS) == {"Öppen nyhet"}
    assert NewsPage.objects.get(title="Kommande nyhet").approved_schedule
    before = Revision.objects.count()
    publish(run.pk)
    assert Revision.objects.count() == before
    assert "kommande" not in {title.lower() for title in live()}


def test_what_is_closed_says_nothing_of_projects_and_units(export):
    run_import(export(), publish=True)
    opened = NewsPage.objects.get(title="Öppen nyhet")
    made = PageChange.objects.filter(created=True).values("page")
    abouts = Page.objects.filter(pk__in=made).type(ProjectPage, UnitPage)
    names = " ".join(abouts.values_list("title", flat=True))
    assert not any(f"Stigen{letter}" in names for letter in "bcdef")
    for page in NewsPage.objects.exclude(pk=opened.pk):
        assert not page.related_projects.exists()
        assert not page.related_units.exists()


@pytest.mark.parametrize("dry", [True, False])
def test_plan_and_report_count_and_name_what_was_closed(export, tmp_path, dry):
    out, data, page = StringIO(), tmp_path / "r.json", tmp_path / "r.html"
    call_command("import_articles", str(export()), dry_run=dry, publish=not dry, json=data, html=page, stdout=out)
    told = " ".join(out.getvalue().split())
    assert f"Utelämnade, inte offentliga i källan: {SUMMARY}." in told
    named = {title for title in KINDS if f"{title}: Sid" in told}
    assert dry or named == set(KINDS) - {"Öppen nyhet"}
    assert json.loads(data.read_text())["closed"] == {
        "private": 1, "draft": 1, "members": 1, "scheduled": 1, "expired": 1,
    }  # fmt: skip
    assert SUMMARY in page.read_text()


def test_the_admin_counts_what_was_closed(export, admin_client):
    run = run_import(export())
    response = admin_client.get(reverse("importkorningar:inspect", args=[run.pk]))
    assert SUMMARY in response.content.decode()


def test_visitors_meet_nothing_of_what_was_closed(export):
    run_import(export(), publish=True)
    client = Client()
    for page in NewsPage.objects.filter(live=False):
        assert client.get(page.url).status_code == 404
    for address in ("/nyheter/", "/sok/?q=nyhet", "/api/v2/pages/", "/sitemap.xml"):
        text = client.get(address).content.decode()
        assert not [title for title in set(KINDS) - {"Öppen nyhet"} if title in text]


def test_what_opens_in_the_source_is_read_again_though_its_words_are_the_same(export):
    run = run_import(export(), publish=True)
    run_import(export(**{"Privat nyhet": {"review_state": "published"}}), publish=True)
    item = ImportMessage.objects.filter(run=ImportRun.objects.latest("pk")).exclude(item=None)
    assert not item.filter(code__startswith="not-public", item__title="Privat nyhet").exists()
    publish(run.pk)
    assert "Privat nyhet" in live()


def test_what_closes_in_the_source_is_told_and_its_new_words_are_not_published(export):
    run_import(export(), publish=True)
    text = {"data": "<p>Ett helt nytt stycke som bara var tänkt för oss.</p>", "content-type": "text/html"}
    run = run_import(export(**{"Öppen nyhet": {"review_state": "private", "text": text}}), publish=True)
    assert ImportMessage.objects.filter(run=run, code="closed-since").count() == 1
    page = NewsPage.objects.get(title="Öppen nyhet")
    assert page.live
    assert "helt nytt stycke" not in str(page.body)
    assert "helt nytt stycke" in str(page.get_latest_revision_as_object().body)


def test_new_words_of_what_waits_wait_too(export):
    run_import(export(), publish=True)
    text = {"data": "<p>Ett helt nytt stycke om hamnen.</p>", "content-type": "text/html"}
    run_import(export(**{"Kommande nyhet": {"text": text}}), publish=True)
    page = NewsPage.objects.get(title="Kommande nyhet")
    assert not page.live
    waiting = Revision.objects.get(approved_go_live_at__isnull=False)
    assert "helt nytt stycke" in str(waiting.as_object().body)
