"""Rows of a label and its value, however a page sets them."""

import pytest

from brygga.importers.reading.formats.html.html_reader import read_html
from brygga.importers.reading.furniture.label_rows import inline_row, is_label, label_rows

OPENING = "Återbruket tar in det som folk inte vill ha, lagar det som går och säljer det i en butik vid hamnen."


def rows(body):
    page = f"<main><h1>Återbruket i Solvik</h1><p>{OPENING}</p>{body}<p>{OPENING}</p></main>"
    found = read_html(page, source="sida.html")
    return [(row.label.text, row.value.text) for row in label_rows(found.blocks)]


SHEET = [("Drivs av", "Solviks kommun"), ("Löptid", "2021–2023"), ("Vår samordnare", "Ann Falk, enheten för jobb")]


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<p>{label}: {value}</p>" for label, value in SHEET),
        "<p>" + "<br>".join(f"{label}: {value}" for label, value in SHEET) + "</p>",
        "".join(f"<p><b>{label}</b> {value}</p>" for label, value in SHEET),
        "".join(f"<p>{label}:</p><p>{value}</p>" for label, value in SHEET),
        "".join(f"<p><strong>{label}</strong></p><p>{value}</p>" for label, value in SHEET),
        "".join(f"<h3>{label}</h3><p>{value}</p>" for label, value in SHEET),
        "<ul>" + "".join(f"<li>{label}: {value}</li>" for label, value in SHEET) + "</ul>",
        "<dl>" + "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in SHEET) + "</dl>",
        "<table>" + "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in SHEET) + "</table>",
        "<table>" + "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in SHEET) + "</table>",
    ],
    ids=["lines", "breaks", "bold", "colon-above", "bold-above", "headings", "list", "definitions", "table", "heads"],
)
def test_a_sheet_gives_its_labels_and_values_however_it_is_set(body):
    assert rows(body) == SHEET


@pytest.mark.parametrize(
    "body",
    [
        "<p>Det är enkelt: ring kommunen.</p>",
        "<p>Eva Lind: Jag är glad.</p>",
        f"<h2>Bakgrund</h2><p>{OPENING * 2}</p><h2>Nästa steg</h2><p>{OPENING * 2}</p>",
        "<table><tr><th>År</th><th>Platser</th></tr><tr><td>2020</td><td>30</td></tr></table>",
        "<p>Ann Falk</p><p>Olof Brask</p><p>Signe Rask</p><p>Ivar Stolt</p>",
    ],
    ids=["sentence", "speaker", "headings", "figures", "names"],
)
def test_what_only_looks_like_a_sheet_gives_no_rows(body):
    assert rows(body) == []


def test_a_row_tells_where_it_stands_and_how_many_stand_with_it():
    page = f"<main><h1>Återbruket</h1><p>{OPENING}</p><p>Ägare: Ekby</p><p>Start: 2021</p><p>{OPENING}</p></main>"
    found = read_html(page, source="sida.html")
    first, second = label_rows(found.blocks)
    assert (first.run, second.run) == (2, 2)
    assert found.source_text[slice(*second.span)] == "Start: 2021"


@pytest.mark.parametrize("text", ["Projektägare", "Ägare:", "Tid och plats", "Kontakt (intern)", "Löptid/period"])
def test_few_words_with_a_capital_first_are_a_label(text):
    assert is_label(text)


@pytest.mark.parametrize("text", ["vi", "Vi får hjälp", "Ann Falk", "30 platser", "Det här är en rad med ord"])
def test_sentences_names_and_figures_are_no_label(text):
    assert not is_label(text)


def test_the_time_of_day_parts_no_row():
    assert inline_row("Klockan 13:00 börjar det") is None
    assert inline_row("Tid: 13:00") == 5
