"""What holds for every text: no character is changed or lost, and every span points at what it says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from brygga.importers.reading.recognise import recognise
from tests.examples import examples

from .build import article

PIECES = [
    "– ", "- ", "”", '"', ", säger Ylva Brännfors", ", säger hon", ". Nu går vi", "Vi bor i Hagfors kommun", "?", ":",
    "Kontakt", "070-123 45 67", "ylva@solvik.example", "# ", "* ", "enhetschef", "(ESA)", "55 procent", "Hur då", " ",
    "projektet Brygghuset",
    "Sten Malmgård, rektor på Solviks skola", ".– Jag", "två tredjedelar", "\u00a0", "tre av fem",
    "Arbetsförmedlingen finansierar", "19121212-1212", "1 200 miljoner kronor", "Länsstyrelsen i ", "och", ",", ".",
]  # fmt: skip
LINES = st.lists(
    st.one_of(
        st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join),
        st.text(st.characters(blacklist_characters="\n\r", blacklist_categories=("Cs",)), max_size=40),
    ),
    min_size=1,
    max_size=8,
)


def blackened(text: str) -> str:
    return "".join(text.split())


def words_of(built) -> str:
    return blackened("".join(text.text for block in built.blocks for text in block.texts()))


@settings(max_examples=examples(80))
@given(LINES)
def test_no_character_is_changed_or_lost(lines):
    built = article(*lines)
    before = words_of(built)
    recognise(built)
    assert words_of(built) == before


@settings(max_examples=examples(80))
@given(LINES)
def test_every_span_points_at_what_it_says(lines):
    built = article(*lines)
    recognise(built)
    source = built.source_text
    for quote in built.quotes:
        said = blackened("".join(source[span.start : span.end] for span in quote.parts))
        assert blackened(quote.text).replace(".", "") == said.replace(".", "")
    for mention in built.people:
        start, end = mention.span
        assert mention.name.split()[0] in " ".join(source[start:end].split())
    for found in (*built.organisations, *built.municipalities, *built.units, *built.contacts, *built.faq):
        assert found.span is None or 0 <= found.span.start < found.span.end <= len(source)
    for found in built.key_figures:
        assert "".join(found.value.split()) in blackened(source[found.span.start : found.span.end])
