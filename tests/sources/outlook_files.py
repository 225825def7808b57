"""Messages as Outlook saves them: compound files ([MS-CFB]) with a message's properties in them ([MS-OXMSG])."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

SECTOR, MINI, CUT_OFF = 512, 64, 4096
_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF


@dataclass
class Storage:
    """A folder in the file: streams by name, and folders by name."""

    streams: dict[str, bytes] = field(default_factory=dict)
    folders: dict[str, Storage] = field(default_factory=dict)


def _text(number: int, value: str) -> tuple[int, int, bytes]:
    return number, 0x001F, value.encode("utf-16-le")


def _properties(rows: Sequence[tuple[int, int, bytes]], head: bytes) -> Storage:
    """The properties of a message or attachment: a row for each in one stream, the long values in streams of their
    own."""
    out, entries = Storage(), b""
    for number, kind, value in rows:
        fixed = kind in (0x0003, 0x0040)
        told = value.ljust(8, b"\0") if fixed else struct.pack("<II", len(value) + (2 if kind == 0x001F else 0), 0)
        entries += struct.pack("<HHI", kind, number, 6) + told
        if not fixed:
            out.streams[f"__substg1.0_{number:04X}{kind:04X}"] = value
    out.streams["__properties_version1.0"] = head + entries
    return out


def message(
    *,
    subject: str = "",
    body: str = "",
    html: bytes = b"",
    rtf: bytes = b"",
    sender: tuple[str, str] = ("", ""),
    files: Sequence[Mapping[str, object]] = (),
    sent: int = 132_324_654_000_000_000,  # a day in April 2020, in UTC, in steps of 100 ns since 1601
) -> bytes:
    """A .msg file. `html` is in UTF-8; each of `files` has name, data, mime and perhaps cid."""
    rows = [_text(0x001A, "IPM.Note"), _text(0x0037, subject), (0x3FDE, 0x0003, struct.pack("<I", 65001))]
    rows += [(0x0039, 0x0040, struct.pack("<Q", sent)), (0x340D, 0x0003, struct.pack("<I", 0x40E79))]
    rows += [_text(0x0C1A, sender[0]), _text(0x0C1F, sender[1])] if sender[0] else []
    rows += [_text(0x1000, body)] if body else []
    rows += [(0x1013, 0x0102, html)] if html else []
    rows += [(0x1009, 0x0102, rtf)] if rtf else []
    root = _properties(rows, struct.pack("<8x4I8x", 0, len(files), 0, len(files)))
    for number, file in enumerate(files):
        own = [_text(0x3707, str(file["name"])), _text(0x370E, str(file.get("mime", "image/png")))]
        own += [(0x3701, 0x0102, bytes(file["data"])), (0x3705, 0x0003, struct.pack("<I", 1))]  # type: ignore[call-overload]
        own += [_text(0x3712, str(file["cid"]))] if file.get("cid") else []
        root.folders[f"__attach_version1.0_#{number:08X}"] = _properties(own, b"\0" * 8)
    root.folders["__nameid_version1.0"] = Storage({"__substg1.0_00020102": b"", "__substg1.0_00030102": b""})
    return compound(root)


def compound(root: Storage) -> bytes:
    """The bytes of a compound file, the small streams together in one of their own."""
    entries: list[dict[str, int | str | bytes]] = []

    def add(name: str, kind: int, data: bytes = b"") -> int:
        entries.append({"name": name, "kind": kind, "data": data, "child": _NONE, "right": _NONE})
        return len(entries) - 1

    def fill(storage: Storage, at: int) -> None:
        names = sorted([*storage.streams, *storage.folders], key=lambda n: (len(n), n.upper()))
        before = None
        for name in names:
            inner = storage.folders.get(name)
            index = add(name, 1 if inner else 2, b"" if inner else storage.streams[name])
            entries[at if before is None else before]["child" if before is None else "right"] = index
            before = index
            if inner:
                fill(inner, index)

    fill(root, add("Root Entry", 5))
    sectors: list[bytes] = []
    fat: list[int] = []

    def put(data: bytes) -> int:
        if not data:
            return _END
        first, count = len(sectors), -(-len(data) // SECTOR)
        sectors.extend(data[n * SECTOR : (n + 1) * SECTOR].ljust(SECTOR, b"\0") for n in range(count))
        fat.extend([*range(first + 1, first + count), _END])
        return first

    small, mini, starts = b"", [], []
    for entry in entries:
        data = entry["data"]
        assert isinstance(data, bytes)
        if not data or len(data) >= CUT_OFF:
            starts.append(put(data))
            continue
        first, count = len(mini), -(-len(data) // MINI)
        starts.append(first)
        mini.extend([*range(first + 1, first + count), _END])
        small += data.ljust(count * MINI, b"\0")
    entries[0]["data"], starts[0] = small, put(small)
    mini_table = put(struct.pack(f"<{len(mini)}I", *mini).ljust(-(-len(mini) // 128) * SECTOR, b"\xff"))
    table = b"".join(_row(entry, start) for entry, start in zip(entries, starts, strict=True))
    nothing = _row({"name": "", "kind": 0, "data": b"", "child": _NONE, "right": _NONE}, 0)
    directory = put(table + nothing * (-len(entries) % 4))
    fats = 1
    while fats * 128 < len(sectors) + fats:
        fats += 1
    places = list(range(len(sectors), len(sectors) + fats))
    fat.extend([_FAT] * fats)
    packed = struct.pack(f"<{fats * 128}I", *fat, *[_FREE] * (fats * 128 - len(fat)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, fats, directory, 0, CUT_OFF, mini_table, -(-len(mini) // 128), _END, 0)
    head += struct.pack("<109I", *places, *[_FREE] * (109 - fats))
    return head + b"".join(sectors) + packed


def _row(entry: Mapping[str, int | str | bytes], start: int) -> bytes:
    name = str(entry["name"]).encode("utf-16-le")
    size = len(entry["data"]) if isinstance(entry["data"], bytes) else 0
    return (
        name.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(name) + 2 if name else 0, int(entry["kind"]), 1, _NONE, int(entry["right"]),
                      int(entry["child"]))
        + b"\0" * 36
        + struct.pack("<IQ", start & 0xFFFFFFFF, size)
    )  # fmt: skip
