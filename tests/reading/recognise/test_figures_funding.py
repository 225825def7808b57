"""Key figures and funding."""

from __future__ import annotations

import pytest

from brygga.importers.reading.recognise.figures.figure_finder import number_of

from .build import read


def figures(*parts: str, **more: str) -> list[tuple[str, str | None]]:
    return [(f.value, f.unit) for f in read(*parts, **more).key_figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I dag har 294 hushåll stöd.", [("294", "hushåll")]),
        ("Av deltagarna fick 91 procent arbete.", [("91", "procent")]),
        ("Av deltagarna fick 91 % arbete.", [("91", "procent")]),
        ("Insatsen kostar 11,4 miljoner kronor.", [("11,4", "miljoner kronor")]),
        ("Stödet är 3 750 kronor per månad.", [("3 750", "kronor per månad")]),
        ("Vid starten var ett 60-tal inskrivna.", [("60-tal", "inskrivna")]),
        ("Nu har elva kommuner gått med.", [("elva", "kommuner")]),
        ("I gruppen har fyra av tio musiker examen.", [("fyra av tio", "musiker")]),
        ("Var fjärde deltagare fick jobb.", [("Var fjärde", "deltagare")]),
        ("Solvik rankas som landets 12:e bästa skolkommun.", [("12:e", "plats i rangordning")]),
        ("Andelen ökade från 5,4 till 5,9 procent.", [("5,4", "procent"), ("5,9", "procent")]),
        ("Väntan kortades från sju till tre dagar.", [("tre", "dagar")]),
        (
            "I år är 346 800 personer inskrivna, 14 200 fler än i fjol.",
            [("346 800", "personer"), ("14 200", "personer")],
        ),
        ("I maj var 7,1 procent arbetslösa (6,8).", [("7,1", "procent"), ("6,8", "procent")]),
        ("Vi skrev in 84 personer. Av dem gick 40 vidare till jobb.", [("84", "personer"), ("40", "personer")]),
        ("Enkäten besvarades av 274 av landets 290 kommuner.", [("274", "kommuner"), ("290", "kommuner")]),
        ("Varje verkstad får minst två utbildade handledare.", [("två", "utbildade handledare")]),
    ],
)
def test_a_figure_has_value_and_unit(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mötet hölls den 14 mars 2019 klockan 13.",
        "Han är 34 år och bor på Storgatan 12.",
        "Det gäller barn i åldern 6–12 år.",
        "Kursen är treårig och tar 90 dagar.",
        "Vi mötte fem olika handläggare.",
        "Vägen E22 byggs om enligt 2 kap. 4 §.",
        "Ring 054-12 34 56.",
        "Sedan 2012 finns huset.",
    ],
)
def test_dates_ages_and_durations_are_no_figures(text):
    assert figures(text) == []


def test_a_number_word_in_a_heading_or_a_quote_is_no_figure():
    assert (
        figures("# Tolv platser", "– Vi hade tolv stolar, säger Ylva Brännfors.", title="Elva kommuner deltar") == []
    )


def test_a_figure_knows_what_is_counted_and_when():
    figure = read("I juli 2023 hade 105 hushåll ekonomiskt bistånd.").key_figures[0]
    assert (figure.as_of, figure.number, figure.about) == ("juli 2023", 105.0, "hushåll med ekonomiskt bistånd")


def test_a_goal_is_not_a_result():
    found = read("Målet är att 35 procent ska arbeta. Utfallet blev 61 procent.").key_figures
    assert [f.kind for f in found] == ["goal", "figure"]


def test_the_same_measure_at_two_dates_is_one_measure():
    first, second = read(
        "– Vi blir färre som behöver hjälp. Under 2016 var det 310 hushåll som fick stöd. I maj 2022 var den siffran "
        "180 hushåll, säger Ylva Brännfors."
    ).key_figures
    assert first.measure == second.measure
    assert (first.as_of, second.as_of) == ("2016", "maj 2022")


@pytest.mark.parametrize(
    ("written", "number"),
    [("1 200", 1200), ("11,4", 11.4), ("60-tal", 60), ("tjugofem", 25), ("två av tre", 2 / 3), ("var tionde", 0.1)],
)
def test_numbers_are_read(written, number):
    assert number_of(written) == pytest.approx(number)


def funding(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(f.funder, f.share, f.amount) for f in read(text).funding if f.confidence >= 0.5]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Europeiska socialfonden finansierar två tredjedelar.",
            [("Europeiska socialfonden", "två tredjedelar", None)],
        ),
        (
            "Allmänna arvsfonden betalar 70 procent och kommunerna 30 procent.",
            [("Allmänna arvsfonden", "70 procent", None), ("kommunerna", "30 procent", None)],
        ),
        (
            "Regionen och Försäkringskassan bidrar med en tredjedel.",
            [("Regionen och Försäkringskassan", "en tredjedel", None)],
        ),
        (
            "Satsningen får 3,2 miljoner kronor av Allmänna arvsfonden.",
            [("Allmänna arvsfonden", None, "3,2 miljoner kronor")],
        ),
        (
            "Det finansieras till 60 procent av Europeiska socialfonden och till 40 procent av kommunerna.",
            [("Europeiska socialfonden", "60 procent", None), ("kommunerna", "40 procent", None)],
        ),
        (
            "Pengarna kommer från Sparstiftelsen och från Region Värmland.",
            [("Sparstiftelsen", None, None), ("Region Värmland", None, None)],
        ),
        ("Finansiering: Region Värmland 1,5 miljoner kronor.", [("Region Värmland", None, "1,5 miljoner kronor")]),
    ],
)
def test_funding_says_who_pays_what(text, expected):
    assert funding(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen betalar ut 11 miljoner kronor mindre i bistånd.",
        "Socialstyrelsen får i uppdrag av staten att följa upp arbetet.",
        "Beslutet fattas med stöd av Skolverket.",
    ],
)
def test_paying_out_and_being_asked_is_no_funding(text):
    assert funding(text) == []


def test_a_share_of_funding_is_no_key_figure():
    assert figures("Europeiska socialfonden betalar 67 procent.") == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("I ateljén arbetar två män varje dag.", "två", "män"),
        ("Kommunen har anställt tre lotsar.", "tre", "lotsar"),
        ("De första 24 eleverna börjar i maj.", "24", "elever"),
        ("Kursen gav omkring 300 nya eller utökade artiklar.", "300", "nya eller utökade artiklar"),
    ],
)
def test_small_numbers_of_people_and_definite_nouns_are_figures(text, value, unit):
    assert [(f.value, f.unit) for f in read(text).key_figures if f.confidence >= 0.5] == [(value, unit)]


@pytest.mark.parametrize("text", ["Det finns två vägar till målet.", "Efter kursen har 12 påbörjat studier."])
def test_ways_and_verbs_are_not_counted(text):
    assert [f for f in read(text).key_figures if f.confidence >= 0.5] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Socialfonden betalar 60 procent. Resten, 40 procent, lägger de tre kommunerna in.",
            [("Socialfonden", "60 procent", None), ("de tre kommunerna", "40 procent", None)],
        ),
        ("Av summan står bolaget Glimmer AB för 10 miljoner.", [("Glimmer AB", None, "10 miljoner")]),
        (
            "Av miljonen kommer 40 procent från Glimmer AB och 60 procent från Region Värmland.",
            [("Glimmer AB", "40 procent", None), ("Region Värmland", "60 procent", None)],
        ),
        ("Verkbro stöds av Tillväxtverket.", [("Tillväxtverket", None, None)]),
        ("Verkbro delfinansieras av Tillväxtverket i tre år.", [("Tillväxtverket", None, None)]),
        ("Glimmer AB svarar för 16 procent.", [("Glimmer AB", "16 procent", None)]),
        (
            "Övrig finansiering: Lövhamns kommun 310 000 kronor, Glimmer AB 95 000 kronor.",
            [("Lövhamns kommun", None, "310 000 kronor"), ("Glimmer AB", None, "95 000 kronor")],
        ),
    ],
)
def test_funding_in_less_plain_words(text, expected):
    assert funding(text) == expected


def test_a_funder_has_the_fullest_name_that_the_article_gives():
    found = read("Europeiska socialfonden är med.", "Nu betalar Socialfonden 60 procent av projektet.").funding
    assert [f.funder for f in found] == ["Europeiska socialfonden"]


def test_the_rest_of_the_day_is_no_funding():
    assert funding("Resten av pengarna kommer från försäljning.") == []


def test_a_fraction_is_of_what_another_place_says():
    assert figures("I enkäten är sju av tio nöjda.", title="Sju av tio elever vill stanna") == [
        ("sju av tio", "elever")
    ]


def test_the_same_number_of_the_same_people_is_one_figure():
    assert figures("I år kommer 900 elever hit.", "De 900 eleverna bor i Solvik.", "Bussen tar 900 personer.") == [
        ("900", "elever")
    ]
    assert len(figures("I år kommer 900 elever hit. De köper 900 böcker.")) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tillväxtverket har stått för 48 procent, kommunen för 32 procent och Region Värmland för 20 procent.",
            [("Tillväxtverket", "48 procent"), ("kommunen", "32 procent"), ("Region Värmland", "20 procent")],
        ),
        (
            "Finansiering: Tillväxtverket (65 procent) och medverkande kommuner (35 procent)",
            [("Tillväxtverket", "65 procent"), ("medverkande kommuner", "35 procent")],
        ),
    ],
)
def test_shares_in_a_row_are_funding_and_no_figures(text, expected):
    article = read(text)
    assert [(f.funder, f.share) for f in article.funding] == expected
    assert article.key_figures == []


def test_a_share_of_something_else_than_the_cost_stays_a_figure():
    article = read("I deltagande kommuner har 53 procent fått arbete.")
    assert article.funding == []
    assert [f.value for f in article.key_figures] == ["53"]


def test_those_who_spend_together_each_pay_an_unknown_share():
    found = read("Region Värmland och Tillväxtverket avsätter tillsammans 3,4 miljoner kronor.")
    assert [(f.funder, f.share, f.amount) for f in found.funding] == [
        ("Region Värmland", None, None),
        ("Tillväxtverket", None, None),
    ]
    assert [f.value for f in found.key_figures] == ["3,4"]


def test_to_work_together_is_not_to_pay():
    assert read("Region Värmland och Tillväxtverket satsar tillsammans på 12 nya kurser.").funding == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kursen lockade 31 elever. Sju av dem har fått sommarjobb.", ("Sju", "elever")),
        ("Vi mötte 84 familjer och en fjärdedel av dem är nya här.", ("en fjärdedel", "familjer")),
        ("Vi mötte 64 personer. Av dem har 33 ett vikariat och åtta studerar.", ("åtta", "personer")),
        ("Nu är kön kort: 21 dagar är väntetiden för en plats.", ("21", "dagar")),
        ("Tre studiekonsulenter börjar i maj.", ("Tre", "studiekonsulenter")),
    ],
)
def test_part_of_those_counted_before_is_a_figure(text, expected):
    assert expected in figures(text)


@pytest.mark.parametrize(
    "text", ["Sju av dem har fått sommarjobb.", "En fjärdedel av dem är nya här.", "Kursen är 21 dagar."]
)
def test_part_of_nobody_counted_is_no_figure(text):
    assert figures(text) == []


@pytest.mark.parametrize("verb", ["står för", "har stått för"])
def test_to_stand_for_a_part_of_a_rise_is_not_to_pay(verb):
    article = read(f"Kommunerna {verb} 40 procent av den stora ökningen i länet.")
    assert article.funding == []
    assert [f.value for f in article.key_figures] == ["40"]
    assert [f.share for f in read(f"Kommunerna {verb} 40 procent av kostnaden.").funding] == ["40 procent"]
