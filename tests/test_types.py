"""`make types`: what it looks at, and that an error ends it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = """
[tool.setuptools.package-dir]
"shop.front" = "front"
"shop.store" = "store"

[tool.mypy]
mypy_path = "build/types"
namespace_packages = true
explicit_package_bases = true
"""


@pytest.fixture(scope="module")
def check_types() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_types", ROOT / "scripts" / "check_types.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A project whose folders are packages of another name once they are installed, as Brygga's are."""
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    for folder in ("front", "store"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "__init__.py").write_text("")
    (tmp_path / "store" / "stock.py").write_text("def left(kind: str) -> int:\n    return len(kind)\n")
    return tmp_path


def sells(shop: Path, what: str) -> None:
    (shop / "front" / "desk.py").write_text(f"from shop.store.stock import left\n\nprint(left({what}))\n")


def test_types_that_agree_over_the_installed_layout_pass(check_types: ModuleType, shop: Path) -> None:
    sells(shop, '"tea"')
    assert check_types.main(shop, []) == 0


def test_an_error_ends_the_check_and_is_told_at_the_files_own_place(
    check_types: ModuleType, shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sells(shop, "3")
    assert check_types.main(shop, []) == 1
    assert capsys.readouterr().out.startswith("front/desk.py:3: error: ")


def test_the_layout_follows_a_package_that_moves(check_types: ModuleType, shop: Path) -> None:
    check_types.lay_out(shop)
    (shop / "store").rename(shop / "cellar")
    (shop / "pyproject.toml").write_text(PROJECT.replace('= "store"', '= "cellar"'))
    sells(shop, '"tea"')
    assert check_types.main(shop, []) == 0
