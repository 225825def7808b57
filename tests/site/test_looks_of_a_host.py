"""A site that loads our style sheets on pages of its own keeps its headings, links and tables as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.factories import ProjectIndexPageFactory, ProjectPageFactory, make_home
from tests.guide import documented

ROOT = Path(__file__).resolve().parents[2]
SHEETS = sorted((ROOT / "site" / "static" / "brygga_site").glob("*.css"))
OURS = re.compile(r"[.#][A-Za-z_]")
WITHOUT = re.compile(r"@(?:font-face|page)[^{]*\{[^}]*\}|/\*.*?\*/", re.S)
PIECE = re.compile(r"\[[^\]]*\]|\"[^\"]*\"")


def selectors(css: str) -> Iterator[str]:
    """Every selector of a style sheet, those inside media queries too."""
    for head in re.findall(r"([^{}]+)\{", WITHOUT.sub("", css)):
        if not head.strip().startswith("@"):
            yield from (part.strip() for part in re.split(r",(?![^(]*\))", head))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_rule_is_for_elements_that_are_not_ours(sheet: Path):
    """A rule that needs neither a class nor an id of ours is for a host's elements too. What `:root` holds are names
    of colours and sizes."""
    css = sheet.read_text(encoding="utf-8")
    found = list(selectors(css))
    assert found
    assert [one for one in found if one != ":root" and not OURS.search(PIECE.sub("", one))] == []
    roots = re.findall(r":root\s*\{([^}]*)\}", WITHOUT.sub("", css))
    rules = [rule.strip() for body in roots for rule in body.split(";")]
    assert [rule for rule in rules if rule and not rule.startswith("--")] == []


def test_a_bare_rule_is_seen():
    css = "/* h1 { } */ @media print { .a, h1:hover { color: red } } a[href='.x'] { } .b :is(h1, h2) { }"
    bare = [one for one in selectors(css) if not OURS.search(PIECE.sub("", one))]
    assert bare == ["h1:hover", "a[href='.x']"]


def test_our_own_pages_are_ours(db):
    """Else nothing without a class would be styled on them."""
    assert '<body class="brygga ' in Client().get("/finns-inte/").content.decode()
    assert '<body class="brygga">' in render_to_string("500.html")


def test_a_page_stands_in_the_smallest_base_that_the_guide_shows(db, settings, tmp_path):
    base = tmp_path / "brygga_site" / "base.html"
    base.parent.mkdir()
    base.write_text(documented("bare-base", "utseende.md"), encoding="utf-8")
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path]} for engine in settings.TEMPLATES]
    index = ProjectIndexPageFactory(parent=make_home(), title="Projekt")
    page = ProjectPageFactory(parent=index, title="Bron", lead="En bro till arbete.")
    html = Client().get(page.url).content.decode()
    for part in (
        "Kommunens sidhuvud",
        "En bro till arbete.",
        "application/ld+json",
        "brygga_site/site.css",
        "page-project",
    ):
        assert part in html
