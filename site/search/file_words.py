"""Reads the words of a file in a process of its own: `python -m brygga.site.search.file_words docx < FILE`.

Files that somebody uploaded may be made to take all time and memory that they get. So this knows no Django, has its
time and its memory cut off by the operating system, and says no more than `MOST` characters.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable

from lxml import etree

MOST = 200_000  # characters
MOST_PAGES = 200
MOST_BYTES = 60 * 2**20  # of a part of a Word file, unpacked
SECONDS, MEMORY = 20, 768 * 2**20
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {WORD + "tab": " ", WORD + "br": "\n"}


def docx_words(data: bytes) -> str:
    """The text of a Word file: its body, with foot and end notes."""
    said: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
            if name in package.namelist() and package.getinfo(name).file_size <= MOST_BYTES:
                said += _xml_words(package.read(name))
    return "".join(said)


def _xml_words(data: bytes) -> list[str]:
    said: list[str] = []
    # No entity is resolved, no DTD loaded, and the tree is thrown away as it is read.
    for _event, element in etree.iterparse(io.BytesIO(data), resolve_entities=False, no_network=True, load_dtd=False):
        if element.tag == WORD + "t":
            said.append(element.text or "")
        elif element.tag == WORD + "p":
            said.append("\n")
            element.clear()
        else:
            said.append(_BREAKS.get(element.tag, ""))
    return said


def pdf_words(data: bytes) -> str:
    """The text of a PDF's first pages."""
    from pdfminer.high_level import extract_text  # slow to load, and the process that only asks never needs it

    return extract_text(io.BytesIO(data), maxpages=MOST_PAGES)


def txt_words(data: bytes) -> str:
    """The text of a text file, as UTF-8 or else as Windows writes it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


READERS: dict[str, Callable[[bytes], str]] = {"docx": docx_words, "pdf": pdf_words, "txt": txt_words}


def words_of(kind: str, data: bytes) -> str:
    """The words of a file of a kind in `READERS`; "" for what cannot be read, or takes more than it may."""
    if kind not in READERS:
        return ""
    try:
        done = subprocess.run(  # noqa: S603 (this module, with one of the names above)
            [sys.executable, "-m", __name__, kind], input=data, capture_output=True, timeout=2 * SECONDS, check=False
        )
    except (subprocess.TimeoutExpired, OSError):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def main(kind: str) -> None:
    """Reads standard input, writes what it says."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    text = READERS[kind](sys.stdin.buffer.read())
    paragraphs = (" ".join(line.split()) for line in text[: 4 * MOST].replace("\x00", "").splitlines())
    sys.stdout.buffer.write("\n".join(line for line in paragraphs if line)[:MOST].encode("utf-8", "replace"))


if __name__ == "__main__":
    main(sys.argv[1])
