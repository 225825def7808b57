"""What browsers are told: on every kind of page, in the admin, and where weaknesses and breaches are reported."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from brygga.site.security.contact import expires
from brygga.site.site_settings import SiteSettings
from tests.factories import make_home


@pytest.fixture
def home(db: None) -> Any:
    cache.clear()
    return make_home()


@pytest.mark.parametrize("address", ["/", "/finns-inte/", "/sok/?q=bro", "/admin/login/"])
def test_every_page_says_what_browsers_may_do(home: Any, address: str) -> None:
    headers = Client().get(address).headers
    assert "camera=()" in headers["Permissions-Policy"]
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert "object-src 'none'" in headers["Content-Security-Policy"]


def test_open_data_and_feeds_may_be_used_by_other_sites(home: Any) -> None:
    for address in ("/api/v2/pages/", "/floden/meddelanden.atom"):
        response = Client().get(address)
        assert response.status_code == 200
        assert not response.has_header("Cross-Origin-Resource-Policy")


def test_the_admin_runs_no_script_from_elsewhere_and_the_site_no_inline_one(home: Any) -> None:
    admin = Client().get("/admin/login/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in admin.split("; ")  # in any order
    assert "unsafe-eval" not in admin
    assert "unsafe" not in Client().get("/").headers["Content-Security-Policy"]


def test_a_site_chooses_the_policies_itself(home: Any, settings: Any) -> None:
    settings.BRYGGA_ADMIN_CSP = None
    settings.BRYGGA_PERMISSIONS_POLICY = {"camera": "(self)"}
    headers = Client().get("/admin/login/").headers
    assert "Content-Security-Policy" not in headers
    assert headers["Permissions-Policy"] == "camera=(self)"


REPORT = {"csp-report": {"effective-directive": "script-src", "blocked-uri": "https://ond.example/x.js?namn=Anna"}}


def report(sent: Any, **more: Any) -> int:
    body = sent if isinstance(sent, str) else json.dumps(sent)
    return Client(enforce_csrf_checks=True).post("/csp-rapport/", body, "application/csp-report", **more).status_code


def test_browsers_report_breaches_where_the_site_asks_for_it(
    home: Any, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    assert "report-uri" not in Client().get("/").headers["Content-Security-Policy"]
    assert report(REPORT) == 404
    settings.BRYGGA_CSP_REPORTS = True
    for address in ("/", "/admin/login/"):
        assert Client().get(address).headers["Content-Security-Policy"].endswith("report-uri /csp-rapport/")
    with caplog.at_level(logging.WARNING, "brygga.site.csp"):
        assert report(REPORT) == 204
        assert report([{"body": {"effectiveDirective": "img-src", "blockedURL": "inline"}}]) == 204
    lines = [record.getMessage() for record in caplog.records if record.name == "brygga.site.csp"]
    assert lines == [
        "refused by the policy: script-src from ond.example",
        "refused by the policy: img-src from inline",
    ]


NO_REPORTS = ["", "[", "7", '["x"]', '{"csp-report": 7}', '{"body": {"effectiveDirective": "a\\nb"}}', "x" * 20_000]


@pytest.mark.parametrize("sent", NO_REPORTS)
def test_what_is_no_report_harms_nothing(
    home: Any, settings: Any, caplog: pytest.LogCaptureFixture, sent: str
) -> None:
    settings.BRYGGA_CSP_REPORTS = True
    with caplog.at_level(logging.WARNING, "brygga.site.csp"):
        assert report(sent) == 204
    lines = [record.getMessage() for record in caplog.records if record.name == "brygga.site.csp"]
    assert all(line == "refused by the policy: ? from ?" for line in lines)


def fields(response: Any) -> dict[str, str]:
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    return dict(line.split(": ", 1) for line in response.content.decode().splitlines())


def test_whoever_finds_a_weakness_finds_whom_to_tell(home: Any, settings: Any) -> None:
    address = "/.well-known/security.txt"
    site = SiteSettings.for_site(home.get_site())
    site.email = ""
    site.save()
    assert Client().get(address).status_code == 404
    site.email = "kommun@solvik.example"
    site.save()
    said = fields(Client().get(address))
    assert said["Contact"] == "mailto:kommun@solvik.example"
    assert said["Preferred-Languages"] == "sv, en"
    assert said["Canonical"].endswith(address)
    assert re.fullmatch(r"\d{4}-\d\d-01T00:00:00Z", said["Expires"])
    assert timezone.now().date().isoformat() < said["Expires"]
    settings.BRYGGA_SECURITY_CONTACT = ["https://solvik.example/sakerhet", "sakerhet@solvik.example"]
    settings.BRYGGA_SECURITY_POLICY = "https://solvik.example/policy"
    body = Client().get(address).content.decode()
    assert "Contact: https://solvik.example/sakerhet\nContact: mailto:sakerhet@solvik.example\n" in body
    assert "Policy: https://solvik.example/policy\n" in body


@pytest.mark.parametrize("now", [dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dt.datetime(2026, 12, 31, 23, tzinfo=dt.UTC)])
def test_the_contact_is_good_for_some_months_and_less_than_a_year(now: dt.datetime) -> None:
    assert dt.timedelta(days=140) < expires(now) - now < dt.timedelta(days=190)
