"""Which numbers of running text and of tables become values of key figures, and what they are called."""

from __future__ import annotations

import pytest

from brygga.importers.reading import read
from brygga.importers.writing.figure_values import news_figures
from brygga.importers.writing.page_values import Desired
from tests.quality.named_register import NamedRegister

HEAD = "# Så gick det i år\n\nEn kort ingress om året som har gått.\n\n{}\n"


def made(table: str) -> list[tuple[str, str, str, str, str]]:
    """(value, unit, name, date, whose) of each value that an import would make."""
    article = read(HEAD.format(table).encode(), source="a.md")
    page = Desired(role="news", key="", title="")
    news_figures(page, article, NamedRegister(create=False))
    shown = [(row["value_text"], row["indicator"], row["date"]) for row in page.observations]
    return [(value, of["unit"], of["name"], date, of["owner"]) for value, of, date in shown]


def test_a_row_of_a_municipality_is_its_figure_at_the_date_of_the_table():
    table = """Andel långtidsarbetslösa, september 2023

| Kommun | Arbetslösa i minst 12 månader | Förändring sedan augusti 2023 |
|---|---|---|
| Hagfors | 3,8 % | 0,1 |
| Filipstad | 3,8 % | 0,2 |
"""
    about = ("3,8", "procent", "Arbetslösa i minst 12 månader", "2023-09")
    assert made(table) == [(*about, "Hagfors kommun"), (*about, "Filipstads kommun")]


def test_a_row_of_a_year_is_of_the_one_who_stands_over_the_table():
    table = """## Hushåll med försörjningsstöd i Hagfors kommun

| År | Hushåll med försörjningsstöd | Varav barnfamiljer (%) |
|---|---|---|
| 2021 | 412 | 41 |
| 2022 | 387 | 44 |
"""
    about = ("hushåll", "Hushåll med försörjningsstöd")
    assert made(table)[::2] == [("412", *about, "2021", "Hagfors kommun"), ("387", *about, "2022", "Hagfors kommun")]


def test_a_column_of_a_year_counts_what_stands_over_the_table():
    table = """## Andel unga i arbete, Hagfors kommun (procent)

| Grupp | 2021 | 2022 |
|---|---|---|
| Kvinnor | 41 | 44 |
"""
    about = ("procent", "Andel unga i arbete (Kvinnor)")
    assert made(table) == [("41", *about, "2021", "Hagfors kommun"), ("44", *about, "2022", "Hagfors kommun")]


@pytest.mark.parametrize(
    ("over", "header", "row"),
    [
        ("Andel långtidsarbetslösa", "Kommun | Arbetslösa i ett år", "Hagfors | 3,8 %"),
        ("Andel långtidsarbetslösa 2023", "Kommun | Arbetslösa i ett år", "Riket | 3,8 %"),
        ("Andel långtidsarbetslösa i Hagfors 2023", "Kommun | Arbetslösa i ett år", "Större städer | 3,8 %"),
        ("Andel långtidsarbetslösa 2023", "Kommun | Mål för arbetslösa", "Hagfors | 3,8 %"),
        ("Andel långtidsarbetslösa 2023", "Kommun | Förändring (procent)", "Hagfors | 3,8"),
        ("Kostnad 2023", "Kommun | Kostnad (kronor)", "Hagfors | 380 000"),
        ("Hagfors 2023", "Kontor | Telefonnummer", "Arbete | 56000"),
    ],
    ids=["no date", "the country", "other places", "a goal", "a change", "a cost of nothing", "a number that names"],
)
def test_a_cell_that_lacks_something_stays_text(over, header, row):
    assert made(f"## {over}\n\n| {header} |\n|---|---|\n| {row} |\n") == []


ONE_SENTENCE = {
    "both ends of a change that are dated": (
        "Arbetslösheten i Hagfors har sjunkit från 25 procent 2009 till 16,8 procent 2018.",
        [("25", "2009"), ("16,8", "2018")],
        "Arbetslösheten i Hagfors",
    ),
    "the ends of the time that it has changed in": (
        "Mellan 2019 och 2022 har antalet hushåll i Hagfors sjunkit från 412 till 287 hushåll.",
        [("412", "2019"), ("287", "2022")],
        "antalet hushåll i Hagfors",
    ),
    "only the end that is dated": (
        "Sedan mars 2021 har arbetslösheten sjunkit i Hagfors kommun från 5,5 till 3,7 procent.",
        [("5,5", "2021-03")],
        "arbetslösheten i Hagfors kommun",
    ),
    "what the sentence before names": (
        "Arbetslösheten är låg i Hagfors kommun. Den ligger på 4,3 procent per den sista februari 2021.",
        [("4,3", "2021-02-28")],
        "arbetslösheten",
    ),
    "a share with what it is said to be": (
        "I oktober 2016 var 10,6 procent av arbetskraften i åldrarna 16-64 år i Hagfors arbetslösa.",
        [("10,6", "2016-10")],
        "andel av arbetskraften i åldrarna 16-64 år i Hagfors som var arbetslösa",
    ),
    "a share with the verb before it": (
        "Under 2020 kom 54 procent av deltagarna ut i arbete i Hagfors.",
        [("54", "2020")],
        "andel av deltagarna som kom ut i arbete i Hagfors",
    ),
    "a county's, which its name says": (
        "I Västmanlands län fanns i augusti 2018 sammanlagt 5676 arbetssökande med utrikes bakgrund.",
        [("5676", "2018-08")],
        "arbetssökande med utrikes bakgrund i Västmanlands län",
    ),
}


@pytest.mark.parametrize(("text", "values", "name"), ONE_SENTENCE.values(), ids=ONE_SENTENCE)
def test_a_sentence_that_says_what_when_and_whose_makes_a_value(text, values, name):
    found = made(text)
    assert [(value, date) for value, _, _, date, _ in found] == values
    assert {(called, whose) for _, _, called, _, whose in found} == {(name, "" if "län" in name else "Hagfors kommun")}


@pytest.mark.parametrize(
    "text",
    [
        "Arbetslösheten i Hagfors har sjunkit från 5,5 till 3,7 procent.",
        "Sedan mars 2021 har arbetslösheten sjunkit från 5,5 till 3,7 procent.",
        "Projektet är nytt i Hagfors kommun. Den ligger på 4,3 procent i maj 2021.",
        "I Västmanlands län fanns 5676 arbetssökande.",
        "Projektet i Västmanlands län har 2018 nått 567 arbetssökande.",
    ],
    ids=["no date", "nobody's", "of nothing named", "a county's of no time", "a project's of a county"],
)
def test_a_sentence_that_lacks_one_of_them_makes_none(text):
    assert made(text) == []
