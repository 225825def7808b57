"""No name of a page's mark-up is needed: renamed, the page loses nothing, or a problem says that it may have."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from brygga.importers.reading.formats.html import read_html
from brygga.importers.reading.model.article import Article

PAGES = sorted((Path(__file__).parent / "sites").glob("*/*.html"))
NAMES = re.compile(r"""\b(class|id)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def names_in(page: str) -> list[tuple[str, str]]:
    found = [(match[1], name) for match in NAMES.finditer(page) for name in (match[2] or match[3] or "").split()]
    return list(dict.fromkeys(found))


def renamed(page: str, names: dict[tuple[str, str], str]) -> str:
    def told(match: re.Match[str]) -> str:
        words = (match[2] or match[3] or "").split()
        return f'{match[1]}="{" ".join(names.get((match[1], word), word) for word in words)}"'

    return NAMES.sub(told, page)


def read(page: str) -> Article:
    return read_html(page, source="sida.html")


def words(article: Article) -> Counter[str]:
    said = [article.title.text, article.lead.text, *(block.text for block in article.blocks)]
    return Counter(word for text in said for word in re.findall(r"\w+", text))


@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_one_renamed_class_or_id_loses_no_word_in_silence(path: Path, every: int):
    """The short form renames one name of eight."""
    page = path.read_text(encoding="utf-8")
    whole = read(page)
    had, known = words(whole), {problem.code for problem in whole.problems}
    silent = {}
    for number, name in enumerate(names_in(page)[::every]):
        article = read(renamed(page, {name: f"q{number}z"}))
        lost = had - words(article)
        if lost and {problem.code for problem in article.problems} <= known:
            silent[name] = sorted(lost)
    assert silent == {}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_page_with_no_known_name_at_all_keeps_its_words_title_lead_and_dates(path: Path):
    page = path.read_text(encoding="utf-8")
    whole = read(page)
    article = read(renamed(page, {name: f"q{number}z" for number, name in enumerate(names_in(page))}))
    had = words(whole)
    assert (had - words(article)).total() <= 0.01 * had.total()
    assert (article.title.text, article.lead.text) == (whole.title.text, whole.lead.text)
    assert (article.published, article.updated) == (whole.published, whole.updated)
