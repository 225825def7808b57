"""Publishing the drafts of an import."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import PageLogEntry

from brygga.importers.runs.integrity import problems
from brygga.news.models import NewsPage

from .archive import KITCHEN, LIBRARY, news, run_import, states, write

pytestmark = pytest.mark.django_db
TITLE = "Nytt kök ger fler en väg till jobb"


def publish(number: int) -> str:
    out = StringIO()
    call_command("import_publish", number, stdout=out)
    return out.getvalue()


def test_all_drafts_of_a_run_are_published_in_the_version_that_editors_left_them(tmp_path):
    folder = write(tmp_path / "a", kok=KITCHEN, bibliotek=LIBRARY)
    run = run_import(folder)
    draft = news(TITLE).get_latest_revision_as_object()
    draft.lead = "Redaktörens ingress."
    draft.save_revision()
    assert "2 sidor är publicerade" in publish(run.pk)
    assert news(TITLE).live
    assert news(TITLE).lead == "Redaktörens ingress."
    assert PageLogEntry.objects.filter(page=news(TITLE), action="wagtail.publish").count() == 1
    assert list(problems()) == []
    assert "0 sidor är publicerade" in publish(run.pk)
    assert set(states(run_import(folder)).values()) == {"unchanged"}


def test_a_page_that_was_taken_down_stays_down(tmp_path):
    run = run_import(write(tmp_path / "a", kok=KITCHEN, bibliotek=LIBRARY), publish=True)
    news(TITLE).unpublish()
    assert "0 sidor är publicerade" in publish(run.pk)
    assert not news(TITLE).live


def test_a_plan_and_a_run_that_is_undone_publish_nothing(tmp_path):
    folder = write(tmp_path / "a", kok=KITCHEN)
    with pytest.raises(CommandError, match="ingen körning"):
        publish(run_import(folder, dry_run=True).pk)
    run = run_import(folder)
    call_command("import_rollback", run.pk, reason="Fel.", stdout=StringIO())
    assert "0 sidor är publicerade" in publish(run.pk)
    assert not NewsPage.objects.exists()
