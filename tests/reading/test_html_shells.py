"""Pages that hold no article, or half of one, and people who are left out: each says so."""

import pytest

from brygga.importers.reading import read

ONE = "Verkstaden i Solvik tar emot den som söker arbete, både på förmiddagen och på kvällen, hela året om."
TWO = "I våras började fjorton personer, och nio av dem har gått vidare till en anställning hos ett företag i bygden."
ARTICLE = f"<h1>Verkstaden i Solvik</h1><p>{ONE}</p><p>{TWO}</p>"


def codes(body, head="<title>Verkstaden</title>"):
    found = read(f"<html lang='sv'><head>{head}</head><body>{body}</body></html>".encode(), source="sida.html")
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    "link",
    ["Läs fortsättningen i del 2", "Till resten av texten »", "Del 2: Hösten i verkstaden", "Fortsättning på sida 2"],
)
def test_a_link_to_the_rest_of_the_text_is_told_of(link):
    assert "goes-on" in codes(f"<article>{ARTICLE}<p><a href='/verkstaden-b'>{link}</a></p></article>")


def test_a_link_to_another_text_is_not_the_rest_of_this_one():
    assert "goes-on" not in codes(
        f"<article>{ARTICLE}<p><a href='/annat'>Resten av laget söker nya lokaler</a></p></article>"
    )


@pytest.mark.parametrize("mount", ["<app-root></app-root>", "<div id='root'></div>", "<div id='app'></div>"])
def test_what_a_script_fills_is_missed_among_menus_too(mount):
    frame = "<nav><a href='/a'>Barn och skola</a><a href='/b'>Bygga och bo</a></nav>"
    assert "script-page" in codes(f"{frame}{mount}<footer>Solviks kommun</footer><script src='/main.js'></script>")


@pytest.mark.parametrize(
    "said",
    [
        "<h1>Oj, här var det tomt!</h1><p>Sidan du letar efter har flyttats.</p>",
        "<h1>Request Rejected</h1><p>The requested URL was rejected. Your support ID is 12345678.</p>",
        "<h1>Ett ögonblick</h1><p>Vi kontrollerar att du inte är en robot.</p>",
        "<h1>Underhåll</h1><p>Webbplatsen är tillfälligt stängd för underhåll till klockan 12.</p>",
    ],
)
def test_an_answer_in_place_of_the_article_is_told_of(said):
    assert "refused" in codes(f"<main>{said}</main>")


def test_a_heading_over_hardly_a_word_is_told_of():
    assert "little-text" in codes("<main><h1>Nyheter från verkstaden</h1><p>Laddar innehåll …</p></main>")


def test_a_short_notice_is_no_empty_shell():
    assert "little-text" not in codes(f"<main><h1>Verkstaden har stängt</h1><p>{ONE}</p></main>")
    assert "little-text" not in codes("<main><h1>Öppet hus</h1><p>Välkommen den 3 maj klockan 14!</p></main>")


@pytest.mark.parametrize(
    "card",
    [
        "<footer><p>Karin Lövgren, verksamhetsledare</p><p>0980-31 92 00</p></footer>",
        "<nav><h2>Kontakt</h2><p>Karin Lövgren<br>0980-31 92 00</p></nav>",
        "<footer><div>Karin Lövgren</div><div>karin.lovgren@solvik.example</div></footer>",
    ],
)
def test_somebody_who_can_be_reached_and_is_left_out_is_told_of_once(card):
    assert codes(f"<main>{ARTICLE}</main>{card}").count("contact-left-out") == 1


@pytest.mark.parametrize(
    "card",
    [
        "<footer><p>Solviks kommun</p><p>0980-31 92 00</p></footer>",
        "<footer><p>Sidansvarig: Karin Lövgren</p><p>0980-31 92 00</p></footer>",
        "<footer style='display:none'><p>Karin Lövgren</p><p>0980-31 92 00</p></footer>",
    ],
)
def test_the_owner_of_a_site_and_who_answers_for_the_page_are_not_missed(card):
    assert "contact-left-out" not in codes(f"<main>{ARTICLE}</main>{card}")


def test_who_is_in_the_article_is_not_missed_in_the_frame():
    own = "<p>Karin Lövgren, verksamhetsledare, 0980-31 92 00</p>"
    assert "contact-left-out" not in codes(f"<main>{ARTICLE}{own}</main><footer>{own}</footer>")
