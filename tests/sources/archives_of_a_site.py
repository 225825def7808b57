"""A small site as programs keep it: mirrored in a folder, in ZIP archives whose names are written in many ways."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

PAGE = """<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>{title} - Solviks kommun</title></head>
<body><nav><a href="/index.html">Start</a></nav><main><h1>{title}</h1>
<p class="ingress">Kanotleden genom Solviks kommun har fått nya rastplatser i år igen.</p>
<figure><img src="{image}" alt="En båt vid bryggan"><figcaption>Bryggan är ny.</figcaption></figure>
<p>{title}: veden fylls på varje vecka av föreningen.</p></main></body></html>"""
COLOURS = {"Nya rastplatser": "red", "Leden igen": "blue", "Visad nyhet": "green", "Båtnyhet": "green"}


def picture(colour: str) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "PNG")
    return out.getvalue()


def mirror() -> dict[str, bytes]:
    """The files that `wget -r -p` makes of a site: pages by the names that the server gave them, pictures in other
    folders, two of one name, one with a query in its name."""
    pages = {
        "nyheter/Året 2019/rast.html": ("Nya rastplatser", "bild.png"),
        "nyheter/Året 2020/rast.html": ("Leden igen", "/bilder/bild.png?w=300&amp;h=20"),
        "nyheter/visa.php?id=7&lang=sv": ("Visad nyhet", "../bilder/b%C3%A5t.png"),
        "nyheter/båt": ("Båtnyhet", "https://www.solvik.example/bilder/b%C3%A5t.png"),
    }
    files = {name: PAGE.format(title=title, image=image).encode() for name, (title, image) in pages.items()}
    files |= {"nyheter/Året 2019/bild.png": picture("red"), "bilder/bild.png?w=300&h=20": picture("blue")}
    files |= {"bilder/båt.png": picture("green"), "stil.css?ver=1.2": b"<html", "visa.php": b"<?php echo '<html>';"}
    return {f"www.solvik.example/{name}": data for name, data in files.items()}


def in_folder(files: Mapping[str, bytes], folder: Path) -> Path:
    """The files in a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


class _Named(zipfile.ZipInfo):
    """An entry whose name is written as given, without a word of how."""

    __slots__ = ("raw",)

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.raw, self.flag_bits & ~0x800


def in_zip(files: Mapping[str, bytes], path: Path, how: str = "") -> Path:
    """The files in a ZIP archive whose names are written as a program does: "" says that they are UTF-8; "nfd" is
    macOS's UTF-8, which does not; "windows" writes backslashes; otherwise the name of an encoding."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            if not how:
                archive.writestr(name, data)
                continue
            raw = unicodedata.normalize("NFD", name) if how == "nfd" else name
            encoding = {"nfd": "utf-8", "windows": "cp850"}.get(how, how)
            info = _Named("".join(sign if sign.isascii() else "_" for sign in name))
            info.raw = raw.replace("/", "\\").encode(encoding) if how == "windows" else raw.encode(encoding)
            info.create_system = 0 if how == "windows" else 3
            archive.writestr(info, data)
    return path
