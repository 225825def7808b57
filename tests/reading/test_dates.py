"""Dates are read as Swedish pages write them, and none is made up."""

import pytest

from brygga.importers.reading import read, to_json
from brygga.importers.reading.swedish.date_forms import find_dates
from brygga.importers.reading.swedish.date_in_address import from_address
from brygga.importers.reading.swedish.date_labels import is_empty_label, kind_of
from brygga.importers.reading.swedish.dates import read_date_line
from brygga.importers.sources import Document, add_known


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("2018-02-22", "2018-02-22"),
        ("8 november 2019", "2019-11-08"),
        ("28 nov 2014 15:37", "2014-11-28"),
        ("Tue 24. Oct 17 14:48", "2017-10-24"),
        ("Feb 01, 2018 13:36 CET", "2018-02-01"),
        ("5.10.2017", "2017-10-05"),
        ("5/10 2017", "2017-10-05"),
        ("2022-05-13 14:24Pressmeddelande", "2022-05-13"),
        ("Pressmeddelande   •   Mar 07, 2018 10:12 CET", "2018-03-07"),
        ("Pressmeddelande 2020-02-11, kl. 13:30", "2020-02-11"),
        ("Pressmeddelande, 12 november 2019", "2019-11-12"),
        ("Publicerad: 3 september 2014", "2014-09-03"),
        ("Publicerad den 6 maj 2021 klockan 10.00", "2021-05-06"),
        ("Publicerad 6 maj 2021 av Alva Lindmark", "2021-05-06"),
        ("Nyheten publicerades den 1 juni 2020", "2020-06-01"),
        ("Torsdag den 4 mars 2021", "2021-03-04"),
        ("Datum: 2020.01.31", "2020-01-31"),
        ("tisdag 24 okt. 2017, 14.48", "2017-10-24"),
        ("1:a september 2016", "2016-09-01"),
        ("Solvik 2014-05-06", "2014-05-06"),
        ("Solviks kommun   2016-09-05 13:10", "2016-09-05"),
        ("Nyhet från Region Fjällvik den 28 nov 2014 15:37", "2014-11-28"),
        ("14 oktober 2021 | Kommun & politik, Arbete & företagande", "2021-10-14"),
        ("8 maj, 2023 / i Nyheter / av Redaktionen", "2023-05-08"),
    ],
)
def test_the_forms_of_a_publishing_date(line, iso):
    assert read_date_line(line).dates == [("published", iso)]


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("Senast uppdaterad: 2017-03-22", [("updated", "2017-03-22")]),
        ("Uppdaterad 2021-03-02 08:15", [("updated", "2021-03-02")]),
        ("Sidan uppdaterades den 4 mars 2020", [("updated", "2020-03-04")]),
        ("Senast ändrad: 4 mars 2020", [("updated", "2020-03-04")]),
        ("Sidan senast granskad den 4 mars 2020", [("reviewed", "2020-03-04")]),
        (
            "Publicerad: 2020-01-01 | Senast uppdaterad: 2020-02-02",
            [("published", "2020-01-01"), ("updated", "2020-02-02")],
        ),
        ("Publicerad 2020-01-01, uppdaterad", [("published", "2020-01-01"), ("updated", None)]),
    ],
)
def test_a_label_says_what_the_date_means(line, dates):
    assert read_date_line(line).dates == dates


@pytest.mark.parametrize(
    "line",
    [
        "Satsningen löper från den 5 maj 2020 till den 4 juni 2023.",
        "Den 3 maj 2021 öppnade Solviks nya verkstad.",
        "Publicerad forskning visar att det lönar sig",
        "I oktober 2019",
        "Pressmeddelande",
        "2020",
        "2020-2021",
        "Möte 5 juni 14.30",
        "Möte 5 juni 2020 / Folkets hus",
        "Möte 2020-06-05",
        "Fotbollsdag 5 maj 2020",
        "Ny plan för 2023",
    ],
)
def test_running_text_is_no_date_line(line):
    assert read_date_line(line) is None


@pytest.mark.parametrize(
    "text", ["31 februari 2020", "2020-13-01", "5 juni 14.30", "070-123 45 67", "12 000 2020", "1.2.3.2020"]
)
def test_what_is_no_day_gives_no_date(text):
    assert find_dates(text) == []


def test_a_date_is_found_with_its_place():
    text = "Mötet den 5 juni 2018 blev av."
    (found,) = find_dates(text)
    assert (found.iso, text[found.start : found.end]) == ("2018-06-05", "5 juni 2018")


@pytest.mark.parametrize(
    "line", ["Publicerad av", "Publicerad datum", "Publiceringsdatum:", "Senast uppdaterad:", "Foto:"]
)
def test_labels_with_nothing_after_them(line):
    assert is_empty_label(line)


@pytest.mark.parametrize("line", ["Publicerad av Alva", "Text om jobb", "Fotografer sökes"])
def test_lines_that_are_no_empty_label(line):
    assert not is_empty_label(line)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Pressmeddelande", "press_release"),
        ("Nyhet:", "news"),
        ("Pressinbjudan", "press_invitation"),
        ("Nyheten kom sent", None),
    ],
)
def test_the_kind_a_label_names(line, kind):
    assert kind_of(line) == kind


def test_the_author_after_av_is_kept():
    assert read_date_line("Publicerad 6 maj 2021 av Alva Lindmark").author == "Alva Lindmark"


SITE = "https://www.solvik.example"


@pytest.mark.parametrize(
    ("address", "iso", "written"),
    [
        ("/2019/11/08/verkstaden-oppnar/", "2019-11-08", "/2019/11/08"),
        ("/nyheter/2019/november/8/verkstaden.html", "2019-11-08", "/2019/november/8"),
        ("/2019/nov/08/verkstaden", "2019-11-08", "/2019/nov/08"),
        ("/arkiv/nyheter/2019-11-08-verkstaden-oppnar.html", "2019-11-08", "2019-11-08"),
        ("/nyhetsarkiv/2019/2019-11-08/verkstaden", "2019-11-08", "2019-11-08"),
        ("/nyheter/20191108-verkstaden-oppnar", "2019-11-08", "20191108"),
        ("/2019/11/08/2019-11-08-verkstaden?visa=2020-01-01", "2019-11-08", "/2019/11/08"),
    ],
)
def test_a_whole_date_in_an_address(address, iso, written):
    found = from_address(SITE + address)
    assert (found.iso, (SITE + address)[found.start : found.end]) == (iso, written)


@pytest.mark.parametrize(
    "address",
    [
        "/nyhetsarkiv/2019/verkstaden",  # a year
        "/2019/11/verkstaden",  # a month
        "/2019/11/12-nya-platser",  # a month, and a number of something
        "/nyheter/oppet-hus-2019-11-08.html",  # when the house is open
        "/kalender/2019-11-08-oppet-hus",
        "/evenemang/2019/11/08/",
        "/politik/protokoll/2019-11-08/",
        "/nyheter/verkstaden?datum=2019-11-08",
        "/nyheter/20191108",  # as likely a number
        "/2019/11/31/verkstaden",
        "/2019/11/08/2019-12-24-julstangt",  # two dates
        "",
    ],
)
def test_what_an_address_does_not_say(address):
    assert from_address(SITE + address) is None


ARTICLE = "Verkstaden öppnar\n\n{}Verkstaden på Hamngatan tar emot trettio personer i april och trettio till i höst.\n"


@pytest.mark.parametrize(
    ("form", "kind"), [("{}", "text/plain"), ("<article><h1>Verkstaden</h1><p>{}</p></article>", "text/html")]
)
def test_an_address_gives_the_date_that_the_page_does_not_state(form, kind):
    address = f"{SITE}/2019/11/08/verkstaden"
    text = form.format(ARTICLE.format("")).encode()
    article = read(text, source=address, address=address, content_type=kind)
    assert (article.published, article.address_date) == ("2019-11-08", "/2019/11/08")
    assert to_json(article)["dates"] == ["/2019/11/08"]


def test_the_page_s_own_words_come_before_its_address():
    address = f"{SITE}/2019/11/08/verkstaden"
    text = ARTICLE.format("Publicerad: 2019-11-05\n\n").encode()
    article = read(text, source=address, address=address, content_type="text/plain")
    assert (article.published, article.address_date) == ("2019-11-05", "")


def test_an_address_later_than_the_last_change_is_no_publishing_date():
    address = f"{SITE}/2019/11/08/verkstaden"
    text = ARTICLE.format("Senast uppdaterad: 2018-11-05\n\n").encode()
    article = read(text, source=address, address=address, content_type="text/plain")
    assert (article.published, article.updated) == (None, "2018-11-05")


def test_what_the_source_knows_comes_before_the_address():
    address = f"{SITE}/2019/11/08/verkstaden"
    article = read(ARTICLE.format("").encode(), source=address, address=address, content_type="text/plain")
    add_known(article, Document(source_id="1", fetch=bytes, address=address, published="2019-11-07"))
    assert (article.published, article.address_date) == ("2019-11-07", "")


SUBJECTS = ("Kursen", "Projektet Kompassen", "Solviks kommun", "Arbetet i hamnen")
SAYS = (
    "drivs av Ekby kommun och pågår {}",
    "startade {} och leds av Eva Lind",
    "pågår från {} till 4 mars 2025",
    "drivs av Ekby kommun. Det pågår {}–31 december 2024",
    "invigdes av Eva Lind {}",
    "är igång sedan {}, säger Eva Lind",
    "stänger {} | Solvik",
)


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("says", SAYS)
@pytest.mark.parametrize("day", ["1 mars 2022", "2022-03-01", "den 1 mars 2022", "1/3 2022"])
def test_no_sentence_is_a_date_line_whatever_dates_it_holds(subject, says, day):
    assert read_date_line(f"{subject} {says.format(day)}.") is None


@pytest.mark.parametrize("between", [" - ", "–", " – ", " till ", " t.o.m. ", " till och med "])
@pytest.mark.parametrize("form", ["2019-01-15{}2021-11-30", "15 januari 2019{}30 november 2021"])
def test_a_period_is_no_day_of_publishing(form, between):
    assert read_date_line(form.format(between)) is None
    assert read_date_line(f"Projektperiod: {form.format(between)}") is None
    assert read_date_line(f"Publicerad {form.format(between)}") is None


def test_a_row_that_says_when_something_happens_is_no_date_line():
    assert read_date_line("Tid: 4 mars 2019 kl. 13.00") is None
