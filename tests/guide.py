"""What a guide tells a reader to write, so that tests try just that."""

import re
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"


def documented(name: str, page: str = "installera.md") -> str:
    """The code in the page of docs/ after the mark `<!-- name -->`; AssertionError when there is none."""
    match = re.search(rf"<!-- {name} -->\n+```\w+\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.S)
    assert match, f"docs/{page} has no code marked {name}"
    return match[1]
