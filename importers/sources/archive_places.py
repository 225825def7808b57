"""Where in an archive the file lies that a text refers to: beside the text, or where the old site had it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

_MOST_FOLDERS = 40


def places(address: str, folder: str = "", page: str = "") -> list[str]:
    """The paths that the file of an address may have in an archive, the likeliest first, from the archive's root and
    never out of it. `folder` is the text's own folder there, `page` its old address where that is known.

    Programs that mirror a site put the query into the name ("bild.png?w=300"), and all of it below the host's name.
    """
    try:
        parts, whose = urlsplit(address), urlsplit(page)
    except ValueError:
        return []
    path = unquote(parts.path)
    if not path or "\0" in path or parts.scheme in ("mailto", "tel", "javascript", "data", "cid"):
        return []
    found: list[str] = []
    for name in _named(path, parts.query):
        if not parts.netloc and not name.startswith("/"):
            found += [posixpath.join(folder, name), name]
            continue
        if parts.netloc and whose.netloc and _bare(parts.hostname) == _bare(whose.hostname):
            away = posixpath.relpath("/" + name.lstrip("/"), posixpath.dirname(unquote(whose.path) or "/") or "/")
            found.append(posixpath.join(folder, away))
        found += [f"{host}/{name.lstrip('/')}" for host in _hosts(parts.netloc)]
        above = [*reversed(PurePosixPath(folder).parents), PurePosixPath(folder)][:_MOST_FOLDERS]
        found += [posixpath.join(str(place), name.lstrip("/")) for place in above]
        # A page that was saved alone has its files beside it, by the end of their addresses.
        steps = [step for step in name.split("/") if step][-_MOST_FOLDERS:]
        found += [posixpath.join(folder, *steps[first:]) for first in range(1, len(steps) - 1)]
    inside = (posixpath.normpath(name) for name in found)
    return list(
        dict.fromkeys(name for name in inside if not name.startswith(("../", "/")) and name not in ("..", "."))
    )


def _named(path: str, query: str) -> Iterator[str]:
    if query:
        for mark in "?@":
            yield from dict.fromkeys(f"{path}{mark}{words}" for words in (query, unquote(query)))
    yield path


def _bare(host: str | None) -> str:
    return (host or "").removeprefix("www.")


def _hosts(netloc: str) -> list[str]:
    """The names that a mirror's folder of a host has."""
    host = netloc.rpartition("@")[2].casefold()
    if not host:
        return []
    bare = host.removeprefix("www.")
    names = [host, bare, f"www.{bare}"]
    return list(dict.fromkeys([*names, *(name.replace(":", "+") for name in names), host.partition(":")[0]]))
