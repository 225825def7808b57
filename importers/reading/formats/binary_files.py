"""Files that are no text, told by their first bytes."""

from __future__ import annotations

# What a file that is no text begins with, and what it is called.
BINARY = (
    (b"\x89PNG", "en bild (PNG)"),
    (b"\xff\xd8\xff", "en bild (JPEG)"),
    (b"GIF8", "en bild (GIF)"),
    (b"BM\x00", "en bild (BMP)"),
    (b"II*\x00", "en bild (TIFF)"),
    (b"MM\x00*", "en bild (TIFF)"),
    (b"\x1f\x8b", "en gzip-fil"),
    (b"7z\xbc\xaf", "en 7z-fil"),
    (b"Rar!", "en RAR-fil"),
    (b"\x7fELF", "ett program"),
    (b"MZ\x90", "ett program"),
    (b"SQLite format 3", "en databas"),
    (b"OggS", "en ljudfil"),
    (b"ID3", "en ljudfil"),
    (b"\x00\x00\x00\x18ftyp", "en film"),
    (b"\x00\x00\x00\x20ftyp", "en film"),
)


_CONTROL_BYTES = bytes((*range(9), *range(14, 27), *range(28, 32)))


def is_binary(data: bytes) -> bool:
    head = data[:65536]
    control = len(head) - len(head.translate(None, _CONTROL_BYTES))
    return control > max(8, len(head) // 100)
