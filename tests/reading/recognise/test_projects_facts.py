"""Projects, and what is said of projects and units."""

from __future__ import annotations

import pytest

from .build import read


def projects(*parts: str, **more: str) -> list[str]:
    return [p.name for p in read(*parts, **more).projects if p.confidence >= 0.5]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nu pågår projektet Brygghuset i Solvik.", "Brygghuset"),
        ("Satsningen ”Steget vidare” börjar i maj.", "Steget vidare"),
        ("Den insats som kallas Stegvis fick lokaler.", "Stegvis"),
        ("Yrkesbro är ett projekt för nyanlända.", "Yrkesbro"),
        ("Nu startar Omsorgslyftet i länet.", "Omsorgslyftet"),
        ("Sommarens projekt i Ålund; Från odling till arbete, där många deltog.", "Från odling till arbete"),
    ],
)
def test_projects_are_found_by_their_cue(text, name):
    assert projects(text) == [name]


def test_a_name_goes_on_in_lower_case_where_the_article_shows_it():
    assert projects("Projektet Vägen fram får pengar.", "# Fakta om Vägen fram") == ["Vägen fram"]


@pytest.mark.parametrize(
    "text", ["Projektet måste bli klart.", "Bakgrunden är ett projekt från förra året.", "Projektet avslutas 2021."]
)
def test_a_verb_or_a_noun_is_no_project(text):
    assert projects(text) == []


def facts(*parts: str, **more: str) -> dict[str, list]:
    found: dict[str, list] = {}
    for fact in read(*parts, **more).facts:
        found.setdefault(fact.field, []).append(fact.value)
    return found


def test_owner_partners_and_municipalities_of_a_project():
    found = facts(
        "Yrkesbro är ett projekt som Länsstyrelsen i Kalmar står bakom, i samarbete med Region Kalmar län, sju "
        "kommuner och länsstyrelsen i Kronoberg och Blekinge. En av kommunerna i projektet är Vimmerby."
    )
    assert found["owner"] == ["Länsstyrelsen i Kalmar"]
    assert found["partner"] == ["Region Kalmar län", "Länsstyrelsen i Kronoberg", "Länsstyrelsen i Blekinge"]
    assert found["municipality"] == ["Vimmerby"]
    assert [(figure["value"], figure["unit"]) for figure in found["figure"]] == [("sju", "kommuner")]


@pytest.mark.parametrize(
    ("sentence", "partners"),
    [
        ("Yrkesbro är ett projekt som Region Kalmar län och Länsstyrelsen i Kalmar gemensamt står bakom.", 2),
        ("Yrkesbro är ett projekt som Region Kalmar län står bakom tillsammans med Arbetsförmedlingen.", 2),
    ],
)
def test_who_stand_behind_a_project_together_are_partners_and_none_of_them_its_owner(sentence, partners):
    found = facts(sentence)
    assert found.get("owner") is None
    assert len(found["partner"]) == partners


def test_the_members_of_a_coordination_body_are_parties_of_its_project():
    found = facts(
        "Ett exempel är Samordningsförbundet Sjölyckan. Där ingår Arbetsförmedlingen, Region Värmland och kommunerna "
        "Hagfors och Munkfors. Nu pågår projektet Stigen."
    )
    assert found["owner"] == ["Samordningsförbundet Sjölyckan"]
    assert found["partner"] == ["Arbetsförmedlingen", "Region Värmland"]
    assert found["municipality"] == ["Hagfors", "Munkfors"]


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("Arbetet i projektet pågår från den 5 maj 2020 till den 4 juni 2023.", "5 maj 2020", "4 juni 2023"),
        ("Projekttid: 2020–2022", "2020", "2022"),
        ("Projektet startade i augusti 2017.", "augusti 2017", None),
        ("Projektet avslutas 2021.", None, "2021"),
    ],
)
def test_the_period_of_a_project(sentence, start, end):
    found = facts("Projektet Stigen finns i Hagfors.", sentence)
    assert found.get("start") == ([start] if start else None)
    assert found.get("end") == ([end] if end else None)


def test_purpose_target_group_and_goal():
    found = facts(
        "Projektet Stigen vänder sig till unga utan arbete. Syftet är att fler ska få jobb. Målet är att 55 "
        "procent ska arbeta."
    )
    assert found["target_group"] == ["unga utan arbete"]
    assert found["purpose"] == ["Syftet är att fler ska få jobb."]
    assert (found["goal"][0]["value"], found["goal"][0]["number"]) == ("55", 55.0)


def test_every_fact_has_the_sentence_that_says_it():
    article = read("Projektet Stigen avslutas 2021. Det vänder sig till unga.")
    for fact in article.facts:
        assert fact.sentence in article.source_text
        assert article.source_text[slice(*fact.span)] == fact.sentence


def test_remit_parts_head_and_municipality_of_a_unit():
    article = read(
        "Hagfors kommuns arbetsmarknadsenhet AME växer.",
        "# Om AME",
        "Arbetsmarknadsenheten ansvarar för praktik. I arbetsmarknadsenheten inryms Snickeriet och Café Linden.",
        "– Vi växer, säger Ylva Brännfors, enhetschef på arbetsmarknadsenheten.",
    )
    found: dict[str, list] = {}
    for fact in article.facts:
        found.setdefault(fact.field, []).append(fact.value)
    assert found["municipality"] == ["Hagfors"]
    assert found["remit"][0] == "Arbetsmarknadsenheten ansvarar för praktik."
    assert found["part"] == ["Snickeriet", "Café Linden"]
    assert found["head"] == [{"name": "Ylva Brännfors", "role": "enhetschef"}]
    assert {u.name: u.parent for u in article.units}["Snickeriet"] == "Arbetsmarknadsenheten"


def test_a_body_behind_a_project_with_its_parties():
    found = facts(
        "Bakom Stigen står Samordningsförbundet Sjölyckan, där tre parter samarbetar: Region Värmland och kommunerna "
        "Hagfors och Munkfors."
    )
    assert found["owner"] == ["Samordningsförbundet Sjölyckan"]
    assert found["partner"] == ["Region Värmland"]
    assert found["municipality"] == ["Hagfors", "Munkfors"]


def test_several_who_run_a_project_together_own_nothing_alone():
    found = facts("Kommunerna Hagfors och Munkfors driver projektet Stigen tillsammans med Arbetsförmedlingen.")
    assert "owner" not in found
    assert found["partner"] == ["Arbetsförmedlingen"]
    assert found["municipality"] == ["Hagfors", "Munkfors"]


@pytest.mark.parametrize(
    "text",
    [
        "Förebilden heter AME, arbetsmarknadsenheten i Hagfors.",
        "Förebilden är arbetsmarknadsenheten (AME) i Hagfors.",
        "Förebilden heter AME, enheten arbete och lärande.",
    ],
)
def test_a_unit_knows_its_abbreviation(text):
    (unit,) = read(text).units
    assert unit.abbreviation == "AME"


def test_a_unit_that_is_part_of_another():
    article = read("Snickeriet är en del av Arbetsmarknadsenheten i Hagfors kommun.")
    assert {u.name: u.parent for u in article.units} == {
        "Arbetsmarknadsenheten": "Hagfors kommun",
        "Snickeriet": "Arbetsmarknadsenheten",
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("#Byggäng är ett initiativ för unga i Solvik.", "#Byggäng"),
        ("I skogen finns Lugna stigen i Ålund, en insats för den som varit sjuk länge.", "Lugna stigen"),
        ("Kommunen startar Verkbro – ett projekt för unga vuxna.", "Verkbro"),
        ("Alla får en plats i Yrkesspåret från januari.", "Yrkesspåret"),
        ("Nu börjar projekt Handslag i tre kommuner.", "Handslag"),
        ("Hon leder projektet Gröna händer sedan i maj.", "Gröna händer"),
        ("Pengarna går till projektet Sikta högt.", "Sikta högt"),
        ("I år vänder sig Framtidsbygget Ålund till unga. Projektet Ljuspunkten pausas.", "Ljuspunkten"),
    ],
)
def test_projects_are_found_by_the_words_beside_them(text, name):
    assert projects(text) == [name]


def test_projects_in_a_row_are_found_together():
    assert projects("I år drivs projekten Handslag, Verkbro och Lugna stigen.") == [
        "Handslag",
        "Verkbro",
        "Lugna stigen",
    ]
    assert projects(
        "Pengarna går till Landgången, Verkbro och Lugna stigen.",
        "# Verkbro",
        "Verkbro är en förstudie om vägledning.",
    ) == ["Landgången", "Verkbro", "Lugna stigen"]


def test_a_heading_over_what_the_project_does_is_its_name():
    found = projects(
        "Två insatser får pengar: en av dem är Landgången.", "# Landgången", "Projektet riktar sig till unga."
    )
    assert "Landgången" in found


@pytest.mark.parametrize(
    "text",
    [
        "I Solvik finns Anna Ek, en insats för laget.",
        "Projekten drivs av Arbetsförmedlingen och Region Värmland.",
        "Vi åkte skidor i Elljusspåret.",
        "Det är Försäkringskassan, en insats från staten.",
        "Nytt projekt: I Solvik finns Rosmottagningen. Rosmottagningen riktar sig till unga med insatser.",
        "Insatsen drivs av kommunen och riktar sig till unga.",
    ],
)
def test_persons_bodies_and_everyday_words_are_no_projects(text):
    assert projects(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Pilotprojektet Trappsteg framåt avslutas i juni.", "Trappsteg framåt"),
        ("Inom ramen för projektet Ny glöd får deltagarna stöd.", "Ny glöd"),
        ("Kommunen satsar på Solbygget, ett treårigt projekt för unga.", "Solbygget"),
        ("Deltagarna i Dag för dag får stöd. Dag för dag är ett samverkansprojekt.", "Dag för dag"),
        ("Projektet Verkbro hjälper dem som vill.", "Verkbro"),
        ("Projektet Samordnad utveckling börjar.", "Samordnad utveckling"),
        ("I programmet Dans för alla ingår tre kurser.", "Dans för alla"),
        ("Pausen för projektet Solvik–Ålund är slut.", "Solvik–Ålund"),
        ("Projektet Verkbro nu har fått ett år till.", "Verkbro"),
    ],
)
def test_a_name_goes_on_as_far_as_the_sentence_shows(text, name):
    assert projects(text) == [name]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        # also in speech, and without who says it
        (
            "– Nu kommer Ordlyftet som syftar till att fler ska tala svenska, säger Mona Ek.",
            "purpose",
            "Att fler ska tala svenska",
        ),
        ("I somras startade projektet Gruvliv vid Ålunds gruva.", "about", None),
        # what somebody says of it does not present it
        ("– Projektet Gruvliv gav mig ett jobb, säger Mona Ek.", "about", ""),
    ],
)
def test_a_project_without_a_stated_purpose_is_presented_by_the_sentence_that_names_it(text, field, value):
    found = [fact.value for fact in read(text).facts if fact.field == field]
    assert found == ([text] if value is None else [value] if value else [])
