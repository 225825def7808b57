"""Units by a name of their own: centres, departments called after their subject, abbreviations, boards."""

from __future__ import annotations

import pytest

from .build import read


def units(*parts: str, **more: str) -> list[str]:
    return [u.name for u in read(*parts, **more).units if u.confidence >= 0.5]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Deltagarna kommer till Jobbcentrum i Solvik.", "Jobbcentrum"),
        ("Utbildningen hålls på Lärcentrum Ålund varje torsdag.", "Lärcentrum Ålund"),
        ("Utbildningen hålls på Solviks lärcentrum.", "Solviks lärcentrum"),
        ("Kommunens vägledningscentrum ligger vid torget.", "Vägledningscentrum"),
        ("Eva Ek är rektor på Komvux Ålund.", "Komvux Ålund"),
        ("Eva Ek är rektor för vuxenutbildningen.", "Vuxenutbildningen"),
        ("Nu söker arbetsmarknadsavdelningen handledare.", "Arbetsmarknadsavdelningen"),
        ("Hagfors kommuns näringslivsenhet ordnar en mässa.", "Näringslivsenheten"),
        ("Kommunens tekniska enhet sköter parken.", "Tekniska enheten"),
        ("Enheten Arbete och försörjning bytte namn.", "Enheten Arbete och försörjning"),
        ("Det är sektor utbildning och arbete som betalar.", "Sektor utbildning och arbete"),
        ("Fråga avdelningen Arbete och välfärd.", "Arbete och välfärd"),
        ("Hon är chef på Arbete och integration i Ålund.", "Arbete och integration"),
        ("Praktiken sker på Solgården, ett av kommunens äldreboenden.", "Solgården"),
        ("Kontakta AMA om du vill ha praktik.", "AMA"),
        ("Beslutet togs av socialnämnden i Hagfors.", "Socialnämnden"),
        ("I tisdags sa kommunstyrelsen ja.", "Kommunstyrelsen"),
    ],
)
def test_a_unit_is_known_by_its_own_name(text, name):
    assert units(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "De handlar i ett köpcentrum varje dag.",
        "Ett lärcentrum kan vara bra att ha.",
        "Arbete och studier är två vägar framåt.",
        "Läkaren på akutavdelningen var trött.",
        "Socialnämnden ska enligt lagen erbjuda stöd.",
        "Frågan avgörs av kommunstyrelsens ordförande Eva Ek.",
        "En närliggande enhet mäts i liter.",
        "Eva, en av deltagarna, trivs.",
    ],
)
def test_words_that_look_alike_are_no_units(text):
    assert units(text) == []


def test_an_abbreviation_is_the_unit_that_it_stands_for():
    assert units("AMA växer.", "Arbetsmarknadsavdelningen (AMA) får fem anställda.") == ["Arbetsmarknadsavdelningen"]


def test_the_head_of_a_unit_leads_a_unit_and_no_other_organisation():
    found = read("– Det går bra, säger Eva Ek, enhetschef på Snickarboden.")
    assert [u.name for u in found.units] == ["Snickarboden"]
    assert found.organisations == []
    assert [o.name for o in read("– Ja, säger Eva Ek, vd på Snickarboden.").organisations] == ["Snickarboden"]
