"""No word of the lists that make a number a key figure decides alone: without it a value may go missing, and no number
that the word keeps from being one becomes one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from brygga.importers.reading import read
from brygga.importers.reading.model.spans import Span
from brygga.importers.reading.swedish import key_figure_words
from brygga.importers.reading.swedish.word_data import entries
from brygga.importers.writing import figure_bearers, indicator_doubts
from brygga.importers.writing.surroundings import place_of

LISTS = entries("key_figures")
DOUBTS = ("approximate", "tells", "accounts", "efforts")  # a word of these keeps a number from being somebody's
WRONG = 0.01


def is_taken(sentence: str) -> bool:
    """Whether a number of the sentence would be taken for an exact figure of the municipality that it names."""
    article = read(f"Så gick det\n\nEn kort ingress om året.\n\n{sentence}\n".encode(), source="a.txt")
    (body,) = article.municipalities
    figure = article.key_figures[0]
    assert figure.span is not None
    place = place_of(article, Span(*figure.span))
    if figure_bearers.another_thing(article, place, ()):
        return False
    its = figure_bearers.is_its(article, body, place, figure.value, is_place=True)
    return its and indicator_doubts.is_exact(place.before)


def removals() -> Iterator[tuple[str, str, str]]:
    for name in LISTS:
        for entry in LISTS[name]:
            yield name, entry["word"], entry["example"].replace("Solviks", "Filipstads").replace("Solvik", "Filipstad")


def without(name: str, word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (figure_bearers, indicator_doubts):
        if hasattr(module, name.upper()):
            monkeypatch.setattr(module, name.upper(), getattr(key_figure_words, name.upper()) - {word})


def test_a_number_that_a_word_makes_doubtful_is_doubted_without_the_word_too(monkeypatch):
    doubts = [row for row in removals() if row[0] in DOUBTS]
    assert [example for _, _, example in doubts if is_taken(example)] == []
    wrong = []
    for name, word, example in doubts:
        with monkeypatch.context() as patch:
            without(name, word, patch)
            wrong += [example] if is_taken(example) else []
    assert len(wrong) <= WRONG * len(doubts), wrong


@pytest.mark.parametrize("name", ["clause_leads", "places"])
def test_a_number_that_a_word_makes_somebodys_only_goes_missing_without_it(name, monkeypatch):
    rows = [row for row in removals() if row[0] == name]
    before = [is_taken(example) for _, _, example in rows]
    assert any(before)
    for (_, word, example), taken in zip(rows, before, strict=True):
        with monkeypatch.context() as patch:
            without(name, word, patch)
            assert taken or not is_taken(example), word


def test_the_words_are_those_of_the_lists():
    assert {name.upper() for name in LISTS} == {name for name in vars(key_figure_words) if name.isupper()}
