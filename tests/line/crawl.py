"""An anonymous visitor who looks at every public address of a site, and remembers each answer to the byte."""

from __future__ import annotations

import json
import logging
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

from django.contrib.auth.base_user import AbstractBaseUser
from django.test import Client
from lxml import etree, html

#: What a visitor can tell two answers apart by, besides the body.
HEADERS = ("Content-Type", "Content-Disposition", "Location", "Link", "ETag", "Last-Modified")
#: Not public: what stands behind a log-in is tested elsewhere.
CLOSED = ("/admin/", "/_util/")
_DRAWN = re.compile(rb'name="ritad" value="[^"]*"')  # when a form was drawn, signed
_CSS_ADDRESS = re.compile(r"url\(['\"]?([^'\")]+)")


@dataclass(frozen=True)
class Answer:
    """What one address gave: status, the headers of `HEADERS`, and the body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def kind(self) -> str:
        """The content type, without its character set."""
        return dict(self.headers).get("Content-Type", "").partition(";")[0].strip().lower()


Answers = dict[str, Answer]


class Visitor:
    """Asks for addresses of the site at `base` as somebody who has not logged in, or as `user`."""

    def __init__(self, base: str, user: AbstractBaseUser | None = None) -> None:
        self.base = base
        self._host = urlsplit(base).netloc
        self._client = Client(raise_request_exception=False)
        if user is not None:
            self._client.force_login(user)

    def ask(self, address: str) -> Answer:
        """GET the address; a redirect is an answer, and is not followed."""
        response = self._client.get(address, headers={"host": self._host})
        body = b"".join(response.streaming_content) if response.streaming else response.content
        headers = tuple((name, response.headers[name]) for name in HEADERS if name in response.headers)
        return Answer(response.status_code, headers, _DRAWN.sub(b"", body))

    def crawl(
        self, first: Iterable[str], *, before: Answers | None = None, parameters: int = 1, most: int = 4000
    ) -> Answers:
        """The answers of `first` and of everything that can be reached from there; addresses with more than
        `parameters` in their query are only asked for where they stand in `first`. An answer that is the same as
        `before` names what it named then: all of that is asked for again, and it is not looked through once more.

        Raises AssertionError where there are more than `most` addresses: a crawl that was cut off proves nothing.
        """
        logging.getLogger("django.request").setLevel(logging.ERROR)  # most guesses are not found: no line for each
        asked: Answers = {}
        before = before or {}
        waiting = deque(dict.fromkeys([*first, *before]))
        known = set(waiting)
        while waiting:
            assert len(asked) < most, f"more than {most} addresses"
            address = waiting.popleft()
            answer = asked[address] = self.ask(address)
            if answer == before.get(address):
                continue
            for link in self.links(address, answer):
                if link not in known and len(parse_qsl(urlsplit(link).query)) <= parameters:
                    known.add(link)
                    waiting.append(link)
        return asked

    def links(self, address: str, answer: Answer) -> Iterator[str]:
        """The site's own addresses that an answer names, as paths with their query."""
        for found in _named(answer):
            try:
                parts = urlsplit(urljoin(urljoin(self.base, address), found.strip()))
            except ValueError:
                continue
            if parts.netloc == self._host and parts.scheme in ("http", "https"):
                path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
                    f"?{parts.query}" if parts.query else ""
                )
                if not path.startswith(CLOSED):
                    yield path


def _named(answer: Answer) -> Iterable[str]:
    if location := dict(answer.headers).get("Location"):
        yield location
    if answer.kind == "text/html":
        yield from _in_html(answer.body)
    elif answer.kind.endswith("xml"):
        root = etree.fromstring(answer.body, etree.XMLParser(resolve_entities=False))
        for element in root.iter(etree.Element):
            yield from (element.get(name) for name in ("href", "url") if element.get(name))
            if (element.text or "").strip().startswith("http"):
                yield element.text
    elif answer.kind.endswith("json"):
        yield from _in_json(json.loads(answer.body))
    elif answer.kind == "text/css":
        yield from _CSS_ADDRESS.findall(answer.body.decode())


def _in_html(body: bytes) -> Iterable[str]:
    if not body.strip():
        return
    root = html.document_fromstring(body.decode())
    for element in root.iter(etree.Element):
        yield from (element.get(name) for name in ("href", "src", "action") if element.get(name))
        for part in (element.get("srcset") or "").split(","):
            yield from part.split()[:1]
        if element.tag == "script" and "json" in (element.get("type") or ""):
            yield from _in_json(json.loads(element.text or "null"))
    for form in root.iter("form"):
        for field in form.iter("select"):
            for option in field.iter("option"):
                yield f"{form.get('action') or ''}?{quote(field.get('name') or '')}={quote(option.get('value') or '')}"
        for field in form.iter("input"):
            if field.get("type") in ("checkbox", "radio"):
                yield f"{form.get('action') or ''}?{quote(field.get('name') or '')}={quote(field.get('value') or '')}"


def _in_json(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        if value.startswith(("http", "/")):
            yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _in_json(part)
    elif isinstance(value, list):
        for part in value:
            yield from _in_json(part)


def _in_any_order(answer: Answer | None) -> list[bytes] | None:
    return sorted(answer.body.split()) if answer and answer.status == 200 else None


def differences(before: Answers, after: Answers, *, ranked: Callable[[str], bool] = lambda _: False) -> list[str]:
    """One line for each address that answers otherwise than before, with the first place where it does. Where
    `ranked` says that an answer is ordered by relevance, the same in another order is the same."""
    lines = []
    for address in sorted(before.keys() | after.keys()):
        one, other = before.get(address), after.get(address)
        if one == other or (ranked(address) and (words := _in_any_order(one)) and words == _in_any_order(other)):
            continue
        if one is None or other is None:
            lines.append(f"{address}: {'new' if one is None else 'gone'} ({(one or other).status})")  # type: ignore[union-attr]
        elif (one.status, one.headers) != (other.status, other.headers):
            lines.append(f"{address}: {one.status} {dict(one.headers)} → {other.status} {dict(other.headers)}")
        else:
            at = next((i for i, (a, b) in enumerate(zip(one.body, other.body, strict=False)) if a != b), -1)
            around = slice(max(0, at - 60), at + 100)
            lines.append(f"{address}: …{one.body[around]!r} → …{other.body[around]!r}")
    return lines
