"""Text that was decoded twice ("Ã¥"), made right."""

from __future__ import annotations

import re

# UTF-8 that was once read as Windows-1252: Ã¥ for å, Â§ for §, â€“ for –. Only these three openings are repaired;
# others, such as Ö followed by a quotation mark, are real text.
_CONTINUATION = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(0x80, 0xC0))
_MOJIBAKE = re.compile(f"[ÃÂ][{re.escape(_CONTINUATION)}]|â(?:€|„|‚|\u0080|\u0082|\u0084)[{re.escape(_CONTINUATION)}]")


def repair_mojibake(text: str) -> tuple[str, int]:
    """Undo UTF-8 that was read as Windows-1252, once or twice over; the text and how many places were mended."""
    if not any(opening in text for opening in "ÃÂâ"):  # the search below costs as much as parsing the page
        return text, 0
    total = 0
    for _ in range(2):
        text, count = _MOJIBAKE.subn(_mend, text)
        mended = count
        total += mended
        if not count:
            break
    return text, total


def _mend(match: re.Match[str]) -> str:
    raw = b"".join(_byte(char) for char in match[0])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")
