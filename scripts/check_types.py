"""Runs mypy over the four folders as the one package that they are once installed.

The folders lie in the repository as site/, projects/, news/ and importers/, and are installed as brygga.site and so
on. mypy follows no such mapping, so the layout is laid out in build/types with links, from the mapping in
pyproject.toml itself. Arguments are mypy's own. Exits as mypy does: 0 without an error, 1 with any.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAYOUT = Path("build/types")  # in the repository, and in mypy_path of pyproject.toml


def lay_out(root: Path) -> list[str]:
    """Lay the packages of `root` out in its build/types. Gives their names, top ones only."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    folders: dict[str, str] = settings["tool"]["setuptools"]["package-dir"]
    for package, folder in folders.items():
        link = root / LAYOUT / Path(*package.split("."))
        link.parent.mkdir(parents=True, exist_ok=True)
        target = Path(*[".."] * len(link.parent.relative_to(root).parts), folder)
        if not link.is_symlink() or link.readlink() != target:
            link.unlink(missing_ok=True)
            link.symlink_to(target, target_is_directory=True)
    return list(folders)


def main(root: Path, arguments: list[str]) -> int:
    """Check the packages of `root`, and print each error with the file's own place there."""
    packages = [part for package in lay_out(root) for part in ("-p", package)]
    command = [sys.executable, "-m", "mypy", *packages, *arguments]
    done = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, text=True, check=False)
    print(re.sub(rf"^{LAYOUT.as_posix()}/\w+/", "", done.stdout, flags=re.MULTILINE), end="")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(ROOT, sys.argv[1:]))
