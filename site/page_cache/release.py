"""What pages are made with: a new release of code, templates, texts or style sheets makes other pages of the same
content, and a cache that outlives the process has those of the old one."""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import engines

_PACKAGES = ("brygga", "django", "wagtail")
_INSTALLED = {"site-packages", "dist-packages"}
_KINDS = (".html", ".txt", ".css", ".py", ".mo", ".svg", ".xml")


@functools.cache
def release() -> str:
    """A name for the code and the templates that this process runs: versions of packages, and the size and time of the
    files of apps and templates that no package brought. Some milliseconds, once a process."""
    digest = hashlib.blake2b(digest_size=8)
    for name in _PACKAGES:
        digest.update(f"{name} {_version(name)}\n".encode())
    told = os.environ.get("DJANGO_SETTINGS_MODULE", ""), getattr(staticfiles_storage, "manifest_hash", "")
    digest.update(repr(told).encode())
    for folder in sorted(_folders()):
        for line in _files(folder):
            digest.update(line.encode())
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _folders() -> set[str]:
    """Those of the site's own code and templates."""
    found = {str(folder) for engine in engines.all() for folder in engine.template_dirs}
    found |= {str(folder) for folder in settings.LOCALE_PATHS}
    found |= {config.path for config in apps.get_app_configs()}
    return {folder for folder in found if not _INSTALLED & set(Path(folder).parts)}


def _files(folder: str) -> Iterator[str]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")) and name != "node_modules")
        for name in sorted(names):
            if name.endswith(_KINDS):
                told = os.stat(os.path.join(root, name))
                yield f"{root}/{name} {told.st_size} {told.st_mtime_ns}\n"
