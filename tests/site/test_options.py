"""Whatever setting Brygga reads, a site may be without it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import global_settings

from brygga.site.middleware import is_public
from brygga.site.options import DEFAULTS, option

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "installera.md").read_text(encoding="utf-8")
APPS = ("site", "projects", "news", "importers")


def product_files() -> Iterator[Path]:
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            if not {"migrations", "settings", "__pycache__"}.intersection(path.relative_to(ROOT).parts):
                yield path


def settings_read(path: Path) -> Iterator[tuple[int, str]]:
    """Line and name of each setting that the file reads from Django's settings without `option`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.conf"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names:
            yield node.lineno, node.attr
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("getattr", "hasattr"):
            target, name, *_ = node.args
            if isinstance(target, ast.Name) and target.id in names and path.name != "options.py":
                yield node.lineno, name.value if isinstance(name, ast.Constant) else ast.unparse(name)


def test_a_setting_without_a_default_in_django_is_read_with_one_of_ours():
    bare = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in product_files()
        for line, name in settings_read(path)
        if not hasattr(global_settings, name)
    ]
    assert bare == []


def test_every_setting_of_our_own_stands_in_the_guide():
    assert [name for name in DEFAULTS if name.startswith("BRYGGA_") and f"`{name}`" not in GUIDE] == []


def test_a_setting_that_nobody_has_described_is_not_read():
    with pytest.raises(KeyError):
        option("BRYGGA_NO_SUCH")


def test_without_addresses_of_files_every_page_is_public_and_the_admin_is_not(settings):
    assert is_public("/")  # the addresses of the site are known from here on, whatever the settings say below
    del settings.CONTENT_SECURITY_POLICY
    settings.STATIC_URL, settings.MEDIA_URL = None, ""
    assert is_public("/")
    assert is_public("/nyheter/bron/")
    assert not is_public("/admin/pages/")
    assert not is_public("/api/v2/pages/")
