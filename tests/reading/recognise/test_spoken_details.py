"""Small signs in releases: labels of questions, receptions, who deals money out, occupations and unlisted names."""

from __future__ import annotations

import pytest

from .build import read


def test_the_labels_of_questions_and_answers_are_no_part_of_them():
    found = read(
        "# Vanliga frågor",
        "# Fråga: Kostar kursen något?",
        "Svar: Nej, den är gratis för alla.",
        "# Fråga: När börjar den?",
        "Svar: I maj varje år.",
        "– Välkomna alla, säger rektor Anna Ek.",
    )
    assert [(f.question, f.answer) for f in found.faq] == [
        ("Kostar kursen något?", "Nej, den är gratis för alla."),
        ("När börjar den?", "I maj varje år."),
    ]
    assert [q.speaker for q in found.quotes] == ["Anna Ek"]


def test_a_question_that_begins_with_the_word_keeps_it():
    found = read("# Frågor och svar", "Svarar ni på mejl?", "Ja, varje dag.", "Frågar ni om namn?", "Nej, aldrig.")
    assert [f.question for f in found.faq] == ["Svarar ni på mejl?", "Frågar ni om namn?"]


def test_a_reception_stands_in_the_place_of_a_name():
    found = read("# Kontakt", "Verkbros reception", "Tfn: 0980-319 240")
    assert [(c.name, c.phone) for c in found.contacts] == [("Verkbros reception", "0980-319 240")]


def funders(text: str) -> list[str]:
    return [f.funder for f in read(text).funding if f.confidence >= 0.5]


def test_who_deals_money_out_for_a_living_is_a_funder():
    assert funders("Styrelsen för Samordningsförbundet Älvdalen har fördelat 4,2 miljoner kronor.") == [
        "Samordningsförbundet Älvdalen"
    ]
    assert funders("Skolverket har fördelat 4,2 miljoner kronor.") == []


def test_the_amount_is_of_the_verb_nearest_before_it():
    assert funders("Kommunen bidrar med lokalen, Ålunds Sparbank har skjutit till 30 000 kronor till färg.") == [
        "Ålunds Sparbank"
    ]


def test_who_runs_a_project_need_not_pay_for_it():
    assert funders("Verkbro får 200 000 kronor och drivs av Socialförvaltningen i Ålund.") == []


@pytest.mark.parametrize("place", ["grannkommunen", "kommunen"])
def test_a_doubtful_place_after_kommunen_is_a_municipality(place):
    assert [m.name for m in read(f"Nu vill {place} Eda vara med.").municipalities] == ["Eda"]
    assert read("Eda är en vacker plats.").municipalities == []


def people(*parts: str) -> list[str]:
    return [p.name for p in read(*parts).people if p.confidence >= 0.5]


def test_an_occupation_before_an_unlisted_name_shows_a_person():
    assert people("Bibliotekarien Zorvane Qualt märkte det direkt.") == ["Zorvane Qualt"]


@pytest.mark.parametrize(
    "text",
    [
        "Hon fick hjälp av Zorvane Qualt, som leder arbetet i ateljén.",
        "Zorvane Qualt skrattar när frågan kommer.",
        "Zorvane Qualt kom till Sverige för tre år sedan.",
        "I köket står Anna Ekberg och Zorvane Qualt bredvid spisen.",
    ],
)
def test_an_unlisted_name_is_a_person_by_what_it_does_or_stands_beside(text):
    assert "Zorvane Qualt" in people(text)


@pytest.mark.parametrize(
    "text",
    [
        "Verktyget Zorvane Qualt, som har tio knappar, är nytt.",
        "Ålunds Verkstad, som leder arbetet, är nöjd.",
        "Priset Gyllene Zorvanen delas ut i maj.",
    ],
)
def test_a_name_of_a_thing_is_no_person(text):
    assert people(text) == []


def test_a_given_name_alone_is_a_person_where_the_text_introduces_it():
    found = read("En av deltagarna är Jonas. Han odlar på egen hand.", "”Det är skönt att vara här”, tycker han.")
    assert [p.name for p in found.people] == ["Jonas"]
    assert [q.speaker for q in found.quotes] == ["Jonas"]
    assert people("Rektor är Jonas Ekberg.", "Den som ringer är Jonas.") == ["Jonas Ekberg"]


def test_a_name_with_two_particles_is_one_name():
    assert people("– Välkomna, säger bagaren María José de la Cruz.") == ["María José de la Cruz"]
