"""How far a project's name goes, and what stands before "är ett projekt" without being one."""

from __future__ import annotations

import pytest

from .build import read


def projects(*parts: str, **more: str) -> list[str]:
    return [p.name for p in read(*parts, **more).projects if p.confidence >= 0.5]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lyktan är ett projekt för unga.", "Lyktan"),
        ("”Ny glöd” är en satsning på unga vuxna.", "Ny glöd"),
        ("Språkvännerna är en satsning som kommunen driver.", "Språkvännerna"),
        ("Jobbspåret är en av kommunens insatser.", "Jobbspåret"),
        ("Målet med projektet Målmedveten på hemmaplan är fler jobb.", "Målmedveten på hemmaplan"),
        ("Hon leder projektet Ung Arena 9.0.", "Ung Arena 9.0"),
        ("Modellen Steg för steg används i länet.", "Steg för steg"),
        ("Syftet med projektet Kliv in i Sverige är jobb.", "Kliv in i Sverige"),
        ("Projektet Lyktans deltagare får stöd.", "Lyktan"),
        ("Hon är projektledare för Integration Ålund.", "Integration Ålund"),
        ("Växtkraft heter projektet som hjälper unga.", "Växtkraft"),
        ("Vägen in är namnet på kommunens nya projekt.", "Vägen in"),
        ("Projektet döptes till Solrosen i går.", "Solrosen"),
        ("Projektets namn är Fram till jobb.", "Fram till jobb"),
        ("En av satsningarna är Kraftverket, där unga kodar.", "Kraftverket"),
        ("Det nya projektet, Nästa steg, ska pågå i tre år.", "Nästa steg"),
        ("Kommunens nya satsning Jobbledaren börjar i höst.", "Jobbledaren"),
        ("Hon ledde en insats som hette Från noll till ett.", "Från noll till ett"),
        ("Insatsen heter Svenska på gården och är ny.", "Svenska på gården"),
        ("Fyren, som är ett projekt för unga, växer.", "Fyren"),
        ("Integrationsprojektet ”Vi ses” vann pris.", "Vi ses"),
        ("Allt sker i Grönt jobb – ett samarbete mellan två kommuner.", "Grönt jobb"),
    ],
)
def test_a_project_is_named_as_far_as_its_name_goes(text, name):
    assert projects(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "BIM är en modell för byggande.",
        "Sjukvården är ett projekt som aldrig tar slut.",
        "Sommarjobb är en satsning på unga.",
        "Praktik är en insats som hjälper många.",
        "Samverkan är en metod.",
        "Arbetsmarknadsprojektet har pågått sedan 2018.",
        "Projektet, som startade i maj, är slut.",
        "Projektet Arbetsförmedlingen driver fortsätter.",
        "Hon är projektledare för Region Värmland.",
    ],
)
def test_everyday_words_and_bodies_are_no_projects(text):
    assert projects(text) == []


def test_a_place_after_the_name_is_no_part_of_it():
    assert projects("Projektet Lyktan på biblioteket är slut.") == ["Lyktan"]
    assert projects("Projektet Lyktan i Solvik erbjuder stöd.") == ["Lyktan"]


def test_the_page_of_a_project_is_named_by_its_title_or_by_what_the_facts_are_about():
    rows = ("Projektägare: Solviks byalag", "Projekttid: 2021–2023")
    assert projects(*rows, title="Byn som språkskola") == ["Byn som språkskola"]
    assert projects("# Fakta om Kompetensbron", *rows, title="Nu öppnar bron") == ["Kompetensbron"]
    assert projects(rows[0], title="Byn som språkskola") == []


def test_names_in_a_list_of_insatser():
    assert projects("Du väljer mellan tre spår:", "* Jobbspåret", "* Hälsospåret, som är nytt") == [
        "Jobbspåret",
        "Hälsospåret",
    ]
    assert projects("Vi åkte skidor.", "* Elljusspåret") == []


def test_a_name_that_a_sentence_broke_off_is_the_longer_one():
    assert projects(
        "Pengarna går till projektet Kliv in i Sverige, som är nytt.",
        "Syftet med projektet Kliv in i Sverige är jobb.",
    ) == ["Kliv in i Sverige"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nu växer Jobba-lära-modellen i länet.", "Jobba-lära"),
        ("De arbetar i Gränslotsen, ett projekt som är nytt.", "Gränslotsen"),
        ("Idén kallas Lunchlotsen och är enkel.", "Lunchlotsen"),
        ("Insatsen Svenska från dag ett som ges i år är ny.", "Svenska från dag ett"),
        ("Sedan i januari är Rehabkedjan en fast del.", "Rehabkedjan"),
    ],
)
def test_names_in_compounds_and_after_other_words(text, name):
    assert projects(text) == [name]


@pytest.mark.parametrize("text", ["ESF-projektet är slut.", "Hon läser kursen i sommar.", "Hela värdekedjan är med."])
def test_who_pays_and_what_is_no_name_is_no_project(text):
    assert projects(text) == []
