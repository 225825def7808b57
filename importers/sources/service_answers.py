"""What the web services of old systems have in common: answers in JSON, and the documents that their items become."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from .access import PASSWORD, code_of
from .document import Attachment, Document, SourceError, failing
from .fetch import Fetcher
from .fetch_errors import FetchError
from .record_pages import Record, compose, plain

PAGE = 50
MAX_PAGES = 2_000


class ServiceError(SourceError):
    """A question that the service did not answer. `status` is what it answered with, 0 for nothing at all."""

    def __init__(self, code: str, message: str, status: int = 0) -> None:
        super().__init__(code, message)
        self.status = status


def answer_of(fetcher: Fetcher, address: str, accept: str = "application/json") -> tuple[Any, Mapping[str, str]]:
    """What the service answers, with the answer's headers (names in small letters). Raises ServiceError."""
    try:
        copy = fetcher.fetch(address, accept=accept)
    except FetchError as error:
        text = f"Tjänsten {address} gick inte att hämta. {error.message}"
        raise ServiceError(error.code, text, error.status) from error
    try:
        return _parsed(copy.data), copy.headers
    except (ValueError, RecursionError) as error:
        raise ServiceError("broken-json", f"Tjänsten {address} svarade inte med JSON.") from error


def json_of(fetcher: Fetcher, address: str, accept: str = "application/json") -> Any:
    """What the service answers. Raises ServiceError."""
    return answer_of(fetcher, address, accept)[0]


def _parsed(data: bytes) -> Any:
    """JSON, also with what a server warns of before it."""
    try:
        return json.loads(data)
    except ValueError:
        start = re.search(rb'[\[{]\s*(?:["{\[]|[\]}]\s*$)', data)
        if start is None or not start.start() or b"{" in data[: start.start()]:
            raise
        return json.loads(data[start.start() :])


def site_address(address: str) -> str:
    """The address of the site that an address is on."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def file_of(fetcher: Fetcher, address: str, text: str = "") -> Attachment:
    """A file at an address, got when it is asked for."""
    return Attachment(
        name=address.rsplit("/", 1)[-1], address=address, text=text, load=lambda: fetcher.fetch(address).data
    )


def page_of(record: Record, source_id: str, attachments: list[Attachment], **known: object) -> Document:
    """The document that a record becomes; one without text fails by name."""
    data = compose(record)
    has_text = bool(plain(record.body) or record.lead)
    return Document(
        source_id=source_id,
        name=record.title or record.address,
        address=record.address or None,
        content_type="text/html; charset=utf-8",
        fetch=(lambda: data) if has_text else _nothing_to_read(known),
        published=record.published or None,
        updated=record.updated or None,
        known={"title": record.title, "categories": record.keywords, **known},
        attachments=attachments,
    )


def _nothing_to_read(known: Mapping[str, object]) -> Callable[[], bytes]:
    if known.get("closed") == PASSWORD:
        message = "Texten är skyddad med lösenord, och den gamla webbplatsen lämnar inte ut den. Ta den ur en export."
        return failing(code_of(PASSWORD), message)
    return failing("empty", "Sidan är tom på den gamla webbplatsen.")
