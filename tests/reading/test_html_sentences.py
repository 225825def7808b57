"""No word inside a sentence goes by what its element is called: not by class, id, role or tag."""

# ruff: noqa: E501  (mark-up is as long as it is)

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from brygga.importers.reading.formats.html import noise, read_html
from brygga.importers.reading.model import ledger
from brygga.importers.reading.model.article import Article
from tests.examples import examples

NAMED = sorted(
    {
        *noise._PART_RULE,
        *noise._PAIR_RULE,
        *noise._TOKEN_RULE,
        *(f"{prefix}x" for prefix in noise._PREFIXES),
        *"date byline author meta entry-meta published updated timestamp credits ingress lead intro caption bildtext".split(),
        *"faktaruta kontakt vcard footnotes documentAuthor documentPublished sv-caption material__meta tags tag".split(),
    }
)
NAMES = st.one_of(
    st.sampled_from(NAMED),
    st.text("abcdefghijklmnopqrstuvwxyzåäö-_0123456789", min_size=1, max_size=14),
    st.tuples(st.sampled_from(NAMED), st.sampled_from(NAMED)).map(" ".join),
    st.tuples(st.sampled_from(NAMED), st.sampled_from(("wrapper", "js", "link"))).map("-".join),
)
TAGS = st.sampled_from("a span em strong b i small time mark u font label abbr cite button".split())
OTHER = ['aria-haspopup="dialog"', 'data-toggle="modal" href="#x"', 'aria-expanded="false"', 'datetime="2016-03-03"']
ROLES = st.sampled_from(["", *OTHER, *(f'role="{role}"' for role in (*noise.ROLES, "button", "link"))])
SIGNS = st.sampled_from(
    [
        "",
        *(
            f'<meta name="generator" content="{name}">'
            for name in ("WordPress 6", "Plone 6", "Drupal 10", "EPiServer")
        ),
    ]
)
INNER = st.sampled_from(["den 3 mars", "Storgatan", "Ann Falk", "söka plats", "läs mer", "här", "två lokaler"])
AROUND = st.sampled_from(
    [
        ("Kursen i verkstaden flyttar från ", " till en annan lokal, och alla som vill får vara med hela våren."),
        ("Den som undrar kan gå till ", " och fråga."),
        ("", " är klar i april, och då flyttar trettio deltagare in med sina verktyg och maskiner."),
        ("Handledarna tar emot den som vill veta mer om kursen och lokalen på ", ""),
        ("Ring ", "."),
        ("Verkstaden har öppet. Nu gäller det ", ", säger handledaren."),
    ]
)
WORDPRESS = '<article class="post hentry"><h1 class="entry-title">Kursen flyttar</h1><div class="entry-content">{}</div></article>'
SHELLS = st.sampled_from(
    [
        WORDPRESS,
        '<main id="content"><h1 class="documentFirstHeading">Kursen flyttar</h1><div id="content-core">{}</div></main>',
        '<article class="node"><h1>Kursen flyttar</h1><div class="field--name-body">{}</div></article>',
        '<div id="MainContentArea"><div id="MainBody"><h1>Kursen flyttar</h1>{}</div></div>',
        "<main><h1>Kursen flyttar</h1>{}</main>",
        "<div><h1>Kursen flyttar</h1><div>{}</div></div>",
    ]
)
MORE = (
    "<p>Verkstaden ligger vid hamnen i Solvik och tar emot den som söker arbete, både på förmiddagen och på kvällen.</p>"
    "<p>Två handledare finns på plats varje dag, och den som börjar får ett eget skåp med nyckel redan samma vecka.</p>"
)


def read(body: str, head: str = "") -> Article:
    article = read_html(f'<html lang="sv"><head>{head}</head><body>{body}</body></html>', source="sida.html")
    ledger.check(article)
    return article


def said(article: Article) -> list[str]:
    return [article.lead.text, *(text.text for block in article.blocks for text in block.texts())]


@settings(max_examples=examples(300))
# A site's profile has a selector for the name.
@example(
    "a", "faktaruta", "", "den 3 mars", ("Den som undrar kan gå till ", " och fråga."), "", WORDPRESS, "class", False
)
@given(
    tag=TAGS, name=NAMES, role=ROLES, inner=INNER, around=AROUND, sign=SIGNS, shell=SHELLS,
    kind=st.sampled_from(["class", "id"]), first=st.booleans(),
)  # fmt: skip
def test_a_sentence_is_whole_whatever_its_parts_are_called(
    tag: str,
    name: str,
    role: str,
    inner: str,
    around: tuple[str, str],
    sign: str,
    shell: str,
    kind: str,
    first: bool,
):
    before, after = around
    marked = f'<{tag} {kind}="{name}" {role}>{inner}</{tag}>'
    if tag == "a" and "href" not in role:
        marked = marked.replace("<a ", '<a href="/karta" ', 1)
    sentence = f"<p>{before}{marked}{after}</p>"
    wanted = f"{before}{inner}{after}".strip()
    if not noise._SCREEN_READER.fullmatch(name):
        article = read(shell.format(sentence + MORE if first else MORE + sentence), sign)
        assert wanted in said(article)


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize("tag", ["a", "span"])
def test_no_name_of_the_lists_takes_words_out_of_a_sentence(tag: str, name: str):
    if not noise._SCREEN_READER.fullmatch(name):
        mark = f'<{tag} href="/x" class="{name}">lokalen på Storgatan</{tag}>'
        article = read(
            f"<main><h1>Kursen flyttar</h1><p>Nu är {mark} klar för alla som söker arbete.</p>{MORE}</main>"
        )
        assert "Nu är lokalen på Storgatan klar för alla som söker arbete." in said(article)


def test_words_for_screen_readers_alone_may_go():
    article = read(
        '<main><h1>Kursen flyttar</h1><p>Se <a href="https://solvik.example">kartan'
        f'<span class="visually-hidden"> öppnas i nytt fönster</span></a> över Solvik.</p>{MORE}</main>'
    )
    assert "Se kartan över Solvik." in said(article)


def test_a_row_of_links_with_such_names_is_no_sentence():
    row = '<div><a class="share-fb" href="/f">Facebook</a> <a class="share-tw" href="/t">Twitter</a></div>'
    article = read(f"<main><h1>Kursen flyttar</h1>{MORE}{row}</main>")
    assert not any("Facebook" in text for text in said(article))


def test_a_day_inside_a_line_about_the_text_is_still_its_day():
    line = '<p>Publicerad av redaktionen <span class="date">4 mars 2019</span></p>'
    article = read(f"<main><h1>Kursen flyttar</h1>{line}{MORE}</main>")
    assert article.published == "2019-03-04"
    assert not any("redaktionen" in text for text in said(article))


def test_a_day_that_the_text_tells_of_is_not_the_day_of_publishing():
    told = '<p>Kursen flyttar från <span class="date">den 3 mars 2019</span> till den 9 mars i år.</p>'
    sign = '<meta name="generator" content="WordPress 6">'
    body = f'<article class="post hentry"><h1 class="entry-title">Kursen flyttar</h1><div class="entry-content">{told}{MORE}</div></article>'
    assert read(body, sign).published is None


def test_names_on_lines_of_their_own_are_of_those_whom_the_text_is_about():
    names = "<p>Maj Ek</p><p>Bo Ask</p><p>Alva Lind</p>"
    for lines in (f"<h2>Vi som arbetar här</h2>{names}", f"<p>Deltagare</p>{names}", names):
        article = read(f"<main><h1>Kursen flyttar</h1><p>Verkstaden tar emot möbler och cyklar.</p>{lines}</main>")
        assert {"Maj Ek", "Bo Ask", "Alva Lind"} <= set(said(article))
        assert article.author is None


@pytest.mark.parametrize("line", ["Maj Ek", "Av Maj Ek", "Text: Maj Ek"])
def test_a_name_alone_right_under_the_title_is_who_wrote_the_text(line: str):
    article = read(f"<main><h1>Kursen flyttar</h1><p>{line}</p>{MORE}</main>")
    assert article.author == "Maj Ek"
    assert not any("Maj Ek" in text for text in said(article))


@pytest.mark.parametrize("line", ["Av Solviks 300 företag deltog 40.", "By Solvik ligger vid sjön."])
def test_a_sentence_that_begins_as_a_byline_does_is_text(line: str):
    assert line in said(read(f"<main><h1>Kursen flyttar</h1><p>{line}</p>{MORE}</main>"))
