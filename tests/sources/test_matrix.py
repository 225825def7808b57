"""What each source keeps of an article's structure: the table in docs/kallor-struktur.md is made and held by this.

    UPDATE_DOCS=1 pytest tests/sources/test_matrix.py

writes the table anew after a reader has become better.
"""

import os
import warnings
from pathlib import Path

import pytest

from brygga.importers.reading import read
from brygga.importers.reading.model import ledger
from brygga.importers.sources import add_known

from .one_article import FORMS, STRUCTURES

PAGE = Path(__file__).parents[2] / "docs" / "kallor-struktur.md"
HEAD = """# Vad varje källa behåller

Samma artikel i varje källas form, läst av läsaren: ✓ betyder att strukturen kom fram hel, – att den inte gjorde det
eller inte finns i formen. Tabellen görs av `tests/sources/test_matrix.py`, som också håller den sann.

"""


def table(folder: Path) -> str:
    """The table in Markdown: a row for each structure, a column for each source."""
    kept = {}
    for form, make in FORMS.items():
        place = folder / form
        place.mkdir()
        document = make(place)
        article = read(
            document.load(), source=document.name, content_type=document.content_type, address=document.address
        )
        ledger.check(article)
        add_known(article, document)
        kept[form] = {name: holds(article) for name, holds in STRUCTURES.items()}
    rows = [f"| | {' | '.join(FORMS)} |", "|---|" + ":-:|" * len(FORMS)]
    for name in STRUCTURES:
        rows.append(f"| {name} | {' | '.join('✓' if kept[form][name] else '–' for form in FORMS)} |")
    return "\n".join(rows) + "\n"


def test_every_source_keeps_what_the_documentation_says(tmp_path):
    made = HEAD + table(tmp_path)
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(made, encoding="utf-8")
    if not PAGE.exists():
        pytest.fail("docs/kallor-struktur.md is missing: run this test with UPDATE_DOCS=1")
    promised, held = PAGE.read_text(encoding="utf-8").splitlines(), made.splitlines()
    assert [line.split("|")[1:2] for line in promised] == [line.split("|")[1:2] for line in held]
    for promise, truth in zip(promised, held, strict=True):
        broken = [n for n, mark in enumerate(promise.split("|")) if mark == " ✓ " and truth.split("|")[n] != mark]
        assert not broken, f"the documentation promises more than the readers keep: {truth}"
    if promised != held:
        warnings.warn("The readers keep more than docs/kallor-struktur.md says: UPDATE_DOCS=1 pytest", stacklevel=1)
