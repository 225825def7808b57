"""Whatever the source: what visitors could not see there is marked, and days are Swedish."""

import datetime as dt
import json

import pytest

from brygga.importers.reading import UnreadableDocument, read, to_json
from brygga.importers.reading.swedish.timestamps import moment_of, swedish_day
from brygga.importers.sources import add_known, open_source
from brygga.importers.sources.access import status_of

from .conftest import Answer
from .test_exports import NEWS, WXR, wp_item
from .test_services import Service, post

AHEAD, PAST = "2999-01-31T10:00:00", "2010-02-01T10:00:00"


def status(document):
    return status_of(document.known)


def only(found):
    (document,) = found
    return document


@pytest.mark.parametrize(
    ("state", "more", "expected"),
    [
        ("publish", "", ""),
        ("publish", "<wp:post_password></wp:post_password>", ""),
        ("publish", "<wp:post_password>hemligt</wp:post_password>", "password"),
        ("private", "", "private"),
        ("draft", "", "draft"),
        ("pending", "", "draft"),
        ("in-progress", "", "draft"),
        ("future", "<wp:post_date_gmt>2999-01-31 09:00:00</wp:post_date_gmt>", "scheduled"),
        ("publish", "<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>", ""),
        (
            "publish",
            "<wp:postmeta><wp:meta_key>_expiration-date</wp:meta_key><wp:meta_value>1262304000</wp:meta_value>"
            "</wp:postmeta>",
            "expired",
        ),
        (
            "publish",
            "<wp:postmeta><wp:meta_key>_members_access_role</wp:meta_key><wp:meta_value>editor</wp:meta_value>"
            "</wp:postmeta>",
            "members",
        ),
    ],
)
def test_wordpress_exports(tmp_path, state, more, expected):
    path = tmp_path / "a.xml"
    path.write_text(WXR.format(items=wp_item(1, status=state, content="Text om verkstaden.", more=more)), "utf-8")
    assert status(only(open_source(str(path)))) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"status": "publish"}, ""),
        ({"status": "private"}, "private"),
        ({"status": "draft"}, "draft"),
        ({"status": "future", "date": AHEAD}, "scheduled"),
        ({"password": "hemligt"}, "password"),
        ({"content": {"rendered": "<p>Text om verkstaden i hamnen.</p>", "protected": True}}, "password"),
    ],
)
def test_wordpress_service(site, fetcher, fields, expected):
    Service(site, "/wp-json/wp/v2/posts", lambda query: [{**post(1), **fields}])
    assert status(only(open_source(site.base, kind="wordpress-api", fetcher=fetcher))) == expected


def test_a_protected_post_that_the_service_does_not_hand_out_is_named(site, fetcher):
    closed = {
        **post(1),
        "content": {"rendered": "", "protected": True},
        "excerpt": {"rendered": "", "protected": True},
    }
    Service(site, "/wp-json/wp/v2/posts", lambda query: [closed])
    document = only(open_source(site.base, kind="wordpress-api", fetcher=fetcher))
    with pytest.raises(UnreadableDocument) as caught:
        document.load()
    assert caught.value.code == "not-public-password"


PLONE = [
    ({}, ""),
    ({"review_state": None}, ""),
    ({"review_state": "private"}, "private"),
    ({"review_state": "pending"}, "draft"),
    ({"review_state": {"title": "Privat", "token": "private"}}, "draft"),
    ({"review_state": "internally_published"}, "members"),
    ({"effective": AHEAD}, "scheduled"),
    ({"expires": PAST}, "expired"),
    ({"expires": "2499-12-31T00:00:00"}, ""),
    ({"expires": "aldrig"}, ""),
    ({"parent": {"@id": "https://solvik.example/n", "review_state": "private"}}, "members"),
    ({"review_state": "private", "effective": AHEAD}, "private"),
]


@pytest.mark.parametrize(("fields", "expected"), PLONE)
def test_plone_exports(tmp_path, fields, expected):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{**NEWS, **fields}]))
    assert status(only(open_source(str(path)))) == expected


@pytest.mark.parametrize(("fields", "expected"), PLONE)
def test_plone_service(site, fetcher, fields, expected):
    Service(site, "/n/@search", lambda query: {"items": [{**NEWS, **fields}]})
    assert status(only(open_source(f"{site.base}/n", kind="plone-api", fetcher=fetcher))) == expected


def test_what_lies_in_a_closed_folder_is_closed_however_deep(tmp_path):
    folder = {"@id": "https://solvik.example/intern", "@type": "Folder", "UID": "f" * 32, "review_state": "private"}
    inside = {**NEWS, "@id": "https://solvik.example/intern/a/b", "UID": "d" * 32}
    beside = {**NEWS, "@id": "https://solvik.example/intern-handbok", "UID": "e" * 32}
    path = tmp_path / "a.json"
    path.write_text(json.dumps([folder, inside, beside]))
    assert {d.address: status(d) for d in open_source(str(path))} == {inside["@id"]: "members", beside["@id"]: ""}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"status": True}, ""),
        ({"status": False}, "draft"),
        ({"status": False, "publish_on": AHEAD}, "scheduled"),
        ({"status": False, "publish_on": PAST}, "draft"),
        ({"status": True, "unpublish_on": 1262304000}, "expired"),
        ({"status": True, "unpublish_on": "snart"}, ""),
    ],
)
def test_drupal_service(site, fetcher, fields, expected):
    attributes = {"title": "Nyhet", "created": "2021-05-04T08:00:00+00:00", "body": {"value": "<p>Text.</p>"}}
    node = {"id": "1", "type": "node--article", "attributes": {**attributes, **fields}}
    Service(site, "/jsonapi/node/article", lambda query: {"data": [node]})
    assert status(only(open_source(site.base, kind="drupal-api", fetcher=fetcher))) == expected


@pytest.mark.parametrize(("published", "expected"), [(AHEAD, "scheduled"), ("2021-05-04", ""), ("i går", "")])
def test_mynewsdesk(tmp_path, published, expected):
    item = {"id": 1, "header": "Nyhet", "body": "<p>Text.</p>", "type_of_media": "pressrelease"}
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"items": {"item": [{**item, "published_at": {"datetime": published}}]}}))
    assert status(only(open_source(str(path), kind="mynewsdesk"))) == expected


RSS = """<rss version="2.0"><channel><title>Solvik</title><item><title>Nyhet</title><guid>a</guid>
<description>Text om verkstaden.</description><pubDate>{when}</pubDate></item></channel></rss>"""


@pytest.mark.parametrize(
    ("when", "expected", "day"),
    [
        ("Thu, 31 Jan 2999 10:00:00 +0100", "scheduled", "2999-01-31"),
        ("Tue, 04 May 2021 23:30:00 GMT", "", "2021-05-05"),
        ("Tue, 04 May 2021 00:30:00 +0200", "", "2021-05-04"),
        ("snart", "", None),
    ],
)
def test_feeds(site, fetcher, when, expected, day):
    site.answers["/flode"] = Answer(RSS.format(when=when).encode(), 200, {"Content-Type": "application/rss+xml"})
    document = only(open_source(f"{site.base}/flode", kind="feed", fetcher=fetcher))
    assert (status(document), document.published) == (expected, day)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2019-12-31T23:30:00Z", "2020-01-01"),
        ("2019-06-30T22:00:00+00:00", "2019-07-01"),
        ("2019-06-30T21:59:00.000+0000", "2019-06-30"),
        ("2019-12-31 23:30:00", "2019-12-31"),
        ("2019-12-31T23:30:00+01:00", "2019-12-31"),
        ("2019/12/31 23:30:00 GMT+0", "2020-01-01"),
        ("2019-12-31", "2019-12-31"),
        ("2019-12-31T99:99", "2019-12-31"),
        ("0000-00-00 00:00:00", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59Z", None),
        ("2019-13-40", None),
        ("nyss", None),
        ("", None),
    ],
)
def test_days_are_swedish_days(written, day):
    assert swedish_day(written) == day


def test_a_time_without_a_zone_is_swedens():
    assert moment_of("2019-06-30T10:00") == dt.datetime(2019, 6, 30, 8, tzinfo=dt.UTC)


@pytest.mark.parametrize("kind", ["wordpress", "plone", "drupal"])
def test_a_moment_in_utc_gives_the_swedish_day_in_each_source(tmp_path, site, fetcher, kind):
    night = "2019-12-31T23:30:00+00:00"
    if kind == "plone":
        path = tmp_path / "a.json"
        path.write_text(json.dumps([{**NEWS, "effective": night, "modified": night}]))
        document = only(open_source(str(path)))
    elif kind == "drupal":
        attributes = {"title": "Nyhet", "created": night, "changed": night, "body": {"value": "<p>Text.</p>"}}
        Service(site, "/jsonapi/node/article", lambda query: {"data": [{"id": "1", "attributes": attributes}]})
        document = only(open_source(site.base, kind="drupal-api", fetcher=fetcher))
    else:
        Service(site, "/wp-json/wp/v2/posts", lambda query: [{**post(1), "date": night, "modified": night}])
        document = only(open_source(site.base, kind="wordpress-api", fetcher=fetcher))
    assert (document.published, document.updated) == ("2020-01-01", "2020-01-01")


def test_the_article_says_that_it_is_not_public_and_why(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(
        json.dumps(
            [
                {**NEWS, "effective": AHEAD, "expires": "2199-03-01T00:00:00"},
                {**NEWS, "UID": "e" * 32, "@id": "https://solvik.example/b"},
            ]
        )
    )
    closed, public = open_source(str(path))
    found = [read(d.load(), source=d.name, content_type=d.content_type, address=d.address) for d in (closed, public)]
    for article, document in zip(found, (closed, public), strict=True):
        add_known(article, document)
    data, other = map(to_json, found)
    assert (data["public"], data["status"]) == (False, "scheduled")
    assert (data["go_live_at"], data["expire_at"]) == ("2999-01-31T09:00:00+00:00", "2199-02-28T23:00:00+00:00")
    assert [p["code"] for p in data["problems"] if p["code"].startswith("not-public")] == ["not-public-scheduled"]
    assert (other["public"], other["status"], other["go_live_at"]) == (True, "published", None)
    assert not [p for p in other["problems"] if p["code"].startswith("not-public")]
