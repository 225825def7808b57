"""Over any page that can be put together from what pages are made of: each word ends in exactly one place."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brygga.importers.reading import UnreadableDocument
from brygga.importers.reading.formats.html import read_html
from brygga.importers.reading.model import ledger
from brygga.importers.reading.model.article import Article
from brygga.importers.reading.model.article_json import to_json
from tests.examples import examples

WORDS = st.lists(
    st.sampled_from(
        "Solvik enheten – - • * 1. a) säger Maj Ek, projektet. » Läs mer 2021-03-04 Publicerad: Foto: Kontakt "
        "070-174 06 11 maj@solvik.example \u00a0 \u00ad \u200b ” & < > Åtta &nbsp; &lt;b&gt; \n".split(" ")
    ),
    max_size=9,
).map(" ".join)
INLINE = st.sampled_from("a b strong i em span sub sup code br u font time small img label q".split())
BLOCK = st.sampled_from(
    "p div section article main aside header footer nav h1 h2 h3 h6 ul ol li dl dt dd table tr td th caption "
    "blockquote figure figcaption details summary pre form button iframe noscript hr center address video".split()
)
ATTRIBUTES = st.lists(
    st.sampled_from(
        [
            'class="ingress"',
            'class="faktaruta"',
            'class="kontakt"',
            'class="share"',
            'class="byline"',
            'class="comments"',
            'class="wp-caption"',
            'class="related"',
            'class="entry-content"',
            'class="footnotes"',
            'id="p1"',
            'id="content-core"',
            "hidden",
            'aria-expanded="false" aria-controls="p1"',
            'role="tab" aria-controls="p1"',
            'role="heading" aria-level="3"',
            'style="display:none"',
            'style="border: 1px solid"',
            'href="/sida"',
            'href="plan.pdf"',
            'href="#p1"',
            'src="/bild.jpg" alt="Bild"',
            'datetime="2021-03-04"',
            'colspan="2"',
        ]
    ),
    max_size=2,
).map(" ".join)


@st.composite
def element(draw: st.DrawFn, names: st.SearchStrategy[str], children: st.SearchStrategy[list[str]]) -> str:
    name, attributes, inner = draw(names), draw(ATTRIBUTES), "".join(draw(children))
    closed = f"</{name}>" if draw(st.integers(0, 9)) else ""
    return f"<{name} {attributes}>{inner}{closed}"


NODES = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        element(INLINE, st.lists(inner, max_size=3)), element(BLOCK, st.lists(st.one_of(inner, WORDS), max_size=5))
    ),
    max_leaves=30,
)
PAGES = st.lists(NODES, max_size=8).map("".join)
SIGNS = st.sampled_from(
    [
        "",
        '<meta name="generator" content="Plone 5">',
        '<meta name="generator" content="WordPress 6">',
        "<title>T</title>",
    ]
)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace("\xad", "").replace("\u200b", ""))


def accounted(article: Article) -> None:
    ledger.check(article)
    covered = sum(
        len(words(article.source_text[entry.span.start : entry.span.end]))
        for entry in article.ledger
        if not entry.object
    )
    assert covered >= len(words(article.source_text))


@settings(max_examples=examples(150), suppress_health_check=list(HealthCheck))
@given(head=SIGNS, body=PAGES)
def test_every_word_of_any_page_is_in_exactly_one_entry(head: str, body: str):
    try:
        article = read_html(f"<html><head>{head}</head><body>{body}</body></html>", source="sida.html")
    except UnreadableDocument:
        return
    accounted(article)
    to_json(article)


@settings(max_examples=examples(60))
@given(st.text(max_size=400))
def test_any_text_at_all_is_read_or_refused_by_name(text: str):
    try:
        article = read_html(text, source="vad.html")
    except UnreadableDocument:
        return
    accounted(article)


@settings(max_examples=examples(60))
@given(body=PAGES, cut=st.integers(0, 400))
def test_a_page_cut_off_anywhere_is_accounted_for_too(body: str, cut: int):
    page = f"<html><body><main>{body}"
    try:
        article = read_html(page[: max(13, len(page) - cut)], source="avhuggen.html")
    except UnreadableDocument:
        return
    accounted(article)
