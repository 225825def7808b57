"""Fetching is polite to the old site and safe for this one."""

import gzip
import socket

import pytest

from brygga.importers.sources import FetchError
from brygga.importers.sources.fetch import clean
from brygga.importers.sources.guard import PrivateAddressError, is_public, resolve

from .conftest import Answer


def fails(fetcher, address):
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(address)
    assert caught.value.message.endswith(".")
    return caught.value.code


def test_a_page_comes_with_its_headers_and_final_address(site, fetcher):
    site.page("/ny", "<p>Hej</p>", ETag='"1"')
    site.answers["/gammal"] = Answer(status=301, headers={"Location": "/ny"})
    copy = fetcher.fetch(site.base + "/gammal#rubrik")
    assert (copy.data, copy.final, copy.headers["etag"]) == (b"<p>Hej</p>", site.base + "/ny", '"1"')


@pytest.mark.parametrize(
    ("status", "code"), [(404, "not-found"), (410, "gone"), (401, "refused"), (403, "refused"), (418, "status")]
)
def test_an_error_page_is_no_document(site, fetcher, status, code):
    site.answers["/a"] = Answer(b"fel", status)
    assert fails(fetcher, site.base + "/a") == code


def test_a_busy_server_is_tried_again_after_the_time_it_asks_for(site, make_fetcher, clock):
    answers = iter([Answer(status=503, headers={"Retry-After": "7"}), Answer(status=429), Answer(b"klart")])
    site.answers["/a"] = lambda headers: next(answers)
    assert make_fetcher().fetch(site.base + "/a").data == b"klart"
    assert clock.slept[0] == 7
    assert len(site.asked) == 3


def test_a_server_that_stays_busy_is_given_up(site, make_fetcher):
    site.answers["/a"] = Answer(status=503)
    assert fails(make_fetcher(retries=2), site.base + "/a") == "status"
    assert len(site.asked) == 3


def test_a_long_wait_is_cut_to_what_is_bearable(site, make_fetcher, clock):
    answers = iter([Answer(status=503, headers={"Retry-After": "99999"}), Answer(b"klart")])
    site.answers["/a"] = lambda headers: next(answers)
    make_fetcher(longest_wait=60).fetch(site.base + "/a")
    assert max(clock.slept) == 60


def test_there_is_a_pause_between_requests_to_a_host(site, make_fetcher, clock):
    site.page("/a", "a")
    site.page("/b", "b")
    fetcher = make_fetcher(delay=2.0)
    fetcher.fetch(site.base + "/a")
    fetcher.fetch(site.base + "/b")
    assert clock.slept == [2.0]


def test_robots_txt_is_heeded_with_its_delay(site, make_fetcher, clock):
    site.page("/robots.txt", "User-agent: *\nDisallow: /hemligt\nCrawl-delay: 3\n", "text/plain")
    site.page("/hemligt/a", "a")
    site.page("/nyhet", "b")
    fetcher = make_fetcher(heed_robots=True)
    assert fails(fetcher, site.base + "/hemligt/a") == "robots"
    fetcher.fetch(site.base + "/nyhet")
    assert site.paths == ["/robots.txt", "/nyhet"]
    assert clock.slept == [3.0]


def test_a_redirect_into_what_robots_txt_forbids_is_not_followed(site, make_fetcher):
    site.page("/robots.txt", "User-agent: *\nDisallow: /hemligt\n", "text/plain")
    site.answers["/a"] = Answer(status=302, headers={"Location": "/hemligt"})
    assert fails(make_fetcher(heed_robots=True), site.base + "/a") == "robots"


def test_a_site_without_robots_txt_may_be_fetched_and_one_that_errs_is_left_alone(site, make_fetcher):
    site.page("/a", "a")
    assert make_fetcher(heed_robots=True).fetch(site.base + "/a").data == b"a"
    site.answers["/robots.txt"] = Answer(status=500)
    assert fails(make_fetcher(heed_robots=True, retries=0), site.base + "/a") == "robots"


def test_what_has_not_changed_is_taken_from_the_stored_copy(site, make_fetcher):
    def answer(headers):
        if headers.get("if-none-match") == '"v1"':
            return Answer(status=304)
        return Answer(b"text", headers={"ETag": '"v1"'})

    site.answers["/a"] = answer
    make_fetcher(store=True).fetch(site.base + "/a")
    assert make_fetcher(store=True).fetch(site.base + "/a").data == b"text"
    assert len(site.asked) == 2


def test_a_run_that_goes_on_asks_only_for_what_it_does_not_have(site, make_fetcher, clock):
    site.page("/a", "a")
    site.page("/b", "b")
    make_fetcher(store=True).fetch(site.base + "/a")
    clock.now += 60
    resumed = make_fetcher(store=True, fresh=3600)
    assert (resumed.fetch(site.base + "/a").data, resumed.fetch(site.base + "/b").data) == (b"a", b"b")
    assert site.paths == ["/a", "/b"]


def test_a_damaged_copy_is_fetched_again(site, make_fetcher, tmp_path):
    site.page("/a", "a")
    make_fetcher(store=True).fetch(site.base + "/a")
    (stored,) = (tmp_path / "copies").rglob("*.gz")
    stored.write_bytes(b"trasig")
    assert make_fetcher(store=True, fresh=3600).fetch(site.base + "/a").data == b"a"


def test_a_page_over_the_limit_is_refused_also_when_it_was_packed(site, make_fetcher):
    site.page("/stor", b"a" * 3000)
    site.page("/bomb", gzip.compress(b"0" * 50_000_000), **{"Content-Encoding": "gzip"})
    fetcher = make_fetcher(max_bytes=2000)
    assert fails(fetcher, site.base + "/stor") == "too-large"
    assert fails(make_fetcher(max_bytes=1_000_000), site.base + "/bomb") == "too-large"


def test_a_circle_of_redirects_ends(site, fetcher):
    site.answers["/a"] = Answer(status=302, headers={"Location": "/b"})
    site.answers["/b"] = Answer(status=302, headers={"Location": "/a"})
    assert fails(fetcher, site.base + "/a") == "redirects"


def test_a_server_that_does_not_answer_is_given_up(make_fetcher):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert fails(make_fetcher(read_timeout=0.2, retries=0), address) == "timeout"


def test_a_server_that_is_not_there_is_named(make_fetcher):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/"
    assert fails(make_fetcher(retries=0), address) == "network"


@pytest.mark.parametrize("path", ["", "/omvag"])
def test_the_own_network_is_not_fetched_from(site, make_fetcher, path):
    site.page("/", "hemlig")
    guarded = make_fetcher(allow_private=False, retries=0)
    assert fails(guarded, site.base + path) == "private"
    assert site.asked == []


def test_a_public_name_that_leads_inside_is_not_fetched_from(make_fetcher, monkeypatch):
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.7", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: inside)
    assert fails(make_fetcher(allow_private=False, retries=0), "http://nyheter.solvik.example/") == "private"


def test_a_redirect_to_the_own_network_is_not_followed(site, make_fetcher, monkeypatch):
    """The first host counts as public here, the one that it sends on to does not."""
    from brygga.importers.sources import guard

    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    site.answers["/a"] = Answer(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data/"})
    assert fails(make_fetcher(allow_private=False, retries=0), site.base + "/a") == "private"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
     "240.0.0.1", "::1", "::", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1",
     "2002:7f00:1::", "ff02::1", "fec0::1", "::8.8.8.8", "::7f00:1", "64:ff9b:1::808:808", "::ffff:0:808:808"],
)  # fmt: skip
def test_addresses_that_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "193.10.1.1", "2a00:1450:400f:80d::200e", "::ffff:8.8.8.8"])
def test_addresses_that_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    ["ftp://solvik.example/a", "file:///etc/passwd", "gopher://x/", "http://", "http://a:b@c/", "http://[/"],
)
def test_other_kinds_of_address_are_refused(fetcher, address):
    assert fails(fetcher, address) == "address"


def test_swedish_letters_in_an_address_are_sent_as_the_web_wants_them():
    assert (
        clean("http://räksmörgås.example/nyhet å?q=ö#a") == "http://xn--rksmrgs-5wao1o.example/nyhet%20%C3%A5?q=%C3%B6"
    )
    assert clean("https://solvik.example/100%25%20") == "https://solvik.example/100%25%20"


@pytest.mark.parametrize("order", [("93.184.215.14", "10.0.0.5"), ("10.0.0.5", "93.184.215.14")])
def test_a_host_with_one_address_inside_is_not_fetched_from_though_the_other_is_public(monkeypatch, order):
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in order]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: both)
    with pytest.raises(PrivateAddressError):
        resolve("www.solvik.example", 80)
