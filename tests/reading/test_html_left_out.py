"""What a page here cannot have of an old page: links that run scripts, forms, what lies on a network inside."""

from __future__ import annotations

import pytest

from brygga.importers.reading import Article, read
from brygga.importers.reading.formats.html.hrefs import leads_inside

TEXT = (
    "<p>Kommunen bygger en ny skola i Solvik med plats för fyrahundra elever, och arbetet börjar till våren.</p>" * 3
)


def page(body: str, address: str | None = None) -> Article:
    html = f'<html lang="sv"><body><main><h1>Ny skola</h1>{TEXT}{body}{TEXT}</main></body></html>'
    return read(html.encode(), source="sida.html", address=address)


def said(article: Article) -> str:
    return "\n".join(text.text for block in article.walk() for text in block.texts())


def told(article: Article) -> dict[str, str]:
    return {problem.code: problem.message for problem in article.problems}


@pytest.mark.parametrize(
    "address",
    ["http://10.0.0.5/x", "http://192.168.1.9/", "http://[fd00::1]/", "http://127.0.0.1:8000/", "http://intranet/sida",
     "https://karta.solvik.local/k", "http://localhost/x"],
)  # fmt: skip
def test_nothing_on_a_network_inside_becomes_a_public_link(address: str):
    article = page(
        f'<iframe src="{address}" title="Karta över bygget"></iframe><p>Se <a href="{address}">kartan</a> nu.</p>'
    )
    assert "Se kartan nu." in said(article)
    assert address not in repr(article.links) + repr(article.blocks)
    assert "«Karta över bygget»" in told(article)["embed-left-out"]
    assert "«kartan»" in told(article)["link-left-out"]


def test_links_within_the_old_site_are_kept_wherever_it_is():
    article = page('<p>Se <a href="/karta">kartan</a> nu.</p>', address="http://intranet/nyheter/1")
    assert [link.href for link in article.links] == ["http://intranet/karta"]
    assert not leads_inside("https://karta.solvik.example/1", None)
    assert not leads_inside("mailto:a@solvik.example", None)
    assert not leads_inside("/karta", None)
    assert leads_inside("file:///K:/gemensam/karta.pdf", None)


def test_the_words_of_a_link_that_runs_a_script_stay_and_it_is_told():
    article = page('<p>Se <a href="javascript:visa(3)">alla bilder</a> från dagen.</p>')
    assert "Se alla bilder från dagen." in said(article)
    assert article.links == []
    assert "«alla bilder»" in told(article)["link-left-out"]


def test_something_embedded_by_a_script_is_told():
    assert "«Film»" in told(page('<iframe src="javascript:spela()" title="Film"></iframe>'))["embed-left-out"]


def test_the_words_of_a_form_stay_and_its_fields_are_told():
    form = (
        "<form><h2>Anmälan</h2><p>Mötet är i Folkets hus. Anmäl dig senast den 3 maj.</p>"
        '<label>Namn <input name="namn"></label><label>Matallergi <textarea></textarea></label>'
        "<button>Skicka</button></form>"
    )
    article = page(form)
    assert "Mötet är i Folkets hus. Anmäl dig senast den 3 maj." in said(article)
    assert "Anmälan" in said(article)
    assert "Matallergi" not in said(article)
    assert "«Namn, Matallergi, Skicka»" in told(article)["form-left-out"]


@pytest.mark.parametrize(
    "form",
    [
        '<form role="search"><label>Vad letar du efter? <input name="text"></label></form>',
        "<form><p>Hade du nytta av sidan?</p><button>Ja</button><button>Nej</button></form>",
        '<form><p>Få nyheter via vårt nyhetsbrev.</p><input name="adress"></form>',
        '<form><label>Lösenord <input type="password"></label></form>',
    ],
)
def test_forms_that_are_tools_of_the_site_are_left_out(form: str):
    article = page(form)
    assert said(article) == said(page(""))
    assert "form-left-out" not in told(article)
