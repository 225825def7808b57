"""Gives out the files below MEDIA_URL, each to those who may see it.

A web server that reads the media folder by itself would ask nobody. With BRYGGA_X_ACCEL (nginx) or BRYGGA_X_SENDFILE
(Apache and others) it still does the reading, once this view has answered that it may.
"""

from __future__ import annotations

import mimetypes
import posixpath
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import Storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.cache import get_conditional_response
from django.utils.encoding import filepath_to_uri
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe

from ..options import option
from .finding import Found, find
from .rule import may_see

#: Seconds that anybody may keep a public file before asking again: what is unpublished is gone after that.
KEPT = 60
#: An uploaded drawing or page runs no scripts.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
CHUNK = 64 * 1024
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def media_urls() -> list[URLPattern]:
    """The address that answers for files, where MEDIA_URL is on the site itself."""
    prefix = settings.MEDIA_URL
    if not prefix or "//" in prefix or not prefix.strip("/"):
        return []
    return [path(f"{prefix.strip('/')}/<path:name>", media, name="brygga_media")]


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file, whole or in part. 404 for one that the visitor may not see, exactly as for one that does not exist."""
    found = _found(request, name)
    try:
        # A file that a bucket or a disk does not have, or a folder.
        if not found.storage.exists(name):
            raise Http404
        validators = _validators(found.storage, name)
        response: HttpResponseBase | None
        response = get_conditional_response(request, *validators) if any(validators) else None
        if response is None:
            response = _handed_over(found.storage, name) or _streamed(request, found.storage, name, validators[0])
    except (OSError, SuspiciousOperation) as error:
        raise Http404 from error
    return _dressed(response, found, name, validators)


def _found(request: HttpRequest, name: str) -> Found:
    """Whose file it is. Raises Http404 where the visitor may not see it."""
    # Another way to write the name of a file is a way round the question whose it is.
    if "\0" in name or "\\" in name or posixpath.normpath(name) != name or name.startswith(("/", "..")):
        raise Http404
    found = find(name)
    if not found.is_public and not any(may_see(request, model, pk) for model, pk in found.owners):
        raise Http404
    restrictions = found.document.collection.get_view_restrictions() if found.document else ()
    if not all(restriction.accept_request(request) for restriction in restrictions):
        raise Http404
    return replace(found, is_public=False) if restrictions else found


def _validators(storage: Storage, name: str) -> tuple[str | None, int | None]:
    """ETag and time of the last change, as far as the storage knows."""
    with suppress(NotImplementedError):
        changed: datetime = storage.get_modified_time(name)
        return f'"{int(changed.timestamp() * 1000):x}-{storage.size(name):x}"', int(changed.timestamp())
    return None, None


def _handed_over(storage: Storage, name: str) -> HttpResponse | None:
    """An answer that asks the web server to read the file, where it can."""
    if not (option("BRYGGA_X_SENDFILE") or option("BRYGGA_X_ACCEL")):
        return None
    with suppress(NotImplementedError):
        where = Path(storage.path(name))
        if not where.is_file():
            return None
        if option("BRYGGA_X_SENDFILE"):
            return HttpResponse(headers={"X-Sendfile": str(where)})
        if (prefix := option("BRYGGA_X_ACCEL")) and where.is_relative_to(settings.MEDIA_ROOT):
            below = filepath_to_uri(str(where.relative_to(settings.MEDIA_ROOT)))
            return HttpResponse(headers={"X-Accel-Redirect": f"{prefix.rstrip('/')}/{below}"})
    return None


def _streamed(request: HttpRequest, storage: Storage, name: str, etag: str | None) -> HttpResponseBase:
    size = storage.size(name)
    part = _part(request, size, etag)
    if part is not None and part[0] >= part[1]:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file = storage.open(name, "rb")
    if part is None:
        return FileResponse(file, headers={"Content-Length": str(size), "Accept-Ranges": "bytes"})
    start, end = part
    file.seek(start)
    response = FileResponse(_Part(file, end - start), status=206)
    response.headers["Content-Length"] = str(end - start)
    response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _part(request: HttpRequest, size: int, etag: str | None) -> tuple[int, int] | None:
    """From where up to where is asked for; None for the whole file. A start that is no smaller than the end is a part
    that the file does not have."""
    asked = _RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if asked is None or asked[0] == "bytes=-" or request.method != "GET":
        return None
    if "If-Range" in request.headers and request.headers["If-Range"] != etag:
        return None
    first, last = asked[1], asked[2]
    if not first:
        return max(0, size - int(last)), size
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last) + 1, size) if last else size


class _Part:
    """The next so many bytes of an open file, for a response to read and close."""

    def __init__(self, file: Any, length: int) -> None:
        self.file, self.left = file, length

    def read(self, number: int = CHUNK) -> bytes:
        data: bytes = self.file.read(min(number if number >= 0 else self.left, self.left))
        self.left -= len(data)
        return data

    def __iter__(self) -> Iterator[bytes]:
        while data := self.read():
            yield data

    def close(self) -> None:
        self.file.close()


def _dressed(
    response: HttpResponseBase, found: Found, name: str, validators: tuple[str | None, int | None]
) -> HttpResponseBase:
    """With the headers that every file has."""
    headers = response.headers
    etag, changed = validators
    if etag and response.status_code < 400:
        headers["ETag"] = etag
        headers["Last-Modified"] = http_date(changed)
    if response.status_code != 304:
        headers["Content-Type"] = mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers["Cache-Control"] = f"public, max-age={KEPT}" if found.is_public else "private, no-cache"
    headers["Content-Security-Policy"] = POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    if found.document and response.status_code < 300:
        kept_apart = found.document.content_disposition != "inline"
        headers["Content-Disposition"] = content_disposition_header(kept_apart, found.document.filename) or "inline"
    return response
