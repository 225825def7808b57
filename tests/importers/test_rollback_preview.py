"""What is told before an undoing is what it does, and how far a half-done one has come."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Revision

from brygga.importers.models import MadeObject
from brygga.importers.runs import rollback, undoing
from brygga.importers.runs import run_states as runs
from brygga.importers.runs.integrity import problems
from brygga.importers.runs.rollback_preview import preview
from brygga.news.models import NewsPage
from brygga.projects.models import Indicator, Person, ProjectPage

from ..factories import IndicatorFactory, ObservationFactory
from .archive import FUNDED, KITCHEN, LIBRARY, footprint, news, page, run_import, write

pytestmark = pytest.mark.django_db
TITLE = "Nytt kök ger fler en väg till jobb"
REASON = "Fel mapp importerades."
SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "archive"


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "a", kok=KITCHEN, bibliotek=LIBRARY)


def told(undone):
    """What a preview and an undoing say, in no order."""
    return [
        sorted(undone.removed),
        sorted(undone.restored),
        sorted(undone.kept),
        undone.objects_removed,
        sorted(undone.objects_kept),
    ]


def test_what_is_told_first_is_what_is_done(folder):
    run_import(folder, publish=True)
    write(folder, kok=KITCHEN.replace("tolv deltagare", "nio deltagare"), stegen=FUNDED)
    run = run_import(folder, publish=True)
    draft = ProjectPage.objects.get(title="Stegen").get_latest_revision_as_object()
    draft.title = "Stegen igen"
    draft.save_revision()
    before = footprint()
    foreseen = told(preview(run))
    assert footprint() == before
    assert foreseen == told(rollback.rollback_run(run, REASON))
    assert foreseen[1] == [TITLE]
    assert [title for title, _ in foreseen[2]] == ["Stegen"]
    assert "organisation ”Lyktfonden”" in dict(foreseen[4])
    after = preview(run)  # when it is done, what is left is told
    assert (after.removed, after.restored, after.objects, after.redirects) == ([], [], [], 0)
    assert [sorted(after.kept), sorted(after.objects_kept)] == [foreseen[2], foreseen[4]]


def test_the_command_tells_first_and_writes_nothing_when_it_is_asked_to(folder, capsys):
    run = run_import(folder, publish=True)
    before = footprint()
    call_command("import_rollback", run.pk, dry_run=True)
    said = capsys.readouterr().out
    assert f"Tas bort: ”{TITLE}”" in said
    assert "Att ta bort, sidor: 2" in said
    assert "Ingenting är ångrat" in said
    assert footprint() == before


def test_what_is_told_of_an_archive_of_many_kinds_is_what_is_done():
    run = run_import(SAMPLES, base_url="https://gammal.solvik.example")
    page = NewsPage.objects.filter(source_name__gt="").order_by("pk").first()
    page.lead = "Redaktörens ingress."
    page.save_revision()
    foreseen = told(preview(run))
    assert len(foreseen[2])
    assert foreseen == told(rollback.rollback_run(run, REASON))
    assert list(problems()) == []


def test_a_key_figure_that_others_have_noted_values_of_stays(folder):
    run = run_import(folder, publish=True)
    indicator = IndicatorFactory(name="Lunchgäster")
    entry = run.entries.first()
    MadeObject.objects.create(
        entry=entry, content_type=ContentType.objects.get_for_model(Indicator), object_id=indicator.pk
    )
    ObservationFactory(indicator=indicator)
    foreseen = told(preview(run))
    assert foreseen == told(rollback.rollback_run(run, REASON))
    assert ("nyckeltal ”Lunchgäster (hushåll)”", "andra har lagt till värden.") in foreseen[4]
    assert indicator.observations.exists()


def test_the_preview_names_what_else_goes_and_what_visitors_will_miss(folder, capsys, admin_client):
    body = "<p>Det här stycket handlar om samma kök och är långt nog för att vara en text.</p>"
    write(folder, adress__html=page("Köket öppnar", "https://gammal.solvik.example/koket", body))
    run = run_import(folder, publish=True)
    news(TITLE).unpublish()
    person = Person.objects.first()
    assert person is not None
    redirects = Redirect.objects.count()
    assert redirects
    call_command("import_rollback", run.pk, dry_run=True)
    said = capsys.readouterr().out
    shown = admin_client.get(reverse("importkorningar:undo", args=[run.pk])).content.decode()
    assert f"Tas bort: ”{TITLE}”\n" in said
    assert "Tas bort: ”Köket öppnar” (publicerad)" in said
    assert "Köket öppnar: publicerad, besökare märker det" in shown
    assert f"Tas bort: person ”{person.name}”" in said
    assert f"person ”{person.name}”" in shown
    assert f"Gamla adresser som slutar svara: {redirects}" in said
    assert f"Gamla adresser som slutar svara: {redirects}" in shown
    assert f"Ångra körningen {run}" in shown[shown.index("<h1") : shown.index("</h1>")]
    rollback.rollback_run(run, REASON)
    assert not Redirect.objects.exists()
    assert not Person.objects.filter(pk=person.pk).exists()


def test_a_half_done_undoing_shows_how_far_it_has_come_and_what_is_left(folder, capsys, admin_client):
    run = run_import(folder, publish=True)
    worker = runs.start_rollback(run, REASON)
    entry = run.entries.get(item__location__endswith="kok.txt")
    undoing.Undoing(run, run.entries.all(), REASON, None).undo_some([entry.pk])
    runs.leave_rollback(run, worker)
    call_command("import_rollback", run.pk, dry_run=True)
    said = capsys.readouterr().out
    assert "1 av 2 dokument är redan ångrade" in said
    assert TITLE not in said
    assert "Att ta bort, sidor: 1." in said
    shown = admin_client.get(reverse("importkorningar:inspect", args=[run.pk])).content.decode()
    assert "1 av 2 dokument ångrade" in shown
    assert '<progress max="2" value="1">' in shown
    form = admin_client.get(reverse("importkorningar:undo", args=[run.pk])).content.decode()
    assert "1 av 2 dokument är redan ångrade" in form
    assert "Sidor som tas bort: 1" in form


def test_a_page_that_several_documents_changed_is_kept_once_with_who_and_when(folder, admin_user):
    write(folder, stegen=FUNDED, igen=FUNDED.replace("får mer pengar", "växer vidare").replace("nio", "tio"))
    run = run_import(folder, publish=True)
    project = ProjectPage.objects.get(title="Stegen")
    admin_user.first_name, admin_user.last_name = "Anna", "Berg"
    admin_user.save()
    revision = project.get_latest_revision_as_object().save_revision(user=admin_user)
    Revision.objects.filter(pk=revision.pk).update(created_at=datetime(2024, 5, 3, 10, 5, tzinfo=UTC))
    kept = [("Stegen", "Anna Berg har redigerat den 3 maj 2024 kl. 12.05.")]
    assert preview(run).kept == kept
    assert rollback.rollback_run(run, REASON).kept == kept
