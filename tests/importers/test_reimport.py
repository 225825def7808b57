"""Importing again after the source or an editor has changed something."""

from pathlib import Path

import pytest

from brygga.importers import reading
from brygga.importers.models import FieldConflict, ImportItem
from brygga.importers.runs import worker
from brygga.news.models import NewsPage

from .archive import KITCHEN, LIBRARY, footprint, news, run_import, states, write

pytestmark = pytest.mark.django_db
TITLE = "Nytt kök ger fler en väg till jobb"
LUNCH = "Deltagarna lagar lunch till kommunens äldreboenden tre dagar i veckan."


@pytest.fixture
def folder(tmp_path):
    folder = write(tmp_path / "a", kok=KITCHEN)
    run_import(folder, publish=True)
    return folder


def edit(change, publish=True) -> NewsPage:
    """An editor's save, as the admin makes it."""
    page = NewsPage.objects.get().get_latest_revision_as_object()
    change(page)
    revision = page.save_revision(log_action=True)
    if publish:
        revision.publish()
    return NewsPage.objects.get()


def again(folder, *replacements, **options):
    text = KITCHEN
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    write(folder, kok=text)
    return run_import(folder, publish=True, **options)


def body_text(page) -> str:
    return str(page.body.get_prep_value())


def blocks_of(page):
    return [dict(block) for block in page.body.get_prep_value()]


def set_blocks(page, blocks):
    from wagtail.blocks import StreamValue

    page.body = StreamValue(page.body.stream_block, blocks, is_lazy=True)


def test_only_what_is_new_or_changed_is_read_again(folder, monkeypatch):
    was_read = []

    def read(data: bytes, **options):
        was_read.append(Path(options["source"]).name)
        return reading.read(data, **options)

    monkeypatch.setattr(worker, "read", read)
    write(folder, bibliotek=LIBRARY)
    run_import(folder, publish=True)
    assert was_read == ["bibliotek.txt"]
    assert set(states(run_import(folder, publish=True)).values()) == {"unchanged"}
    assert was_read == ["bibliotek.txt"]


def test_a_correction_in_the_source_arrives(folder):
    run = again(folder, ("tre dagar i veckan", "fyra dagar i veckan"))
    assert states(run) == {"kok.txt": "changed"}
    page = news(TITLE)
    assert "fyra dagar i veckan" in body_text(page)
    assert "tre dagar i veckan" not in body_text(page)
    assert page.live
    assert not page.has_unpublished_changes


def test_an_editors_edit_survives_when_the_source_changed_something_else(folder):
    edit(lambda page: setattr(page, "lead", "Redaktörens ingress."))
    again(folder, ("tre dagar i veckan", "fyra dagar i veckan"))
    page = news(TITLE)
    assert page.lead == "Redaktörens ingress."
    assert "fyra dagar i veckan" in body_text(page)
    assert not FieldConflict.objects.exists()


def test_an_edited_a_moved_an_added_and_a_removed_block_survive(folder):
    before = blocks_of(news(TITLE))
    heading = next(b for b in before if b["type"] == "heading")
    quotes = [b for b in before if b["type"] == "quote"]

    def change(page):
        blocks = [b for b in blocks_of(page) if b["id"] != quotes[1]["id"]]  # removed
        quote = next(b for b in blocks if b["id"] == quotes[0]["id"])
        quote["value"] = {**quote["value"], "role": "chef"}  # edited
        blocks.remove(quote)
        blocks.append(quote)  # moved
        blocks.insert(0, {"type": "paragraph", "value": "<p>Tillagt av redaktören.</p>", "id": "own"})  # added
        set_blocks(page, blocks)

    edit(change)
    again(folder, ("tre dagar i veckan", "fyra dagar i veckan"))
    after = blocks_of(news(TITLE))
    assert after[0]["value"] == "<p>Tillagt av redaktören.</p>"
    assert quotes[1]["id"] not in [b["id"] for b in after]
    assert after[-1]["id"] == quotes[0]["id"]
    assert after[-1]["value"]["role"] == "chef"
    assert heading["id"] in [b["id"] for b in after]
    assert "fyra dagar i veckan" in str(after)


def test_both_changed_becomes_a_conflict_with_the_three_versions_and_nothing_is_overwritten(folder):
    edit(lambda page: setattr(page, "lead", "Redaktörens ingress."))
    before = footprint()
    run = again(folder, ("tolv deltagare ett yrke", "tretton deltagare ett yrke"))
    page = news(TITLE)
    assert page.lead == "Redaktörens ingress."
    assert footprint() == before
    assert states(run) == {"kok.txt": "conflict"}
    assert ImportItem.objects.get().state == ImportItem.State.CONFLICT
    conflict = FieldConflict.objects.get()
    assert conflict.field == "lead"
    assert "tolv deltagare" in conflict.base
    assert conflict.editor == "Redaktörens ingress."
    assert "tretton deltagare" in conflict.source_value


def test_the_same_change_on_both_sides_is_no_conflict(folder):
    def change(page):
        page.title = "Nytt kök öppnar vägen till jobb"

    edit(change)
    again(folder, (TITLE, "Nytt kök öppnar vägen till jobb"))
    assert not FieldConflict.objects.exists()


def test_an_editors_draft_is_not_published_by_an_import(folder):
    edit(lambda page: setattr(page, "lead", "Halvfärdig ingress."), publish=False)
    again(folder, ("tre dagar i veckan", "fyra dagar i veckan"))
    page = news(TITLE)
    assert page.lead != "Halvfärdig ingress."
    assert "fyra dagar" not in body_text(page)
    latest = page.get_latest_revision_as_object()
    assert latest.lead == "Halvfärdig ingress."
    assert "fyra dagar" in body_text(latest)


def test_a_page_that_an_editor_unpublished_stays_unpublished(folder):
    news(TITLE).unpublish()
    again(folder, ("tre dagar i veckan", "fyra dagar i veckan"))
    assert not news(TITLE).live


def test_a_page_that_an_editor_moved_is_changed_where_it_is(folder):
    page = news(TITLE)
    other = page.get_parent().copy(recursive=False, update_attrs={"slug": "arkiv", "title": "Arkiv"})
    page.move(other, pos="last-child")
    again(folder, ("tre dagar i veckan", "fyra dagar i veckan"))
    assert NewsPage.objects.count() == 1
    assert news(TITLE).get_parent().pk == other.pk


def test_a_page_that_an_editor_deleted_is_not_made_again(folder):
    news(TITLE).delete()
    run = again(folder, ("tre dagar i veckan", "fyra dagar i veckan"))
    assert not NewsPage.objects.exists()
    assert states(run) == {"kok.txt": "skipped"}
    assert ImportItem.objects.get().state == ImportItem.State.REMOVED


def test_what_is_gone_from_the_source_deletes_no_page(folder):
    (folder / "kok.txt").unlink()
    write(folder, annan=KITCHEN.replace(TITLE, "En annan nyhet om köket").replace("tolv", "nio"))
    run_import(folder)
    assert news(TITLE).live
    assert ImportItem.objects.get(location__endswith="kok.txt").gone_since is not None


def test_editing_a_page_in_the_admin_without_a_change_is_no_edit(folder, admin_client):
    page = news(TITLE)
    before = blocks_of(page)
    draft = page.get_latest_revision_as_object()
    blocks = blocks_of(draft)
    for block in blocks:  # what Draftail does to every paragraph it is given
        if block["type"] == "paragraph":
            block["value"] = block["value"].replace("<p>", '<p data-block-key="x1y2z">')
    set_blocks(draft, blocks)
    draft.save_revision().publish()
    again(folder, ("tre dagar i veckan", "fyra dagar i veckan"))
    after = blocks_of(news(TITLE))
    assert "fyra dagar i veckan" in str(after)
    assert len(after) == len(before)
    assert not FieldConflict.objects.exists()
