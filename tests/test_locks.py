"""The locks: whole in their extras, without addresses, and installed in the way that holds on any day."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NEXT = metadata.version("wagtail").startswith("8.")


def locked(name: str) -> dict[str, Requirement]:
    """The packages of a lock that are for this Python and platform."""
    lines = re.findall(r"^([A-Za-z0-9].*?) *\\?$", (LOCKS / name).read_text(encoding="utf-8"), re.M)
    found = [Requirement(line) for line in lines]
    return {canonicalize_name(one.name): one for one in found if one.marker is None or one.marker.evaluate()}


def group(name: str) -> list[str]:
    """The requirements of a dependency group, with those of the groups in it."""
    found: list[str] = []
    for one in PROJECT["dependency-groups"][name]:
        found += [one] if isinstance(one, str) else group(one["include-group"])
    return found


def declared(*groups: str) -> list[str]:
    """What pyproject.toml asks for, with what importing and a site in production need, and those groups."""
    project = PROJECT["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["import"], *extras["production"]]
    return asked + [one for name in groups for one in group(name)]


def lacking(lock: dict[str, Requirement], asked: list[str]) -> list[str]:
    """What `asked` leads to, by way of what installed packages say they need, that the lock does not hold."""
    problems: list[str] = []
    todo = [(Requirement(one), "pyproject.toml", "") for one in asked]
    seen: set[tuple[str, str]] = set()
    while todo:
        wanted, by, extra = todo.pop()
        if wanted.marker and not wanted.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(wanted.name)
        pin = lock.get(name)
        if pin is None:
            problems.append(f"{wanted} (for {by})")
            continue
        version = str(pin.specifier).removeprefix("==")
        if not wanted.specifier.contains(version, prereleases=True):
            problems.append(f"{wanted} (for {by}) is locked as {version}")
        held = {canonicalize_name(one) for one in pin.extras}
        problems += [
            f"{name}[{one}] (for {by}) is locked without its extra"
            for one in sorted(wanted.extras)
            if canonicalize_name(one) not in held
        ]
        for one in {"", *map(canonicalize_name, wanted.extras)}:
            if (name, one) not in seen:
                seen.add((name, one))
                todo += [(Requirement(text), name, one) for text in metadata.requires(name) or []]
    return sorted(set(problems))


TESTS = "test-wagtail-next.txt" if NEXT else "test.txt"


@pytest.mark.parametrize(
    ("name", "groups"),
    [(TESTS, ("test",)), pytest.param("production.txt", ("build",), marks=pytest.mark.skipif(NEXT, reason="på LTS"))],
)
def test_a_lock_holds_everything_that_is_asked_for_and_every_extra(name: str, groups: tuple[str, ...]):
    assert lacking(locked(name), declared(*groups)) == []


def test_a_lock_without_an_extra_or_what_it_brings_is_found_out():
    lock = locked(TESTS)
    for name, line in {"lxml": "lxml[html_clean]", "willow": "willow[heif]", "psycopg": "psycopg[pool]"}.items():
        stripped = {**lock, name: Requirement(f"{name}{lock[name].specifier}")}
        assert any(problem.startswith(line) for problem in lacking(stripped, declared("test"))), line
    del lock["psycopg-pool"]
    assert any(problem.startswith("psycopg-pool") for problem in lacking(lock, declared("test")))


@pytest.mark.parametrize("path", sorted(LOCKS.glob("*.txt")), ids=lambda path: path.name)
def test_a_lock_is_names_versions_and_hashes(path: Path):
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, re.M)
    for block in re.split(r"\n(?=[A-Za-z0-9])", text.partition("\n#    make lock\n")[2]):
        first, *hashes = block.strip().splitlines()
        assert re.fullmatch(r"[a-z0-9.-]+(\[[a-z0-9, -]+\])?==[^ ;]+( ;.*)? \\", first), first
        assert hashes
        assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in hashes), first


@pytest.mark.parametrize("name", ["production.txt", "bench.txt", "release.txt", "fuzz.txt"])
def test_locks_that_share_an_environment_agree(name: str):
    """They are installed into one environment, and what is tested is what is installed."""
    tests = locked("test.txt")
    differing = [
        str(one) for key, one in locked(name).items() if key in tests and one.specifier != tests[key].specifier
    ]
    assert differing == []


def test_every_install_of_a_lock_checks_hashes_resolves_nothing_and_is_looked_through():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert set(re.search(r"^LOCKED := (.*)$", makefile, re.M)[1].split()) >= {"--no-deps", "--require-hashes"}
    recipes = re.findall(r"(?:^\t.*\n)+", makefile, re.M)
    installs = [recipe for recipe in recipes if re.search(r"install .*-r ", recipe)]
    assert len(installs) == 4
    for recipe in installs:
        assert "install $(LOCKED) -r" in recipe
        assert "$(call check-installed," in recipe
