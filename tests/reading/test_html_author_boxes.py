"""Who wrote a page is no part of its text: the face, the line and the box. Whom a text is about is."""

from __future__ import annotations

from brygga.importers.reading.formats.html import read_html
from brygga.importers.reading.model.article import Article

PROSE = (
    "<p>Elva lärlingar har fått varsin handledare i höst, och alla har fått plats nära hemmet.</p>"
    '<img src="/bilder/hyvel.jpg" width="900" height="600" alt="En hyvelbänk">'
    "<p>De flesta handledare är över femtio och har haft egen firma länge. De visar hur man slipar ett stämjärn.</p>"
    "<p>Projektet betalas av regionen och pågår ett år i taget, och efter jul kommer sex platser till i måleri.</p>"
)
FACE = '<a href="/skribent/stina-rask"><img src="/folk/stina.jpg" width="90" height="90" alt="Stina Rask"></a>'


def _read(top: str = "", end: str = "") -> Article:
    page = f"<title>Lärlingar i höst</title><body><main><h1>Lärlingar i höst</h1>{top}{PROSE}{end}</main></body>"
    return read_html(
        f'<html lang="sv">{page}</html>'.encode(), source="sida.html", address="https://solvik.example/n/1"
    )


def _text(article: Article) -> str:
    return " ".join([article.lead.text, *(block.text for block in article.blocks)])


def test_the_face_beside_the_byline_is_no_picture_of_the_article():
    article = _read(f'<div>{FACE}<div>By <a href="/skribent/stina-rask">Stina Rask</a></div></div>')
    assert [image.src.rsplit("/", 1)[-1] for image in article.images] == ["hyvel.jpg"]
    assert article.author == "Stina Rask"
    assert article.lead.text.startswith("Elva lärlingar")
    assert "Stina" not in _text(article)


def test_the_box_about_the_author_below_the_text_is_left_out():
    bio = "<p>Stina Rask är snickare och skriver om hantverk sedan femton år.</p>"
    box = f'<div>{FACE}<div><h3><a href="/skribent/stina-rask">Stina Rask</a></h3>{bio}</div></div>'
    article = _read('<p>Av <a href="/skribent/stina-rask">Stina Rask</a></p>', box)
    assert "hantverk sedan" not in _text(article)
    assert [image.src.rsplit("/", 1)[-1] for image in article.images] == ["hyvel.jpg"]


def test_a_box_that_says_how_to_reach_somebody_is_a_contact_and_stays():
    card = f"<div>{FACE}<div><h3>Stina Rask</h3><p>Projektledare</p><p>0555-123 45</p></div></div>"
    article = _read(end=card)
    assert "0555-123 45" in _text(article)
    assert "Stina Rask" in _text(article)


def test_those_whom_the_text_presents_stay_with_what_is_said_of_them():
    def card(name: str, word: str) -> str:
        link = f"/skribenter/{word}"
        face = f'<img src="/folk/{word}.jpg" width="300" height="300" alt="{name}">'
        return (
            f'<div>{face}<h3><a href="{link}">{name}</a></h3>'
            f"<p>{name} har skrivit tre böcker om {word} och läser ur den senaste på fredag.</p></div>"
        )

    article = _read(end=card("Stina Rask", "trädgården") + card("Bo Alm", "skogen"))
    assert "tre böcker om trädgården" in _text(article)
    assert "tre böcker om skogen" in _text(article)


def test_somebody_whom_the_text_presents_once_stays():
    bio = "<p>Stina Rask har skrivit tre böcker om trädgårdar och läser ur den senaste på fredag.</p>"
    article = _read(end=f'<div>{FACE}<h3><a href="/skribent/stina-rask">Stina Rask</a></h3>{bio}</div>')
    assert "tre böcker om trädgårdar" in _text(article)
    assert [image.src.rsplit("/", 1)[-1] for image in article.images] == ["hyvel.jpg", "stina.jpg"]


def test_a_link_to_an_author_inside_a_sentence_stays():
    article = _read(
        end='<p>I kväll läser <a href="/author/stina">Stina Rask</a> ur sin bok på biblioteket i Solvik.</p>'
    )
    assert "läser Stina Rask ur sin bok" in _text(article)


def test_a_notice_over_the_title_is_not_the_lead():
    notice = "<p>Just nu är det lång väntetid i telefon. Läs mer om vad du kan göra i stället för att ringa.</p>"
    page = f'<html lang="sv"><title>Lärlingar</title><body><div>{notice}</div><h1>Lärlingar</h1>{PROSE}</body></html>'
    article = read_html(page.encode(), source="sida.html", address="https://solvik.example/n/1")
    assert article.lead.text.startswith("Elva lärlingar")
