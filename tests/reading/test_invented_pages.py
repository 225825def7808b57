"""Whole pages as systems build them, with texts of our own: the article is read whole, its frame is left out.

The gold was written before the pages were read. Where a page's gold has `least`, so much of its frame is told from the
article, and no more; no word of an article may be lost anywhere.
"""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
BENCH: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "bench_served.py"))
PAGES = sorted((ROOT / "tests" / "reading" / "invented").glob("*/*.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_an_invented_page_is_read_as_it_was_written(page: Path):
    least = json.loads(page.with_suffix(".json").read_text(encoding="utf-8")).get("least", {})
    assert "kept" not in least
    _, counts, missed = BENCH["counts_of"](page)
    scores = {name: BENCH["score"](name, *counts[name]) for name in counts}
    assert {name: score for name, score in scores.items() if score < least.get(name, 1.0)} == {}, missed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_no_word_of_an_invented_page_hangs_on_a_name(page: Path):
    _, counts, missed = BENCH["counts_of"](page, unnamed=True)
    assert {name: BENCH["score"](name, *counts[name]) for name in ("title", "lead", "kept")} == {
        "title": 1.0, "lead": 1.0, "kept": 1.0
    }, missed  # fmt: skip
