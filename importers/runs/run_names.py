"""What runs and documents are called where people see them: by what was given, never by where a server keeps it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from ..archive import raw, spool
from ..models import ImportItem, ImportRun, ImportSource, RunEntry
from ..sources.document import SourceError

NAMED = 2  # documents or addresses that a name has room for
_LONGEST = 255
_OF_AN_ORDER = r"[0-9a-f]{32}/"


def in_words(names: Sequence[str], number: int) -> str:
    """ "kök.docx, bok.txt och 3 till", of `number` things of which the first are named."""
    shown = ", ".join(names[:NAMED])
    if number > len(names[:NAMED]):
        more = number - len(names[:NAMED])
        shown = _("%(names)s och %(number)d till") % {"names": shown, "number": more}
    return shown[:_LONGEST]


def name_run(run: ImportRun) -> None:
    """Note what the run is over: its first documents by name, and how many there are."""
    entries = RunEntry.objects.filter(run=run).select_related("item").order_by("position", "pk")
    names = [_short(item_name(entry.item, run.source)) for entry in entries[:NAMED]]
    if names:
        run.label = in_words(names, entries.count())
        ImportRun.objects.filter(pk=run.pk).update(label=run.label)


def order_words(files: Sequence[str], addresses: Sequence[str]) -> str:
    """What an order brings: its files by name, or its addresses."""
    names = [*files, *map(_short, addresses)]
    return in_words(names, len(names))


def _short(name: str) -> str:
    """A file's own name; of an address what tells it from others."""
    parts = urlsplit(name)
    if parts.scheme in ("http", "https"):
        last = parts.path.rstrip("/").rpartition("/")[2]
        return (
            f"{parts.netloc}/…/{last}" if last and parts.path.count("/") > 1 else f"{parts.netloc}/{last}".rstrip("/")
        )
    return name.rpartition("/")[2] or name


def item_name(item: ImportItem, source: ImportSource) -> str:
    """What the person who gave the document knows it as: its file relative to what was sent or to the source's folder,
    or its address."""
    name = without_folders(item.location or item.identifier, source)
    return Path(name).name if name.startswith("/") else name


def without_folders(text: str, source: ImportSource) -> str:
    """The text without the names of the server's folders that hold the source's documents."""
    for folder in _folders(source):
        text = re.sub(rf"{re.escape(folder)}/(?:{_OF_AN_ORDER})?", "", text)
    return text


def _folders(source: ImportSource) -> list[str]:
    """The folders that a document of the source can lie in, the innermost first."""
    found = [source.folder.rstrip("/")] if source.folder else []
    try:
        root = raw.root()
    except SourceError:
        return found
    return [*found, str(raw.fetched_folder(source.key)), str(root / spool.UPLOADS), str(root)]
