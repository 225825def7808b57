"""Pages to measure the reader on: a folder's own, or the project's, each varied as often as is wanted.

The project's pages are few and short. A variation has the sentences of its texts in another order and numbers of its
own, so that nothing that was remembered of one page helps with the next. A frame is what surrounds an article on the
site of a municipality: some hundred links in menus, scripts, icons and a footer, about 90 kB in all.
"""

from __future__ import annotations

import gzip
import itertools
import random
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OWN = [ROOT / "samples" / "archive", ROOT / "tests" / "reading" / "sites"]
SUFFIXES = (".html", ".htm", ".html.gz", ".htm.gz")
_TEXT = re.compile(r">([^<>]{40,})<")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORDS = (
    "skola förskola omsorg stöd bygga bo miljö trafik kultur fritid näringsliv arbete kommun politik val kontakt "
    "blankett e-tjänst avgift ansökan karta bibliotek simhall avfall vatten energi detaljplan bygglov parkering"
).split()


def pages_in(folders: list[Path], limit: int | None = None) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every page in these folders and files."""
    files = sorted(p for folder in folders for p in ([folder] if folder.is_file() else folder.rglob("*")))
    files = [file for file in files if file.name.lower().endswith(SUFFIXES)]
    for file in files[:limit]:
        data = file.read_bytes()
        yield str(file), gzip.decompress(data) if file.suffix == ".gz" else data


def varied(page: bytes, number: int) -> bytes:
    """The page with its sentences in another order and a number of its own in each text."""
    chance = random.Random(number)

    def vary(match: re.Match[str]) -> str:
        sentences = _SENTENCE.split(match[1].strip())
        chance.shuffle(sentences)
        return f">{' '.join(sentences)} {number}.{chance.randrange(1000)}<"

    return _TEXT.sub(vary, page.decode("utf-8", "replace")).encode()


def framed(page: bytes, number: int) -> bytes:
    """The page in the frame of a large site."""
    chance = random.Random(number)
    text = page.decode("utf-8", "replace")
    head, opening, rest = _split(text, re.search(r"<body\b[^>]*>", text, re.IGNORECASE))
    body, closing, tail = _split(rest, re.search(r"</body\s*>", rest, re.IGNORECASE))
    if not opening or not closing:
        return page
    script = "<script>window.site = {" + ",".join(f'"{w}{n}": {n}' for n in range(120) for w in _WORDS) + "};</script>"
    top = f'<header class="site-header">{_menu(chance, 180)}</header>'
    bottom = f'<footer class="site-footer">{_menu(chance, 60)}<p>Växel 0000-000 00</p></footer>'
    return "".join((head, opening, top, body, bottom, script, closing, tail)).encode()


def many(pages: list[bytes], count: int) -> Iterator[bytes]:
    """So many pages: these, over and over, each time varied."""
    for number, page in enumerate(itertools.islice(itertools.cycle(pages), count)):
        yield varied(page, number)


def _split(text: str, match: re.Match[str] | None) -> tuple[str, str, str]:
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")


def _menu(chance: random.Random, links: int) -> str:
    icon = '<svg class="icon" viewBox="0 0 24 24"><path d="M4 6h16M4 12h16M4 18h16"/></svg>'
    items = []
    for number in range(links):
        words = " och ".join(chance.sample(_WORDS, 2))
        items.append(f'<li class="menu__item"><a href="/{number}">{icon}<span>{words}</span></a></li>')
    return f'<nav class="menu" aria-label="Meny"><ul class="menu__list">{"".join(items)}</ul></nav>'
