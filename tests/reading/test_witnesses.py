"""What all witnesses together come to on a page: kept, left out, or kept in doubt, each with its grounds."""

from __future__ import annotations

import pytest

from brygga.importers.reading import read
from brygga.importers.reading.explain import segments_shown
from brygga.importers.reading.explain.marked_text import page as shown
from brygga.importers.reading.formats.text.text_reader import Hints, read_text
from brygga.importers.reading.furniture import weighing
from brygga.importers.reading.furniture.weighing import KEPT
from brygga.importers.reading.model import ledger
from brygga.importers.reading.model.article import Article
from brygga.importers.reading.model.segments import Segment
from brygga.importers.reading.model.segments import Testimony as Says
from brygga.importers.reading.model.site_knowledge import SiteKnowledge, fingerprint

ONE = "Verkstaden i Solvik tar emot den som söker arbete, både på förmiddagen och på kvällen hela året."
TWO = "Den som börjar får en handledare, ett schema och en egen skåpnyckel redan samma vecka som kursen börjar."
THREE = "Kursen är gratis. Den som behöver får reskort, skyddskläder och hjälp att läsa kontraktet."
MENU = "<ul><li><a href='/a'>Omsorg</a></li><li><a href='/b'>Skola</a></li><li><a href='/c'>Jobb</a></li></ul>"
FORM = "<form><label>Sök på webbplatsen</label><input><button>Sök</button></form>"


def read_page(body: str, knowledge: SiteKnowledge | None = None) -> Article:
    page = f'<html lang="sv"><head><title>Kursen flyttar</title></head><body>{body}</body></html>'
    article = read(page.encode(), source="sida.html", knowledge=knowledge)
    ledger.check(article)
    return article


def segment_with(article: Article, words: str) -> Segment:
    at = article.source_text.index(words)
    return next(one for one in article.segments if one.span.start <= at < one.span.end)


def said(article: Article) -> str:
    return "\n".join([article.lead.text, *(block.text for block in article.blocks)])


def test_every_segment_has_an_outcome_a_certainty_and_its_witnesses():
    article = read_page(f"<nav>{MENU}</nav><main><h1>Kursen flyttar</h1><p>{ONE}</p><p>{TWO}</p></main>{FORM}")
    text, menu = segment_with(article, ONE), segment_with(article, "Omsorg")
    assert (text.outcome, menu.outcome) == ("placed", "dropped")
    assert min(text.certainty, menu.certainty) > 0.9
    assert {"tag", "place", "links", "shape", "neighbours", "rules"} <= {one.witness for one in text.testimonies}
    assert Says("structure", "frame") in menu.testimonies


def test_what_a_misleading_name_alone_leaves_out_is_kept_in_doubt_where_it_stands():
    box = "<div id='popup'><div>– Det är möten som får människor vidare, säger Alva Lind, enhetschef.</div></div>"
    article = read_page(f"<div><h1>Kursen flyttar</h1><p>{ONE}</p><p>{TWO}</p>{box}<p>{THREE}</p></div>")
    kept = said(article)
    assert kept.index(TWO) < kept.index("Det är möten") < kept.index(THREE)
    segment = segment_with(article, "Det är möten")
    assert segment.outcome == "doubtful"
    told = [problem for problem in article.problems if problem.code == "doubtful-kept"]
    assert [problem.span for problem in told] == [segment.span]
    assert "kallas" in told[0].message


def test_what_shows_itself_to_be_furniture_stays_out_whatever_else_speaks_for_it():
    for box in (
        f"<nav><p>{THREE}</p></nav>",
        f"<div class='share'><p>{THREE} Dela på Facebook.</p></div>",
        f"<div class='newsletter'>{FORM}<p>Prenumerera på vårt nyhetsbrev.</p></div>",
    ):
        article = read_page(f"<div><h1>Kursen flyttar</h1><p>{ONE}</p>{box}<p>{TWO}</p></div>")
        assert not any(words in said(article) for words in ("Dela på", "Prenumerera", "reskort"))


@pytest.mark.parametrize("count", [0, 12])
def test_what_recurs_on_other_pages_is_a_witness_only_where_it_does(count: int):
    row = "Självservice och blanketter"
    knowledge = SiteKnowledge(pages=12, texts={fingerprint(row): count})
    article = read_page(f"<div><h1>Kursen flyttar</h1><div>{row}</div><p>{ONE}</p><p>{TWO}</p></div>", knowledge)
    found = Says("recurs", "often") in segment_with(article, row).testimonies
    assert found == (count > 0)
    assert (row in said(article)) == (segment_with(article, row).outcome != "dropped")


def test_nothing_is_dropped_that_no_evidence_speaks_against_however_little_speaks_for_it():
    said_of_it = (Says("tag", "box"), Says("place", "outside"), Says("shape", "words"))
    assert weighing.outcome(said_of_it, 0.001) == "doubtful"
    shown_too = (*said_of_it, Says("structure", "frame"))
    assert weighing.outcome(shown_too, 0.001) == "dropped"
    assert weighing.outcome((*shown_too, KEPT), 0.001) == "doubtful"
    assert weighing.outcome((*said_of_it, KEPT, Says("recurs", "often")), 0.001) == "dropped"


def test_a_rule_is_not_heard_without_the_witness_that_it_goes_by():
    rule = Says("rules", "left by name", "names")
    all_of_it = (Says("names", "frame"), Says("tag", "box"), rule)
    assert weighing.without(all_of_it, "names") == (Says("tag", "box"),)
    assert weighing.without(all_of_it, "tag") == (Says("names", "frame"), rule)


def test_the_explanation_shows_each_segment_in_its_colour_with_its_grounds():
    article = read_page(f"<nav>{MENU}</nav><main><h1>Kursen flyttar</h1><p>{ONE}</p><p>{TWO}</p></main>")
    html = segments_shown.section(article)
    assert html.count('class="segment placed"') >= 2
    assert html.count('class="segment dropped"') == 3
    assert "står i sidans ram (meny, sidhuvud eller sidfot)" in html
    assert html in shown(article)
    assert segments_shown.table(article).row_count == len(article.segments)


def test_a_paper_is_explained_without_segments():
    article = read_text(f"Kursen flyttar\n\n{ONE}\n\n{TWO}\n", source="brev", hints=Hints(paper=True))
    assert article.segments == []
    assert segments_shown.section(article) == ""
