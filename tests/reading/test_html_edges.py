"""What stands at the edges of a text, on pages that do not say where their text is: kept, or told of."""

from __future__ import annotations

import re

import pytest

from brygga.importers.reading import Article, read

SENTENCES = (
    "Kommunen bygger en ny skola i Solvik med plats för fyrahundra elever och en idrottshall.",
    "Arbetet börjar till våren och ska vara klart två år senare.",
    "Skolan får ett eget bibliotek, en matsal och lokaler för fritidshem.",
    "Barn och personal har fått säga vad de tycker om ritningarna.",
    "Under bygget går eleverna i tillfälliga lokaler vid ån.",
    "Trafiken på Kvarngatan leds om medan marken görs i ordning.",
)
SHAPES = {
    "ends with a link": '<p>Läs mer på <a href="https://x.example/skola">projektets egen webbplats</a>.</p>',
    "only a link": '<p><a href="https://x.example/skola">Handlingar om skolbygget</a></p>',
    "two links": '<p>Se <a href="https://x.example/1">ritningarna</a> och <a href="https://x.example/2">tidplanen</a></p>',
    "short": "<p>Varmt välkomna!</p>",
    "a question": "<p>Vad tycker du om gården?</p>",
    "a credit": "<p>Foto: Maj Ekblad</p>",
    "a picture and its credit": '<img src="a.jpg" alt="">Foto: Maj Ekblad',
    "a contact": "<p>Ansvarig: Maj Ekblad, projektledare, 070-174 06 01</p>",
    "a label": "<p>Kostnad: 9 miljoner kronor</p>",
    "loose words": "Invigningen blir hösten därpå",
    "a heading": "<h3>Så går det till</h3><p>Alla får titta in.</p>",
    "a list": "<ul><li>Kök</li><li>Slöjdsal</li></ul>",
    "a box": "<div>Inflyttning sker etappvis</div>",
    "a section": "<section><p>Svar ges på plats</p></section>",
    "an aside": "<aside><p>Rektor söks till hösten</p></aside>",
    "an address": '<p>Förslag tas emot på <a href="mailto:a@solvik.example">a@solvik.example</a></p>',
}
BOXES = ("{}", '<div class="content">{}</div>', "<main>{}</main>", "<main><article>{}</article></main>")
APART = '<div class="page"><div class="text">{text}</div>{shape}</div>'


def page(body: str) -> Article:
    html = f"""<!doctype html><html lang="sv"><head><title>Ny skola - Solviks kommun</title></head><body>
    <nav><a href="/">Start</a> <a href="/b">Om oss</a></nav>{body}
    <footer>Solviks kommun, 0123-456 78</footer></body></html>"""
    return read(html.encode(), source="sida.html")


def paragraphs(count: int, length: int) -> list[str]:
    return [f"<p>{' '.join((SENTENCES * 2)[i % 6 : i % 6 + length])}</p>" for i in range(count)]


def kept(article: Article) -> str:
    return " ".join([article.title.text, article.lead.text, *(t.text for b in article.walk() for t in b.texts())])


def gone(article: Article, html: str) -> list[str]:
    said = kept(article) + " ".join(problem.message for problem in article.problems)
    return [word for word in re.findall(r"\w+", re.sub(r"<[^>]*>", " ", html)) if word not in said]


@pytest.mark.parametrize(("count", "length"), [(2, 1), (6, 3)])
@pytest.mark.parametrize("shape", SHAPES)
def test_no_word_at_an_edge_is_gone_without_a_word(shape: str, count: int, length: int):
    html, text = SHAPES[shape], paragraphs(count, length)
    for at in (0, count):
        body = "".join(["<h1>Ny skola</h1>", *text[:at], html, *text[at:]])
        assert [gone(page(box.format(body)), html) for box in BOXES] == [[]] * len(BOXES), at
    apart = APART.format(text="".join(["<h1>Ny skola</h1>", *text]), shape=html)
    assert gone(page(apart), html) == []


def test_a_last_paragraph_that_ends_with_a_link_is_kept_without_a_doubt():
    article = page("<h1>Ny skola</h1>" + "".join(paragraphs(6, 3)) + SHAPES["ends with a link"])
    assert "Läs mer på projektets egen webbplats." in kept(article)
    assert "doubtful-kept" not in {problem.code for problem in article.problems}


def test_what_stands_for_itself_below_the_text_is_kept_with_a_doubt():
    article = page(APART.format(text="<h1>Ny skola</h1>" + "".join(paragraphs(6, 3)), shape=SHAPES["a box"]))
    assert "Inflyttning sker etappvis" in kept(article)
    assert "doubtful-kept" in {problem.code for problem in article.problems}


FURNITURE = {
    "teasers": '<div><h2>Fler nyheter</h2><div><h3><a href="/1">Ny bro över ån byggs</a></h3>'
    "<p>Bron öppnar snart igen.</p></div>"
    '<div><h3><a href="/2">Simhallen är stängd</a></h3><p>Hallen öppnar snart igen.</p></div></div>',
    "a menu": '<div><a href="/1">Förskola</a> <a href="/2">Grundskola</a> <a href="/3">Gymnasium</a></div>',
    "a footer": "<div><p>Solviks kommun</p><p>Storgatan 1, 123 45 Solvik</p><p>Växel: 0123-456 00</p></div>",
    "a search box": '<form action="/sok"><label>Sök på webbplatsen <input name="q"></label></form>',
}


@pytest.mark.parametrize("kind", FURNITURE)
def test_what_shows_itself_to_be_furniture_stays_out(kind: str):
    text = "<h1>Ny skola</h1>" + "".join(paragraphs(6, 3))
    own = kept(page(text))
    assert kept(page(APART.format(text=text, shape=FURNITURE[kind]))) == own


def test_a_box_that_may_be_of_the_text_is_told_of_where_it_is_left_out():
    box = '<div class="kort"><p>I juni öppnar badet igen när det är klart.</p><a href="/n/3">Till nyheten</a></div>'
    article = page(APART.format(text="<h1>Ny skola</h1>" + "".join(paragraphs(6, 3)), shape=box))
    assert any(p.code == "text-beside" and "I juni öppnar badet" in p.message for p in article.problems)


@pytest.mark.parametrize("name", "sidebar side-column widget-area cookie-info footer related promo".split())
def test_prose_in_the_article_is_not_dropped_for_what_its_box_is_called(name: str):
    box = f'<div class="{name}"><p>Fonden betalar halva lokalen. Tolv personer har fått plats sedan i maj.</p></div>'
    text = paragraphs(6, 3)
    article = page("".join(["<article><h1>Ny skola</h1>", *text[:3], box, *text[3:], "</article>"]))
    assert gone(article, box) == []
    assert "doubtful-kept" in {problem.code for problem in article.problems}
