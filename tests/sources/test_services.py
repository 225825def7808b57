"""The web services of WordPress, Plone and Drupal are read page by page."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from brygga.importers.reading import UnreadableDocument, read
from brygga.importers.sources import SourceError, open_source

from .conftest import Answer


def article_of(document):
    return read(document.load(), source=document.name, content_type=document.content_type, address=document.address)


class Service:
    """Answers one path whatever its query, by a function of the query."""

    def __init__(self, site, path, answer):
        self.site, self.answer = site, answer
        site.answers = _ByPath(site.answers, path, self)

    def __call__(self, query):
        body = self.answer({name: values[0] for name, values in parse_qs(query).items()})
        return body if isinstance(body, Answer) else Answer(json.dumps(body).encode())


class _ByPath(dict):
    def __init__(self, answers, path, service):
        super().__init__(answers)
        self.path, self.service = path, service

    def get(self, key, default=None):
        parts = urlsplit(key)
        return self.service(parts.query) if parts.path == self.path else super().get(key, default)


def post(number):
    return {
        "id": number,
        "guid": {"rendered": f"https://solvik.example/?p={number}"},
        "date": "2021-05-04T10:00:00",
        "modified": "2022-01-02T10:00:00",
        "link": f"https://solvik.example/{number}/",
        "type": "post",
        "title": {"rendered": f"Nyhet {number} &#8211; ny"},
        "content": {"rendered": "<p>Verkstaden öppnar i maj.</p><h2>Så söker du</h2><p>Ring oss i dag.</p>"},
        "excerpt": {"rendered": "<p>En kort ingress om verkstaden.</p>"},
        "_embedded": {
            "wp:featuredmedia": [{"source_url": "https://solvik.example/a.jpg", "alt_text": "En låda"}],
            "wp:term": [[{"name": "Jobb &amp; studier"}]],
        },
    }


def test_wordpress_posts_come_page_by_page_with_their_image_and_categories(site, fetcher):
    def answer(query):
        if query["page"] == "1":
            return [post(n) for n in range(50)]
        return [post(50)] if query["page"] == "2" else Answer(b"{}", 400)

    Service(site, "/wp-json/wp/v2/posts", answer)
    documents = list(open_source(site.base, kind="wordpress-api", fetcher=fetcher))
    assert len({document.source_id for document in documents}) == 51
    found = article_of(documents[0])
    assert (found.title.text, found.lead.text) == ("Nyhet 0 – ny", "En kort ingress om verkstaden.")
    assert (found.published, found.updated) == ("2021-05-04", "2022-01-02")
    assert [image.alt for image in found.images] == ["En låda"]
    assert documents[0].known["categories"] == ["Jobb & studier"]


def test_an_empty_post_fails_by_name(site, fetcher):
    empty = {**post(1), "content": {"rendered": ""}, "excerpt": {"rendered": ""}}
    Service(site, "/wp-json/wp/v2/posts", lambda query: [empty])
    (document,) = open_source(f"{site.base}/wp-json/wp/v2/posts", fetcher=fetcher)
    with pytest.raises(UnreadableDocument):
        document.load()


def test_plone_asks_for_json_and_follows_the_batches(site, fetcher):
    item = {
        "@id": "https://solvik.example/n/1",
        "@type": "News Item",
        "UID": "a" * 32,
        "title": "Verkstaden öppnar",
        "description": "Nu öppnar verkstaden i hamnen.",
        "effective": "2021-05-04T10:00:00",
        "review_state": "published",
        "text": {"data": "<p>Den är stor och ljus.</p>"},
    }
    first = {"items": [item], "batching": {"next": f"{site.base}/n/@search?b_start=50"}}

    def answer(query):
        if "b_start" in query:
            return {"items": [{**item, "@id": "https://solvik.example/n/2", "UID": "b" * 32}]}
        assert query["fullobjects"] == "1"
        return first

    Service(site, "/n/@search", answer)
    documents = list(open_source(f"{site.base}/n", kind="plone-api", fetcher=fetcher))
    assert [document.address for document in documents] == ["https://solvik.example/n/1", "https://solvik.example/n/2"]
    assert article_of(documents[0]).lead.text == "Nu öppnar verkstaden i hamnen."
    assert {headers["accept"] for _, headers in site.asked} == {"application/json"}


def test_drupal_articles_have_their_address_and_image(site, fetcher):
    node = {
        "type": "node--article",
        "id": "x-1",
        "attributes": {
            "title": "Verkstaden öppnar",
            "created": "2021-05-04T10:00:00+02:00",
            "changed": "2022-01-02T10:00:00+01:00",
            "path": {"alias": "/nyheter/verkstaden"},
            "langcode": "sv",
            "body": {"processed": "<p>Den är stor och ljus.</p>", "summary": "Nu öppnar verkstaden."},
        },
        "relationships": {"field_image": {"data": {"type": "file--file", "id": "f", "meta": {"alt": "En låda"}}}},
    }
    file = {"type": "file--file", "id": "f", "attributes": {"uri": {"url": "/sites/default/files/a.jpg"}}}
    Service(site, "/jsonapi/node/article", lambda query: {"data": [node], "included": [file]})
    (document,) = open_source(f"{site.base}/jsonapi/node/article", fetcher=fetcher)
    found = article_of(document)
    assert (document.address, document.source_id) == (f"{site.base}/nyheter/verkstaden", "drupal:x-1")
    assert (found.published, found.updated, found.lead.text) == ("2021-05-04", "2022-01-02", "Nu öppnar verkstaden.")
    assert (found.images[0].src, found.images[0].alt) == (f"{site.base}/sites/default/files/a.jpg", "En låda")


@pytest.mark.parametrize("kind", ["wordpress-api", "plone-api", "drupal-api"])
@pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b'"x"', b"[" * 100_000])
def test_an_address_that_is_no_such_service_is_named(site, fetcher, kind, body):
    class Everything(dict):
        def get(self, key, default=None):
            return Answer(body)

    site.answers = Everything()
    with pytest.raises(SourceError) as caught:
        list(open_source(site.base, kind=kind, fetcher=fetcher))
    assert caught.value.code in {"broken-json", "no-wordpress", "no-plone", "no-drupal"}
