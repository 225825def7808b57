"""A file, a folder, several of each: documents in a fixed order, each once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .document import Document, Documents
from .file_facts import FileFacts, facts_alone, is_page_name, names_in, note_unread, without_copies
from .file_reading import read_file
from .left_out import LeftOut
from .mailbox import mail_document
from .suffixes import PAGE_START, SUFFIXES, is_page, may_be_page

MAILS = frozenset({".eml", ".msg"})


def file_document(path: Path, archive: Path, known: Mapping[str, Any] | None = None) -> Document:
    """The document that a file is. `known` is what is known of it beside what is in it (see `file_facts`)."""
    absolute = path.absolute()
    if absolute.suffix.casefold() in MAILS:
        return mail_document(absolute, archive)
    known = dict(known or {})
    return Document(
        address=known.get("address"),
        published=known.get("published"),
        updated=known.get("updated"),
        known=known,
        source_id=absolute.as_posix(),
        name=path.name,
        path=absolute,
        archive=archive,
        fetch=lambda: read_file(absolute),
    )


def from_paths(paths: Iterable[Path], left: LeftOut | None = None) -> Documents:
    """Every document of the paths, folders searched through, hidden files left out, each file once. `left` is told of
    the files of a folder that are not read.

    A path that does not exist comes too, so that it is reported by name. Links that lead out of a folder are not
    followed.
    """
    seen: set[Path] = set()
    for path in paths:
        absolute = path.absolute()
        if not absolute.is_dir():
            if absolute.resolve() not in seen:
                seen.add(absolute.resolve())
                yield file_document(absolute, absolute.parent, facts_alone(absolute))
            continue
        texts, facts = texts_in(absolute, left)
        for found in texts:
            real = found.resolve()
            if real not in seen:
                seen.add(real)
                yield file_document(found, absolute, facts.of(found))


def texts_in(folder: Path, left: LeftOut | None = None) -> tuple[list[Path], FileFacts]:
    """The files of a folder that documents are made of, and what is known of them beside what is in them. `left` is
    told of the others that hold texts, of copies, and of what programs left for themselves.

    A PDF among web pages belongs to them; in a folder without any it is a text of its own.
    """
    left = left if left is not None else LeftOut()
    found = list(walk(folder))
    if any(is_page_name(path.name) for path in found):
        found = [path for path in found if path.suffix.casefold() != ".pdf"]
    found = list(without_copies(found, left))
    note_unread(names_in(folder), (path.relative_to(folder).as_posix() for path in found), left)
    return found, FileFacts(folder, left)


def nothing_in(what: str, suffixes: Iterable[str]) -> str:
    """What is said of an archive or folder in which nothing is read: what lies in it instead."""
    found = Counter(suffix.casefold() or "utan ändelse" for suffix in suffixes)
    lies = ", ".join(f"{number} {suffix}" for suffix, number in found.most_common(6)) or "ingenting"
    return (
        f"{what} har inga texter eller exporter som läsaren känner igen. I det ligger: {lies}. Välj en annan fil, "
        "eller ange källans slag med --kind."
    )


def walk(folder: Path) -> Iterator[Path]:
    """The documents below a folder, by name."""
    root = folder.resolve()
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            found = Path(place) / name
            if name.startswith(".") or not (found.suffix.casefold() in SUFFIXES or may_be_page(name)):
                continue
            if found.resolve().is_relative_to(root) and _is_text(found):
                yield found


def _is_text(path: Path) -> bool:
    """Whether a document is made of a file: by its ending, or as a web page whose name has none ("visa.php?id=7")."""
    if path.suffix.casefold() in SUFFIXES:
        return True
    try:
        if not path.is_file():  # a pipe would be waited for
            return False
        with path.open("rb") as file:
            return is_page(file.read(PAGE_START))
    except OSError:
        return False  # nothing says that it is a text
