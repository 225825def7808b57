"""What only importing needs (`brygga[import]`), and how its absence is told. A process that shows pages and the admin
does without it."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

#: What is imported → the package that brings it. tests/test_dependencies.py holds it to pyproject.toml.
MODULES = {
    "bs4": "beautifulsoup4",
    "cssselect": "cssselect",
    "docx": "python-docx",
    "feedparser": "feedparser",
    "markdown_it": "markdown-it-py",
    "openpyxl": "openpyxl",
    "oxmsg": "python-oxmsg",
    "pdfminer": "pdfminer.six",
    "protego": "protego",
    "rich": "rich",
    "trafilatura": "trafilatura",
    "urllib3": "urllib3",
    "warcio": "warcio",
    "yaml": "pyyaml",
}
PIP = 'pip install "brygga[import]"'


class ImportNotInstalledError(SystemExit, CommandError):
    """A command of importing where its packages are missing. In a shell the message is all that is shown; code that
    calls the command gets an error to catch."""


@cache
def missing() -> tuple[str, ...]:
    """The packages of `brygga[import]` that are not installed, by name. None of them is loaded."""
    return tuple(package for module, package in MODULES.items() if not _there(module))


def is_of_the_extra(error: ModuleNotFoundError) -> bool:
    """Whether what was not found belongs to `brygga[import]`."""
    return (error.name or "").partition(".")[0] in MODULES


def explanation() -> str:
    """What is missing and how to get it, for whoever runs the site."""
    return _("Importen är inte installerad (%(packages)s saknas). Kör %(pip)s i webbplatsens miljö och starta om.") % {
        "packages": ", ".join(missing()),
        "pip": PIP,
    }


def require() -> None:
    """Raises `ImportNotInstalledError` where something of `brygga[import]` is missing."""
    if missing():
        raise ImportNotInstalledError(explanation())


def _there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ImportError:  # something stands in the way of it
        return False
