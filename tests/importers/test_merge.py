"""The three-way merge as pure functions: promises that hold for all values."""

import copy

from hypothesis import given
from hypothesis import strategies as st

from brygga.importers.writing.equality import canonical, same
from brygga.importers.writing.equality import words as words_of
from brygga.importers.writing.likeness import with_ids
from brygga.importers.writing.merge_blocks import merge_blocks
from brygga.importers.writing.merge_value import merge_list, merge_value

words = st.sampled_from("kök jobb svenska praktik vuxen kommun start hösten råd samtal hjälp torg år dag".split())
texts = st.lists(words, min_size=1, max_size=8).map(" ".join)
sources = st.lists(
    st.tuples(st.sampled_from(["paragraph", "heading"]), texts).map(
        lambda pair: {"type": pair[0], "value": f"<p>{pair[1]}</p>" if pair[0] == "paragraph" else {"text": pair[1]}}
    ),
    max_size=7,
)
values = st.one_of(st.none(), st.text(max_size=5), st.integers(0, 3))


def contents(blocks):
    return [(b["type"], canonical(b["value"])) for b in blocks]


@given(values, values)
def test_a_value_that_only_one_side_changed_is_that_sides(base, new):
    assert same(merge_value(base, base, new).value, new)
    assert same(merge_value(base, new, base).value, new)
    assert not merge_value(base, base, new).clashes
    assert not merge_value(base, new, new).clashes


@given(values, values, values)
def test_a_value_that_both_changed_differently_stays_the_editors_and_is_a_clash(base, editor, source):
    merged = merge_value(base, editor, source)
    if not same(base, editor):
        assert same(merged.value, editor)
    assert bool(merged.clashes) == (not same(base, editor) and not same(base, source) and not same(editor, source))


@given(sources, sources)
def test_without_an_editors_change_the_blocks_become_the_sources(first, second):
    base = with_ids(first, [], "x")
    source = with_ids(second, base, "x")
    merged = merge_blocks(base, copy.deepcopy(base), source)
    assert contents(merged.value) == contents(second)
    assert not merged.clashes
    assert len({b["id"] for b in merged.value}) == len(merged.value)


@given(sources, sources)
def test_without_a_change_in_the_source_the_blocks_stay_the_editors(first, other):
    base = with_ids(first, [], "x")
    editor = with_ids(other, base, "editor")
    source = with_ids(first, base, "x")
    merged = merge_blocks(base, editor, source)
    assert contents(merged.value) == contents(editor)
    assert not merged.changed
    assert not merged.clashes


@given(sources, st.randoms(use_true_random=False), sources)
def test_whatever_the_source_does_an_editors_own_blocks_stay_and_removed_ones_do_not_come_back(first, random, second):
    base = with_ids(first, [], "x")
    editor = copy.deepcopy(base)
    random.shuffle(editor)
    removed = {editor.pop()["id"]} if editor and random.random() < 0.7 else set()
    own = {"type": "paragraph", "value": "<p>Redaktörens egna alldeles unika tillägg.</p>", "id": "own"}
    editor.insert(random.randint(0, len(editor)), own)
    merged = merge_blocks(base, editor, with_ids(second, base, "x"))
    assert own in merged.value
    assert not removed & {b["id"] for b in merged.value}


@given(sources, st.randoms(use_true_random=False))
def test_an_editors_order_survives_a_correction(first, random):
    base = with_ids(first, [], "x")
    editor = copy.deepcopy(base)
    random.shuffle(editor)
    corrected = copy.deepcopy(base)
    if corrected:
        block = corrected[0]
        block["value"] = {"text": "rättad"} if block["type"] == "heading" else "<p>rättad</p>"
    merged = merge_blocks(base, editor, corrected)
    assert [b["id"] for b in merged.value] == [b["id"] for b in editor]
    assert not merged.clashes
    if corrected:
        assert corrected[0]["value"] in [b["value"] for b in merged.value]


def test_a_block_that_both_changed_is_kept_and_told_with_its_three_versions():
    base = with_ids([{"type": "paragraph", "value": "<p>Tolv deltagare börjar i höst.</p>"}], [], "x")
    editor = [{**base[0], "value": "<p>Tolv deltagare började i höstas.</p>"}]
    source = with_ids([{"type": "paragraph", "value": "<p>Tretton deltagare börjar i höst.</p>"}], base, "x")
    merged = merge_blocks(base, editor, source)
    assert merged.value == editor
    [clash] = merged.clashes
    assert [clash.base, clash.editor, clash.source] == [base[0], editor[0], source[0]]


def test_a_block_that_the_editor_pasted_anew_is_known_by_its_words():
    base = with_ids([{"type": "paragraph", "value": "<p>Vi öppnar klockan nio varje dag.</p>"}], [], "x")
    editor = [{"type": "paragraph", "value": "<p>Vi öppnar klockan nio varje dag.</p>", "id": "another"}]
    source = with_ids([{"type": "paragraph", "value": "<p>Vi öppnar klockan tio varje dag.</p>"}], base, "x")
    merged = merge_blocks(base, editor, source)
    assert [(b["id"], b["value"]) for b in merged.value] == [("another", "<p>Vi öppnar klockan tio varje dag.</p>")]


def test_what_an_editors_save_adds_without_a_change_is_no_change():
    assert same('<p data-block-key="ab1c2">Text<br/>och &amp; mer</p>', "<p>Text<br>och & mer</p>")
    assert same({"text": "a", "person": None, "note": ""}, {"text": "a"})
    assert not same("<p>a</p>", "<p>b</p>")


entries = st.lists(
    st.fixed_dictionaries({"name": st.sampled_from("abcdef"), "phone": st.sampled_from(["", "1", "2"])}),
    max_size=5,
    unique_by=lambda entry: entry["name"],
)


@given(entries, entries, entries)
def test_entries_that_the_editor_removed_stay_removed_and_own_ones_stay(base, editor, source):
    merged = merge_list(base, editor, source, lambda entry: entry["name"])
    names = [entry["name"] for entry in merged.value]
    in_base, in_editor = {e["name"] for e in base}, {e["name"] for e in editor}
    assert not (in_base - in_editor) & set(names)
    assert in_editor - in_base <= set(names)
    assert len(names) == len(set(names))


def test_what_another_document_says_too_is_not_removed_when_one_stops_saying_it():
    names = [{"organisation": 1}, {"organisation": 2}]
    key = lambda entry: entry["organisation"]  # noqa: E731
    merged = merge_list(names, names, names[:1], key, written_by_others=[2])
    assert merged.value == names
    assert merge_list(names, names, names[:1], key).value == names[:1]


def test_a_word_that_is_marked_in_part_is_one_word_and_blocks_are_apart():
    marked = '<p>Kök i <b>Sol</b>vik<br>öppnar <a href="/x">n</a>u</p><p>i maj</p>'
    assert words_of(marked) == ["kök", "i", "solvik", "öppnar", "nu", "i", "maj"]
