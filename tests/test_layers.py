"""`make layers`: every contract breaks on an import that it forbids, wherever in a file that stands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# An import that may not be, by the contract that forbids it: at the top, for types alone, and inside a function.
WRONG = {
    "Imports run one way: importers, news, projects, site": (
        "site/wrong.py",
        "from brygga.news import models\n",
    ),
    "Site: models import nothing that imports them": (
        "site/models/wrong.py",
        "from ..views import gone\n",
    ),
    "Projects: models import nothing that imports them": (
        "projects/page_parts.py",
        "if TYPE_CHECKING:\n    from .models import ProjectPage\n",
    ),
    "News: models import nothing that imports them": (
        "news/models.py",
        "def late():\n    from .feeds import SHOWN\n\n    return SHOWN\n",
    ),
    "The reading core knows no Django": (
        "importers/reading/model/wrong.py",
        "from django.db import models\n",
    ),
    "Importers: from the admin down to the models": (
        "importers/addresses/wrong.py",
        "def late():\n    from ..writing import territory\n\n    return territory\n",
    ),
    "Reading: from the pipeline down to the model": (
        "importers/reading/furniture/wrong.py",
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from ..recognise import Names\n",
    ),
    "What is recognised shares only mentions": (
        "importers/reading/recognise/facts/wrong.py",
        "from ..speech import quotes\n",
    ),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The four apps laid out as they are once installed, without what is no code."""
    root = tmp_path_factory.mktemp("house")
    for app in ("site", "projects", "news", "importers"):
        for path in (ROOT / app).rglob("*.py"):
            target = root / "brygga" / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    shutil.copyfile(ROOT / "pyproject.toml", root / "pyproject.toml")
    return root


def layers(root: Path) -> tuple[int, dict[str, str]]:
    """What import-linter makes of a tree: its exit status, and KEPT or BROKEN by contract."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
        "--no-cache",
        "--no-logo",
    ]
    # wide enough that no contract's name is broken into two lines
    environment = {**os.environ, "PYTHONPATH": str(root), "COLUMNS": "200"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    told = [line.rstrip().rpartition(" ") for line in done.stdout.splitlines()]
    return done.returncode, {name: verdict for name, _, verdict in told if verdict in ("KEPT", "BROKEN")}


def test_every_contract_breaks_on_an_import_that_it_forbids(house: Path) -> None:
    status, found = layers(house)
    assert (status, found) == (0, dict.fromkeys(WRONG, "KEPT"))
    for file, text in WRONG.values():
        with (house / "brygga" / file).open("a", encoding="utf-8") as code:
            code.write(f"\n{text}")
    status, found = layers(house)
    assert (status, found) == (1, dict.fromkeys(WRONG, "BROKEN"))
