"""An explanation says in plain words what a name rests on: how often, where, after which word, in the register."""

from __future__ import annotations

import pytest

from brygga.importers.reading import read
from brygga.importers.reading.explain.grounds import Grounds
from brygga.importers.reading.explain.marked_text import findings
from brygga.importers.reading.model.article import Article
from brygga.importers.reading.model.findings import Name
from brygga.importers.reading.model.spans import Span

TEXT = """Projektet Nya vägar ger fler jobb

Projektet Nya vägar drivs av Solviks kommun och Stiftelsen Bron. Europeiska socialfonden betalar hälften.

Jobbtorg Solvik tar emot deltagarna i Nya vägar. – Det går bra, säger Alva Lind, rektor på Stiftelsen Bron.
"""
PAGE = """<html><body><main><h1>Fler får jobb i höst</h1><p class="ingress">Nu kommer de nya platserna i kommunen.</p>
<p>Så här går det till under året som kommer, med många som hjälps åt.</p>
<h2>Stiftelsen Bron</h2><ul><li>Föreningen Lyktan</li><li>Ekeby kommun</li></ul>
<table><tr><th>Vem</th><th>Antal</th></tr><tr><td>Stiftelsen Pilen</td><td>12</td></tr></table></main></body></html>"""


def labels(article: Article) -> dict[str, str]:
    """What is shown of each finding, by its first words."""
    return {one.label.split(";")[0]: one.label for one in findings(article)}


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("Projekt: Nya vägar", "Nämns 3 gånger, först i rubriken; står efter ”Projektet”."),
        ("Organisation: Stiftelsen Bron", "Nämns 2 gånger, först i ingressen; finns inte i registret."),
        ("Organisation: Europeiska socialfonden [fond:esf]", "Nämns en gång, i ingressen; finns i registret."),
        ("Person: Alva Lind, rektor, Stiftelsen Bron", "Nämns en gång, vid ett citat; står efter ”säger”."),
        ("Enhet: Jobbtorg Solvik", "Nämns en gång, i brödtexten."),
    ],
)
def test_what_a_name_rests_on_is_told_beside_it(start, words):
    shown = labels(read(TEXT.encode(), source="nyhet.txt"))
    found = next(label for first, label in shown.items() if first == start or first == f"{start} (erbjudande)")
    assert found.endswith(f" {words}")


def test_headings_lists_and_tables_are_named_as_the_place():
    article = read(PAGE.encode(), source="sida.html", content_type="text/html")

    def place(name: str) -> str:
        at = article.source_text.index(name)
        return Grounds(article).of(Name(name=name, spans=[Span(at, at + len(name))]))

    assert place("Fler får jobb") == "Nämns en gång, i rubriken."
    assert place("Stiftelsen Bron") == "Nämns en gång, i en mellanrubrik."
    assert place("Föreningen Lyktan") == "Nämns en gång, i en lista."
    assert place("Stiftelsen Pilen") == "Nämns en gång, i en tabell."


def test_short_words_punctuation_and_line_ends_before_a_name_are_no_ground():
    source = "Bron\nLyktan av Lyktan. Lyktan, Lyktan föreningen “Lyktan"
    places = [at for at in range(len(source)) if source.startswith("Lyktan", at)]
    article = Article(source_text=source)
    said = [Grounds(article).of(Name(name="Lyktan", spans=[Span(at, at + 6)])) for at in places]
    assert [words.partition("; ")[2] for words in said] == ["", "", "", "", "står efter ”föreningen”."]


def test_the_same_place_counts_once_and_a_name_without_a_place_says_nothing():
    article = Article(source_text="Lyktan och Lyktan")
    twice = Name(name="Lyktan", spans=[Span(0, 6), Span(0, 6)])
    assert Grounds(article).of(twice) == "Nämns en gång, i brödtexten."
    assert Grounds(article).of(Name(name="Lyktan"), listed=True) == ""
