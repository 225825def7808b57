"""What a site is made of may be passed on with it, and can be listed for whoever asks."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
#: Licences that agree with EUPL-1.2 for packages that are installed beside Brygga: permissive ones, and those that ask
#: for their own text to stay open (MPL, LGPL).
ALLOWED = re.compile(
    r"(The )?(\d-Clause )?(Apache|BSD|MIT|ISC|PSF|MPL|LGPL|CNRI-Python|W3C|HPND|Unlicense|Zlib|0BSD|Python Software "
    r"Foundation|Mozilla Public|GNU Lesser|Historical Permission)\b"
)


def script() -> Any:
    spec = importlib.util.spec_from_file_location("make_sbom", ROOT / "scripts" / "make_sbom.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def agrees(said: str) -> bool:
    """Whether one of the licences to choose from is allowed, each of those that hold together."""
    return any(all(ALLOWED.match(one.strip(" ()")) for one in way.split(" AND ")) for way in said.split(" OR "))


def test_every_package_of_a_site_in_production_has_a_licence_that_agrees_with_ours() -> None:
    sbom = script()
    said = {name: sbom.licence(name) for name, _, _ in sbom.locked()}
    assert len(said) > 60
    assert {name: one for name, one in said.items() if one is not None and not agrees(one)} == {}
    assert sum(one is None for one in said.values()) < 10  # those of other platforms


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("BSD-3-Clause", True),
        ("MIT AND PSF-2.0", True),
        ("GNU General Public License v2 or later (GPLv2+) OR Mozilla Public License 1.1 (MPL 1.1)", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("AGPL-3.0-only OR Proprietary", False),
        ("", False),
    ],
)
def test_a_licence_that_does_not_agree_is_seen(said: str, expected: bool) -> None:
    assert agrees(said) is expected


def test_the_list_has_every_locked_package_with_its_hashes() -> None:
    bill = script().bill()
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    parts = bill["components"]
    lock = (ROOT / "requirements" / "production.txt").read_text(encoding="utf-8")
    assert len(parts) == len(re.findall(r"^[a-zA-Z0-9].*==", lock, re.M))
    assert sum(len(part["hashes"]) for part in parts) == lock.count("--hash=sha256:")
    wagtail = next(part for part in parts if part["name"] == "wagtail")
    assert wagtail["purl"].startswith("pkg:pypi/wagtail@")
    assert "BSD" in wagtail["licenses"][0]["license"]["name"]
