"""Each site profile reads pages that it was not written on: text and structure as their authors wrote them."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from brygga.importers.reading.formats.html import read_html
from brygga.importers.reading.formats.html.site_profile import profiles
from brygga.importers.reading.model import ledger

ROOT = Path(__file__).resolve().parents[2]
BENCH: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "bench_profiles.py"))
PAGES = sorted((ROOT / "tests" / "reading" / "sites").glob("*/*.html"))


def test_every_profile_has_pages_kept_for_it():
    assert {page.parent.name for page in PAGES} == {profile.name for profile in profiles()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_a_page_of_a_known_system_keeps_its_text_and_structure(page: Path):
    article = read_html(page.read_bytes(), source=page.name, address="https://solvik.example/nyheter/1")
    ledger.check(article)
    assert article.profile == page.parent.name
    wanted = BENCH["wanted_of"](json.loads(page.with_suffix(".json").read_text(encoding="utf-8")))
    found = BENCH["found_in"](article)
    scores = {
        name: BENCH["f1"]((found[name] & wanted[name]).total(), found[name].total(), wanted[name].total())
        for name in wanted
    }
    assert {name: score for name, score in scores.items() if score < BENCH["LEAST"][name]} == {}
