"""Lines of a text without mark-up are heard of by witnesses: what they doubt stays, marked and told of."""

import pytest

from brygga.importers.reading import read, to_json
from brygga.importers.reading.furniture.weighing import EVIDENCE, LINES, weights

TITLE = "Nya odlare vid kvarnen"
LEAD = "Trädgården vid kvarnen i Solvik har fått nio nya odlare. De sår bönor och betor, och skörden går till skolan."
BODY = "Odlarna får hjälp av två handledare som själva har gått kursen vid kvarnen, och på hösten säljer de skörden."
MORE = (
    "Nästa år ska trädgården få plats för ytterligare tio odlare, och kvarnen ska mala deras korn till skolans bröd."
)


def article(*lines, glue="\n\n"):
    return read(glue.join((TITLE, LEAD, BODY, MORE, *lines)).encode(), source="sida.txt")


def doubts(found):
    spans = [one.span for one in found.problems if one.code == "doubtful-kept" and one.span]
    return "\n".join(found.source_text[span.start : span.end] for span in spans)


@pytest.mark.parametrize("labels", [("Kontaktvägar", "Genvägar"), ("Actions", "Loading...")])
def test_labels_of_something_else_below_the_text_are_kept_and_told_of(labels):
    found = article(*labels)
    assert labels[0] in doubts(found)
    data = to_json(found)
    assert labels[0] in "\n".join(block["text"] for block in data["blocks"])


@pytest.mark.parametrize(
    "lines",
    [
        ("Fler odlare nästa år", MORE.replace("tio", "tolv")),
        ("Kontakt", "Karin Lövgren, samordnare\n0980-31 92 00\nkarin.lovgren@solvik.example"),
        ("De odlar", "• bönor\n• betor\n• korn"),
        ("– Det är roligt att skörda det man själv har sått, säger Karin Lövgren.",),
    ],
)
def test_what_belongs_to_the_text_is_not_doubted(lines):
    assert not doubts(article(*lines))


def test_each_line_has_its_outcome_and_its_witnesses():
    found = article("Kontaktvägar", "Genvägar", "© Solviks kommun")
    outcomes = {found.source_text[one.span.start : one.span.end]: one.outcome for one in found.segments}
    assert outcomes["© Solviks kommun"] == "dropped"
    assert outcomes["Kontaktvägar"] == "doubtful"
    assert outcomes[BODY] in ("placed", "doubtful")
    assert all(one.testimonies and 0 < one.chance < 1 for one in found.segments)


def test_a_paper_is_no_page_and_has_no_such_lines():
    found = read(
        f"Subject: {TITLE}\nFrom: Solvik <press@solvik.example>\n\n{LEAD}\n\n{BODY}\n".encode(), source="brev.eml"
    )
    assert not doubts(found)


def test_no_line_is_left_out_by_its_witnesses_alone():
    assert {witness for witness, _ in weights(LINES).of} & set(EVIDENCE) == {"rules"}
