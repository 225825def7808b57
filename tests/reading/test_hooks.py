"""A migrator's own code around the reading: what it may change, and what it cannot break."""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from brygga.importers.reading import UnreadableDocument, hooks, read, to_json
from brygga.importers.reading.hooks import UnknownHookError, find_hooks, identity_of
from brygga.importers.reading.model import ledger

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "kallor.md"
PAGE = "<html><body><main><h1>Kursen i köket</h1><p>Kursen börjar i höst och är gratis.</p>{}</main></body></html>"


def example(language: str) -> str:
    """The guide's first example in a language, below the heading about hooks."""
    part = GUIDE.read_text(encoding="utf-8").split("## Egna läskrokar")[1]
    return re.search(rf"```{language}\n(.*?)```", part, re.S)[1]


@pytest.fixture
def module(tmp_path, monkeypatch):
    """Makes a module of a text, as a site would have it."""
    monkeypatch.syspath_prepend(tmp_path)

    def make(name: str, code: str) -> str:
        (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
        sys.modules.pop(name, None)
        return name

    yield make
    for name in [name for name, m in sys.modules.items() if str(getattr(m, "__file__", "")).startswith(str(tmp_path))]:
        del sys.modules[name]


def test_the_guides_example_rescues_an_accordion(module):
    data = PAGE.format(example("html")).encode()
    lost = read(data, source="kurs.html")
    assert lost.faq == []
    article = read(data, source="kurs.html", hooks=find_hooks([module("krokar", example("python"))]))
    assert {f.question: f.answer for f in article.faq} == {
        "Vem kan söka?": "Alla som bor i Solvik och har fyllt 18 år kan söka.",
        "Vad kostar det?": "Kursen är gratis, och lunch ingår alla dagar.",
    }
    ledger.check(article)
    (notice,) = [p for p in article.problems if p.code == "changed-by-hook"]
    assert "krokar" in notice.message


def test_positions_are_those_of_the_page_that_the_hook_left(module):
    name = module("lagger_till", "def prepare(soup):\n    soup.h1.insert_before(soup.new_tag('p', string='Nytt.'))\n")
    article = read(PAGE.format("<p>Karin Wik leder kursen.</p>").encode(), source="a.html", hooks=find_hooks([name]))
    assert "Nytt." in article.source_text
    start, end = article.title.span()
    assert article.source_text[start:end] == "Kursen i köket"


def test_a_page_that_no_hook_changes_reads_as_if_there_were_none(module):
    data = PAGE.format("<P>Ett <B>stort</b> ord &amp; ett till.<p>Och &aring;").encode()
    with_hook = read(data, source="a.html", hooks=find_hooks([module("tittar", "def prepare(soup):\n    soup.h1\n")]))
    plain = read(data, source="a.html")
    assert to_json(with_hook) == to_json(plain)
    assert with_hook.source_text == plain.source_text


@pytest.mark.parametrize("part", ["prepare(soup)", "finish(article, soup)"])
def test_a_hook_that_raises_fails_the_document_by_its_name(module, part):
    name = module("trasig", f"def {part}:\n    raise KeyError('rutan')\n")
    with pytest.raises(UnreadableDocument) as error:
        read(PAGE.encode(), source="a.html", hooks=find_hooks([name]))
    assert error.value.code == "hook-failed"
    assert f"trasig ({part.partition('(')[0]})" in error.value.message
    assert "rutan" in error.value.message


def test_a_hook_that_makes_words_disappear_fails_the_document(module):
    name = module("tar_bort", "def finish(article, soup):\n    article.blocks.clear()\n")
    with pytest.raises(UnreadableDocument, match="tar_bort"):
        read(PAGE.encode(), source="a.html", hooks=find_hooks([name]))


def test_finish_gets_the_article_and_may_add_to_it(module):
    code = "class Krok:\n    def finish(self, article, soup):\n        article.publisher = soup.h1.text\n"
    article = read(PAGE.encode(), source="a.html", hooks=find_hooks([module("satter", code) + ".Krok"]))
    assert article.publisher == "Kursen i köket"


def test_what_is_no_web_page_has_no_soup(module):
    name = module("utan", "def prepare(soup):\n    1 / 0\ndef finish(article, soup):\n    assert soup is None\n")
    text = "Kursen i köket\n\nKursen börjar i höst och är gratis för alla som bor i Solvik.\n"
    assert read(text.encode(), source="a.txt", hooks=find_hooks([name])).title.text == "Kursen i köket"


def test_the_page_is_parsed_once_more_only_where_there_is_a_hook(monkeypatch):
    monkeypatch.setattr(hooks, "BeautifulSoup", lambda *args: pytest.fail("parsed"))
    read(PAGE.encode(), source="a.html")


@pytest.mark.parametrize("path", ["finns_inte", "json.finns_inte", "json.decoder.NaN"])
def test_a_hook_that_cannot_be_had_is_named(path):
    with pytest.raises(UnknownHookError, match=re.escape(path)):
        find_hooks([path])


def test_another_hook_another_order_or_another_code_is_another_identity(module):
    one, other = module("ena", "def prepare(soup): ..."), module("andra", "def prepare(soup): ...")
    found = {identity_of(find_hooks(names)) for names in ([], [one], [other], [one, other], [other, one])}
    assert len(found) == 5
    before = identity_of(find_hooks([one]))
    import linecache

    module("ena", "def prepare(soup): soup.h1")
    linecache.clearcache()
    assert isinstance(sys.modules.get("ena"), ModuleType | None)
    assert identity_of(find_hooks([one])) != before
