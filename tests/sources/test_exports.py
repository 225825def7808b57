"""Exports of other systems give the pages they hold, with structure, dates, media and old addresses."""

import base64
import json
import re

import pytest

from brygga.importers.reading import UnreadableDocument, read
from brygga.importers.reading.model import ledger
from brygga.importers.sources import SourceError, open_source
from brygga.importers.sources.wordpress_paragraphs import paragraphs


def article_of(document):
    found = read(document.load(), source=document.name, content_type=document.content_type, address=document.address)
    ledger.check(found)
    return found


def types(found):
    return [block.type for block in found.blocks]


# WordPress

WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Solvik</title>
<wp:wxr_version>1.2</wp:wxr_version>{items}</channel></rss>"""


def wp_item(number, kind="post", status="publish", content="", excerpt="", more="", title=""):
    return f"""<item><title><![CDATA[{title or f"Inlägg {number}"}]]></title>
<link>https://solvik.example/{number}/</link><pubDate>Tue, 04 May 2021 08:00:00 +0000</pubDate>
<dc:creator><![CDATA[alva]]></dc:creator><guid isPermaLink="false">https://solvik.example/?p={number}</guid>
<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>2021-05-04 10:00:00</wp:post_date>
<wp:post_modified>2022-01-02 10:00:00</wp:post_modified><wp:status>{status}</wp:status>
<wp:post_type>{kind}</wp:post_type>{more}</item>"""


MEDIUM = wp_item(
    7,
    "attachment",
    "inherit",
    excerpt="Alva gräver.",
    more="<wp:attachment_url>https://solvik.example/bild.jpg</wp:attachment_url><wp:postmeta>"
    "<wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>En låda</wp:meta_value></wp:postmeta>",
)
THUMBNAIL = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>7</wp:meta_value></wp:postmeta>"
CLASSIC = (
    "Verkstaden öppnar i maj.\nDen ligger i hamnen.\n\n<h2>Så söker du</h2>\nSkicka ett brev.\n\n"
    '[caption id="a" width="300"]<img src="https://solvik.example/b.jpg" alt="Ett brev" /> Ett brev i lådan[/caption]'
    "\n\n"
    "<ul>\n<li>ett</li>\n<li>två</li>\n</ul>\nVälkommen hit."
)
BLOCKS = (
    "<!-- wp:paragraph --><p>Verkstaden öppnar i maj. Den ligger i hamnen.</p><!-- /wp:paragraph -->"
    '<!-- wp:heading --><h2 class="wp-block-heading">Så söker du</h2><!-- /wp:heading -->'
    "<!-- wp:list --><ul><li>ett</li><li>två</li></ul><!-- /wp:list -->"
    "<!-- wp:table --><figure class='wp-block-table'><table><thead><tr><th>År</th><th>Antal</th></tr></thead>"
    "<tbody><tr><td>2020</td><td>12</td></tr></tbody></table></figure><!-- /wp:table -->"
)


@pytest.fixture
def wordpress(tmp_path):
    def make(*items):
        path = tmp_path / "solvik.xml"
        path.write_text(WXR.format(items="".join(items)), encoding="utf-8")
        return path

    return make


def test_wordpress_gives_what_was_written_and_says_what_was_not_published(wordpress):
    path = wordpress(
        wp_item(1, content="Ett"), wp_item(2, status="draft", content="Två"), wp_item(3, "page", content="Tre"),
        wp_item(4, "nav_menu_item", content="Fyra"), wp_item(5, status="trash", content="Fem"), MEDIUM,
    )  # fmt: skip
    found = {d.name: d.known.get("closed") for d in open_source(str(path))}
    assert found == {"Inlägg 1": None, "Inlägg 2": "draft", "Inlägg 3": None}


@pytest.mark.parametrize("content", [CLASSIC, BLOCKS])
def test_wordpress_text_keeps_its_structure(wordpress, content):
    (document,) = open_source(str(wordpress(wp_item(1, content=content, more=THUMBNAIL), MEDIUM)))
    found = article_of(document)
    assert (found.title.text, found.published, found.updated) == ("Inlägg 1", "2021-05-04", "2022-01-02")
    assert found.address == "https://solvik.example/1/"
    assert [b.content.text for b in found.blocks if b.type == "heading"] == ["Så söker du"]
    (bullets,) = [b for b in found.blocks if b.type == "list"]
    assert [i.content.text for i in bullets.items] == ["ett", "två"]
    assert (found.images[0].src, found.images[0].alt) == ("https://solvik.example/bild.jpg", "En låda")


def test_wordpress_captions_become_captions(wordpress):
    (document,) = open_source(str(wordpress(wp_item(1, content=CLASSIC))))
    assert [t.text for t in article_of(document).captions] == ["Ett brev i lådan"]


def test_wordpress_knows_categories_old_names_and_ids(wordpress):
    more = (
        '<category domain="category" nicename="jobb"><![CDATA[Jobb &amp; studier]]></category>'
        "<wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value>forr</wp:meta_value></wp:postmeta>"
    )
    (document,) = open_source(str(wordpress(wp_item(1, content="Ett", more=more))))
    assert document.source_id == "https://solvik.example/?p=1"
    assert document.known["old_addresses"] == ["forr"]
    assert document.known["categories"] == ["Jobb & studier"]


def test_an_empty_post_fails_by_name_and_the_others_come(wordpress):
    empty, good = open_source(str(wordpress(wp_item(1), wp_item(2, content="Två"))))
    with pytest.raises(UnreadableDocument) as caught:
        empty.load()
    assert caught.value.code == "empty"
    assert b"Tv" in good.load()


def test_wordpress_media_are_fetched_from_the_old_site(wordpress, site, fetcher):
    address = site.page("/bild.jpg", b"jpg", "image/jpeg")
    medium = MEDIUM.replace("https://solvik.example/bild.jpg", address)
    path = wordpress(wp_item(1, content=f'<img src="{address}">'), medium)
    (document,) = open_source(str(path), fetcher=fetcher)
    assert [a.load() for a in document.attachments] == [b"jpg"]


def test_classic_text_gets_its_paragraphs_and_keeps_its_words():
    assert paragraphs("a\nb\n\n<p>c</p>\r\n\r\nd") == "<p>a<br>\nb</p>\n<p>c</p>\n<p>d</p>"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (WXR.format(items=""), "no-wxr"),
        ("<rss><channel><item><title>a</title></item></channel></rss>", "no-wxr"),
        ('<!DOCTYPE r [<!ENTITY a "b">]>' + WXR.format(items=wp_item(1)), "xml-entities"),
    ],
)
def test_what_is_no_wordpress_export_is_named(tmp_path, content, code):
    path = tmp_path / "a.xml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        list(open_source(str(path), kind="wordpress"))
    assert caught.value.code == code


def test_a_cut_off_wordpress_export_gives_what_is_whole(wordpress):
    path = wordpress(wp_item(1, content="Ett"), wp_item(2, content="Två"))
    path.write_bytes(path.read_bytes()[:-400])
    names = [document.name for document in open_source(str(path))]
    assert names[0] == "Inlägg 1"


def test_an_export_with_a_prefix_that_it_never_declares_is_read_all_the_same(wordpress):
    path = wordpress(wp_item(1, content="Verkstaden öppnar i maj.", excerpt="Kort."))
    path.write_text(re.sub(r' xmlns:excerpt="[^"]*"', "", path.read_text(encoding="utf-8")), encoding="utf-8")
    (document,) = open_source(str(path), kind="wordpress")
    assert "Verkstaden öppnar i maj." in article_of(document).source_text


# Plone

UID = "0123456789abcdef0123456789abcdef"
NEWS = {
    "@id": "https://solvik.example/nyheter/verkstad",
    "@type": "News Item",
    "UID": "a" * 32,
    "title": "Verkstaden öppnar",
    "description": "Nu öppnar verkstaden i hamnen för alla.",
    "review_state": "published",
    "effective": "2021-05-04T08:00:00+00:00",
    "modified": "2022-01-02T08:00:00+00:00",
    "subjects": ["jobb"],
    "language": "sv",
    "text": {
        "data": f'<p>Den är <a href="../resolveuid/{UID}">stor</a>.</p><h2>Så söker du</h2><p>Ring oss i dag.</p>'
    },
    "image": {"data": base64.b64encode(b"jpg").decode(), "filename": "bild.jpg", "content-type": "image/jpeg"},
    "image_caption": "Alva gräver.",
}
PAGE = {
    "@id": "https://solvik.example/om",
    "@type": "Document",
    "UID": UID,
    "title": "Om oss",
    "text": {"data": "<p>Vi är tre.</p>"},
}


def slate(kind, *children):
    return {"@type": "slate", "value": [{"type": kind, "children": list(children)}]}


LINK = {"type": "link", "data": {"url": "https://solvik.example/om"}, "children": [{"text": "stor"}]}
PANEL = {
    "title": "Vem får söka?",
    "blocks": {"y": slate("p", {"text": "Alla får söka."})},
    "blocks_layout": {"items": ["y"]},
}
GRID = {"x": slate("p", {"text": "I en kolumn."})}
VOLTO = {
    "@id": "https://solvik.example/volto",
    "@type": "Document",
    "UID": "b" * 32,
    "title": "Visuell sida",
    "description": "Det här är en ingress om verkstaden.",
    "blocks": {
        "t": {"@type": "title"},
        "p": slate("p", {"text": "Den är "}, LINK, {"text": "."}),
        "h": slate("h2", {"text": "Så söker du"}),
        "l": slate("ul", {"type": "li", "children": [{"text": "ett"}]}, {"type": "li", "children": [{"text": "två"}]}),
        "i": {"@type": "image", "url": "https://solvik.example/bild.jpg", "alt": "En låda"},
        "g": {"@type": "gridBlock", "blocks": GRID, "blocks_layout": {"items": ["x"]}},
        "a": {
            "@type": "accordion",
            "data": {
                "blocks": {"q": PANEL},
                "blocks_layout": {"items": ["q"]},
            },
        },
        "d": {"@type": "text", "text": {"blocks": [{"text": "Gammalt stycke", "type": "unstyled"}], "entityMap": {}}},
        "o": {"@type": "hittepå", "title": "Något nytt"},
    },
    "blocks_layout": {"items": ["t", "p", "h", "l", "i", "g", "a", "d", "o"]},
}  # fmt: skip


@pytest.fixture
def plone(tmp_path):
    def make(*objects):
        path = tmp_path / "plone.json"
        path.write_text(json.dumps(list(objects)), encoding="utf-8")
        return path

    return make


def test_plone_news_keep_text_dates_image_and_links_by_uid(plone):
    first, _second = open_source(str(plone(NEWS, PAGE)))
    found = article_of(first)
    assert (found.title.text, found.lead.text) == ("Verkstaden öppnar", "Nu öppnar verkstaden i hamnen för alla.")
    assert (found.published, found.updated) == ("2021-05-04", "2022-01-02")
    assert "https://solvik.example/om" in [link.href for link in found.links]
    assert [t.text for t in found.captions] == ["Alva gräver."]
    assert (first.attachments[0].name, first.attachments[0].load()) == ("bild.jpg", b"jpg")
    assert first.known["uid"] == "a" * 32


def test_volto_blocks_become_structure(plone):
    (document,) = open_source(str(plone(VOLTO)))
    found = article_of(document)
    text = "\n".join(block.text for block in found.blocks)
    for words in ("Den är stor.", "I en kolumn.", "Gammalt stycke", "Något nytt", "Alla får söka."):
        assert words in text
    assert [b.content.text for b in found.blocks if b.type == "heading"] == ["Så söker du"]
    assert {"list", "image", "faq"} <= set(types(found))


def test_folders_stay_behind_and_what_was_never_published_is_marked(plone):
    private = {**PAGE, "review_state": "private"}
    folder = {"@id": "https://solvik.example/n", "@type": "Folder", "UID": "c" * 32, "title": "N", "description": "d"}
    found = {d.address: d.known.get("closed") for d in open_source(str(plone(folder, private, NEWS)))}
    assert found == {PAGE["@id"]: "private", NEWS["@id"]: None}


def test_the_rest_apis_nested_items_are_found(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"@id": "https://solvik.example", "@type": "Plone Site", "items": [NEWS, PAGE]}))
    assert len(list(open_source(str(path)))) == 2


def test_a_plone_date_that_is_none_stays_unknown(plone):
    (document,) = open_source(str(plone({**NEWS, "effective": "1969-12-31T00:00:00", "created": None})))
    assert document.published is None


def test_a_blob_is_read_beside_the_export_and_nowhere_else(plone, tmp_path):
    (tmp_path / "blobstorage").mkdir()
    (tmp_path / "blobstorage" / "a.blob").write_bytes(b"blob")
    image = {"filename": "bild.jpg", "blob_path": "a.blob"}
    (document,) = open_source(str(plone({**NEWS, "image": image})))
    assert document.attachments[0].load() == b"blob"
    (document,) = open_source(str(plone({**NEWS, "image": {**image, "blob_path": "../../../etc/passwd"}})))
    with pytest.raises(UnreadableDocument):
        document.attachments[0].load()


@pytest.mark.parametrize(
    ("content", "code"), [("[", "broken-json"), ("{}", "no-plone"), ("[" * 100_000, "broken-json")]
)
def test_what_is_no_plone_export_is_named(tmp_path, content, code):
    path = tmp_path / "a.json"
    path.write_text(content)
    with pytest.raises(SourceError) as caught:
        list(open_source(str(path), kind="plone"))
    assert caught.value.code == code


# Mynewsdesk

RELEASE = {
    "id": 12,
    "type_of_media": "pressrelease",
    "header": "Verkstaden öppnar",
    "summary": "Nu öppnar verkstaden i hamnen för alla som vill.",
    "body": "<p>Den är stor och ljus.</p><h3>Så söker du</h3><p>Ring oss i dag.</p>",
    "url": "https://www.mynewsdesk.com/se/solvik/pressreleases/verkstaden-12",
    "published_at": {"datetime": "2021-05-03T22:30:00Z", "text": "2021-05-04 00:30:00"},
    "language": "sv",
    "tags": [{"name": "jobb"}],
    "contact_people": [{"id": 3}],
}
CONTACT = {
    "id": 3,
    "type_of_media": "contact_person",
    "name": "Alva Lindmark",
    "title": "Enhetschef",
    "phone": "0555-123 46",
    "email": "alva.lindmark@solvik.example",
}
MND_XML = """<?xml version="1.0" encoding="UTF-8"?><items total-count="2">
<item><id>12</id><type_of_media>pressrelease</type_of_media><header>Verkstaden öppnar</header>
<url>https://www.mynewsdesk.com/se/solvik/pressreleases/verkstaden-12</url>
<published_at datetime="2021-05-03T22:30:00Z">2021-05-04 00:30:00</published_at>
<summary>Nu öppnar verkstaden i hamnen för alla som vill.</summary>
<body>&lt;p&gt;Den är stor och ljus.&lt;/p&gt;&lt;h3&gt;Så söker du&lt;/h3&gt;&lt;p&gt;Ring oss i dag.&lt;/p&gt;</body>
<tags><tag>jobb</tag></tags><contact_people><contact_person><id>3</id></contact_person></contact_people></item>
<item><id>3</id><type_of_media>contact_person</type_of_media><name>Alva Lindmark</name><title>Enhetschef</title>
<phone>0555-123 46</phone><email>alva.lindmark@solvik.example</email></item></items>"""


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([RELEASE, CONTACT]),
        json.dumps({"items": {"item": [RELEASE, CONTACT]}}),
        json.dumps({"items": [{"item": RELEASE}, {"item": CONTACT}]}),
        MND_XML,
    ],
)
def test_mynewsdesk_gives_releases_with_their_contacts(tmp_path, content):
    path = tmp_path / ("a.xml" if content.startswith("<") else "a.json")
    path.write_text(content, encoding="utf-8")
    (document,) = open_source(str(path))
    found = article_of(document)
    assert (found.title.text, found.published) == ("Verkstaden öppnar", "2021-05-04")
    assert found.lead.text == "Nu öppnar verkstaden i hamnen för alla som vill."
    assert [b.content.text for b in found.blocks if b.type == "heading" and not b.data.get("label")] == ["Så söker du"]
    (contact,) = found.contacts
    assert (contact.name, contact.phone, contact.email) == (
        "Alva Lindmark",
        "0555-123 46",
        "alva.lindmark@solvik.example",
    )
    assert document.known["categories"] == ["jobb"]
    assert document.source_id == "mynewsdesk:12"


def test_the_mynewsdesk_service_is_read_page_by_page(site, fetcher):
    first = [{**RELEASE, "id": n} for n in range(100)]
    path = "/services/pressroom/list/abc?format=json&archived=true&limit=100&type_of_media={}&offset={}"
    site.page(path.format("pressrelease", 0), json.dumps({"items": first}), "application/json")
    site.page(path.format("pressrelease", 100), json.dumps({"items": [{**RELEASE, "id": 100}]}), "application/json")
    site.page(path.format("contact_person", 0), json.dumps({"items": [CONTACT]}), "application/json")
    documents = list(open_source(f"{site.base}/services/pressroom/list/abc", kind="mynewsdesk", fetcher=fetcher))
    assert len({document.source_id for document in documents}) == 101
    assert b"Alva Lindmark" in documents[0].load()


@pytest.mark.parametrize(
    ("content", "code"), [("{}", "no-mynewsdesk"), ("{", "broken-json"), ("<a/>", "no-mynewsdesk")]
)
def test_what_is_nothing_from_mynewsdesk_is_named(tmp_path, content, code):
    path = tmp_path / "a.json"
    path.write_text(content)
    with pytest.raises(SourceError) as caught:
        list(open_source(str(path), kind="mynewsdesk"))
    assert caught.value.code == code
