"""An archive package of public pages: a WARC file (ISO 28500) with what a visitor gets, a list and checksums.

The pages are asked for as somebody who has not logged in asks, so that nothing but what is public is in the package.
What the pages need to be shown (style sheets, fonts, pictures, documents) comes along. Records come in the order of
their finding, and each has the digest of its content.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import mimetypes
import re
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from lxml import etree, html
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

SOFTWARE = "Brygga"
CHECKSUMS, CONTENTS, README = "checksums-sha256.txt", "innehall.csv", "LAS-MIG.txt"
_CSS = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")
#: What a page needs to be shown: attributes that name it, by element.
_NEEDED = (("link", "href"), ("img", "src"), ("source", "srcset"), ("img", "srcset"), ("script", "src"))
_REDIRECTS = (301, 302, 307, 308)


class Got(NamedTuple):
    """An answer: its address, status, headers and body."""

    address: str
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def media_type(self) -> str:
        """The content type without its parameters."""
        found = next((value for name, value in self.headers if name.lower() == "content-type"), "")
        return found.partition(";")[0].strip().lower()


class Visitor:
    """Asks the site at `root` ("https://jobb.solvik.se") for addresses, as somebody who has not logged in."""

    def __init__(self, root: str) -> None:
        parts = urlsplit(root)
        self.root, self.host, self.secure = root.rstrip("/"), parts.netloc, parts.scheme == "https"
        self._client = Client(raise_request_exception=False)

    def get(self, address: str) -> Got:
        """The answer of an address of the site. A redirect is an answer."""
        parts = urlsplit(address)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        # What the test client gives has no type that knows of streams.
        response: Any = self._client.get(path, headers={"host": self.host}, secure=self.secure)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        got = Got(address, response.status_code, list(response.headers.items()), body)
        return _from_disk(got, parts.path) if got.status == 404 else got

    def own(self, base: str, links: Iterable[str]) -> Iterator[str]:
        """The whole addresses of those links that lead to the site itself."""
        for link in links:
            with suppress(ValueError):
                address = urldefrag(urljoin(base, link.strip())).url
                if urlsplit(address).netloc == self.host and urlsplit(address).scheme in ("http", "https"):
                    yield address


def _from_disk(got: Got, path: str) -> Got:
    """A style sheet or the like that the web server gives out, not Django; `got` for anything else."""
    prefix = settings.STATIC_URL or ""
    name = path.removeprefix(prefix)
    if not prefix.startswith("/") or not path.startswith(prefix) or ".." in Path(name).parts:
        return got
    places = [finders.find(name), Path(settings.STATIC_ROOT) / name if settings.STATIC_ROOT else None]
    file = next((Path(place) for place in places if place and Path(place).is_file()), None)
    if file is None:
        return got
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Got(got.address, 200, [("Content-Type", kind)], file.read_bytes())


def needed_by(got: Got) -> list[str]:
    """What an answer needs to be shown, and the files that it offers: links as they are written."""
    if got.media_type == "text/css":
        return [one or other for one, other in _CSS.findall(got.body.decode(errors="replace"))]
    if got.media_type != "text/html" or not got.body.strip():
        return []
    root = html.document_fromstring(got.body)
    found = []
    for element in root.iter(etree.Element):
        for tag, name in _NEEDED:
            value = element.get(name) if element.tag == tag else None
            if value and name == "srcset":
                found += [part.split()[0] for part in value.split(",") if part.split()]
            elif value and not (tag == "link" and element.get("rel") in ("canonical", "alternate", "prev", "next")):
                found.append(value)
        if element.tag == "a" and (href := element.get("href") or "") and _is_file(href):
            found.append(href)
    return found


def _is_file(href: str) -> bool:
    path = urlsplit(href).path
    return path.startswith(settings.MEDIA_URL or "/media/") or "/documents/" in path or "/dokument/" in path


class Package:
    """Writes a package into `folder`, which must be empty or not exist. `close` writes the list and checksums."""

    def __init__(self, folder: Path, visitor: Visitor, title: str) -> None:
        self.folder, self.visitor, self.title = folder, visitor, title
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise FileExistsError(str(folder))
        self.made_at = dt.datetime.now(dt.UTC)
        self.name = f"{visitor.host.partition(':')[0]}-{self.made_at:%Y%m%dT%H%M%SZ}.warc.gz"
        self._file = (folder / self.name).open("wb")
        self._writer = WARCWriter(self._file, gzip=True)
        info = {
            "software": SOFTWARE,
            "format": "WARC File Format 1.1",
            "description": title,
            "conformsTo": "ISO 28500",
        }
        self._writer.write_record(self._writer.create_warcinfo_record(self.name, info))
        self.rows: list[tuple[str, int, str, int, str]] = []
        self._known: set[str] = set()

    def add(self, addresses: Iterable[str]) -> int:
        """Puts the pages at the addresses into the package, with what they need; gives how many answers that were.
        An address that is there already is left out."""
        waiting, before = deque(addresses), len(self.rows)
        while waiting:
            address = waiting.popleft()
            if address in self._known:
                continue
            self._known.add(address)
            got = self.visitor.get(address)
            self._write(got)
            if got.status == HTTPStatus.OK:
                waiting += self.visitor.own(address, needed_by(got))
            elif got.status in _REDIRECTS:
                waiting += self.visitor.own(address, [value for name, value in got.headers if name == "Location"])
        return len(self.rows) - before

    def _write(self, got: Got) -> None:
        reason = ""
        with suppress(ValueError):  # a status of a site's own
            reason = HTTPStatus(got.status).phrase
        headers = StatusAndHeaders(f"{got.status} {reason}".strip(), got.headers, protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            got.address,
            "response",
            payload=io.BytesIO(got.body),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"},
        )
        self._writer.write_record(record)
        digest = hashlib.sha256(got.body).hexdigest()
        self.rows.append((got.address, got.status, got.media_type, len(got.body), digest))

    def close(self) -> list[str]:
        """Writes what the package holds and the checksums of its files; gives the addresses that did not answer."""
        self._file.close()
        with (self.folder / CONTENTS).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["adress", "status", "typ", "byte", "sha256"])
            writer.writerows(self.rows)
        told = (
            f"{self.title}\n\n"
            f"Hämtat {self.made_at:%Y-%m-%d %H:%M} UTC ur {self.visitor.root}, så som en besökare ser det.\n"
            f"{self.name}: sidorna och det de behöver för att visas, som WARC (ISO 28500).\n"
            f"{CONTENTS}: varje adress med status, typ, storlek och innehållets SHA-256.\n"
            f"{CHECKSUMS}: filernas SHA-256. Pröva med sha256sum --check {CHECKSUMS}\n"
        )
        (self.folder / README).write_text(told, encoding="utf-8")
        lines = [
            f"{hashlib.sha256((self.folder / name).read_bytes()).hexdigest()}  {name}\n"
            for name in sorted((self.name, CONTENTS, README))
        ]
        (self.folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8")
        return [row[0] for row in self.rows if row[1] >= HTTPStatus.BAD_REQUEST]
