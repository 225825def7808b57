"""What an indicator is called, of the words around its number."""

from __future__ import annotations

import pytest

from .build import read


def about(*parts: str) -> list[str | None]:
    return [f.about for f in read(*parts).key_figures if f.confidence >= 0.5]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I Solvik har 294 hushåll försörjningsstöd.", "hushåll med försörjningsstöd"),
        ("I maj var 190 personer inskrivna hos oss.", "personer som var inskrivna hos oss"),
        ("Nu har 231 kommuner skrivit avtal.", "kommuner som har skrivit avtal"),
        ("Av ungdomarna var 8 procent arbetslösa i maj.", "andel som var arbetslösa i maj"),
        ("I maj hade 62 procent av deltagarna egen försörjning.", "andel av deltagarna med egen försörjning"),
        ("Projektets kostnad uppgår till 72 miljoner kronor.", "Projektets kostnad"),
        ("Insatsen kostar 4 miljoner kronor.", "kostnad för insatsen"),
        ("Projektet får 4 miljoner kronor för arbetet med unga.", "medel till projektet för arbetet med unga"),
        ("Ytterligare 15 procent läser och 9 procent har praktik.", "andel som läser"),
        ("Arbetslösheten i Solvik var 7,8 procent i juni 2023.", "Arbetslösheten i Solvik"),
        ("Under 2023 skrevs 412 personer in på kursen.", "personer som skrevs in på kursen"),
        ("I fjol sökte 823 ungdomar sommarjobb i Solvik.", "ungdomar som sökte sommarjobb i Solvik"),
        ("Kommunen sökte 40 lärare till skolan.", "lärare till skolan"),
        ("EU-kontoret får 4 miljoner kronor för arbetet.", "medel till EU-kontoret för arbetet"),
        ("Solviks kommun hade 210 sommarjobb 2023.", "sommarjobb"),
        ("Kursen hade 48 deltagare i juni 2023.", "deltagare"),
        ("Kursen har startat tolv träffar runt om i länet.", "träffar runt om i länet"),
        ("I Solvik har 80 ungdomar sökt arbete i kommunen.", "ungdomar som har sökt arbete i kommunen"),
        ("I hela länet är arbetslösheten 5,7 procent.", "arbetslösheten i hela länet"),
        (
            "2009 var andelen unga som varken arbetar eller studerar 10 procent.",
            "andelen unga som varken arbetar eller studerar",
        ),
        ("I Yrkesbro, ett projekt i länet, deltar elva kommuner.", "kommuner (Yrkesbro)"),
    ],
)
def test_an_indicator_has_a_name_that_can_be_read_alone(text, name):
    assert about(text)[0] == name


def test_a_change_is_named_by_the_measure():
    assert about("Kostnaden för stöd har sjunkit från 31 till 24 miljoner kronor.") == ["Kostnaden för stöd"] * 2


def test_a_name_is_never_longer_than_a_table_can_show():
    assert len(about("Vi mötte 190 personer " + "som var glada och " * 30 + "kom.")[0]) <= 110


def test_what_the_words_do_not_tell_is_not_made_up():
    assert about("Vi mötte 190 personer.") == ["personer"]
