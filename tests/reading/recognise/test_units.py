"""Units by the words around their name."""

from __future__ import annotations

import pytest

from brygga.importers.reading.recognise import add_publisher

from .build import read


def units(*parts: str, **more: str) -> list[str]:
    return [u.name for u in read(*parts, **more).units if u.confidence >= 0.5]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Hon forskar vid Institutionen för språk, teckenspråk och dans.",
            "Institutionen för språk, teckenspråk och dans",
        ),
        ("Han leder enheten för social hållbarhet i Solvik.", "Enheten för social hållbarhet"),
        ("Fråga avdelningen för mark- och vattenfrågor om råd.", "Avdelningen för mark- och vattenfrågor"),
        ("Ärendet ligger hos KS:s juridiska enhet i veckan.", "KS:s juridiska enhet"),
        ("Hon arbetar på UD:s enhet för handel och sjöfart i Stockholm.", "Enheten för handel och sjöfart"),
        ("Beslutet kommer från tekniska kontoret.", "Tekniska kontoret"),
        ("Fikat serveras på äldreboendet Rönnbacken i höst.", "Rönnbacken"),
        ("Hyllan kommer från kommunens äldreboende Rönnbacken.", "Rönnbacken"),
        ("Kursen ges vid Brovikens folkhögskola.", "Brovikens folkhögskola"),
        ("Nu får eleverna på Ekgårdsskolan en ny matsal.", "Ekgårdsskolan"),
        ("Böckerna lånas på stadsbiblioteket i Solvik.", "Stadsbiblioteket"),
        ("Solviks kommuns ungdomsråd möttes i går.", "Ungdomsrådet"),
        ("Frågan avgörs av Hamnkommittén i höst.", "Hamnkommittén"),
        ("Stöd ges av Nationella lotsteamet mot skolfrånvaro.", "Nationella lotsteamet mot skolfrånvaro"),
        ("Hon är chef för individ- och familjeomsorgen i Solvik.", "Individ- och familjeomsorgen"),
    ],
)
def test_units_are_found_by_the_words_around_their_name(text, name):
    assert [found.lower() for found in units(text)] == [name.lower()]


@pytest.mark.parametrize(
    "text",
    [
        "Enheten för många mått är liter.",
        "Hon går på folkhögskolan och trivs.",
        "Skogens förskola finns inte.",
        "Förskolan har stängt i juli.",
        "Vi besökte en skola och ett bibliotek.",
        "Ett ungdomsråd kan vara bra att ha.",
        "Brottsutredningen är klar.",
        "Boendet Sverige erbjuder är gott.",
        "2016 Enhetschef, Belgiens ambassad.",
    ],
)
def test_a_kind_of_place_is_no_unit(text):
    assert units(text) == []


def organisations(text: str) -> list[str]:
    return [o.name for o in read(text).organisations if o.confidence >= 0.5]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hon kommer från forskningsinstitutet Ljusa Tider i Solvik.", "Ljusa Tider"),
        ("Facket Handkraft och facket Rörgång är kritiska.", "Rörgång"),
        ("Mötet hölls hos Solvik Science Park i går.", "Solvik Science Park"),
        ("Pengarna kommer från Ålunds sparbank i år.", "Ålunds sparbank"),
        ("Allt sparas hos Rörelsearkivet i Värmland.", "Rörelsearkivet i Värmland"),
        ("Gården drivs med hushållningssällskapet.", "Hushållningssällskapet"),
        ("Det är FMK:s nya regler som gäller.", "FMK"),
    ],
)
def test_organisations_are_found_by_the_words_around_their_name(text, name):
    assert name in organisations(text)


@pytest.mark.parametrize(
    "text",
    [
        "Företaget växer i år.",
        "Det är AI:s fel, inte EU:s.",
        "Bankens sparbank är en gris.",
        "Arkivet i Solvik är öppet.",
        "Det var kung Karl XIV:s slott.",
    ],
)
def test_everyday_words_are_no_organisations(text):
    assert organisations(text) == []


def test_the_abbreviation_of_a_unit_is_no_organisation():
    text = "Enheten sysselsättning och arbete (ESAB) flyttar. Det är ESAB:s nya lokal."
    assert organisations(text) == []


def test_an_abbreviation_beside_a_unit_is_no_other_unit():
    assert units("Solförvaltningen, SOF, har tio anställda.") == ["Solförvaltningen"]


def test_the_kind_of_a_school_belongs_to_its_name_where_it_has_a_capital():
    assert units("Konserten ges av Kulturskolan Ålund i kväll.") == ["Kulturskolan Ålund"]


def test_the_word_for_companies_is_no_part_of_their_names():
    assert organisations("Företagen Granit AB och Lera AB anställer.") == ["Granit AB", "Lera AB"]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["Kartan finns att hämta hos medborgarkontoret i Lunde."], "Medborgarkontoret i Lunde"),
        (["Med är:", "* Försäkringskassan", "* Familjecentralen Tärnan"], "Familjecentralen Tärnan"),
        (["Provet ordnas av integrationsenheten, vuxenutbildningen och två företag."], "Vuxenutbildningen"),
    ],
)
def test_the_place_the_kind_or_the_row_tells_a_unit(lines, name):
    assert name in [u.name for u in read(*lines).units if u.confidence >= 0.5]


def test_adult_education_beside_no_unit_is_none():
    found = read("Vi talar om praktik, vuxenutbildningen och annat stöd.").units
    assert [u.name for u in found if u.confidence >= 0.5] == []


def test_the_municipality_that_publishes_is_among_the_municipalities():
    article = read("Arvika kommun", "Badet öppnar i juni.")
    article.municipalities.clear()
    article.publisher = "Arvika kommun"
    add_publisher(article)
    add_publisher(article)
    assert [(m.name, m.span) for m in article.municipalities] == [("Arvika", (0, 13))]


@pytest.mark.parametrize("publisher", [None, "Region Värmland", "Arvika kommun"])
def test_a_publisher_that_is_no_named_municipality_adds_none(publisher):
    article = read("Region Värmland och Solviks kommun", "Badet öppnar i juni.")
    article.municipalities.clear()
    article.publisher = publisher
    add_publisher(article)
    assert article.municipalities == []
