"""Proves that the locked packages install on any day: when every one of them has a newer release than the lock.

Usage: python scripts/lock_proof.py [--only LOCK …] [--pip VERSION …]   (make lock-proof)

The files that the locks name are fetched once into build/lock-proof/files (through pip, as it is configured). A
package index is then made of them, a folder of pages as PEP 503 has it, in which every package also has a release
that is newer than the locked one. From that index alone, and with no pip configuration, each lock is installed in a
fresh environment with Makefile's own options (`make print-install-options`), by the pip of Debian 12 and by the
newest one, and `pip check` looks through what came of it.

A proof that cannot fail proves nothing, so one control is done first: the way that installs were once made (a lock
without extras, pip resolving) must stop on that index with the older pip.

Exit status 0 when every lock passes; else 1 with what pip said. Standard library only.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STORE = ROOT / "build" / "lock-proof"
NEWER = "99999"
# Each lock with those that are installed before it in the same environment (see Makefile).
LOCKS: dict[str, tuple[str, ...]] = {
    "production.txt": (),
    "test.txt": (),
    "test-wagtail-next.txt": (),
    "bench.txt": ("test.txt",),
    "fuzz.txt": ("test.txt",),
}
OLD_PIP = "23.0.1"  # Debian 12
NEWEST = "newest"


class ProofError(Exception):
    """What did not hold, with what pip said."""


def normal(name: str) -> str:
    """A package's name as indexes spell it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def names(lock: Path) -> set[str]:
    """The packages of a lock."""
    return {normal(found) for found in re.findall(r"^([A-Za-z0-9][\w.-]*)(?:\[|==)", lock.read_text(), re.M)}


def run(command: list[str], **more: str) -> None:
    """Runs a command without pip's configuration; raises ProofError with its output when it fails."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    environment = {**kept, "PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **more}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ProofError(f"{' '.join(command)}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


def fetch(pips: list[str]) -> tuple[Path, dict[str, Path]]:
    """The folder with every locked file for this machine, and the file of each pip. Uses pip's own configuration."""
    files, tools = STORE / "files", STORE / "pip"
    files.mkdir(parents=True, exist_ok=True)
    download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check"]
    for lock in LOCKS:
        again = ["--require-hashes", "--find-links", str(files), "--dest", str(files)]
        subprocess.run([*download, *again, "-r", str(ROOT / "requirements" / lock)], check=True)
    found = {}
    for version in pips:
        folder = tools / version
        shutil.rmtree(folder, ignore_errors=True)
        wanted = "pip" if version == NEWEST else f"pip=={version}"
        subprocess.run([*download, "--dest", str(folder), wanted], check=True)
        found[version] = next(folder.glob("pip-*.whl"))
    return files, found


def make_index(files: Path, folder: Path) -> str:
    """Writes the index of those files and a newer release of each package; returns its address on this machine."""
    projects: dict[str, list[Path]] = {name: [] for lock in LOCKS for name in names(ROOT / "requirements" / lock)}
    for file in files.iterdir():
        stem = file.name.split("-")[0] if file.suffix == ".whl" else re.sub(r"-\d[^-]*\.(tar\.gz|zip)$", "", file.name)
        projects.setdefault(normal(stem), []).append(file)
    for name, released in projects.items():
        page = folder / name / "index.html"
        page.parent.mkdir(parents=True)
        links = [
            f'<a href="{file.as_uri()}#sha256={sha256(file.read_bytes()).hexdigest()}">{file.name}</a><br>'
            for file in [*released, newer_release(name, folder)]
        ]
        page.write_text("<!DOCTYPE html><title>Index</title>" + "\n".join(links))
    return folder.as_uri() + "/"


def newer_release(name: str, folder: Path) -> Path:
    """A wheel that installs, holds nothing, and is newer than every lock."""
    stem = f"{name.replace('-', '_')}-{NEWER}"
    wheel = folder / name / f"{stem}-py3-none-any.whl"
    info = f"{stem}.dist-info"
    members = {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {NEWER}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: lock-proof\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    members[f"{info}/RECORD"] = "".join(f"{member},,\n" for member in [*members, f"{info}/RECORD"])
    with zipfile.ZipFile(wheel, "w") as archive:
        for member, text in members.items():
            archive.writestr(member, text)
    return wheel


def environment(folder: Path, pip: Path) -> str:
    """A fresh virtual environment with that pip; returns its Python."""
    run([sys.executable, "-m", "venv", "--clear", str(folder)])
    python = str(folder / "bin" / "python")
    run([python, "-m", "pip", "install", "--quiet", "--no-index", str(pip)])
    return python


def install_options() -> list[str]:
    """The options that Makefile installs a lock with."""
    command = ["make", "--silent", "--no-print-directory", "print-install-options"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, text=True, check=True).stdout.split()


def control(index: str, pip: Path, folder: Path) -> None:
    """Raises ProofError unless the index stops an install that resolves from a lock without extras."""
    stripped = folder / "stripped.txt"
    text = (ROOT / "requirements" / "test.txt").read_text()
    stripped.write_text(re.sub(r"^([\w.-]+)\[[^]]*\]==", r"\1==", text, flags=re.M))
    python = environment(folder / "control", pip)
    try:
        run(
            [
                python,
                "-m",
                "pip",
                "install",
                "--index-url",
                index,
                "--dry-run",
                "--require-hashes",
                "-r",
                str(stripped),
            ]
        )
    except ProofError as error:
        if "--require-hashes mode" in str(error):
            return
        raise
    raise ProofError("The control passed: this index does not show whether a lock is whole.")


def prove(lock: str, index: str, pip: Path, folder: Path, options: list[str]) -> None:
    """Installs one lock from that index with that pip; raises ProofError when that or `pip check` fails."""
    python = environment(folder, pip)
    for name in (*LOCKS[lock], lock):
        path = str(ROOT / "requirements" / name)
        run([python, "-m", "pip", "install", "--quiet", "--no-compile", "--index-url", index, *options, "-r", path])
    run([python, "-m", "pip", "check"])
    listed = [python, "-m", "pip", "list", "--format", "freeze"]
    if NEWER in subprocess.run(listed, capture_output=True, text=True, check=True).stdout:
        raise ProofError(f"{lock}: a release that is not the locked one was installed.")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=LOCKS, default=list(LOCKS), help="which locks")
    parser.add_argument("--pip", nargs="+", default=[OLD_PIP, NEWEST], help="versions of pip, or 'newest'")
    chosen = parser.parse_args()
    files, pips = fetch(sorted({OLD_PIP, *chosen.pip}))
    failed = 0
    with tempfile.TemporaryDirectory(prefix="brygga-lock-proof-") as place:
        folder = Path(place)
        index = make_index(files, folder / "index")
        control(index, pips[OLD_PIP], folder)
        print(f"control: pip {OLD_PIP} stops where it resolves a lock without extras")
        options = install_options()
        for version in chosen.pip:
            label = pips[version].name.split("-")[1]
            for lock in chosen.only:
                began = time.monotonic()
                try:
                    prove(lock, index, pips[version], folder / "environment", options)
                except ProofError as error:
                    failed += 1
                    print(f"FAILED {lock} with pip {label}: {error}")
                else:
                    print(f"passed {lock} with pip {label} in {time.monotonic() - began:.0f} s", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ProofError as error:
        sys.exit(f"FAILED: {error}")
