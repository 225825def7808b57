"""The publisher is named from its traces, and left open where they are thin."""

import pytest

from brygga.importers.reading import read
from brygga.importers.reading.recognise import Names
from brygga.importers.reading.recognise.mentions.known_names import Known

from . import texts


def publisher(text):
    return read(text.encode(), source="sida.txt").publisher


@pytest.mark.parametrize("text", [texts.NEWS, texts.RELEASE])
def test_the_municipality_whose_page_it_is(text):
    assert publisher(text) == "Solviks kommun"


def test_a_foot_with_an_address_decides():
    foot = "\n\nSolviks Kommun\nHamngatan 1, 123 45 Solvik\nTelefon: 0555-100 00\nOrgnr: 212000-0000\n"
    assert publisher("Nytt jobb\n\nArbetsförmedlingen berättar om vintern. Det blir kallt." + foot) == "Solviks kommun"


def test_the_contacts_address_decides_between_bodies():
    text = (
        "Två kommuner går samman\n\nSolviks kommun och Lövåsa kommun delar lärare. Det börjar i höst.\n\n"
        "Kontakt\n\nAlva Lindmark, 0555-123 45, alva@lovasa.example\n"
    )
    assert publisher(text) == "Lövåsa kommun"


def test_a_place_and_the_word_municipality_tell_whom_a_text_is_about_not_whose_it_is():
    known = Names.register()
    known.add(Known("Solviks kommun", "municipality", "x:solvik", short="Solvik"), ["Solvik"], bare=True)
    text = (
        "Tvätteriet i Solvik växer\n\nFyra unga i Solvik har startat ett tvätteri för restauranger i hamnen.\n\n"
        "Kommunen bidrog med ett startkapital och en rådgivare. Nu söker de lokal i Solvik.\n"
    )
    found = read(text.encode(), source="sida.txt", names=known)
    assert [m.name for m in found.municipalities] == ["Solvik"]
    assert found.publisher is None


@pytest.mark.parametrize(
    "text",
    [
        "Europeiska socialfonden\n\nSolvikskassan är med i Europeiska socialfonden. Fonden betalar.\n",
        "Sparvnät ger jobb\n\nUna Lind är projektledare för Sparvnätet i Lövåsa. Sparvnätet är ett projekt.\n",
        "Få sökte stöd\n\nEkbyverket lät kommunerna söka.\n\nBeslut\n\nEkbyverket har fått 40 ansökningar.\n",
        "Jobben är färre i höst\n\nI Lövåsa kommun sjunker arbetslösheten. Grannarna i Solviks kommun ser på.\n",
    ],
)
def test_what_a_text_is_about_is_not_who_published_it(text):
    assert publisher(text) is None


def test_the_first_step_of_a_trail_is_whose_page_it_is():
    text = "Stöd till körer\n\nSolviks kommun / Nyheter / Stöd till körer\n\nKörerna i Lövåsa får stöd i höst.\n"
    assert publisher(text) == "Solviks kommun"


def test_the_owner_of_the_furniture_outweighs_whom_the_text_speaks_of():
    text = (
        "Solviks kommun\nMeny\n\nArbetsförmedlingen öppnar i Solvik\n\nArbetsförmedlingen flyttar in i stadshuset. "
        "Det sker i maj.\n\n– Vi ser fram emot det, säger Alva Lindmark, chef på Arbetsförmedlingen.\n"
    )
    assert publisher(text) == "Solviks kommun"


def test_several_equal_bodies_leave_it_open():
    assert publisher("Tre orter\n\nI Solvik, Lövåsa och Björkby öppnar nya caféer. Alla är välkomna dit.\n") is None


def test_a_body_that_only_took_part_is_not_the_publisher():
    text = "Invigning i hamnen\n\nAlla kom, liksom chefer från Arbetsförmedlingen. Sedan bjöds det på tårta.\n"
    assert publisher(text) is None


def test_a_minister_speaks_on_the_governments_own_page():
    text = (
        "Mer stöd till Arbetsförmedlingen\n\nArbetsförmedlingen får mer pengar. Det gäller från maj.\n\n"
        "– Det är bra, säger arbetsmarknadsminister Alva Lindmark.\n"
    )
    assert publisher(text) is None


TWO = (
    "{one} och {two} har slutit ett avtal om praktik.\n\n"
    "– Vi vinner på det, säger Stina Alvik, {chief} {one}.\n\n– Ett bra steg, säger Folke Brandnäs, {chief} {two}.\n"
)


@pytest.mark.parametrize(
    ("one", "two", "chief"),
    [
        ("Skatteverket", "Kriminalvården", "generaldirektör för"),
        ("Kriminalvården", "Skatteverket", "generaldirektör för"),
        ("Solviks kommun", "Granviks kommun", "kommunchef i"),
        ("Region Nordan", "Region Västmark", "regiondirektör i"),
    ],
)
def test_of_two_bodies_with_the_same_standing_none_is_the_publisher(one: str, two: str, chief: str):
    assert publisher("Avtal om praktik\n\n" + TWO.format(one=one, two=two, chief=chief)) is None


def test_two_possible_senders_are_told_of():
    text = "Avtal om praktik\n\n" + TWO.format(one="Solviks kommun", two="Granviks kommun", chief="kommunchef i")
    problems = read(text.encode(), source="sida.txt").problems
    said = next(problem.message for problem in problems if problem.code == "publisher-unclear")
    assert "Solviks kommun" in said
    assert "Granviks kommun" in said


def test_to_be_named_first_makes_no_publisher():
    assert publisher("Nytt bidrag\n\nBoverket har beviljat två miljoner till en lokal. Den öppnar i maj.\n") is None
    assert publisher("Nytt bidrag\n\nSkatteverket betalar ut pengarna i maj. Det är som förra året.\n") is None


@pytest.mark.parametrize(
    "text",
    [
        "Kaféet stänger\n\nKaféet har stängt i februari. Vi öppnar igen i mars.\n\nTallåsens kommun\n",
        "Kaféet stänger\n\nKaféet har stängt i februari. Vi öppnar igen i mars.\n\nAvsändare: Tallåsens kommun\n",
        "Tallåsens kommun\n\nKaféet stänger\n\nKaféet har stängt i februari. Vi öppnar igen i mars.\n",
    ],
)
def test_a_body_alone_on_the_first_or_last_line_is_the_publisher(text: str):
    article = read(text.encode(), source="sida.txt")
    assert article.publisher == "Tallåsens kommun"
    assert [name.name for name in article.municipalities] == ["Tallåsen"]


def test_the_name_of_a_region_is_not_cut_before_its_county():
    foot = "Kontakt\n\nPia Holm\nKulturchef, Region Östmarks län\n0980-31 92 08\n"
    found = publisher(f"Pris\n\nPriset går till två bagare.\n\n{foot}")
    assert found in (None, "Region Östmarks län")
