"""Whoever guesses passwords has to wait longer and longer; whoever mistypes does not; the log names nobody."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import checks, mail
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import PageViewRestriction

from brygga.site.security import signing_in, tries
from brygga.site.security.tries import Counter
from brygga.site.security.visitors import address_of, mark_of, network_of
from tests.factories import ContentPageFactory, make_home

RIGHT = "en-lang-fras-om-broar"
LOG_IN = reverse("wagtailadmin_login")
RESET = reverse("wagtailadmin_password_reset")


class Clock:
    """Time that passes when a test says so, for the waits and for what the cache forgets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1_800_000_000.0
        monkeypatch.setattr("brygga.site.security.tries.time", lambda: self.now)
        monkeypatch.setattr("django.core.cache.backends.locmem.time.time", lambda: self.now)
        monkeypatch.setattr("django.core.cache.backends.base.time.time", lambda: self.now)

    def passes(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture(autouse=True)
def nobody_has_tried() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def home(db: None) -> Any:
    return make_home()


@pytest.fixture
def anna(home: Any) -> Any:
    return get_user_model().objects.create_superuser("anna.berg", "anna.berg@solvik.example", RIGHT)


def log_in(password: str, *, name: str = "anna.berg", place: str = "192.0.2.1") -> Any:
    return Client().post(LOG_IN, {"username": name, "password": password}, REMOTE_ADDR=place)


def test_after_five_wrong_passwords_the_right_one_has_to_wait_too(anna: Any, clock: Clock) -> None:
    assert [log_in("fel").status_code for _ in range(5)] == [200] * 5
    refused = log_in(RIGHT)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "30")
    assert "Försök igen om 1 minut." in refused.content.decode()
    clock.passes(31)
    assert log_in(RIGHT).status_code == 302
    assert log_in("fel").status_code == 200  # and begins anew


def test_each_wrong_password_more_doubles_the_wait(anna: Any, settings: Any, clock: Clock) -> None:
    waits = []
    settings.BRYGGA_LOGIN_TRIES = 1
    for _ in range(4):
        log_in("fel")
        waits.append(int(log_in("fel").headers["Retry-After"]))
        clock.passes(waits[-1])
    assert waits == [30, 60, 120, 240]


def test_one_who_guesses_shuts_nobody_else_out(anna: Any) -> None:
    for _ in range(6):
        log_in("fel")
    assert log_in(RIGHT).status_code == 429
    assert log_in(RIGHT, place="198.51.100.7").status_code == 302


@pytest.fixture
def few(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """One try for an account at a place, two for the account, three for the place."""
    settings.BRYGGA_LOGIN_TRIES = 1
    monkeypatch.setattr(signing_in, "ANYWHERE", 2)
    monkeypatch.setattr(signing_in, "PLACE", 3)


def test_many_places_that_guess_at_one_account_have_to_wait(anna: Any, few: None) -> None:
    statuses = [log_in("fel", place=f"192.0.2.{n}").status_code for n in range(3)]
    assert statuses == [200, 200, 429]


def test_one_place_that_guesses_at_many_accounts_has_to_wait(anna: Any, few: None) -> None:
    statuses = [log_in("fel", name=f"namn{n}").status_code for n in range(4)]
    assert statuses == [200, 200, 200, 429]


def test_a_town_hall_that_logs_in_from_one_address_never_waits(anna: Any, few: None) -> None:
    assert {log_in(RIGHT).status_code for _ in range(5)} == {302}


def test_letters_for_a_new_password_are_few(anna: Any, settings: Any) -> None:
    settings.BRYGGA_LOGIN_TRIES = 3
    places = (f"192.0.2.{n}" for n in range(4))
    statuses = [Client().post(RESET, {"email": anna.email}, REMOTE_ADDR=place).status_code for place in places]
    assert statuses == [302, 302, 302, 429]
    assert len(mail.outbox) == 3


def test_the_password_of_a_page_cannot_be_guessed_by_trying(home: Any, settings: Any) -> None:
    settings.BRYGGA_LOGIN_TRIES = 3
    page = ContentPageFactory(parent=home)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password=RIGHT)
    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])

    def guess(password: str, place: str) -> int:
        data = {"password": password, "return_url": page.url}
        return Client().post(address, data, REMOTE_ADDR=place).status_code

    assert [guess("fel", "192.0.2.1") for _ in range(4)] == [200, 200, 200, 429]
    assert guess(RIGHT, "198.51.100.7") == 302


def test_many_tries_at_the_same_moment_count_as_many() -> None:
    counter = Counter("x", 3)
    assert [tries.take([counter]) > 0 for _ in range(5)] == [False, False, False, True, True]


def test_the_session_is_a_new_one_after_log_in(anna: Any) -> None:
    client = Client()
    client.get(LOG_IN)
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    client.post(LOG_IN, {"username": "anna.berg", "password": RIGHT})
    assert client.cookies["sessionid"].value != before


def test_the_log_has_a_line_for_each_and_gives_nobody_away(anna: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        client = Client()
        client.post(LOG_IN, {"username": "anna.berg", "password": "mitt-hemliga"})
        client.post(LOG_IN, {"username": "mitt-hemliga", "password": "anna.berg"})
        client.post(LOG_IN, {"username": "anna.berg", "password": RIGHT})
        client.post(reverse("wagtailadmin_logout"))
        for _ in range(6):
            client.post(LOG_IN, {"username": "anna.berg", "password": "mitt-hemliga"})
    lines = [record.getMessage() for record in caplog.records if record.name == "brygga.site.sign_in"]
    assert lines == [
        f"refused log-in of user {anna.pk}",
        "refused log-in of user -",
        f"log-in of user {anna.pk}",
        f"log-out of user {anna.pk}",
        *[f"refused log-in of user {anna.pk}"] * 5,
        "too many tries at wagtailadmin_login",
    ]
    assert not [w for w in ("hemliga", "anna", "berg", RIGHT, "127.0.0.1", "solvik") if w in caplog.text]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "192.0.2.9", "10.0.0.1"),  # anybody may have written it
        (1, "203.0.113.5, 192.0.2.9", "192.0.2.9"),
        (2, "203.0.113.5, 192.0.2.9, 10.0.0.2", "192.0.2.9"),
        (2, "192.0.2.9", "10.0.0.1"),
    ],
)
def test_the_address_is_what_the_sites_own_proxy_saw(settings: Any, proxies: int, forwarded: str, expected: str):
    settings.BRYGGA_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": forwarded})
    assert address_of(request) == expected


def test_a_network_of_one_subscriber_is_one_place() -> None:
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2:ffff::1") != network_of("2001:db8:1:3::1")
    assert network_of("::ffff:192.0.2.1") == network_of("192.0.2.1")
    assert network_of("unix:") == "unix:"
    assert "192" not in mark_of("192.0.2.1")


@pytest.mark.parametrize(
    ("changed", "number"),
    [
        ({"MIDDLEWARE": []}, "W015"),
        ({"AUTH_PASSWORD_VALIDATORS": []}, "W016"),
        ({"SESSION_COOKIE_AGE": 14 * 24 * 3600}, "W017"),
    ],
)
def test_what_a_site_lacks_is_told_before_it_goes_public(settings: Any, changed: dict[str, Any], number: str) -> None:
    def told() -> set[str]:
        found = checks.run_checks(tags=["brygga"], include_deployment_checks=True)
        return {str(one.id) for one in found if one.hint}

    assert f"brygga.{number}" not in told()
    for name, value in changed.items():
        setattr(settings, name, value)
    assert f"brygga.{number}" in told()
