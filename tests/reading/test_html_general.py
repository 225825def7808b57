"""What the general rules find on pages of no known system: dates, captions, what leads elsewhere."""

from __future__ import annotations

import pytest

from brygga.importers.reading.formats.html import read_html
from brygga.importers.reading.model import ledger
from brygga.importers.reading.model.article import Article

ONE = "Verkstaden i hamnen öppnar i april, och trettio platser väntar på den som vill pröva ett yrke under våren."
TWO = "Den som börjar får en handledare, ett schema och en egen skåpnyckel, säger de som redan har varit där ett tag."


def read(body: str, head: str = "") -> Article:
    article = read_html(f'<html lang="sv"><head>{head}</head><body>{body}</body></html>', source="sida.html")
    ledger.check(article)
    return article


def page(beside: str = "", *, head: str = "") -> Article:
    return read(f"<main><h1>Verkstaden öppnar</h1>{beside}<p>{ONE}</p><p>{TWO}</p></main>", head)


def meta(stamp: str) -> str:
    return f'<meta property="article:published_time" content="{stamp}">'


@pytest.mark.parametrize(
    ("stamp", "shown", "day"),
    [
        ("2021-03-04T23:30:00Z", "5 mars 2021", "2021-03-05"),
        ("2021-03-04T23:30:00+00:00", "5 mars 2021", "2021-03-05"),
        ("2021-03-04T23:30:00+01:00", "5 mars 2021", "2021-03-04"),
        ("2021-03-04T10:00:00Z", "9 mars 2021", "2021-03-04"),
    ],
)
def test_a_day_in_utc_gives_way_to_the_day_that_the_page_shows(stamp: str, shown: str, day: str):
    article = page(f'<time datetime="{stamp}">{shown}</time>', head=meta(stamp))
    assert article.published == day


def test_a_labelled_date_counts_wherever_it_stands():
    article = read(
        f"<main><h1>Verkstaden öppnar</h1><p>{ONE}</p><p>{TWO}</p></main>"
        "<footer><h3>Publicerad</h3><p>den 4 mars 2021</p><p>Senast uppdaterad: 2021-03-09</p></footer>"
    )
    assert (article.published, article.updated) == ("2021-03-04", "2021-03-09")


def test_labels_that_tell_different_days_tell_none():
    article = read(
        f"<main><h1>Verkstaden öppnar</h1>{f'<p>{ONE}</p>' * 9}</main>"
        "<div><p>Ny bro. Publicerad 4 mars 2021</p><p>Nytt bad. Publicerad 8 mars 2021</p></div>"
    )
    assert article.published is None


def test_the_only_time_of_a_page_is_when_it_was_published():
    article = read(
        f"<main><h1>Verkstaden öppnar</h1><p>{ONE}</p><p>{TWO}</p><p>{ONE}</p></main>"
        '<footer><time datetime="2021-03-04">i mars</time></footer>'
    )
    assert article.published == "2021-03-04"


def test_a_caption_keeps_its_place_where_a_script_puts_the_picture():
    article = page('<figure><div data-src="/bilder/hamn.jpg"></div><figcaption>Hamnen i maj.</figcaption></figure>')
    (image,) = article.images
    assert (image.src, image.caption) == ("/bilder/hamn.jpg", "Hamnen i maj.")


def test_a_caption_below_its_picture_is_one_by_what_it_is_called():
    article = page('<div><img src="/hamn.jpg" alt="Båtar"><div class="image-text">Hamnen i maj.</div></div>')
    assert [(image.src, image.caption) for image in article.images] == [("/hamn.jpg", "Hamnen i maj.")]


def test_cards_that_are_one_link_lead_to_other_articles():
    cards = "".join(
        f'<article><a href="/{n}"><h3>En annan nyhet, nummer {n}</h3><p>{TWO}</p></a></article>' for n in range(4)
    )
    article = read(f"<main><h1>Verkstaden öppnar</h1><p>{ONE}</p>{f'<p>{TWO}</p>' * 8}<div>{cards}</div></main>")
    assert "En annan nyhet" not in " ".join(block.text for block in article.blocks)
    assert ("dropped", "teasers") in {(entry.state, entry.rule) for entry in article.ledger}


def test_each_card_of_a_box_is_a_contact_of_its_own():
    cards = "".join(
        f"<div><p>{name}</p><p>Handledare</p><p>0555-123 4{n}</p></div>"
        for n, name in enumerate(("Alva Lind", "Maj Ek"))
    )
    article = page(f'<p>{TWO}</p><div class="kontakter">{cards}</div>')
    contacts = [block.text for block in article.blocks if block.type == "contact"]
    assert contacts == ["Alva Lind\nHandledare\n0555-123 40", "Maj Ek\nHandledare\n0555-123 41"]


def test_a_profile_whose_text_is_a_lesser_part_of_the_page_gives_way():
    """A theme of its own shows the text outside the element that the system's themes use, and a teaser in it."""
    article = read(
        f'<article class="hentry"><div class="entry-content"><p>{TWO}</p></div></article>'
        f"<main><h1>Verkstaden öppnar</h1>{f'<p>{ONE}</p>' * 6}</main>",
        '<meta name="generator" content="WordPress 6.5">',
    )
    assert article.profile == ""
    assert ONE in [block.text for block in article.blocks]


def test_only_the_text_of_this_article_is_read_where_others_are_shown_below():
    others = "".join(
        f'<article class="hentry"><div class="entry-content"><p>Nyhet {n}: {TWO}</p></div></article>' for n in range(3)
    )
    article = read(
        f'<article class="hentry post"><h1 class="entry-title">Verkstaden öppnar</h1>'
        f'<div class="entry-content"><p>{ONE}</p><p>{TWO} {ONE}</p></div></article>{others}',
        '<meta name="generator" content="WordPress 6.5">',
    )
    assert article.profile == "wordpress"
    assert "Nyhet 1" not in " ".join(block.text for block in article.blocks)
