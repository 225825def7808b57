"""An old address leads to its page while everybody may see the page, and answers as any unknown address otherwise."""

from datetime import timedelta
from importlib import import_module
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from brygga.importers.addresses.redirects import follow, make_redirects
from brygga.importers.models import ImportItem, ImportMessage, OldAddress
from brygga.news.models import NewsIndexPage, NewsPage

from .archive import news, page, run_import, write

pytestmark = pytest.mark.django_db
OLD = "https://gammal.solvik.example"
BODY = "<p>Det här stycket är långt nog för att vara ett stycke i en artikel.</p>"
PATHS = ("/artiklar/koket", "/artiklar/koket/", "/artiklar/koket?utm_source=brev", "/?p=123")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    html = page("Köket", f"{OLD}/artiklar/koket", BODY)
    short = f'<link rel="shortlink" href="{OLD}/?p=123">'
    return write(tmp_path / "a", a__html=html.replace("</head>", f"{short}</head>"))


def led(client: Client) -> list[bool]:
    """Whether each of the old addresses leads to a page; one that does not is answered as before the import."""
    found = []
    for path in PATHS:
        response = client.get(path)
        where = response.headers.get("Location", "")  # a slash that was missing leads to the same old address
        found.append(response.status_code == 301 and where.endswith("/koket/") and "/artiklar/" not in where)
        assert found[-1] or response.status_code == client.get(path.replace("koket", "annat")).status_code, path
        assert found[-1] or b"koket" not in response.content.replace(b"artiklar/koket", b""), path
    return found


ALL, NONE = [True] * 4, [False] * 4


def test_an_old_address_answers_when_its_page_is_public_and_stops_when_it_is_not(folder, client):
    run = run_import(folder)
    assert led(client) == NONE
    assert not Redirect.objects.exists()
    assert OldAddress.objects.count() >= 2
    call_command("import_publish", str(run.pk), stdout=StringIO(), stderr=StringIO())
    assert led(client) == ALL
    news("Köket").unpublish()
    assert led(client) == NONE
    assert not Redirect.objects.exists()
    news("Köket").save_revision().publish()
    assert led(client) == ALL


def test_redirects_that_an_earlier_version_made_for_drafts_are_taken_away_until_it_is_public(folder, client):
    run_import(folder)
    draft, address = news("Köket"), OldAddress.objects.order_by("pk").first()
    other = Redirect.objects.create(old_path="/egen", redirect_page=draft)  # made by a person: it stays
    address.redirect = Redirect.objects.create(
        old_path="/artiklar/koket", redirect_page=draft, automatically_created=True
    )
    address.save()
    assert client.get("/artiklar/koket").status_code == 301
    import_module("brygga.importers.migrations.0006_redirects_of_drafts").take_away(apps, None)
    assert led(client) == NONE
    assert list(Redirect.objects.all()) == [other]
    draft.save_revision().publish()
    assert led(client) == ALL
    import_module("brygga.importers.migrations.0006_redirects_of_drafts").take_away(apps, None)
    assert led(client) == ALL


def test_a_publishing_import_of_what_was_a_draft_makes_the_redirects(folder, client):
    run_import(folder)
    news("Köket").save_revision().publish()
    assert led(client) == ALL
    run_import(folder, publish=True)
    assert led(client) == ALL


def test_a_private_page_has_no_redirect(folder, client):
    run_import(folder, publish=True)
    assert led(client) == ALL
    index = NewsIndexPage.objects.get()
    restriction = PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    assert led(client) == NONE
    home = index.get_parent()
    news("Köket").move(home, pos="last-child")
    assert led(client) == ALL
    news("Köket").move(Page.objects.get(pk=index.pk), pos="last-child")
    assert led(client) == NONE
    run_import(folder, publish=True)
    news("Köket").save_revision().publish()
    assert led(client) == NONE
    restriction.delete()
    assert led(client) == ALL


def test_a_page_that_expires_or_is_deleted_has_no_redirect(folder, client):
    run_import(folder, publish=True)
    NewsPage.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled", stdout=StringIO())
    assert not news("Köket").live
    assert led(client) == NONE
    news("Köket").delete()
    assert led(client) == NONE


def test_an_undone_import_leaves_no_redirect(folder, client):
    run = run_import(folder, publish=True)
    call_command("import_rollback", str(run.pk), reason="prov", stdout=StringIO(), stderr=StringIO())
    assert led(client) == NONE
    assert not Redirect.objects.exists()


def test_what_somebody_made_of_a_redirect_stays(folder, client):
    run_import(folder, publish=True)
    Redirect.objects.filter(old_path="/artiklar/koket").update(
        redirect_page=None, redirect_link="https://www.example.org/", automatically_created=False
    )
    news("Köket").unpublish()
    assert client.get("/artiklar/koket/")["Location"] == "https://www.example.org/"
    assert Redirect.objects.count() == 1


def test_an_address_that_is_taken_is_told_for_a_draft_too(tmp_path, client):
    Redirect.add_redirect("/artiklar/koket", redirect_to="https://www.example.org/")
    run_import(write(tmp_path / "a", a__html=page("Köket", f"{OLD}/artiklar/koket", BODY)))
    message = ImportMessage.objects.get(code="no-redirect")
    assert "/artiklar/koket: Adressen leder redan någon annanstans." in message.text
    news("Köket").save_revision().publish()
    assert client.get("/artiklar/koket/")["Location"] == "https://www.example.org/"


def test_an_address_that_another_draft_has_is_told(tmp_path):
    run_import(write(tmp_path / "a", a__html=page("Köket", f"{OLD}/artiklar/koket", BODY)), source="ett")
    other = "<p>Biblioteket i Solvik har längre öppet om kvällarna hela sommaren.</p>"
    run_import(write(tmp_path / "b", b__html=page("Biblioteket", f"{OLD}/artiklar/koket", other)), source="annat")
    assert NewsPage.objects.filter(live=False).count() == 2
    assert [m.item.title for m in ImportMessage.objects.filter(code="no-redirect")] == ["Biblioteket"]


def test_the_check_says_why_an_address_does_not_answer(folder):
    run_import(folder, publish=True)
    PageViewRestriction.objects.create(
        page=NewsIndexPage.objects.get(), restriction_type=PageViewRestriction.PASSWORD, password="hemligt"
    )
    out = StringIO()
    call_command("import_check", stdout=out)
    told = "2 av dem leder ingenstans ännu, som de ska: sidan är inte öppen för alla."
    assert told in out.getvalue()


def test_many_pages_are_followed_together(tmp_path):
    texts = {
        f"a{n}__html": page(f"Artikel {n}", f"{OLD}/artiklar/{n}", f"<p>Det här är artikel nummer {n} i arkivet.</p>")
        for n in range(12)
    }
    run_import(write(tmp_path / "a", **texts), publish=True)
    assert Redirect.objects.count() == 12
    counts = []
    for most in (2, 12):
        items = list(ImportItem.objects.order_by("pk").values_list("pk", "page_id")[:most])
        for live in (False, True):
            NewsPage.objects.filter(pk__in=[page_id for _, page_id in items]).update(live=live)
            with CaptureQueriesContext(connection) as queries:
                follow(items)
            counts.append(len(queries))
            assert Redirect.objects.count() == (12 if live else 12 - most)
    assert counts[:2] == counts[2:]


def test_of_two_drafts_with_one_address_the_first_has_it_whichever_batch_each_is_in(tmp_path: Path):
    """What is told must not depend on how many documents are written at a time."""
    pages = {f"{name}__html": page(title, f"{OLD}/samma", BODY) for name, title in (("a", "Först"), ("b", "Sedan"))}
    run_import(write(tmp_path / "a", **pages))
    first, second = (item for item in ImportItem.objects.order_by("pk"))
    apart = [make_redirects([item], None).left for item in (first, second)]
    together = make_redirects([first, second], None).left
    assert [len(left) for left in apart] == [0, 1]
    assert [address.item for address, _ in together] == [second]
