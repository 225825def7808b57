"""What must hold of the files of a release, asked of the files alone (scripts/release.py builds and tries them).

Each function returns what is wrong, a line each; an empty list when nothing is. Standard library only.
"""

from __future__ import annotations

import re
import tarfile
import zipfile
from collections.abc import Collection, Mapping
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

APPS = ("site", "projects", "news", "importers")
#: Hosts that nobody can have (RFC 2606, RFC 6761): an address there is invented.
RESERVED = re.compile(r"(^|\.)(example(\.(com|net|org))?|test|invalid|localhost)$")
ASKED = ("Name", "Version", "Summary", "License-Expression", "Requires-Python", "Keywords")


def metadata_problems(
    metadata: Message, project: Mapping[str, Any], known: Collection[str] | None = None
) -> list[str]:
    """What is wrong with built `metadata`, beside the `project` table of pyproject.toml that it came from.

    `known` are the classifiers that the index takes; None leaves that question out.
    """
    wrong = [f"{name} is missing" for name in ASKED if not metadata[name]]
    if metadata["Version"] != project["version"]:
        wrong.append(f"Version is {metadata['Version']}, pyproject.toml says {project['version']}")
    if metadata["Description-Content-Type"] != "text/markdown":
        wrong.append(f"Description-Content-Type is {metadata['Description-Content-Type']}")
    classifiers = metadata.get_all("Classifier", [])
    for kind in ("Framework :: Wagtail", "Framework :: Django", "Intended Audience ::", "Typing :: Typed"):
        if not any(one.startswith(kind) for one in classifiers):
            wrong.append(f"no classifier {kind}")
    wrong += [
        f"the index knows no classifier {one!r}" for one in classifiers if known is not None and one not in known
    ]
    extras, built = set(project["optional-dependencies"]), set(metadata.get_all("Provides-Extra", []))
    wrong += [f"the extra {name} is only in one of pyproject.toml and this" for name in sorted(extras ^ built)]
    for row in metadata.get_all("Requires-Dist", []):
        requirement = row.partition(";")[0]
        if "@" in requirement:
            wrong.append(f"{requirement.strip()}: the index takes no requirement with an address")
        elif re.search(r"<|==|~=", requirement):
            wrong.append(f"{requirement.strip()}: a library keeps no newer release away")
    for row in metadata.get_all("Project-URL", []):
        address = urlsplit(row.partition(",")[2].strip())
        if address.scheme != "https" or not address.hostname or RESERVED.search(address.hostname):
            wrong.append(f"Project-URL {row}: leads nowhere")
    return wrong


def links_inside(text: str) -> list[str]:
    """The links and pictures of a Markdown text that lead to files beside it, which an index page does not have."""
    return [target for target in re.findall(r"\]\(([^)\s]+)\)", text) if not re.match(r"\w+:|#", target)]


def metadata_of(path: Path) -> Message:
    """The metadata in a wheel or a source release. KeyError when there is none."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            name = next((one for one in wheel.namelist() if one.endswith(".dist-info/METADATA")), "METADATA")
            return HeaderParser().parsestr(wheel.read(name).decode())
    with tarfile.open(path) as source:
        found = source.extractfile(f"{path.name.removesuffix('.tar.gz')}/PKG-INFO")
        assert found
        return HeaderParser().parsestr(found.read().decode())


def wheel_problems(wheel: Path, files: Mapping[str, bytes]) -> list[str]:
    """What the wheel lacks or has too much of, beside the `files` of the repository by their paths there."""
    wanted = {f"brygga/{name}" for name in files if name.partition("/")[0] in APPS}
    with zipfile.ZipFile(wheel) as opened:
        names = {name for name in opened.namelist() if not re.match(r"brygga-[^/]+\.dist-info/", name)}
        licences = [name for name in opened.namelist() if name.endswith(".dist-info/licenses/LICENSE")]
    wrong = [f"{name} is not in the wheel" for name in sorted(wanted - names)]
    wrong += [f"{name} has no place in the wheel" for name in sorted(names - wanted)]
    wrong += [f"brygga/{app}/py.typed is not in the wheel" for app in APPS if f"brygga/{app}/py.typed" not in names]
    return wrong if licences else [*wrong, "the licence is not in the wheel"]


#: What building writes into a source release.
WRITTEN = re.compile(r"PKG-INFO$|setup\.cfg$|brygga\.egg-info/")


def source_problems(source: Path, files: Mapping[str, bytes]) -> list[str]:
    """What differs between the source release and the repository: `make demo` and `make test` need all of it."""
    top = f"{source.name.removesuffix('.tar.gz')}/"
    wrong: list[str] = []
    left = dict(files)
    with tarfile.open(source) as opened:
        for member in opened.getmembers():
            name = member.name.removeprefix(top)
            content = opened.extractfile(member) if member.isfile() else None
            if content is None or WRITTEN.match(name):
                continue
            if name not in left:
                wrong.append(f"{name} has no place in the source release")
            elif left.pop(name) != content.read():
                wrong.append(f"{name} is another in the source release")
    return wrong + [f"{name} is not in the source release (MANIFEST.in)" for name in sorted(left)]
