"""The items of a WordPress export cut out of it, however large it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .export_files import ExportFile, Readable, narrow

MAX_ITEM = 50 * 2**20
_BLOCK = 256 * 1024
_LONGEST_TOKEN = 64
_OUTSIDE = re.compile(rb"<!\[CDATA\[|<!--|<item[\s>]|</item\s*>")
# An item that ends inside its text, with another after it, ends there: the text was never closed.
_IN_TEXT = re.compile(rb"\]\]>|</item\s*>\s{0,40}<item[\s>]")
_IN_COMMENT = re.compile(rb"-->")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE)


def is_whole(file: ExportFile) -> bool:
    """Whether the file ends as an export does. One that does not lacks what came after."""
    tail = b""
    with file.open() as opened:
        data = narrow(opened)
        while piece := data.read(_BLOCK):
            tail = (tail + piece)[-4096:]
    return b"</channel>" in tail or b"</rss>" in tail


def cut(file: Readable) -> Iterator[tuple[bytes, bool, str]]:
    """Each item's bytes, whether it ends as it should, and the encoding that the file says it has."""
    data, at, begun = b"", 0, -1
    inside: re.Pattern[bytes] | None = None
    declared: str | None = None
    ended = False
    while True:
        found = (inside or _OUTSIDE).search(data, at)
        if found is None:
            if ended:
                break
            if begun >= 0 and len(data) - begun > MAX_ITEM:
                yield data[begun : begun + 4096], False, "too-large"
                begun, inside = -1, None
            more = file.read(_BLOCK)
            ended = not more
            at = max(at, len(data) - _LONGEST_TOKEN)
            keep = begun if begun >= 0 else at
            data, at, begun = data[keep:] + more, at - keep, 0 if begun >= 0 else -1
            continue
        token, at = found[0], found.end()
        if declared is None:
            named = _DECLARED.search(data[: found.start()])
            declared = named[1].decode("ascii") if named else ""
        if inside is _IN_TEXT and not token.startswith(b"]]>"):
            at = found.start() + token.index(b">") + 1
            if begun >= 0:
                yield data[begun:at], False, declared
            begun, inside = -1, None
        elif inside is not None:
            inside = None
        elif token.startswith(b"<!"):
            inside = _IN_TEXT if token.startswith(b"<![") else _IN_COMMENT
        elif token.startswith(b"<item"):
            if begun >= 0:
                yield data[begun : found.start()], False, declared
            begun = found.start()
        elif begun >= 0:
            yield data[begun:at], True, declared
            begun = -1
    if begun >= 0:
        yield data[begun:], False, declared or ""
