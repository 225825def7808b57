"""One server with the whole small site on it, and one Chromium, for all browser tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, connections, transaction
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.site.content import build_site

from .traffic import Traffic

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# Milliseconds that anything may take: no slow machine fails a test, and only a test that fails waits so long.
PATIENCE = 120_000
PASSWORD = "en lång mening som lösenord"


@pytest.fixture(scope="package")
def served(django_db_setup: None, django_db_blocker) -> Iterator[SimpleNamespace]:
    """The built site (see `tests/site/content.py`) with its `address`, on a server that shares the test's database.

    The site is built in a transaction that is rolled back at the end, which the server sees because SQLite in memory
    has one connection for both.
    """
    with django_db_blocker.unblock():
        if not (connection.vendor == "sqlite" and connection.is_in_memory_db()):
            pytest.skip("Webbläsartesterna körs på SQLite i minnet.")
        with transaction.atomic():
            site = build_site()
            get_user_model().objects.create_superuser("redaktor", "redaktor@solvik.example", PASSWORD)
            server = LiveServer("localhost")
            site.address, site.traffic = server.url, Traffic()
            yield site
            server.stop()
            site.traffic.stop()
            transaction.set_rollback(True)
    cache.clear()
    ContentType.objects.clear_cache()


@pytest.fixture(scope="package")
def browser(served: SimpleNamespace, chromium: str) -> Iterator[Browser]:
    """One Chromium.

    Playwright's loop runs in this thread, so Django is told that its database calls are meant; and it leaves this
    thread in another context, where Django would open a second connection: the one at hand is carried over.
    """
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    at_hand = connections["default"]
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        connections["default"] = at_hand
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()
    connections["default"] = at_hand
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def watched(page: Page) -> Page:
    """The page, which gathers in `page.complaints` what the console and the network complain of."""
    page.set_default_timeout(PATIENCE)
    page.complaints = []
    page.on("console", lambda m: page.complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("requestfailed", lambda request: page.complaints.append(f"failed: {request.url}"))
    return page


@pytest.fixture(scope="package")
def context(browser: Browser, served: SimpleNamespace) -> Iterator[BrowserContext]:
    """A visitor's browser window, which keeps what it has fetched."""
    opened = browser.new_context(base_url=served.address, locale="sv-SE", viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def all_answered(db: None, served: SimpleNamespace) -> Iterator[None]:
    """A test's transaction ends when every request that it caused is answered."""
    yield
    assert served.traffic.wait(PATIENCE / 1000), "A request was not answered."


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab of that window."""
    tab = watched(context.new_page())
    yield tab
    tab.close()
