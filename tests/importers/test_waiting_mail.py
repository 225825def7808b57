"""A mail about what waits: once a day at most, to those who have chosen it, and only when something waits."""

from __future__ import annotations

import datetime as dt
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from brygga.importers.models import WaitingNotice
from brygga.news.models import NewsPage
from tests.factories import NewsIndexPageFactory, NewsPageFactory, make_home

pytestmark = pytest.mark.django_db
ACCOUNT = "/admin/account/"


@pytest.fixture
def waits(settings):
    """Two pages to look over."""
    settings.WAGTAILADMIN_BASE_URL = "https://www.solvik.example"
    index = NewsIndexPageFactory(parent=make_home())
    for title in ("Gammal", "Äldre"):
        NewsPageFactory(parent=index, title=title, review_date=timezone.localdate() - dt.timedelta(days=1))


def choose(user, **fields):
    return WaitingNotice.objects.update_or_create(user=user, defaults={"wanted": True, **fields})[0]


def sent():
    """The mails of one run of the command."""
    mail.outbox.clear()
    call_command("send_notices")
    return list(mail.outbox)


def test_who_has_chosen_it_gets_the_numbers_as_links(waits, admin_user):
    choose(admin_user)
    (letter,) = sent()
    assert letter.to == [admin_user.email]
    assert letter.subject.startswith("2 saker väntar på dig")
    place = f"https://www.solvik.example{reverse('brygga_review_due')}"
    assert f"Sidor att se över: 2\n  {place}" in letter.body
    ((html, kind),) = letter.alternatives
    assert kind == "text/html"
    assert f'<a href="{place}" style="color:#0f5257">Sidor att se över: 2</a>' in html
    assert '<html lang="sv">' in html
    assert ACCOUNT in letter.body
    assert ACCOUNT in html


def test_there_is_one_a_day_and_another_the_next(waits, admin_user):
    choose(admin_user)
    assert len(sent()) == 1
    assert sent() == []
    WaitingNotice.objects.update(sent_on=timezone.localdate() - dt.timedelta(days=1))
    assert len(sent()) == 1


def test_nothing_is_sent_when_nothing_waits_and_something_may_come_later_that_day(admin_user, waits):
    choose(admin_user)
    NewsPage.objects.update(review_date=None)
    assert sent() == []
    NewsPage.objects.update(review_date=timezone.localdate() - dt.timedelta(days=1))
    assert len(sent()) == 1


def test_nobody_else_gets_one(waits, admin_user, django_user_model):
    assert sent() == []
    choose(admin_user, wanted=False)
    choose(django_user_model.objects.create_superuser("slutat", "slutat@solvik.example", "x", is_active=False))
    choose(django_user_model.objects.create_user("utan", "utan@solvik.example", "x"))  # may not open the admin
    choose(django_user_model.objects.create_superuser("tom", "", "x"))
    assert sent() == []


def test_it_is_in_the_language_that_the_user_has_chosen(waits, admin_user):
    choose(admin_user)
    profile = UserProfile.get_for_user(admin_user)
    profile.preferred_language = "en"
    profile.save()
    (letter,) = sent()
    assert "Pages to review: 2" in letter.body or "Pages to look over: 2" in letter.body
    assert '<html lang="en">' in letter.alternatives[0][0]


def test_who_did_not_get_it_gets_it_the_next_time(waits, admin_user, monkeypatch):
    choose(admin_user)

    def refuse(self, messages):
        raise SMTPException("nej")

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", refuse)
        with pytest.raises(CommandError, match="EMAIL_HOST"):
            call_command("send_notices")
    assert len(sent()) == 1


def test_one_chooses_it_in_the_account(admin_client, admin_user):
    page = admin_client.get(ACCOUNT).content.decode()
    assert "Högst ett om dagen" in page
    names = [name for name in ("name_email-first_name", "name_email-last_name") if name in page]
    form = dict.fromkeys(names, "Maja") | {"name_email-email": admin_user.email, "brygga_waiting-wanted": "on"}
    form |= {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    form |= {"theme-keyboard_shortcuts": "on", "locale-preferred_language": "", "locale-current_time_zone": ""}
    answer = admin_client.post(ACCOUNT, form)
    assert answer.status_code == 302, [panel.get_form().errors for panel in answer.context["panels"]]
    assert WaitingNotice.objects.get(user=admin_user).wanted
