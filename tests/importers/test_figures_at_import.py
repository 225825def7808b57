"""Which numbers of a text become values of key figures: those that can be read without their sentence and are true."""

from __future__ import annotations

import pytest

from brygga.importers.models import ImportMessage
from brygga.importers.reading.model.article import Article
from brygga.importers.reading.model.spans import Span
from brygga.importers.writing.indicator_rules import Candidate, is_readable, why_not_an_indicator
from brygga.importers.writing.surroundings import place_of
from brygga.projects.models import Indicator, Observation, Organisation

from .archive import run_import, write

HEAD = """Solviks kommun

Så gick det i år

En kort ingress om året som har gått.

{0}

Publicerad: 2023-09-01
"""


@pytest.fixture
def solvik(db):
    return Organisation.objects.create(name="Solviks kommun", kind=Organisation.Kind.MUNICIPALITY)


def values(tmp_path, text: str, **options) -> list[tuple[str, str, str | None, str]]:
    """What an import of the text makes: (value, unit, date, whose)."""
    run_import(write(tmp_path / "a", a=HEAD.format(text)), **options)
    rows = Observation.objects.select_related("indicator__organisation")
    return [
        (
            str(row.value.normalize()),
            row.indicator.unit,
            str(row.date) if row.date else None,
            str(row.indicator.organisation or ""),
        )
        for row in rows
    ]


STAYS = {
    "a change": "I Solviks kommun minskade antalet hushåll med försörjningsstöd med 8 hushåll.",
    "a comparison": "I Solviks kommun är det 40 procent fler deltagare än i fjol.",
    "a range": "Solviks kommun köper 1 200–1 800 platser i vuxenutbildningen.",
    "a range in words": "Solviks kommun köper mellan 200 och 300 platser i vuxenutbildningen.",
    "a goal": "Målet är att 60 procent av deltagarna i Solviks kommun ska ha ett arbete.",
    "a national average": "I hela landet får 13 procent av de unga stöd, och Solviks kommun är med i mätningen.",
    "a county average": "Snittet i länet är 11 procent arbetslösa unga, säger Solviks kommun.",
    "of no time": "Solviks kommun har 105 hushåll med försörjningsstöd.",
    "of another time": "Solviks kommun har 105 hushåll med försörjningsstöd, vilket är bättre än i juni 2021.",
    "nobody's": "Efter kursen fick 24 deltagare ett arbete.",
    "two bodies": "Solviks kommun och Region Värmland har tillsammans 24 handledare i verkstaden.",
    "a sentence for a name": "Det gläder mig att hela 32 miljoner kronor har gått till praktik, säger Solviks kommun.",
}


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_what_is_no_level_of_somebodys_stays_text(tmp_path, solvik, text):
    assert values(tmp_path, text) == []
    assert not Indicator.objects.exists()


def test_what_stayed_text_is_told_with_what_it_lacks(tmp_path, solvik):
    values(tmp_path, " ".join(STAYS[why] for why in ("nobody's", "of no time")))
    nobodys, undated = ImportMessage.objects.filter(code="figure-left-as-text").order_by("pk")
    assert "24 deltagare" in nobodys.text
    assert "texten säger inte vem värdet gäller" in nobodys.text
    assert "105 hushåll" in undated.text
    assert "texten säger inte när" in undated.text


def test_a_figure_with_a_name_a_unit_and_a_bearer_is_a_value(tmp_path, solvik):
    text = "I juli 2023 hade Solviks kommun 105 hushåll med försörjningsstöd."
    assert values(tmp_path, text) == [("105", "hushåll", "2023-07", "Solviks kommun")]


def test_a_figure_of_a_project_bears_its_name_and_is_no_municipalitys(tmp_path, solvik):
    values(tmp_path, "Under 2022 hade projektet Stegvis 40 deltagare från hela bygden.")
    assert [(row.organisation, "Stegvis" in row.name) for row in Indicator.objects.all()] == [(None, True)]


def test_a_figure_of_nobody_is_the_archives_own_body_where_that_is_declared(tmp_path, solvik):
    text = "Under 2022 fick 105 hushåll försörjningsstöd."
    (value,) = values(tmp_path, text, own_body="Solviks kommun")
    assert value[3] == "Solviks kommun"


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Hushåll med försörjningsstöd", "hushåll"),
        ("andel av ungdomarna som var inskrivna", "procent"),
        ("medel till projektet Stegvis", "miljoner kronor"),
        ("deltagare", "deltagare"),
    ],
)
def test_names_that_can_be_read_alone(name, unit):
    assert is_readable(name, unit)


@pytest.mark.parametrize(
    "name",
    [
        "Det gläder mig därför att hela",
        "Vi hade",
        "Blivande kockar bjuder på",
        "platser av ca 5 500",
        "utbildningen, som",
        "",
        "med",
        "Personer får",
    ],
)
def test_pieces_of_sentences_are_no_names(name):
    assert not is_readable(name, "antal")


@pytest.mark.parametrize("words", ["ökade med {}", "har sjunkit med drygt {}", "är {} fler", "steg med {} till"])
def test_a_change_is_no_level_however_it_is_written(words):
    text = f"Antalet platser i Solvik {words.format('8 platser')}."
    at = text.index("8")
    place = place_of(Article(source_text=text), Span(at, at + 1))
    found = Candidate("platser i Solvik", "platser", 8, "8", "figure", "figure-digits", place, "Solvik", "body")
    assert why_not_an_indicator(found) == "en förändring, ingen nivå"
