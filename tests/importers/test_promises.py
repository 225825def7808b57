"""The eight promises of an import, kept under any sequence of what sources, editors and machines do.

A state machine: documents change, come and go; editors edit, move, unpublish and delete; imports run, break off in the
middle, are rolled back. After each step every promise is an assertion.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from wagtail.blocks import StreamValue
from wagtail.models import Page, PageLogEntry, Revision

from brygga.importers.archive import raw
from brygga.importers.models import ImportItem, ImportRun, RawDocument, RunEntry
from brygga.importers.runs import (
    entry_states,
    launch,
    outcomes,
    reread,
    rollback,
    rollback_rules,
    run_states,
    undo_result,
)
from brygga.importers.runs.integrity import problems
from brygga.importers.runs.rollback_preview import preview
from brygga.news.models import NewsPage
from brygga.projects.models import ProjectPage
from brygga.site.models import HomePage

from .archive import KITCHEN, run_import

NAMES = ("a", "b", "c")
number = st.integers(0, 2)
name = st.sampled_from(NAMES)


def text(which: str, days: int, guests: int) -> str:
    """A version of a document: two places in it vary."""
    return (
        KITCHEN.replace("Nytt kök ger", f"Kök {which} ger")
        .replace("Så går det till", f"Projektet Stegen finansieras av Fonden {which.upper()}.\n\nSå går det till")
        .replace("tre dagar i veckan", f"{days + 2} dagar i veckan")
        .replace("tolv deltagare", f"{guests + 12} gäster i {which}")
    )


def undoable_runs() -> list[ImportRun]:
    """The newest first."""
    return list(ImportRun.objects.filter(state=ImportRun.State.FINISHED).order_by("-pk"))


def undone_runs() -> list[ImportRun]:
    return list(ImportRun.objects.filter(state=ImportRun.State.ROLLED_BACK, mode="apply").order_by("-pk"))


def told(undone: undo_result.Undone) -> list[object]:
    """What a preview and an undoing say, in no order."""
    lists = (undone.removed, undone.restored, undone.kept, undone.objects_kept)
    return [undone.objects_removed, *map(sorted, lists)]


class KilledError(BaseException):
    """The process is gone: nothing of ours runs any more."""


class Promises(RuleBasedStateMachine):
    """One source of three documents."""

    @initialize()
    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.folder = Path(tempfile.mkdtemp())
        self.texts: dict[str, str] = {}
        self.edited: dict[int, str] = {}  # page → the lead that an editor wrote
        self.unpublished: set[int] = set()
        self.moved: dict[int, int] = {}
        self.deleted: set[str] = set()
        self.raw: set[str] = set()
        self.projects: dict[int, tuple[str, list[str]]] = {}  # what an editor saved: title, funders and partners
        self.linked: int | None = None  # the page that an editor's draft links to
        for which in NAMES:
            self.put(which, 0, 0)

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)
            shutil.rmtree(self.folder, ignore_errors=True)

    def put(self, which: str, days: int, guests: int) -> None:
        self.texts[which] = text(which, days, guests)
        (self.folder / f"{which}.txt").write_text(self.texts[which])

    def page(self, which: str) -> NewsPage | None:
        item = ImportItem.objects.filter(location__endswith=f"/{which}.txt").first()
        return NewsPage.objects.filter(pk=item.page_id).first() if item and item.page_id else None

    def run_it(self) -> ImportRun:
        run = run_import(self.folder, publish=True)
        self.raw |= {raw.digest_of(t.encode()) for t in self.texts.values()}
        return run

    # What sources do

    @rule(which=name, days=number, guests=number)
    def the_source_changes_a_document(self, which: str, days: int, guests: int) -> None:
        self.put(which, days, guests)

    @rule(which=name)
    def the_source_loses_a_document(self, which: str) -> None:
        (self.folder / f"{which}.txt").unlink(missing_ok=True)
        self.texts.pop(which, None)

    # What editors do

    @rule(which=name, guests=number)
    def an_editor_rewrites_the_lead(self, which: str, guests: int) -> None:
        page = self.page(which)
        if page is None:
            return
        draft = page.get_latest_revision_as_object()
        draft.lead = f"Redaktörens ingress nummer {guests}."
        revision = draft.save_revision(log_action=True)
        if page.live:
            revision.publish()
        self.edited[page.pk] = draft.lead

    @rule(which=name)
    def an_editor_adds_a_paragraph(self, which: str) -> None:
        page = self.page(which)
        if page is None:
            return
        draft = page.get_latest_revision_as_object()
        blocks = [dict(block) for block in draft.body.get_prep_value() if block["id"] != "own"]
        blocks.insert(1, {"type": "paragraph", "value": "<p>Tillagt av redaktören.</p>", "id": "own"})
        draft.body = StreamValue(draft.body.stream_block, blocks, is_lazy=True)
        draft.save_revision(log_action=True)
        self.edited.setdefault(page.pk, "")

    @rule(which=name)
    def an_editor_unpublishes(self, which: str) -> None:
        page = self.page(which)
        if page is not None and page.live:
            page.unpublish()
            self.unpublished.add(page.pk)

    @rule(which=name)
    def an_editor_deletes(self, which: str) -> None:
        page = self.page(which)
        if page is not None:
            Page.objects.get(pk=page.pk).delete()
            self.edited.pop(page.pk, None)
            self.unpublished.discard(page.pk)
            self.deleted.add(which)
            self.linked = None if self.linked == page.pk else self.linked

    # What imports do

    @rule()
    def import_and_import_again(self) -> None:
        """Promises 1, 5, 6: a second run writes nothing, failures have reasons, what is gone deletes nothing."""
        pages = set(NewsPage.objects.values_list("pk", flat=True))
        self.run_it()
        assert pages <= set(NewsPage.objects.values_list("pk", flat=True))
        before = self.footprint()
        run = self.run_it()
        assert self.footprint() == before
        assert run.state == ImportRun.State.FINISHED
        for entry in RunEntry.objects.filter(run=run, state=RunEntry.State.FAILED):
            assert entry.reason
        # Promise 4: each source id has exactly one page, unless an editor took it away.
        for which in self.texts:
            item = ImportItem.objects.get(location__endswith=f"/{which}.txt")
            assert (item.page_id is None) == (which in self.deleted)

    @rule(after=st.integers(0, 2))
    def an_import_is_killed(self, after: int) -> None:
        """Promises 3 and 4: what was begun is undone, the next run goes on."""
        real, calls = outcomes.save_outcomes, []

        def killed(context, written, worker):
            calls.append(1)
            real(context, written, worker)
            if len(calls) > after:
                raise KilledError

        with (
            patch("brygga.importers.runs.worker.save_outcomes", killed),
            patch("brygga.importers.runs.worker.CLAIM", 1),
            patch("brygga.importers.runs.heartbeats.leave", lambda run: None),
        ):
            try:
                self.run_it()
            except KilledError:
                with patch("brygga.importers.runs.heartbeats._process_lives", lambda pid: False):
                    for run in ImportRun.objects.filter(state=ImportRun.State.RUNNING):
                        run_states.stop_dead_runs(run.source)
        for run in ImportRun.objects.filter(state__in=ImportRun.ACTIVE):
            raise AssertionError(f"run {run.pk} is still {run.state}")
        from brygga.importers.models import RunWorker

        RunWorker.objects.all().delete()

    @rule(version=number)
    def another_reader_reads_the_originals_again(self, version: int) -> None:
        """What is stored is read again: no page comes or goes, and what was gone stays gone."""
        pages = set(NewsPage.objects.values_list("pk", flat=True))
        with patch("brygga.importers.writing.versions.code_digest", return_value=f"reader-{version}"):
            run_import(reread="", publish=True)
            before = self.footprint()
            run_import(reread="", publish=True)
            assert self.footprint() == before
        assert set(NewsPage.objects.values_list("pk", flat=True)) == pages

    @precondition(lambda self: undone_runs())
    @rule(which=st.integers(0, 3))
    def an_undone_run_is_done_again(self, which: int) -> None:
        """Over the bytes that it read, or refused before anything is written."""
        candidates = undone_runs()
        undone, before = candidates[which % len(candidates)], self.footprint()
        try:
            run = reread.redo(undone)
        except run_states.IllegalTransitionError:
            assert self.footprint() == before
            return
        launch.carry_out(run)
        run.refresh_from_db()
        assert run.state == ImportRun.State.FINISHED
        read = dict(RunEntry.objects.filter(run=run).values_list("item", "raw_digest"))
        assert read.items() <= set(RunEntry.objects.filter(run=undone).values_list("item", "raw_digest"))

    @rule(which=name)
    def an_editor_saves_a_project(self, which: str) -> None:
        """Keeps what an import has written to it, in a version of the editor's own."""
        project = ProjectPage.objects.order_by("-latest_revision_created_at").first()
        if project is None:
            return
        draft = project.get_latest_revision_as_object()
        draft.title = f"Projekt enligt {which}"
        draft.save_revision(log_action=True)
        self.projects[project.pk] = (
            draft.title,
            sorted(str(row) for row in (*draft.funding.all(), *draft.partners.all())),
        )

    @rule(which=name)
    def an_editor_links_to_a_page_in_a_draft(self, which: str) -> None:
        page, home = self.page(which), HomePage.objects.first()
        if page is None or home is None:
            return
        draft = home.get_latest_revision_as_object()
        draft.body = [("paragraph", f'<p><a linktype="page" id="{page.pk}">Läs mer</a></p>')]
        draft.save_revision(log_action=True)
        self.linked = page.pk

    @precondition(lambda self: undoable_runs())
    @rule(which=st.integers(0, 3), killed=st.sampled_from((None, 0, 1, 2)))
    def a_run_is_rolled_back(self, which: int, killed: int | None) -> None:
        """Promise 7: edited pages are kept, the others are restored or removed, the record and raw bytes stay; what is
        told first is what is done; one that is killed is gone on with; any order is legal or refused before it
        begins."""
        candidates = undoable_runs()
        run = candidates[which % len(candidates)]
        entries = run.entries.count()
        if rollback_rules.why_not(run):
            footprint = self.footprint()
            with pytest.raises(run_states.IllegalTransitionError):
                rollback.rollback_run(run, "Prov.")
            run.refresh_from_db()
            assert (run.state, self.footprint()) == (ImportRun.State.FINISHED, footprint)
            return
        foreseen = told(preview(run))
        done = self.undone(run, killed)
        assert done.problems == []
        assert told(done) == foreseen
        run.refresh_from_db()
        assert run.state == ImportRun.State.ROLLED_BACK
        assert run.entries.count() == entries
        for pk in self.edited:
            assert NewsPage.objects.filter(pk=pk).exists()
        for which_one in list(self.deleted):
            item = ImportItem.objects.get(location__endswith=f"/{which_one}.txt")
            if item.state == ImportItem.State.ROLLED_BACK:
                self.deleted.discard(which_one)
        for pk in list(self.unpublished):
            if not NewsPage.objects.filter(pk=pk).exists():
                self.unpublished.discard(pk)

    def undone(self, run: ImportRun, after: int | None) -> undo_result.Undone:
        """Undo the run; killed first when it has undone so many documents, unless it has fewer. Then its process is
        dead and has told nobody, nothing but undoing may follow, and undoing goes on."""
        real, calls = entry_states.entries_rolled_back, []

        def kill(entries, reason):
            real(entries, reason)
            calls.append(1)
            if after is not None and len(calls) > after:
                raise KilledError

        with (
            patch("brygga.importers.runs.entry_states.entries_rolled_back", kill),
            patch("brygga.importers.runs.undoing.TOGETHER", 1),
            patch("brygga.importers.runs.rollback._leave"),
        ):
            try:
                return rollback.rollback_run(run, "Prov.")
            except KilledError:
                with patch("brygga.importers.runs.heartbeats._process_lives", lambda pid: False):
                    run_states.stop_dead_runs(run.source)
        run.refresh_from_db()
        assert run.state == ImportRun.State.UNDO_STOPPED
        with pytest.raises(run_states.IllegalTransitionError):
            launch.resume(run)
        return rollback.rollback_run(run)

    # The promises that always hold

    def footprint(self) -> tuple[int, ...]:
        counted = (NewsPage, Revision, PageLogEntry, ProjectPage)
        return tuple(model.objects.count() for model in counted)

    @invariant()
    def editors_words_are_never_overwritten(self) -> None:
        """Promise 2."""
        for pk, lead in getattr(self, "edited", {}).items():
            if lead:
                assert NewsPage.objects.get(pk=pk).get_latest_revision_as_object().lead == lead

    @invariant()
    def what_an_editor_saved_of_a_project_opens_and_says_the_same(self) -> None:
        for pk, (title, rows) in getattr(self, "projects", {}).items():
            draft = ProjectPage.objects.get(pk=pk).get_latest_revision_as_object()
            said = sorted(str(row) for row in (*draft.funding.all(), *draft.partners.all()))
            if draft.title == title:
                assert set(rows) <= set(said)

    @invariant()
    def what_a_draft_links_to_is_there(self) -> None:
        if linked := getattr(self, "linked", None):
            assert NewsPage.objects.filter(pk=linked).exists()

    @invariant()
    def what_an_editor_took_from_the_public_stays_so(self) -> None:
        for pk in getattr(self, "unpublished", ()):
            assert not NewsPage.objects.get(pk=pk).live

    @invariant()
    def the_raw_bytes_stay(self) -> None:
        for digest in RawDocument.objects.values_list("pk", flat=True):
            assert raw.load(digest)

    @invariant()
    def the_database_is_sound(self) -> None:
        assert list(problems()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, pytest.param(os.environ.get("BRYGGA_PROMISES", "3"), marks=pytest.mark.slow)])
def test_the_promises_hold_whatever_happens_in_whatever_order(number):
    """One history, or as many as BRYGGA_PROMISES says: more, for a night's search."""
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Promises,
        settings=settings(
            max_examples=int(number),
            stateful_step_count=6,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            phases=[Phase.generate],  # a failing sequence is short enough; shrinking it would take minutes
        ),
    )


@pytest.mark.django_db
def test_an_undoing_that_is_killed_among_editors_and_other_readers_is_gone_on_with():
    """One history with the steps that chance seldom puts after each other; what always holds is asked after each."""
    world = Promises()
    world.begin()
    steps = (
        world.import_and_import_again,
        lambda: world.the_source_changes_a_document("a", 1, 2),
        world.import_and_import_again,
        lambda: world.an_editor_rewrites_the_lead("b", 1),
        lambda: world.another_reader_reads_the_originals_again(1),
        # The newest first: what changed nothing is refused, the others are killed after one document and gone on with.
        lambda: world.a_run_is_rolled_back(0, 1),
        lambda: world.a_run_is_rolled_back(1, 1),
        lambda: world.a_run_is_rolled_back(2, 1),
        lambda: world.an_undone_run_is_done_again(0),
        lambda: world.a_run_is_rolled_back(0, 0),
    )
    try:
        for step in steps:
            step()
            world.editors_words_are_never_overwritten()
            world.the_database_is_sound()
        assert ImportRun.objects.filter(state=ImportRun.State.ROLLED_BACK).exists()
    finally:
        world.teardown()
