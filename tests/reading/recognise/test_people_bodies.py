"""People, organisations, municipalities and units."""

from __future__ import annotations

import pytest

from .build import read


def names(found) -> list[str]:
    return [item.name for item in found if item.confidence >= 0.5]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Enhetschefen Ylva Brännfors hälsade alla välkomna.", "enhetschef"),
        ("Ylva Brännfors, projektledare, hälsade alla välkomna.", "projektledare"),
        ("Ylva Brännfors blir ny förvaltningschef för kultur.", "förvaltningschef för kultur"),
        ("Vi tackar Ylva Brännfors för tiden som tillförordnad rektor.", "tillförordnad rektor"),
        ("Handläggare: Ylva Brännfors", "handläggare"),
        ("Förbundets ordförande Ylva Brännfors talade.", "ordförande"),
    ],
)
def test_a_person_has_the_role_that_the_text_states(text, role):
    people = read(text).people
    assert [(p.name, p.role) for p in people] == [("Ylva Brännfors", role)]


@pytest.mark.parametrize(
    ("text", "role", "body"),
    [
        ("Ylva Brännfors, Glimmerverkets gd, hälsade alla välkomna.", "gd", "Glimmerverket"),
        ("Ylva Brännfors, Lunda kommuns näringslivschef, talade.", "näringslivschef", "Lunda kommun"),
        ("Ylva Brännfors, kommunstyrelsens ordförande, talade.", "kommunstyrelsens ordförande", None),
        ("Ylva Brännfors, Sveriges statsminister, talade.", "Sveriges statsminister", None),
        ("Ylva Brännfors (m), Region Värmland, vice ordförande", "vice ordförande", "Region Värmland"),
        ("Ylva Brännfors, chef på fritidssektionen, Lunda kommun.", "chef på fritidssektionen", "Lunda kommun"),
        ("Ylva Brännfors, enhetschef växtkontoret, talade.", "enhetschef växtkontoret", None),
    ],
)
def test_a_role_has_its_own_words_and_the_body_its_name(text, role, body):
    people = read(text).people
    assert [(p.name, p.role, p.organisation) for p in people] == [("Ylva Brännfors", role, body)]


@pytest.mark.parametrize("text", ["Fotograf: Ylva Brännfors", "Foto: Ylva Brännfors"])
def test_who_is_only_credited_for_a_picture_is_nobody_of_the_article(text):
    assert read(text).people == []


@pytest.mark.parametrize(
    "text",
    ["Det byggde på Mottagningssamverkan Kronoberg.", "Fiskeriprogrammet Öresund-Kattegat (ÖKA) ger stöd."],
)
def test_a_long_compound_before_a_place_is_nobody(text):
    assert read(text).people == []


def test_a_role_in_the_plural_is_each_ones():
    people = read("Kommunalråden Ylva Brännfors och Sten Malmgård klippte bandet.").people
    assert [(p.name, p.role) for p in people] == [("Ylva Brännfors", "kommunalråd"), ("Sten Malmgård", "kommunalråd")]


def test_the_same_person_is_counted_once_with_every_place():
    people = read("Ylva Brännfors talade.", "Ylva Brännfors plan är klar.", "Brännfors gick hem.").people
    assert names(people) == ["Ylva Brännfors"]
    assert len(people[0].spans) == 3


@pytest.mark.parametrize(
    "text",
    ["Region Värmland och Solviks Bostäder AB deltog.", "Huset ligger vid Stora Torget.", "Idag öppnar Kulturhuset."],
)
def test_bodies_and_places_are_no_people(text):
    assert names(read(text).people) == []


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("Vi arbetar med arbetsförmedlingen.", "Arbetsförmedlingen"),
        ("Försäkringskassans kontor ligger här.", "Försäkringskassan"),
        ("Pengarna kommer från Sparstiftelsen.", "Sparstiftelsen"),
        ("Samordningsförbundet Sjölyckan leder arbetet.", "Samordningsförbundet Sjölyckan"),
        ("Vi köper av Glimmer AB.", "Glimmer AB"),
        ("En rapport från IFAU visar det.", "IFAU"),
        ("Länsstyrelsen i Värmlands län betalar.", "Länsstyrelsen i Värmlands län"),
    ],
)
def test_organisations_are_found_in_their_base_form(text, organisation):
    assert names(read(text).organisations) == [organisation]


def test_county_boards_in_a_row_are_one_each():
    found = read("Vi samverkar med länsstyrelsen i Kalmar, Kronoberg och Blekinge.").organisations
    assert names(found) == ["Länsstyrelsen i Kalmar", "Länsstyrelsen i Kronoberg", "Länsstyrelsen i Blekinge"]
    assert len({organisation.key for organisation in found}) == 3


def test_an_unknown_name_in_a_row_with_a_known_body_is_one_too():
    assert "Glimnet" in names(read("Avtalet gäller Skatteverket, Glimnet och Boverket.").organisations)


def test_everyday_words_are_no_organisations():
    assert names(read("Kommunal verksamhet är bra.", "Myndigheten och styrelsen möttes.").organisations) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("I Hagfors kommun bor många.", ["Hagfors"]),
        ("Kommunerna Hagfors, Munkfors och Forshaga deltar.", ["Hagfors", "Munkfors", "Forshaga"]),
        ("Det gäller Köpings kommun.", ["Köping"]),
        ("Han bor i Vara.", ["Vara"]),
    ],
)
def test_municipalities_are_found_by_bare_name(text, places):
    assert names(read(text).municipalities) == places


@pytest.mark.parametrize(
    "text", ["Vara med och tyck till!", "Lars Lund talade.", "Tåget går till Luleå C.", "Vi bor i Värmland."]
)
def test_words_and_names_are_no_municipalities(text):
    assert read(text).municipalities == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Nu öppnar Arbetsmarknadsenheten.", "Arbetsmarknadsenheten"),
        ("Beslutet togs av kultur- och fritidsnämnden.", "Kultur- och fritidsnämnden"),
        ("Det sköts av enheten arbete och lärande (EAL).", "Enheten arbete och lärande"),
        ("Vår integrationsenhet INE hjälper till.", "Integrationsenheten"),
        ("Kom till Jobbcenter Södra.", "Jobbcenter Södra"),
    ],
)
def test_units_are_found(text, unit):
    assert names(read(text).units) == [unit]


def test_flats_and_matters_are_no_units():
    assert read("Lägenheten är en angelägenhet för nämnden.").units == []


def test_who_publishes_a_report_is_a_body():
    assert names(read("Det framgår av Trädrådets rapport.").organisations) == ["Trädrådet"]
    assert names(read("Det framgår av Sveriges rapport till landets kommuner.").organisations) == []


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        # the role after a comma is the next person's
        (
            "På mötet kom Ylva Brännfors, sparbankschef Sten Malmgård och många fler.",
            {"Ylva Brännfors": None, "Sten Malmgård": "sparbankschef"},
        ),
        # a verb begins no role
        (
            "Tillsammans med Ylva Brännfors, håller rektor Sten Malmgård ett möte.",
            {"Ylva Brännfors": None, "Sten Malmgård": "rektor"},
        ),
        ("Vi mötte Ylva Brännfors, flera chefer och andra.", {"Ylva Brännfors": None}),
        # whom somebody works for is nobody's body
        ("Där var Ylva Brännfors, sekreterare hos Sten Malmgård.", {"Ylva Brännfors": "sekreterare"}),
        (
            "Vi hörde Ylva Brännfors, chef med ansvar för digitala frågor.",
            {"Ylva Brännfors": "chef med ansvar för digitala frågor"},
        ),
    ],
)
def test_a_role_is_of_the_one_whom_the_sentence_gives_it(text, roles):
    people = {person.name: person for person in read(text).people}
    assert {name: people[name].role for name in roles} == roles
    assert people["Ylva Brännfors"].organisation is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Facket Unionen kräver besked. EU har nya regler.", True),
        ("Unionen har skrivit avtal med Teknikföretagen.", True),
        ("– Det är bra, säger Eva Ek, ombudsman på Unionen.", True),
        ("Unionens ombudsman Eva Ek är nöjd.", True),
        ("Unionens regelverk säger att hälften betalas av kommunen.", False),
        ("Stödet följer Unionens regler och varje medlemsstat bidrar.", False),
        ("EU betalar hälften. Nu vill Unionen ha en rapport.", False),
    ],
)
def test_a_name_that_two_bodies_have_counts_only_where_the_text_tells_which(text: str, named: bool):
    found = [body.name for body in read(text).organisations if body.confidence >= 0.5]
    assert ("Unionen" in found) is named


@pytest.mark.parametrize(
    ("text", "names", "abbreviation"),
    [
        ("Nordiska Hantverksrådet (NHR) frågade 400 företag. NHR:s rapport kommer i maj.", "organisations", "NHR"),
        ("Individ- och familjeomsorgen i Solviks kommun (IFO) växer. IFO har flyttat.", "units", "IFO"),
    ],
)
def test_an_abbreviation_is_the_body_that_the_text_names_in_full(text: str, names: str, abbreviation: str):
    found = [name.name for name in getattr(read(text), names)]
    assert len(found) == 1
    assert found[0] != abbreviation


@pytest.mark.parametrize(
    "text",
    [
        "Vi sökte i databasen Projektbanken efter svar.",
        "De berättar om ESF-projektet Grenverket för oss.",
        "Det betalas av Region Värmland och Samordningsförbunden i länet.",
    ],
)
def test_what_is_called_something_else_or_is_several_is_no_organisation(text):
    assert set(names(read(text).organisations)) <= {"Region Värmland"}


def test_a_longer_name_is_not_the_body_whose_name_it_begins_with():
    found = names(read("Rapporten är skriven för Svenska institutet för nordpolitiska studier i våras.").organisations)
    assert found == ["Svenska institutet för nordpolitiska studier"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Stiftelsen Ekby sjukhem har fått stöd.", ["Stiftelsen Ekby sjukhem"]),
        ("Pengarna kommer från Europeiska socialfonden, ESF, och räcker i tre år.", ["Europeiska socialfonden"]),
        ("Källa: uppföljningssystemet SUS.", []),
        (
            "Vi har mött Internationella Hantverksföreningen i Hagfors.",
            ["Internationella Hantverksföreningen i Hagfors"],
        ),
        ("Vi har träffat Länsstyrelse och Region Värmland.", ["Region Värmland"]),
    ],
)
def test_half_a_name_an_abbreviation_and_a_kind_are_no_other_body(text, found):
    assert names(read(text).organisations) == found


@pytest.mark.parametrize(
    "text",
    [
        "Arbetet bygger på vårt integrationsprojekt, Klara Modiga Mamma. Tolv kvinnor deltog.",
        "Det gäller metoden Linnea Växer och projektet Saga Fixar Jobb.",
        "ADA Framåt slutrapporterades i maj.",
        "Under ADA Framåt Norr 2022 har tolv kvinnor studerat.",
    ],
)
def test_the_name_of_an_effort_is_nobody_though_people_are_called_its_first_word(text):
    assert names(read(text).people) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ett nytt projekt, Klara Vägenberg, presenterades.",
        "Projektet, säger ADA Framåt, går vidare.",
        "I projektet Saga Hittar, projektledare, deltar tolv.",
        "Projektet, Saga Hittar (S), gick vidare.",
    ],
)
def test_a_person_beside_a_word_for_an_effort_is_one_where_something_else_shows_it(text):
    assert len(names(read(text).people)) == 1
