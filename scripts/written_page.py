"""A page of the documentation that a script writes: written anew, or compared with what it should be."""

from __future__ import annotations

import sys
from pathlib import Path


def write_or_check(page: Path, text: str, arguments: list[str], wrong: str) -> int:
    """The exit status: with `--check` among the arguments nothing is written, and 1 says that the page is not `text`
    (`wrong` is then told on stderr)."""
    if "--check" not in arguments:
        page.write_text(text, encoding="utf-8")
        return 0
    if page.exists() and page.read_text(encoding="utf-8") == text:
        return 0
    print(wrong, file=sys.stderr)
    return 1
