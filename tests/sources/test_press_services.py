"""Mynewsdesk's and Cision's services give whole releases: texts, contacts, pictures for print, what stands beside."""

import json

import pytest

from brygga.importers.reading import UnreadableDocument, read
from brygga.importers.reading.model import ledger
from brygga.importers.sources import SourceError, add_known, cision, open_source
from brygga.importers.sources.left_out import LeftOut

from .conftest import Answer
from .test_services import Service

FILES = "https://resources.solvik.example"
SMALL = f"{FILES}/image/upload/c_limit,dpr_auto,w_360/rast.jpg"


def article_of(document):
    found = read(document.load(), source=document.name, content_type=document.content_type, address=document.address)
    ledger.check(found)
    add_known(found, document)
    return found


def words(article):
    return "\n".join([article.lead.text, *(block.text for block in article.walk())])


ROOM = {
    "pressrelease": [{"id": 1, "header": "Nya rastplatser", "summary": "Kanotleden har fått rastplatser.",
                      "body": "<p>Veden fylls på varje vecka.</p>", "url": "https://press.solvik.example/1",
                      "published_at": {"datetime": "2020-05-04T08:00:00+02:00", "text": "2020-05-04 08:00"},
                      "image": SMALL, "boilerplate": "Solviks kommun ligger vid en sjö.",
                      "related_items": [{"item_id": 7, "type_of_media": "contact_person"},
                                        {"item_id": 8, "type_of_media": "image"}]}],
    "event": [{"id": 2, "header": "Leden invigs", "body": "Vi bjuder på fika.\n\nAlla får komma.",
               "url": "https://press.solvik.example/2", "start_date": "2020-06-06 10:00", "place": "Storön"}],
    "contact_person": [{"id": 7, "name": "Ylva Strand", "title": "ledansvarig", "phone": "0980-31 92 40"},
                       {"id": 9, "name": "Tove Ek"}],
    "image": [{"id": 8, "header": "Eldstaden", "image": f"{FILES}/eld.jpg", "photographer": "Ida Alm"}],
}  # fmt: skip


def test_a_pressroom_is_asked_for_every_sort_and_joins_them(site, fetcher):
    def answer(query):
        assert (query["archived"], query["limit"]) == ("true", "100")
        rows = ROOM.get(query["type_of_media"])
        sort = {"type_of_media": query["type_of_media"]}
        return {"items": [{**row, **sort} for row in rows]} if rows else Answer(b"", 404)

    Service(site, "/services/pressroom/list/x", answer)
    left = LeftOut()
    address = f"{site.base}/services/pressroom/list/x"
    release, event = open_source(address, kind="mynewsdesk", fetcher=fetcher, left=left)
    found = article_of(release)
    assert (found.title.text, found.published, found.kind) == ("Nya rastplatser", "2020-05-04", None)
    assert [(c.name, c.phone) for c in found.contacts] == [("Ylva Strand", "0980-31 92 40")]
    assert "Solviks kommun ligger vid en sjö." in words(found)
    assert [(i.src, i.caption) for i in found.images][1:] == [(f"{FILES}/eld.jpg", "Eldstaden. Foto: Ida Alm")]
    assert "Alla får komma." in words(article_of(event))
    assert "Plats: Storön" in words(article_of(event))
    assert left.lines() == ["kontaktpersoner utan pressmeddelande: 1 (Tove Ek)"]


def test_a_picture_is_fetched_as_it_was_handed_in(site, fetcher):
    site.page("/image/upload/rast.jpg", b"stor", "image/jpeg")
    site.page("/image/upload/c_limit,w_360/ved.jpg", b"liten", "image/jpeg")
    rows = [
        {"id": n, "type_of_media": "news", "header": "Rast", "body": "<p>Ved finns.</p>",
         "image": f"{site.base}/image/upload/c_limit,w_360/{name}.jpg"} for n, name in enumerate(("rast", "ved"))
    ]  # fmt: skip
    Service(site, "/services/pressroom/list/x", lambda query: {"items": rows})
    found = open_source(
        f"{site.base}/services/pressroom/list/x?type_of_media=news", kind="mynewsdesk", fetcher=fetcher
    )
    assert [document.attachments[0].load() for document in found] == [b"stor", b"liten"]


RELEASE = {
    "EncryptedId": "A1", "Title": "Nya rastplatser", "Intro": "Kanotleden har fått rastplatser.",
    "HtmlBody": "<p>Veden fylls på varje vecka.</p>", "HtmlContact": "<p>Ylva Strand<br>0980-31 92 40</p>",
    "HtmlCompanyInformation": "<p>Solviks kommun ligger vid en sjö.</p>", "SourceName": "Solviks kommun",
    "PublishDate": "2020-05-04T23:30:00Z", "LanguageCode": "sv", "Categories": [{"Code": "X", "Name": "Friluft"}],
    "CanonicalUrl": "https://solvik.example/press/1", "CisionWireUrl": "https://news.solvik.example/r/1",
    "Images": [{"DownloadUrl": "https://mb.solvik.example/a.jpg", "UrlTo400x400ArResized": "https://mb.solvik.example/s.jpg",
                "Title": "Rastplatsen", "Photographer": "Ida Alm"}, {"DownloadUrl": "https://mb.solvik.example/b.jpg"}],
    "Files": [{"Url": "https://mb.solvik.example/karta.pdf", "Title": "Karta"}], "Keywords": ["led"],
    "Quotes": [{"Author": "Ylva Strand", "Text": "Nu blir det lättare att stanna."}],
    "QuickFacts": ["Leden är tolv km."],
}  # fmt: skip


def as_xml(release):
    def inner(value):
        if isinstance(value, list):
            return "".join(f"<Row>{inner(row)}</Row>" for row in value)
        if isinstance(value, dict):
            return "".join(f"<{name}>{inner(one)}</{name}>" for name, one in value.items())
        return f"<![CDATA[{value}]]>"

    return f"<?xml version='1.0'?><Feed><Releases><Release>{inner(release)}</Release></Releases></Feed>"


@pytest.mark.parametrize("form", ["json", "one", "xml"])
def test_a_release_from_cision_is_whole(tmp_path, form):
    path = tmp_path / ("flöde.xml" if form == "xml" else "flöde.json")
    answers = {"json": {"Releases": [RELEASE]}, "one": {"Release": RELEASE}}
    path.write_text(as_xml(RELEASE) if form == "xml" else json.dumps(answers[form]))
    (document,) = open_source(str(tmp_path))
    found = article_of(document)
    assert (document.address, document.known["old_addresses"]) == (
        "https://solvik.example/press/1", ["https://news.solvik.example/r/1"])  # fmt: skip
    assert (found.title.text, found.published) == ("Nya rastplatser", "2020-05-05")
    assert document.known["categories"] == ["Friluft", "led"]
    for said in ("Veden fylls på", "Solviks kommun ligger vid en sjö.", "lättare att stanna", "Leden är tolv km."):
        assert said in words(found)
    assert [contact.name for contact in found.contacts] == ["Ylva Strand"]
    assert [image.src for image in found.images] == [
        "https://mb.solvik.example/a.jpg",
        "https://mb.solvik.example/b.jpg",
    ]
    assert [attachment.name for attachment in document.attachments] == ["a.jpg", "b.jpg", "karta.pdf"]


def test_a_feed_from_cision_is_asked_page_by_page_for_whole_texts(site, fetcher, monkeypatch):
    monkeypatch.setattr(cision, "PAGE", 2)
    pages = {"1": ["A", "B"], "2": ["C"]}

    def answer(query):
        assert (query["detailLevel"], query["pageSize"]) == ("detail", "2")
        return {"Releases": [{**RELEASE, "EncryptedId": e, "CanonicalUrl": f"https://solvik.example/{e}"}
                             for e in pages[query["pageIndex"]]]}  # fmt: skip

    Service(site, "/papi/NewsFeed/x", answer)
    found = list(open_source(f"{site.base}/papi/NewsFeed/x", kind="cision", fetcher=fetcher))
    assert [document.source_id for document in found] == ["cision:A", "cision:B", "cision:C"]


def test_a_feed_without_texts_says_what_to_do(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps({"Releases": [{"EncryptedId": "A", "Title": "Rast"}]}))
    (document,) = open_source(str(tmp_path))
    with pytest.raises(UnreadableDocument, match="detailLevel"):
        document.load()


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"[" * 100_000,
        b"{}",
        b"<a/>",
        b'<!DOCTYPE x [<!ENTITY a "b">]><Releases><Release/></Releases>',
        b"[1, null]",
    ],
)
def test_what_is_no_feed_is_named(tmp_path, data):
    path = tmp_path / ("a.xml" if data.startswith(b"<") else "a.json")
    path.write_bytes(data)
    with pytest.raises(SourceError):
        list(open_source(str(path), kind="cision"))
