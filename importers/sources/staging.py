"""A source put into a folder: its documents as files with their images beside them, ready to import or to keep.

The folder is what an import reads, and what is left of the old site when it is switched off. `index.jsonl` in it says
for each file where it came from and what the source knew of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..reading import read
from ..reading.errors import UnreadableDocument
from .documents import Document, Documents, Trouble
from .fetch import Fetcher
from .files import SUFFIXES
from .media import collect
from .opening import add_known

INDEX = "index.jsonl"
_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf"}


@dataclass(slots=True)
class Staged:
    """What became of one document: the file it lies in, or None with the reason among the troubles."""

    name: str
    path: Path | None = None
    troubles: list[Trouble] = field(default_factory=list)


def stage(documents: Documents, folder: Path, fetcher: Fetcher | None = None) -> Iterator[Staged]:
    """Write each document and its images below `folder`. A second run over the same source changes only what has
    changed there; a document that cannot be had is reported, the others are written."""
    folder.mkdir(parents=True, exist_ok=True)
    index = _read_index(folder)
    taken = {row["file"]: source_id for source_id, row in index.items()}
    for document in documents:
        staged = Staged(name=document.address or document.name or document.source_id)
        try:
            data = document.load()
            article = read(data, source=staged.name, address=document.address, content_type=document.content_type)
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
            staged.path.write_bytes(data)
        staged.troubles.extend(collect(article, document, folder, fetcher))
        index[document.source_id] = _row(document, file, article.title.text)
        _write_index(folder, index)
        yield staged


def listed(folder: Path) -> list[Path]:
    """The documents of a folder that `stage` filled: what else lies in it (a report in Word, say) belongs to them.
    Empty for any other folder."""
    root = folder.resolve()
    paths = (folder / row["file"] for row in _read_index(folder).values())
    return [path for path in paths if path.is_file() and path.resolve().is_relative_to(root)]


def _row(document: Document, file: str, title: str) -> dict[str, object]:
    known = {key: value for key, value in document.known.items() if isinstance(value, (str, list)) and value}
    return {
        "source_id": document.source_id,
        "file": file,
        "address": document.address,
        "title": title,
        "published": document.published,
        "updated": document.updated,
        "fetched": datetime.now(UTC).isoformat(timespec="seconds"),
        **{key: value for key, value in known.items() if key not in ("title",)},
    }


def _read_index(folder: Path) -> dict[str, dict]:
    try:
        lines = (folder / INDEX).read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
        return {str(row["source_id"]): {**row, "file": str(row["file"])} for row in rows}
    except (OSError, ValueError, KeyError, TypeError):  # none, or somebody else's file of that name
        return {}


def _write_index(folder: Path, index: dict[str, dict]) -> None:
    beside = folder / f".{INDEX}.new"
    beside.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in index.values()), encoding="utf-8")
    beside.replace(folder / INDEX)


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
    wanted = unquote(parts.path) if parts.netloc else document.source_id
    if parts.query:
        wanted += "-" + parts.query
    steps = [re.sub(r"[^\w.@-]+", "-", step).strip(".-")[:100] for step in wanted.split("/")]
    steps = [step for step in steps if step][-8:] or ["start"]
    ending = _ENDINGS.get((document.content_type or "").split(";")[0].strip().casefold(), "")
    if Path(steps[-1]).suffix.casefold() not in SUFFIXES:
        steps[-1] += ending or ".html"
    return "/".join(steps)
