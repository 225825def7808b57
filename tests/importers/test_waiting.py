"""What waits, on the first page of the admin: numbers that are links, and what has gone wrong first."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from brygga.importers.admin import waiting
from brygga.importers.models import ImportItem
from brygga.importers.review.what_waits import waiting_for
from brygga.importers.writing import pages
from brygga.news.models import NewsPage
from brygga.projects.models import ProjectPage

from .archive import KITCHEN, LIBRARY, run_import, write

pytestmark = pytest.mark.django_db
HOME = reverse("wagtailadmin_home")
NUMBERS = 8  # those of `what_waits.waiting_for`


def panel(client):
    html = client.get(HOME).content.decode()
    return html.partition('id="vantar')[2].partition("</section>")[0]


def menu(client):
    return client.get(HOME).content.decode().partition("wagtail-sidebar-props")[2].partition("</script>")[0]


def test_nothing_is_said_when_nothing_waits(admin_client):
    assert panel(admin_client) == ""


def test_each_number_leads_to_what_it_counts(tmp_path, admin_client):
    run_import(write(tmp_path / "a", kok=KITCHEN, bok=LIBRARY, tom=""))
    today = timezone.localdate()
    index = pages.index_for("news", pages.home_of())
    old = index.add_child(instance=NewsPage(title="Gammal", slug="gammal", review_date=today - timedelta(days=1)))
    index.add_child(instance=NewsPage(title="Ny", slug="ny", review_date=today + timedelta(days=1)))
    projects = pages.index_for("project", pages.home_of())
    projects.add_child(
        instance=ProjectPage(title="Slut", slug="slut", start="2019", end="2020", status="running", live=True)
    )
    late = index.add_child(instance=NewsPage(title="Missad", slug="missad", live=False))
    revision = late.save_revision(approved_go_live_at=timezone.now() - timedelta(hours=1))
    late.__class__.objects.filter(pk=late.pk).update(latest_revision=revision)
    shown = panel(admin_client)
    for address, text in (
        (reverse("brygga_missed"), "Tidsinställda sidor som inte publicerades: 1"),
        (reverse("importdokument:index") + "?state=failed", "Texter som inte gick att importera: 1"),
        (reverse("granska:index"), "Importerade nyheter att granska: 2"),
        (reverse("brygga_review_due"), "Sidor att se över: 1"),
        (reverse("brygga_past_end"), "Projekt som är slut men ser ut att pågå: 1"),
    ):
        assert f'<a href="{address}">{text}' in shown, text
        assert admin_client.get(address).status_code == 200
    assert old.title in admin_client.get(reverse("brygga_review_due")).content.decode()
    assert "Slut" in admin_client.get(reverse("brygga_past_end")).content.decode()
    exported = b"".join(admin_client.get(reverse("brygga_missed"), {"export": "csv"}).streaming_content).decode()
    assert "Missad" in exported
    assert shown.index("Tidsinställda") < shown.index("att granska")


def test_the_menu_says_how_many_wait_and_asks_once(tmp_path, admin_client, admin_user):
    run_import(write(tmp_path / "a", kok=KITCHEN, bok=LIBRARY))
    cache.clear()
    assert "Granska (2)" in menu(admin_client)
    with CaptureQueriesContext(connection) as asked:
        waiting.menu_number(admin_user, "granska")
        waiting.menu_number(admin_user, "forslag")
    assert not asked.captured_queries
    first = ImportItem.objects.first()
    admin_client.post(reverse("granska:decide", args=[first.pk]), {"beslut": "utkast"})
    assert "Granska (1)" in menu(admin_client)


def test_each_number_takes_one_query_however_much_waits(tmp_path, admin_user):
    run_import(write(tmp_path / "a", kok=KITCHEN, bok=LIBRARY, tom=""))
    waiting_for(admin_user)  # rights and content types are known from here on
    with CaptureQueriesContext(connection) as asked:
        found = waiting_for(admin_user)
    assert found
    assert len(asked.captured_queries) == NUMBERS


def test_conflicts_are_listed_and_settled_on_the_desk(tmp_path, admin_client):
    run_import(write(tmp_path / "a", kok=KITCHEN), publish=True)
    draft = NewsPage.objects.get().get_latest_revision_as_object()
    draft.lead = "Redaktörens ingress."
    draft.save_revision().publish()
    run_import(write(tmp_path / "a", kok=KITCHEN.replace("tolv deltagare", "nio deltagare")), publish=True)
    item = ImportItem.objects.get()
    assert f'<a href="{reverse("granska:conflicts")}">Texter där sidan och källan har ändrats: 1' in panel(
        admin_client
    )
    there = reverse("granska:item", args=[item.pk])
    assert there in admin_client.get(reverse("granska:conflicts")).content.decode()
    shown = admin_client.get(there).content.decode()
    assert "Redaktörens ingress." in shown
    assert "nio deltagare" in shown
    conflict = item.conflicts.get()
    answer = admin_client.post(f"{reverse('importdokument:settle', args=[conflict.pk, 'sidan'])}?next={there}")
    assert answer["Location"] == there
    assert panel(admin_client) == ""
