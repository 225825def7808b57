"""A project that a text only has beside the one it is about gets none of that one's facts."""

from __future__ import annotations

import pytest

from brygga.importers.reading.model.thresholds import CERTAIN

from .build import read

FIELDS = ("owner", "partner", "municipality", "start", "end")


def said(*parts: str, **more: str) -> set[tuple[str, str, str]]:
    facts = read(*parts, **more).facts
    return {(f.subject, f.field, f.value) for f in facts if f.field in FIELDS and f.confidence >= 0.5}


@pytest.mark.parametrize(
    "beside",
    [
        "Projektet bygger vidare på det tidigare projektet Bojen 2.0, som drevs av Region Värmland.",
        "Projektet samarbetar med Hagfors kommuns projekt Bojen 2.0.",
        "Det är en fortsättning på projektet Bojen 2.0.",
        "Erfarenheter från projektet Bojen 2.0 kommer till nytta.",
    ],
)
def test_what_is_said_after_another_project_is_of_the_one_before(beside):
    found = said(
        "Projektet Fyren har fått pengar för tre år.",
        beside,
        "Projektet startar i mars 2021 och pågår till juni 2023. Region Dalarna är projektägare i projektet.",
    )
    assert {
        ("Fyren", "start", "mars 2021"),
        ("Fyren", "end", "juni 2023"),
        ("Fyren", "owner", "Region Dalarna"),
    } <= found
    assert not any(name == "Bojen 2.0" and field in ("start", "end") for name, field, _ in found)
    assert ("Bojen 2.0", "owner", "Region Dalarna") not in found


def test_the_only_project_that_is_named_is_not_what_an_unnamed_one_is():
    found = said(
        "Föreningen har i tre år lett ett projekt för unga på landet.",
        "Deltagarna har träffats varje vecka och ett samarbete med projektet Bojen har börjat.",
        "Projektet startade i maj 2017 och avslutades i januari 2019.",
        "Projektägare: Region Dalarna",
    )
    assert not found


def test_a_project_that_works_with_others_is_still_its_own():
    assert ("Fyren", "end", "juni 2023") in said(
        "Projektet Fyren arbetar i samverkan med Region Dalarna. Projektet pågår till juni 2023."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Projektet Fyren startades som en följd av att många flyttade till länet 2015.",
        "Projektet Fyren började när kommunen fick ett nytt bibliotek 2015.",
    ],
)
def test_the_date_of_another_clause_is_no_start(text):
    assert not [row for row in said(text) if row[1] == "start"]


def test_what_it_started_as_keeps_its_date():
    assert ("Fyren", "start", "2015") in said("Projektet Fyren startade som en förstudie 2015.")


def test_what_somebody_began_to_do_is_no_start():
    assert not said("I projektet Fyren är inflyttningen högst sedan länet började mäta 2010.")


def test_a_longer_name_that_ends_in_a_shorter_one_is_a_project_of_its_own():
    found = said(
        "De två projekten Ankaret och React EU Ankaret kom till för att fler ska flytta hit.",
        "React EU Ankaret är det senaste. Projektet pågick från 1 april 2022 till och med 30 april 2023.",
    )
    assert found == {
        ("React EU Ankaret", "start", "1 april 2022"),
        ("React EU Ankaret", "end", "30 april 2023"),
    }


def test_a_title_that_a_sentence_presents_is_a_project_with_the_rows_under_it():
    found = said(
        "Samverkanspart: Rädda Barnen",
        "Tidsperiod: 2019-06-01 till 2020-12-31",
        "Nya samtal! Vänner i Hagfors var ett projekt som drevs av Hagfors kommun.",
        title="Nya samtal! Vänner i Hagfors",
    )
    name = "Nya samtal! Vänner i Hagfors"
    assert {(name, "owner", "Hagfors kommun"), (name, "partner", "Rädda Barnen"), (name, "end", "2020-12-31")} <= found


def test_money_for_more_than_the_project_is_offered():
    facts = read(
        "Hagfors kommun har fått pengar till projektet Vardag i Sverige.",
        "Länsstyrelsen Värmland bidrar med nästan 8 miljoner kronor under 2020 till insatser för nyanlända och barn.",
    ).facts
    assert [f.confidence < 0.5 for f in facts if f.field == "funding"] == [True]


def test_the_municipalities_of_a_county_are_none_and_a_university_is_no_place():
    article = read("I projektet Fyren medverkar Luleå tekniska universitet, Region Dalarna och Dalarnas kommuner.")
    assert not article.municipalities
    assert "Luleå tekniska universitet" in [body.name for body in article.organisations]


def test_a_compound_of_financed_is_no_verb_of_paying():
    text = (
        "I projektet Fyren gick Hagfors kommuns deltagare till lönefinansierade studier och CSN-finansierade kurser."
    )
    assert not read(text).funding


@pytest.mark.parametrize(
    ("item", "name"),
    [
        (
            "Hagfors kommun får 2 miljoner kronor till projektet Ny kraft – vägen till arbete",
            "Ny kraft – vägen till arbete",
        ),
        ("Hagfors kommun får 2 miljoner kronor till projektet Plan 2030: Fler i arbete", "Plan 2030: Fler i arbete"),
        ("Hagfors kommun får 2 miljoner kronor till projektet Framtid omsorg", "Framtid omsorg"),
    ],
)
def test_a_name_goes_to_the_end_of_its_item(item, name):
    article = read("Beviljade projekt:", f"* {item}", "* Region Dalarna får 3 miljoner kronor till projektet Bojen")
    assert [p.name for p in article.projects] == [name, "Bojen"]
    assert "Framtid" in name or article.projects[0].confidence < 0.8  # a dash may be the sentence's: no page unasked
    assert (name, "owner", "Hagfors kommun") in [(f.subject, f.field, f.value) for f in article.facts]


def test_who_finances_begins_the_word():
    article = read("Lyktan är ett ESF-finansierat projekt som ägs av Region Dalarna.")
    assert [(row.funder, row.confidence >= 0.5) for row in article.funding] == [("ESF", True)]


@pytest.mark.parametrize("word", ["Ukraina", "Slovakien", "Volvogruppen"])
def test_a_word_that_nothing_calls_a_project_never_becomes_a_page(word: str):
    """Help goes to a country or a company, and "Projektet" stands beside: a person is asked."""
    projects = read(
        f"Regeringen ger mer stöd till {word}. Projektet ska bidra till att fler kan resa.",
        f"Att stödja {word} är en viktig uppgift. Vi står bakom {word} i dag.",
        title=f"Mer stöd till {word}",
    ).projects
    assert not [name for name in projects if name.name == word and name.confidence >= CERTAIN]
