"""Single shapes of text renditions, each with what looks like it and is something else."""

import pytest

from brygga.importers.reading import read
from brygga.importers.reading.formats.text.text_reader import read_text
from brygga.importers.reading.furniture import caption_lines
from brygga.importers.reading.furniture.site_owner import furniture_names
from brygga.importers.reading.model import ledger

from ..growth import assert_grows_linearly

TEXT = (
    "Verkstaden på Hamngatan har fått en egen kö. Trettio personer väntar på en plats, och fler blir det till våren."
)


def article(text):
    found = read(text.encode(), source="sida.txt")
    ledger.check(found)
    return found


def headings(text):
    return [b.content.text for b in article(text).blocks if b.type == "heading" and not b.data.get("label")]


def captions(text):
    return [caption.text for caption in article(text).captions]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Två personer sitter vid ett bord", "caption-scene"),
        ("En kvinna borstar en häst. I bakgrunden står en man med en skottkärra.", "caption-scene"),
        ("En grupp kvinnor i förkläden skrattar vid ett långbord", "caption-scene"),
        ("Eva Lind (M) klipper bandet.", "caption-scene"),
        ("Eva Lind och Omar Berg vid svarven.", "caption-person"),
        ("Eva Lind vid svarven. Foto Karl Ek", "caption-credit"),
        ("Två kvinnor startar café i hamnen", None),
        ("Många deltagare arbetar i köket.", None),
        ("Fyra elever går vidare till final", None),
        ("Eva Lind är ordförande i nämnden.", None),
        ("En man fick jobb. Han trivs.", None),
        ("En ny utredning visar på brister.", None),
        ("Elva personer deltog på plats.", None),
    ],
)
def test_what_tells_a_caption_from_a_sentence(text, rule):
    assert caption_lines.is_caption(text) == rule


def test_a_name_with_a_role_between_paragraphs_stood_below_a_picture():
    text = f"Lotsarna blir fler\n\n{TEXT}\n\nVera Stål, kommundirektör\n\n– Det är bra, säger Vera Stål.\n"
    assert captions(text) == ["Vera Stål, kommundirektör"]
    assert headings(text) == []


def test_a_name_below_what_somebody_says_tells_who_said_it():
    text = f"Lotsarna blir fler\n\n{TEXT}\n\n”Det är bra att de blir fler.”\n\nVera Stål, kommundirektör\n\n{TEXT}\n"
    assert captions(text) == []


def test_a_name_over_a_phone_number_is_a_contact():
    text = f"Lotsarna blir fler\n\n{TEXT}\n\nKontakt\n\nVera Stål, kommundirektör\n0555-123 45\n"
    assert captions(text) == []


def test_a_photographer_alone_is_no_caption_but_is_kept():
    found = article(f"Lotsarna blir fler\n\n{TEXT}\n\nFoto: Lena Ask\n\n{TEXT}\n")
    assert found.captions == []
    assert [(image.credit, image.caption) for image in found.images] == [("Lena Ask", None)]
    assert "Foto: Lena Ask" in [block.text for block in found.blocks]


def test_a_caption_above_the_title_stays_with_its_picture():
    found = article(f"Två personer sitter vid ett bord\n\nLotsarna blir fler än någonsin\n\n{TEXT}\n")
    assert found.title.text == "Lotsarna blir fler än någonsin"
    assert [image.caption for image in found.images] == ["Två personer sitter vid ett bord"]


def test_the_first_line_is_the_title_although_a_heading_stands_over_the_text():
    text = f"Skolan börjar och mycket är nytt\n\nFler böcker i biblioteken\n\n{TEXT}\n\nMindre klasser\n\n{TEXT}\n"
    assert article(text).title.text == "Skolan börjar och mycket är nytt"
    assert headings(text) == ["Fler böcker i biblioteken", "Mindre klasser"]


def test_a_line_that_works_the_page_is_no_title_though_it_stands_first():
    text = f"Visa sidans alla språk\n\nSkolan börjar och mycket är nytt\n\n2019-08-20\n\n{TEXT}\n"
    assert article(text).title.text == "Skolan börjar och mycket är nytt"


def test_questions_answered_in_speech_are_asked_in_an_interview():
    text = f"Ny chef\n\n{TEXT}\n\nVem är du?\n\n– Jag heter Eva.\n\nVad gör du?\n\n– Jag sågar.\n"
    assert headings(text) == []


def test_one_question_over_speech_is_a_heading():
    text = f"Ny chef\n\n{TEXT}\n\nVad händer nu?\n\n– Vi väntar på våren, säger Eva Lind, chef i verkstaden.\n"
    assert headings(text) == ["Vad händer nu?"]


@pytest.mark.parametrize("label", ["FAKTA VERKSTADEN", "Eva i korthet", "Fakta om verkstaden"])
def test_a_label_over_rows_of_facts_is_a_heading(label):
    text = f"Ny chef\n\n{TEXT}\n\n{label}\nBor: i Solvik\nLäser: deckare\n"
    assert headings(text) == [label]


def test_rows_of_facts_head_nothing():
    assert headings(f"Ny chef\n\n{TEXT}\n\nBor: i Solvik\nLäser: deckare\nDricker: kaffe\n") == []


def test_numbered_headings_stand_alone_over_text():
    text = f"Tre steg\n\n{TEXT}\n\n1. Fler möten\n\n{TEXT}\n\n2. Fler jobb\n\n{TEXT}\n"
    assert headings(text) == ["1. Fler möten", "2. Fler jobb"]


def test_numbered_lines_in_a_row_are_a_list():
    found = article(f"Tre steg\n\n{TEXT}\n\n1. Boka ett möte\n2. Sök jobb\n\n{TEXT}\n")
    assert [b.type for b in found.blocks] == ["list", "paragraph"]


def test_a_label_over_pictures_is_no_heading_of_the_text():
    text = f"Ny chef\n\n{TEXT}\n\nPressbilder\n\nchefen.jpg\nEva Lind. Foto: Lena Ask\n"
    assert headings(text) == []
    assert captions(text) == ["Eva Lind. Foto: Lena Ask"]


def test_rows_with_tabs_become_a_table():
    found = read_text(f"Så gick det\n\n{TEXT}\n\nÅr\tDeltagare\tJobb\n2021\t40\t12\n2022\t55\t31\n\n{TEXT}\n")
    (table,) = [block for block in found.blocks if block.type == "table"]
    assert [cell.text for cell in table.header] == ["År", "Deltagare", "Jobb"]
    assert [[cell.text for cell in row] for row in table.rows] == [["2021", "40", "12"], ["2022", "55", "31"]]
    ledger.check(found)


def test_markdown_bars_become_a_table_and_are_accounted_for():
    found = read_text(f"Så gick det\n\n{TEXT}\n\n| År | Jobb |\n| --- | --- |\n| 2021 | 12 |\n|  | 31 |\n\n{TEXT}\n")
    (table,) = [block for block in found.blocks if block.type == "table"]
    assert [cell.text for cell in table.header] == ["År", "Jobb"]
    assert [[cell.text for cell in row] for row in table.rows] == [["2021", "12"], ["", "31"]]
    ledger.check(found)


@pytest.mark.parametrize(
    "rows", ["•\tett brev\n•\tett intyg", "Telefon:\t0555-123 45\nE-post:\teva@solvik.example", "en   bred lucka"]
)
def test_what_only_looks_like_columns_is_no_table(rows):
    found = read_text(f"Så gick det\n\n{TEXT}\n\n{rows}\n\n{TEXT}\n")
    assert "table" not in [block.type for block in found.blocks]


def test_a_row_of_links_is_told_by_its_gaps():
    text = (
        f"Barn & skola   Bygga & bo   Fritid & kultur\n\nNy chef i verkstaden\n\n{TEXT}\n\nLyssna   Översätt   Tipsa\n"
    )
    found = article(text)
    assert found.title.text == "Ny chef i verkstaden"
    assert [block.text for block in found.blocks] == []
    assert found.lead.text == TEXT


def test_who_answers_for_a_page_is_kept_with_what_to_reach_them_by():
    found = article(f"Ny chef\n\n{TEXT}\n\nSidansvarig: Eva Lind, eva.lind@solvik.example, 0555-123 45\n")
    assert any("Eva Lind" in block.text for block in found.blocks)
    found = article(f"Ny chef\n\n{TEXT}\n\nSidansvarig: Redaktionen\n")
    assert found.blocks == []


def test_a_notice_in_a_files_name_stays_with_it():
    found = article(f"Ny chef\n\n{TEXT}\n\nLäs mer\n\nPlanen (pdf, öppnas i nytt fönster)\n")
    assert [link.text for link in found.related_links] == ["Planen"]
    assert any("öppnas i nytt fönster" in block.text for block in found.blocks)


@pytest.mark.parametrize(
    ("foot", "owner"),
    [
        ("Lärforum Norr | Skolgatan 8 | 123 45 Solvik | Tillgänglighetsredogörelse", "Lärforum Norr"),
        ("© 2021 Lärande nätverket", "Lärande nätverket"),
        ("Startsida Lärande nätverket", "Lärande nätverket"),
    ],
)
def test_furniture_names_an_owner_of_any_form(foot, owner):
    assert furniture_names(article(f"Ny chef\n\n{TEXT}\n\nSkriv ut\n\n{foot}\n")) == [owner]


@pytest.mark.parametrize("foot", ["Startsida Nyheter Nyhetsarkiv 2018", "Skriv ut | Dela", "© 2021"])
def test_furniture_that_names_nobody(foot):
    assert furniture_names(article(f"Ny chef\n\n{TEXT}\n\nSkriv ut\n\n{foot}\n")) == []


def test_the_governments_own_pages_name_no_other_publisher():
    text = "Ny ambassadör i Havanna\n\nRegeringen har utsett Eva Lind. Hon är chef på Skogsverket.\n"
    assert article(text).publisher is None


def test_a_body_that_only_speaks_in_the_text_is_not_claimed_to_have_published_it():
    text = f"Ny chef\n\n{TEXT}\n\n– Vi börjar, säger Eva Lind, chef på Länsstyrelsen i Solviks län.\n"
    assert article(text).publisher is None


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Det här är en äldre nyhet från arkivet.", False),
        ("Obs! Den här nyheten är äldre än ett år, och en del kan ha hunnit ändras.", False),
        ("Arkivet är äldre än kommunen och får nu ett eget hus vid kanalen i Solvik.", True),
    ],
)
def test_a_notice_about_old_pages_is_told_from_text_about_old_things(line, kept):
    found = article(
        f"Meny\n\n{line}\n\nNy chef i verkstaden\n\n2021-03-04\n\n{TEXT}\n"
        if not kept
        else f"Ny chef\n\n{TEXT}\n\n{line}\n"
    )
    assert any(line in block.text for block in found.blocks) is kept
    assert found.lead.text == TEXT


WRAPPED = """Solviks kommun
Meny
Sök

Lotsarna blir fler i vår

2019-05-16

I april anställer Solviks kommun sex nya lotsar som ska hjälpa den som
är ny i Sverige att hitta rätt.

Lotsarna börjar med en utbildning på tre veckor. Alla talar minst två
språk och har själva flyttat hit.
Den som vill bli lots kan höra av sig.

Skriv ut
Dela
"""


def test_lines_broken_at_a_width_are_joined_among_menus_and_short_paragraphs():
    found = article(WRAPPED)
    assert found.title.text == "Lotsarna blir fler i vår"
    assert found.lead.text.endswith("ska hjälpa den som är ny i Sverige att hitta rätt.")
    assert [block.text for block in found.blocks] == [
        "Lotsarna börjar med en utbildning på tre veckor. Alla talar minst två språk och har själva flyttat hit.",
        "Den som vill bli lots kan höra av sig.",
    ]


def test_short_lines_that_nothing_broke_are_left_apart():
    text = f"Ny chef\n\n{TEXT[:90]}.\n\nPressansvarig Eva Lind\n0555-123 45\neva.lind@solvik.example\n"
    assert "Pressansvarig Eva Lind" in [line for b in article(text).blocks for line in b.text.splitlines()]


MARKDOWN = """# Lotsarna blir fler

Solviks kommun anställer **sex nya lotsar**. De ska följa den som är *ny i Sverige* till banken och biblioteket.

**Vad händer nu?**

Läs om [lotsarnas utbildning](https://www.solvik.example/utbildning) eller ring [0555-123 45](tel:0555-123 45).

![Två lotsar vid en karta](/bilder/lotsar.jpg)

* Lön enligt avtal\\*
* Anställning i [fyra år](/villkor)
"""


def test_markdown_becomes_structure_and_every_sign_is_accounted_for():
    found = article(MARKDOWN)
    assert found.title.text == "Lotsarna blir fler"
    assert found.lead.html().startswith("Solviks kommun anställer <b>sex nya lotsar</b>.")
    assert headings(MARKDOWN) == ["Vad händer nu?"]
    assert [(link.text, link.href) for link in found.links] == [
        ("lotsarnas utbildning", "https://www.solvik.example/utbildning"),
        ("0555-123 45", "tel:0555-123 45"),
        ("fyra år", "/villkor"),
    ]
    assert [(image.src, image.alt) for image in found.images] == [("/bilder/lotsar.jpg", "Två lotsar vid en karta")]
    (listed,) = [block for block in found.blocks if block.type == "list"]
    assert [item.text for item in listed.items] == ["Lön enligt avtal*", "Anställning i fyra år"]


@pytest.mark.parametrize("words", ["2*3 och 4*5", "snake_case_namn", "(se [1])", "[Foto] (arkiv)", "** fast **"])
def test_signs_in_a_text_that_is_no_markdown_are_left(words):
    found = article(f"Lotsarna blir fler\n\n{TEXT}\n\nDet här står som det står: {words} i texten.\n")
    assert any(words in block.text for block in found.blocks)
    found = article(f"# Lotsarna blir fler\n\n{TEXT}\n\nDet här står som det står: {words} i texten.\n")
    assert any(words in block.text for block in found.blocks)


@pytest.mark.parametrize(
    ("head", "repeated", "times"),
    [("", "A", 100_000), ("", "a.", 50_000), ("Ny chef\n\n", "a\tb\n", 2000), ("# T\n\n", "[a](", 20_000)],
)
def test_time_grows_with_the_text_alone(head, repeated, times):
    def reading(count: int):
        text = head + repeated * count
        return lambda: ledger.check(read_text(text))

    assert_grows_linearly(reading, times)


def test_a_sentence_lifted_out_of_the_text_is_no_heading():
    lifted = "Man kan inte ha utbildade lärare som gör saker som de är alldeles för dyra för"
    text = f"Kön växer i Solvik\n\n{TEXT}\n\n{lifted}\n\n{TEXT}\n\nKön ska kortas\n\n{TEXT}\n"
    assert headings(text) == ["Kön ska kortas"]
    assert lifted in [block.text for block in article(text).blocks]


@pytest.mark.parametrize("heading", ["Så ska kommunen få fler att stanna och ta de jobb som finns på landsbygden"])
def test_a_long_heading_that_says_how_is_one(heading):
    assert headings(f"Kön växer i Solvik\n\n{TEXT}\n\n{TEXT}\n\n{heading}\n\n{TEXT}\n") == [heading]


@pytest.mark.parametrize("joint", ["Och:", "Men även:", "Samt:"])
def test_a_word_that_goes_on_with_the_sentence_before_is_no_heading(joint):
    text = f"Kön växer i Solvik\n\n{TEXT}\n\n{TEXT}\n\n{joint}\n\n{TEXT}\n"
    assert headings(text) == []
    assert joint in [block.text for block in article(text).blocks]


def test_a_label_over_advertisements_is_not_of_the_text():
    found = article(f"ANNONS\n\nKön växer i Solvik\n\nANNONS\n\n{TEXT}\n\n{TEXT}\n\nAnnons\nAnnons\n")
    assert found.title.text == "Kön växer i Solvik"
    assert not [block.text for block in found.blocks if "annons" in block.text.lower()]
