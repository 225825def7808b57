"""What is declared is used, and what is used is declared."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from brygga.site.import_extra import MODULES

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = ("importers", "news", "projects", "site")
# Used without an import: by name in a setting, by a command, or by Django for a kind of address.
BY_NAME = {
    "whitenoise": "middleware and storage in the settings",
    "gunicorn": "the command that serves the site",
    "psycopg": "Django imports it for a PostgreSQL address",
    "redis": "Django imports it for a Redis cache",
    "django-csp": "middleware in the settings",
    "django-tasks-db": "an app and a task backend in the settings",
}
# Imported, and there because something declared cannot be without it.
THROUGH = {
    "django-filter": "wagtail",
    "django-modelcluster": "wagtail",
    "django-tasks": "wagtail",
    "djangorestframework": "wagtail",
    "modelsearch": "wagtail",
}
# Imported by a file that only a site which has it names in its settings.
OF_THE_SITE = {"celery": "the task backend for a site's own Celery"}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _names(rows: Iterable[str]) -> set[str]:
    return {canonical(re.match(r"[\w.-]+", row)[0]) for row in rows}


def declared() -> set[str]:
    project = _project()
    return _names(project["dependencies"]).union(*map(_names, project["optional-dependencies"].values()))


def test_what_is_asked_for_before_importing_is_what_the_extra_brings():
    assert {canonical(name) for name in MODULES.values()} == _names(_project()["optional-dependencies"]["import"])


def _run(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a file, without what only a type checker reads."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)):
            yield node
            yield from _run(node)


@cache
def imported() -> dict[str, str]:
    """Distribution → a product file that imports it."""
    owners = metadata.packages_distributions()
    found: dict[str, str] = {}
    for folder in PRODUCT:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in _run(ast.parse(path.read_text(encoding="utf-8"))):
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and not node.level and node.module:
                    names = [node.module]
                for top in {name.partition(".")[0] for name in names}:
                    if top not in sys.stdlib_module_names and top != "brygga":
                        owner = canonical(owners.get(top, [top])[0])
                        found.setdefault(owner, str(path.relative_to(ROOT)))
    return found


def test_every_declared_dependency_is_imported_or_used_by_name():
    assert declared() - set(imported()) - set(BY_NAME) == set()


def test_every_imported_distribution_is_declared_or_comes_with_one_that_is():
    undeclared = {name: path for name, path in imported().items() if name not in declared() | {*THROUGH, *OF_THE_SITE}}
    assert undeclared == {}


def test_the_lists_name_nothing_that_is_gone():
    assert set(BY_NAME) <= declared()
    assert set(THROUGH) <= set(imported())
    for name, through in THROUGH.items():
        needs = {canonical(re.match(r"[\w.-]+", row)[0]) for row in metadata.requires(through) or ()}
        assert name in needs, f"{through} does not need {name}"
