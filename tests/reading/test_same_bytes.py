"""The same bytes give the same article, whatever order this process happens to keep its sets in."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# All that a reader finds, also what it is not sure of: the JSON form alone would hide that.
PROGRAM = """
import dataclasses, sys
from pathlib import Path
from brygga.importers.reading import UnreadableDocument, read
for path in sys.stdin.read().split("\\n"):
    try:
        article = read(Path(path).read_bytes(), source=Path(path).name)
    except UnreadableDocument as error:
        print(path, error.code)
        continue
    for field in dataclasses.fields(article):
        value = getattr(article, field.name)
        for part in value if isinstance(value, list) else [value]:
            print(f"{path}|{field.name}|{part!r}")
"""
FOLDERS = ("tests/reading", "tests/quality", "tests/sources", "samples")
ENDINGS = {".html", ".txt", ".docx", ".pdf", ".eml", ".md", ".xml", ".json"}
# Two bodies that people work for, where the name of one begins as the other's does, and furniture that names two.
TWO_NAMES = """Nya turer på linje 4

Solviks Energi och Miljö bygger ut fjärrvärmen. Solviks Energi och Miljö räknar med att vara klar till hösten.

– Vi har grävt sedan i maj, säger Karin Wik, chef på Solviks Energi och Miljö.

– Det går som vi tänkt, säger Ola Berg, chef på Solviks Energi.

– Solviks Energi och Miljö gör ett bra arbete, säger Eva Ek, chef på Solviks Energi och Miljö Norra.
"""
TWO_OWNERS = """<html><head><title>Nya turer - {one}</title><meta property="og:site_name" content="{two}"></head><body>
<main><h1>Nya turer på linje 4</h1><p>Bussarna går oftare från hösten, också på kvällar och helger.</p></main>
<footer>© {one} och {two}</footer></body></html>"""


@pytest.fixture(scope="module")
def texts(tmp_path_factory) -> list[Path]:
    folder = tmp_path_factory.mktemp("namn")
    (folder / "tva-namn.txt").write_text(TWO_NAMES, encoding="utf-8")
    bodies = ("Solviks kommun", "Norrbyns kommun", "Västersjö stad", "Region Solvikdalen", "Ödesunds kommun")
    for number, (one, two) in enumerate((a, b) for a in bodies for b in bodies if a != b):
        (folder / f"{number}.html").write_text(TWO_OWNERS.format(one=one, two=two), encoding="utf-8")
    own = (path for name in FOLDERS for path in sorted((ROOT / name).rglob("*")))
    return [*sorted(folder.iterdir()), *(path for path in own if path.suffix in ENDINGS)]


def found(texts: list[Path], seed: int) -> list[str]:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input="\n".join(map(str, texts)),
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("seeds", "every"),
    [pytest.param((0, 1), 12, id="two orders, some texts"), pytest.param((0, 1, 2, 3, 4), 1, marks=pytest.mark.slow)],
)
def test_every_text_reads_the_same_whatever_the_order_of_sets(texts, seeds, every):
    own = [path for path in texts if not path.is_relative_to(ROOT)]
    texts = [*own, *texts[len(own) :: every]]
    assert len(texts) > 250 / every
    with ThreadPoolExecutor(2) as pool:
        first, *others = pool.map(lambda seed: found(texts, seed), seeds)
    assert len(first) > 10 * len(texts)
    for seed, other in zip(seeds[1:], others, strict=True):
        assert [pair for pair in zip(first, other, strict=False) if pair[0] != pair[1]][:5] == [], seed
        assert len(other) == len(first)
