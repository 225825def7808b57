"""Units, organisations, municipalities and senders in short texts: right before many, and floors that hold."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from .bodies import LISTS, ShortText, all_texts, measure, read_short, sure_names
from .scoring import Tally

FLOORS = tomllib.loads((Path(__file__).parent / "bodies_floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def measured() -> Tally:
    return measure(all_texts())


@pytest.mark.parametrize("kind", FLOORS)
def test_the_names_of_bodies_hold_their_floors(kind: str, measured: Tally):
    reached = measured.scores()[kind]
    misses = [line for line in measured.misses if f": {kind}: " in line or kind == "units.of"]
    assert reached.precision >= FLOORS[kind]["precision"], misses
    assert reached.recall >= FLOORS[kind]["recall"], misses


def test_every_kind_has_a_floor(measured: Tally):
    assert measured.scores().keys() == FLOORS.keys()


def test_names_of_texts_are_used_once():
    names = [text.name for text in all_texts()]
    assert len(names) == len(set(names)) >= 120


def text_of(words: str) -> ShortText:
    return ShortText("one", words, {})


@pytest.mark.parametrize(
    ("words", "kind", "wanted"),
    [
        ("Vi mötte Granit & Lera AB i går.", "organisations", ["Granit & Lera AB"]),
        ("Torsby Sunne bygden AB får stöd.", "organisations", ["Torsby Sunne bygden AB"]),
        ("Enligt Ekskog Virke AB går det bra.", "organisations", ["Ekskog Virke AB"]),
        ("Solviks kommun och Granit AB bygger.", "organisations", ["Granit AB"]),
        ("Vd för Ekskog Virke AB är nöjd.", "organisations", ["Ekskog Virke AB"]),
        ("Mora Lima fiber AB gräver.", "organisations", ["Mora Lima fiber AB"]),
        ("Västra Götalands läns landsting delar priset.", "organisations", ["Västra Götalands läns landsting"]),
        ("Vi möter Partnerskapet Grön tillväxt i maj.", "organisations", ["Partnerskapet Grön tillväxt"]),
        ("Vi köper av Målarna i Syd AB.", "organisations", ["Målarna i Syd AB"]),
        ("Priset gick till Solviks IK.", "organisations", ["Solviks IK"]),
        ("Stödet ges av Region Nordans län.", "organisations", ["Region Nordans län"]),
        ("Anna Ek & Sten Malm sjöng för Lisa Berg & Co.", "units", []),
    ],
)
def test_a_name_is_read_from_its_first_word_to_its_last(words: str, kind: str, wanted: list[str]):
    assert sure_names(read_short(text_of(f"Rubrik\n\n{words}")), kind) == wanted


def test_a_place_in_the_name_of_a_company_is_no_municipality():
    article = read_short(text_of("Nya jobb\n\nTorsby Sunne bygden AB anställer. Arvika Virke AB väntar."))
    assert sure_names(article, "municipalities") == []


@pytest.mark.parametrize("name", ["Barn & Bildning", "Miljö & Bygg", "Socialt Stöd & Omsorg", "Teknik & Service"])
def test_what_a_municipality_does_joined_by_an_ampersand_is_a_unit(name: str):
    article = read_short(text_of(f"Nya tider\n\nFrågor besvaras av {name}."))
    assert [sure_names(article, kind) for kind in LISTS] == [[name], [], []]


def test_unknown_words_joined_by_an_ampersand_are_a_doubt():
    article = read_short(text_of("Nya tider\n\nFrågor besvaras av Fnatt & Knytt."))
    assert [sure_names(article, kind) for kind in LISTS] == [[], [], []]
    assert [name.name for name in article.organisations] == ["Fnatt & Knytt"]
