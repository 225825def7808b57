"""Stored copies of what was fetched, so that a run can be resumed and the old site switched off."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class Copy:
    """An answer as it was received. `final` is the address after redirects, `fetched` seconds since the epoch."""

    address: str
    final: str
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    fetched: float = 0.0
    data: bytes = b""

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "")


class CopyStore:
    """Copies in a folder: for each address a `.json` with its headers and a `.gz` with its bytes.

    A copy is complete before it is seen: files are written beside their place and moved there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, address: str, who: str = "") -> Path:
        name = f"{address}#{who}" if who else address  # no address that is asked for has a fragment
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / digest[:2] / digest

    def get(self, address: str, who: str = "") -> Copy | None:
        """The copy of an address, as `who` was answered, or None where there is none or it is damaged."""
        path = self._path(address, who)
        try:
            meta: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            data = gzip.decompress(path.with_suffix(".gz").read_bytes())
            return Copy(**meta, data=data)
        except (OSError, ValueError, TypeError, EOFError, gzip.BadGzipFile):
            return None

    def put(self, copy: Copy, who: str = "") -> None:
        """Keep a copy; it replaces an earlier one of the same address, that `who` was answered with."""
        path = self._path(copy.address, who)
        path.parent.mkdir(parents=True, exist_ok=True)
        meta = asdict(copy)
        data = meta.pop("data")
        self._write(path.with_suffix(".gz"), gzip.compress(data, compresslevel=6, mtime=0))
        self._write(path.with_suffix(".json"), json.dumps(meta, ensure_ascii=False).encode())

    @staticmethod
    def _write(path: Path, data: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
