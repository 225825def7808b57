"""A short hash of the code and data that make pages of documents: the version of the reader.

Nobody has to remember to raise it: another rule, another word in a list, another library is another version. What only
looks different (a comment, say) is one too; then documents are read once more than they had to be, and come out as
they were.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

BRYGGA = Path(__file__).parents[2]
# What is between a document's bytes and its pages. `sources` only where it adds to an article that is read: else it
# makes the bytes.
PARTS = (
    "importers/reading",
    "importers/writing",
    "importers/addresses",
    "importers/suggestions",
    "importers/sources/access.py",
    "importers/sources/opening.py",
    "importers/sources/source_problems.py",
    "projects/data",
    "projects/names.py",
)
# What other people's code reads: their versions stand for it.
LIBRARIES = (
    "beautifulsoup4",
    "cssselect",
    "lxml",
    "nh3",
    "pdfminer.six",
    "phonenumbers",
    "python-docx",
    "python-oxmsg",
)
_LEFT = {".md", ".pyc"}


@lru_cache(maxsize=1)
def code_digest() -> str:
    """The hash of the code that this process runs."""
    return digest_of_code(BRYGGA)


def digest_of_code(root: Path) -> str:
    """The hash of the code and data below `root`, with the names of the files."""
    found = hashlib.sha256()
    for path in files_of(root):
        data = path.read_bytes().replace(b"\r\n", b"\n")
        found.update(f"{path.relative_to(root).as_posix()} {len(data)}\n".encode() + data)
    for name in LIBRARIES:
        try:
            found.update(f"{name} {version(name)}\n".encode())
        except PackageNotFoundError:
            continue
    return found.hexdigest()[:12]


def files_of(root: Path) -> list[Path]:
    """The files that count, in an order that is the same everywhere."""
    parts = [root / part for part in PARTS]
    files = {file for part in parts for file in (part.rglob("*") if part.is_dir() else [part])}
    return sorted(file for file in files if file.is_file() and file.suffix not in _LEFT)
