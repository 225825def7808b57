"""What a page's links tell by where they lead: tools for editing it, its own contents, its tags and its comments."""

from __future__ import annotations

from brygga.importers.reading.formats.html import read_html
from brygga.importers.reading.model.article import Article

PROSE = (
    "<p>Spånet började som en kurs på folkhögskolan. När kursen tog slut ville deltagarna fortsätta tillsammans.</p>"
)


def _read(body: str) -> Article:
    page = f'<html lang="sv"><title>Spånet</title><body><div><h1>Spånet</h1>{PROSE}{body}</div></body></html>'
    return read_html(page.encode(), source="sida.html", address="https://wiki.example/wiki/Spanet")


def _text(article: Article) -> str:
    return " ".join([article.lead.text, *(block.text for block in article.blocks)])


def test_the_edit_link_at_a_heading_is_no_part_of_it():
    edit = '<span>[<a href="/index.php?title=S&amp;action=edit&amp;section=1">redigera</a>]</span>'
    article = _read(f"<h2>Bakgrund {edit}</h2>{PROSE}")
    assert [block.text for block in article.blocks if block.type == "heading"] == ["Bakgrund"]


def test_a_sentence_about_editing_keeps_its_link():
    article = _read(
        '<p>Den som vill kan <a href="/index.php?title=S&amp;action=edit">skriva mer om snickeriet</a> här.</p>'
    )
    assert "kan skriva mer om snickeriet här." in _text(article)


def test_a_list_of_the_headings_that_follow_is_left_out():
    contents = (
        '<div><h2>Innehåll</h2><ul><li><a href="#a">1 Bakgrund</a></li><li><a href="#b">2 Kunder</a></li></ul></div>'
    )
    article = _read(f'{contents}<h2 id="a">Bakgrund</h2>{PROSE}<h2 id="b">Kunder</h2>{PROSE}')
    assert [block.text for block in article.blocks if block.type == "heading"] == ["Bakgrund", "Kunder"]
    assert not [block for block in article.blocks if block.type in ("list", "links")]


def test_a_list_that_says_more_than_the_headings_it_leads_to_stays():
    first = '<li><a href="#a">Bakgrund</a>, med åren 2011 till 2015 i korthet</li>'
    listed = f'<ul>{first}<li><a href="#b">Kunder</a></li></ul>'
    article = _read(f'{listed}<h2 id="a">Bakgrund</h2>{PROSE}<h2 id="b">Kunder</h2>{PROSE}')
    assert "med åren 2011 till 2015 i korthet" in _text(article)


def test_a_row_of_links_to_tags_is_left_out_with_its_label_whatever_it_is_called():
    row = '<p>Tags:</p><p><a href="/tag/forskola/">förskola</a>, <a href="/tag/tra/">trä</a></p>'
    article = _read(PROSE + row)
    assert "förskola" not in _text(article)
    assert "Tags" not in _text(article)


def test_a_link_to_the_comments_is_left_out_and_a_face_is_no_picture():
    face = '<img src="https://secure.gravatar.com/avatar/168?s=60" width="60" height="60" alt="">'
    article = _read(f'<div>{face} <a href="/spanet/#comments">2 kommentarer till Spånet</a></div>{PROSE}')
    assert "kommentarer" not in _text(article)
    assert article.images == []


def test_a_description_that_is_called_after_the_post_is_the_lead_and_not_a_byline():
    lead = '<div class="post-description">Deltagarna på kursen bygger lekstugor i en nedlagd verkstad vid ån.</div>'
    page = f'<html lang="sv"><title>Spånet</title><body><article><header><h1>Spånet</h1>{lead}</header>{PROSE * 3}'
    article = read_html(
        f"{page}</article></body></html>".encode(), source="s.html", address="https://wiki.example/wiki/Spanet"
    )
    assert article.lead.text.startswith("Deltagarna på kursen")


def test_the_labels_of_panels_stay_with_what_they_open():
    labels = '<div><a href="#a">Ansökan</a> <a href="#b">Avgift</a></div>'
    article = _read(f'{labels}<div id="a">{PROSE}</div><div id="b">{PROSE}</div>')
    assert "Ansökan" in _text(article)
    assert "Avgift" in _text(article)


def test_a_partners_sign_in_the_text_is_a_picture_and_the_publishers_over_the_title_is_not():
    sign = '<a href="/f"><img src="/bilder/logo_{}.png" width="200" height="90" alt="{}"></a>'
    top, amid = sign.format("agare", "Utgivaren"), sign.format("a", "Sågen")
    page = f"<div>{top}</div><h1>Spånet</h1>{PROSE * 2}<div>{amid}</div>{PROSE}"
    page = f'<html lang="sv"><title>Spånet</title><body><div>{page}</div></body></html>'
    article = read_html(page.encode(), source="s.html", address="https://wiki.example/wiki/Spanet")
    assert [image.alt for image in article.images] == ["Sågen"]
