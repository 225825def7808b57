"""A source put into a folder: its documents as files with their images beside them, ready to import or to keep.

The folder is what an import reads, and what is left of the old site when it is switched off. `index.jsonl` in it says
for each file where it came from and what the source knew of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from ..reading import read
from ..reading.hooks import Hook
from ..reading.model.errors import UnreadableDocument
from .article_media import INDEX, collect, write_whole
from .document import Document, Documents, Trouble
from .document_ids import Identities
from .fetch import Fetcher
from .opening import add_known
from .suffixes import SUFFIXES

_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf"}


_SAME_ID = (
    "Källan har två dokument med samma id och samma adress, och de säger olika saker. Bara det första togs med ({}). "
    "Ge dem olika id eller adresser i källan och importera igen."
)


@dataclass(slots=True)
class Staged:
    """What became of one document: the file it lies in, or None with the reason among the troubles. `row` is what the
    index says of it."""

    source_id: str
    name: str
    path: Path | None = None
    row: dict[str, Any] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)


def stage(
    documents: Documents,
    folder: Path,
    fetcher: Fetcher | None = None,
    identities: Identities | None = None,
    hooks: Sequence[Hook] = (),
) -> Iterator[Staged]:
    """Write each document and its images below `folder`. A second run over the same source changes only what has
    changed there; a document that cannot be had is reported, the others are written. `identities` are given where
    several sources are put in one folder, one after another; `hooks` are the site's own around the reading. Raises
    OSError when the folder cannot be written to."""
    folder.mkdir(parents=True, exist_ok=True)
    index = _read_index(folder)
    _write_index(folder, index)  # each document once
    taken = {row["file"]: source_id for source_id, row in index.items()}
    identities = identities or Identities(dict(index))
    for document in documents:
        own = identities.tell_apart(document)
        name = document.address or document.name or document.source_id
        staged = Staged(document.source_id, name, row={"address": document.address})
        given = document.address or ""
        try:
            data = document.load()
            if not own and _is(data, folder, index.get(identities.of(document))):
                continue  # the same document once more
            if not own:
                raise UnreadableDocument("same-id", _SAME_ID.format(identities.of(document)))
            kind = document.content_type
            article = read(data, source=staged.name, address=document.address, content_type=kind, hooks=hooks)
        except UnreadableDocument as error:
            staged.troubles.append(Trouble(staged.name, error.code, error.message))
            yield staged
            continue
        add_known(article, document)
        file = index.get(document.source_id, {}).get("file") or _free_name(document, taken)
        staged.path = folder / file
        taken[file] = document.source_id
        if not staged.path.exists() or staged.path.read_bytes() != data:
            staged.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(staged.path, data)
        staged.troubles.extend(collect(article, document, folder, fetcher))
        index[document.source_id] = staged.row = _row(document, file, article.title.text)
        if given and given != document.address:
            staged.row["given"] = given
        with (folder / INDEX).open("a", encoding="utf-8") as rows:
            rows.write(_line(staged.row))
        yield staged


def identities_in(folder: Path) -> Identities:
    """What tells documents apart that are to be put in this folder."""
    return Identities(_read_index(folder))


def indexed(folder: Path) -> dict[Path, dict[str, Any]]:
    """The documents of a folder that `stage` filled, with what their source knew of each: what else lies in it (a
    report in Word, say) belongs to them. Empty for any other folder."""
    root = folder.resolve()
    rows = {folder / row["file"]: row for row in _read_index(folder).values()}
    return {path: row for path, row in rows.items() if path.is_file() and path.resolve().is_relative_to(root)}


def _is(data: bytes, folder: Path, row: dict[str, Any] | None) -> bool:
    """Whether these are the bytes that the index's row tells of."""
    path = folder / row["file"] if row else None
    return path is not None and path.is_file() and path.read_bytes() == data


def _row(document: Document, file: str, title: str) -> dict[str, object]:
    known = {key: value for key, value in document.known.items() if isinstance(value, (str, list)) and value}
    return {
        "source_id": document.source_id,
        "file": file,
        "address": document.address,
        "content_type": document.content_type,
        "title": title,
        "published": document.published,
        "updated": document.updated,
        "fetched": datetime.now(UTC).isoformat(timespec="seconds"),
        **{key: value for key, value in known.items() if key not in ("title",)},
    }


def _read_index(folder: Path) -> dict[str, dict[str, Any]]:
    """The rows by source id; of several the last. A row that a killed process left half is passed over, and so is all
    of somebody else's file of that name."""
    index: dict[str, dict[str, Any]] = {}
    try:
        lines = (folder / INDEX).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return index
    for line in lines:
        try:
            row = json.loads(line)
            index[str(row["source_id"])] = {**row, "file": str(row["file"])}
        except (ValueError, KeyError, TypeError):
            continue
    return index


def _write_index(folder: Path, index: dict[str, dict[str, Any]]) -> None:
    write_whole(folder / INDEX, "".join(map(_line, index.values())).encode())


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _free_name(document: Document, taken: dict[str, str]) -> str:
    name = file_name(document)
    stem, _, ending = name.rpartition(".")
    number = 2
    while taken.get(name, document.source_id) != document.source_id:
        name = f"{stem}-{number}.{ending}"
        number += 1
    return name


def file_name(document: Document) -> str:
    """The file a document is kept in: its path on the old site, with an ending that says what it is; always inside the
    folder, whatever the address."""
    parts = urlsplit(document.address or "")
    in_archive = document.known.get("folder") is not None  # then its images lie beside it there
    if in_archive:
        steps = _steps_in_archive(document.name)
    else:
        wanted = unquote(parts.path) if parts.netloc else document.source_id
        if parts.query:
            wanted += "-" + parts.query
        steps = [re.sub(r"[^\w.@-]+", "-", step).strip(".-")[:100] for step in wanted.split("/")]
        steps = [step for step in steps if step][-8:] or ["start"]
    ending = _ENDINGS.get((document.content_type or "").split(";")[0].strip().casefold(), "")
    if Path(steps[-1]).suffix.casefold() not in SUFFIXES:
        steps[-1] += ending or ".html"
    return "/".join(steps)


def _steps_in_archive(name: str) -> list[str]:
    """A file's place in an archive, kept as it is: its images lie beside it by the names that it calls them."""
    steps = [
        re.sub(r"[\x00-\x1f\x7f\\]+", "-", step).encode()[:200].decode("utf-8", "ignore") for step in name.split("/")
    ]
    return [step for step in steps if step not in ("", ".", "..")][-40:] or ["start"]
