"""Files whose names a text writes otherwise than its archive: capitals, å as a and a ring, "%20" for a blank."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from urllib.parse import unquote

_MOST_STEPS = 40


class NearNames:
    """Finds files below a folder by names that mean the same. Each folder is listed once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._listed: dict[Path, dict[str, list[str]]] = {}

    def find(self, path: Path) -> Path | None:
        """The only file whose path means the same as this one below the root; None where there is none, or several."""
        try:
            steps = Path(os.path.normpath(path)).relative_to(os.path.normpath(self.root)).parts
        except ValueError:
            return None
        found = self.root
        for step in steps[:_MOST_STEPS]:
            if (found / step).exists():
                found = found / step
                continue
            alike = self._names(found).get(_folded(step), [])
            if len(alike) != 1:
                return None
            found = found / alike[0]
        return found if found.is_file() else None

    def _names(self, folder: Path) -> dict[str, list[str]]:
        if folder not in self._listed:
            names: dict[str, list[str]] = {}
            try:
                for name in os.listdir(folder):
                    names.setdefault(_folded(name), []).append(name)
            except OSError:
                names = {}
            self._listed[folder] = names
        return self._listed[folder]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unquote(name)).casefold()
