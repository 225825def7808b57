"""A run begins by learning the site that its pages come from; all later runs read by the same, until it changes."""

from __future__ import annotations

import json
from pathlib import Path

from django.db import transaction

from brygga.importers.archive.known_sites import knowledge_of_run
from brygga.importers.models import ImportItem, ImportMessage, ImportRun, ImportSource, SiteLearning
from brygga.importers.reading.model.site_knowledge import SiteKnowledge
from brygga.importers.review.left_out_prose import article_of, left_prose
from brygga.importers.runs import launch, reread
from brygga.news.models import NewsPage
from tests.reading import invented_sites as sites

from .archive import footprint, run_import, states, write

PAGES = sites.site("soup", 15)


def archive(folder: Path, pages: list[sites.SitePage]) -> Path:
    return write(folder, **{f"sida{page.article.number:02}__html": page.html for page in pages})


def told(run) -> str:
    return "\n".join(ImportMessage.objects.filter(run=run, code="site-learnt").values_list("text", flat=True))


def test_a_run_learns_the_site_tells_what_and_a_new_run_writes_nothing(tmp_path, db, capsys):
    report = tmp_path / "rapport.json"
    folder = archive(tmp_path / "arkiv", PAGES[:14])
    run = run_import(folder, json=report)
    assert {*states(run).values()} == {"created"}
    page = NewsPage.objects.get(title=PAGES[2].article.title)
    assert page.lead == PAGES[2].article.lead
    assert sites.ABOUT not in str(page.body.raw_data)

    learning = SiteLearning.objects.get()
    assert run.learning == learning
    assert "Där står texten: div." in told(run)
    assert f"«{sites.ABOUT[:40]}" in told(run)
    assert "Vad läsaren har lärt sig om webbplatsen" in capsys.readouterr().out
    assert json.loads(report.read_text(encoding="utf-8"))["learnt"] == told(run).splitlines()
    # The desk says of a piece that was left out where else it stands.
    left = left_prose(article_of(ImportItem.objects.get(page=page)))
    assert "står på 14 av 14 provlästa sidor i källan" in {piece.why for piece in left if sites.ABOUT in piece.text}

    before = footprint()
    again = run_import(folder)
    assert {*states(again).values()} == {"unchanged"}
    assert not reread.outdated(run.source).exists()
    archive(folder, PAGES)
    third = run_import(folder)
    assert sorted(states(third).values()) == ["created"] + ["unchanged"] * 14
    assert third.learning == learning
    assert footprint()[0] == before[0] + 1


def test_a_plan_and_its_run_read_by_the_same_and_what_did_not_change_is_read_anew_when_more_is_learnt(tmp_path, db):
    folder = archive(tmp_path / "arkiv", PAGES[:6])
    few = run_import(folder)
    assert few.learning is None
    assert not told(few)
    archive(folder, PAGES[:14])
    plan = run_import(folder, dry_run=True)
    assert plan.learning is not None
    assert sorted(states(plan).values()) == ["changed"] * 6 + ["created"] * 8
    run = launch.carry_out(launch.apply_plan(plan))
    assert run.learning == plan.learning
    assert told(run) == told(plan)
    assert not reread.outdated(run.source).exists()
    page = NewsPage.objects.get(title=PAGES[1].article.title)
    assert sites.ABOUT not in str(page.get_latest_revision_as_object().body.raw_data)


def test_what_was_learnt_in_a_transaction_that_is_gone_is_read_by_nobody(tmp_path, db):
    """The database gives the number of a row that was rolled back to the next one."""
    run, numbers, seen = ImportRun(), [], []
    for pages in (6, 9):
        with transaction.atomic():
            source = ImportSource.objects.create(key="arkivet", name="Arkivet")
            known = SiteKnowledge(pages, {}, {}, {})
            row = {"source": source, "learner": "x", "data": known.to_json(), "sample": [], "documents": pages}
            run.learning = SiteLearning.objects.create(pk=7, identity=known.identity, **row)
            numbers.append(run.learning.pk)
            seen.append(knowledge_of_run(run).pages)
            transaction.set_rollback(True)
    assert numbers == [7, 7]
    assert seen == [6, 9]
