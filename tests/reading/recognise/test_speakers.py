"""Who speaks where the line itself does not say so, and where nobody can know."""

from __future__ import annotations

import pytest

from .build import read


def said(*parts: str, **more: str) -> list[tuple[str, str | None]]:
    return [(q.text, q.speaker) for q in read(*parts, **more).quotes]


def test_the_answers_of_an_interview_are_the_one_who_is_asked():
    lines = ("Var började du?", "– I köket.", "Vad gör du nu?", "– Jag leder arbetet.")
    assert said(*lines, title="Hallå där, Eva Ek!") == [("I köket.", "Eva Ek"), ("Jag leder arbetet.", "Eva Ek")]
    assert said("Hur känns det, Eva Ek?", *lines[1:])[1][1] == "Eva Ek"
    # two people in the title: nobody can know
    assert {speaker for _, speaker in said(*lines, title="Eva Ek och Sten Malm svarar")} == {None}


def test_the_answer_to_a_question_about_somebody_else_is_not_given_away():
    found = said(
        "Var började du?",
        "– I köket.",
        "Vad tror du om Sten Malm?",
        "– Ingenting.",
        "Vad gör du nu?",
        "– Jag vilar.",
        title="Hallå där, Eva Ek!",
    )
    assert [speaker for _, speaker in found] == ["Eva Ek", None, "Eva Ek"]


@pytest.mark.parametrize(
    ("lines", "speaker"),
    [
        (["– Jag trivs, säger Amina.", "– Jag lär mig mer varje dag, säger hon."], "Amina"),
        (["Amina, 34 år, kom hit i fjol.", "– Jag trivs, säger hon."], "Amina"),
        (["Salma Idris sökte jobb.", "För henne blev det en väg in.", "– Jag fick svar samma vecka."], "Salma Idris"),
        (["Enligt Sten Malm är det bara början.", "– Vi ska bli fler."], "Sten Malm"),
        (["– Det är bra, enligt Sten Malm."], "Sten Malm"),
        (["”Det är roligt att växa.”", "Eva Ek, enhetschef"], "Eva Ek"),
        (["”Det är roligt att växa.” – Eva Ek, enhetschef"], "Eva Ek"),
        (["Eva Ek och Anna Berg leder arbetet.", "– Det är roligt, säger hon."], None),
        (["– Vi är stolta, säger Eva Ek.", "Bakom disken står Sten Malm.", "– Vi ska bli fler."], None),
    ],
)
def test_who_speaks_last(lines, speaker):
    assert said(*lines)[-1][1] == speaker


def test_a_line_that_is_no_signature_gives_no_speaker():
    assert said("”Det är roligt att växa i den takt vi gör.”", "Eva Ek bor i Solvik och arbetar på torget.") == [
        ("Det är roligt att växa i den takt vi gör.", None)
    ]


def test_words_in_marks_over_a_section_are_no_quote():
    assert (
        said("Huset öppnar.", "# Andra dagen", "”Det är inte huset som är litet, det är vi”", "Alla fick plats.") == []
    )


def test_speech_goes_on_after_a_clause_in_the_middle():
    assert said("– När jag kom hit, berättar Eva Ek, var huset tomt.") == [
        ("När jag kom hit. var huset tomt.", "Eva Ek")
    ]


def test_marks_that_are_closed_paragraphs_later_hold_all_of_them():
    assert said("Så här säger Eva Ek om saken:", "”Vi är mycket glada.", "Nu kan fler få hjälp.”") == [
        ("Vi är mycket glada.", "Eva Ek"),
        ("Nu kan fler få hjälp.", "Eva Ek"),
    ]
    # never closed: the next paragraph is no speech
    assert len(said("Så här säger Eva Ek om saken:", "”Vi är mycket glada.", "Huset är nytt.")) == 1


def test_who_greets_somebody_says_nothing():
    assert said("Rektor Eva Ek, till vänster, hälsar Sten Malm välkommen.") == []


@pytest.mark.parametrize(
    ("lines", "role"),
    [
        (["Eva Ek läste i Ålund. I dag är hon lagledare.", "– Det är roligt, säger Eva Ek."], "lagledare"),
        (["– Det är roligt, säger Eva Ek (S) kommunstyrelsens ordförande i Solvik."], "kommunstyrelsens ordförande"),
        (["Solviks kommunstyrelses ordförande, Eva Ek (S), håller med.", "– Ja, säger Eva Ek."], "ordförande"),
        (["Eva Ek blir ny chef.", "Eva Ek, enhetschef, bor här.", "– Ja, säger Eva Ek."], "enhetschef"),
    ],
)
def test_the_role_stands_in_another_sentence(lines, role):
    assert role in (read(*lines).quotes[-1].role or "")


def test_what_is_said_of_two_people_is_nobodys_role():
    found = read("Eva Ek och Anna Berg möttes. I dag är hon rektor.").people
    assert {p.role for p in found} == {None}


def test_who_took_the_picture_or_wrote_the_text_is_not_who_speaks():
    found = said(
        "Av Marit Ekholm den 5 maj",
        "När Doaa Haddad kom hit fick hon städa.",
        "Foto: Marit Ekholm",
        "– Jag skämdes inte för det, berättar hon.",
    )
    assert found[-1][1] == "Doaa Haddad"


def test_a_role_in_a_body_before_the_comma_has_the_body_apart():
    quote = read("– Ja, säger ordförande i utbildningsnämnden, Eva Ek.").quotes[0]
    assert (quote.role, quote.organisation) == ("ordförande", "utbildningsnämnden")


def test_words_before_the_one_who_answers_are_not_those_of_the_only_other_speaker():
    found = said(
        "– Det är lite stressigt bara.",
        "Svaret kommer från Anna Berg, 32 år, som går kursen.",
        "– Det går fint, säger Eva Ek.",
    )
    assert found[0][1] == "Anna Berg"


def test_words_over_a_line_that_presents_somebody_are_not_those_of_the_only_other_speaker():
    found = said(
        "Kursen började i maj.",
        "– Det är lite stressigt bara.",
        "Anna Berg går kursen sedan i maj.",
        "– Det går fint, säger Eva Ek.",
    )
    assert found[0][1] is None


def test_words_after_the_last_that_somebody_said_are_only_offered_to_them():
    said_by_eva = "– Vi ringer varandra, säger enhetschef Eva Ek."
    about = "Kursen pågår i tio veckor i den gamla skolan vid torget."
    quotes = read(said_by_eva, about, "– Det blir bra för bygden.").quotes
    assert [(q.speaker, q.inferred_speaker) for q in quotes] == [("Eva Ek", None), (None, "Eva Ek")]
    assert (
        read(said_by_eva, about, "– Det blir bra.", about, "– Så var det, säger Eva Ek.").quotes[1].speaker == "Eva Ek"
    )
    assert read(said_by_eva, "– Det blir bra för bygden.").quotes[1].speaker == "Eva Ek"  # she goes on
