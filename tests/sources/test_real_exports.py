"""Exports that real systems made of texts written for this project (scripts/fixtures says how): read whole."""

from pathlib import Path

import pytest

from brygga.importers.reading import read
from brygga.importers.reading.model import ledger
from brygga.importers.sources import open_source

FIXTURES = Path(__file__).parent / "fixtures"


def articles(name):
    found = {}
    for document in open_source(str(FIXTURES / name)):
        article = read(
            document.load(), source=document.name, content_type=document.content_type, address=document.address
        )
        ledger.check(article)
        found[document.name] = document, article
    return found


@pytest.fixture(scope="module")
def plone():
    return articles("plone.json")


def test_plone_gives_its_pages_and_says_which_were_not_published(plone):
    assert {name: document.known.get("closed") for name, (document, _) in plone.items()} == {
        "Ett utkast": "private",
        "Lotsen": None,
        "Seglarskolan": None,
        "Verkstaden på Hamngatan öppnar för fler": "members",  # published, in a folder that never was
    }


def test_a_plone_news_item_is_read_whole(plone):
    document, article = plone["Verkstaden på Hamngatan öppnar för fler"]
    assert (document.published, article.published, article.updated) == ("2022-03-14", "2022-03-14", "2022-03-14")
    assert article.lead.text == "I april öppnar Solviks kommun en ny verkstad för den som vill pröva ett yrke."
    assert [b.type for b in article.blocks] == ["image", "paragraph", "heading", "quote", "list", "image", "links"]
    assert [t.text for t in article.captions] == ["Verkstaden en vanlig tisdag."]
    assert [i.alt for i in article.images] == ["", "En hyvelbänk"]
    assert {link.text: link.kind for link in article.links} == {
        "seglarskolan": "internal",
        "Så ansöker du (PDF)": "file",
    }
    assert document.known["categories"] == ["Arbete", "Hamnen"]


def test_every_image_and_file_that_a_plone_page_shows_can_be_loaded(plone):
    document, article = plone["Verkstaden på Hamngatan öppnar för fler"]
    at_hand = {attachment.address: attachment for attachment in document.attachments}
    shown = [image.src for image in article.images] + [link.href for link in article.links if link.kind == "file"]
    assert len(shown) == 3
    assert [at_hand[address].load()[:4] for address in shown] == [b"\x89PNG", b"\x89PNG", b"%PDF"]


def test_a_plone_table_and_a_faked_heading_keep_their_structure(plone):
    _, article = plone["Seglarskolan"]
    (table,) = [b for b in article.blocks if b.type == "table"]
    assert (table.caption.text, [c.text for c in table.header]) == ("Platser i verkstaden", ["År", "Platser"])
    assert [[c.text for c in row] for row in table.rows] == [["2021", "18"], ["2022", "30"]]
    assert [b.text for b in article.blocks if b.type == "heading"] == ["Så hittar du hit"]


def test_volto_blocks_are_read_in_their_order(plone):
    _, article = plone["Lotsen"]
    assert [b.type for b in article.blocks] == ["paragraph", "heading", "list", "image", "links"]
    assert article.blocks[2].ordered
    assert article.images[0].alt == "En hyvelbänk i solsken"


@pytest.fixture(scope="module")
def wordpress():
    return articles("wordpress.xml")


def test_wordpress_gives_its_posts_and_pages_and_says_which_were_not_published(wordpress):
    assert {name: document.known.get("closed") for name, (document, _) in wordpress.items()} == {
        "Ett utkast": "draft",
        "Lotsen söker deltagare": None,
        "Seglarskolan": None,
        "Verkstaden på Hamngatan öppnar för fler": None,
    }


def test_a_wordpress_post_in_blocks_is_read_whole(wordpress):
    document, article = wordpress["Verkstaden på Hamngatan öppnar för fler"]
    assert article.address == "https://www.solvik.example/2022/03/verkstaden-pa-hamngatan-oppnar-for-fler/"
    assert article.lead.text == "I april öppnar Solviks kommun en ny verkstad för den som vill pröva ett yrke."
    assert [b.type for b in article.blocks] == ["image", "heading", "quote", "list", "image", "table", "faq"]
    assert [i.alt for i in article.images] == ["En ljus hall", "En hyvelbänk"]
    assert [t.text for t in article.captions] == ["Verkstaden en vanlig tisdag.", "Hyvelbänken är från 1911."]
    assert (article.faq[0].question, article.faq[0].answer) == ("Vem får söka?", "Alla som är över arton år.")
    assert document.known["categories"] == ["Arbete & studier", "hamnen"]
    assert document.known["old_addresses"] == ["verkstad-oppnar"]


def test_every_image_that_a_wordpress_post_shows_is_at_hand(wordpress):
    for document, article in wordpress.values():
        at_hand = {attachment.address for attachment in document.attachments}
        assert {image.src for image in article.images} <= at_hand


def test_a_wordpress_post_in_classic_text_is_read_whole(wordpress):
    _, article = wordpress["Lotsen söker deltagare"]
    assert (article.lead.text, article.published) == ("En väg till jobb eller studier.", "2021-01-10")
    assert [b.type for b in article.blocks[:6]] == ["paragraph", "heading", "quote", "image", "heading", "list"]
    assert article.blocks[5].ordered
    assert [q.speaker for q in article.quotes] == ["Omar Bergdahl"]
    assert [(c.name, c.phone) for c in article.contacts] == [("Omar Bergdahl", "0555-123 45")]
    assert len(article.images) == 3
