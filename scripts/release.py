"""Builds the files of a release into dist/ and tries them as those who get them will.   (make release)

Usage: python scripts/release.py [--dirty]

1. A source release and from it a wheel, of the files that are committed and of nothing else that lies about.
2. Their metadata: twine's check, and what the index asks besides (classifiers, extras, addresses, a description that
   can be shown).
3. The source release is the repository, file by file: `make demo` and `make test` have what they need.
4. The wheel in an empty environment far from the source, first alone and then with the import extra, in a project
   made by `wagtail start` with the lines of docs/installera.md: checks, migrations, pages that are served, and the
   commands of docs/femton-minuter.md up to an imported page. Packages come in the locked versions, and only those
   that the wheel itself asks for.

Each line says what passed. What is told after `note` hinders nothing and may be mended before the files go public.
Exit status 1, and nothing in dist/, when anything fails. Nothing is sent anywhere.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from readme_renderer import markdown
from trove_classifiers import classifiers

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from release_checks import links_inside, metadata_of, metadata_problems, source_problems, wheel_problems

from tests.fresh import Fresh


class ReleaseError(Exception):
    """A step that does not hold; the text says what is wrong."""


def told(kind: str, what: str) -> None:
    """One line of the report."""
    print(f"  {kind:<7} {what}", flush=True)


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """What a command says. ReleaseError, with its last lines, when it ends badly."""
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ReleaseError(f"{' '.join(map(str, command[:4]))} …\n{done.stdout[-2000:]}{done.stderr[-2000:]}".rstrip())
    return done.stdout


def held(what: str, problems: list[str]) -> None:
    """Says that `what` passed, or raises ReleaseError with what is wrong with it."""
    if problems:
        raise ReleaseError("\n          ".join([what, *problems]))
    told("passed", what)


def committed(dirty: bool) -> dict[str, bytes]:
    """The files of the repository by their paths. ReleaseError when some are not committed, unless `dirty`."""
    if not (ROOT / ".git").exists():
        raise ReleaseError("a release is made in a clone of the repository, where one sees what is committed")
    changed = run("git", "status", "--porcelain").splitlines()
    if changed and not dirty:
        raise ReleaseError("\n          ".join(["commit this first, or try with ARGS=--dirty:", *changed[:20]]))
    names = run("git", "ls-files", "-z", "--cached", *(["--others", "--exclude-standard"] if dirty else [])).split(
        "\0"
    )
    return {name: (ROOT / name).read_bytes() for name in names if name and (ROOT / name).is_file()}


def build(files: dict[str, bytes], folder: Path) -> tuple[Path, Path]:
    """The source release of the files and the wheel that is built from it."""
    for name, content in files.items():
        path = folder / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        shutil.copymode(ROOT / name, path)
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder / "dist", folder / "source")
    source, wheel = next((folder / "dist").glob("*.tar.gz")), next((folder / "dist").glob("*.whl"))
    told("passed", f"built {source.name} ({len(files)} files) and from it {wheel.name}")
    return source, wheel


def look_at_metadata(source: Path, wheel: Path) -> None:
    """What the index asks of metadata. ReleaseError when it would not take the files."""
    run(sys.executable, "-m", "twine", "check", "--strict", source, wheel)
    told("passed", "twine check --strict")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for path in (source, wheel):
        held(f"metadata of {path.name}", metadata_problems(metadata_of(path), project, classifiers))
    metadata = metadata_of(wheel)
    shown = markdown.render(metadata.get_payload()) or ""
    held("the description can be shown", [] if "<h1" in shown else ["nothing of README.md is left of it"])
    if not metadata.get_all("Project-URL"):
        told("note", "no links: pyproject.toml has no [project.urls], since the repository has no public address yet")
    if inside := links_inside(metadata.get_payload()):
        told("note", f"{len(inside)} links and pictures of README.md lead to files that only the source has")
    version = re.escape(project["version"])
    if not re.search(rf"^## \[?{version}\b", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M):
        told("note", f"CHANGELOG.md has no heading {project['version']} yet")
    if not re.search(rf'^softwareVersion: "{version}"$', (ROOT / "publiccode.yml").read_text(encoding="utf-8"), re.M):
        raise ReleaseError(f"publiccode.yml does not say that the version is {project['version']}")


def try_the_wheel(wheel: Path, folder: Path) -> None:
    """Installs the wheel far from the source and lives through the guides with it."""
    run(sys.executable, "-m", "venv", folder / "venv")
    python = folder / "venv" / "bin" / "python"
    # The locked versions, for what the wheel asks for and nothing more: a constraint has no extras and no hashes.
    lock = (ROOT / "requirements" / "production.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^([A-Za-z0-9][\w.-]*)(?:\[.*?\])?(==.*?) *\\?$", lock, re.M)
    (folder / "pins.txt").write_text("".join(f"{name}{rest}\n" for name, rest in pins), encoding="utf-8")
    pip = (python, "-m", "pip", "--disable-pip-version-check", "--quiet", "--no-input")
    install = (*pip, "install", "--no-compile", "--constraint", folder / "pins.txt")

    run(*install, wheel, cwd=folder)
    run(*pip, "check", cwd=folder)
    told("passed", "the wheel installs alone in an empty environment")
    (folder / "alone").mkdir()
    alone = Fresh(folder / "alone", python)
    alone.set_up()
    alone.visit(folder / "venv")
    told("passed", "`wagtail start` and the guide's lines: check, migrations, pages are served")

    run(*install, f"{wheel}[import]", cwd=folder)
    run(*pip, "check", cwd=folder)
    (folder / "importing").mkdir()
    count = Fresh(folder / "importing", python).quarter_of_an_hour()
    told("passed", f"with brygga[import]: {count} commands of docs/femton-minuter.md, and the imported page is served")


def main() -> int:
    """Builds, tries, and puts the files into dist/."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], allow_abbrev=False)
    parser.add_argument("--dirty", action="store_true", help="also what is not committed: to try, not to give")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="brygga-release-") as name:
        folder = Path(name).resolve()
        try:
            files = committed(options.dirty)
            source, wheel = build(files, folder)
            look_at_metadata(source, wheel)
            held("the wheel is the product, whole", wheel_problems(wheel, files))
            held("the source release is the repository, file by file", source_problems(source, files))
            try_the_wheel(wheel, folder)
        except (ReleaseError, AssertionError) as error:
            told("FAILED", str(error))
            return 1
        dist = ROOT / "dist"
        dist.mkdir(exist_ok=True)
        for old in dist.glob("brygga-*"):
            old.unlink()
        for path in (source, wheel):
            shutil.move(path, dist / path.name)
            print(f"{hashlib.sha256((dist / path.name).read_bytes()).hexdigest()}  dist/{path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
