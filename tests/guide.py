"""What the installation guide tells a reader to write, so that tests try just that."""

import re
from pathlib import Path

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "installera.md"


def documented(name: str) -> str:
    """The Python code in docs/installera.md after the mark `<!-- name -->`; AssertionError when there is none."""
    match = re.search(rf"<!-- {name} -->\n+```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.S)
    assert match, f"docs/installera.md has no code marked {name}"
    return match[1]
