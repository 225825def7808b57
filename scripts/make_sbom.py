"""Prints what a site in production is made of as CycloneDX 1.6: every locked package with version, hashes and licence.

    python scripts/make_sbom.py [LOCK] > sbom.json

The lock says what is installed, the installed packages say under what licence; a package that is for another platform,
and is not installed here, has none.
"""

from __future__ import annotations

import json
import re
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "production.txt"
_PACKAGE = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.M)


def locked(lock: Path = LOCK) -> list[tuple[str, str, list[str]]]:
    """Name, version and SHA-256 hashes of every package in a lock; one may stand there twice, for other Pythons."""
    found = []
    text = lock.read_text(encoding="utf-8")
    starts = list(_PACKAGE.finditer(text))
    for one, following in zip(starts, [*starts[1:], None], strict=True):
        rest = text[one.end() : following.start() if following else None]
        found.append((one[1].lower(), one[2], re.findall(r"--hash=sha256:([0-9a-f]{64})", rest)))
    return found


def licence(name: str) -> str | None:
    """What an installed package says of its licence: an expression, else its first short word for it; "" for nothing,
    None where it is not installed."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    classes = [c.rpartition(" :: ")[2] for c in said.get_all("Classifier", []) if c.startswith("License :: ")]
    named = (said.get("License") or "").strip()
    one_line = named if named and "\n" not in named and len(named) < 60 else ""
    return said.get("License-Expression") or " OR ".join(one for one in classes if one != "OSI Approved") or one_line


def bill(lock: Path = LOCK) -> dict[str, Any]:
    """The whole bill of materials."""
    parts = []
    for name, version, hashes in sorted(locked(lock)):
        part: dict[str, Any] = {
            "type": "library",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{re.sub(r'[-_.]+', '-', name)}@{version}",
            "hashes": [{"alg": "SHA-256", "content": one} for one in hashes],
        }
        if said := licence(name):
            part["licenses"] = [{"license": {"name": said}}]
        parts.append(part)
    about = {"type": "application", "name": "brygga", "version": metadata.version("brygga")}
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": {"component": about}, "components": parts}


if __name__ == "__main__":
    json.dump(bill(Path(sys.argv[1]) if sys.argv[1:] else LOCK), sys.stdout, ensure_ascii=False, indent=1)
    print()
