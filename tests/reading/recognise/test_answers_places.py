"""Where answers begin and end, and the bodies and places that no list has."""

from __future__ import annotations

import pytest

from .build import read


def faq(*parts: str) -> list[tuple[str, str]]:
    return [(f.question, f.answer) for f in read(*parts).faq]


def test_the_last_answer_ends_where_the_reader_is_sent_on():
    assert faq(
        "# Frågor och svar",
        "Vem får komma?",
        "Alla.",
        "Även barn.",
        "Vad kostar det?",
        "Ingenting.",
        "Vill du veta mer? Ring oss.",
    ) == [("Vem får komma?", "Alla.\nÄven barn."), ("Vad kostar det?", "Ingenting.")]


def test_a_question_and_its_answer_may_share_a_line():
    found = faq("# Vanliga frågor", "Vem får komma? Alla som vill.", "Vad kostar det? Ingenting, det är gratis.")
    assert found == [("Vem får komma?", "Alla som vill."), ("Vad kostar det?", "Ingenting, det är gratis.")]
    assert faq("Vem får komma? Alla som vill.", "Vad kostar det? Ingenting.") == []  # rhetorical


def test_the_number_of_a_question_is_no_part_of_it():
    found = faq("# Frågor och svar", "1. Vem får komma?", "Alla.", "2. Vad kostar det?", "Ingenting.")
    assert [question for question, _ in found] == ["Vem får komma?", "Vad kostar det?"]


def names(found) -> list[str]:
    return [item.name for item in found if item.confidence >= 0.5]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Lövhamns kommun bygger nytt.", ["Lövhamn"]),
        ("I Ekvik kommun finns ett hus.", ["Ekvik"]),
        ("Det gäller kommunerna Lövhamn, Hagfors och Ekvik.", ["Hagfors", "Lövhamn", "Ekvik"]),
        ("Varje kommun och Vår kommun bygger.", []),
        ("Kommunens kommun finns inte. Skånsk kommun bygger.", []),
        ("Skicka brevet till Box 71, 382 22 Nybro.", []),
    ],
)
def test_municipalities_that_the_register_lacks(text, places):
    assert sorted(names(read(text).municipalities)) == sorted(places)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("De tränar hos Friskis & Kvistis i Solvik.", "Friskis & Kvistis"),
        ("Maten kom från Djupviks Värdshus i år.", "Djupviks Värdshus"),
        ("Kursen ges av Bildningsförbundet Kusten varje år.", "Bildningsförbundet Kusten"),
        ("Pengarna kommer från Ålunds sparbanks stiftelse.", "Ålunds sparbanks stiftelse"),
        ("Vi samarbetar med ABF Ålund sedan länge.", "ABF Ålund"),
    ],
)
def test_organisations_that_no_list_has(text, name):
    assert names(read(text).organisations) == [name]


def test_the_short_form_of_an_association_is_the_same_one():
    assert names(read("Föreningen Hjulet fick priset. Det säger Hjulets ordförande Eva Ek.").organisations) == [
        "Föreningen Hjulet"
    ]


@pytest.mark.parametrize("text", ["Kultur & fritid är viktigt.", "Eva Ek & Sten Malm sjöng.", "I Ålund finns hotell."])
def test_everyday_words_and_people_are_no_firms(text):
    assert names(read(text).organisations) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Arbetsmarknadsenheten Fyren öppnar igen.", "Fyren"),
        ("De sitter på Navet, kommunens hus för lärande.", "Navet"),
        ("Eva Ek är rektor på Vuxenutbildning Ålund.", "Vuxenutbildning Ålund"),
        ("Hon arbetar på Arbetsmarknads- och integrationscentrum i Ålund.", "Arbetsmarknads- och integrationscentrum"),
        ("– Ja, säger Eva Ek, enhetschef på hemtjänsten.", "Hemtjänsten"),
        ("Ordföranden i utbildningsutskottet var glad.", "Utbildningsutskottet"),
    ],
)
def test_more_names_of_units(text, unit):
    assert names(read(text).units) == [unit]


def test_the_short_form_of_a_centre_is_the_same_unit():
    assert names(read("Välkommen till Jobbtorg Syd.", "Jobbtorget öppnar klockan åtta.").units) == ["Jobbtorg Syd"]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Samarbetet mellan Komvux Ålund och Lövhamn Lärcenter växer.", ["Komvux Ålund", "Lövhamn Lärcenter"]),
        ("Eva Ek, avdelningschef på Social och omsorgsförvaltningen, talade.", ["Social och omsorgsförvaltningen"]),
        ("Eva Ek är chef för arbete och försörjningsenheten.", ["Arbete och försörjningsenheten"]),
        ("De gick från skola och socialförvaltningen till jobb.", ["Socialförvaltningen"]),
        ("I det gamla postkontoret finns kafé.", []),
    ],
)
def test_names_of_units_that_are_written_carelessly(text, units):
    assert names(read(text).units) == units


def test_a_doubtful_name_beside_a_municipality_is_one():
    assert names(read("Fem kommuner är med – Sala, Köping och Norberg.").municipalities) == [
        "Sala",
        "Köping",
        "Norberg",
    ]
    assert names(read("Sala är ett ord, Köping ett annat.").municipalities) == ["Köping"]


def test_a_fund_is_known_without_its_capital():
    assert names(read("Pengar kom från europeiska socialfonden.").organisations) == ["Europeiska socialfonden"]
    assert names(read("Den europeiska sociala fonden är tom.").organisations) == []


def test_a_name_without_its_accent_is_the_same_person():
    people = read("Projektledaren Maria Authen kom.", "– Det är roligt, säger Maria Authén.").people
    assert len(people) == 1


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Utbildningen ges av Vuxcentrum i Ålund.", ["Vuxcentrum"]),
        ("Hälsocoachen kommer från vårdcentralen i Hedemora.", ["Vårdcentralen i Hedemora"]),
        ("Barnen går på förskolan Smultronet.", ["Förskolan Smultronet"]),
        ("Kompetenstorget, Vasagatan 30, öppnar.", ["Kompetenstorget"]),
        ("Arbetsmarknadsenheten, eller AME som den kallas, växer.", ["Arbetsmarknadsenheten"]),
        ("Resten tas ur socialnämndens budget.", ["Socialnämnden"]),
        ("Komvux är en stor skolform.", []),
    ],
)
def test_units_in_other_places(text, units):
    assert names(read(text).units) == units


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hon arbetar på Hotell Bruket i Ålund.", "Hotell Bruket"),
        ("Pengarna kommer från Interreg Aurora i år.", "Interreg Aurora"),
        ("Det säger Kvinnonätverket Valsta om saken.", "Kvinnonätverket Valsta"),
    ],
)
def test_organisations_by_the_word_before(text, name):
    assert names(read(text).organisations) == [name]


def test_a_town_that_is_a_municipality():
    assert names(read("I år betalar Lövhamns stad handledarna.").municipalities) == ["Lövhamn"]
    assert names(read("Lövhamn är en stad vid havet.").municipalities) == []
