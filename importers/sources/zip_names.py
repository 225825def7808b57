"""What the entries of a ZIP archive are called. Many programs write the names in an encoding of their own and do not
say which: macOS and Linux UTF-8, Windows the code page of its command line, or that of its windows."""

from __future__ import annotations

import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence

_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075
_DOS = 0  # the system that writes paths with backslashes
_GUESSED = ("cp437", "cp850", "cp1252", "mac_roman")
# What names of files in our part of the world have besides the letters of ASCII.
_LETTERS = frozenset("åäöÅÄÖéÉüÜæøÆØèàáíóúçñëï–—§´’”½°²³ _-")


def mend_names(entries: Sequence[zipfile.ZipInfo]) -> None:
    """Give each entry the name that its program meant, composed and with "/" between its folders. `orig_filename`
    stays as the archive has it, so that the entry can be opened."""
    raw = {id(info): _raw(info) for info in entries}
    guess = _encoding_of([name for name in raw.values() if name is not None and not _is_utf8(name)])
    for info in entries:
        name, found = info.filename, raw[id(info)]
        if found is not None:
            name = _unicode_path(info, found) or found.decode("utf-8" if _is_utf8(found) else guess, "replace")
        if info.create_system == _DOS:
            name = name.replace("\\", "/")
        info.filename = unicodedata.normalize("NFC", name)


def _raw(info: zipfile.ZipInfo) -> bytes | None:
    """The name's bytes where the archive does not say what they are; None for a name that is sure."""
    if info.flag_bits & _UTF8_FLAG or info.filename.isascii():
        return None
    try:
        return info.filename.encode("cp437")
    except UnicodeEncodeError:
        return None  # a newer Python has found the name in the entry's extra field


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _encoding_of(names: Sequence[bytes]) -> str:
    """The encoding in which most of the foreign letters of all the names are letters of our languages."""

    def likeness(encoding: str) -> int:
        signs = [sign for name in names for sign in name.decode(encoding, "replace") if not sign.isascii()]
        return sum(1 if sign in _LETTERS else -1 for sign in signs)

    return max(_GUESSED, key=likeness)


def _unicode_path(info: zipfile.ZipInfo, raw: bytes) -> str:
    """The name in the extra field that Info-ZIP writes beside a name in the system's own encoding; "" where there is
    none, or where it is of another name."""
    extra = info.extra
    while len(extra) >= 4:
        kind, length = struct.unpack("<HH", extra[:4])
        data, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == _UNICODE_PATH and len(data) > 5 and data[0] == 1:
            (crc,) = struct.unpack("<L", data[1:5])
            if crc == zlib.crc32(raw) and _is_utf8(data[5:]):
                return data[5:].decode()
    return ""
