"""Broken, hostile and empty pages: they end in time, with an article or a named reason, and no word disappears."""

from __future__ import annotations

import pytest

from brygga.importers.reading import UnreadableDocument
from brygga.importers.reading.formats.html import read_html
from brygga.importers.reading.model import ledger
from brygga.importers.reading.model.article import Article

from ..growth import assert_grows_linearly

PROSE = "Projektet pågår i två år och drivs av enheten i Solvik tillsammans med tre föreningar."


def read(page: str | bytes) -> Article:
    article = read_html(page, source="trasig.html")
    ledger.check(article)
    return article


def codes(article: Article) -> set[str]:
    return {problem.code for problem in article.problems}


def said(article: Article) -> str:
    texts = [article.title, article.lead, *(t for block in article.blocks for t in block.texts())]
    return " ".join(text.text for text in texts)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<div>" * 100_000 + PROSE + "</div>" * 100_000 + "<p>Slutet.</p>", id="100,000 nested tags"),
        pytest.param("<b>" * 5000 + PROSE + "<p>Slutet.</p>", id="5,000 open inline tags"),
        pytest.param("<ul><li>" * 3000 + PROSE + "</li></ul>" * 3000 + "<p>Slutet.</p>", id="3,000 nested lists"),
        pytest.param(
            "<table><tr><td>" * 1500 + PROSE + "</td></tr></table>" * 1500 + "<p>Slutet.</p>", id="1,500 nested tables"
        ),
    ],
)
def test_deeply_nested_pages_keep_their_words_and_say_so(page: str):
    article = read(f"<html><body>{page}</body></html>")
    assert PROSE in said(article)
    assert "Slutet." in said(article)
    assert "too-deep" in codes(article)


@pytest.mark.parametrize(
    "name", ["ul><li", "blockquote", "details", "table><tr><td", "div", "span", "aside", "dl><dd", "h2"]
)
def test_pages_nested_just_less_than_too_deep_are_read(name: str):
    opening, names = f"<{name}>", name.split("><")
    closing = "".join(f"</{part}>" for part in reversed(names))
    levels = 1500 // len(names)
    nested = f"{opening * levels}{PROSE}{closing * levels}"
    article = read(f"<html><body><main><h1>Nytt</h1>{nested}<p>Slutet.</p></main></body></html>")
    assert PROSE in said(article)
    assert "Slutet." in said(article)


def test_a_million_attributes_are_a_trouble_that_is_named():
    attributes = " ".join(f"a{number}=1" for number in range(1_000_000))
    article = read(f"<html><body><p {attributes}>{PROSE}</p></body></html>")
    assert PROSE in said(article)
    assert "too-many-attributes" in codes(article)


def test_one_long_value_is_no_trouble():
    image = f'<img alt="Bild" src="data:image/png;base64,{"A" * 90_000}">'
    article = read(f"<html><body><h1>Nytt</h1><p>{PROSE}</p>{image}</body></html>")
    assert "too-many-attributes" not in codes(article)
    assert [image.alt for image in article.images] == ["Bild"]


def test_a_truncated_page_is_read_as_far_as_it_goes():
    article = read(f"<html><body><main><h1>Nytt projekt</h1><p>{PROSE}</p><p>Och sedan tar det sl")
    assert "truncated" in codes(article)
    assert said(article).endswith("Och sedan tar det sl")


def test_null_bytes_are_taken_out_and_reported():
    article = read(f"<html><body><h1>Nytt</h1><p>{PROSE[:20]}\0{PROSE[20:]}</p></body></html>")
    assert PROSE in said(article)
    assert "null-bytes" in codes(article)


def test_a_page_with_only_pictures_says_that_it_has_no_text():
    article = read('<html><body><main><img src="/a.jpg" alt="Ett torg"></main></body></html>')
    assert "no-text" in codes(article)
    assert [image.alt for image in article.images] == ["Ett torg"]


def test_a_page_without_words_is_an_article_with_a_problem_not_an_error():
    article = read("<html><body><script>var a = 1;</script></body></html>")
    assert {"no-text", "no-title"} <= codes(article)


def test_a_huge_page_is_refused_by_name():
    with pytest.raises(UnreadableDocument) as caught:
        read_html("<p>" + "ord " * 16_000_000, source="stor.html")
    assert caught.value.code == "too-large"


def test_ten_thousand_paragraphs_are_read():
    article = read(f"<html><body><main><h1>Långt</h1>{f'<p>{PROSE}</p>' * 10_000}</main></body></html>")
    assert len(article.blocks) == 9_999


@pytest.mark.parametrize(
    ("page", "size"),
    [
        pytest.param(lambda count: f"<main><h1>Långt</h1>{f'<p>{PROSE}</p>' * count}</main>", 2000, id="paragraphs"),
        pytest.param(
            lambda count: f"<p{''.join(f' a{n}=1' for n in range(count))}>{PROSE}</p>", 200_000, id="attributes"
        ),
        pytest.param(lambda count: f"{'<div>' * count}{PROSE}{'</div>' * count}", 20_000, id="nested tags"),
        pytest.param(lambda count: f"<main>{'<b>' * count}{PROSE}", 4000, id="open inline tags"),
        pytest.param(
            lambda count: f"<main>{'<ul><li>' * count}{PROSE}{'</li></ul>' * count}", 2000, id="nested lists"
        ),
        pytest.param(lambda count: f"<main>{'<table><tr><td>' * count}{PROSE}", 1500, id="nested tables"),
        pytest.param(
            lambda count: f"<main><h1>Ny</h1><p>{'<a href=/x>ord</a> ' * count}</p></main>", 4000, id="links"
        ),
        *(
            pytest.param(
                lambda count, link=link: f"<main><h1>Ny</h1><p>{PROSE}</p><div>{link * count}</div>", 1600, id=link
            )
            for link in (
                "<a href='#x'>hopp</a> ",
                "<a href='/wiki/Kategori:K'>kategori</a> | ",
                "<a href='/w?action=edit'>redigera</a> ",
                "<a href='/author/ek/'>Av Maj Ek</a> ",
                "<a href='/author/ek/'><img src='/ek.jpg'></a> ",
            )
        ),
    ],
)
def test_time_grows_with_the_page_alone(page, size: int):
    def reading(count: int):
        text = f"<html><body>{page(count)}</body></html>"
        return lambda: read(text)

    assert_grows_linearly(reading, size)


def test_broken_json_and_odd_addresses_do_not_stop_the_reading():
    page = (
        '<html><head><script type="application/ld+json">{"@type": ["NewsArticle"], "datePublished": 5, '
        '"image": [[]], "publisher": [{"name": {}}], }</script><base href="http://[oj"></head><body><main><h1>Nytt</h1>'
        f'<p>{PROSE} <a href="http://[::1">Trasig</a> <a href="javascript:alert(1)">Kod</a> '
        '<a href="  ">Tom</a></p><img srcset=", ,x 2w, http://[a 9e9w" alt="Bild"><table><tr><td colspan="0x9">1</td>'
        '<td rowspan="99999999999">2</td></tr></table></main></body></html>'
    )
    article = read(page)
    assert [link.text for link in article.links] == ["Trasig"]
    assert "Kod" in said(article)


def test_scripts_and_styles_are_no_text_anywhere():
    page = (
        f"<html><body><main><h1>Nytt</h1><p>{PROSE}<script>hemligt()</script></p><style>.a{{color:red}}</style>"
        "<noscript>Slå på skript</noscript><template><p>Mall</p></template></main></body></html>"
    )
    article = read(page)
    assert "hemligt" not in article.source_text
    assert "color" not in article.source_text
    assert "skript" not in said(article)
    assert "Mall" not in said(article)
