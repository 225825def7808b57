"""What of its own sentence keeps a number from becoming a value of a key figure: whose it is, when, and of what."""

from __future__ import annotations

import pytest

from brygga.importers.reading import read
from brygga.importers.reading.model.article import Article
from brygga.importers.reading.model.spans import Span
from brygga.importers.writing.figure_bearers import another_thing, is_its
from brygga.importers.writing.indicator_rules import Candidate, is_readable, why_not_an_indicator
from brygga.importers.writing.surroundings import place_of


def borne(text: str, number: str) -> list[str]:
    """The bodies of the text's sentence whose figure the number is."""
    article = read(f"Så gick det\n\nEn kort ingress om året.\n\n{text}\n".encode(), source="a.txt")
    at = article.source_text.index(number)
    place = place_of(article, Span(at, at + len(number)))
    if another_thing(article, place, ()):
        return []
    return [
        body.name
        for body in (*article.municipalities, *article.organisations)
        if is_its(article, body, place, number, is_place=body in article.municipalities)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "I juli 2023 hade Filipstads kommun 105 hushåll med försörjningsstöd.",
        "Filipstads kommun har 105 hushåll med försörjningsstöd.",
        "I Filipstad hade 105 hushåll försörjningsstöd.",
        "Filipstads kommuns 105 hushåll med stöd har blivit färre.",
        "Kommun: Filipstads kommun, hushåll med försörjningsstöd: 105",
    ],
)
def test_a_figure_is_of_the_body_that_has_it_or_where_it_is_so(text):
    assert borne(text, "105") == ["Filipstad"]


@pytest.mark.parametrize(
    "text",
    [
        "Enligt Försäkringskassan var 105 personer sjukskrivna i mars 2023.",
        "Försäkringskassans statistik visar att 105 personer var sjukskrivna.",
        "Med pengar från Arbetsförmedlingen gav kursen 105 personer ett arbete.",
        "Försäkringskassan avslöjar att 105 personer var sjukskrivna.",
        "Försäkringskassans nyhetsblad tar upp 105 sjukskrivna personer.",
        "Gentemot Arbetsförmedlingen hade 105 personer klagomål.",
        "Hos Arbetsförmedlingen var 105 personer inskrivna.",
        "På Arbetsförmedlingen var 105 personer inskrivna.",
        "Filipstads kommun och hantverkarna har 105 platser i verkstaden.",
        "Vi har 105 platser i verkstaden, säger Anna Berg, rektor i Filipstads kommun.",
        "Anna Berg, 32 år från Filipstad, har sytt 105 väskor.",
        "I Filipstad har ett liknande projekt hjälpt 105 personer till ett arbete.",
        "I Filipstad har projektet Stegvis hjälpt 105 personer till ett arbete.",
    ],
)
def test_who_tells_pays_or_stands_beside_a_figure_does_not_bear_it(text):
    assert borne(text, "105") == []


def why(text: str, number: str, name: str, unit: str) -> str | None:
    at = text.index(number)
    place = place_of(Article(source_text=text), Span(at, at + len(number)))
    return why_not_an_indicator(Candidate(name, unit, 1, number, "figure", "figure-digits", place, "Solvik", "body"))


@pytest.mark.parametrize(
    ("name", "why_not"),
    [
        ("medel till projektet Lyktan", "pengar som ges, ingen mätning"),
        ("Språk i parken", "pengar som ges, ingen mätning"),
        ("Solviks kostnad för försörjningsstöd", None),
    ],
)
def test_a_sum_is_a_measure_only_of_what_its_name_says(name, why_not):
    assert why("Solvik, 2 miljoner kronor.", "2", name, "miljoner kronor") == why_not


@pytest.mark.parametrize("word", ["drygt", "över", "nästan", "cirka", "minst", "fler än", "närapå"])
def test_a_number_that_is_only_about_right_stays_text(word):
    text = f"I Solvik gick {word} 640 personer kursen."
    assert why(text, "640", "personer som fick ett arbete", "personer") == "bara ungefär"


@pytest.mark.parametrize(
    "text",
    [
        "I fjol gick 640 personer kursen.",
        "Ifjol gick 640 personer kursen.",
        "Förra året gick 640 personer kursen.",
        "För tre år sedan gick 640 personer kursen.",
        "I oktober gick 640 personer kursen.",
        "I den första omgången gick 640 personer kursen.",
    ],
)
def test_a_time_that_the_text_does_not_date_is_no_time_of_a_value(text):
    assert why(text, "640", "personer som fick ett arbete", "personer") == "texten säger inte när"


@pytest.mark.parametrize("text", ["I oktober 2023 gick 640 personer kursen.", "Nu har 640 personer gått kursen."])
def test_a_dated_or_present_figure_is_a_value(text):
    assert why(text, "640", "personer som har fått ett arbete", "personer") is None


def test_two_nouns_beside_each_other_are_no_name():
    assert not is_readable("ungdomar sommarjobb i Solvik", "ungdomar")
    assert is_readable("ungdomar som sökte sommarjobb i Solvik", "ungdomar")
    assert is_readable("hushåll med försörjningsstöd", "hushåll")


def test_a_number_that_a_label_says_is_planned_is_a_goal():
    text = "Lyktan\n\nProjektägare: Filipstads kommun\nPlanerat antal deltagare: 200\nAntal deltagare: 35\n"
    found = {figure.value: figure.kind for figure in read(text.encode(), source="a.txt").key_figures}
    assert found == {"200": "goal", "35": "figure"}
