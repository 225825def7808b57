"""Every word of an export is in an article, is left out by a named rule, or is counted: for exports of any make."""

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from brygga.importers.reading import UnreadableDocument
from brygga.importers.sources import add_known, open_source
from brygga.importers.sources.left_out import LeftOut
from tests.examples import examples

from .test_exports import WXR, article_of, slate, wp_item
from .test_wordpress import field, medium

# Each word once in an export, so that it can be found again: "Ordabc" in a sentence that reads like one.
_numbers = iter(range(10**9))


def word():
    letters = "".join("abcdefghij"[int(digit)] for digit in str(next(_numbers)))
    return f"Kanoten{letters}"


def sentence():
    return f"Vid sjön finns {word()} som alla i kommunen får låna."


WRAPPERS = [
    "{}", "<p>{}</p>", "<h2>{}</h2><p>Mer text om det.</p>", "<ul><li>{}</li><li>Två.</li></ul>", "{}<!--more-->",
    "{}\n\n<!--nextpage-->\n\n",
    "<blockquote>{}</blockquote>", "<table><tr><td>{}</td><td>12</td></tr></table>", "<pre>{}\n\n  rad två</pre>",
    "[vc_row][vc_column_text]{}[/vc_column_text][/vc_row]", '[toggle title="{}"]Ett svar.[/toggle]', "[box]{}[/box]",
    '[knapp text="{}" url="https://a.example/"]', '[caption width="1"]<img src="/a.jpg" alt="x"> {}[/caption]',
    '[caption caption="{}"]<img src="/b.jpg" alt="x" />[/caption]',
    "<!-- wp:paragraph --><p>{}</p><!-- /wp:paragraph -->",
    '<!-- wp:plugg/ruta {{"text":"{}"}} /-->', '<!-- wp:acf/fakta {{"data":{{"text":"{}","_text":"field_1"}}}} /-->',
    '<!-- wp:plugg/rad {{"items":[{{"title":"{}"}}]}} --><div>Annat.</div><!-- /wp:plugg/rad -->',
    '<p>Före <span class="share">{}</span> efter.</p>', "<div>{}", "{} & <b>mer", "före \x05{} \x0befter",
]  # fmt: skip


@st.composite
def wxr_exports(draw):
    """An export, and the words that are in it."""
    words, items = [], [medium(31, "a.jpg", caption=sentence())]
    for number in range(1, draw(st.integers(1, 4)) + 1):
        pieces = [
            wrapper.format(sentence()) for wrapper in draw(st.lists(st.sampled_from(WRAPPERS), min_size=1, max_size=4))
        ]
        content = draw(st.sampled_from(["\n\n", "\n"])).join(
            ["Det här är en längre inledning om sjön och båtarna där.", *pieces]
        )
        more = field("fakta", sentence()) + field("_fakta", "field_2") if draw(st.booleans()) else ""
        content += "\n\n[gallery ids=31]" if number == 1 else ""
        items.append(wp_item(number, draw(st.sampled_from(["post", "page", "evenemang"])), content=content,
                             excerpt=sentence() if draw(st.booleans()) else "", title=word(), more=more))  # fmt: skip
    text = WXR.format(items="".join(draw(st.permutations(items))))
    words = set(re.findall(r"Kanoten\w+", text))
    return draw(st.sampled_from(["", "\n\n", "<b>Notice</b>: x\n"])) + text, words


def met(path):
    """The words that are in articles, or that a rule has left out by name."""
    found = set()
    left = LeftOut()
    for document in open_source(str(path), left=left):
        try:
            article = article_of(document)
        except UnreadableDocument:
            continue
        add_known(article, document)
        kept = [
            article.title.text,
            article.lead.text,
            *(b.text for b in article.walk()),
            *(t.text for t in article.captions),
        ]
        kept += [t.text for b in article.walk() for t in b.texts()]
        kept += [article.source_text[e.span.start : e.span.end] for e in article.ledger if e.state == "used"]
        found |= set(re.findall(r"Kanoten\w+", "\n".join(kept)))
    return found


@settings(max_examples=examples(60))
@given(made=wxr_exports(), encoding=st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_every_word_of_a_wordpress_export_is_met_again(tmp_path_factory, made, encoding):
    text, words = made
    path = tmp_path_factory.mktemp("export") / "export.xml"
    path.write_bytes(text.encode(encoding, "replace"))
    assert words - met(path) == set()


BLOCKS = [
    lambda s: slate("p", {"text": s}),
    lambda s: slate("h2", {"text": s}),
    lambda s: {"@type": "text", "text": {"blocks": [{"text": s, "type": "unstyled"}], "entityMap": {}}},
    lambda s: {"@type": "ruta", "items": [{"description": s, "color": "red"}]},
    lambda s: {
        "@type": "flikar",
        "data": {"blocks": {"a": slate("p", {"text": s})}, "blocks_layout": {"items": ["a"]}},
    },
    lambda s: {"@type": "citat", "quote": s, "align": "left"},
    lambda s: {"@type": "image", "url": "/a.jpg", "alt": "x", "caption": s},
    lambda s: {"@type": "knapp", "title": s, "href": [{"@id": "/b"}]},
    lambda s: {
        "@type": "djup",
        "data": {"rows": [{"cells": [{"value": [{"type": "p", "children": [{"text": s}]}]}]}]},
    },
]


@settings(max_examples=examples(60))
@given(chosen=st.lists(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=5), min_size=1, max_size=3))
def test_every_word_of_a_plone_export_is_met_again(tmp_path_factory, chosen):
    rows = []
    for number, makers in enumerate(chosen):
        blocks = {f"b{n}": make(sentence()) for n, make in enumerate(makers)}
        rows.append({
            "@id": f"https://solvik.example/{number}", "@type": "Event" if number % 2 else "Document", "title": word(),
            "UID": f"{number:032x}", "description": sentence(), "location": f"Bryggan {word()}", "blocks": blocks,
            "blocks_layout": {"items": list(blocks)}, "review_state": "published",
        })  # fmt: skip
        if not number % 2:
            del rows[-1]["location"]
    path = tmp_path_factory.mktemp("export") / "plone.json"
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    words = set(re.findall(r"Kanoten\w+", path.read_text(encoding="utf-8")))
    assert words - met(path) == set()
