"""A WordPress site is read by its REST API: every type of text, all pages of the list, and with a login what is not
public."""

import base64
import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import CommandError, call_command

from brygga.importers.sources import Fetcher, Manners, SourceError, open_source
from brygga.importers.sources.left_out import LeftOut

from .conftest import Answer
from .test_services import article_of, post

LOGIN = "Basic " + base64.b64encode(b"redaktor:abcd efgh ijkl").decode()
TYPES = {
    "post": {"rest_base": "posts", "rest_namespace": "wp/v2", "name": "Inlägg"},
    "page": {"rest_base": "pages", "rest_namespace": "wp/v2", "name": "Sidor"},
    "projekt": {"rest_base": "projekt", "rest_namespace": "wp/v2", "name": "Projekt"},
    "sluten": {"rest_base": "sluten", "rest_namespace": "wp/v2", "name": "Interna rutiner"},
    "attachment": {"rest_base": "media", "rest_namespace": "wp/v2", "name": "Media"},
    "wp_block": {"rest_base": "blocks", "rest_namespace": "wp/v2", "name": "Mönster"},
}


class WordPress(dict):
    """A site whose texts are `texts`, by where they are asked for; it answers as WordPress does."""

    def __init__(self, texts, *, base="", counts=None, broken=(), routed=False, totals=True):
        super().__init__()
        self.texts, self.base, self.counts = texts, base, counts or {}
        self.broken, self.routed, self.totals = broken, routed, totals

    def get(self, key, default=None):
        parts = urlsplit(key)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        start = f"{self.base}/wp-json"
        path = query.get("rest_route", "") if self.routed else parts.path.removeprefix(start)
        if not self.routed and not parts.path.startswith(start):
            return default
        name = path.removeprefix("/wp/v2/")
        return lambda headers: self.answer(name, query, headers)

    def answer(self, name, query, headers):
        if name == "types":
            return Answer(json.dumps(TYPES).encode())
        logged_in = headers.get("authorization") == LOGIN
        if query.get("context") == "edit" and not logged_in:
            return Answer(b'{"code":"rest_forbidden_context"}', 401)
        if name in self.counts:
            return Answer(b"[]", headers={"X-WP-Total": str(self.counts[name])})
        if name not in self.texts:
            return Answer(b'{"code":"rest_no_route"}', 404 if name != "sluten" else 401)
        rows = [row for row in self.texts[name] if logged_in or row.get("status", "publish") == "publish"]
        size, number = int(query["per_page"]), int(query["page"])
        if (name, number) in self.broken:
            return Answer(b"<html>Fel", 500)
        if number > max(1, -(-len(rows) // size)):
            return Answer(b'{"code":"rest_post_invalid_page_number"}', 400)
        totals = {"X-WP-Total": str(len(rows)), "X-WP-TotalPages": str(-(-len(rows) // size))}
        part = rows[(number - 1) * size : number * size]
        return Answer(json.dumps(part).encode(), headers=totals if self.totals else {})


def text(number, **more):
    return {**post(number), **more}


def read(site, fetcher, address="", left=None):
    return list(open_source(address or site.base, kind="wordpress-api", fetcher=fetcher, left=left))


def test_a_site_gives_every_type_of_text_and_counts_the_rest(site, fetcher):
    slide = text(9, type="bildspel", link="https://solvik.example/?post_type=bildspel&p=9", status="publish")
    site.answers = WordPress(
        {"posts": [text(1)], "pages": [text(2, type="page")], "projekt": [text(3, type="projekt"), slide]},
        counts={"comments": 12, "media": 340},
    )
    left = LeftOut()
    assert [d.known["kind"] for d in read(site, fetcher, left=left)] == ["post", "page", "projekt"]
    assert left.counts == {
        "kommentarer": 12,
        "filer i mediebiblioteket": 340,
        "innehåll utan egen sida (bildspel)": 1,
        "innehållstyper som tjänsten inte lämnar ut (401)": 1,
    }
    assert left.names["innehållstyper som tjänsten inte lämnar ut (401)"] == ["Interna rutiner"]


@pytest.mark.parametrize("totals", [True, False])
@pytest.mark.parametrize("number", [49, 50, 51, 100])
def test_every_page_of_the_list_is_read_and_no_more(site, fetcher, number, totals):
    site.answers = WordPress({"posts": [text(n) for n in range(number)]}, totals=totals)
    found = read(site, fetcher, f"{site.base}/wp-json/wp/v2/posts")
    assert len({document.source_id for document in found}) == number


@pytest.mark.parametrize("totals", [True, False])
def test_a_part_of_the_list_that_does_not_come_is_named_and_the_others_are_read(site, make_fetcher, totals):
    site.answers = WordPress({"posts": [text(n) for n in range(120)]}, broken={("posts", 2)}, totals=totals)
    found = read(site, make_fetcher(retries=0), f"{site.base}/wp-json/wp/v2/posts")
    missing = [document for document in found if document.known.get("part")]
    assert (len(found), len(missing)) == (71, 1)
    with pytest.raises(Exception, match="En del av innehållet") as caught:
        missing[0].load()
    assert caught.value.code == "part-missing"


@pytest.mark.parametrize(
    "address",
    ["/skola", "/skola/", "/skola/wp-json", "/skola/wp-json/", "/skola/wp-json/wp/v2", "/skola/wp-json/wp/v2/"],
)
def test_a_site_of_a_network_is_read_by_its_own_address(site, fetcher, address):
    site.answers = WordPress({"posts": [text(1)], "pages": [text(2)]}, base="/skola")
    assert len(read(site, fetcher, site.base + address)) == 2


def test_a_site_without_addresses_in_words_is_read_too(site, fetcher):
    site.answers = WordPress({"posts": [text(1)], "pages": [text(2)], "projekt": [text(3)]}, routed=True)
    assert len(list(open_source(f"{site.base}/?rest_route=/", fetcher=fetcher))) == 3
    assert len(list(open_source(f"{site.base}/?rest_route=/wp/v2/posts", fetcher=fetcher))) == 1


def test_a_text_tells_its_writer_topics_and_own_fields(site, fetcher):
    fields = {"ingress": "Nu öppnar verkstaden.", "farg": "#fff"}
    fields["fakta"] = [{"rubrik": "Öppet", "text": "Alla dagar klockan 8–17."}]
    words = ("Okategoriserade", "category"), ("Jobb &amp; studier", "category"), ("post-format-aside", "post_format")
    terms = [[{"name": name, "taxonomy": taxonomy} for name, taxonomy in words]]
    own = {"author": [{"name": "Alva Lindmark"}], "wp:term": terms}
    row = text(1, acf=fields, excerpt={"rendered": ""}, _embedded=own)
    site.answers = WordPress({"posts": [row]})
    (document,) = read(site, fetcher, f"{site.base}/wp-json/wp/v2/posts")
    assert (document.known["author"], document.known["categories"]) == ("Alva Lindmark", ["Jobb & studier"])
    found = article_of(document)
    words = "\n".join(block.text for block in found.blocks)
    assert found.lead.text == "Nu öppnar verkstaden."
    assert [said in words for said in ("Öppet", "Alla dagar klockan 8–17.", "#fff")] == [True, True, False]


def test_what_a_server_warns_of_before_the_answer_is_passed_over(site, fetcher):
    warned = (
        b"<br />\n<b>Warning</b>: Undefined [key] in /srv/wp.php on line 9<br />\n" + json.dumps([post(1)]).encode()
    )
    site.page("/wp-json/wp/v2/posts?per_page=50&_embed=1&orderby=id&order=asc&page=1", warned, "application/json")
    assert len(read(site, fetcher, f"{site.base}/wp-json/wp/v2/posts")) == 1


# Logged in


@pytest.fixture
def logins(site, tmp_path):
    path = tmp_path / "inloggningar"
    path.write_text(f"# gamla bloggen\n\n{site.base}/wp-admin  redaktor  abcd efgh ijkl\n", encoding="utf-8")
    return path


def hidden(number, status, **more):
    own = {"excerpt": {"raw": "", "rendered": "<p>Verkstaden öppnar i maj. […]</p>"}}
    return text(number, status=status, **own, **more)


def test_who_logs_in_gets_what_is_not_public_marked_so(site, make_fetcher, logins):
    rows = [
        text(1), hidden(2, "draft"), hidden(3, "private"),
        hidden(4, "publish", password="hemligt", content={"rendered": "<p>Bara för er.</p>", "protected": True}),
    ]  # fmt: skip
    site.answers = WordPress({"posts": rows, "pages": [], "projekt": []})
    found = read(site, make_fetcher(logins=str(logins)))
    assert [d.known.get("closed") for d in found] == [None, "draft", "private", "password"]
    assert b"Bara f\xc3\xb6r er." in found[3].load()
    assert "[…]" not in found[1].load().decode()  # WordPress made the excerpt: nobody wrote it
    assert "hemligt" not in repr(found[3].known)


def test_a_login_that_does_not_reach_says_so_instead_of_leaving_things_out(site, make_fetcher, tmp_path):
    wrong = tmp_path / "fel"
    wrong.write_text(f"{site.base} redaktor fel", encoding="utf-8")
    site.answers = WordPress({"posts": [text(1)]})
    with pytest.raises(SourceError, match="får inte läsa utkast") as caught:
        read(site, make_fetcher(logins=str(wrong)))
    assert caught.value.code == "login"


def test_a_password_goes_to_its_own_site_alone_and_its_copies_are_kept_apart(site, make_fetcher, logins):
    here, there = site.base, site.base.replace("127.0.0.1", "localhost")
    site.page("/a", "<p>Hej</p>")
    site.answers["/b"] = Answer(status=302, headers={"Location": f"{there}/a"})
    site.answers["/vem"] = lambda headers: Answer(headers.get("authorization", "ingen").encode())
    known, unknown = (make_fetcher(store=True, fresh=3600.0, logins=path) for path in (str(logins), ""))
    known.fetch(f"{here}/b")
    assert [("authorization" in headers) for _, headers in site.asked] == [True, False]
    assert known.fetch(f"{here}/vem").data == LOGIN.encode()
    assert unknown.fetch(f"{here}/vem").data == b"ingen"


@pytest.mark.parametrize(
    "line",
    ["http://solvik.example redaktor hemligt", "https://solvik.example redaktor", "solvik.example redaktor hemligt"],
)
def test_a_file_of_logins_that_cannot_be_used_is_refused_without_telling_what_is_in_it(tmp_path, line):
    path = tmp_path / "inloggningar"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(SourceError, match="rad 2") as caught:
        Fetcher(Manners(logins=str(path)))
    assert not {"hemligt", "redaktor"} & set(caught.value.message.split())
    with pytest.raises(CommandError, match="rad 2"):
        call_command("read_articles", "https://solvik.example", login=str(path))
