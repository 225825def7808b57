"""Pages that a script draws: read from their data where they are there, and told of either way."""

# ruff: noqa: E501  (mark-up is as long as it is)

from __future__ import annotations

import json

import pytest

from brygga.importers.reading.formats.html import read_html
from brygga.importers.reading.model import ledger
from brygga.importers.reading.model.article import Article

TITLE = "Verkstaden i hamnen öppnar"
LEAD = "Trettio platser väntar i vår."
ONE = "Solviks kommun öppnar en verkstad i hamnen för den som vill pröva ett yrke under våren."
TWO = "Den som börjar får en handledare, ett schema och en egen skåpnyckel redan första veckan."
NEWS = {
    "headline": TITLE,
    "preamble": LEAD,
    "publishedAt": "2023-05-04T08:00:00Z",
    "mainBody": f"<p>{ONE}</p><p>{TWO}</p>",
}
BLOCKS = {
    "title": TITLE,
    "description": LEAD,
    "effective": "2023-05-04T08:00:00",
    "blocks": {
        "a": {"@type": "slate", "plaintext": ONE, "value": [{"type": "p", "children": [{"text": ONE}]}]},
        "b": {"@type": "slate", "plaintext": TWO, "value": [{"type": "p", "children": [{"text": TWO}]}]},
    },
}
MENU = [{"title": "Bygga och bo", "text": "Här hittar du allt om att bygga, riva och bo i Solviks kommun."}]


def page(shell: str, *scripts: str) -> str:
    return f'<!doctype html><html lang="sv"><head><title>Solvik</title></head><body>{shell}{"".join(scripts)}</body></html>'


def read(text: str) -> Article:
    article = read_html(text, source="sida.html")
    ledger.check(article)
    return article


def said(article: Article) -> str:
    return "\n".join([article.title.text, article.lead.text, *(block.text for block in article.blocks)])


@pytest.mark.parametrize(
    "script",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": {"page": NEWS, "menu": MENU}})}</script>',
        f"<script>window.__data = {json.dumps({'content': {'data': BLOCKS}, 'navigation': MENU})};</script>",
        f"<script>var a = 1; window.__STATE__={json.dumps([{'x': 1}, {'doc': NEWS}])}</script>",
        f'<script type="application/json">{json.dumps(NEWS)}</script>',
    ],
)
@pytest.mark.parametrize(
    "shell", ['<div id="app">Laddar sidan</div>', '<div id="root"></div>', "<noscript>Slå på skript</noscript>"]
)
def test_the_text_is_read_from_the_data_of_the_page(shell: str, script: str):
    article = read(page(shell, script))
    assert (article.title.text, article.lead.text, article.published) == (TITLE, LEAD, "2023-05-04")
    assert [block.text for block in article.blocks] == [ONE, TWO]
    assert [problem.code for problem in article.problems] == ["script-page"]


def test_a_page_whose_text_is_nowhere_says_so_and_shows_no_waiting_words():
    article = read(page('<div id="root"><p>Ett ögonblick</p></div>', '<script src="/app.js"></script>'))
    assert "Ett ögonblick" not in said(article)
    assert "script-page" in {problem.code for problem in article.problems}


def test_a_short_page_with_scripts_is_a_short_page():
    article = read(
        page(
            f"<main><h1>{TITLE}</h1><p>{ONE}</p></main>",
            '<script>dataLayer = [{"title": "x", "text": "y"}]</script>' * 2,
        )
    )
    assert ONE in said(article)
    assert "script-page" not in {problem.code for problem in article.problems}


def test_a_contact_among_the_data_is_one():
    news = NEWS | {"persons": [{"name": "Alva Lind", "role": "samordnare", "tel": "0555-123 40"}]}
    article = read(page('<div id="app"></div>', f"<script>window.__S__ = {json.dumps(news)}</script>"))
    (card,) = [block for block in article.blocks if block.type == "contact"]
    assert card.text == "Alva Lind, samordnare\n0555-123 40"


@pytest.mark.parametrize(
    "script", ["<script>window.__S__ = {</script>", "<script>a = [1, 2, {}]; b = 3</script>" * 30]
)
def test_data_that_are_none_change_nothing(script: str):
    assert ONE in said(read(page(f"<main><h1>{TITLE}</h1><p>{ONE}</p></main>", script)))
