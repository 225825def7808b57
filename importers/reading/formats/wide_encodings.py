"""Encodings of two bytes or more a character: told by their mark, or by their zeros."""

from __future__ import annotations

import codecs

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def wide_encoding(head: bytes) -> str | None:
    """The encoding of a file that begins so, where its letters take two or four bytes each; None for any other."""
    marked = next((encoding for bom, encoding in BOMS if head.startswith(bom)), None)
    if marked == "utf-8":
        return None
    return marked or utf16_without_bom(head)


def utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 that lost its mark: every second byte of Latin text is zero."""
    head = data[:4096]
    if len(head) < 16 or b"\x00" not in head:
        return None
    odd, even = head[1::2].count(0) / (len(head) // 2), head[0::2].count(0) / ((len(head) + 1) // 2)
    if odd > 0.7 and even < 0.05:
        return "utf-16-le"
    if even > 0.7 and odd < 0.05:
        return "utf-16-be"
    return None
