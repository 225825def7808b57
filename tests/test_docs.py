"""The guides say what is there: links lead somewhere, commands exist, the reference is what the models say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
GUIDES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*/*.md"), ROOT / "samples" / "README.md"]
)
by_name = pytest.mark.parametrize("guide", GUIDES, ids=lambda path: str(path.relative_to(ROOT)))


def headings(path: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    found = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


@by_name
def test_links_lead_somewhere(guide: Path):
    text = re.sub(r"```.*?```", "", guide.read_text(encoding="utf-8"), flags=re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target or target.startswith("mailto:"):
            continue
        name, _, anchor = target.partition("#")
        path = (guide.parent / name).resolve() if name else guide
        assert path.exists(), f"{guide.name}: {target}"
        if anchor and path.suffix == ".md":
            assert anchor in headings(path), f"{guide.name}: {target}"


@by_name
def test_make_commands_exist(guide: Path):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", guide.read_text(encoding="utf-8"), re.S))
    assert set(re.findall(r"(?:^|[`(;&] ?)make ([a-z][a-z-]*)", code, re.M)) - targets == set()


@by_name
def test_management_commands_exist(guide: Path):
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", guide.read_text(encoding="utf-8"), re.S))
    named = set(re.findall(r"manage\.py ([a-z_]+)", code)) | set(re.findall(r"\b((?:import|read)_[a-z]+)\b", code))
    named -= {"import_export"}
    assert named - set(get_commands()) == set()


def test_the_reference_of_the_content_model_is_current():
    command = [sys.executable, "scripts/make_model_reference.py", "--check"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
