"""What stands around a text: lines that are no title, no lead, no heading, whatever they look like."""

import pytest

from brygga.importers.reading import read, to_json

LEAD = (
    "Trädgården vid kvarnen i Solvik har fått nio nya odlare. De sår bönor och betor, och skörden går till skolköket."
)
BODY = (
    "Odlarna får hjälp av två handledare som själva har gått kursen vid kvarnen, och på hösten säljer de vad de får."
)
TITLE = "Nya odlare vid kvarnen"


def article(*lines, glue="\n\n"):
    return read(glue.join(lines).encode(), source="sida.txt")


def headings(found):
    return [block.content.text for block in found.walk() if block.type == "heading"]


def kept(found):
    data = to_json(found)
    return "\n".join([data["title"] or "", data["lead"] or "", *(block["text"] for block in data["blocks"])])


@pytest.mark.parametrize(
    "above",
    [
        "Två odlare bär en låda. Foto: Mia Hult/Solviks kommun",
        "Karin Lövgren, samordnare på odlingskontoret",
        "mars 2019 till juni 2021",
        "Måndag–fredag 8.00–16.30",
        "En odlare står vid en grind. Kvinnan kommer från Ekby,",
        "Till meny Till innehåll (s)",
        "Startsida Solviks kommun",
    ],
)
def test_what_cannot_be_a_title_leaves_the_line_below_its_place(above):
    found = article(above, TITLE, LEAD, BODY)
    assert (found.title.text, found.lead.text) == (TITLE, LEAD)


def test_sentences_without_their_last_full_stop_are_text():
    long = f"{LEAD} Under året har kvarnen också fått ett nytt tak, och en bagare har flyttat in i det gamla magasinet"
    found = article(TITLE, long, BODY)
    assert (found.title.text, found.lead.text) == (TITLE, long)


def test_a_line_over_phone_numbers_says_whom_to_ask():
    found = article(
        "Receptionen – din väg in\n0980-31 92 00\n0980-31 92 01 – säg vem du söker, så kopplas du dit av sig självt.",
        TITLE,
        LEAD,
        BODY,
    )
    assert found.title.text == TITLE


def test_somebody_with_an_employer_is_no_title_where_there_is_none():
    found = article("Johanna Lindesjö, Solvikspressen.", LEAD, BODY)
    assert not found.title


@pytest.mark.parametrize("dash", "-–—‒―")
def test_speech_is_no_lead(dash):
    found = article(TITLE, f"{dash} Vi sådde i maj och skördade i september, och det blev nio lådor bönor.", BODY)
    assert not found.lead


def test_a_line_over_a_bare_number_is_a_cell_and_no_heading():
    rows = [cell for year in range(2015, 2019) for cell in ("Solvik", str(year), "69,7")]
    found = article(TITLE, LEAD, "\n".join(rows), BODY)
    assert not headings(found)
    assert kept(found).count("69,7") == 4


@pytest.mark.parametrize("glue", ["\n", "\n\n"])
def test_rows_of_labels_head_nothing_and_stand_together(glue):
    rows = glue.join(("Aktör: Solviks kommun", "Budget: 320 000 kronor", "Plats: kvarnen"))
    found = article(TITLE, rows, LEAD, BODY)
    assert not headings(found)
    assert found.lead.text == LEAD
    assert "Budget: 320 000 kronor" in kept(found)


def test_a_heading_over_a_row_of_a_label_is_one():
    found = article(TITLE, LEAD, "Utlysningen för odlare", "Belopp: 18 miljoner kronor", "Det fick stöd", "• Kvarnen")
    assert "Utlysningen för odlare" in headings(found)


@pytest.mark.parametrize("words", ["Diagram: Så många odlar vid kvarnen", "Pressbild utanför kvarnen i Solvik"])
def test_the_words_of_a_picture_head_nothing(words):
    assert not headings(article(TITLE, LEAD, words, BODY))


def test_a_dash_inside_a_quoted_name_opens_no_speech():
    text = "Kursen ”Kom in! – Solvik möter nya” har funnits sedan 2016 och leds av kvarnens egna handledare."
    found = article(TITLE, LEAD, text, BODY)
    assert text in kept(found)
    assert not headings(found)
    assert not found.quotes


def test_two_long_sentences_are_text_though_the_last_asks():
    text = "Torkan gjorde att många odlare vid kvarnen miste sin skörd. Hur ser det ut där du bor och odlar?"
    found = article(TITLE, text, BODY)
    assert (found.lead.text, headings(found)) == (text, [])


@pytest.mark.parametrize(
    "row",
    [
        "DelaShare on FacebookTweet on Twitter",
        "Den här webbsidan använder cookies för att fungera bättre.",
        "Den här e-postadressen skyddas mot spambots. Du måste tillåta JavaScript för att se den.",
        "Det kan bero på att nyheten är publicerad för länge sedan.",
        "Ladda ner i fler format",
    ],
)
def test_what_pages_say_of_themselves_is_left_out(row):
    found = article(TITLE, row, LEAD, BODY)
    assert found.lead.text == LEAD
    assert row not in kept(found)


def test_a_picture_whose_only_verb_stands_in_a_clause_is_no_lead():
    found = article(TITLE, "En odlare i arbetskläder som bär en låda med båda händerna.", LEAD, BODY)
    assert found.lead.text == LEAD


def test_tags_run_together_below_their_label_are_left_out():
    found = article(TITLE, LEAD, BODY, BODY.replace("Odlarna", "Grannarna"), "Artikeltaggar", "OdlingSolvikSkolaBönor")
    assert "OdlingSolvik" not in kept(found)
