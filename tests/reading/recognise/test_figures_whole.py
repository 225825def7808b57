"""The whole that a part is taken from ("av de 159 deltagarna") has no date and no name that are the part's."""

from __future__ import annotations

import pytest

from .build import read


def whole(text: str) -> tuple[str | None, str | None]:
    figure = next(f for f in read(text).key_figures if f.value == "159")
    return figure.about, figure.as_of


@pytest.mark.parametrize(
    "text",
    [
        "Av de 159 deltagarna fick 47 arbete under 2024.",
        "Av de totalt 159 deltagarna hade 47 fått arbete i december 2024.",
        "Av samtliga 159 deltagare hade 47 arbete 2024.",
    ],
)
def test_the_date_of_the_part_is_not_the_wholes(text):
    assert whole(text)[1] is None


def test_the_whole_keeps_the_date_that_stands_beside_it():
    assert whole("Av de 159 deltagarna under 2023 har 47 fått arbete.")[1] == "2023"


def test_the_whole_is_not_named_after_a_project_of_the_next_sentence():
    about = whole("Av de 159 deltagarna har 47 fått arbete. Fler kom från projektet Lyktan.")[0]
    assert about == "deltagare"
