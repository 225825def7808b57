"""A figure is told with its own sentence: nothing that stands beside it in the page, however the page is built."""

from __future__ import annotations

import pytest

from brygga.importers.reading import read
from brygga.importers.reading.model.spans import Span
from brygga.importers.writing.surroundings import place_of

PAGE = """<!doctype html><html lang="sv"><head><title>Året som gick</title></head><body>
<nav><a href="/">Start</a><a href="/a">Arbete</a></nav>
<main><h1>Året som gick</h1><p>En ingress om året.</p>
<h2>Från 200 till 105</h2><p>Under året fick 48 personer plats. Det är vi glada över, t.ex. därför att fler vill.</p>
<ul><li>31 handledare. De finns i hela kommunen.</li><li>Kaffe</li></ul>
<table><tr><th>År</th><th>Deltagare</th><th>Anställda</th></tr>
<tr><td>2022</td><td>64 deltagare</td><td>17</td></tr><tr><td>2023</td><td>72 deltagare</td><td>19</td></tr></table>
<p>Sist av allt</p></main><footer><p>Ekby kommun</p><p>Box 1</p></footer></body></html>"""


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("48", "Under året fick 48 personer plats."),
        ("31", "31 handledare. De finns i hela kommunen."),
        ("64", "År: 2022; Deltagare: 64 deltagare; Anställda: 17"),
        ("19", "År: 2023; Deltagare: 72 deltagare; Anställda: 19"),
        ("105", "Från 200 till 105"),
    ],
)
def test_the_sentence_the_item_or_the_row_and_nothing_beside_it(number, sentence):
    article = read(PAGE.encode(), source="a.html")
    at = article.source_text.index(number)
    place = place_of(article, Span(at, at + len(number)))
    assert " ".join(place.sentence.split()) == sentence


def test_a_text_in_lines_keeps_headings_and_menus_out():
    text = (
        "Ekby kommun\nMeny Sök\n\nSå gick det\n\nEn ingress om året som har gått i kommunen.\n\n"
        "Antal platser\n\nUnder 2022 hade kommunen 48 platser. Alla var fulla.\n\nSenast uppdaterad: 3 mars 2023\n"
    )
    article = read(text.encode(), source="a.txt")
    at = article.source_text.index("48")
    assert place_of(article, Span(at, at + 2)).sentence == "Under 2022 hade kommunen 48 platser."
