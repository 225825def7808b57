#!/usr/bin/env python3
"""Coverage-guided fuzzing of the readers, by Atheris.

Usage: python scripts/fuzz_readers.py [--seconds 60] [--only html,text,docx,pdf,mail,wxr] [--keep FOLDER]

Each reader is fuzzed in a process of its own, for its share of the seconds. The corpus begins with the project's own
samples and fixtures; what finds new branches is kept in FOLDER (a temporary one else), so that a later run goes on
from there. Held to: nothing but UnreadableDocument is raised (SourceError for an export), every word stands in exactly
one entry of the ledger, the article turns to JSON, and each input is read within a time that grows with its size.
An input that breaks this is written to FOLDER/READER/found-…, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import io
import logging
import re
import runpy
import subprocess
import sys
import tempfile
import time
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
READERS = ("html", "text", "docx", "pdf", "mail", "wxr")
# Seconds that one input may take: instrumented code is some ten times slower than it is otherwise.
SECONDS = 5.0
SECONDS_A_KILOBYTE = 0.5
LONGEST = 12_000  # bytes of an input


def fixtures(*patterns: str) -> Iterator[bytes]:
    """The bytes of the project's own files of these patterns."""
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            yield path.read_bytes()


def seeds(reader: str) -> Iterator[bytes]:
    """Where the fuzzing of a reader begins."""
    if reader == "html":
        yield from fixtures("samples/archive/*/*.html", "tests/reading/sites/*/*.html")
    elif reader == "text":
        yield from fixtures("samples/archive/text/*.txt")
        for data in fixtures("tests/reading/pages/*.txt"):
            for page in re.split(rb"(?m)^=== .*$", data):
                yield re.sub(rb"(?m)^\S?\|", b"", page.partition(b"---")[2])
    elif reader == "docx":
        for data in fixtures("samples/archive/word/*.docx"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from pieces_of_document(archive.read("word/document.xml"))
    elif reader == "pdf":
        make_pdf = runpy.run_path(str(ROOT / "tests" / "reading" / "pdf.py"))["make_pdf"]
        for text in fixtures("samples/archive/text/*.txt"):
            lines = [line.encode("cp1252", "replace").decode("cp1252") for line in text.decode().splitlines() if line]
            yield make_pdf([[(18 if n == 0 else 11, 800 - 15 * n, line) for n, line in enumerate(lines[:40])]])
    elif reader == "mail":
        for text in fixtures("samples/archive/text/*.txt"):
            yield b"From: maj@solvik.example\nSubject: Nytt\nContent-Type: text/plain; charset=utf-8\n\n" + text
        for page in fixtures("samples/archive/plone/*.html"):
            yield (
                b'MIME-Version: 1.0\nSubject: =?utf-8?q?Nytt?=\nContent-Type: multipart/mixed; boundary="b"\n\n'
                b"--b\nContent-Type: text/html; charset=utf-8\n\n" + page + b"\n--b\nContent-Type: image/png\n"
                b"Content-Disposition: attachment; filename=a.png\n\nx\n--b--\n"
            )
    else:
        for data in fixtures("tests/sources/fixtures/wordpress.xml"):
            yield from wxr_items(data)


def pieces_of_document(xml: bytes) -> Iterator[bytes]:
    """Documents of a few paragraphs and tables each, out of a long one."""
    root = etree.fromstring(xml)
    body = root[0]
    parts = list(body)
    for at in range(0, len(parts), 5):
        body[:] = parts[at : at + 5]
        yield etree.tostring(root)


def wxr_items(data: bytes) -> Iterator[bytes]:
    """Exports of one item each, so that an input is short enough to be changed often."""
    head, *items = re.split(rb"(?=<item>)", data)
    for item in items:
        yield head + item.partition(b"</item>")[0] + b"</item></channel></rss>"


def accounted(article: object, source: str) -> None:
    """Hold an article to what is promised of every one."""
    from brygga.importers.reading.model import ledger
    from brygga.importers.reading.model.article_json import to_json

    ledger.check(article)
    to_json(article)


def read_as(source: str, wrap: Callable[[bytes], bytes] = lambda data: data) -> Callable[[bytes], None]:
    from brygga.importers.reading import UnreadableDocument, read

    def once(data: bytes) -> None:
        try:
            article = read(wrap(data), source=source, address="https://www.solvik.example/nyheter/1")
        except UnreadableDocument as error:
            if not error.message:
                raise AssertionError("an error without a message") from error
            return
        accounted(article, source)

    return once


def as_docx() -> Callable[[bytes], bytes]:
    """A Word file whose text part is the input: fuzzing the ZIP itself would hardly ever get through it."""
    parts: dict[str, bytes] = {}
    for data in list(fixtures("samples/archive/word/*.docx"))[:1]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {n: b"" if "media" in n else archive.read(n) for n in archive.namelist()}

    def wrap(data: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            for name, part in parts.items():
                archive.writestr(name, data if name == "word/document.xml" else part)
        return out.getvalue()

    return wrap


def read_export(folder: Path) -> Callable[[bytes], None]:
    from brygga.importers.reading import UnreadableDocument
    from brygga.importers.sources import SourceError, open_source

    path = folder / "export.xml"

    def once(data: bytes) -> None:
        path.write_bytes(data)
        one = read_as("sida.html")
        try:
            for document in open_source(str(path), kind="wordpress"):
                one(document.load())
        except (SourceError, UnreadableDocument):
            return

    return once


def target(reader: str, folder: Path) -> Callable[[bytes], None]:
    """What reads one input, and raises where a promise is broken."""
    if reader == "wxr":
        once = read_export(folder)
    elif reader == "docx":
        once = read_as("brev.docx", as_docx())
    else:
        once = read_as({"html": "a.html", "text": "a.txt", "pdf": "a.pdf", "mail": "a.eml"}[reader])

    def timed(data: bytes) -> None:
        begin = time.process_time()
        once(data)
        took = time.process_time() - begin
        if took > SECONDS + SECONDS_A_KILOBYTE * len(data) / 1000:
            raise AssertionError(f"{len(data)} bytes took {took:.1f} s")

    return timed


def fuzz_one(reader: str, folder: Path, seconds: int) -> None:
    """Fuzz in this process, which ends with it."""
    import atheris

    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    with atheris.instrument_imports(include=["brygga.importers"]):
        import brygga.importers.reading.formats.docx.docx_reader
        import brygga.importers.reading.formats.html
        import brygga.importers.reading.formats.mail_reader
        import brygga.importers.reading.formats.pdf.pdf_reader
        import brygga.importers.reading.model.article_json
        import brygga.importers.sources  # noqa: F401 - what is imported here is instrumented

        once = target(reader, folder)
    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=60", "-rss_limit_mb=3000"]
    options += [f"-artifact_prefix={folder}/found-", "-print_final_stats=1", "-verbosity=1"]
    atheris.Setup([sys.argv[0], *options, str(folder / "corpus")], once)
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60, help="for all the readers together")
    parser.add_argument("--only", default=",".join(READERS), help="which readers, with commas between")
    parser.add_argument("--keep", type=Path, help="where the corpus and what is found are kept")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="brygga-fuzz-"))
    if options.child:
        fuzz_one(options.child, folder, options.seconds)
        return 0
    readers = [name for name in options.only.split(",") if name in READERS]
    if not readers:
        parser.error(f"--only is one or more of {', '.join(READERS)}")
    failed = []
    for reader in readers:
        own = folder / reader
        (own / "corpus").mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(seeds(reader)):
            (own / "corpus" / f"seed-{number}").write_bytes(seed[:LONGEST])
        share = max(5, options.seconds // len(readers))
        command = [sys.executable, __file__, "--child", reader, "--keep", str(own), "--seconds", str(share)]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace")
        said = done.stdout + done.stderr
        runs = re.search(r"stat::number_of_executed_units:\s*(\d+)", said)
        covered = re.findall(r"cov: (\d+)", said)
        print(
            f"{reader:<6}{runs[1] if runs else '?':>9} inputs{covered[-1] if covered else '?':>8} branches"
            f"{share:6d} s  {'held' if done.returncode == 0 else 'BROKEN'}",
            flush=True,
        )
        if done.returncode:
            failed.append(reader)
            print(re.sub(r"INFO: .*\n", "", said)[-4000:], file=sys.stderr)
    print(f"The corpus and what was found: {folder}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
