"""What a page says of itself against its reading: problems that need no right answer to be seen."""

# ruff: noqa: E501  (mark-up is as long as it is)

from __future__ import annotations

import pytest

from brygga.importers.reading.formats.html import read_html
from brygga.importers.reading.model import ledger
from brygga.importers.reading.model.article import Article

TITLE = "Verkstaden öppnar"
ONE = "Verkstaden i hamnen öppnar i april, och trettio platser väntar på den som vill pröva ett yrke under våren."
TWO = "Den som börjar får en handledare, ett schema och en egen skåpnyckel, säger de som redan har varit där ett tag."
DESCRIPTION = "Trettio platser väntar när Solviks kommun öppnar sin verkstad."


def read(body: str, head: str = "", address: str | None = None) -> Article:
    article = read_html(
        f'<html lang="sv"><head>{head}</head><body>{body}</body></html>', source="sida.html", address=address
    )
    ledger.check(article)
    return article


def page(
    extra: str = "", *, head: str = "", title: str = TITLE, rest: str = "", address: str | None = None
) -> Article:
    return read(
        f"<main><article><h1>{title}</h1><p>{ONE}</p><p>{TWO}</p>{extra}</article></main>{rest}", head, address
    )


def codes(article: Article) -> set[str]:
    return {problem.code for problem in article.problems}


def described(text: str) -> str:
    return f'<meta name="description" content="{text}">'


def test_a_page_in_order_has_no_problem():
    head = f'<title>{TITLE} - Solviks kommun</title><meta property="og:title" content="{TITLE}">{described(ONE)}'
    assert codes(page(head=head)) == set()


def test_a_description_that_stands_on_the_page_and_not_in_the_article_is_told():
    beside = f'<aside class="promo"><a href="/x">{DESCRIPTION}</a></aside>'
    (problem,) = page(head=described(DESCRIPTION), rest=beside).problems
    assert problem.code == "description-left-out"
    assert "Trettio platser" in problem.message


@pytest.mark.parametrize("said", [DESCRIPTION, f"{ONE[:60]}…", f"{ONE[:60]} [...]", "Solvik"])
def test_a_description_that_is_nowhere_or_in_the_article_is_not(said: str):
    assert codes(page(head=described(said))) == set()


def test_an_address_of_somebody_that_is_left_out_is_told():
    form = '<div><form><a href="mailto:alva.lind@solvik.example">Skriv till Alva</a><input></form></div>'
    assert "contact-left-out" in codes(page(rest=form))
    assert codes(page(rest='<footer><a href="mailto:alva.lind@solvik.example">Webbansvarig</a></footer>')) == set()
    assert codes(page(rest='<div><a href="mailto:info@solvik.example">Skriv</a></div>')) == set()


@pytest.mark.parametrize(
    "row",
    [
        "Sida: <span>1</span> <a href='{0}2/'>2</a> <a href='{0}3/'>3</a>",
        "Sidor: 1 <a href='{0}2/'>2</a>",
        "<a href='{0}2/'>Nästa sida »</a>",
    ],
)
def test_a_text_in_several_pages_says_so(row: str):
    article = page(f"<p class='x'>{row.format('https://solvik.example/2020/rapport/')}</p>")
    assert "goes-on" in codes(article)
    assert not any("Sid" in block.text for block in article.blocks)


def test_the_next_page_of_the_head_is_told_but_not_the_next_article():
    address = "https://solvik.example/nyheter/12"
    assert "goes-on" in codes(page(head='<link rel="next" href="https://solvik.example/rapport/2/">'))
    assert codes(page(head='<link rel="next" href="https://solvik.example/nyheter/40">', address=address)) == set()
    assert codes(page(head='<link rel="next" href="/nyheter/badet-oppnar/">')) == set()


@pytest.mark.parametrize("title", ["Solviks kommun", "Region Fjällvik"])
def test_a_title_that_is_the_sites_name_is_told(title: str):
    assert "title-is-site" in codes(page(title=title, head=f"<title>{title}</title>"))


def test_two_titles_that_have_nothing_in_common_are_told():
    head = '<meta property="og:title" content="Så lagar du en cykel på tio minuter">'
    assert "two-titles" in codes(page(head=head))
    assert codes(page(head=f'<meta property="og:title" content="{TITLE} i hamnen">')) == set()


@pytest.mark.parametrize("said", ["Du måste logga in för att läsa sidan.", "Sidan hittades inte", "403 Forbidden"])
def test_an_answer_in_place_of_the_article_is_told(said: str):
    assert "refused" in codes(read(f"<main><h1>Solviks kommun</h1><p>{said}</p></main>"))
    assert "refused" not in codes(page(f"<p>{said}</p><p>{ONE} {TWO} {ONE}</p>"))


TABLE = """<table width="740"><tr><td colspan="3"><img src="topp.gif" alt="Solvik"></td></tr><tr><td width="140"><table>
<tr><td><a href="1.htm">Skola</a></td></tr><tr><td><a href="2.htm">Omsorg</a></td></tr></table></td><td width="440">{text}</td>
<td width="160"><font size="2"><b>Aktuellt</b></font><br><font size="1"><b>Bron stängs</b><br>Trafiken får köra runt.<br><a href="b.htm">Mer om bron</a></font></td></tr></table>"""


@pytest.mark.parametrize(
    "text",
    [
        f'<p><font size="1">2004-02-10</font><p><font size="5"><b>{TITLE}</b></font><p><font size="2">{ONE} Alla får komma.</font><p>{TWO}',
        f'<font size="1">2004-02-10</font><br><br><font size="4"><b>{TITLE}</b></font><br><br><font size="2">{ONE} Alla får komma.</font><br><br>{TWO}',
        f"<p>10 februari 2004</p><p><b>{TITLE}</b></p><p>{ONE} Alla får komma.</p><p>{TWO}</p>",
        f'<p>10 februari 2004</p><p><span style="font-size: 18px">{TITLE}</span></p><p>{ONE} Alla får komma.</p><p>{TWO}</p>',
        f"<p>10 februari 2004</p><h3>{TITLE}</h3><p>{ONE} Alla får komma.</p><p>{TWO}</p>",
    ],
)
@pytest.mark.parametrize(
    "name", ["Solviks kommun", "Solviks kommun - officiell webbplats", "Välkommen | Solviks kommun"]
)
def test_a_page_laid_out_by_tables_has_the_line_set_as_a_title(name: str, text: str):
    article = read(TABLE.format(text=text), f"<title>{name}</title>")
    assert article.title.text == TITLE
    assert article.published == "2004-02-10"
    assert "Trafiken" not in " ".join(block.text for block in article.blocks)


@pytest.mark.parametrize(
    "row",
    [
        "Sida 1 av 3",
        "<span>1</span> <a href='/r/2/'>2</a> <a href='/r/3/'>3</a>",
        "<a href='/r?sida=2'>Till nästa sida</a>",
    ],
)
def test_rows_of_pages_of_other_makes_are_known_too(row: str):
    assert "goes-on" in codes(page(f"<p>{row}</p>"))


@pytest.mark.parametrize(("words", "code"), [("Seite 2", {"goes-on"}), ("Om det andra projektet", set())])
def test_a_link_to_the_pages_own_second_page_says_that_it_goes_on_in_any_language(words: str, code: set[str]):
    address = "https://solvik.example/nyheter/verkstaden/"
    row = f'<nav aria-label="Seite"><span>Seite 1</span> <a href="{address}2/">{words}</a></nav>'
    assert codes(page(row, address=address)) & {"goes-on"} == code


@pytest.mark.parametrize("text", ["1 200", "1 3 5", "Sidan är ny"])
def test_numbers_that_are_no_pages_are_not(text: str):
    assert "goes-on" not in codes(page(f"<p>{text}</p>"))


def test_labels_in_cells_that_stand_close_are_labels():
    dates = "<dl><dt>Senast ändrad</dt><dd>2021-05-02</dd><dt>Publicerad</dt><dd>2021-04-09</dd></dl>"
    article = page(dates)
    assert (article.published, article.updated) == ("2021-04-09", "2021-05-02")


def test_a_profile_that_finds_only_part_of_the_text_is_told():
    sign = '<meta name="generator" content="WordPress 6.5">'
    article = f'<article class="post hentry"><h1 class="entry-title">{TITLE}</h1><div class="entry-content"><p>{ONE}</p><p>{TWO}</p></div></article>'
    more = f"<section><p>{TWO} Så är det.</p><p>{ONE} Så blir det.</p></section>"
    assert codes(read(article, sign)) == set()
    assert "profile-differs" in codes(read(article + more, sign))


def test_an_address_that_a_page_hides_from_machines_is_read():
    address = "alva.lind@solvik.example"
    figures = bytes([0x5A, *(byte ^ 0x5A for byte in address.encode())]).hex()
    hidden = f'<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{figures}">[email&#160;protected]</a>'
    article = page(f"<p>Skriv till {hidden} så får du svar.</p>")
    assert f"Skriv till {address} så får du svar." in [block.text for block in article.blocks]
    assert f"mailto:{address}" in [link.href for link in article.links]
    broken = page('<p>Skriv till <span data-cfemail="5a5b">oss här</span> så får du svar.</p>')
    assert "Skriv till oss här så får du svar." in [block.text for block in broken.blocks]
