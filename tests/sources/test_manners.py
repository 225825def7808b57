"""A server that is dead, refuses or drips costs a run little, and is told of once."""

import socket
import threading
import time
from contextlib import contextmanager

import pytest

from brygga.importers.reading import read
from brygga.importers.sources import FetchError, collect
from brygga.importers.sources.document import Attachment, Document

from .conftest import Answer


def outcome(fetcher, address):
    try:
        return fetcher.fetch(address).data.decode()
    except FetchError as error:
        return error.code


@contextmanager
def nobody():
    """The address of a server that is not there."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


def test_a_dead_server_is_given_up_after_a_few_failures(make_fetcher, clock):
    fetcher = make_fetcher()
    with nobody() as base:
        codes = [outcome(fetcher, f"{base}/{n}.jpg") for n in range(50)]
    assert codes == ["network"] * 3 + ["given-up"] * 47
    assert sum(clock.slept) < 10


def test_a_server_that_refuses_is_given_up_later(site, make_fetcher):
    fetcher = make_fetcher()
    for n in range(30):
        site.answers[f"/{n}"] = Answer(status=403)
    codes = [outcome(fetcher, f"{site.base}/{n}") for n in range(30)]
    assert codes == ["refused"] * 10 + ["given-up"] * 20
    assert len(site.asked) == 10


def test_a_server_that_answers_between_its_failures_is_kept(site, make_fetcher):
    fetcher = make_fetcher(retries=0)
    site.page("/bra", "hej")
    site.answers["/fel"] = Answer(status=503)
    for _ in range(12):
        assert outcome(fetcher, site.base + "/fel") == "status"
        assert outcome(fetcher, site.base + "/bra") == "hej"
    assert [outcome(fetcher, f"{site.base}/borta{n}") for n in range(12)] == ["not-found"] * 12


def test_another_server_is_fetched_from_all_the_same(site, make_fetcher):
    fetcher = make_fetcher()
    site.page("/bra", "hej")
    with nobody() as base:
        for n in range(5):
            outcome(fetcher, f"{base}/{n}")
    assert outcome(fetcher, site.base + "/bra") == "hej"


def test_the_next_run_tries_again(site, make_fetcher):
    with nobody() as base:
        first = make_fetcher()
        for _ in range(5):
            outcome(first, f"{base}/a")
        assert outcome(make_fetcher(retries=0), f"{base}/a") == "network"


def test_of_many_pictures_on_a_dead_server_it_is_said_once(make_fetcher, tmp_path):
    fetcher = make_fetcher()
    said = []
    with nobody() as base:
        for n in range(20):
            address = f"{base}/{n}.jpg"
            inner = f"<h1>Hej</h1><p>En text.</p><img src='{address}' alt='x'>"
            page = f"<html><body><article>{inner}</article></body></html>"
            picture = Attachment("x", lambda a=address: fetcher.fetch(a).data, address)
            document = Document("a", lambda: b"", attachments=[picture])
            said += collect(read(page.encode(), source="a.html"), document, tmp_path, fetcher)
    assert [trouble.code for trouble in said] == ["network"] * 3 + ["given-up"]


@contextmanager
def dripping(head: bytes, drip: bytes):
    """A server that sends the head at once, and then one byte at a time for ever."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()

        def serve():
            try:
                connection, _ = server.accept()
                connection.recv(4096)
                connection.sendall(head)
                for n in range(10_000):
                    connection.sendall(drip[n % len(drip) : n % len(drip) + 1])
                    time.sleep(0.02)
            except OSError:
                return

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/a"


@pytest.mark.parametrize(
    "head",
    [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
     b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n186A0\r\n"],
)  # fmt: skip
def test_a_slow_drip_is_cut_off(make_fetcher, head):
    fetcher = make_fetcher(total_timeout=0.5, read_timeout=5.0, retries=0)
    begun = time.monotonic()
    with dripping(head, b"X-A: b") as address:
        assert outcome(fetcher, address) == "timeout"
    assert time.monotonic() - begun < 4
