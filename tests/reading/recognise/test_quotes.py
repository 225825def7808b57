"""Who said what. Each rule with the smallest text that shows it, and one beside it that looks alike and is not."""

from __future__ import annotations

import pytest

from .build import read


def only(*parts: str, **more: str):
    quotes = read(*parts, **more).quotes
    assert len(quotes) == 1, quotes
    return quotes[0]


@pytest.mark.parametrize("dash", ["- ", "– ", "— ", "− ", "–", "-", "  – "])
def test_a_line_with_any_dash_is_speech(dash):
    quote = only(f"{dash}Vi öppnar i maj, säger Ylva Brännfors.")
    assert (quote.text, quote.speaker) == ("Vi öppnar i maj", "Ylva Brännfors")
    assert quote.attribution == "säger Ylva Brännfors"


@pytest.mark.parametrize("marks", ["””", "“”", '""', "»»", "«»", "„“", '”"'])
def test_words_in_any_quotation_marks_with_an_attribution_are_speech(marks):
    quote = only(f"Huset är klart. {marks[0]}Nu flyttar vi in{marks[1]}, säger Ylva Brännfors.")
    assert (quote.text, quote.speaker) == ("Nu flyttar vi in", "Ylva Brännfors")


def test_a_word_in_quotation_marks_is_no_quote():
    assert read("De kallar det ”lilla huset” och menar verkstaden.").quotes == []


@pytest.mark.parametrize(
    ("clause", "speaker", "role", "organisation"),
    [
        ("säger enhetschef Ylva Brännfors", "Ylva Brännfors", "enhetschef", None),
        ("säger enhetschefen Ylva Brännfors", "Ylva Brännfors", "enhetschef", None),
        ("sade Ylva Brännfors, rektor på Solviks folkhögskola", "Ylva Brännfors", "rektor", "Solviks folkhögskola"),
        (
            "berättar Ylva Brännfors (S), vice ordförande i kulturnämnden",
            "Ylva Brännfors",
            "vice ordförande",
            "kulturnämnden",
        ),
        ("säger barn- och skolminister Ylva Brännfors", "Ylva Brännfors", "barn- och skolminister", None),
        ("förklarar Ylva Brännfors som är coach i Solviks kommun", "Ylva Brännfors", "coach", "Solviks kommun"),
        ("säger Ylva von Brännfors", "Ylva von Brännfors", None, None),
        ("tycker Kjell-Åke Östlind", "Kjell-Åke Östlind", None, None),
        ("säger Xhevahire Qylafku", "Xhevahire Qylafku", None, None),
        ("slår Ylva Brännfors fast", "Ylva Brännfors", None, None),
        ("säger Ylva Brännfors, språkvän på Solviks bibliotek", "Ylva Brännfors", "språkvän", "Solviks bibliotek"),
    ],
)
def test_the_attribution_names_speaker_role_and_body(clause, speaker, role, organisation):
    quote = only(f"– Det går bra, {clause}.")
    assert (quote.text, quote.speaker, quote.role, quote.organisation) == ("Det går bra", speaker, role, organisation)


def test_an_attribution_in_the_middle_joins_both_parts():
    quote = only("– Vi väntade länge, säger Ylva Brännfors. Nu är vi här.")
    assert quote.text == "Vi väntade länge. Nu är vi här."
    assert len(quote.parts) == 2


def test_what_follows_the_attribution_stays_with_it():
    quote = only("– Det går bra, säger Ylva Brännfors och hälsar på sina kollegor.")
    assert quote.text == "Det går bra"
    assert quote.attribution == "säger Ylva Brännfors och hälsar på sina kollegor"


def test_narration_after_the_attribution_becomes_a_paragraph_again():
    article = read("– Vi öppnar i maj, säger Ylva Brännfors. Hon kom till kommunen förra året.")
    assert article.quotes[0].text == "Vi öppnar i maj"
    assert [block.type for block in article.blocks] == ["quote", "paragraph"]


def test_a_sentence_that_ends_with_saying_is_speech_without_marks():
    quote = only("Vi har väntat länge på huset, berättar Ylva Brännfors.")
    assert quote.text == "Vi har väntat länge på huset"


def test_what_somebody_thinks_is_no_quote():
    assert read("Det kan finnas flera skäl, menar hon.", "Ylva Brännfors säger att det går bra.").quotes == []


def test_the_line_after_a_colon_is_said_by_the_person_before_it():
    quote = only("Ylva Brännfors fyllde i:", "– Det tar två år.")
    assert quote.speaker == "Ylva Brännfors"


def test_a_dash_that_is_glued_to_the_sentence_before_begins_a_quote():
    article = read("Huset stod klart i maj.– Jag är så glad, säger Ylva Brännfors.")
    assert [block.type for block in article.blocks] == ["paragraph", "quote"]
    assert article.quotes[0].text == "Jag är så glad"


def test_a_list_made_with_dashes_is_no_speech():
    assert read("Vi erbjuder:", "- praktik på två orter", "- hjälp med ansökan").quotes == []


def test_she_is_the_woman_who_was_just_named():
    quotes = read(
        "– Vi börjar i maj, säger Ylva Brännfors.", "– Det är roligt, säger Sten Malmgård.", "– Ja, säger hon."
    ).quotes
    assert quotes[2].speaker == "Ylva Brännfors"


def test_a_pronoun_without_anybody_before_it_leaves_the_speaker_empty_and_says_why():
    quote = only("– Det är roligt, säger hon.")
    assert quote.speaker is None
    assert "hon" in quote.note


def test_they_is_nobody_for_certain():
    quote = read("Ylva Brännfors och Sten Malmgård bakar.", "– Det är roligt, säger de.").quotes[0]
    assert quote.speaker is None
    assert quote.note


def test_a_role_alone_stands_for_the_person_who_has_it():
    quotes = read("– Vi börjar, säger rektor Ylva Brännfors.", "– Snart, säger rektorn.").quotes
    assert quotes[1].speaker == "Ylva Brännfors"


def test_a_family_name_alone_stands_for_the_person_who_has_it():
    quotes = read("– Vi börjar, säger rektor Ylva Brännfors.", "– Snart, säger Brännfors.").quotes
    assert (quotes[1].speaker, quotes[1].role) == ("Ylva Brännfors", "rektor")


def test_two_lines_in_a_row_are_one_speaker():
    quotes = read("– Det finns mycket att göra.", "– Vi behöver fler, säger Ylva Brännfors.").quotes
    assert [quote.speaker for quote in quotes] == ["Ylva Brännfors"] * 2


def test_lines_without_attribution_between_two_speakers_are_only_offered():
    quotes = read(
        "– Vi öppnar i maj, säger Ylva Brännfors.",
        "Huset ligger vid torget.",
        "– Det blir bra för alla som bor här.",
        "Maten lagas på plats.",
        "– Jag lagar den, säger Sten Malmgård.",
    ).quotes
    assert quotes[1].speaker is None
    assert quotes[1].inferred_speaker == "Ylva Brännfors"
    assert quotes[1].note


def test_a_quote_in_the_lead_is_found_there():
    quote = only(
        "Huset öppnar.", title="Nytt hus", lead="Nu är det klart. ”Vi är stolta över det”, säger Ylva Brännfors."
    )
    assert (quote.where, quote.text) == ("lead", "Vi är stolta över det")


def test_a_line_of_speech_becomes_a_quote_block_with_all_its_words():
    article = read("– Vi öppnar i maj, säger Ylva Brännfors.")
    assert article.blocks[0].type == "quote"
    assert article.blocks[0].content.text == "– Vi öppnar i maj, säger Ylva Brännfors."
    assert article.blocks[0].quotes == article.quotes


def test_speech_goes_on_in_the_next_quotation_marks():
    quote = only("”Vi väntade länge”, säger Ylva Brännfors. ”Nu är vi här.”")
    assert quote.text == "Vi väntade länge. Nu är vi här."


def test_a_paragraph_that_only_opens_the_marks_belongs_to_the_speaker_of_the_next():
    quotes = read("”Huset betyder allt för mig.", "”Här har jag vänner”, säger Ylva Brännfors.").quotes
    assert [quote.speaker for quote in quotes] == ["Ylva Brännfors"] * 2


def test_he_at_the_head_of_the_sentence_before_is_who_speaks_next():
    quotes = read(
        "– Man får en knuff, säger Sten Malmgård.",
        "– Ja, säger Ylva Brännfors.",
        "Han arbetar nu i ett kök.",
        "– Jag trivs jättebra med mina kollegor.",
    ).quotes
    assert quotes[2].speaker == "Sten Malmgård"


def test_dashes_in_an_answer_are_a_list():
    article = read(
        "# Frågor och svar",
        "Vad ska jag ta med?",
        "Ta med det här:",
        "- Ett intyg.",
        "- En penna.",
        "Var är det?",
        "I Solvik.",
    )
    assert article.quotes == []
    assert len(article.faq) == 2


@pytest.mark.parametrize(
    ("clause", "role"),
    [
        ("säger minister för civilt försvar Ylva Brännfors", "minister för civilt försvar"),
        ("säger kommunens ordförande, Ylva Brännfors", "ordförande"),
        ("säger Ylva Brännfors ordförande i nämnden", "ordförande"),
        ("säger ordförande i Sjögruppen Ylva Brännfors", "ordförande"),
        ("säger utrikesminster Ylva Brännfors", "utrikesminster"),  # what stands where roles stand, as it is written
    ],
)
def test_roles_in_less_usual_places(clause, role):
    quote = only(f"– Det går bra, {clause}.")
    assert (quote.text, quote.speaker, quote.role) == ("Det går bra", "Ylva Brännfors", role)


def test_a_country_before_the_role_is_no_speaker():
    quote = only("– Det går bra, säger Norges statsminister Ylva Brännfors.")
    assert (quote.speaker, quote.role) == ("Ylva Brännfors", "statsminister")


def test_a_verb_of_saying_inside_speech_does_not_end_it():
    quote = only("– Det är som min mamma säger, man får kämpa, säger Ylva Brännfors.")
    assert quote.text == "Det är som min mamma säger, man får kämpa"


def test_one_of_the_participants_is_nobody_unless_named():
    quotes = read(
        "– Det är bra, säger en av deltagarna.", "– Ja, säger en av deltagarna, Ylva Brännfors, 27 år."
    ).quotes
    assert [quote.speaker for quote in quotes] == [None, "Ylva Brännfors"]


@pytest.mark.parametrize(
    ("clause", "role", "organisation"),
    [
        ("säger Ylva Brännfors, vd på Svenskt Glimmer", "vd", "Svenskt Glimmer"),
        ("säger Ylva Brännfors, Liberalerna, ordförande i kulturnämnden", "ordförande", "kulturnämnden"),
        ("säger minister för hållbart byggande, Ylva Brännfors", "minister för hållbart byggande", None),
    ],
)
def test_the_body_beside_the_role_is_no_second_speaker(clause, role, organisation):
    quote = only(f"– Det går bra, {clause}.")
    assert (quote.speaker, quote.role, quote.organisation) == ("Ylva Brännfors", role, organisation)


def test_a_guide_speaks_and_a_guide_to_read_is_nobody():
    assert [(q.speaker, q.role) for q in read("”Det går bra”, säger jobbguiden Ylva Brännfors.").quotes] == [
        ("Ylva Brännfors", "jobbguide")
    ]
    assert read("I höst kommer guiden Nya Vägar ut.").people == []


@pytest.mark.parametrize(
    "said",
    [
        "Det gäller allt: hus, vägar och fritid",
        "Det rör bistånd, handel och sjöfart",
        "När vi började trodde ingen på det",
        "Genom att hjälpas åt kommer vi vidare",
        "Om det blir kallt stänger vi",
    ],
)
@pytest.mark.parametrize("verb", ["kved", "lovordar", "säger"])
def test_rows_of_nouns_and_turned_clauses_end_in_the_clause_of_the_speaker(said, verb):
    quote = only(f"– {said}, {verb} rektor Ylva Brännfors, ledamot i rådet för skolan.")
    assert (quote.text, quote.speaker) == (said, "Ylva Brännfors")


@pytest.mark.parametrize(
    "line",
    [
        "– När jag kom hit, hjälpte Ylva Brännfors mig.",
        "– Om det blir för mycket, ringer Ylva Brännfors och hjälper oss.",
    ],
)
def test_the_verb_after_a_turned_clause_attributes_nothing(line):
    quote = only(line)
    assert quote.text == line.removeprefix("– ")


@pytest.mark.parametrize(
    "name", ["Yusra al-Khatib", "Jean d’Arc", "Sean O'Brien", "Anna von der Lieth", "Ahmed El Sayed", "K-G Bergström"]
)
def test_what_is_tied_by_a_hyphen_or_an_apostrophe_is_one_name(name: str):
    quote = only(f"– Vi öppnar i maj, betonar {name}, rektor vid Solviks folkhögskola.")
    assert (quote.text, quote.speaker, quote.role) == ("Vi öppnar i maj", name, "rektor")
