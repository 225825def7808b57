"""The house keeps its order: small files, one name once, no circle of imports, and few imports inside functions."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("site", "projects", "news", "importers")
LONGEST = 400
NINE_OF_TEN = 240
HALF = 90
# How many modules of ours are imported inside functions, in all apps together: where the apps start, where a library
# is optional or heavy. What a web process does without is asked for through `runs/at_work.py` (tests/test_light.py).
LATE_IMPORTS = 10


class Import(NamedTuple):
    """One module of ours that another imports, and where."""

    target: str
    line: int
    late: bool  # inside a function


def modules(*apps: str) -> dict[str, Path]:
    """Every module of some apps by its dotted name, migrations left out."""
    found = [path for app in apps for path in sorted((ROOT / app).rglob("*.py"))]
    files = [path for path in found if "migrations" not in path.parts]
    return {name_of(path): path for path in files}


def name_of(path: Path) -> str:
    """The dotted name of a file, as it is once installed."""
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(["brygga", *(parts[:-1] if parts[-1] == "__init__" else parts)])


def imports_of(path: Path, known: dict[str, Path]) -> Iterator[Import]:
    """The modules of ours that a file imports: at the top, for types alone, and inside functions."""
    package = name_of(path).split(".") if path.name == "__init__.py" else name_of(path).split(".")[:-1]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    late = {id(inner) for outer in ast.walk(tree) if isinstance(outer, DEFINES) for inner in ast.walk(outer)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            names = [f"{base}.{a.name}" if f"{base}.{a.name}" in known else base for a in node.names]
        else:
            continue
        for name in dict.fromkeys(names):
            if name in known:
                yield Import(name, node.lineno, id(node) in late)


DEFINES = (ast.FunctionDef, ast.AsyncFunctionDef)


def circles(graph: dict[str, set[str]]) -> list[str]:
    """The modules that lead back to themselves, each with one way round."""
    left = {name: set(others) for name, others in graph.items()}
    while free := {name for name, others in left.items() if not others & left.keys()}:
        for name in free:
            del left[name]
    # What is left lies on a circle or leads into one: a walk that never stops comes round.
    found: list[str] = []
    for start in sorted(left):
        way = [start]
        while (step := min(left[way[-1]] & left.keys())) not in way:
            way.append(step)
        if step == start:
            found.append(" → ".join([*way, step]))
    return found


@pytest.mark.parametrize("app", APPS)
def test_no_file_is_longer_than_one_can_hold_in_the_head(app: str) -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules(app).values()}
    assert {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > LONGEST} == {}


@pytest.mark.parametrize("app", APPS)
def test_most_files_are_short(app: str) -> None:
    lengths = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in modules(app).values())
    assert lengths[len(lengths) // 2] <= HALF
    assert lengths[len(lengths) * 9 // 10] <= NINE_OF_TEN


@pytest.mark.parametrize("app", APPS)
def test_no_two_modules_of_an_app_have_the_same_name(app: str) -> None:
    counted = Counter(path.stem for path in modules(app).values() if path.name != "__init__.py")
    assert [name for name, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("app", APPS)
def test_no_import_leads_back_to_where_it_began(app: str) -> None:
    known = modules(app)
    graph = {name: {found.target for found in imports_of(path, known)} - {name} for name, path in known.items()}
    assert circles(graph) == []


def says_why(lines: list[str]) -> bool:
    """Whether the import on the last of these lines has a reason: on its own line, or above those it stands with."""
    if re.search(r"#(?! noqa: [A-Z]+\d+$) \w", lines[-1]):
        return True
    while lines and (lines[-1].strip().startswith(("from ", "import ")) or not lines[-1].strip()):
        lines = lines[:-1]
    return bool(lines) and lines[-1].strip().startswith("#")


def test_imports_inside_functions_are_few_and_say_why() -> None:
    known = modules(*APPS)
    late = [(path, found.line) for path in known.values() for found in imports_of(path, known) if found.late]
    where = [f"{path.relative_to(ROOT)}:{line}" for path, line in late]
    texts = [path.read_text(encoding="utf-8").splitlines()[:line] for path, line in late]
    assert [place for place, lines in zip(where, texts, strict=True) if not says_why(lines)] == []
    assert len(where) <= LATE_IMPORTS, where


def test_an_import_inside_a_function_without_a_reason_is_seen() -> None:
    assert says_why(["    # It needs the models.", "    from .a import b", "", "    from .c import d"])
    assert says_why(["def f():", "    from .a import b  # it needs the models"])
    assert says_why(["def f():", "    from . import a  # noqa: F401 (it registers itself)"])
    assert not says_why(["def f():", "    from . import a  # noqa: F401"])
    assert not says_why(["    # It needs the models.", "    run()", "    from .a import b"])


def test_a_circle_is_seen_whatever_leads_into_it() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set(), "e": {"a", "d"}}
    assert circles(graph) == ["b → c → b", "c → b → c"]


def test_an_import_for_types_or_inside_a_function_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "till.py").write_text("")
    (folder / "stock.py").write_text(
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from .till import T\n"
        "def f():\n    from . import till\n"
    )
    monkeypatch.setattr("tests.test_house.ROOT", tmp_path)
    known = modules("shop")
    found = list(imports_of(known["brygga.shop.stock"], known))
    assert found == [Import("brygga.shop.till", 3, late=False), Import("brygga.shop.till", 5, late=True)]


# Cached functions that ask the database, with what makes their answer true in another transaction too.
ASK_FOR_GOOD = {"brygga.importers.archive.known_sites._kept": "the row's identity, by what it holds"}
ASKING = ("objects", "_default_manager", "_base_manager")


def test_no_function_remembers_what_a_transaction_may_take_back() -> None:
    found = set()
    for name, path in modules(*APPS).items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            kept = isinstance(node, ast.FunctionDef) and any(map(is_cache, node.decorator_list))
            if kept and any(isinstance(part, ast.Attribute) and part.attr in ASKING for part in ast.walk(node)):
                found.add(f"{name}.{node.name}")
    assert found == ASK_FOR_GOOD.keys()


def is_cache(decorator: ast.expr) -> bool:
    """Whether a function is remembered for the process, not for one object."""
    return re.match(r"(?:functools\.)?(?:lru_)?cache\b", ast.unparse(decorator)) is not None
