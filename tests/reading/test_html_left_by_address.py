"""What links tell by where they lead: tags, a second button to a file, comments, the sign at a heading."""

from __future__ import annotations

import pytest

from brygga.importers.reading.formats.html import read_html
from brygga.importers.reading.model import ledger
from brygga.importers.reading.model.article import Article

TITLE = "Verkstaden öppnar"
ONE = "Verkstaden i hamnen öppnar i april, och trettio platser väntar på den som vill pröva ett yrke under våren."
TWO = "Den som börjar får en handledare, ett schema och en egen skåpnyckel, säger de som redan har varit där ett tag."
FORM = "<form><h3>Lämna ett svar</h3><p>E-postadressen visas inte. Fyll i allt.</p><textarea></textarea></form>"


def page(extra: str, heading: str = TITLE) -> Article:
    article = read_html(
        f'<html lang="sv"><body><main><h1>{heading}</h1><p>{ONE}</p><p>{TWO}</p>{extra}</main></body></html>',
        source="sida.html",
    )
    ledger.check(article)
    return article


def said(article: Article) -> str:
    return "\n".join([article.title.text, article.lead.text, *(block.text for block in article.blocks)])


def rules(article: Article) -> set[str]:
    return {entry.rule for entry in article.ledger if entry.state == "dropped"}


def test_links_that_search_for_their_own_words_are_tags():
    article = page(
        '<div><a href="/@@search?Subject%3Alist=Arbete+och+studier"><span>Arbete och studier</span></a></div>'
    )
    assert "studier" not in said(article)
    assert "tags" in rules(article)


@pytest.mark.parametrize("href", ["/enheter?namn=Arbete+och+studier", "/sok?q=jobb"])
def test_a_link_that_leads_elsewhere_is_no_tag(href: str):
    assert "Arbete och studier" in said(page(f'<p><a href="{href}">Arbete och studier</a></p>'))


def test_a_search_in_a_sentence_stays():
    text = "Lediga kurser hittar du genom att söka på"
    assert "på Arbete." in said(page(f'<p>{text} <a href="/sok?q=arbete">Arbete</a>.</p>'))


def test_a_button_right_after_the_link_to_the_same_file_is_said_once():
    article = page('<div><a href="/karta.pdf">Karta över hamnen</a><a href="/karta.pdf" download>Ladda ner</a></div>')
    assert "Karta över hamnen" in said(article)
    assert "Ladda ner" not in said(article)


def test_a_button_to_another_file_stays():
    article = page('<div><a href="/karta.pdf">Karta över hamnen</a> <a href="/plan.pdf" download>Planen</a></div>')
    assert "Planen" in said(article)


def test_what_visitors_wrote_is_known_by_where_its_links_lead():
    comment = f'<div><b>Pia</b> <a href="/v/#comment-4">12 juni</a></div><p>{ONE}</p><a href="?replytocom=4">Svara</a>'
    article = page(f"<div><h2>Ett svar till ”{TITLE}”</h2><ol><li>{comment}</li></ol><div>{FORM}</div></div>")
    assert said(article).count(ONE) == 1
    assert "svar till" not in said(article)
    assert "comments" in rules(article)


def test_a_text_around_comments_is_not_taken_with_them():
    comment = '<p>Bra! <a href="/v/#comment-4">12 juni</a></p>'
    article = page(f"<div><div><p>{TWO} Det gäller alla.</p><div>{comment}{FORM}</div></div></div>")
    assert "Det gäller alla." in said(article)
    assert "Bra!" not in said(article)


@pytest.mark.parametrize("sign", ["¶", "#", "§", "\uf0c1"])
def test_the_sign_that_links_to_its_heading_is_no_word_of_it(sign: str):
    link = f'<a href="#x" title="Länk hit">{sign}</a>'
    article = page(f"<h2 id='x'>Så går det till{link}</h2><p>{TWO} Och mer.</p>", f"{TITLE}{link}")
    assert article.title.text == TITLE
    assert "Så går det till" in [block.text for block in article.blocks]


def test_a_lead_outside_the_text_is_found_by_its_profile():
    article = read_html(
        f'<html><head><meta name="generator" content="Plone"></head><body class="portaltype-news-item">'
        f'<article id="content"><h1 class="documentFirstHeading">{TITLE}</h1>'
        f'<p class="documentDescription">{ONE} {TWO} {ONE}</p><div id="content-core"><p>{TWO} {ONE} {TWO}</p></div>'
        "</article></body></html>",
        source="sida.html",
    )
    assert article.lead.text.startswith(ONE)
    assert "profile-differs" not in {problem.code for problem in article.problems}


def test_words_that_are_not_shown_are_not_weighed_against_a_profile():
    hidden = f'<div><span style="display: none"><span>{ONE * 4}</span></span></div>'
    article = read_html(
        f'<html><head><meta name="generator" content="Plone"></head><body class="portaltype-news-item">'
        f'<article id="content">{hidden}<h1 class="documentFirstHeading">{TITLE}</h1><div id="content-core">'
        f"<p>{ONE}</p><p>{TWO}</p></div></article></body></html>",
        source="sida.html",
    )
    assert article.profile == "plone-classic"
    assert "profile-differs" not in {problem.code for problem in article.problems}
