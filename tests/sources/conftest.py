"""A small old web site on this machine, for the sources that fetch."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from brygga.importers.sources import CopyStore, Fetcher, Manners


@dataclass
class Answer:
    """What the site answers at one path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class OldSite:
    """The site: `answers` by path (or a function that makes one), `asked` the paths in order, with their headers."""

    base: str = ""
    answers: dict[str, Answer | Callable[[dict[str, str]], Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def page(
        self, path: str, body: str | bytes, content_type: str = "text/html; charset=utf-8", **headers: str
    ) -> str:
        """Put a page there; its address."""
        data = body.encode() if isinstance(body, str) else body
        self.answers[path] = Answer(data, headers={"Content-Type": content_type, **headers})
        return self.base + path

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serving() -> Iterator[OldSite]:
    """An empty site that is served on this machine as long as the context lasts."""
    old = OldSite()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            headers = {name.lower(): value for name, value in self.headers.items()}
            old.asked.append((self.path, headers))
            answer = old.answers.get(self.path, Answer(b"finns inte", 404))
            if callable(answer):
                answer = answer(headers)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in answer.headers:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    old.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield old
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def site():
    with serving() as old:
        yield old


class Clock:
    """A clock that only sleeping moves, and every sleep it was asked for."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def make_fetcher(clock, tmp_path):
    def make(*, store: bool = False, **manners) -> Fetcher:
        manners = {"allow_private": True, "delay": 0.0, "heed_robots": False, "read_timeout": 5.0, **manners}
        kept = CopyStore(tmp_path / "copies") if store else None
        return Fetcher(Manners(**manners), kept, sleep=clock.sleep, clock=clock)

    return make


@pytest.fixture
def fetcher(make_fetcher):
    return make_fetcher()
