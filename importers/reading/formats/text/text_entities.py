"""References that an export left in a plain text: "&aring;", "&nbsp;", "&#8211;" become the signs they stand for."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

_REFERENCE = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")


def resolved(text: str) -> tuple[str, int]:
    """The text with its references as signs, and how many there were. What only looks like one stays as it is."""
    count = 0

    def sign(match: re.Match[str]) -> str:
        nonlocal count
        name = match[0][1:]
        if name[0] != "#" and name not in html5:
            return match[0]
        count += 1
        return unescape(match[0])

    return (_REFERENCE.sub(sign, text), count) if "&" in text else (text, 0)
