"""Whole pages as they come out of a browser, from many kinds of sites: each line ends where it belongs.

The pages in `pages/` are written for these tests. Each line says what it is: x is furniture, T the title, L the lead,
d a date row, H a heading, p a paragraph, q speech, l a list's entry, K and k contacts, R and r links, c a caption.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from brygga.importers.reading import read
from brygga.importers.reading.model import ledger


@dataclass
class Page:
    name: str
    known: dict[str, str] = field(default_factory=dict)
    lines: list[tuple[str, str]] = field(default_factory=list)  # (what it is, its words); ("", "") is a blank line

    @property
    def text(self) -> str:
        return "".join(("• " if kind == "l" else "") + words + "\n" for kind, words in self.lines)

    def of(self, *kinds: str) -> list[str]:
        return [words for kind, words in self.lines if kind in kinds]


def _pages() -> list[Page]:
    pages = []
    for path in sorted(Path(__file__).with_name("pages").glob("*.txt")):
        for part in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, rest = part.partition("\n")
            head, _, body = rest.partition("---\n")
            page = Page(name, dict(line.split(" ", 1) for line in head.splitlines()))
            for line in body.rstrip().splitlines():
                kind, _, words = line.partition("|")
                page.lines.append((kind, words) if line.strip() else ("", ""))
            pages.append(page)
    return pages


PAGES = _pages()


@pytest.fixture(scope="module", params=PAGES, ids=[page.name for page in PAGES])
def page(request):
    return request.param


@pytest.fixture(scope="module")
def article(page):
    found = read(page.text.encode(), source=f"{page.name}.txt")
    ledger.check(found)
    return found


# Pages whose title says nothing of itself once the blank lines are gone: two words, as in the menu above it.
NEEDS_BLANK_LINES = {"sidebar-menu-and-quicklinks", "project-page-with-logos"}


@pytest.mark.parametrize(
    "spaced",
    [
        pytest.param(lambda lines: "\n".join(lines), id="no blank lines"),
        pytest.param(lambda lines: "\n\n".join(lines), id="a blank line after every line"),
        pytest.param(
            lambda lines: "\r\n".join(f"{line}  ".replace(" ", "\xa0", 1) for line in lines), id="odd blanks"
        ),
    ],
)
def test_title_lead_and_dates_do_not_hang_on_blank_lines(page, spaced):
    if page.name in NEEDS_BLANK_LINES:
        pytest.skip("the blank lines are its structure")
    found = read(spaced([line for line in page.text.splitlines() if line]).encode(), source="sida.txt")
    title = re.sub(r"\s+print$", "", page.of("T")[0])
    assert (found.title.text, found.lead.text) == (title, (page.of("L") or [""])[0])
    assert (found.published, found.updated) == (page.known.get("published"), page.known.get("updated"))


def test_there_are_many_kinds_of_pages():
    assert len(PAGES) >= 40
    assert len({page.name for page in PAGES}) == len(PAGES)


def test_title_and_lead(page, article):
    title = re.sub(r"\s+print$", "", page.of("T")[0])
    assert (article.title.text, article.lead.text) == (title, (page.of("L") or [""])[0])


def test_dates_and_publisher(page, article):
    known = page.known
    assert (article.published, article.updated) == (known.get("published"), known.get("updated"))
    assert article.publisher == known.get("publisher")


def test_headings_captions_and_links(page, article):
    headings = [b.content.text for b in article.blocks if b.type == "heading" and not b.data.get("label")]
    # A question as a heading may become the question of a frequently asked one.
    asked = {f.question for f in article.faq}
    assert headings == [h for h in page.of("H") if h not in asked]
    assert [c.text for c in article.captions] == page.of("c")
    assert [r.text for r in article.related_links] == [
        re.sub(r" \((?:pdf|excel).*", "", r, flags=re.I) for r in page.of("r")
    ]


def test_furniture_is_dropped_and_words_are_kept(page, article):
    blocks = {line.strip() for block in article.blocks for line in block.text.splitlines()}
    furniture = [line for line in page.of("x") if line != article.title.text]
    assert [line for line in furniture if line in blocks] == []
    words = " ".join(
        [article.title.text, article.lead.text, *blocks, *(d.text for d in (*article.dates, *article.captions))]
    )
    kept = set(re.findall(r"\w+", words))
    wanted = page.of("T", "L", "H", "p", "q", "l", "K", "k", "R", "r", "c")
    assert [word for line in wanted for word in re.findall(r"\w+", line) if word not in kept and word != "print"] == []
