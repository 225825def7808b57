"""Whole pages are kept for everybody who gets the same, for nobody else, and never longer than they hold."""

from __future__ import annotations

import datetime as dt
import re
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache.backends.locmem import LocMemCache
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from brygga.projects.models import Organisation
from brygga.site.models import PublicMessage
from brygga.site.page_cache import kept_pages, states, store, unseen
from brygga.site.page_cache.writes import may_be_seen

NEWS = "/nyheter/etableringscentrum-oppnar/"


@pytest.fixture(autouse=True)
def _on(settings: Any) -> Any:
    settings.BRYGGA_PAGE_CACHE = True
    store.clear()
    yield
    store.clear()


def queries(address: str, client: Client | None = None) -> int:
    with CaptureQueriesContext(connection) as captured:
        (client or Client()).get(address)
    return len(captured)


def test_a_kept_page_costs_one_query_and_is_the_same(site: SimpleNamespace) -> None:
    first = Client().get(NEWS)
    assert queries(NEWS) == 1
    second = Client().get(NEWS)
    assert second.content == first.content
    telling = {name: value for name, value in first.headers.items() if name != "X-Request-ID"}
    assert {name: value for name, value in second.headers.items() if name != "X-Request-ID"} == telling
    assert Client().get(NEWS, headers={"if-none-match": first.headers["ETag"]}).status_code == 304
    assert Client().head(NEWS).content == b""


@pytest.mark.parametrize("query", ["?slag=report", "?page=0", "?page=100", "?page=1&x=2", "?utm_source=x"])
def test_only_the_pages_of_a_listing_are_kept_beside_the_plain_address(site: SimpleNamespace, query: str) -> None:
    request = RequestFactory().get(f"/nyheter/{query}")
    assert kept_pages.key_of(request, 1) is None
    assert kept_pages.key_of(RequestFactory().get("/nyheter/?page=2"), 1) is not None


def test_nobody_gets_what_was_made_for_another(site: SimpleNamespace) -> None:
    editor = Client()
    editor.force_login(get_user_model().objects.create_superuser("anna", "anna@solvik.example", "x"))
    own = editor.get(NEWS).content.decode()
    assert "wagtail-userbar" in own
    assert "wagtail-userbar" not in Client().get(NEWS).content.decode()
    assert queries(NEWS, editor) > 1
    with_name = {"HTTP_AUTHORIZATION": "Basic x"}
    assert kept_pages.key_of(RequestFactory().get(NEWS, **with_name), 1) is None


def test_a_preview_is_neither_kept_nor_shown_from_what_is_kept(site: SimpleNamespace) -> None:
    Client().get(NEWS)
    page = Page.objects.get(pk=site.news.pk).specific
    page.title = "Bara ett utkast"
    preview = page.make_preview_request()
    assert "Bara ett utkast" in preview.content.decode()
    assert "Bara ett utkast" not in Client().get(NEWS).content.decode()


def test_forms_errors_and_receipts_are_not_kept(site: SimpleNamespace) -> None:
    for address in ("/finns-inte/", "/svar/", "/sok/?q=etablering"):
        Client().get(address)
        assert queries(address) != 1, address


def test_a_message_comes_and_goes_by_the_minute(site: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    start = timezone.now()
    PublicMessage.objects.create(
        title="Läcka", starts_at=start + dt.timedelta(minutes=5), ends_at=start + dt.timedelta(minutes=9)
    )
    seen = []
    for minutes in (0, 4, 6, 8, 10):
        monkeypatch.setattr(timezone, "now", lambda minutes=minutes: start + dt.timedelta(minutes=minutes))
        seen.append("Läcka" in Client().get("/tillganglighet/").content.decode())
    assert seen == [False, False, True, True, False]


def test_pages_come_when_the_cache_is_gone(site: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(LocMemCache):
        asked = 0

        def get(self, *args: Any, **kwargs: Any) -> Any:
            Gone.asked += 1
            raise ConnectionError

    monkeypatch.setattr(store, "_own", lambda: Gone("gone", {}))
    monkeypatch.setattr(store, "_silent_until", 0.0)
    assert [Client().get("/tillganglighet/").status_code for _number in range(2)] == [200, 200]
    assert Gone.asked == 1  # then it is let be for a while


def test_what_is_rolled_back_leaves_no_page(site: SimpleNamespace) -> None:
    before = states.read()
    with transaction.atomic():
        Organisation.objects.filter(pk=site.solvik.pk).update(name="Aldrig kommun")
        inside = states.read()
        transaction.set_rollback(True)
    assert inside != before
    assert states.read() == before
    with transaction.atomic():
        Organisation.objects.filter(pk=site.solvik.pk).update(name="En annan kommun")
    assert states.read() not in (before, inside)


def test_each_write_after_a_reading_makes_another_state(site: SimpleNamespace) -> None:
    """Within one transaction too: what was read between two writes is not what is there after the second."""
    found = [states.read()]
    for number in range(3):
        Organisation.objects.filter(pk=site.solvik.pk).update(name=f"Kommun {number}")
        Organisation.objects.filter(pk=site.solvik.pk).update(short_name=f"{number}")
        found.append(states.read())
    assert len(set(found)) == 4


def test_whoever_wrote_past_django_can_make_all_pages_new(site: SimpleNamespace) -> None:
    before = states.read()
    call_command("forget_pages", stdout=StringIO())
    assert states.read() != before


def test_old_marks_are_taken_away(site: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(states, "LEFT", 5)
    monkeypatch.setattr(states, "EVERY", 4)
    found = set()
    for _number in range(12):
        states.change()
        found.add(states.read())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {states.TABLE}")
        assert cursor.fetchone()[0] < 5 + 4
    assert len(found) == 12


def test_a_write_of_its_own_and_its_mark_are_seen_together(db: None, tmp_path: Path) -> None:
    """Outside a transaction, SQLite ends a statement that gives rows back when they have been read."""
    settings = {**connections["default"].settings_dict, "NAME": str(tmp_path / "database"), "OPTIONS": {}}
    writer, reader = DatabaseWrapper(settings, "default"), DatabaseWrapper(settings, "default")
    with writer.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {states.TABLE} (id INTEGER PRIMARY KEY, mark INTEGER)")
        cursor.execute("CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT)")

    def seen() -> list[int]:
        with reader.cursor() as other:
            tables = (states.TABLE, "thing")
            return [other.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in tables]

    with writer.cursor() as cursor:
        cursor.execute("INSERT INTO thing (name) VALUES ('a'), ('b') RETURNING id")
        assert seen() == [0, 0]
        assert len(cursor.fetchall()) == 2
    assert seen() == [1, 2]
    writer.close()
    reader.close()


def test_a_release_that_serves_before_its_migrations_makes_its_pages(
    db: None, tmp_path: Path, monkeypatch: Any
) -> None:
    settings = {**connections["default"].settings_dict, "NAME": str(tmp_path / "database"), "OPTIONS": {}}
    before = DatabaseWrapper(settings, "default")
    monkeypatch.setattr(states, "connection", before)
    assert states.read() is None
    before.close()


@pytest.mark.parametrize(
    ("sql", "counts"),
    [
        ('UPDATE "wagtailcore_page" SET "title" = %s WHERE "id" = %s', True),
        ('UPDATE "wagtailcore_page" SET "latest_revision_id" = %s, "draft_title" = %s WHERE "id" = %s', False),
        ('UPDATE "wagtailcore_page" SET "title" = %s, "draft_title" = %s', True),
        ('INSERT INTO "brygga_site_topic" ("name") VALUES (%s)', True),
        ("insert or ignore into brygga_site_topic (name) values (1)", True),
        ('DELETE FROM "brygga_projects_person" WHERE id = 1', True),
        ("WITH old AS (SELECT 1) DELETE FROM brygga_projects_person", True),
        ("/* why */ UPDATE brygga_projects_person SET name = 1", True),
        ("TRUNCATE brygga_projects_person", True),
        ('INSERT INTO "django_session" ("session_key") VALUES (%s)', False),
        ('INSERT INTO "brygga_importers_runentry" ("id") VALUES (%s)', False),
        ('INSERT INTO "wagtailimages_rendition" ("id") VALUES (%s)', False),
        ('DELETE FROM "wagtailimages_rendition" WHERE "id" = 1', True),
        ('SELECT "id" FROM "wagtailcore_page" FOR UPDATE', False),
        ('SAVEPOINT "s1"', False),
    ],
)
def test_which_statements_count(sql: str, counts: bool) -> None:
    assert may_be_seen(sql) is counts


def test_no_page_that_is_kept_reads_a_table_that_does_not_count(site: SimpleNamespace) -> None:
    asked = ["/", "/enheter/aie/", "/projekt/etableringscentrum/", "/nyheter/", NEWS, "/amnen/etablering/"]
    asked += ["/tillganglighet/", "/meddelanden/", "/oppna-data/", "/sitemap.xml"]
    with CaptureQueriesContext(connection) as captured:
        for address in asked:
            assert Client().get(address).status_code == 200, address
    read = {name for query in captured for name in re.findall(r'(?:FROM|JOIN) "?(\w+)', query["sql"])}
    assert "wagtailcore_page" in read
    assert read & unseen.tables() == {states.TABLE}
