"""Angle brackets and ampersands in a text are words: an import keeps them, and every place that shows them escapes."""

import html
import io
import json
import re
import xml.etree.ElementTree as ElementTree

import pytest
from django.test import Client
from PIL import Image

from brygga.news.models import NewsPage
from brygga.site.search.texts import page_texts

from .archive import run_import, write

pytestmark = pytest.mark.django_db
LONG = "Kursen hålls i det gamla posthuset vid torget och är öppen för alla som vill lära sig något nytt i höst."
PLACES = {
    "title": "<h1>{0}</h1><p class='ingress'>{1}</p><p>{1}</p>",
    "lead": "<h1>Kurs i posthuset</h1><p class='ingress'>{0} och så vidare hela hösten.</p><p>{1}</p>",
    "heading": "<h1>Kurs i posthuset</h1><p>{1}</p><h2>{0}</h2><p>{1}</p>",
    "paragraph": "<h1>Kurs i posthuset</h1><p>{1}</p><p>Det står {0} på skylten.</p>",
    "item": "<h1>Kurs i posthuset</h1><p>{1}</p><ul><li>{0}</li><li>Annat</li></ul>",
    "cell": "<h1>Kurs i posthuset</h1><p>{1}</p><table><tr><th>Dag</th><th>{0}</th></tr>"
    "<tr><td>{0}</td><td>9</td></tr></table>",
    "quote": "<h1>Kurs i posthuset</h1><p>{1}</p><p>– Jag skrev {0} och fick svar, säger enhetschef Ann Falk.</p>",
    "question": "<h1>Kurs i posthuset</h1><p>{1}</p><h2>Vanliga frågor</h2><h3>Vad betyder {0} här?</h3>"
    "<p>Det betyder {0} överallt.</p><h3>Vad kostar kursen?</h3><p>Den är gratis.</p>",
    "caption": "<h1>Kurs i posthuset</h1><p>{1}</p><figure><img src='x.jpg' alt='{0}'>"
    "<figcaption>Skylten {0} vid dörren</figcaption></figure><p>{1}</p>",
    "link": "<h1>Kurs i posthuset</h1><p>{1}</p><p>Se <a href='https://ekby.example/'>{0} hos Ekby</a> också.</p>",
    "contact": "<h1>Kurs i posthuset</h1><p>{1}</p><h2>Kontakt</h2><p>Ann Falk, enhetschef {0}<br>0980-31 92 01</p>",
}
SIGNS = ["<förnamn>", "<ann.falk@solvik.example>", "<b>", "<<Hej>>", "5 < 7 och 9 > 8", "Jobb & Bildning", "&lt;p&gt;"]


def imported(tmp_path, body):
    document = (
        f"<!doctype html><html lang='sv'><head><title>Sida</title></head><body><main>{body}</main></body></html>"
    )
    run_import(write(tmp_path / "a", sida__html=document, x__jpg=picture()), publish=True)
    return NewsPage.objects.get()


def shown(response):
    """What a visitor reads of a page, as a browser would: elements gone, references resolved."""
    source = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", source)).replace("\u00ad", "").split())


def picture():
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize("place", PLACES)
def test_signs_come_through_an_import_wherever_they_stand(tmp_path, place):
    # The address of a contact is a field of its own, without its brackets.
    signs = [sign for sign in SIGNS if place != "contact" or "@" not in sign]
    page = imported(tmp_path, PLACES[place].format(html.escape(", ".join(signs)), LONG))
    response = Client().get(page.url)
    assert ", ".join(signs) in shown(response)
    assert "<förnamn>" not in response.content.decode()


@pytest.mark.parametrize("place", ["title", "lead", "heading", "item", "question", "caption", "link"])
def test_what_a_field_has_no_room_for_stands_below_it(tmp_path, place):
    long = " ".join(f"{sign} nummer{number}" for number in range(60) for sign in ("<b>", "skylten"))
    page = imported(tmp_path, PLACES[place].format(html.escape(long), LONG))
    response = Client().get(page.url)
    words = shown(response)
    assert all(f"nummer{number}" in words for number in range(60))
    assert "<b>" not in response.content.decode()


def test_feeds_and_structured_data_say_the_signs_and_are_well_formed(tmp_path):
    title, lead = f"Kursen {', '.join(SIGNS)} börjar", f"Så skriver du {', '.join(SIGNS[:3])} rätt. {LONG}"
    page = imported(tmp_path, f"<h1>{html.escape(title)}</h1><p class='ingress'>{html.escape(lead)}</p><p>{LONG}</p>")
    client = Client()
    for address in ("/floden/nyheter.atom", "/floden/nyheter.rss"):
        root = ElementTree.fromstring(client.get(address).content)
        assert title in [element.text for element in root.iter() if element.tag.endswith("title")]
        summary = next(e.text for e in root.iter() if e.text and "Så skriver du" in e.text)
        assert lead in html.unescape(re.sub(r"</?p>", "", summary))
    source = client.get(page.url).content.decode()
    found = [
        json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', source, re.S)
    ]
    (news,) = (entry for entry in found if entry.get("headline") == title)
    assert news["description"].startswith(f"Så skriver du {', '.join(SIGNS[:3])} rätt.")


def test_a_search_reads_the_signs_of_a_text(tmp_path):
    page = imported(tmp_path, PLACES["lead"].format("Skriv &lt;förnamn&gt; &amp; ort", LONG))
    assert any("Skriv <förnamn> & ort" in text for text in page_texts(page))
