"""Whoever watches the process is told whether it lives and can serve, whatever host it asks for, and nothing more."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from brygga.site.security import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_public_site(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ALLOWED_HOSTS = ["www.solvik.example"]
    settings.SECURE_SSL_REDIRECT = True
    monkeypatch.setattr(health, "_migrated", False)


def test_a_site_that_holds_says_so_without_https_and_host(django_assert_max_num_queries: Any) -> None:
    assert Client().get("/", headers={"host": "10.0.0.7"}).status_code == 400
    with django_assert_max_num_queries(0):
        live = Client().get("/-/live", headers={"host": "10.0.0.7"})
    assert (live.status_code, live.content, live.headers["Cache-Control"]) == (200, b"ok", "no-store")
    ready = Client().get("/-/ready", headers={"host": "10.0.0.7"})
    assert ready.status_code == 200
    assert ready.json() == {"database": "ok", "cache": "ok", "migrations": "ok"}
    assert not ready.cookies
    with django_assert_max_num_queries(1):  # the migrations are not looked for again
        Client().get("/-/ready")


@pytest.mark.parametrize("part", ["database", "cache", "migrations"])
def test_what_does_not_hold_is_named_and_why_is_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, part: str
) -> None:
    def breaks(*_: object) -> bool:
        raise OSError("lösenord=hemligt")

    monkeypatch.setitem(health.PARTS, part, breaks)
    with caplog.at_level(logging.ERROR, "brygga.site.health"):
        response = Client().get("/-/ready")
    assert response.status_code == 503
    assert response.json()[part] == "fel"
    assert "hemligt" not in response.content.decode()
    assert "hemligt" in caplog.text
    assert Client().get("/-/live").status_code == 200


def test_a_migration_that_has_not_run_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *_: [("brygga_site.0001", False)])
    response = Client().get("/-/ready")
    assert (response.status_code, response.json()["migrations"]) == (503, "fel")


def test_a_cache_that_forgets_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(cache._connections["default"]), "get", lambda *_, **__: None)  # type: ignore[attr-defined]
    assert Client().get("/-/ready").json()["cache"] == "fel"


def test_other_addresses_are_the_sites_own(settings: Any) -> None:
    headers = {"host": "www.solvik.example"}
    for address in ("/live", "/-/", "/-/ready/x"):
        assert Client().get(address, headers=headers).status_code == 301  # to https, as every page
    assert Client().post("/-/live", headers=headers).status_code == 301
    settings.BRYGGA_HEALTH_PATH = ""
    assert Client().get("/-/live", headers=headers).status_code == 301
