"""News by e-mail: asked for, confirmed by letter, sent at once or daily, left with one click, forgotten by itself."""

import datetime as dt
import re
from smtplib import SMTPRecipientsRefused
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone

from brygga.news.letters import send_due
from brygga.news.models import NewsPage
from brygga.news.subscription import Subscription
from brygga.site.answers import guard
from brygga.site.origins import brought
from tests.once import once
from tests.site.content import add, build_site

pytestmark = pytest.mark.django_db


built = once(lambda folder: build_site())


@pytest.fixture
def site(built, db):
    cache.clear()
    return built


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    monkeypatch.setattr(guard, "FASTEST", -1)


def ask(commits, **fields):
    sent = {"epost": "Eva@Hemma.example", "om": "alla", "hur_ofta": "dagligen", "ritad": guard.drawn_now(), **fields}
    with commits(execute=True):
        return Client().post("/prenumerera/", sent)


def confirmed(**fields):
    now = timezone.now()
    return Subscription.objects.create(email="a@b.example", confirmed_at=now, told_until=now, **fields)


def link(text, part):
    return re.search(rf"https?://[^/\s]+(/prenumerera/{part}/\S+)", text)[1]


def test_an_address_says_yes_itself_and_leaves_with_one_click(site, django_capture_on_commit_callbacks):
    response = ask(django_capture_on_commit_callbacks)
    assert response.status_code == 200
    assert not response.cookies
    (letter,) = mail.outbox
    assert letter.to == ["eva@hemma.example"]
    path = link(letter.body, "bekrafta")
    assert Client().get(path).status_code == 200
    assert Subscription.objects.get().confirmed_at is None, "a mail program that looks at the link confirms nothing"
    assert "Klart" in Client().post(path).content.decode()
    assert Subscription.objects.get().confirmed_at
    headers = letter.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    leave = link(headers["List-Unsubscribe"].strip("<>"), "avsluta")
    assert Client().get(leave).status_code == 200
    assert Subscription.objects.exists()
    assert Client().post(leave, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.exists()
    assert Client().post(leave).status_code == 200, "to leave twice is no fault"


def test_whoever_has_said_yes_is_not_troubled_again(site, django_capture_on_commit_callbacks):
    Subscription.objects.create(email="eva@hemma.example", confirmed_at=timezone.now())
    assert ask(django_capture_on_commit_callbacks).status_code == 200
    assert not mail.outbox


@pytest.mark.parametrize(
    "fields", [{"epost": "ingen"}, {"om": "amne-99999"}, {"om": "amne-²"}, {"om": ""}, {"hur_ofta": "jämt"}], ids=str
)
def test_what_cannot_be_taken_is_told(site, fields, django_capture_on_commit_callbacks):
    assert ask(django_capture_on_commit_callbacks, **fields).status_code == 400
    assert not Subscription.objects.exists()


def test_news_go_to_those_who_asked_for_their_subject(site, django_capture_on_commit_callbacks):
    confirmed(about="projekt", about_key=site.project.pk)
    confirmed(about="amne", about_key=site.other_topic.pk)
    page = NewsPage(title="Projektet växer", slug="vaxer", lead="Fler får plats.", related_projects=[site.project])
    add(site.news.get_parent().specific, page)
    assert send_due.call("dagligen") == 1
    (letter,) = mail.outbox
    html = letter.alternatives[0][0]
    assert "Projektet växer" in letter.subject
    for words in (letter.body, html):
        assert "Fler får plats." in words
        assert "/nyheter/vaxer/" in words
    assert '<html lang="sv">' in html
    assert "<img" not in html
    assert send_due.call("dagligen") == 0, "no news is told twice"


def test_at_once_is_when_the_news_is_published(site, django_capture_on_commit_callbacks):
    confirmed(frequency="direkt")
    with django_capture_on_commit_callbacks(execute=True):
        add(site.news.get_parent().specific, NewsPage(title="Nu", slug="nu", lead="Det händer."))
    assert [letter.subject.endswith("Nu") for letter in mail.outbox] == [True]


def test_what_came_from_an_old_site_is_no_news(site):
    confirmed()
    page = add(site.news.get_parent().specific, NewsPage(title="Gammalt", slug="gammalt", lead="Förr."))
    brought([(page.pk, page.latest_revision_id)])
    assert send_due.call("dagligen") == 0


def test_letters_that_are_refused_and_addresses_that_say_nothing_are_forgotten(site):
    refused = confirmed()
    old = timezone.now() - dt.timedelta(days=8)
    Subscription.objects.create(email="tyst@b.example", created_at=old)
    add(site.news.get_parent().specific, NewsPage(title="Nytt", slug="nytt", lead="Kort."))
    refuses = patch.object(EmailMultiAlternatives, "send", side_effect=SMTPRecipientsRefused({}))
    with refuses:
        for _number in range(5):
            send_due.call("dagligen")
    call_command("send_letters", verbosity=0)
    assert not Subscription.objects.filter(pk=refused.pk).exists()
    assert not Subscription.objects.filter(email="tyst@b.example").exists()


@override_settings(BRYGGA_LETTERS_AT_A_TIME=1)
def test_a_sending_sends_so_many_and_the_next_one_the_rest(site):
    confirmed()
    confirmed(about="projekt", about_key=site.project.pk)
    page = NewsPage(title="Nytt", slug="nytt", lead="Kort.", related_projects=[site.project])
    add(site.news.get_parent().specific, page)
    assert [send_due.call("dagligen") for _number in range(3)] == [1, 1, 0]


def test_a_mail_server_that_is_gone_is_told_and_only_asked_when_somebody_waits(site, settings, monkeypatch):
    def gone(*args, **kwargs):
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr("brygga.news.letters.get_connection", gone)
    call_command("send_letters", verbosity=0)  # nobody waits
    confirmed()
    with pytest.raises(CommandError, match="E-postservern svarar inte"):
        call_command("send_letters", verbosity=0)
