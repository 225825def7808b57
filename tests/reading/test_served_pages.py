"""Pages that running systems served of texts we put in: each is read whole whatever the theme, its frame is not."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
BENCH: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "bench_served.py"))
PAGES = sorted((ROOT / "tests" / "reading" / "served").glob("*/*.html"))
LEAST = dict.fromkeys(BENCH["COLUMNS"], 1.0)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_a_served_page_is_read_as_it_was_written(page: Path):
    article, counts, missed = BENCH["counts_of"](page)
    scores = {name: BENCH["score"](name, *counts[name]) for name in counts}
    assert {name: score for name, score in scores.items() if score < LEAST[name]} == {}, missed
    said = {problem.code for problem in article.problems}
    assert ("goes-on" in said) == (b"/2/" in page.read_bytes() and "foretagen" in page.stem)
