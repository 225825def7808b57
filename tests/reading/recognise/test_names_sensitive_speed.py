"""A municipality's own names, what is flagged, how it is shown, and that no text takes long."""

from __future__ import annotations

import pytest

from brygga.importers.reading.explain.marked_text import findings, page, terminal
from brygga.importers.reading.recognise import Names, recognise
from brygga.importers.reading.recognise.people.sensitive import is_identity_number

from ...growth import assert_grows_linearly
from .build import article, read

OWN = """
roles = ["ungdomslots", "språkvärd"]

[[unit]]
name = "Porten"
abbreviation = "PTN"
parent = "Solviks kommun"

[[project]]
name = "Kliv"

[[organisation]]
name = "Solviks Elverk"
kind = "company"
"""


def test_a_municipality_adds_its_own_names_and_roles(tmp_path):
    path = tmp_path / "namn.toml"
    path.write_text(OWN, encoding="utf-8")
    text = "Porten och Solviks Elverk driver Kliv, säger språkvärd Ylva Brännfors."
    own = read(text, names=Names.from_toml(path))
    assert [u.name for u in own.units] == ["Porten"]
    assert [o.name for o in own.organisations] == ["Solviks Elverk"]
    assert [p.name for p in own.projects] == ["Kliv"]
    assert own.people[0].role == "språkvärd"
    without = read(text)
    assert [u.name for u in without.units] == []


@pytest.mark.parametrize("wrong", ["[[unit]]\nabbreviation = 'X'", "roles = 3", "[[unit", "\xff"])
def test_a_names_file_that_is_wrong_says_what_to_do(tmp_path, wrong):
    path = tmp_path / "namn.toml"
    path.write_bytes(wrong.encode("latin-1"))
    with pytest.raises(ValueError, match=r"namn\.toml"):
        Names.from_toml(path)


# Numbers that the tax agency has set aside for tests.
@pytest.mark.parametrize("number", ["19121212-1212", "121212-1212", "121212+1212"])
def test_an_identity_number_is_flagged_and_stays(number):
    found = read(f"Hon har personnummer {number} och bor i Solvik.")
    assert [p.code for p in found.problems] == ["identity-number"]
    assert number in found.blocks[0].content.text


@pytest.mark.parametrize("number", ["121212-1213", "212000-2601", "2017-03-22", "1234567890"])
def test_other_numbers_are_no_identity_numbers(number):
    assert read(f"Numret är {number}.").problems == []


def test_the_check_digit_decides():
    assert is_identity_number("19121212-1212")
    assert not is_identity_number("19121212-1213")


def test_somebodys_health_is_flagged_but_not_health_care():
    assert [p.code for p in read("Ylva Brännfors är sjukskriven sedan i maj.").problems] == ["health"]
    assert read("Vården av sjukskriven personal ska bli bättre.").problems == []


def test_the_explanation_names_every_finding():
    built = read("– Vi öppnar i maj, säger rektor Ylva Brännfors.", "I dag har 294 hushåll stöd i <Hagfors> kommun.")
    kinds = {marked.kind for marked in findings(built)}
    assert {"quote", "person", "figure", "municipality"} <= kinds
    html = page(built)
    assert 'class="quote"' in html
    assert "&lt;" in html
    assert "<Hagfors>" not in html
    shown = terminal(built).plain
    assert shown.startswith(built.source_text)
    assert "Citat: Ylva Brännfors, rektor" in shown


HOSTILE = {
    "dashes": "- ",
    "marks": "”",
    "names": "Ylva Brännfors ",
    "clauses": "”Ja”, säger hon. ",
    "saying": ", säger ",
    "digits": "1 ",
    "fractions": "två av ",
    "places": "Hagfors, ",
    "project": "projektet Stigen ",
    "paying": "A AB finansierar 5 procent och ",
    "letters": "A",
    "addresses": "a@a.",
    "phones": "070-",
    "capitals": "A-",
    "enheten": "enheten för ",
    "subjects": "Arbete och integration, ",
    "municipalities": "kommunerna Ek, Al och ",
    "of them": "av de alla våra landets ",
    "is a project": "Lyktan är ett projekt. ",
    "towards": "projektet Vägen till jobb ",
    "antecedents": "3 kronor till Lyktan. Projektet är ",
    "questions": "Vad är det? – Ja. ",
    "parts": "två tredjedelar av de ",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_time_grows_with_the_length_and_no_faster(kind):
    def recognising(size: int):
        built = article((HOSTILE[kind] * size)[: size * 4].replace("\n", " "))
        return lambda: recognise(built)

    recognise(article("Värm upp registret i Hagfors."))
    assert_grows_linearly(recognising, 8000)
