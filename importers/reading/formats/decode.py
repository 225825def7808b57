"""Bytes to text, by a rule that was right on every legacy sample it was measured on.

Strict UTF-8 first; else what the document declares, with ISO 8859-1 read as Windows-1252, which is what the web
means by it; else Windows-1252. Libraries that guess by statistics did worse. What had to be repaired is reported.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from ..model.article import Problem
from ..model.errors import UnreadableDocument

MAX_BYTES = 25 * 1024 * 1024

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
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
_META = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)

# What a file that is no text begins with, and what it is called.
_BINARY = (
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

# UTF-8 that was once read as Windows-1252: Ã¥ for å, Â§ for §, â€“ for –. Only these three openings are repaired;
# others, such as Ö followed by a quotation mark, are real text.
_CONTINUATION = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(0x80, 0xC0))
_MOJIBAKE = re.compile(f"[ÃÂ][{re.escape(_CONTINUATION)}]|â(?:€|„|‚|\u0080|\u0082|\u0084)[{re.escape(_CONTINUATION)}]")


@dataclass(slots=True)
class Decoded:
    """Text, the encoding it was read with, and what a person should know about that."""

    text: str
    encoding: str
    problems: list[Problem] = field(default_factory=list)


def decode(data: bytes, *, content_type: str | None = None, max_bytes: int = MAX_BYTES) -> Decoded:
    """The text in `data`. `content_type` is the HTTP header's value, where there is one.

    Raises UnreadableDocument: empty, too-large, binary.
    """
    check_size(data, max_bytes)
    problems: list[Problem] = []
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(encoding, "replace")
            return _finish(text, encoding, problems)
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise UnreadableDocument("binary", f"Filen är {what}, ingen text eller webbsida. Ta bort den ur urvalet.")
    wide = _utf16_without_bom(data)
    if wide:
        return _finish(data.decode(wide, "replace"), wide, problems)
    if _is_binary(data):
        raise UnreadableDocument(
            "binary", "Filen är inte en text eller webbsida: den har tecken som bara finns i program och bilder."
        )
    text, encoding = _decode_bytes(data, _declared(data, content_type), problems)
    return _finish(text, encoding, problems)


def check_size(data: bytes, max_bytes: int = MAX_BYTES) -> None:
    """Raise UnreadableDocument for a file that is empty or larger than the limit."""
    if not data.strip(b" \t\r\n\x00\x0b\x0c"):
        raise UnreadableDocument("empty", "Filen är tom. Kontrollera att den exporterades som den skulle.")
    if len(data) > max_bytes:
        raise UnreadableDocument(
            "too-large",
            f"Filen är {len(data) / 1024 / 1024:.0f} MB. Gränsen är {max_bytes // 1024 // 1024} MB. "
            "Dela upp den, eller ta bort inbäddade bilder och filmer.",
        )


def _declared(data: bytes, content_type: str | None) -> str | None:
    header = _HEADER.search(content_type or "")
    if header:
        return header[1]
    found = _XML.search(data[:1024]) or _META.search(data[:8192])
    return found[1].decode("ascii") if found else None


def _decode_bytes(data: bytes, declared: str | None, problems: list[Problem]) -> tuple[str, str]:
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


def wide_encoding(head: bytes) -> str | None:
    """The encoding of a file that begins so, where its letters take two or four bytes each; None for any other."""
    marked = next((encoding for bom, encoding in _BOMS if head.startswith(bom)), None)
    if marked == "utf-8":
        return None
    return marked or _utf16_without_bom(head)


def _utf16_without_bom(data: bytes) -> str | None:
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


_CONTROL_BYTES = bytes((*range(9), *range(14, 27), *range(28, 32)))


def _is_binary(data: bytes) -> bool:
    head = data[:65536]
    control = len(head) - len(head.translate(None, _CONTROL_BYTES))
    return control > max(8, len(head) // 100)


def _finish(text: str, encoding: str, problems: list[Problem]) -> Decoded:
    nulls = text.count("\x00")
    if nulls:
        text = text.replace("\x00", "")
        problems.append(Problem("null-bytes", f"{nulls} nolltecken togs bort ur texten. Kontrollera exporten."))
    if not text.strip():
        raise UnreadableDocument("empty", "Filen är tom. Kontrollera att den exporterades som den skulle.")
    text, repaired = repair_mojibake(text)
    if repaired:
        problems.append(
            Problem("mojibake", f"{repaired} feltolkade tecken (som Ã¥ för å) rättades. Kontrollera texten.")
        )
    if "\ufffd" in text:
        lost = text.count("\ufffd")
        problems.append(
            Problem("lost-characters", f"{lost} tecken gick förlorade innan texten kom hit (�). Rätta dem för hand.")
        )
    return Decoded(text, encoding, problems)


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
