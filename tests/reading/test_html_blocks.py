"""Ordinary web pages become blocks: what a page shows is what the article holds, in order, with its structure."""

from __future__ import annotations

from brygga.importers.reading.formats.html import read_html
from brygga.importers.reading.model import ledger
from brygga.importers.reading.model.article import Article, Block


def read(body: str, *, title: str = "Ny satsning på jobb", head: str = "", address: str | None = None) -> Article:
    """An article of a page whose main element is a title and this body."""
    page = (
        f'<!DOCTYPE html><html lang="sv"><head><title>{title} - Solviks kommun</title>{head}</head><body>'
        '<nav><ul><li><a href="/">Start</a></li><li><a href="/jobb">Jobb</a></li></ul></nav>'
        f"<main><h1>{title}</h1>{body}</main><footer><p>Solviks kommun, 0555-123 45</p></footer></body></html>"
    )
    article = read_html(page, source="sida.html", address=address or "https://solvik.example/nyheter/jobb")
    ledger.check(article)
    return article


def types(article: Article) -> list[str]:
    return [block.type for block in article.blocks]


def only(article: Article, kind: str) -> Block:
    found = [block for block in article.blocks if block.type == kind]
    assert len(found) == 1, types(article)
    return found[0]


LEAD = '<p class="ingress">Solviks kommun startar ett projekt för unga vuxna som vill närma sig arbetslivet.</p>'
PROSE = "<p>Projektet pågår i två år och drivs av arbetsmarknadsenheten tillsammans med tre föreningar i Solvik.</p>"


def test_title_lead_and_text_are_told_apart_and_the_frame_of_the_page_is_left_out():
    article = read(LEAD + PROSE)
    assert article.title.text == "Ny satsning på jobb"
    assert article.lead.text.startswith("Solviks kommun startar ett projekt")
    assert [b.text for b in article.blocks] == [
        "Projektet pågår i två år och drivs av arbetsmarknadsenheten tillsammans med tre föreningar i Solvik."
    ]
    rules = {entry.rule for entry in article.ledger if entry.state == "dropped"}
    assert {"navigation", "footer"} <= rules


def test_nested_lists_keep_their_levels():
    article = read(LEAD + PROSE + "<ul><li>Ett<ol><li>Ett a</li><li>Ett b</li></ol></li><li>Två</li></ul>")
    block = only(article, "list")
    assert [item.content.text for item in block.items] == ["Ett", "Två"]
    (nested,) = block.items[0].children
    assert nested.ordered
    assert [item.content.text for item in nested.items] == ["Ett a", "Ett b"]


def test_a_table_keeps_header_caption_and_spans():
    article = read(
        LEAD + PROSE + "<table><caption>Deltagare</caption><tr><th>År</th><th>Antal</th></tr>"
        '<tr><td>2020</td><td>41</td></tr><tr><td colspan="2">Uppgift saknas</td></tr></table>'
    )
    table = only(article, "table")
    assert table.caption is not None
    assert table.caption.text == "Deltagare"
    assert [c.text for c in table.header] == ["År", "Antal"]
    assert [[c.text for c in row] for row in table.rows] == [["2020", "41"], ["Uppgift saknas"]]
    assert table.data["cells"][2][0]["colspan"] == 2


def test_a_table_that_only_lays_out_the_page_is_running_text():
    article = read(LEAD + f"<table><tr><td>{PROSE}<h2>Så går det till</h2>{PROSE}</td></tr></table>")
    assert types(article) == ["paragraph", "heading", "paragraph"]


def test_details_and_accordions_are_questions_with_answers():
    article = read(
        LEAD + PROSE + "<details><summary>Vem får vara med?</summary><p>Alla mellan 18 och 29 år.</p></details>"
        '<h3><button aria-expanded="false" aria-controls="p1">När börjar det?</button></h3>'
        '<div id="p1" hidden><p>I mars.</p><ul><li>Måndagar</li></ul></div>'
    )
    asked = [b for b in article.blocks if b.type == "faq"]
    assert [b.content.text for b in asked] == ["Vem får vara med?", "När börjar det?"]
    assert [child.type for child in asked[1].children] == ["paragraph", "list"]


def test_a_line_of_speech_is_a_paragraph_of_its_own():
    article = read(LEAD + "<p>Enheten växer i år.<br>– Det känns bra, säger Maj Ek.<br>Nästa steg är en mässa.</p>")
    assert [b.text for b in article.blocks] == [
        "Enheten växer i år.",
        "– Det känns bra, säger Maj Ek.",
        "Nästa steg är en mässa.",
    ]


def test_a_picture_has_its_caption_credit_and_absolute_address():
    article = read(
        LEAD + '<figure><img src="/bilder/a.jpg" alt="Två personer i en verkstad">'
        "<figcaption>Verkstaden i Solvik. Foto: Maj Ek</figcaption></figure>" + PROSE
    )
    (image,) = article.images
    assert image.src == "https://solvik.example/bilder/a.jpg"
    assert (image.alt, image.caption, image.credit, image.lead) == (
        "Två personer i en verkstad",
        "Verkstaden i Solvik. Foto: Maj Ek",
        "Maj Ek",
        True,
    )


def test_tracking_and_decorative_pictures_are_not_pictures_of_the_article():
    article = read(
        LEAD + PROSE + '<p><img src="/px.gif" width="1" height="1"><img src="/ikon.png" role="presentation">'
        '<img src="/s.svg" class="icon" alt=""></p>'
    )
    assert article.images == []


def test_links_say_what_they_lead_to():
    article = read(
        LEAD + '<p>Läs <a href="/om">om enheten</a>, <a href="https://annan.example/x">hos andra</a>, i '
        '<a href="/plan.pdf">planen</a>, <a href="#fakta">längre ner</a>, eller <a href="mailto:maj@solvik.example">'
        'skriv</a> och <a href="tel:0555123">ring</a> oss, så berättar vi mer om det hela.</p>'
    )
    assert [(link.text, link.kind) for link in article.links] == [
        ("om enheten", "internal"),
        ("hos andra", "external"),
        ("planen", "file"),
        ("längre ner", "anchor"),
        ("skriv", "mail"),
        ("ring", "phone"),
    ]
    assert article.links[0].href == "https://solvik.example/om"


def test_dates_that_the_page_does_not_show_come_from_structured_data():
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ny satsning på jobb", '
        '"datePublished": "2021-03-02T08:00:00+01:00", "dateModified": "2021-04-05"}</script>'
    )
    article = read(LEAD + PROSE, head=head)
    assert (article.published, article.updated) == ("2021-03-02", "2021-04-05")


def test_a_labelled_swedish_date_is_read_where_structured_data_is_missing():
    article = read(LEAD + PROSE + "<p>Senast uppdaterad: 9 april 2021</p>")
    assert (article.published, article.updated) == (None, "2021-04-09")


def test_a_bold_line_above_text_is_a_heading_and_bullet_lines_are_a_list():
    article = read(
        LEAD + f"<p><strong>Så går det till</strong></p>{PROSE}<p>Du får:<br>• handledning<br>• praktik</p>"
    )
    assert types(article) == ["heading", "paragraph", "paragraph", "list"]
    assert [item.content.text for item in article.blocks[3].items] == ["handledning", "praktik"]
    assert "list-marker" in {entry.rule for entry in article.ledger}
