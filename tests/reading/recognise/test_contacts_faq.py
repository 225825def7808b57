"""Contacts, questions and answers."""

from __future__ import annotations

import pytest

from brygga.importers.reading.recognise.contacts.phone_numbers import display_number, swedish_number

from .build import read


def test_a_card_under_a_heading_is_a_contact():
    article = read(
        "# Kontakt", "Ylva Brännfors", "Enhetschef", "054-12 34 56", "ylva.brannfors@solvik.example", "# Läs mer"
    )
    contact = article.contacts[0]
    assert (contact.name, contact.phone, contact.email) == (
        "Ylva Brännfors",
        "054-12 34 56",
        "ylva.brannfors@solvik.example",
    )
    assert len(article.contacts) == 1
    assert [b.type for b in article.blocks if b.type != "heading"] == ["contact"]


def test_two_people_under_one_heading_are_two_contacts():
    contacts = read(
        "# Presskontakt", "Ylva Brännfors, 070-123 45 67", "Sten Malmgård, 070-765 43 21, sten@solvik.example"
    ).contacts
    assert [(c.name, c.phone) for c in contacts] == [
        ("Ylva Brännfors", "070-123 45 67"),
        ("Sten Malmgård", "070-765 43 21"),
    ]


def test_a_line_with_a_label_is_a_contact():
    contact = read("Texten.", "Kontaktperson: Ylva Brännfors, tfn 054-12 34 56").contacts[0]
    assert (contact.name, contact.phone) == ("Ylva Brännfors", "054-12 34 56")


def test_a_press_service_is_a_contact_without_a_person():
    contact = read("# Kontakt", "Presstjänsten: 054-12 34 56, press@solvik.example").contacts[0]
    assert (contact.name, contact.email) == ("Presstjänsten", "press@solvik.example")


def test_an_address_written_with_at_is_read():
    assert read("# Kontakt", "Ylva Brännfors", "ylva(at)solvik.example").contacts[0].email == "ylva@solvik.example"


def test_the_address_of_the_municipality_is_no_press_contact():
    article = read(
        "Huset öppnar i maj.", "Solviks kommun", "Telefon: 054-12 30 00", "Fax: 054-12 30 01", "info@solvik.example"
    )
    assert article.contacts == []


@pytest.mark.parametrize(
    "written",
    [
        "073-666 53 36",
        "0940-140 00",
        "08-570 470 02",
        "070-23 65 076",
        "0511-32015",
        "070 – 574 34 07",
        "+46300834000",
    ],
)
def test_numbers_are_read_in_all_their_forms(written):
    assert swedish_number(written).startswith("+46")


def test_a_number_is_shown_in_swedish_form():
    assert display_number("+46736665336") == "073-666 53 36"


@pytest.mark.parametrize("no_number", ["2022-05-13", "19 700 personer", "1998"])
def test_dates_and_figures_are_no_numbers(no_number):
    assert read("# Kontakt", f"Ylva Brännfors {no_number}").contacts[0].phone is None


def test_questions_with_answers_become_faq():
    article = read(
        "# Frågor och svar",
        "Vem får komma?",
        "Alla som bor i Solvik.",
        "Vad kostar det?",
        "Ingenting.",
        "Det är gratis.",
    )
    assert [(f.question, f.answer) for f in article.faq] == [
        ("Vem får komma?", "Alla som bor i Solvik."),
        ("Vad kostar det?", "Ingenting."),
    ]
    assert [b.type for b in article.blocks] == ["heading", "faq", "faq", "paragraph"]


def test_a_question_in_running_text_is_rhetorical():
    article = read("Vill du bli kock?", "Då kan du söka nu.", "Kursen börjar i maj.")
    assert article.faq == []


def test_the_questions_of_an_interview_are_no_faq():
    article = read("Hur känns det?", "– Bra, säger Ylva Brännfors.", "Vad händer nu?", "– Vi bygger.")
    assert article.faq == []
    assert [q.speaker for q in article.quotes] == ["Ylva Brännfors", "Ylva Brännfors"]


@pytest.mark.parametrize("question", ["Hittar du inte svaret?", "Har du fler frågor?"])
def test_a_closing_question_before_a_number_leads_in_a_contact(question):
    article = read(
        "# Frågor och svar",
        "Vem får plats?",
        "Alla som bor i Solvik.",
        "Vad kostar det?",
        "Ingenting.",
        question,
        "Arbetsmarknadsenheten, telefon 054-12 34 56, ame@solvik.example",
    )
    assert [(c.name, c.phone) for c in article.contacts] == [("Arbetsmarknadsenheten", "054-12 34 56")]
    assert [(f.question, f.answer) for f in article.faq] == [
        ("Vem får plats?", "Alla som bor i Solvik."),
        ("Vad kostar det?", "Ingenting."),
    ]


def test_a_closing_question_with_an_answer_in_words_is_a_question():
    asked = read(
        "# Frågor och svar",
        "Vem får plats?",
        "Alla i Solvik.",
        "Hittar du inte svaret?",
        "Då frågar du din handledare.",
    ).faq
    assert [f.question for f in asked] == ["Vem får plats?", "Hittar du inte svaret?"]


def test_the_words_of_somebody_quoted_end_the_last_answer():
    article = read(
        "# Frågor och svar",
        "Vem får plats?",
        "Alla som bor i Solvik.",
        "Det finns också en kö.",
        "Vad kostar det?",
        "Ingenting.",
        "”Vi fick hjälp innan snön hann smälta”, säger Sten Malmgård, butikschef.",
    )
    assert [f.answer for f in article.faq][-1] == "Ingenting."
    assert [q.speaker for q in article.quotes] == ["Sten Malmgård"]


def test_a_quoted_phrase_in_an_answer_does_not_end_it():
    asked = read(
        "# Frågor och svar",
        "Vem får plats?",
        "Alla som bor i Solvik.",
        "Det finns också en kö.",
        "Vad heter kortet?",
        "Det är gult.",
        "”Det gula kortet från Solvik” står det överst.",
    ).faq
    assert asked[-1].answer == "Det är gult.\n”Det gula kortet från Solvik” står det överst."


def test_a_unit_to_ring_is_a_contact():
    contacts = read("Loppisen är öppen.", "Frågor? Ring kulturenheten, 054-12 34 56.").contacts
    assert [(c.name, c.phone) for c in contacts] == [("kulturenheten", "054-12 34 56")]


def test_a_number_to_ring_in_running_text_is_no_press_contact():
    assert read("Växeln ringde kulturenheten, 054-12 34 56, hela dagen.").contacts == []


def test_a_line_about_whom_to_contact_leads_in_the_card_below():
    contacts = read(
        "Projektet är slut.", "Kontakta oss om Glimten", "Ylva Brännfors, lots", "054-12 34 56", "ylva@solvik.example"
    ).contacts
    assert [(c.name, c.role, c.phone, c.email) for c in contacts] == [
        ("Ylva Brännfors", "lots", "054-12 34 56", "ylva@solvik.example")
    ]


def test_a_sentence_that_asks_for_contact_leads_in_no_card():
    assert read("Kontakta oss om du vill. Vi svarar.", "Ylva Brännfors leder arbetet i Solvik.").contacts == []


def test_questions_that_were_asked_lead_in_no_contact():
    assert read("Vi fick många frågor? Ja, på 054-12 34 56 ringde det hela dagen.").contacts == []


@pytest.mark.parametrize("label", ["# Så söker du:", "Så söker du:"])
def test_a_label_and_a_list_within_an_answer_are_of_the_answer(label):
    article = read(
        "# Frågor",
        "# Vem får vara med?",
        "Alla över arton år.",
        label,
        "* Fyll i blanketten.",
        "* Lämna den på biblioteket.",
        "# Vad kostar det?",
        "Ingenting.",
        "# När börjar det?",
        "I mars.",
    )
    assert [pair.question for pair in article.faq] == ["Vem får vara med?", "Vad kostar det?", "När börjar det?"]
    assert "Fyll i blanketten." in article.faq[0].answer
    assert "Så söker du:" in article.faq[0].answer.replace("# ", "")


def test_a_label_and_a_list_in_the_last_answer_are_of_it():
    article = read(
        "# Vad kostar det?", "Ingenting.", "# Hur söker jag?", "I två steg.", "# Så gör du:", "* Ring.", "* Kom hit."
    )
    assert [pair.question for pair in article.faq] == ["Vad kostar det?", "Hur söker jag?"]
    assert article.faq[1].answer.endswith("Ring.\nKom hit.")


def test_a_heading_between_questions_is_no_part_of_an_answer():
    article = read("# Vad kostar det?", "Ingenting.", "# Tider", "Vi har öppet jämt.", "# Hur söker jag?", "Ring.")
    assert article.faq == []
