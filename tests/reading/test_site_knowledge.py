"""What a sample of a site's pages tells: how sure it is, and that it is the same data wherever it is read."""

from __future__ import annotations

import json

import pytest

from brygga.importers.reading import read
from brygga.importers.reading.model.site_knowledge import LearntPlace, Recurrence, SiteKnowledge, fingerprint

TITLE = "Nyheter från Solvik"
PAGE = (
    f"<html lang=sv><head><title>{TITLE}</title></head><body><main><h1>{TITLE}</h1><p>Biblioteket i Solvik håller "
    "öppet på kvällarna under hela våren, och den som vill får hjälp att släktforska i arkivet.</p>"
    "</main></body></html>"
)


@pytest.mark.parametrize(("count", "pages", "strong"), [(2, 2, False), (30, 40, True), (12, 12, True), (5, 40, False)])
def test_what_recurs_on_few_pages_is_weak(count: int, pages: int, strong: bool):
    assert Recurrence(count, pages).is_strong is strong


def test_knowledge_is_the_same_after_it_was_kept():
    known = SiteKnowledge(
        40, {fingerprint("Kontakta oss", "p"): 38}, {fingerprint(TITLE): 7}, {"body": (LearntPlace("div.x", 39, 1),)}
    )
    again = SiteKnowledge.from_json(json.loads(json.dumps(known.to_json())))
    assert again == known
    assert again.identity == known.identity
    assert again.recurs("KONTAKTA  OSS!", "p").count == 38
    assert again.recurs("Kontakta oss", "h2").count == 0


def test_a_title_of_several_pages_is_told():
    def codes(known: SiteKnowledge | None) -> set[str]:
        return {problem.code for problem in read(PAGE.encode(), source="sida.html", knowledge=known).problems}

    assert "title-recurs" in codes(SiteKnowledge(40, titles={fingerprint(TITLE): 7}))
    assert "title-recurs" not in codes(SiteKnowledge(40, titles={fingerprint(TITLE): 2}))
    assert "title-recurs" not in codes(None)
