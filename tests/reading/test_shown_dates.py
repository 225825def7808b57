"""A day that the page shows goes before a stamp of a server or of an earlier move, and the difference is told."""

import pytest

from brygga.importers.reading import read

STAMP = '<meta property="article:{role}_time" content="{day}">'
PAGE = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Verkstaden</title>{head}</head><body>
<main><article><h1>Verkstaden öppnar</h1>{above}<p class="ingress">I april öppnar verkstaden i hamnen för alla.</p>
<p>Verkstaden tar emot möbler, cyklar och verktyg från hela bygden och ger plats åt fjorton personer i taget i en lokal
vid hamnen. Den som vill börja kan höra av sig.</p>{below}</article></main></body></html>"""


def article(stamps, above="", below=""):
    head = "".join(STAMP.format(role=role, day=day) for role, day in stamps.items())
    return read(PAGE.format(head=head, above=above, below=below).encode(), source="a.html")


def codes(found):
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    "shown",
    [
        {"above": '<p class="byline">Publicerad 4 mars 2019</p>'},
        {"above": "<p>Publicerad: 2019-03-04</p>"},
        {"below": "<p>Publicerad den 4 mars 2019</p>"},
        {"above": '<p class="byline"><time datetime="2019-03-04">4 mars 2019</time></p>'},
    ],
)
def test_the_shown_day_of_publishing_wins(shown):
    found = article({"published": "2021-09-01T03:00:00+02:00"}, **shown)
    assert found.published == "2019-03-04"
    assert codes(found) == ["date-differs"]
    assert "2021-09-01" in found.problems[0].message


def test_the_shown_day_of_a_change_wins():
    found = article(
        {"published": "2019-03-04", "modified": "2021-09-01"}, below="<p>Senast uppdaterad: 2019-03-11</p>"
    )
    assert (found.published, found.updated) == ("2019-03-04", "2019-03-11")
    assert codes(found) == ["date-differs"]


@pytest.mark.parametrize(
    ("stamp", "shown", "expected"),
    [
        ("2019-03-04", "<p>Publicerad: 2019-03-04</p>", "2019-03-04"),
        ("2019-03-03T23:30:00Z", "<p>Publicerad: 2019-03-04</p>", "2019-03-04"),
        (
            "2021-09-01",
            "<p>Rapporten publicerades den 4 mars 2019 av länsstyrelsen i en annan fråga.</p>",
            "2021-09-01",
        ),
        ("2021-09-01", "<p>Publicerad: 4 mars 2019</p><p>Publicerad: 5 maj 2020</p>", "2021-09-01"),
        ("2021-09-01", "<p>Publicerad: snart</p>", "2021-09-01"),
    ],
)
def test_what_agrees_or_is_not_certain_changes_nothing(stamp, shown, expected):
    found = article({"published": stamp}, below=shown)
    assert (found.published, codes(found)) == (expected, [])


HAPPENS = [
    "Invigning den 3 maj 2026",
    "Kursstart 14 augusti 2026",
    "Gäller till 31 december 2026",
    "Öppet hus 3 maj 2026 kl. 10",
    "Den 3 maj 2026 öppnar vi",
    "Ansök senast 1 mars 2026",
    "Nästa träff: 3 maj 2026",
    "Premiär för verkstaden 2026-05-03",
]
SAYS_WHEN = [
    "3 maj 2026",
    "2026-05-03 kl. 10:00",
    "Nyhet 3 maj 2026",
    "Arbete | 3 maj 2026",
    "Ada Prov, 3 maj 2026",
    "Publicerad 3 maj 2026",
    "Sidan publicerades av Webbgruppen 3 maj 2026",
    "Pressmeddelande från Solviks kommun 3 maj 2026",
]


@pytest.mark.parametrize("tag", ["p", "div", "span", "h4"])
@pytest.mark.parametrize("line", HAPPENS)
def test_the_day_of_what_happens_is_no_day_of_publishing_and_its_words_stay(line, tag):
    found = article({}, above=f"<{tag}>{line}</{tag}>")
    assert found.published is None
    said = " ".join([found.lead.text, *(block.content.text for block in found.blocks)])
    assert line.rstrip(":") in said


@pytest.mark.parametrize("tag", ["p", "div", "span"])
@pytest.mark.parametrize("line", SAYS_WHEN)
def test_a_line_of_publishing_by_the_title_gives_the_day(line, tag):
    assert article({}, above=f"<{tag}>{line}</{tag}>").published == "2026-05-03"


def test_a_line_that_the_mark_up_calls_a_date_gives_the_day():
    assert article({}, above='<p class="news-date">Solvik 3 maj 2026</p>').published == "2026-05-03"
