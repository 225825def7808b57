"""What a communicator sees and does in the admin."""

import re

import pytest
from django.urls import reverse

from brygga.importers.archive.stored import documents
from brygga.importers.models import FieldConflict, GoneAddress, ImportItem, ImportRun
from brygga.importers.runs import heartbeats, launch, rollback, run_states, tasks
from brygga.importers.runs.retry import DiskFullError
from brygga.news.models import NewsPage

from .archive import KITCHEN, LIBRARY, news, page, run_import, write

pytestmark = pytest.mark.django_db
TITLE = "Nytt kök ger fler en väg till jobb"


@pytest.fixture
def conflict(tmp_path):
    folder = write(tmp_path / "a", kok=KITCHEN, tom="")
    run_import(folder, publish=True)
    draft = news(TITLE).get_latest_revision_as_object()
    draft.lead = "Redaktörens ingress."
    draft.save_revision().publish()
    write(folder, kok=KITCHEN.replace("tolv deltagare", "nio deltagare"))
    run_import(folder, publish=True)
    return FieldConflict.objects.get()


def test_runs_and_documents_are_listed_with_states_and_reasons(conflict, admin_client):
    listing = admin_client.get(reverse("importkorningar:index"))
    assert listing.status_code == 200
    run = ImportRun.objects.first()
    assert str(run) in listing.content.decode()
    shown = admin_client.get(reverse("importkorningar:inspect", args=[run.pk])).content.decode()
    assert "Filen är tom" in shown
    assert "Konflikt" in shown
    only = admin_client.get(reverse("importkorningar:inspect", args=[run.pk]), {"lage": "failed"}).content.decode()
    listed = only.partition("Dokument</h2>")[2]
    assert "tom.txt" in listed
    assert "kok.txt" not in listed
    documents = admin_client.get(reverse("importdokument:index"), {"q": "tom"}).content.decode()
    assert "tom.txt" in documents
    assert "Nytt kök" not in documents


def test_a_document_shows_where_every_value_comes_from(conflict, admin_client):
    item = ImportItem.objects.get(location__endswith="kok.txt")
    shown = admin_client.get(reverse("importdokument:inspect", args=[item.pk])).content.decode()
    assert "Redaktörens ingress." in shown
    assert "nio deltagare" in shown
    assert "tolv deltagare" in shown
    assert f"”{TITLE}”" in shown
    assert item.raw_id in shown


def test_the_pages_text_is_kept_with_one_button(conflict, admin_client, admin_user):
    admin_client.post(reverse("importdokument:settle", args=[conflict.pk, "sidan"]))
    conflict.refresh_from_db()
    assert (conflict.state, conflict.settled_by) == (FieldConflict.State.KEPT, admin_user)
    assert news(TITLE).lead == "Redaktörens ingress."
    assert ImportItem.objects.get(location__endswith="kok.txt").state == ImportItem.State.WRITTEN


def test_the_sources_text_is_taken_with_one_button_as_a_revision(conflict, admin_client, admin_user):
    admin_client.post(reverse("importdokument:settle", args=[conflict.pk, "kallan"]))
    page_now = news(TITLE)
    assert "nio deltagare" in page_now.lead
    assert page_now.latest_revision.user == admin_user
    assert page_now.live
    conflict.refresh_from_db()
    assert conflict.state == FieldConflict.State.TAKEN


def test_a_conflict_whose_page_has_changed_since_is_not_settled_blindly(conflict, admin_client):
    draft = news(TITLE).get_latest_revision_as_object()
    draft.lead = "Ännu en ingress."
    draft.save_revision().publish()
    response = admin_client.post(reverse("importdokument:settle", args=[conflict.pk, "kallan"]), follow=True)
    assert "Sidan har ändrats" in response.content.decode()
    assert news(TITLE).lead == "Ännu en ingress."


def test_a_run_is_undone_with_a_reason(conflict, admin_client, admin_user):
    first = ImportRun.objects.order_by("pk").first()
    admin_client.post(reverse("importkorningar:undo", args=[first.pk]), {"reason": ""})
    first.refresh_from_db()
    assert first.state == ImportRun.State.FINISHED
    admin_client.post(reverse("importkorningar:undo", args=[first.pk]), {"reason": "Fel mapp."})
    first.refresh_from_db()
    assert (first.state, first.rolled_back_by) == (ImportRun.State.ROLLED_BACK, admin_user)
    assert NewsPage.objects.filter(title=TITLE).exists()  # it had been edited


def test_what_an_undoing_kept_is_told_apart_with_the_reason(tmp_path, admin_client, admin_user):
    run = run_import(write(tmp_path / "a", kok=KITCHEN, bok=LIBRARY), publish=True)
    draft = NewsPage.objects.get(title=TITLE).get_latest_revision_as_object()
    draft.lead = "Redaktörens ingress."
    draft.save_revision(user=admin_user)
    admin_client.post(reverse("importkorningar:undo", args=[run.pk]), {"reason": "Fel mapp."})
    there = reverse("importkorningar:inspect", args=[run.pk])
    html = admin_client.get(there).content.decode()
    rows = re.findall(r'<td><a href="\?lage=(\w+)">([^<]+)</a></td><td>(\d+)</td>', html)
    assert rows == [("rolled_back", "Ångrad", "1"), ("behallen", "Inte ångrad: sidan behölls", "1")]
    kept = admin_client.get(there, {"lage": "behallen"}).content.decode().partition("Dokument</h2>")[2]
    assert f"Sidan ”{TITLE}” behölls: admin har redigerat den" in kept
    assert "Språkcaféet" not in kept


@pytest.fixture
def queue(settings):
    """A queue that keeps what is put there, until somebody works on it."""
    kept = {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": ["imports"]}
    settings.TASKS = {**settings.TASKS, "imports": kept}


def test_undoing_waits_for_a_process_in_the_background_and_its_page_tells_what_it_did(
    tmp_path, admin_client, admin_user, queue
):
    folder = write(tmp_path / "a", kok=KITCHEN)
    run = run_import(folder, publish=True)
    inspect, undo = (reverse(f"importkorningar:{name}", args=[run.pk]) for name in ("inspect", "undo"))
    for reason in ("Fel mapp.", ""):  # one that is never begun may be ordered once more
        shown = admin_client.post(undo, {"reason": reason}, follow=True).content.decode()
        assert "Väntar på att ångras" in shown
        assert "Ångrandet börjar när en process i bakgrunden är ledig." in shown
        assert "Beställ ångrandet igen" in shown
        assert "Fel mapp." in shown
        assert reverse("importkorningar:resume", args=[run.pk]) not in shown
    assert NewsPage.objects.filter(title=TITLE).exists()
    with pytest.raises(run_states.RunAlreadyActiveError):
        launch.begin(run.source, documents([folder]))
    assert tasks.undo.call(run.pk) == ImportRun.State.ROLLED_BACK
    run.refresh_from_db()
    assert (run.rolled_back_by, run.rollback_reason) == (admin_user, "Fel mapp.")
    assert not NewsPage.objects.exists()
    assert "1 borttagna, 0 återställda och 0 behållna" in admin_client.get(inspect).content.decode()
    assert tasks.undo.call(run.pk) == ImportRun.State.ROLLED_BACK  # a second task finds nothing to do


def test_an_undoing_whose_process_dies_is_gone_on_with_and_one_at_work_is_left_alone(tmp_path, queue, monkeypatch):
    run = run_import(write(tmp_path / "a", kok=KITCHEN), publish=True)
    rollback.order(run, "Fel mapp.")
    run_states.start_rollback(run, "Fel mapp.")
    assert tasks.undo.call(run.pk) == ImportRun.State.ROLLING_BACK
    assert NewsPage.objects.exists()
    monkeypatch.setattr(heartbeats, "_process_lives", lambda pid: False)
    assert tasks.undo.call(run.pk) == ImportRun.State.ROLLED_BACK
    assert not NewsPage.objects.exists()


def test_an_undoing_that_cannot_begin_or_go_on_says_why(tmp_path, queue, monkeypatch):
    run = run_import(write(tmp_path / "a", kok=KITCHEN), publish=True)
    rollback.order(run, "Fel mapp.")
    with monkeypatch.context() as broken:
        broken.setattr(rollback, "why_not", lambda run, entries=None: "Körning 7 har skrivit dit efteråt.")
        assert tasks.undo.call(run.pk) == ImportRun.State.UNDO_STOPPED
    run.refresh_from_db()
    assert run.note == "Ångrandet kunde inte börja. Körning 7 har skrivit dit efteråt."
    with monkeypatch.context() as broken:
        broken.setattr(rollback.Undoing, "carry_out", lambda self, entries: (_ for _ in ()).throw(DiskFullError))
        assert tasks.undo.call(run.pk) == ImportRun.State.UNDO_STOPPED
    run.refresh_from_db()
    assert str(DiskFullError()) in run.note
    assert "Fortsätt ångra" in run.note
    assert tasks.undo.call(run.pk) == ImportRun.State.ROLLED_BACK


def test_what_will_go_and_stay_is_shown_before_a_run_is_undone(conflict, admin_client):
    first = ImportRun.objects.order_by("pk").first()
    address = reverse("importkorningar:undo", args=[first.pk])
    assert address in admin_client.get(reverse("importkorningar:inspect", args=[first.pk])).content.decode()
    shown = admin_client.get(address).content.decode()
    assert "Sidor som tas bort: 0" in shown
    assert f"”{TITLE}”: någon har redigerat den" in shown
    first.refresh_from_db()
    assert first.state == ImportRun.State.FINISHED


def test_a_run_that_must_wait_for_a_later_one_says_so_instead(tmp_path, admin_client):
    first = run_import(write(tmp_path / "a", kok=KITCHEN), publish=True)
    second = run_import(write(tmp_path / "a", kok=KITCHEN.replace("tolv deltagare", "nio deltagare")), publish=True)
    shown = admin_client.get(reverse("importkorningar:undo", args=[first.pk])).content.decode()
    assert f"Körning {second.pk} har skrivit till samma dokuments sidor" in shown
    assert 'name="reason"' not in shown


@pytest.mark.parametrize("dead", [True, False])
def test_a_half_undone_run_is_offered_to_be_undone_and_nothing_else(tmp_path, admin_client, monkeypatch, dead):
    run = run_import(write(tmp_path / "a", kok=KITCHEN), publish=True)
    worker = run_states.start_rollback(run, "Fel mapp.")
    if dead:
        monkeypatch.setattr(heartbeats, "_process_lives", lambda pid: False)
    else:
        run_states.leave_rollback(run, worker)
    shown = admin_client.get(reverse("importkorningar:inspect", args=[run.pk])).content.decode()
    assert "Fortsätt ångra" in shown
    assert reverse("importkorningar:resume", args=[run.pk]) not in shown
    admin_client.post(reverse("importkorningar:resume", args=[run.pk]))  # from a page that was opened before
    run.refresh_from_db()
    assert run.state == ImportRun.State.UNDO_STOPPED
    form = admin_client.get(reverse("importkorningar:undo", args=[run.pk])).content.decode()
    assert 'value="Fel mapp."' in form
    admin_client.post(reverse("importkorningar:undo", args=[run.pk]), {"reason": "Fel mapp."})
    run.refresh_from_db()
    assert run.state == ImportRun.State.ROLLED_BACK
    assert not NewsPage.objects.exists()


def test_a_likely_duplicate_is_answered_in_the_admin(tmp_path, admin_client):
    text = "<p>Från och med tisdag träffas språkcaféet på biblioteket, och alla är välkomna dit för att öva.</p>"
    old = "https://gammal.solvik.example/nyheter"
    run_import(write(tmp_path / "a", a__html=page("Kafé", f"{old}/1", text)), publish=True)
    run_import(write(tmp_path / "b", b__html=page("Kafé", f"{old}/2", text.replace("öva", "läsa"))), source="flode")
    item = ImportItem.objects.get(source__key="flode")
    assert "Är det samma text?" in admin_client.get(reverse("importdokument:inspect", args=[item.pk])).content.decode()
    admin_client.post(reverse("importdokument:duplicate", args=[item.pk, "same"]))
    item.refresh_from_db()
    assert item.verdict == ImportItem.Verdict.SAME


def test_an_address_is_declared_gone_in_the_admin(admin_client, client):
    admin_client.post(reverse("borttagna-adresser:add"), {"path": "/gammal/sida", "reason": "Gallrad."})
    assert GoneAddress.objects.get().path == "/gammal/sida"


def test_nobody_without_rights_gets_in_or_changes_anything(conflict, client, django_user_model):
    user = django_user_model.objects.create_user("gast", password="x")
    client.force_login(user)
    run = ImportRun.objects.first()
    for name in ("importkorningar:index", "importdokument:index"):
        assert client.get(reverse(name)).status_code in (302, 403)
    assert client.post(reverse("importkorningar:undo", args=[run.pk]), {"reason": "x"}).status_code in (302, 403)
    client.post(reverse("importdokument:settle", args=[conflict.pk, "kallan"]))
    conflict.refresh_from_db()
    assert conflict.state == FieldConflict.State.OPEN


def test_a_run_at_work_shows_how_far_it_is_and_who_works_and_can_be_stopped(tmp_path, admin_client):
    run = launch.begin(launch.source_for("filer"), documents([write(tmp_path / "a", kok=KITCHEN, tom="")]))
    shown = admin_client.get(reverse("importkorningar:inspect", args=[run.pk])).content.decode()
    assert "1 av 2 dokument behandlade" in shown
    assert "1 dokument har misslyckats" in shown
    assert "1 process arbetar med körningen" in shown
    assert reverse("importkorningar:stop", args=[run.pk]) in shown
    admin_client.post(reverse("importkorningar:stop", args=[run.pk]))
    run.refresh_from_db()
    assert run.state == ImportRun.State.STOPPING


def test_a_run_whose_process_is_gone_says_so_and_is_gone_on_with_by_a_button(tmp_path, admin_client, monkeypatch):
    run = launch.begin(launch.source_for("filer"), documents([write(tmp_path / "a", kok=KITCHEN)]), publish=True)
    monkeypatch.setattr(heartbeats, "_process_lives", lambda pid: False)
    shown = admin_client.get(reverse("importkorningar:inspect", args=[run.pk])).content.decode()
    assert "Processen som körde importen är borta" in shown
    assert reverse("importkorningar:stop", args=[run.pk]) not in shown
    admin_client.post(reverse("importkorningar:resume", args=[run.pk]))
    run.refresh_from_db()
    assert run.state == ImportRun.State.FINISHED
    assert news(TITLE).live
