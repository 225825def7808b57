"""What the publish gate finds in a page, and what it leaves alone. The numbers are invented and of nobody."""

from __future__ import annotations

import pytest
from wagtail.rich_text import RichText
from wagtail_factories import ImageFactory

from brygga.news.choices import Kind
from brygga.news.models import NewsContact, NewsPage
from brygga.projects.models import Funding, ProjectPage
from brygga.site.gate.evaluate import findings_of
from brygga.site.gate.rules.identity_numbers import is_identity_number
from brygga.site.gate.rules.language import language_of
from brygga.site.gate.rules.shouting import shouted
from brygga.site.models import ContentPage, GateSettings
from tests.factories import FundFactory, NewsPageFactory, make_home

pytestmark = pytest.mark.django_db
NUMBER = "811228-9874"
SENTENCE = "Den som vill vara med kan ringa oss eller komma förbi på en fika."


def block(kind, value, key="b1"):
    return {"type": kind, "value": value, "id": key}


def page(*blocks, **fields):
    found = ContentPage(**{"title": "Om oss", "lead": "En sida om oss.", **fields})
    stream = found._meta.get_field("body").stream_block
    found.body = stream.to_python([{**each, "id": f"b{n}"} for n, each in enumerate(blocks, 1)])
    return found


def rules_of(found):
    return [one.rule for one in findings_of(found)]


def paths_of(found, rule):
    return [one.problem.spot.path for one in findings_of(found) if one.rule == rule]


def test_a_page_in_order_has_nothing():
    assert (
        findings_of(page(block("heading", {"text": "Så", "level": "2"}), block("paragraph", f"<p>{SENTENCE}</p>")))
        == []
    )


@pytest.mark.parametrize(
    "where",
    [
        {"title": f"Om {NUMBER}"},
        {"lead": f"Ärendet {NUMBER} är klart."},
        {"search_description": NUMBER},
    ],
)
def test_a_personal_identity_number_stops_in_every_field(where):
    found = page()
    for name, value in where.items():
        setattr(found, name, value)
    (one,) = findings_of(found)
    assert (one.rule, one.stops, one.problem.spot.path) == ("identity-number", True, next(iter(where)))
    assert "9874" not in one.told


@pytest.mark.parametrize(
    ("kind", "value", "part"),
    [
        ("paragraph", f"<p>Nummer: <b>{NUMBER}</b></p>", ""),
        ("faq", {"question": "Vem?", "answer": f"<p>{NUMBER}</p>"}, "answer"),
        ("quote", {"text": f"Jag är {NUMBER}", "speaker_name": "Maja Lind"}, "text"),
        ("image", {"image": None, "alt": f"Legitimation {NUMBER}", "caption": ""}, "alt"),
        ("table", {"columns": [{"type": "text", "heading": "Vem"}], "rows": [{"values": [NUMBER]}]}, ""),
        ("links", {"heading": "", "items": [{"text": NUMBER, "url": "https://a.example"}]}, "items"),
    ],
)
def test_and_in_every_block(kind, value, part):
    expected = f"body.b1.{part}" if part else "body.b1"
    assert paths_of(page(block(kind, value)), "identity-number") == [expected]


def test_and_in_the_rows_beside_the_page():
    found = NewsPage(title="Nytt")
    found.contacts.add(NewsContact(name="Maja Lind", role=NUMBER))
    assert [one.problem.spot.field for one in findings_of(found)] == ["contacts"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("811228-9874", True),
        ("19811228-9874", True),
        ("8112289874", True),
        ("811228–9874", True),
        ("811228 9874", True),
        ("811228-9875", False),
        ("212000-1851", False),
        ("0555-123 45", False),
        ("0701304560", False),
        ("personnummer: 0701304560", True),
    ],
)
def test_only_a_number_with_a_day_and_a_right_check_digit_is_one(written, told):
    assert ("identity-number" in rules_of(page(lead=f"Se {written} här."))) is told


def test_the_check_digit_is_luhns():
    assert is_identity_number("19121212-1212")
    assert not is_identity_number("19121212-1213")


@pytest.mark.parametrize("decorative", [False, True])
def test_a_picture_says_what_it_shows_or_is_decoration(decorative):
    picture = ImageFactory()
    value = {"image": picture.pk, "alt": "", "caption": "", "decorative": decorative}
    assert paths_of(page(block("image", value)), "alt") == ([] if decorative else ["body.b1.alt"])


def test_the_picture_first_follows_the_same_rule():
    found = NewsPage(title="Nytt", lead_image=ImageFactory(), lead_image_alt="")
    assert paths_of(found, "alt") == ["lead_image_alt"]
    found.lead_image_alt = "DSC_0012.JPG"
    assert paths_of(found, "alt") == ["lead_image_alt"]
    found.lead_image_alt = "En kock skär lök"
    assert paths_of(found, "alt") == []


def test_a_heading_that_leaps_is_found_and_one_that_does_not_is_not():
    text = block("paragraph", "<p>Ett stycke.</p>")

    def levels(*given):
        return page(*[one for n in given for one in (block("heading", {"text": f"R{n}", "level": n}), text)])

    assert paths_of(levels("2", "4"), "headings") == ["body.b3.text"]
    assert paths_of(levels("3"), "headings") == ["body.b1.text"]
    assert paths_of(levels("2", "3", "4", "2"), "headings") == []


def test_empty_headings_and_those_with_nothing_below_are_found():
    found = page(
        block("heading", {"text": " ", "level": "2"}),
        block("paragraph", "<p>Ett stycke.</p>"),
        block("heading", {"text": "Kontakt", "level": "2"}),
    )
    assert paths_of(found, "empty-headings") == ["body.b1.text", "body.b3.text"]


def test_a_table_names_its_columns():
    rows = [{"values": ["2023", "48"]}]
    named = [{"type": "text", "heading": "År"}, {"type": "number", "heading": "Deltagare"}]
    nameless = [{"type": "text", "heading": "År"}, {"type": "number", "heading": ""}]
    assert paths_of(page(block("table", {"columns": nameless, "rows": rows})), "tables") == ["body.b1"]
    assert paths_of(page(block("table", {"columns": named, "rows": rows})), "tables") == []


def test_links_to_what_is_gone_or_not_public_are_found(django_assert_max_num_queries):
    home = make_home()
    draft, there = NewsPageFactory(parent=home, live=False), NewsPageFactory(parent=home)
    link = '<a linktype="page" id="{}">hit</a>'
    text = "".join(link.format(pk) for pk in (draft.pk, there.pk, 99999)) + '<a linktype="document" id="99999">d</a>'
    found = page(block("paragraph", f"<p>{text}</p>"), block("links", {"items": [{"text": "", "page": draft.pk}]}))
    with django_assert_max_num_queries(12):
        told = [one.problem.text for one in findings_of(found) if one.rule == "links"]
    assert told == [
        "Länken går till en sida som inte är publicerad.",
        "Länken går till en sida som inte finns längre.",
        "Länken går till ett dokument som inte finns längre.",
        "Länken går till en sida som inte är publicerad.",
    ]


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("VÄLKOMMEN TILL SOLVIK på fredag", "VÄLKOMMEN TILL SOLVIK"),
        ("NYHETER KOMMUNEN", "NYHETER KOMMUNEN"),
        ("AIE, ESF och ESA är förkortningar", ""),
        ("Projektet ESF+ i AIE SKR EU", ""),
        ("ARBETSMARKNAD är ett ord", ""),
    ],
)
def test_words_that_shout_are_told_from_abbreviations(text, run):
    assert shouted(text) == run


ENGLISH = (
    "This project is for people who have been out of work and who want to learn what they can do with their skills."
)
SWEDISH = "Projektet är för den som har varit utan arbete och som vill lära sig vad man kan göra med det som man kan."


def test_a_text_in_another_language_is_told_and_a_short_one_is_not():
    assert language_of(ENGLISH) == "en"
    assert language_of(SWEDISH) == "sv"
    assert language_of("Welcome to the project") == ""
    assert (
        language_of(
            "هذا المشروع مخصص لجميع الأشخاص الذين يبحثون عن عمل ويريدون تعلم مهارات جديدة في البلدية اليوم معنا"
        )
        == "ARABIC"
    )
    assert paths_of(
        page(block("paragraph", f"<p>{SWEDISH}</p>"), block("paragraph", f"<p>{ENGLISH}</p>")), "language"
    ) == ["body.b2"]


def test_hard_text_is_told_by_lix_and_short_text_is_not():
    hard = (
        "Kommunstyrelsens arbetsmarknadsutskott beslutade sammanträdesdagen angående verksamhetsutvecklingens "
        "finansieringsförutsättningar inom arbetsmarknadsförvaltningens ansvarsområde med hänvisning till "
        "budgetpropositionens kompletterande överväganden "
    ) * 6
    easy = f"{SENTENCE} " * 12
    assert "readability" in rules_of(page(block("paragraph", f"<p>{hard}.</p>")))
    assert "readability" not in rules_of(page(block("paragraph", f"<p>{easy}</p>")))
    assert "readability" not in rules_of(page(block("paragraph", f"<p>{hard[:300]}.</p>")))


def test_a_press_release_has_somebody_to_turn_to_and_a_date():
    found = NewsPage(title="Nytt", kind=Kind.PRESS_RELEASE, source_name="gammal.html")
    assert paths_of(found, "press-release") == ["contacts", "first_published_on"]
    found.contacts.add(NewsContact(name="Maja Lind", phone="0555-123 45"))
    found.source_name = ""
    assert paths_of(found, "press-release") == []


def test_money_from_the_eu_needs_what_the_emblem_says():
    found = ProjectPage(title="Stegvis", lead="Ett projekt.")
    found.funding.add(Funding(funder=FundFactory(), programme=""))
    assert paths_of(found, "eu-emblem") == ["funding"]
    found.start = "2016"
    assert paths_of(found, "eu-emblem") == []
    said = ProjectPage(title="Stegvis", lead="Projektet finansieras av Europeiska socialfonden.")
    assert paths_of(said, "eu-emblem") == ["lead"]


def test_health_beside_a_name_is_told_and_health_alone_is_not():
    assert paths_of(page(lead="Maja Lind är sjukskriven sedan i våras."), "sensitive") == ["lead"]
    found = page(block("paragraph", "<p>Maja Lind är sjukskriven sedan i våras.</p>"))
    assert paths_of(found, "sensitive") == ["body.b1"]
    assert paths_of(page(block("paragraph", "<p>Kursen är för den som är sjukskriven.</p>")), "sensitive") == []


def test_a_rule_that_breaks_warns_and_stops_nothing(monkeypatch):
    from brygga.site.gate import registry

    def broken(_contents):
        raise RuntimeError
        yield

    monkeypatch.setitem(registry._rules, "broken", registry.Rule("broken", "Trasig", broken, "stop"))
    (one,) = findings_of(page())
    assert (one.rule, one.stops) == ("broken", False)


def test_the_municipality_says_how_grave_a_rule_is():
    site = make_home().get_site()
    found = page(lead="VÄLKOMMEN TILL SOLVIK!")
    settings = GateSettings.for_site(site)
    for level, expected in (("stop", [True]), ("warn", [False]), ("silent", [])):
        settings.levels = {"shouting": level}
        settings.save()
        assert [one.stops for one in findings_of(found)] == expected


def test_rich_text_is_read_as_words(db):
    found = page(block("factbox", {"heading": "Fakta", "body": "<p>8112<b>28</b>-9874</p>"}))
    assert isinstance(found.body[0].value["body"], RichText)
    assert paths_of(found, "identity-number") == ["body.b1.body"]
