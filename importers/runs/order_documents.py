"""The documents of an order: its uploaded files and its addresses, opened and fetched. Loaded by what works on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from ..addresses.address_keys import is_web
from ..archive import downloads, raw, spool
from ..archive.stored import Document as Kept
from ..archive.stored import staged
from ..models import ImportOrder, ImportSource
from ..sources import Document, Fetcher, SourceError, open_source
from ..sources.document import Documents, failing
from ..sources.export_files import on_disk
from ..sources.exports import exports_among
from ..sources.folder_exports import from_folder
from ..sources.folders import file_document
from ..sources.left_out import LeftOut
from ..sources.opening import kind_of_file
from ..sources.registry import AUTO, Asked
from ..sources.suffixes import SUFFIXES
from ..sources.zip_archives import has_exports


def staged_documents(
    order: ImportOrder, addresses: Sequence[str], source: ImportSource, left: LeftOut
) -> Iterable[Kept]:
    """The order's documents with what is fetched for them kept; `left` collects what was left out."""
    fetcher = downloads.fetcher_for(source.key, since=downloads.interrupted_at(source))
    found = documents_of(order, addresses, fetcher, left)
    return staged(islice(found, order.limit), raw.fetched_folder(source.key), _images(order, fetcher))


def _images(order: ImportOrder, fetcher: Fetcher) -> Fetcher | None:
    return fetcher if order.fetch_files else None


def documents_of(order: ImportOrder, addresses: Sequence[str], fetcher: Fetcher, left: LeftOut) -> Documents:
    """Every document of the order's files and addresses. What cannot be opened comes as a document that fails by its
    name, so that the others are read."""
    folder = spool.folder_of(order.token)
    exports = _images(order, fetcher)
    if folder.is_dir():
        asked = Asked(exports, left=left, offline=exports is None)
        yield from _careful(_("Exporten"), from_folder(folder, asked))
        for path in sorted(path for path in folder.iterdir() if not path.name.startswith(".")):
            yield from _careful(path.name, _of_file(path, folder, fetcher, left))
    for address in addresses:
        kind = AUTO if order.kind == ImportOrder.Kind.AUTO else str(order.kind)
        yield from _careful(address, _of_address(address, kind, order.pattern, fetcher, left))


def _of_address(address: str, kind: str, pattern: str, fetcher: Fetcher, left: LeftOut) -> Documents:
    if not is_web(address):
        raise SourceError("no-address", _("”%s” är ingen webbadress. Den ska börja med https://.") % address)
    yield from open_source(address, kind=kind, fetcher=fetcher, pattern=pattern, left=left)


def _of_file(path: Path, folder: Path, fetcher: Fetcher, left: LeftOut) -> Documents:
    kind = kind_of_file(path)
    if has_exports(path) if kind == "zip" else exports_among([on_disk(path)]):
        return  # came with the exports
    if kind == "files" and path.suffix.casefold() not in SUFFIXES:
        return  # an image that lies there for the texts that show it
    found = (
        iter([file_document(path, folder)])
        if kind == "files"
        else open_source(str(path), kind=kind, fetcher=fetcher, left=left)
    )
    for document in found:
        own = document.source_id == path.absolute().as_posix()
        yield replace(document, source_id=path.name) if own else document


def _careful(name: str, documents: Documents) -> Iterator[Document]:
    try:
        yield from documents
    except SourceError as error:
        yield Document(source_id=name, name=name, fetch=failing(error.code, error.message))
