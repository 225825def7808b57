"""A visitor answers whether a page helped, and says what is wrong: without cookies and script, and no machine does."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils import timezone

from brygga.site.answers import guard
from brygga.site.models import Feedback, PublicMessage, SiteSettings

pytestmark = pytest.mark.django_db
PATH = "/projekt/etableringscentrum/"


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


@pytest.fixture
def drawn(monkeypatch):
    """The form as it lies on a page, filled in by somebody who has had time to read."""
    page = BeautifulSoup(Client().get(PATH).content, "lxml")
    form = page.select_one(".page-end__ask")
    fields = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    monkeypatch.setattr(guard, "FASTEST", -1)
    return fields


def send(fields, **headers):
    return Client().post("/svar/", fields, headers=headers)


def test_an_answer_is_kept_for_its_page_and_sets_no_cookie(site, drawn):
    response = send({**drawn, "svar": "ja"})
    assert response.status_code == 302
    assert not response.cookies
    kept = Feedback.objects.get()
    assert (kept.page_id, kept.path, kept.answer, kept.email) == (site.project.pk, PATH, "ja", "")
    thanked = Client().get(response["Location"])
    assert "Tack för ditt svar" in thanked.content.decode()
    assert not thanked.cookies


def test_a_fault_is_mailed_to_who_answers_for_the_page(site, drawn, django_capture_on_commit_callbacks):
    SiteSettings.objects.filter(site=site.site).update(feedback_email="webb@solvik.example")
    cache.clear()
    fault = {**drawn, "svar": "fel", "text": "Numret går inte fram.", "epost": "a@b.example"}
    with django_capture_on_commit_callbacks(execute=True):
        assert send(fault).status_code == 302
    (sent,) = mail.outbox
    assert sent.to == ["webb@solvik.example"]
    assert "Numret går inte fram." in sent.body
    assert "a@b.example" in sent.body
    assert PATH in sent.subject


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"svar": "fel", "text": " "}, "Skriv vad som är fel"),
        ({"svar": "fel", "text": "x", "epost": "ingen"}, "e-post"),
        ({"svar": "kanske"}, "Fel på sidan?"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_field(site, drawn, fields, words):
    response = send({**drawn, **fields})
    assert response.status_code == 400
    assert words in response.content.decode()
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "change", [{"webbplats": "http://spam.example"}, {"ritad": "f:forged:mark"}, {"ritad": ""}], ids=str
)
def test_a_machine_is_thanked_and_nothing_is_kept(site, drawn, change):
    assert send({**drawn, "svar": "ja", **change}).status_code == 302
    assert not Feedback.objects.exists()


def test_what_is_sent_as_soon_as_it_is_drawn_is_a_machine(site):
    for written in ({"svar": "fel", "text": "Numret är fel."}, {"svar": "nej", "epost": "a@solvik.example"}):
        assert send({**written, "ritad": guard.drawn_now(), "sida": site.project.pk}).status_code == 302
    assert not Feedback.objects.exists()


def test_a_click_counts_however_soon_and_never_from_one_who_fills_in_what_is_hidden(site):
    for svar in ("ja", "nej"):
        send({"svar": svar, "ritad": guard.drawn_now(), "sida": site.project.pk})
        send({"svar": svar, "ritad": guard.drawn_now(), "sida": site.project.pk, guard.TRAP: "https://kop.example"})
        send({"svar": svar, "sida": site.project.pk})
    assert sorted(Feedback.objects.values_list("answer", flat=True)) == ["ja", "nej"]


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://annan.example"}], ids=str)
def test_another_site_cannot_answer_in_a_visitors_name(site, drawn, headers):
    assert send({**drawn, "svar": "nej"}, **headers).status_code == 403
    assert not Feedback.objects.exists()


def test_one_place_can_answer_so_often_and_no_more(site, drawn):
    with override_settings(BRYGGA_ANSWERS_PER_HOUR=2):
        codes = [send({**drawn, "svar": "ja"}).status_code for _number in range(3)]
    assert codes == [302, 302, 429]


def test_answers_are_deleted_by_age(site, drawn):
    old = Feedback.objects.create(path="/", answer="nej", text="Förr", created_at=timezone.now() - dt.timedelta(200))
    send({**drawn, "svar": "ja"})
    assert not Feedback.objects.filter(pk=old.pk).exists()


def test_a_page_that_is_not_public_is_not_named(site, drawn):
    type(site.report).objects.get(pk=site.report.pk).unpublish()
    page = Client().get(f"/svar/?sida={site.report.pk}").content.decode()
    assert site.report.title not in page
    for odd in ("x", "9" * 30, "-1", "²"):
        assert Client().get("/svar/", {"sida": odd}).status_code == 200


def told(path="/"):
    page = BeautifulSoup(Client().get(path).content.decode().replace("\u00ad", ""), "lxml")
    return [heading.get_text() for heading in page.select(".messages .message h2")]


def test_a_message_stands_on_every_page_from_its_time_until_it_is_over(site):
    now = timezone.now()
    hour = dt.timedelta(hours=1)
    PublicMessage.objects.create(title="Telefonen är trasig", starts_at=now - hour)
    PublicMessage.objects.create(title="Kommer sen", starts_at=now + hour)
    PublicMessage.objects.create(title="Koka vattnet", kind="crisis", starts_at=now - 2 * hour)
    over = PublicMessage.objects.create(title="Var i går", starts_at=now - 3 * hour, ends_at=now - hour)
    assert told() == ["Koka vattnet", "Telefonen är trasig"]
    assert told("/nyheter/") == ["Koka vattnet", "Telefonen är trasig"]
    page = Client().get("/meddelanden/").content.decode()
    assert "Kommer sen" not in page
    assert page.index("Telefonen är trasig") < page.index("Tidigare meddelanden") < page.index("Var i går")
    feed = Client().get("/floden/meddelanden.atom").content.decode()
    assert "Koka vattnet" in feed
    assert "Kommer sen" not in feed
    over.delete()
    PublicMessage.objects.all().delete()
    assert told() == []


def test_a_message_for_a_part_of_the_site_stands_there_alone(site):
    PublicMessage.objects.create(title="Nya öppettider", section=site.units, starts_at=timezone.now())
    assert told("/enheter/aie/") == ["Nya öppettider"]
    assert told("/projekt/") == []


def test_a_message_in_another_language_says_so(site):
    PublicMessage.objects.create(title="Boil the water", language="en", starts_at=timezone.now())
    page = BeautifulSoup(Client().get("/").content, "lxml")
    assert page.select_one(".message")["lang"] == "en"
