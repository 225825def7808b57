"""No document costs more than its share: work is counted, not timed."""

from collections import Counter
from itertools import count

import pytest

from brygga.importers.models import ImportMessage
from brygga.importers.writing import cost, likeness
from brygga.importers.writing.merge_blocks import merge_blocks

from .archive import KITCHEN, news, page, run_import, states, write


def quotes(texts):
    return [{"type": "quote", "value": {"text": text}} for text in texts]


@pytest.fixture
def work(monkeypatch):
    """How often the two things are done that take time: naming a block, and comparing two blocks' words."""
    done: Counter[str] = Counter()

    def counted(name, real):
        def call(*args, **more):
            done[name] += 1
            return real(*args, **more)

        return call

    monkeypatch.setattr(likeness.uuid, "uuid5", counted("named", likeness.uuid.uuid5))
    monkeypatch.setattr(likeness, "word_ratio", counted("compared", likeness.word_ratio))
    return done


@pytest.mark.parametrize("number", [300, 1200])
def test_each_of_many_equal_quotes_is_named_once(work, number):
    ids = [block["id"] for block in likeness.with_ids(quotes(["Ja."] * number), [], "x")]
    assert len(set(ids)) == number
    assert work["named"] == number
    # The same as before, whoever asks and whatever was there, so that nothing changes from one import to the next.
    base = likeness.with_ids(quotes(["Ja."] * number), [], "x")
    assert [block["id"] for block in likeness.with_ids(quotes(["Ja."] * number), base, "x")] == ids


def test_many_blocks_that_all_changed_are_compared_with_their_neighbours(work):
    number = 1500
    before = likeness.with_ids(quotes(f"Nej nummer {n} sade hon till oss då" for n in range(number)), [], "x")
    after = likeness.with_ids(quotes(f"Nej nummer {n} sade han till oss då" for n in range(number)), before, "x")
    assert work["compared"] <= likeness.MOST_ALIKE + 8 * number
    assert [block["id"] for block in after] == [block["id"] for block in before]


def test_many_blocks_of_which_some_are_moved_added_and_taken_away_keep_their_ids(work):
    texts = [f"Fråga {n % 700}?" for n in range(2100)]
    before = likeness.with_ids(quotes(texts), [], "x")
    moved = [texts[-1], *texts[:900], "Ny rad här?", *texts[905:-1]]
    after = likeness.with_ids(quotes(moved), before, "x")
    assert len({block["id"] for block in after}) == len(moved)
    assert len({block["id"] for block in before} & {block["id"] for block in after}) >= len(moved) - 10
    assert len(merge_blocks(before, before, after).value) == len(moved)


def test_few_blocks_are_paired_as_ever():
    numbers = count()
    old = [{**block, "id": f"b{next(numbers)}"} for block in quotes(["A b c d.", "Hej.", "Hej.", "E f g h."])]
    new = quotes(["Hej.", "A b c x.", "Hej.", "Ny."])
    assert [block["id"] for block in likeness.with_ids(new, old, "x")][:3] == ["b1", "b0", "b2"]


@pytest.mark.django_db
def test_a_document_that_is_a_whole_archive_fails_by_name_and_the_others_come(tmp_path, monkeypatch):
    monkeypatch.setattr(cost, "MOST_BLOCKS", 40)
    parts = [f"<h2>Rubrik {n}</h2><p>Det här sade vi den {n} mars om vägen.</p>" for n in range(30)]
    many = page("Allt vi sade", "https://gammal.solvik.example/allt", "".join(parts))
    folder = write(tmp_path / "a", kok=KITCHEN, allt__html=many)
    for options in ({"dry_run": True}, {}):
        run = run_import(folder, **options)
        assert states(run)["allt.html"] == "failed"
        told = ImportMessage.objects.get(run=run, level="error")
        assert told.code == "too-costly"
        assert "högst 40" in told.text
    assert news("Nytt kök ger fler en väg till jobb")
