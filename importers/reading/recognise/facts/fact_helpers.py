"""Small questions that the rules for facts ask of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.findings import KeyFigure
from ..mentions.passages import Passage

FactValue = str | dict[str, str | float | None]


def capital_names(passage: Passage, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = passage.words
    index = passage.word_index(start)
    while index < len(words) and words[index].start < end:
        last = index
        while last < len(words) and words[last].start < end and words[last].capital:
            if last > index and passage.string[words[last - 1].end : words[last].start] != " ":
                break
            last += 1
        if last > index:
            yield words[index].start, words[last - 1].end
            index = last
        else:
            index += 1


def short_forms(name: str) -> set[str]:
    low = name.lower()
    return {low[:-2]} if low.endswith("enheten") else set()


def has_word(text: str, form: str) -> bool:
    return (
        bool(form) and form in text and re.search(rf"(?<![\w-]){re.escape(form)}(?:s|:s)?(?![\w-])", text) is not None
    )


def is_subject(sentence: str, forms: set[str]) -> bool:
    return any(re.match(rf"{re.escape(form)}(?![\w-])", sentence.lower()) for form in forms)


def figure_value(figure: KeyFigure) -> dict[str, str | float | None]:
    names = ("value", "number", "unit", "about", "as_of", "kind", "measure")
    return {name: getattr(figure, name) for name in names}


def rest_of(sentence: str, at: int) -> str:
    return " ".join(sentence[at:].split()).strip(" :,").rstrip(".")
