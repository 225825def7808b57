"""Marks that systems put in texts for themselves are left out by name, and the words in and between them are kept."""

import re

import pytest

from brygga.importers.reading.formats.html import read_html
from brygga.importers.reading.furniture.shortcodes import find_marks
from brygga.importers.reading.model import ledger

PAGE = """<!doctype html><html lang="sv"><head><title>Skidspåren</title>{sign}</head><body><article><h1>Skidspåren</h1>
<p>Spåren vid Lomsjön är preparerade och belysta till klockan tio varje kväll.</p>{body}
<p>Vallaboden säljer varm choklad alla helger i februari och mars.</p></article></body></html>"""
WORDPRESS = '<meta name="generator" content="WordPress 5.1">'


def read(body, sign=WORDPRESS):
    found = read_html(PAGE.format(body=body, sign=sign), source="spar.html")
    ledger.check(found)
    return found


def words(found):
    return "\n".join([found.title.text, found.lead.text, *(block.text for block in found.blocks)])


def codes(found):
    return {problem.code for problem in found.problems}


@pytest.mark.parametrize(
    "body",
    [
        "<p>[accordion title=”Kostar det?” open=”no”]Nej, inte alls.[/accordion]</p>",
        "<p>[toggle rubrik=&#8221;Kostar det?&#8221;]<br />Nej, inte alls.<br />[/toggle]</p>",
        '<p>[faq question="Kostar det?"]</p><p>Nej, inte alls.</p><p>[/faq]</p>',
        "<div>[spoiler title='Kostar det?']<p>Nej, inte alls.</p>[/spoiler]</div>",
    ],
)
def test_a_question_in_a_code_and_what_stands_in_it_are_a_question_and_its_answer(body):
    (block,) = [block for block in read(body).blocks if block.type == "faq"]
    assert (block.content.text, block.children[0].text) == ("Kostar det?", "Nej, inte alls.")


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("<p>[contact-form-7 id=”12″ title=”Boka spår”]</p>", "Boka spår"),
        ("<p>[row][col width='6']Skidor[/col][col width='6']Stavar[/col][/row]</p>", "Skidor"),
        ("<p>[knapp text='Boka nu' url='https://x.example/']</p>", "Boka nu"),
        ("<p>Före [highlight]mitt i[/highlight] efter.</p>", "Före mitt i efter."),
        ("<p>[skidspar_lista]</p>", ""),
        ("<p>[formular]</p>", ""),
    ],
)
def test_codes_leave_their_words_and_are_named(body, kept):
    found = read(body)
    assert kept in words(found)
    assert not re.search(r"\[|width|url=", words(found))
    assert "dead-shortcodes" in codes(found)


@pytest.mark.parametrize("sign", ["", WORDPRESS])
@pytest.mark.parametrize(
    "text",
    [
        "Så sa hon [sic] och [till höger] syns [A, B, C] enligt [1] och [2, s. 4].",
        "Skriv [ditt namn] i rutan och skicka [se bilaga 2].",
        "Formeln är [x = y] i boken.",
        "Mall: [[gallery]] visar ett galleri.",
        "[Uppdaterad 4 maj] Spåren är öppna, [red. anm.] och [...] vidare.",
    ],
)
def test_what_people_write_in_brackets_stays(text, sign):
    found = read(f"<p>{text}</p>", sign)
    assert text in words(found)
    assert not codes(found)


def test_a_lone_word_in_brackets_is_a_code_only_where_the_system_has_codes():
    assert "[formular]" in words(read("<p>[formular]</p>", ""))
    assert "[formular]" not in words(read("<p>[formular]</p>"))


def test_codes_that_are_shown_as_code_stay():
    assert "[gallery ids=" in words(read("<pre>[gallery ids='1,2']</pre>"))


TOKEN = (
    '[[{"fid":"7","view_mode":"default","fields":{"format":"default","field_file_image_alt_text[und][0][value]":'
    '"Sk\\u00e5p med vallor","field_file_image_title_text[und][0][value]":""},"type":"media","attributes":'
    '{"alt":"Sk\\u00e5p med vallor","class":"media-element"}}]]'
)


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (f"<p>{TOKEN}</p>", "Skåp med vallor"),
        (f"<p>Före. {TOKEN.replace(chr(34), '&quot;')} Efter.</p>", "Skåp med vallor"),
        ('<drupal-media data-caption="Spåret &lt;em&gt;i januari&lt;/em&gt;" alt="Spår"></drupal-media>',
         "Spåret i januari"),
        ('<p><drupal-entity alt="Vallabod i kvällsljus"></drupal-entity></p>', "Vallabod i kvällsljus"),
        ("<p>[img_assist|nid=12|title=Preparering av spår|desc=|link=none|width=200]</p>", "Preparering av spår"),
        ("<p>[video:https://film.example/9]</p>", ""),
        ("<p>Se [[nid:12]] också.</p>", "Se"),
    ],
)  # fmt: skip
def test_placeholders_of_media_leave_their_words_and_are_named(body, kept):
    found = read(body, "")
    assert kept in words(found)
    assert not re.search(r"\[|view_mode|nid|u00e5|media-element", words(found))
    assert "media-placeholder" in codes(found)


def test_many_brackets_take_no_time():
    for text in ("[a " * 20_000, '[a b="' * 20_000, "[a " + "b " * 30_000, "[/a]" * 20_000, "[a]" * 20_000):
        assert len(find_marks([text], wordpress=True)) == 1
