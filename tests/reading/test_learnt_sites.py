"""A site is learnt from a sample of its pages, and then each page is read at least as well as it is alone."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest
from django.core.management import CommandError, call_command

from brygga.importers.reading.formats.html import read_html
from brygga.importers.reading.formats.html.site_learning import learn
from brygga.importers.reading.formats.html.site_profile import load_profile
from brygga.importers.reading.formats.html.site_study import study
from brygga.importers.reading.model import ledger
from brygga.importers.reading.model.article import Article
from brygga.importers.reading.model.site_knowledge import SiteKnowledge

from . import invented_sites as sites

BOX = "Projektet Ljusa kajen pågår i tre år och betalas av kommunen, regionen och fem föreningar tillsammans."


@lru_cache(maxsize=16)
def known(name: str) -> SiteKnowledge:
    found = learn([(str(at), page.html.encode()) for at, page in enumerate(sites.site(name, 16))])
    assert found is not None
    return found


def read_page(page: sites.SitePage, knowledge: SiteKnowledge | None) -> Article:
    return read(page.html, knowledge)


def read(html: str, knowledge: SiteKnowledge | None) -> Article:
    article = read_html(html, source="sida.html", knowledge=knowledge)
    ledger.check(article)
    return article


def words(article: Article) -> str:
    texts = [article.title, article.lead, *(text for block in article.blocks for text in block.texts())]
    links = [mark.href for block in article.walk() for text in block.texts() for mark in text.marks]
    return "\n".join([*(" ".join(text.text.split()) for text in texts), *links])


def right(page: sites.SitePage, article: Article) -> tuple[bool, bool, bool, float]:
    """Whether title, lead and day are right, and the share of the site's own lines that are left out."""
    told = words(article)
    left = [line for line in page.furniture if line not in told]
    gold = page.article
    day = (article.published or article.updated or "")[:10] == gold.published
    return article.title.text == gold.title, article.lead.text == gold.lead, day, len(left) / len(page.furniture)


@pytest.mark.parametrize("name", [*sites.SEEN, *sites.UNSEEN])
def test_no_word_of_an_article_is_lost_and_the_rest_is_at_least_as_right(name: str):
    for page in sites.site(name, 16)[3::8]:
        article = read_page(page, known(name))
        assert [piece for piece in page.article.kept if piece not in words(article)] == []
        alone, learnt = right(page, read_page(page, None)), right(page, article)
        assert all(one <= other for one, other in zip(alone, learnt, strict=True)), (alone, learnt)


def test_the_sites_own_lines_are_left_out_with_the_pages_that_say_so():
    left = []
    for name in sites.UNSEEN:
        page = sites.site(name, 16)[5]
        article = read_page(page, known(name))
        left.append(right(page, article)[3])
    assert sum(left) / len(left) >= 0.95
    rules = {entry.rule for entry in article.ledger if entry.state == "dropped"}
    assert "recurs on 16 of 16 sampled pages" in rules


@pytest.mark.parametrize("name", ["soup", "frames"])
def test_a_box_a_card_and_a_day_that_stand_in_all_articles_are_kept(name: str):
    card = (
        '<div class="q"><p>Åsa Lindvall, projektledare</p><p>asa.lindvall@solvik.example</p><p>0123-45 60 11</p></div>'
    )
    pages = []
    for page in sites.site(name, 16):
        first = page.article.paragraphs[0]
        pages.append(
            page.html.replace(f"<p>{first}</p>", f"<p>{first}</p><div><h3>Om kajen</h3><p>{BOX}</p></div>{card}")
        )
    found = learn([(str(at), page.encode()) for at, page in enumerate(pages)])
    article = read(pages[3], found)
    assert BOX in words(article)
    assert "asa.lindvall@solvik.example" in words(article)
    assert article.published == sites.site(name, 16)[3].article.published


def test_a_card_beside_all_articles_is_kept():
    card = "<div><p>Åsa Lindvall, projektledare</p><p>asa.lindvall@solvik.example</p><p>0123-45 60 11</p></div>"
    pages = [
        page.html.replace("<h3>Senaste nytt</h3>", f"{card}<h3>Senaste nytt</h3>") for page in sites.site("soup", 16)
    ]
    found = learn([(str(at), page.encode()) for at, page in enumerate(pages)])
    assert "asa.lindvall@solvik.example" in words(read(pages[5], found))


def test_pictures_and_a_standing_lead_beside_the_only_paragraph_of_each_page_are_kept():
    pages = []
    for told in sites.articles("korta", 14):
        picture = f"<img src='/{told.number}.jpg' alt='Kajen' width=600>"
        text = f"<p>Så här är det nu och alltid i hela Solvik.</p><p>{told.lead}</p>{picture}"
        pages.append(f"<html lang=sv><body><main><article><h1>{told.title}</h1>{text}</article></main></body></html>")
    article = read(pages[3], learn([(str(at), page.encode()) for at, page in enumerate(pages)]))
    assert [image.src for image in article.images] == ["/3.jpg"]
    assert article.lead.text == "Så här är det nu och alltid i hela Solvik."


def test_a_few_pages_say_nothing_of_a_site():
    assert learn([(str(at), page.html.encode()) for at, page in enumerate(sites.site("soup", 8))]) is None


def test_the_same_pages_teach_the_same():
    pages = [(str(at), page.html.encode()) for at, page in enumerate(sites.site("lists", 16))]
    one, other = learn(pages), learn(pages)
    assert one is not None
    assert one.identity == (other and other.identity)


def test_a_page_of_another_make_than_those_of_the_sample_is_read_whole():
    page = sites.site("tables", 16)[2]
    told = words(read_page(page, known("soup")))
    assert [piece for piece in page.article.kept if piece not in told] == []


def test_a_profile_that_reads_the_sites_pages_worse_is_not_used_and_that_is_told():
    pages = []
    for page in sites.site("frames", 16):
        one, two, rest = page.article.paragraphs
        text = f'<div id="content-core"><p>{one}</p><p>{two}</p></div><div class="keywords"><p>{rest}</p></div>'
        body = f'<h1 class="documentFirstHeading">{page.article.title}</h1><p>{page.article.lead}</p>{text}'
        head = f'<meta name="generator" content="Plone 5.2"><title>{page.article.title}</title>'
        pages.append(f'<html lang="sv"><head>{head}</head><body><div class="kolumn">{body}</div></body></html>')
    found = study([(str(at), page.encode()) for at, page in enumerate(pages)])
    assert found is not None
    assert found.knowledge.distrusted == ("plone-classic",)
    article = read(pages[4], found.knowledge)
    assert "profile-not-used" in {problem.code for problem in article.problems}
    assert all(part in words(article) for part in sites.site("frames", 16)[4].article.paragraphs)


def test_a_folder_teaches_a_profile_that_reads_its_pages(tmp_path, capsys):
    for page in sites.site("column", 14):
        (tmp_path / f"{page.article.number}.html").write_text(page.html, encoding="utf-8")
    out = tmp_path / "profil.toml"
    call_command("profile_learn", str(tmp_path), out=out)
    told = capsys.readouterr().out
    assert "Webbplatsen är inlärd på 14 av källans sidor." in told
    assert re.search(r"Profilen läser de provlästa sidorna (0,9\d|1,00)", told)
    page = sites.site("column", 14)[4]
    article = read_html(page.html, source="sida.html", profile=load_profile(out))
    assert right(page, article)[:3] == (True, True, True)
    assert [piece for piece in page.article.kept if piece not in words(article)] == []
    assert "Dela sidan" not in words(article)


def test_too_few_pages_in_a_folder_are_told(tmp_path):
    (tmp_path / "en.html").write_text("<html><body><p>Hej</p></body></html>", encoding="utf-8")
    with pytest.raises(CommandError, match="Det behövs minst 12"):
        call_command("profile_learn", str(tmp_path))
