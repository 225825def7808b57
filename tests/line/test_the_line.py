"""An import changes nothing that visitors see until somebody has accepted it: every public address answers to the byte
as it did before. See docs/offentligt.md."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import TestCase
from wagtail.models import Page, PageViewRestriction

from brygga.importers.models import ImportItem, ImportRun, PageChange, Suggestion
from brygga.importers.suggestions import decide

from .conftest import Line, import_archive, undone

#: Over a whole site and the whole archive of the samples.
whole = pytest.mark.slow


def told(line: Line, **options: tuple[str, ...]) -> str:
    """What visitors see otherwise than before, for a message that is not cut off."""
    return "\n".join(line.crossed(**options))


def test_a_small_import_of_drafts_and_an_undone_one_change_nothing_that_visitors_see(
    short_line: Line, small_archive: Path
) -> None:
    assert any("stegen" in address for address in short_line.addresses)
    with undone(Path(settings.VAR)):
        import_archive(small_archive)
        assert ImportItem.objects.filter(state=ImportItem.State.WRITTEN).count() == 2
        assert told(short_line) == ""
    run = import_archive(small_archive, publish=True)
    assert told(short_line) != ""
    with TestCase.captureOnCommitCallbacks(execute=True):
        call_command("import_rollback", run.pk, reason="prov", verbosity=0)
    assert told(short_line) == ""


@whole
def test_the_visitor_sees_much_and_no_error(line: Line) -> None:
    """The proof is worth something only where much is looked at."""
    statuses = {address: answer.status for address, answer in line.before.items()}
    assert [a for a, status in statuses.items() if status >= 500] == []
    assert len([a for a, status in statuses.items() if status == 200]) > 150
    for kind in ("text/html", "text/calendar", "text/csv", "application/json", "application/atom+xml", "image/jpeg"):
        assert any(answer.kind == kind and answer.status == 200 for answer in line.before.values()), kind


@whole
def test_importing_drafts_changes_nothing_that_visitors_see(line: Line) -> None:
    run = import_archive()
    assert ImportItem.objects.exclude(page=None).exists()
    assert run.state == ImportRun.State.FINISHED
    assert told(line) == ""


@whole
def test_plan_reading_again_and_declining_change_nothing_that_visitors_see(line: Line) -> None:
    import_archive(dry_run=True)
    import_archive()
    import_archive()
    user = get_user_model().objects.create_superuser("granskare", "granskare@solvik.example", "x")
    for suggestion in Suggestion.objects.filter(state=Suggestion.State.NEW):
        decide.decline(suggestion, user)
    assert told(line) == ""


@whole
def test_an_undone_import_leaves_nothing_that_visitors_see(line: Line) -> None:
    run = import_archive(publish=True)
    with TestCase.captureOnCommitCallbacks(execute=True):  # files go when it is certain that their rows are gone
        call_command("import_rollback", run.pk, reason="prov", verbosity=0)
    assert told(line) == ""


@whole
def test_what_is_unpublished_takes_all_it_brought_with_it(line: Line) -> None:
    import_archive(publish=True)
    pages = _made_live()
    for page in pages:
        page.specific.unpublish()
    # The pages' own addresses say that something was there (410), and nothing else.
    assert told(line, but=_addresses(pages)) == ""


@whole
def test_what_stands_behind_a_password_is_nowhere_else(line: Line) -> None:
    import_archive(publish=True)
    pages = _made_live()
    for page in pages:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="hemlig")
    assert told(line, but=_addresses(pages)) == ""


def _made_live() -> list[Page]:
    """The pages that the import made and published."""
    made = PageChange.objects.filter(created=True, page__isnull=False).values("page")
    pages = list(Page.objects.filter(pk__in=made, live=True))
    assert pages
    return pages


def _addresses(pages: list[Page]) -> tuple[str, ...]:
    return tuple(f"/{page.url_path.strip('/').partition('/')[2]}/" for page in pages)
