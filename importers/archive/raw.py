"""The raw bytes of imported documents: stored once by hash, compressed, never changed, never served.

They are public records (allmänna handlingar), so nothing here deletes. A file is `<root>/ab/abcd….gz`, which any
`gunzip` opens.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import tempfile
import time
from pathlib import Path

from django.conf import settings

from brygga.site.options import option

from ..models import RawDocument
from ..sources.document import SourceError


def root() -> Path:
    """The folder of the raw bytes. Raises `SourceError` when none is set, or one that lies inside the public media."""
    if not (chosen := option("BRYGGA_RAW_ROOT")):
        raise SourceError(
            "raw-root",
            "Inställningen BRYGGA_RAW_ROOT saknas. Ange en mapp för importens originalfiler som webbservern aldrig "
            "visar (se docs/installera.md).",
        )
    folder = Path(chosen).resolve()
    media = Path(settings.MEDIA_ROOT).resolve() if settings.MEDIA_ROOT else None
    if media and (folder == media or media in folder.parents):
        raise SourceError(
            "raw-root",
            f"Mappen {folder} (inställningen BRYGGA_RAW_ROOT) ligger i MEDIA_ROOT, så originalfilerna skulle bli "
            "offentliga. Ange en annan mapp.",
        )
    return folder


def path_of(digest: str) -> Path:
    return root() / digest[:2] / f"{digest}.gz"


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def store(data: bytes, content_type: str = "") -> RawDocument:
    """Keep the bytes; the same bytes are kept once. The file is complete before the row says that it exists."""
    digest = digest_of(data)
    write_file(digest, data)
    document, _ = RawDocument.objects.get_or_create(
        digest=digest, defaults={"size": len(data), "content_type": content_type}
    )
    return document


def write_file(digest: str, data: bytes) -> None:
    """Write the compressed bytes beside their place and move them there, so that no half file is ever seen."""
    path = path_of(digest)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(gzip.compress(data, compresslevel=6, mtime=0))
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def now_in(folder: Path) -> float:
    """The time, in seconds, by the clock that the files in this folder get theirs from. A shared folder's server has a
    clock of its own, and what is older than a day by one clock may have been written just now by the other. Where
    nothing can be written it is this machine's."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            return os.fstat(file.fileno()).st_mtime
    except OSError:
        return time.time()


def sweep() -> None:
    """Remove what processes that were killed left half-written, a day ago or more."""
    folder = root()
    limit = now_in(folder) - 24 * 3600
    for path in folder.glob("*/.new-*") if folder.is_dir() else ():
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < limit:
                path.unlink()


def fetched_folder(key: str) -> Path:
    """The folder for what is fetched from, or unpacked of, the source with this key: documents and their images, which
    are kept for the day when the old site is switched off."""
    return root() / "fetched" / key


def load(digest: str) -> bytes:
    """The bytes. Raises FileNotFoundError when they are gone, ValueError when they are not what was stored."""
    data = gzip.decompress(path_of(digest).read_bytes())
    if digest_of(data) != digest:
        raise ValueError(f"the stored original {digest} is damaged: {path_of(digest)}")
    return data
