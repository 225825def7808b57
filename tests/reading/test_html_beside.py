"""What stands beside the element that holds the text, and belongs to the article all the same."""

# ruff: noqa: E501  (mark-up is as long as it is)

from __future__ import annotations

import pytest

from brygga.importers.reading.formats.html import read_html
from brygga.importers.reading.model import ledger
from brygga.importers.reading.model.article import Article

ONE = "Verkstaden i hamnen öppnar i april, och trettio platser väntar på den som vill pröva ett yrke under våren."
TWO = "Den som börjar får en handledare, ett schema och en egen skåpnyckel, säger de som redan har varit där ett tag."
LEAD = "Solviks kommun öppnar en verkstad för den som vill pröva ett yrke."
TITLE = "Verkstaden öppnar"
SIGNS = {
    "wordpress": '<meta name="generator" content="WordPress 6.4">',
    "plone": '<meta name="generator" content="Plone - https://plone.org">',
    "none": "",
}
# The text's own element in each system; what is put in "before" and "after" lies outside it, in the same article.
SHELLS = {
    "wordpress": '<article class="post hentry">{before}<h1 class="entry-title">{title}</h1>{between}<div class="entry-content">{text}</div>{after}</article>',
    "plone": '<main id="content"><article id="content-part">{before}<header><h1 class="documentFirstHeading">{title}</h1>{between}</header><div id="content-core">{text}</div>{after}</article></main>',
    "none": '<main><article>{before}<h1>{title}</h1>{between}<div class="article-body">{text}</div>{after}</article></main>',
}
CARD = '<div class="{name}"><h3>Vem kan svara?</h3><p>Alva Lind, samordnare<br>0555-123 40<br><a href="mailto:alva.lind@solvik.example">alva.lind@solvik.example</a></p></div>'
LINKS = '<div class="{name}"><h3>Andra läser</h3><ul><li><a href="/a">Bron stängs</a></li><li><a href="/b">Badet öppnar</a></li></ul></div>'


def read(body: str, head: str = "") -> Article:
    article = read_html(f'<html lang="sv"><head>{head}</head><body>{body}</body></html>', source="sida.html")
    ledger.check(article)
    return article


def page(system: str, *, before: str = "", between: str = "", after: str = "", rest: str = "") -> Article:
    text = f"<p>{ONE}</p><p>{TWO}</p>"
    shell = SHELLS[system].format(title=TITLE, before=before, between=between, after=after, text=text)
    return read(shell + rest, SIGNS[system])


def said(article: Article) -> str:
    return "\n".join([article.lead.text, *(block.text for block in article.blocks)])


systems = pytest.mark.parametrize("system", SHELLS)


@systems
@pytest.mark.parametrize("name", ["", "ordlekstraktor", "standfirst", "topp"])
def test_a_lead_between_title_and_text_is_the_lead(system: str, name: str):
    article = page(system, between=f'<div class="{name}"><p>{LEAD}</p></div>')
    assert article.lead.text == LEAD
    assert ONE in said(article)


@systems
@pytest.mark.parametrize("where", ["before", "between"])
def test_a_picture_with_its_caption_is_kept_in_the_articles_top(system: str, where: str):
    figure = '<div class="opener"><figure><img src="/f/hamn.jpg" alt="Båtar"><figcaption>Hamnen en vårdag.</figcaption></figure></div>'
    article = page(system, **{where: figure})
    assert [(image.src, image.caption, image.lead) for image in article.images] == [
        ("/f/hamn.jpg", "Hamnen en vårdag.", True)
    ]


@systems
@pytest.mark.parametrize("name", ["", "who", "sidebar", "reporters-desk"])
def test_a_contact_below_the_text_or_beside_the_article_is_kept(system: str, name: str):
    for article in (
        page(system, after=CARD.format(name=name)),
        page(system, rest=f'<div class="{name}">{CARD.format(name=name)}</div>'),
        page(system, rest=f"<aside>{CARD.format(name=name)}</aside>"),
    ):
        (card,) = [block for block in article.blocks if block.type == "contact"]
        assert "Alva Lind, samordnare" in card.text
        assert "0555-123 40" in card.text


@systems
def test_prose_beside_the_text_in_the_same_article_is_kept_in_its_place(system: str):
    more = "Anmälan är öppen till den sista mars, och alla som söker får svar inom två veckor från kommunen."
    article = page(system, after=f"<div><h2>Så söker du</h2><p>{more}</p></div>{LINKS.format(name='box')}")
    assert [block.text for block in article.blocks][-2:] == ["Så söker du", more]
    assert "Bron stängs" not in said(article)


@systems
def test_the_frame_of_the_page_stays_out(system: str):
    article = page(
        system,
        rest=f"<nav>{LINKS.format(name='n')}</nav><footer><p>Solviks kommun, Torget 1, växel 0555-123 00</p>"
        f"<p>Alva Lind, webbansvarig, 0555-123 40</p></footer>{LINKS.format(name='box')}",
    )
    assert "Torget 1" not in said(article)
    assert "Alva Lind" not in said(article)
    assert "Bron stängs" not in said(article)


@systems
def test_a_card_that_leads_to_another_text_stays_out(system: str):
    teaser = (
        f'<div class="kort"><h3><a href="/n/2">En annan nyhet om hamnen</a></h3><p>{TWO[:60]} och så vidare.</p></div>'
    )
    closing = '<div class="kort"><p>I juni öppnar badet på nytt när bassängen har byggts om.</p><a href="/n/3">Till nyheten</a></div>'
    article = page(system, after=teaser + closing)
    assert "och så vidare" not in said(article)
    assert "I juni öppnar badet" not in said(article)


def test_a_contact_that_the_text_has_is_not_said_twice():
    text = f"<p>{ONE}</p><p>{TWO}</p><p>Alva Lind, 0555-123 40</p>"
    article = read(f"<main><article><h1>{TITLE}</h1>{text}</article></main>{CARD.format(name='')}")
    assert said(article).count("Alva Lind") == 1


RELATED = [
    '<div><a href="/n/1">Badet öppnar</a><small>Badet är öppet sedan i går, efter två års bygge.</small></div>',
    '<div><a href="/n/2">Bron stängs</a><small>Under tre veckor får trafiken köra runt.</small></div>',
]


def test_what_is_said_of_other_pages_at_the_end_stays_out_and_is_told():
    box = f'<section class="x"><h2>Hör ihop</h2>{"".join(RELATED)}</section>'
    article = read(f"<main><article><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p>{box}</article></main>")
    assert "trafiken köra runt" not in said(article)
    assert "Bron stängs" in said(article)
    assert "descriptions-left-out" in {problem.code for problem in article.problems}


def test_a_described_list_in_the_middle_of_the_text_is_text():
    box = f'<section class="x"><h2>Så gick det till</h2>{"".join(RELATED)}</section>'
    article = read(f"<main><article><h1>{TITLE}</h1><p>{ONE}</p>{box}<p>{TWO}</p></article></main>")
    assert "trafiken köra runt" in said(article)


def test_a_drawing_in_a_link_is_no_picture_of_the_article():
    icon = '<p>Läs <a href="/plan.pdf"><img src="/g/pdf.png" alt="Dokument">Planen</a> och <a href="/x">Rådet<img src="/g/ut.gif" alt="ny flik"></a>.</p>'
    photo = '<p><a href="/stor.jpg"><img src="/liten.jpg" alt="Hamnen">Större bild</a></p>'
    article = read(f"<main><article><h1>{TITLE}</h1><p>{ONE}</p>{icon}{photo}<p>{TWO}</p></article></main>")
    assert [image.src for image in article.images] == ["/liten.jpg"]


@pytest.mark.parametrize("above", ["Frågor från medier", "Vem kan svara?", ""])
def test_lines_of_a_card_are_lines_whatever_stands_above_them(above: str):
    card = f"{f'<h4>{above}</h4>' if above else ''}<p>Alva Lind, samordnare<br>Telefon: 0555-123 40<br>alva.lind@solvik.example</p>"
    article = read(f"<main><article><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p>{card}</article></main>")
    (block,) = [block for block in article.blocks if block.type == "contact"]
    assert block.text == "Alva Lind, samordnare\nTelefon: 0555-123 40\nalva.lind@solvik.example"


@pytest.mark.parametrize("name", ["", "related-media", "dokument"])
@pytest.mark.parametrize("label", ["Dokument", "Relaterade länkar", "Läs mer"])
def test_lists_that_the_page_announces_are_the_articles_links(label: str, name: str):
    files = f'<section class="{name}"><h2>{label}</h2><ul><li><a href="/f/beslut.pdf">Beslutet i sin helhet</a></li></ul></section>'
    article = read(
        f"<main><article><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p></article>{files}<nav>{files.replace('beslut', 'meny')}</nav></main>"
    )
    assert [link.text for block in article.blocks if block.type == "links" for link in block.links] == [
        "Beslutet i sin helhet"
    ]


def test_links_below_the_text_without_a_word_are_kept_with_a_doubt():
    row = '<ul><li><a href="/a">Om projektet Lotsen</a></li><li><a href="/b">Enheten för arbete</a></li></ul>'
    article = read(f'<div id="m"><h1>{TITLE}</h1><div class="entry-content"><p>{ONE}</p><p>{TWO}</p></div>{row}</div>')
    assert "Om projektet Lotsen" in said(article)
    assert "links-below" in {problem.code for problem in article.problems}


def test_what_gives_an_event_to_a_calendar_is_a_tool_and_its_day_no_day_of_publishing():
    event = (
        "<div><div><strong>When</strong><p>2022-06-04 from 11:00 to 15:00</p></div>"
        '<div><strong>Add event to calendar</strong><a href="/dag/ics_view">iCal</a></div><a href="x.ics">Outlook</a></div>'
    )
    article = read(f'<main><h1>{TITLE}</h1>{event}<p>{ONE}</p><p>{TWO} Se <a href="x.ics">kalendern</a>.</p></main>')
    assert "iCal" not in said(article)
    assert "Outlook" not in said(article)
    assert "Se kalendern." in said(article)


def test_rows_of_tags_by_their_own_word_stay_out():
    row = '<div class="q"><span>i </span><a rel="tag" href="/t/a">Arbete</a>, <a rel="tag" href="/t/s">Skola</a></div>'
    article = read(f"<main><article><h1>{TITLE}</h1>{row}<p>{ONE}</p><p>{TWO}</p></article></main>")
    assert "Skola" not in said(article)


@pytest.mark.parametrize(
    "icon",
    [
        '<i class="material-icons">expand_more</i>',
        '<span class="icon-x">chevron_right</span>',
        '<i class="material-symbols-outlined">add</i>',
        '<i class="mi">keyboard_arrow_down</i>',
        '<i aria-hidden="true">add</i>',
    ],
)
def test_the_name_of_a_sign_is_no_word(icon: str):
    article = read(
        f"<main><article><h1>{TITLE}</h1><p>{ONE}</p><details><summary><span>Får alla komma?</span>{icon}</summary><p>Ja, alla.</p></details>"
        f'<p>Skriv i fältet <i class="icons">namn</i> vad du heter.</p></article></main>'
    )
    (faq,) = [block for block in article.blocks if block.type == "faq"]
    assert faq.content.text == "Får alla komma?"
    assert "Skriv i fältet namn vad du heter." in said(article)


@pytest.mark.parametrize("hides", ["hidden", 'style="display: none"'])
def test_a_button_before_what_is_hidden_opens_it(hides: str):
    """Many scripts tie the two by their place alone."""
    rows = "".join(
        f'<div class="r"><button>{question}</button><div {hides}><p>{answer}</p></div></div>'
        for question, answer in (("Vem får stöd?", "Den som söker arbete."), ("Hur ansöker jag?", "På en blankett."))
    )
    article = read(f"<main><article><h1>{TITLE}</h1><p>{ONE}</p>{rows}</article></main>")
    pairs = [(b.content.text, b.children[0].content.text) for b in article.blocks if b.type == "faq"]
    assert pairs == [("Vem får stöd?", "Den som söker arbete."), ("Hur ansöker jag?", "På en blankett.")]


@systems
@pytest.mark.parametrize(
    "name", ["promo", "popup-text", "tag", "related", "share-story", "rating", "menu-item", "toc"]
)
def test_running_text_is_not_left_out_for_what_it_is_called(system: str, name: str):
    more = "Anmälan är öppen till den sista mars, och alla som söker får svar inom två veckor från kommunen."
    for mark in (f'<p class="{name}">{more}</p>', f'<div class="{name}"><p>{more}</p></div>'):
        text = f"<p>{ONE}</p>{mark}<p>{TWO}</p>"
        shell = SHELLS[system].format(title=TITLE, before="", between="", after="", text=text)
        article = read(shell, SIGNS[system])
        assert more in said(article)


def test_text_that_is_kept_in_spite_of_its_name_is_told():
    more = "Anmälan är öppen till den sista mars, och alla som söker får svar inom två veckor från kommunen."
    article = read(
        f'<main><article><h1>{TITLE}</h1><p>{ONE}</p><div class="promo"><p>{more}</p></div><p>{TWO}</p></article></main>'
    )
    (problem,) = article.problems
    assert problem.code == "doubtful-kept"
    assert "promo" in problem.message


@pytest.mark.parametrize(
    "part",
    [
        '<div class="promo"><p>Läs mer om våra kurser och anmäl dig.</p><a href="/kurser">Till alla våra kurser i vår</a></div>',
        '<div class="newsletter"><p>Få våra nyheter varje vecka i din brevlåda helt gratis.</p><input type="email"><button>Anmäl</button></div>',
        '<div class="newsletter"><p>Prenumerera på vårt nyhetsbrev så får du veta mer varje vecka.</p></div>',
        '<div class="share"><p>Dela den här sidan med andra så att fler får veta vad som händer.</p></div>',
        '<div class="related"><h3><a href="/n/1">En annan nyhet om hamnen i Solvik</a></h3><p>Så gick det till när hamnen byggdes om.</p></div>',
    ],
)
def test_what_shows_itself_to_be_what_it_is_called_stays_out(part: str):
    article = read(f"<main><article><h1>{TITLE}</h1><p>{ONE}</p>{part}<p>{TWO}</p></article></main>")
    assert [block.text for block in article.blocks] == [TWO]


def described(shape: str, label: str) -> str:
    pairs = [
        ("/n/1", "Badet öppnar", "Badet är öppet sedan i går, efter två års bygge."),
        ("/n/2", "Bron stängs", "Under tre veckor får trafiken köra runt."),
    ]
    forms = {
        "br": '<p><a href="{0}">{1}</a><br>{2}</p>',
        "dl": '<dt><a href="{0}">{1}</a></dt><dd>{2}</dd>',
        "div": '<div><h3><a href="{0}">{1}</a></h3><p>{2}</p></div>',
        "li": '<li><a href="{0}">{1}</a><p>{2}</p></li>',
    }
    holder = {"dl": "dl", "li": "ul"}.get(shape, "div")
    rows = "".join(forms[shape].format(*pair) for pair in pairs)
    return f"<section><h2>{label}</h2><{holder}>{rows}</{holder}></section>"


@pytest.mark.parametrize("label", ["Hör ihop", "Mer om samma ämne", "Se även"])
@pytest.mark.parametrize("shape", ["br", "div", "li"])
def test_descriptions_of_other_pages_stay_out_however_they_are_set(shape: str, label: str):
    article = read(
        f"<main><article><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p>{described(shape, label)}</article></main>"
    )
    assert "trafiken" not in said(article)
    assert "Bron stängs" in said(article)
    assert "descriptions-left-out" in {problem.code for problem in article.problems}


def test_descriptions_under_a_label_for_links_stay_out_of_a_list_of_definitions():
    article = read(
        f"<main><article><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p>{described('dl', 'Se även')}</article></main>"
    )
    assert "trafiken" not in said(article)
    kept = read(
        f"<main><article><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p>{described('dl', 'Våra kurser')}</article></main>"
    )
    assert "trafiken" in said(kept)


@pytest.mark.parametrize("name", ["menu-item", "popup", "tag", "share"])
def test_entries_of_lists_and_cells_of_tables_are_not_left_out_for_their_names(name: str):
    rows = f'<ul><li class="{name}">Alva Lind</li><li class="{name}">Bo Ask</li></ul><table><tr><td class="{name}">Ledare</td><td>Fyra</td></tr></table>'
    article = read(f"<main><article><h1>{TITLE}</h1><p>{ONE}</p>{rows}<p>{TWO}</p></article></main>")
    assert {"Alva Lind", "Bo Ask", "Ledare"} <= set(said(article).split("\n"))


def test_an_aside_beside_the_article_in_the_same_main_is_kept():
    aside = "<aside><h2>Fakta om verkstaden</h2><p>Verkstaden är 400 kvadratmeter stor och byggdes 1962 av byalaget.</p></aside>"
    article = read(f"<main><article><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p></article>{aside}</main>")
    assert "byggdes 1962" in said(article)


def test_a_card_in_the_text_is_told_by_its_form():
    card = '<div class="q"><div><h3>Alva Lind</h3><span>samordnare</span><a href="mailto:alva.lind@solvik.example">alva.lind@solvik.example</a><a href="tel:055512340">0555-123 40</a></div></div>'
    article = read(f"<main><article><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p>{card}</article></main>")
    (block,) = [block for block in article.blocks if block.type == "contact"]
    assert block.text == "Alva Lind\nsamordnare\nalva.lind@solvik.example\n0555-123 40"


def test_where_the_h1_is_the_sites_name_the_heading_of_the_text_is_the_title():
    article = read(
        f"<header><h1>Solviks kommun</h1></header><main><h2>{TITLE}</h2><p>{ONE}</p><p>{TWO}</p></main>",
        f"<title>{TITLE} - Solviks kommun</title>",
    )
    assert article.title.text == TITLE
