"""Whose a fact is where a text speaks of several projects, and which date is a start or an end."""

from __future__ import annotations

import pytest

from .build import read


def said(*parts: str, **more: str) -> set[tuple[str, str, str]]:
    return {
        (fact.subject, fact.field, fact.value)
        for fact in read(*parts, **more).facts
        if fact.field in ("owner", "start", "end") and fact.confidence >= 0.5
    }


def test_two_projects_in_neighbouring_sentences_share_nothing():
    text = "Projektet Lyktan ägs av Region Värmland. Projektet Fyren startade i maj 2019 och pågår till juni 2021."
    assert said(text) == {
        ("Lyktan", "owner", "Region Värmland"),
        ("Fyren", "start", "maj 2019"),
        ("Fyren", "end", "juni 2021"),
    }


def test_projektet_is_the_nearest_named_before_it_in_the_same_section():
    found = said(
        "# Lyktan",
        "Projektet Lyktan hjälper unga.",
        "Projektet startade i maj 2018.",
        "# Fyren",
        "Projektet Fyren hjälper äldre.",
        "Projektet slutar i juni 2020.",
    )
    assert found == {("Lyktan", "start", "maj 2018"), ("Fyren", "end", "juni 2020")}


@pytest.mark.parametrize(
    "text",
    ["Båda projekten startade i maj 2018.", "Ett annat projekt startade i maj 2018.", "De tre projekten slutar 2020."],
)
def test_what_is_said_of_several_or_of_another_is_not_of_the_one_that_is_known(text):
    assert said("Projektet Lyktan hjälper unga.", text) == set()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Projektet Lyktan startade i januari 2018 och pågår i tre år.", {("start", "januari 2018")}),
        ("Projektet Lyktan pågick mellan 2016 och 2018.", {("start", "2016"), ("end", "2018")}),
        ("Sedan den 5 maj 2020 drivs projektet Lyktan i egen regi.", {("start", "5 maj 2020")}),
        ("Projektet Lyktan startar hösten 2025.", {("start", "hösten 2025")}),
        ("Projektet Lyktan fick besked den 3 maj 2020.", set()),
        ("En rapport om projektet Lyktan lämnades 2021.", set()),
        ("Projektet Lyktan följer planen 2022–2033.", set()),
    ],
)
def test_a_date_is_a_start_or_an_end_by_what_leads_to_it(sentence, expected):
    assert {(field, value) for _, field, value in said(sentence)} == expected


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("Projektet Lyktan har drivits av Region Värmland i samverkan med Arbetsförmedlingen.", "Region Värmland"),
        ("Projektägare för projektet Lyktan är Region Värmland.", "Region Värmland"),
        ("Sedan i maj driver Region Värmland projektet Lyktan.", "Region Värmland"),
        ("Projektet Lyktan har Solviks kommun som projektägare.", "Solviks kommun"),
        ("Region Värmland och Arbetsförmedlingen driver projektet Lyktan.", None),
        ("Projektet Lyktan finansieras av Region Värmland.", None),
    ],
)
def test_an_owner_is_told_by_role_agent_or_subject(sentence, owner):
    assert [value for _, field, value in said(sentence) if field == "owner"] == ([owner] if owner else [])


def test_a_page_of_several_projects_gives_the_one_that_is_known_nothing_of_the_others():
    found = said(
        "Här hittar du de utvecklingsprojekt som vi driver.",
        "Ett arbete för unga. Projektet pågår 2021–2023.",
        "Projektet Lyktan hjälper äldre.",
    )
    assert found == set()


def test_who_pays_is_no_party_of_the_project_by_a_clause_about_its_members():
    text = "Projektet Lyktan startar i maj 2019. Projektet betalas av Region Värmland, där Filipstads kommun ingår."
    facts = [fact for fact in read(text).facts if fact.field == "partner" and fact.confidence >= 0.5]
    assert "Region Värmland" not in {fact.value for fact in facts}


def test_where_somebody_is_from_is_not_where_the_project_is():
    text = "Svaret kommer från Anna Berg, 32 år från Filipstad som deltar i projektet Lyktan."
    assert not [fact for fact in read(text).facts if fact.field == "municipality"]


def test_the_municipalities_that_nobody_names_are_offered_as_those_who_pay():
    text = "Projektet Lyktan startar i maj 2019. De båda kommunerna betalar 40 procent av projektet Lyktan."
    assert all(fact.confidence < 0.5 for fact in read(text).facts if fact.field == "funding")


def test_partners_stand_after_a_label_of_two_words():
    found = read("Projektnamn: Lyktan", "Medverkande parter: Filipstads kommun och Arbetsförmedlingen").facts
    assert {fact.value for fact in found if fact.field == "partner"} == {"Filipstads kommun", "Arbetsförmedlingen"}


def test_a_clause_about_another_project_says_nothing_of_the_one_before_it():
    later = "Projektet Lyktan bygger på det tidigare projektet, som genomfördes 2015 och 2016."
    assert said(later) == set()
    text = "I Karlstad hjälper projektet Lyktan unga, och Filipstads kommun förbereder ett eget projekt."
    places = {fact.value for fact in read(text).facts if fact.field == "municipality"}
    assert "Filipstad" not in places


def test_a_coordination_body_in_a_part_of_the_county_is_named_in_full():
    text = "Ekby kommun driver tillsammans med Samordningsförbundet i Västra Värmland projektet Lyktan."
    assert "Samordningsförbundet i Västra Värmland" in {name.name for name in read(text).organisations}


def test_who_stood_behind_it_took_part():
    text = "Projektet Lyktan är slut. Bakom projektet stod också Försäkringskassan och Arbetsförmedlingen."
    partners = {fact.value for fact in read(text).facts if fact.field == "partner"}
    assert partners == {"Försäkringskassan", "Arbetsförmedlingen"}
