"""The labels of a system's event box are in the page's language, its buttons are gone, and its time is not a date of
publishing."""

import pytest

from brygga.importers.reading.formats.html import read_html
from brygga.importers.reading.model import ledger

PAGE = """<!doctype html><html lang="{lang}"><head><title>Höstvandring</title>
<meta name="generator" content="Plone - https://plone.org/"></head><body><main id="content"><header>
<h1>Höstvandring</h1><p class="lead">Följ med runt Lomsjön och lär dig mer om fåglarna.</p></header>
<div id="content-core"><div class="{names}">{rows}</div>
<p>Vandringen ordnas av Solviks kommun och fågelklubben.</p></div></main></body></html>"""
BOXES = [
    "<div><strong class='meta-label'>When</strong><p>2019-09-07 from 9 to 12</p></div>"
    "<div><strong>Where</strong><p>Norra parkeringen</p></div>"
    "<div><strong>Contact Phone</strong><p>0980-31 92 55</p></div>"
    "<div><strong>Add event to calendar</strong><a href='/h/ics_view'>iCal</a></div>",
    "<dl><dt>When:</dt><dd>2019-09-07 from 9 to 12</dd><dt>Where:</dt><dd>Norra parkeringen</dd>"
    "<dt>Phone</dt><dd>0980-31 92 55</dd></dl>"
    "<a href='https://s.example/h/vcs_view'>vCal</a> <a href='h.ics?x=1'>iCal</a>",
    "<ul><li><strong>When</strong> 2019-09-07 from 9 to 12</li><li><strong>Where</strong> Norra parkeringen</li>"
    "<li><strong>Contact Phone</strong> 0980-31 92 55</li><li>"
    "<a href='ics_view'><span>iCal</span></a></li></ul>",
]


def read(lang, rows, names="event summary"):
    found = read_html(PAGE.format(lang=lang, rows=rows, names=names), source="hostvandring.html")
    ledger.check(found)
    return found, "\n".join(block.text for block in found.blocks)


@pytest.mark.parametrize("rows", BOXES)
def test_labels_are_in_the_pages_language_and_the_buttons_are_gone(rows):
    found, text = read("sv", rows)
    assert found.lead.text == "Följ med runt Lomsjön och lär dig mer om fåglarna."
    for row in ("Tid: 2019-09-07 from 9 to 12", "Plats: Norra parkeringen", "Telefon: 0980-31 92 55"):
        assert row in text
    for words in ("When", "Where", "Contact", "Cal", "calendar"):
        assert words not in text
    assert found.published is None


@pytest.mark.parametrize("rows", BOXES)
def test_a_page_in_the_systems_language_keeps_its_labels(rows):
    _, text = read("en", rows)
    assert "Where" in text


def test_the_same_words_outside_an_event_are_text():
    _, text = read("sv", "<p><strong>When</strong> you are strange är en låt.</p>", names="ruta")
    assert "When you are strange är en låt." in text


@pytest.mark.parametrize(
    "line", ["Tid: 7 september 2019 kl. 9", "Sista anmälningsdag: 7 september 2019", "När: 2019-09-07"]
)
def test_a_labelled_day_is_text_and_no_day_of_publishing(line):
    text = f"<h1>Höstvandring</h1><p>{line}</p><p>Följ med runt Lomsjön.</p>"
    html = f"<html lang='sv'><body><article>{text}</article></body></html>"
    found = read_html(html, source="hostvandring.html")
    assert found.published is None
    assert line in "\n".join([found.lead.text, *(block.text for block in found.blocks)])
