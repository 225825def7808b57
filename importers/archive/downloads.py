"""What an import takes from the web and from exports: documents put in the source's own folder.

All of it goes through the guarded `Fetcher`. How it fetches is said by the setting `BRYGGA_FETCH`, a dict of fields of
`sources.Manners`, and by the command line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.text import slugify

from brygga.site.options import option

from ..addresses.address_keys import is_web
from ..models import ImportRun, ImportSource
from ..sources import CopyStore, Fetcher, Manners, open_source, registry
from ..sources.left_out import LeftOut
from ..sources.opening import kind_of_file
from ..sources.staging import indexed
from . import raw
from .stored import Document, documents, is_whole, mails, root_of, staged

COPIES = ".kopior"


def manners(**chosen: Any) -> Manners:
    """How to fetch: the setting's word, and what is chosen (and not None) before it."""
    return Manners(**{**option("BRYGGA_FETCH"), **{k: v for k, v in chosen.items() if v is not None}})


def fetcher_for(key: str, **chosen: Any) -> Fetcher:
    """A fetcher that keeps its copies with the source's. See `manners` for `chosen`."""
    return Fetcher(manners(**chosen), CopyStore(raw.fetched_folder(key) / COPIES))


def kind_of(where: str, kind: str = "auto") -> str:
    """ "files" for a file or folder that is read where it lies, else what kind of source it is."""
    if kind != "auto":
        return kind
    return "web" if is_web(where) else kind_of_file(Path(where))


def source_key(wheres: Sequence[str]) -> str:
    """The key of the source that nobody has named: a folder's own, a site's host, else "filer"."""
    where = wheres[0]
    if len(wheres) == 1 and not is_web(where) and Path(where).is_dir():
        folder = Path(where).absolute()
        # One question, so that a source which another process makes meanwhile is seen whole or not at all.
        folders = dict(ImportSource.objects.order_by("pk").values_list("key", "folder"))
        if known := next((key for key, its in folders.items() if its == str(folder)), None):
            return known
        name, number = slugify(folder.name)[:70] or "arkiv", 1
        key = name
        while key in folders:
            number += 1
            key = f"{name}-{number}"
        return key
    if len({urlsplit(where).hostname for where in wheres if is_web(where)}) == 1 and all(map(is_web, wheres)):
        return slugify((urlsplit(where).hostname or "").replace(".", "-"))[:80] or "webben"
    return "filer"


def interrupted_at(source: ImportSource) -> float | None:
    """When (seconds since the epoch) the first of the latest runs began that were broken off before they had all their
    documents: what has been fetched since then need not be fetched again. None where the latest run had them all."""
    since = None
    for created, total in ImportRun.objects.filter(source=source).order_by("-pk").values_list("created_at", "total"):
        if total:
            break
        since = created
    return since.timestamp() if since else None


def gathered(
    source: ImportSource,
    wheres: Sequence[str],
    *,
    kind: str = "auto",
    pattern: str = "",
    limit: int | None = None,
    fetcher: Fetcher | None,
    left: LeftOut | None = None,
) -> Iterator[Document]:
    """The documents of every place: files where they lie, all else put in the source's folder as its turn comes.

    Without a `fetcher` nothing is fetched. `left` is told what the places have that no document is made of. Raises
    `SourceError` for a source that cannot be used at all.
    """
    local = [Path(where) for where in wheres if kind_of(where, kind) == "files"]
    yield from islice(documents(local, root_of(local, source.folder), left), limit)
    kinds = {where: kind for where in wheres if kind_of(where, kind) != "files"}
    # A folder that was not filled from a source may hold mail, and exports: their documents come beside its files.
    mail = mails([path for path in local if path.is_dir() and not indexed(path)], root_of(local, source.folder))
    kinds |= {str(path): "exports" for path in local if path.is_dir() and not indexed(path)}
    found = (
        islice(
            open_source(where, kind=its, fetcher=fetcher, pattern=pattern, left=left, offline=fetcher is None), limit
        )
        for where, its in kinds.items()
    )
    # All in one go: two exports may give one id to two documents as well as one may.
    yield from staged(chain(islice(mail, limit), chain.from_iterable(found)), raw.fetched_folder(source.key), fetcher)


def sees_all(source: ImportSource, wheres: Sequence[str], kind: str, limit: int | None) -> bool:
    """Whether the places are all that the source has."""
    if limit is not None or len(wheres) != 1:
        return False
    where = wheres[0]
    found = kind_of(where, kind)
    if found == "files":
        return is_whole([Path(where)], root_of([Path(where)], source.folder))
    if found == "web":
        return registry.kind_of_address(where) == "sitemap"
    return registry.find(found).whole
