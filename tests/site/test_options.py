"""Whatever setting Brygga reads, a site may be without it."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import global_settings

from brygga.site.middleware import is_public
from brygga.site.option_table import OPTIONS, REQUIRED, VARIABLES
from brygga.site.options import option

ROOT = Path(__file__).resolve().parents[2]
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


def constants(path: Path) -> Iterator[str]:
    """The texts that stand in a file's code, those in texts with parts left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_name_of_a_setting_in_the_code_stands_in_the_table():
    names = {text for path in product_files() for text in constants(path) if re.fullmatch(r"BRYGGA_[A-Z_]+", text)}
    assert names - set(OPTIONS) - set(VARIABLES) == set()
    assert len(names) > 10


def test_every_setting_of_the_table_is_read():
    """By a name that stands somewhere else, so that the page promises nothing that nobody heeds."""
    files = [path for path in product_files() if path.name not in ("option_table.py", "options.py", "checks.py")]
    read = {text for path in files for text in constants(path)}
    assert set(OPTIONS) - read == set()


def test_every_variable_of_the_environment_stands_in_the_table():
    """Names that `environ` and `_required` are asked for in the settings of the runnable site."""
    asked = re.compile(r'(?:environ(?:\.get\(|\[)|_required\()"([A-Z_]+)"')
    files = [*(ROOT / "site" / "settings").glob("*.py"), ROOT / "manage.py"]
    names = {name for path in files for name in asked.findall(path.read_text(encoding="utf-8"))}
    assert names - {"DJANGO_SETTINGS_MODULE"} == set(VARIABLES)
    assert set(REQUIRED) < names


def test_the_default_of_each_setting_is_of_its_kind():
    wrong = [
        name for name, each in OPTIONS.items() if each.default is not None and type(each.default) not in each.kinds
    ]
    assert wrong == []


def test_the_page_of_settings_is_current():
    command = [sys.executable, "scripts/make_settings_reference.py", "--check"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


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
