"""An import that is ordered in the admin: files and addresses, the plan, the pages; and what is refused."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from brygga.importers.archive import spool
from brygga.importers.models import ImportOrder, ImportRun
from brygga.importers.runs import orders, tasks
from brygga.importers.writing import pages
from brygga.news.models import NewsPage

from .archive import KITCHEN, LIBRARY, page

pytestmark = pytest.mark.django_db
TITLE = "Nytt kök ger fler en väg till jobb"
FORM = reverse("ny-import:index")


@pytest.fixture
def index():
    return pages.index_for("news", pages.home_of())


@pytest.fixture
def importer(client, django_user_model, index):
    """Somebody who may import and edit, and nothing else."""
    group = Group.objects.create(name="Arkivflyttare")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "import_archive"]))
    for codename in ("add_page", "change_page"):
        permission = Permission.objects.get(codename=codename)
        GroupPagePermission.objects.create(group=group, page=index, permission=permission)
    user = django_user_model.objects.create_user("maja", password="x")
    user.groups.add(group)
    client.force_login(user)
    return client


def sent(name, text):
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def filled(index, **more):
    return {"index": index.pk, "kind": "auto", "addresses": "", "fetch_files": "on", **more}


def archive(**texts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, text in texts.items():
            packed.writestr(name, text)
    return made.getvalue()


def test_files_become_a_plan_and_the_plan_becomes_drafts(importer, index):
    assert "Högst 2000 filer och 2000 MB" in importer.get(FORM).content.decode()
    files = [sent("kök.txt", KITCHEN), sent("mer.zip", archive(**{"bok.txt": LIBRARY})), sent("tom.txt", "")]
    answer = importer.post(FORM, filled(index, files=files, name="Gamla webben", begin="1"), follow=True)
    order = ImportOrder.objects.get()
    shown = answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("ny-import:order", args=[order.pk])
    assert "Ingenting är skrivet än" in shown
    assert "2 nyheter skapas" in shown
    assert "Det här går inte att importera: 1" in shown
    assert "Filen är tom" in shown
    assert f"<h3>{TITLE}</h3>" in shown
    assert "Vi har väntat länge på den här dagen" in shown
    assert not NewsPage.objects.exists()
    assert not spool.folder_of(order.token).exists()  # they are among the originals now
    shown = importer.post(reverse("ny-import:begin", args=[order.pk]), follow=True).content.decode()
    assert "2 texter är importerade eller förklarade" in shown
    assert {news.title for news in NewsPage.objects.all()} == {TITLE, "Språkcaféet flyttar till biblioteket"}
    assert not NewsPage.objects.live().exists()
    order.refresh_from_db()
    assert (order.run.started_by.username, order.run.source.name) == ("maja", "Gamla webben")
    assert all(news.get_parent().pk == index.pk for news in NewsPage.objects.all())
    assert (
        "Importen är redan startad"
        in importer.post(reverse("ny-import:begin", args=[order.pk]), follow=True).content.decode()
    )
    assert ImportRun.objects.filter(mode="apply").count() == 1


def test_a_file_comes_in_pieces_and_goes_on_where_the_connection_broke(importer, index):
    importer.get(FORM)
    order, data = ImportOrder.objects.get(), KITCHEN.encode()
    where, half = reverse("ny-import:piece", args=[order.token]), len(KITCHEN.encode()) // 2

    def send(at, piece):
        fields = {"name": "kök.txt", "at": at, "total": len(data), "piece": sent("blob", piece)}
        return importer.post(where, fields).json()

    assert send(0, data[:half]) == {"received": half}
    assert spool.held(order.token) == []  # half a file is none
    assert importer.post(where, {"name": "kök.txt"}).json() == {"received": half}
    assert send(half + 7, data[half + 7 :]) == {"received": half}  # too early: go on from there
    assert send(0, data[:half]) == {"received": half}  # once more
    assert send(half, data[half:]) == {"received": len(data)}
    assert "kök.txt" in importer.get(FORM).content.decode()
    importer.post(FORM, filled(index, begin="1"))
    order.refresh_from_db()
    assert order.plan.entries.get().state == "created"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("virus.exe", "filer av slaget .exe kan inte importeras"),
        ("utan-andelse", "har ingen filändelse"),
        ("../../manage.py", "filer av slaget .py kan inte importeras"),
        ("minnen.doc", "Öppna filen i Word och spara den som .docx"),
        ("Minnen.PAGES", "Exportera till, Word"),
        ("minnen.odt", "spara den som .docx"),
        ("minnen.rtf", "spara den som .docx"),
        ("bild.heic", "Spara bilden som JPEG eller PNG"),
        ("minnen.xyz", "Spara texten som Word (.docx), PDF"),
    ],
)
def test_what_is_not_read_is_refused_with_the_reason(importer, index, name, why):
    importer.get(FORM)
    where = reverse("ny-import:piece", args=[ImportOrder.objects.get().token])
    answer = importer.post(where, {"name": name, "at": 0, "total": 1, "piece": sent("blob", "x")})
    assert answer.status_code == 400
    assert why in answer.json()["refused"]
    assert spool.held(ImportOrder.objects.get().token) == []


@pytest.mark.parametrize("name", ["../../../ut.txt", "..\\ut.txt", "/etc/ut.txt", ".ut.txt", "ut\x00.txt"])
def test_a_name_that_points_elsewhere_stays_in_the_orders_folder(name, settings, tmp_path):
    spool.append("0" * 32, name, 0, b"x", 1)
    written = [path.relative_to(tmp_path / "raw") for path in (tmp_path / "raw").rglob("*") if path.is_file()]
    assert [path.as_posix() for path in written] == [f"uploads/{'0' * 32}/ut.txt"]


def test_more_than_there_is_room_for_is_refused(importer, index, settings):
    settings.BRYGGA_UPLOAD_LIMITS = {"megabytes": 1, "files": 1}
    shown = importer.post(FORM, filled(index, files=[sent("stor.txt", "x" * (2**20 + 1))]), follow=True)
    assert "högst 1 MB åt gången" in shown.content.decode()
    shown = importer.post(FORM, filled(index, files=[sent("a.txt", "x"), sent("b.txt", "x")]), follow=True)
    assert "högst 1 filer åt gången" in shown.content.decode()


def test_a_broken_archive_fails_by_its_name_and_the_others_are_read(importer, index):
    files = [sent("trasig.zip", b"PK\x03\x04 ingenting"), sent("kok.txt", KITCHEN)]
    shown = importer.post(FORM, filled(index, files=files, begin="1"), follow=True).content.decode()
    assert "1 nyhet skapas" in shown
    assert "trasig.zip" in shown
    assert "Arkivet är skadat" in shown


def test_addresses_are_read_and_private_ones_refused(importer, index, old_site, settings):
    text = "<p>Kaféet öppnar på lördag i parken.</p>"
    addresses = old_site.page("/1", page("Kafé i parken", f"{old_site.base}/1", text))
    shown = importer.post(FORM, filled(index, addresses=addresses, begin="1"), follow=True).content.decode()
    assert "Kafé i parken" in shown
    settings.BRYGGA_FETCH = {**settings.BRYGGA_FETCH, "allow_private": False}
    shown = importer.post(FORM, filled(index, addresses=f"{old_site.base}/2", begin="1"), follow=True).content.decode()
    assert "Det här går inte att importera: 1" in shown
    for bad in ("file:///etc/passwd", "javascript:alert(1)", "bara ord"):
        shown = importer.post(FORM, filled(index, addresses=bad, begin="1")).content.decode()
        assert "är ingen webbadress" in shown


def test_nothing_to_read_in_is_said(importer, index):
    shown = importer.post(FORM, filled(index, begin="1"), follow=True).content.decode()
    assert "Släpp minst en fil, eller skriv minst en adress." in shown


def test_an_order_whose_process_died_can_be_read_in_again(importer, index):
    importer.post(FORM, filled(index, files=[sent("kok.txt", KITCHEN)]))
    order = ImportOrder.objects.get()
    ImportOrder.objects.filter(pk=order.pk).update(
        state=ImportOrder.State.READING, worked_at=timezone.now() - timedelta(hours=1)
    )
    shown = importer.get(reverse("ny-import:order", args=[order.pk])).content.decode()
    assert "är borta" in shown
    shown = importer.post(reverse("ny-import:again", args=[order.pk]), follow=True).content.decode()
    assert "1 nyhet skapas" in shown


def test_an_order_that_nobody_takes_up_says_so(importer, index, monkeypatch):
    monkeypatch.setattr(tasks.carry_out_order.__class__, "enqueue", lambda *given, **named: None)
    importer.post(FORM, filled(index, files=[sent("kok.txt", KITCHEN)], begin="1"))
    order = ImportOrder.objects.get()
    where = reverse("ny-import:order", args=[order.pk])
    assert "Ingen har tagit sig an importen" not in importer.get(where).content.decode()
    ImportOrder.objects.update(created_at=timezone.now() - timedelta(minutes=5))
    assert "Ingen har tagit sig an importen" in importer.get(where).content.decode()


def test_it_is_nobody_elses(importer, index, django_user_model, client):
    importer.post(FORM, filled(index, files=[sent("kok.txt", KITCHEN)]))
    order = ImportOrder.objects.get()
    orders.submit(order)
    other = django_user_model.objects.create_user("ola", password="x")
    other.groups.add(Group.objects.get(name="Arkivflyttare"))
    client.force_login(other)
    for name, given in (("order", order.pk), ("begin", order.pk), ("again", order.pk), ("piece", order.token)):
        call = client.get if name == "order" else client.post
        assert call(reverse(f"ny-import:{name}", args=[given])).status_code in (302, 403, 404), name
    order.refresh_from_db()
    assert order.state == ImportOrder.State.QUEUED


def planned(importer, index, **texts):
    """An order whose plan waits for a word, over files of these names and texts."""
    importer.get(FORM)
    files = [sent(f"{name}.{'html' if text[:1] == '<' else 'txt'}", text) for name, text in texts.items()]
    importer.post(FORM, filled(index, files=files, begin="1"))
    return ImportOrder.objects.latest("pk")


def test_an_article_is_left_out_of_a_plan_and_taken_in_again(importer, index):
    order = planned(importer, index, kok=KITCHEN, bok=LIBRARY)
    there = reverse("ny-import:order", args=[order.pk])
    entry = order.plan.entries.get(item__identifier="bok.txt")
    html = importer.post(reverse("ny-import:leave", args=[order.pk, entry.pk]), follow=True).content.decode()
    assert "Tas inte med: 1" in html
    assert "bok.txt: maja valde att inte ta med den." in html
    assert "1 nyhet skapas" in html
    importer.post(reverse("ny-import:take", args=[order.pk, entry.pk]))
    html = importer.get(there).content.decode()
    assert "Tas inte med" not in html
    assert "2 nyheter skapas" in html
    importer.post(reverse("ny-import:leave", args=[order.pk, entry.pk]))
    importer.post(reverse("ny-import:begin", args=[order.pk]))
    order.refresh_from_db()
    assert [page.title for page in NewsPage.objects.all()] == [TITLE]
    left = order.run.entries.get(item__identifier="bok.txt")
    assert (left.state, left.reason) == ("skipped", "maja valde att inte ta med den.")
    assert (order.run.state, order.run.done) == ("finished", order.run.total)
    again = importer.post(reverse("ny-import:take", args=[order.pk, entry.pk]), follow=True).content.decode()
    assert "Importen är redan startad" in again


def test_a_plan_says_of_each_article_what_it_would_become_and_be_tied_to(importer, index):
    table = page(
        "Fler i arbete",
        "https://gammal.solvik.example/fler",
        "<p>Solviks kommun driver projektet Bron. Här är hur många som har fått arbete under åren.</p>"
        "<table><tr><th>År</th><th>Deltagare</th></tr><tr><td>2023</td><td>12</td></tr></table>",
    )
    order = planned(importer, index, kok=KITCHEN, fler=table)
    html = importer.get(reverse("ny-import:order", args=[order.pk])).content.decode()
    assert "Blir en nyhet, daterad 11 maj 2023." in html
    assert "2 citat" in html
    assert re.search(r"<td>År</td><td>Deltagare</td></tr><tr><td>2023</td><td>12</td>", html)


def test_runs_are_called_by_what_came_and_no_folder_of_the_servers_is_shown(importer, index, admin_client, settings):
    order = planned(importer, index, kok=KITCHEN, bok=LIBRARY, tom=" ")
    shown = [importer.get(reverse("ny-import:order", args=[order.pk])).content.decode()]
    importer.post(reverse("ny-import:begin", args=[order.pk]))
    order.refresh_from_db()
    for run, name in ((order.plan, "bok.txt, kok.txt och 1 till, "), (order.run, "bok.txt, kok.txt, ")):
        assert str(run).startswith(name)
        shown.append(admin_client.get(reverse("importkorningar:inspect", args=[run.pk])).content.decode())
    shown += [
        admin_client.get(reverse("importdokument:inspect", args=[item.pk])).content.decode()
        for item in order.run.source.items.all()
    ]
    assert str(order) == "bok.txt, kok.txt och 1 till"
    assert "tom.txt" in shown[0]
    for html in shown:
        assert str(settings.BRYGGA_RAW_ROOT) not in html
        assert order.token not in html


def test_what_an_earlier_attempt_left_is_told_and_can_be_thrown_away(importer, index):
    importer.get(FORM)
    first = ImportOrder.objects.get()
    importer.post(FORM, filled(index, files=[sent("gammal.txt", KITCHEN)], addresses="https://gammal.example/a"))
    html = importer.get(FORM).content.decode()
    assert "Här ligger det kvar som du började med" in html
    importer.post(reverse("ny-import:anew", args=[first.token]))
    html = importer.get(FORM).content.decode()
    assert "Här ligger det kvar" not in html
    assert "gammal.txt" not in html
    assert "gammal.example" not in html
    assert spool.held(first.token) == []
