"""Sitemaps, feeds and listing pages lead to documents."""

import gzip

import pytest

from brygga.importers.reading import read
from brygga.importers.sources import SourceError, open_source, registry

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&b;&c;</title></channel></rss>'
)
WORDS = " ".join(f"ord{number}" for number in range(120))


def addresses(documents):
    return [document.address for document in documents]


def sitemap(*pages, name="url", root="urlset"):
    rows = "".join(f"<{name}><loc>{page}</loc><lastmod>2020-01-02</lastmod></{name}>" for page in pages)
    return f'<?xml version="1.0"?><{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{root}>'


def test_a_sitemap_index_leads_to_packed_sitemaps_and_their_pages(site, fetcher):
    b = site.base
    site.page(
        "/sitemap.xml",
        sitemap(f"{b}/s1.xml", f"{b}/s2.xml.gz", name="sitemap", root="sitemapindex"),
        "application/xml",
    )
    site.page("/s1.xml", sitemap(f"{b}/nyhet/1", f"{b}/bild.jpg", "https://annan.example/x"), "application/xml")
    site.page("/s2.xml.gz", gzip.compress(sitemap(f"{b}/nyhet/2", f"{b}/nyhet/1").encode()), "application/gzip")
    documents = list(open_source(f"{b}/sitemap.xml", fetcher=fetcher))
    assert addresses(documents) == [f"{b}/nyhet/1", f"{b}/nyhet/2"]
    assert documents[0].published is None
    assert documents[0].known["lastmod"] == "2020-01-02"


def test_only_the_wanted_pages_of_a_sitemap(site, fetcher):
    site.page("/sitemap.xml", sitemap(f"{site.base}/nyhet/1", f"{site.base}/om"), "application/xml")
    found = open_source(f"{site.base}/sitemap.xml", fetcher=fetcher, pattern="/nyhet/")
    assert addresses(found) == [f"{site.base}/nyhet/1"]


def test_the_sitemap_of_a_site_is_found_by_robots_txt(site, make_fetcher):
    site.page("/robots.txt", f"Sitemap: {site.base}/karta.xml\n", "text/plain")
    site.page("/karta.xml", sitemap(f"{site.base}/nyhet/1"), "application/xml")
    found = open_source(site.base, kind="sitemap", fetcher=make_fetcher(heed_robots=True))
    assert addresses(found) == [f"{site.base}/nyhet/1"]


@pytest.mark.parametrize("body", ["<html>Inget</html", BOMB.replace("rss", "urlset"), "", "inte xml"])
def test_a_sitemap_that_is_none_gives_nothing_or_an_error(site, fetcher, body):
    site.page("/sitemap.xml", body, "application/xml")
    try:
        assert list(open_source(f"{site.base}/sitemap.xml", fetcher=fetcher)) == []
    except SourceError as error:
        assert error.code == "no-sitemap"  # noqa: PT017 - either outcome is right


def rss(*items, more=""):
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"'
    channel = f"<channel><title>Nytt i Solvik</title>{more}{''.join(items)}</channel>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" {spaces}>{channel}</rss>'


def item(number, body="", link=""):
    content = f"<content:encoded><![CDATA[{body}]]></content:encoded>" if body else ""
    return (
        f"<item><title>Nyhet {number}</title><link>{link}</link><guid>id-{number}</guid>"
        f"<pubDate>Tue, 04 May 2021 00:30:00 +0200</pubDate>"
        f"<description>Kort om {number}.</description>{content}</item>"
    )


def test_an_entry_with_its_whole_text_is_read_from_the_feed(site, fetcher):
    site.page("/rss", rss(item(1, f"<p>Början.</p><p>{WORDS}</p>", "https://solvik.example/1")), "application/rss+xml")
    (document,) = open_source(f"{site.base}/rss", fetcher=fetcher)
    article = read(document.load(), source=document.name, content_type=document.content_type)
    assert (article.title.text, article.published) == ("Nyhet 1", "2021-05-04")
    assert "ord119" in article.blocks[-1].text
    assert (document.source_id, document.published) == ("id-1", "2021-05-04")


def test_a_summary_is_followed_to_its_page(site, fetcher):
    page = site.page("/nyhet/1", f"<main><h1>Nyhet 1</h1><p>{WORDS}</p></main>")
    site.page("/rss", rss(item(1, "", page)), "application/rss+xml")
    (document,) = open_source(f"{site.base}/rss", fetcher=fetcher)
    assert site.paths == ["/rss"]
    assert b"ord119" in document.load()


def test_a_paged_feed_is_read_to_its_end(site, fetcher):
    more = f'<atom:link rel="next" href="{site.base}/rss?sida=2"/>'
    site.page("/rss", rss(item(1, WORDS), item(2, WORDS), more=more), "application/rss+xml")
    site.page("/rss?sida=2", rss(item(2, WORDS), item(3, WORDS), more=more), "application/rss+xml")
    found = open_source(f"{site.base}/rss", fetcher=fetcher)
    assert [document.source_id for document in found] == ["id-1", "id-2", "id-3"]


def test_an_atom_feed_is_read_too(site, fetcher):
    entry = (
        "<entry><id>x</id><title>Nytt</title><updated>2021-05-04T23:30:00+02:00</updated>"
        f"<content type='html'>&lt;p&gt;{WORDS}&lt;/p&gt;</content></entry>"
    )
    site.page(
        "/atom.xml",
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title>{entry}</feed>',
        "application/atom+xml",
    )
    (document,) = open_source(f"{site.base}/atom.xml", fetcher=fetcher, kind="feed")
    assert document.updated == "2021-05-04"
    assert b"ord119" in document.load()


@pytest.mark.parametrize(
    ("body", "code"), [(BOMB, "xml-entities"), ("<html><p>Hej</p></html>", "no-feed"), ("", "broken-xml")]
)
def test_what_is_no_feed_or_is_dangerous_is_refused(site, fetcher, body, code):
    site.page("/rss", body, "application/rss+xml")
    with pytest.raises(SourceError) as caught:
        list(open_source(f"{site.base}/rss", fetcher=fetcher))
    assert caught.value.code == code


def test_a_listing_is_followed_over_its_pages(site, fetcher):
    menu = '<nav><a href="/nyheter/om">Om</a></nav>'
    links = '<main><a href="{0}">{0}</a> <a href="https://annan.example/nyheter/z">z</a> <a href="/om">Om</a></main>'
    site.page("/nyheter", menu + links.format("/nyheter/a") + '<a href="?sida=2">Nästa »</a>')
    site.page(
        "/nyheter?sida=2",
        links.format("nyheter/b") + '<a href="/nyheter/a">a</a><a class="pager-next" href="/nyheter?sida=3">3</a>',
    )
    site.page("/nyheter?sida=3", links.format("/nyheter/c") + '<a rel="next" href="/nyheter">Börja om</a>')
    found = open_source(f"{site.base}/nyheter", kind="listing", fetcher=fetcher)
    assert addresses(found) == [f"{site.base}/nyheter/{name}" for name in "abc"]


def test_a_listing_with_a_pattern_takes_what_matches(site, fetcher):
    site.page("/press", '<a href="/2019/a.html">A</a><a href="/2019/bild.jpg">B</a><a href="/om">O</a>')
    found = open_source(f"{site.base}/press", kind="listing", pattern=r"/\d{4}/", fetcher=fetcher)
    assert addresses(found) == [f"{site.base}/2019/a.html"]


def test_a_listing_that_is_not_there_is_an_error(site, fetcher):
    with pytest.raises(SourceError) as caught:
        list(open_source(f"{site.base}/nyheter", kind="listing", fetcher=fetcher))
    assert caught.value.code == "no-listing"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://solvik.example/sitemap_index.xml", "sitemap"),
        ("https://solvik.example/nyheter/RSS", "feed"),
        ("https://solvik.example/feed/", "feed"),
        ("https://www.mynewsdesk.com/services/pressroom/list/abc", "mynewsdesk"),
        ("https://solvik.example/nyheter/feedback", "page"),
    ],
)
def test_the_kind_of_an_address_is_told_without_asking_it(address, kind):
    assert (registry.kind_of_address(address) or "page") == kind


def test_an_unknown_kind_and_a_path_for_an_address_are_named():
    for where, kind, code in (("a", "gopher", "unknown-kind"), ("mapp", "feed", "no-address")):
        with pytest.raises(SourceError) as caught:
            open_source(where, kind=kind)
        assert caught.value.code == code
