"""Documents to which a source gives one id are all kept, or named: none is lost without a word."""

import itertools
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from brygga.importers.sources import open_source
from brygga.importers.sources.document import Document
from brygga.importers.sources.document_ids import with_rivals
from brygga.importers.sources.staging import stage

from .test_exports import WXR, wp_item
from .test_services import Service, post
from .test_web import rss

A, B, C = (f"https://solvik.example/{name}/" for name in "abc")
WORDS = "Verkstaden vid hamnen öppnar igen i maj, och alla som vill är välkomna dit."


def wordpress(folder: Path, _site, texts) -> str:
    path = folder / "export.xml"
    items = [
        wp_item(1, content=f"<p>{text}</p>", title=text[:20]).replace("https://solvik.example/1/", address)
        for address, text in texts
    ]
    path.write_text(WXR.format(items="".join(items)), encoding="utf-8")
    return str(path)


def plone(folder: Path, _site, texts) -> str:
    path = folder / "export.json"
    rows = [
        {"@id": address, "@type": "News Item", "UID": "0a1b", "title": text[:20], "text": {"data": f"<p>{text}</p>"}}
        for address, text in texts
    ]
    path.write_text(json.dumps(rows), encoding="utf-8")
    return str(path)


def mynewsdesk(folder: Path, _site, texts) -> str:
    path = folder / "pressrum.json"
    rows = [
        {"id": 7, "type_of_media": "pressrelease", "url": address, "header": text[:20], "body": f"<p>{text}</p>"}
        for address, text in texts
    ]
    path.write_text(json.dumps({"items": {"item": rows}}), encoding="utf-8")
    return str(path)


def feed(_folder: Path, site, texts) -> str:
    items = [
        f"<item><title>{text[:20]}</title><link>{address}</link><guid>id-1</guid><content:encoded><![CDATA["
        f"<p>{text}</p><p>{'ord ' * 90}</p>]]></content:encoded></item>"
        for address, text in texts
    ]
    return site.page("/feed/", rss(*items), "application/rss+xml")


def wordpress_service(_folder: Path, site, texts) -> str:
    rows = [
        {**post(1), "link": address, "title": {"rendered": text[:20]}, "content": {"rendered": f"<p>{text}</p>"}}
        for address, text in texts
    ]
    Service(site, "/wp-json/wp/v2/posts", lambda query: rows)
    return f"{site.base}/wp-json/wp/v2/posts"


def drupal(_folder: Path, site, texts) -> str:
    nodes = [
        {
            "id": "7",
            "type": "node--article",
            "attributes": {
                "title": text[:20],
                "path": {"alias": address.removeprefix("https://solvik.example")},
                "body": {"processed": f"<p>{text}</p>"},
            },
        }
        for address, text in texts
    ]
    Service(site, "/jsonapi/node/article", lambda query: {"data": nodes})
    return f"{site.base}/jsonapi/node/article?x=1"


SOURCES = [wordpress, plone, mynewsdesk, feed, wordpress_service, drupal]


def kept(source, folder, site, fetcher, texts) -> tuple[dict[str, str], list[str]]:
    """The texts by id, and the codes of what failed."""
    documents = open_source(source(folder, site, texts), fetcher=fetcher)
    staged = list(stage(documents, folder / "hämtat", None))
    assert len({one.source_id for one in staged}) == len(staged)
    found = {one.source_id: one.path.read_text() for one in staged if one.path}
    by_text = {text: [name for name, page in found.items() if text in page] for _, text in texts}
    assert all(len(names) <= 1 for names in by_text.values())
    codes = [trouble.code for one in staged for trouble in one.troubles if one.path is None]
    return {text: names[0] for text, names in by_text.items() if names}, codes


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.__name__)
def test_two_documents_with_one_id_and_two_addresses_are_both_kept_whatever_their_order(
    source, tmp_path, site, fetcher
):
    first, second = (A, "Den första. " + WORDS), (B, "Den andra. " + WORDS)
    names, failed = kept(source, tmp_path, site, fetcher, [first, second])
    assert (len(names), failed) == (2, [])
    assert kept(source, tmp_path, site, fetcher, [second, first]) == (names, [])
    third = (C, "Den tredje. " + WORDS)
    more, failed = kept(source, tmp_path, site, fetcher, [third, second, first])
    assert {text: more[text] for text in names} == names
    assert (len(more), failed) == (3, [])


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.__name__)
def test_a_page_that_has_moved_is_the_same_document(source, tmp_path, site, fetcher):
    before, _ = kept(source, tmp_path, site, fetcher, [(A, WORDS)])
    assert kept(source, tmp_path, site, fetcher, [(B, WORDS)]) == (before, [])


@pytest.mark.parametrize("source", [s for s in SOURCES if s is not feed], ids=lambda source: source.__name__)
def test_of_two_documents_with_one_id_and_one_address_the_second_is_named(source, tmp_path, site, fetcher):
    texts = [(A, "Den första. " + WORDS), (A, "Den andra. " + WORDS)]
    names, failed = kept(source, tmp_path, site, fetcher, texts)
    assert (list(names), failed) == ([texts[0][1]], ["same-id"])


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.__name__)
def test_the_same_document_twice_is_one(source, tmp_path, site, fetcher):
    names, failed = kept(source, tmp_path, site, fetcher, [(A, WORDS), (A, WORDS)])
    assert (len(names), failed) == (1, [])


def test_the_order_of_a_first_import_does_not_decide_which_document_keeps_the_id(tmp_path):
    found = set()
    for number, order in enumerate(itertools.permutations([A, B, C])):
        documents = [
            Document(source_id="1", address=address, name=address, fetch=lambda address=address: page(address))
            for address in order
        ]
        staged = stage(iter(with_rivals(documents)), tmp_path / str(number))
        found.add(tuple(sorted((one.row["address"], one.source_id) for one in staged)))
    assert len(found) == 1


def page(address: str) -> bytes:
    return f"<html><body><main><h1>Om {address}</h1><p>{WORDS}</p></main></body></html>".encode()


def test_exports_that_are_fetched_to_one_folder_do_not_write_over_each_other(tmp_path, capsys):
    folders = [tmp_path / name for name in ("a", "b")]
    for folder in folders:
        folder.mkdir()
    texts = ["Den första. " + WORDS, "Den andra. " + WORDS]
    exports = [plone(folder, None, [(A, text)]) for folder, text in zip(folders, texts, strict=True)]
    with pytest.raises(CommandError, match="1 kunde inte hämtas"):
        call_command("fetch_articles", *exports, to=tmp_path / "hämtat")
    assert "samma id" in capsys.readouterr().err
    assert texts[0] in (tmp_path / "hämtat" / "a.html").read_text()
