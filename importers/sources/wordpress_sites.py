"""Which site each file of a WordPress export is of: a network has several, and each counts its posts from 1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from .export_files import ExportFile


def head_of(file: ExportFile) -> str:
    """What stands before the posts."""
    return file.head().partition(b"<item>")[0].decode("utf-8", "replace")


def head_value(head: str, name: str) -> str:
    """What the first element of that name says."""
    found = re.search(rf"<{name}>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</{name}>", head, re.DOTALL)
    return unescape(found[1]).strip() if found else ""


def sites_of(files: Sequence[ExportFile]) -> list[str]:
    """The site of each file, by the address that its head gives for it. What one file refers to by number may lie in
    another of the same site, and is another thing in one of another site. A file that does not say is a part of the
    only site there is, where there is one only."""
    found = [_site(head_of(file)) for file in files]
    named = sorted(set(found) - {""})
    return [site or (named[0] if len(named) == 1 else "") for site in found]


def _site(head: str) -> str:
    address = head_value(head, "wp:base_blog_url") or head_value(head, "link")
    return re.sub(r"^https?://(?:www\.)?", "", address.casefold()).rstrip("/")
