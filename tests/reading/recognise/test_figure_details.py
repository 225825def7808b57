"""Key figures in less plain places: what was counted before, changes without a noun, ranges, lengths of time."""

from __future__ import annotations

import pytest

from brygga.importers.reading.recognise.figures.figure_finder import indefinite

from .build import read


def figures(*parts: str, **more: str) -> list[tuple[str, str | None]]:
    return [(f.value, f.unit) for f in read(*parts, **more).key_figures if f.confidence >= 0.5]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Antalet hushåll har minskat från 420 till 310 sedan 2018.", [("420", "hushåll"), ("310", "hushåll")]),
        ("Antalet platser fördubblas från 40 till 80.", [("40", "platser"), ("80", "platser")]),
        ("Cirka 20–25 personer deltar varje vecka.", [("20–25", "personer")]),
        ("Ett femtontal företag kom till mässan.", [("femtontal", "företag")]),
        ("Två tredjedelar av deltagarna är kvinnor.", [("Två tredjedelar", "deltagare")]),
        ("Fem företag har anställt i år.", [("Fem", "företag")]),
        ("I rådet sitter i dag 14 arbetsgivare.", [("14", "arbetsgivare")]),
        ("Det var roligt i år. 412 unga har arbetat, 57 fler än i fjol.", [("412", "unga"), ("57", "unga")]),
        ("Det ger 2 000 fler helårsplatser.", [("2 000", "helårsplatser")]),
        ("Av årets platser fanns 118 utanför kommunen.", [("118", "platser")]),
        ("Av 142 deltagare är 58 i arbete.", [("142", "deltagare"), ("58", "deltagare")]),
        ("Av de 31 personerna har 12 fått praktik och fyra har fått arbete.", [
            ("31", "personer"), ("12", "personer"), ("fyra", "personer"),
        ]),
        ("Nu har 19 av deltagarna fått jobb.", [("19", "deltagare")]),
        ("Verkstaden har anställt fem av skolans elever.", [("fem", "elever")]),
        ("Hittills har 63 sådana par bildats.", [("63", "par")]),
        ("Väntan är i genomsnitt 16 dagar.", [("16", "dagar")]),
        ("Du deltar 40 timmar i veckan.", [("40", "timmar i veckan")]),
        ("Pengarna räcker till 20 miljoner människor.", [("20", "miljoner människor")]),
        ("Stödet är 4 miljoner kronor i år.", [("4", "miljoner kronor")]),
    ],
)  # fmt: skip
def test_a_figure_finds_what_is_counted(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Han har två barn och en hund.",
        "Paketet Fit for 55 presenterades i juli.",
        "De bor inom tio mils avstånd.",
        "Kursen tog 16 dagar och var rolig.",
        "Barnen är 20–25 år gamla.",
        "Fem av dem var glada.",
        "Det hände i kapitel 3. Sedan 2012 finns huset.",
    ],
)
def test_what_looks_like_a_figure_and_is_none(text):
    assert figures(text) == []


@pytest.mark.parametrize(
    ("definite", "plain"),
    [
        ("deltagarna", "deltagare"),
        ("eleverna", "elever"),
        ("lotsarna", "lotsar"),
        ("hushållen", "hushåll"),
        ("ungdomarna", "ungdomar"),
        ("personer", "personer"),
    ],
)
def test_what_is_counted_loses_its_article(definite, plain):
    assert indefinite(definite) == plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Det kostade tre miljoner kronor.", [("tre", "miljoner kronor")]),
        ("Vi har 19 anställda varav 14 vikarier.", [("19", "anställda"), ("14", "vikarier")]),
        ("Bara 11 stod kvar i arbete.", []),
    ],
)
def test_verbs_and_small_words_are_not_counted(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I januari varslades 22 personer, jämfört med 35 i fjol.", [("22", "personer"), ("35", "personer")]),
        ("Antalet nyanmälda lediga platser var 3 912.", [("3 912", "platser")]),
        ("Nu tackar en av sex deltagare nej.", [("en av sex", "deltagare")]),
        ("Två av tre som får stöd är män.", [("Två av tre", "personer")]),
        ("Han är en av två som vann.", []),
    ],
)
def test_what_is_counted_stands_before_or_is_people(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hit kom 23 personer, och av dem har nio gått vidare.", [("23", "personer"), ("nio", "personer")]),
        ("Tiden till jobb minskade från 212 till 148 dagar.", [("212", "dagar"), ("148", "dagar")]),
        ("Gunilla är en av 40 mentorer.", [("40", "mentorer")]),
        ("Han gick från 10 till 12 år i skolan.", []),
    ],
)
def test_people_times_and_one_of_many(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize("text", ["Sal 204 ligger på plan 3.", "Rum 12 står tomt.", "Buss 40 går till sjukhuset."])
def test_a_verb_is_not_what_a_number_counts(text: str):
    assert figures(text) == []
