"""Bytes to text by the encoding that a document declares, with the errors that pages have."""

from __future__ import annotations

import codecs
import re

from ..model.article import Problem

# What the labels of old pages mean in practice (WHATWG Encoding Standard, section 4.2).
_CP1252_LABELS = frozenset(
    (
        "ascii us-ascii iso-8859-1 iso8859-1 iso_8859-1 iso88591 latin1 latin-1 l1 windows-1252 cp1252 x-cp1252 ansi"
    ).split()
)
# Python knows these as text encodings, but no page is written in them: UTF-16 and -32 without their marks cannot be
# what an ASCII declaration inside the bytes says, and the others are for single words or source code.
_NO_PAGE_CODEC = (
    "utf-16",
    "utf-32",
    "utf-7",
    "idna",
    "punycode",
    "unicode",
    "raw-unicode",
    "mbcs",
    "oem",
    "undefined",
)


def decode_as(data: bytes, declared: str | None, problems: list[Problem]) -> tuple[str, str]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if declared and not data.isascii() and _codec(declared) not in ("utf-8", None):
            problems.append(
                Problem("wrong-encoding", f"Sidan säger sig vara skriven i {declared}, men är i UTF-8 och lästes så.")
            )
        return text, "utf-8"
    if _nearly_utf8(data):
        text, repaired = _utf8_with_strays(data)
        problems.append(
            Problem(
                "mixed-encoding",
                f"Texten är i UTF-8, men {repaired} tecken är det inte. De lästes som Windows-1252: kontrollera dem.",
            )
        )
        return text, "utf-8"
    codec = _codec(declared) if declared else None
    if declared and codec is None:
        problems.append(
            Problem("unknown-encoding", f"Teckenkodningen {declared} är okänd. Texten lästes som Windows-1252.")
        )
    if codec == "utf-8":
        problems.append(
            Problem("wrong-encoding", "Sidan säger sig vara i UTF-8 men är det inte. Den lästes som Windows-1252.")
        )
    if codec and codec not in ("utf-8", "cp1252"):
        try:
            return data.decode(codec), codec
        except (UnicodeDecodeError, LookupError):
            problems.append(
                Problem("wrong-encoding", f"Texten är inte i {declared}, som den säger. Den lästes som Windows-1252.")
            )
    return _cp1252(data), "cp1252"


def _codec(label: str) -> str | None:
    """Python's name for an encoding label, or None where it is unknown or no text encoding."""
    folded = label.strip().casefold()
    if folded in _CP1252_LABELS:
        return "cp1252"
    if folded == "utf8":
        return "utf-8"
    try:
        info = codecs.lookup(folded)
    except (LookupError, ValueError):
        return None
    is_text = getattr(info, "_is_text_encoding", True) and not info.name.startswith(_NO_PAGE_CODEC)
    return info.name if is_text else None


def _cp1252(data: bytes) -> str:
    """Windows-1252 as browsers read it: its five holes are control characters."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in data)


_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def _nearly_utf8(data: bytes) -> bool:
    """UTF-8 with a few stray bytes (a cut-off end, a pasted word), rather than another encoding."""
    good = _SEQUENCE.findall(data)
    high = sum(1 for b in data if b >= 0x80) if len(data) < 2_000_000 else len(re.findall(rb"[\x80-\xff]", data))
    stray = high - sum(map(len, good))
    return len(good) >= 3 and len(good) > 4 * stray


def _utf8_with_strays(data: bytes) -> tuple[str, int]:
    strays = 0

    def as_cp1252(error: UnicodeError) -> tuple[str, int]:
        nonlocal strays
        assert isinstance(error, UnicodeDecodeError)
        strays += error.end - error.start
        return _cp1252(error.object[error.start : error.end]), error.end

    codecs.register_error("brygga-strays", as_cp1252)
    return data.decode("utf-8", "brygga-strays"), strays
