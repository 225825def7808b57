"""What a document is known by: its id in its source, where it lies, and the old addresses it stood at."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin

from ..addresses.address_keys import address_key
from ..archive import raw
from ..archive.stored import Document
from ..models import ImportItem, ImportRun, OldAddress

_SAFE = "/%:?=&#+~@!,;.-_"
_ENDING = re.compile(r"\.(?:x?html?|md)$", re.I)


def location_of(document: Document) -> str:
    """Where the document's file lies; "" for what could not be had."""
    return str(document.path)[:1000] if document.path else ""


def source_id(document: Document) -> str:
    """The document's id in its source, cut to what the column holds with a hash that keeps it unique."""
    name = document.source_id
    return name if len(name) <= 500 else name[:430] + "…" + raw.digest_of(name.encode())


def address_of(run: ImportRun, document: Document) -> str:
    """The document's old address, as far as is known before it is read; "" for none. A canonical address in the page
    itself goes before it."""
    return (document.address or next(iter(mirrored_addresses(run, document)), ""))[:2000]


def mirrored_addresses(run: ImportRun, document: Document) -> list[str]:
    """The old addresses of a file in a mirrored site, the likeliest first: the site's address and the file's place in
    the folder. Programs that mirror add .html to what had no ending, so both forms count; a text in Markdown never
    had that ending. Nothing where the site's address or the folder is not known."""
    source, path = run.source, document.path
    if (told := document.known.get("old_paths")) and source.base_url:
        return [urljoin(source.base_url.rstrip("/") + "/", quote(place, safe=_SAFE))[:2000] for place in told]
    if document.address or not (source.base_url and source.folder and path and path.is_relative_to(source.folder)):
        return []
    name = re.sub(r"(^|/)index\.html?$", r"\1", path.relative_to(source.folder).as_posix())
    bare = _ENDING.sub("", name)
    names = [bare] if name.endswith(".md") else list(dict.fromkeys((name, bare)))
    return [f"{source.base_url.rstrip('/')}/{quote(name)}"[:2000] for name in names]


def note_addresses(run: ImportRun, items: list[tuple[ImportItem, Document]]) -> None:
    """Every address that is known before the document is read. A file's own place is one too: links between the files
    of an archive are found by it."""
    OldAddress.objects.filter(item__in=[item for item, _ in items], url__startswith="file://").delete()
    rows = []
    for item, document in items:
        urls = [*document.known.get("old_addresses", ()), *mirrored_addresses(run, document)]
        if item.location:
            urls.insert(0, f"file://{item.location}")
        rows += [OldAddress(item=item, url=url[:2000], key=address_key(url)) for url in dict.fromkeys(urls)]
    OldAddress.objects.bulk_create(rows, ignore_conflicts=True)
