"""What stands over the text: a title is told by evidence, and what nothing is known of is kept and told of."""

import pytest

from brygga.importers.reading import read, to_json
from brygga.importers.reading.furniture.label_rows import label_rows

PROSE = (
    "Trädgården vid kvarnen i Solvik har fått nio nya odlare. De sår bönor och betor, och skörden går till skolköket.",
    "Odlarna får hjälp av två handledare som själva har gått kursen vid kvarnen.",
)
TITLE = "Nya odlare tar över trädgården vid kvarnen"


def article(*lines, glue="\n\n"):
    return read(glue.join(lines).encode(), source="sida.txt")


def codes(found):
    return [problem.code for problem in found.problems]


def kept(found):
    data = to_json(found)
    return "\n".join([data["title"] or "", data["lead"] or "", *(block["text"] for block in data["blocks"])])


@pytest.mark.parametrize("control", ["Stäng", "Stäng rutan", "Dölj meddelandet", "×", "Jag har läst detta"])
@pytest.mark.parametrize("heading", ["Eldningsförbud i hela kommunen", "Störningar i telefonin just nu"])
def test_a_notice_that_its_own_control_shuts_is_not_the_title(control, heading):
    found = article(heading, "Tänk på att visa hänsyn tills vidare. Mer står på vår sida.", control, TITLE, *PROSE)
    assert (found.title.text, found.lead.text) == (TITLE, PROSE[0])
    assert control not in kept(found)
    assert "hänsyn" not in kept(found)


def test_a_notice_that_nothing_shuts_is_kept_and_told_of():
    found = article("Eldningsförbud i hela kommunen", "Det är torrt i markerna.", TITLE, "4 maj 2021", *PROSE)
    assert (found.title.text, found.published) == (TITLE, "2021-05-04")
    assert "Eldningsförbud i hela kommunen" in kept(found)
    assert "Det är torrt i markerna." in kept(found)
    assert {"above-title", "title-doubtful"} <= set(codes(found))


@pytest.mark.parametrize(
    "slogan", ["En plats att växa på", "Tillsammans för en levande skärgård", "Nära dig hela livet"]
)
def test_a_slogan_over_title_and_date_is_not_the_title(slogan):
    found = article(slogan, TITLE, "4 maj 2021", *PROSE)
    assert (found.title.text, found.lead.text) == (TITLE, PROSE[0])


def test_a_row_of_subjects_is_no_lead():
    found = article("En plats att växa på", TITLE, "Mat, Natur, Skola & lärande, Unga", "4 maj 2021", *PROSE)
    assert (found.lead.text, found.topics) == (PROSE[0], ["Mat", "Natur", "Skola & lärande", "Unga"])


@pytest.mark.parametrize("label", ["PRESSINBJUDAN", "Pressmeddelande -", "INBJUDAN", "Nyhet:"])
def test_a_label_and_a_second_headline_leave_the_title_its_place(label):
    found = article("Pressmeddelande –", TITLE, label, "Landshövdingen smakar på skörden", *PROSE)
    assert found.title.text == TITLE
    assert "Landshövdingen smakar på skörden" in kept(found)


ROWS = ("Tid: onsdag 4 maj kl. 13.00", "Plats: Kvarnen i Solvik", "Samling: vid den röda grinden")


@pytest.mark.parametrize("glue", ["\n", "\n\n"])
@pytest.mark.parametrize("rows", [ROWS[:1], ROWS[:2], ROWS, ROWS[1:], ("Datum: 4 maj 2021", ROWS[0], ROWS[1])])
def test_rows_of_an_invitation_are_text_and_say_nothing_of_publishing(rows, glue):
    found = article(
        "Inbjudan -", TITLE, *rows, *PROSE, "Kontakt:", "Ann Falk, rektor, telefon: 0980-31 92 01", glue=glue
    )
    assert (found.title.text, found.published) == (TITLE, None)
    assert all(row in kept(found) for row in rows)


@pytest.mark.parametrize(
    "words", ["Nio barn gräver i jorden.", "En dragspelare och en sångerska på bryggan.", "Kvarnen speglar sig i ån."]
)
def test_a_sentence_over_the_title_is_kept_and_told_of(words):
    found = article(words, TITLE, "4 maj 2021", *PROSE)
    assert (found.title.text, found.lead.text) == (TITLE, PROSE[0])
    assert words in kept(found)


def test_a_description_glued_to_its_own_caption_is_one_caption():
    found = article(TITLE, "4 maj 2021", "Odlarna vid kvarnenOdlarna vid kvarnen", *PROSE)
    assert [caption.text for caption in found.captions] == ["Odlarna vid kvarnen"]
    assert "kvarnenOdlarna" not in kept(found)


@pytest.mark.parametrize("button", ["Förstora bilden", "Visa stor bild", "Öppna bilden", "Zooma in bild"])
def test_a_button_glued_to_a_description_goes(button):
    found = article(TITLE, "4 maj 2021", f"Porträtt - odlare{button}", "Foto: Bo Ek", *PROSE)
    assert button not in kept(found)
    assert "Porträtt - odlare" in kept(found)
    assert found.lead.text == PROSE[0]


@pytest.mark.parametrize(
    "sender", ["Granviks Energi och Vatten AB", "Stiftelsen Solviks Kvarn", "Kvarnbygdens Lantbruk och Skola AB"]
)
def test_the_name_over_a_release_is_its_sender(sender):
    found = article(sender, TITLE, "Pressmeddelande • Maj 04, 2021 10:12 CEST", *PROSE)
    assert (found.title.text, found.publisher) == (TITLE, sender)


@pytest.mark.parametrize(
    "labels", [("Löptid", "Drivs av"), ("Löptid:", "Drivs av:"), ("Projektperiod:", "Finansiär:")]
)
def test_a_sheet_of_labels_over_values_is_a_table_and_dates_nothing(labels):
    found = article("Bärkraft", f"{labels[0]}\n1 mars 2021 - 31 december 2023", f"{labels[1]}\nEkby kommun", *PROSE)
    assert (found.title.text, found.published) == ("Bärkraft", None)
    assert [(row.label.text, row.value.text) for row in label_rows(found.blocks)] == [
        (labels[0].rstrip(":"), "1 mars 2021 - 31 december 2023"),
        (labels[1].rstrip(":"), "Ekby kommun"),
    ]


def test_a_single_date_below_a_label_dates_no_article():
    found = article(TITLE, "Sista ansökningsdag:\n4 maj 2021", *PROSE)
    assert found.published is None
    assert "4 maj 2021" in kept(found)


@pytest.mark.parametrize(
    "title", ["Projektblad: Bärkraft", "DEBATT: Låt kvarnen stå kvar", "Inbjudan: Öppet hus vid ån"]
)
def test_a_title_may_have_a_colon(title):
    assert article(title, "4 maj 2021", *PROSE).title.text == title


def test_a_title_with_a_subtitle_raises_no_doubt():
    found = article(TITLE, "Samverkan kring unga", *PROSE)
    assert found.title.text == TITLE
    assert codes(found) == []


@pytest.mark.parametrize("entries", [("Skola", "Omsorg", "Bygga bo"), ("Kvarnen", "Om oss här", "Bli medlem", "Shop")])
@pytest.mark.parametrize("glue", ["\n", "\n\n"])
def test_entries_of_a_menu_go_however_far_apart_they_stand(entries, glue):
    found = article(glue.join(entries), TITLE, "4 maj 2021", *PROSE)
    assert (found.title.text, codes(found)) == (TITLE, [])
    assert entries[0] not in kept(found)


@pytest.mark.parametrize("title", ["Året i siffror: fler gick till kvarnen", "Så är det nu: ingen odlar vid muren"])
def test_a_title_with_a_clause_after_its_colon_is_no_row(title):
    assert article("Solviks kommun", title, *PROSE).title.text == title


@pytest.mark.parametrize(
    ("line", "who"), [("Maj Ekvall", "Maj Ekvall"), ("Text: Bo Ask", "Bo Ask"), ("Av Siv Rask", "Siv Rask")]
)
def test_who_wrote_the_text_stands_alone_right_under_the_title(line, who):
    found = article(TITLE, line, *PROSE)
    assert (found.author, found.lead.text) == (who, PROSE[0])


@pytest.mark.parametrize(
    "lines",
    [
        (TITLE, "Maj Ekvall\nBo Ask\nSiv Rask", *PROSE),
        (TITLE, "Maj Ekvall", "Bo Ask", "Siv Rask", *PROSE),
        (TITLE, *PROSE, "Deltagare", "Maj Ekvall", "Bo Ask", PROSE[1]),
        (TITLE, *PROSE, "Maj Ekvall\nTeam Kvarnen\nNäringsliv Solvik"),
        ("Deltagare i nätverket", "Maj Ekvall", "Team Kvarnen", "Näringsliv Solvik"),
    ],
)
def test_lines_that_look_like_names_stay_text(lines):
    found = article(*lines)
    names = [name for line in lines for name in line.split("\n") if len(name.split()) == 2]
    assert all(name in kept(found) for name in names)
    assert found.author is None


def test_a_date_amid_the_text_is_of_the_text():
    found = article(TITLE, "4 maj 2021", *PROSE, "12 juni 2021", PROSE[0], "13 juni 2021", PROSE[1])
    assert found.published == "2021-05-04"
    assert "12 juni 2021" in kept(found)
    assert "13 juni 2021" in kept(found)


def test_a_date_below_the_text_still_tells_when_it_was_published():
    found = article(TITLE, *PROSE, "4 maj 2021")
    assert found.published == "2021-05-04"


@pytest.mark.parametrize("above", [(), ("Solviks kommun",), ("Lyssna", "Nyheter"), ("Skola", "Omsorg", "Bygga")])
@pytest.mark.parametrize(
    "title", [TITLE, "Ny trädgård vid kvarnen", "9 odlare tar över trädgården", "Vem odlar vid kvarnen?"]
)
@pytest.mark.parametrize("second", ["Skörden går till skolköket", "Samverkan med skolan"])
def test_of_two_headlines_the_first_is_the_title(above, title, second):
    found = article(*above, title, second, "4 maj 2021", *PROSE)
    assert (found.title.text, found.published, found.lead.text) == (title, "2021-05-04", PROSE[0])
    assert second in kept(found)


def test_a_date_that_says_it_is_of_the_page_is_so_beside_rows_of_an_invitation():
    found = article(TITLE, "Publicerad: 4 maj 2021", "När: 12 juni 2021, klockan 13–15\nVar: Kvarnen", *PROSE)
    assert found.published == "2021-05-04"
    assert "När: 12 juni 2021, klockan 13–15" in kept(found)


def test_the_first_of_a_row_of_questions_is_no_title():
    text = (
        "Vanliga frågor om språkstöd\n\nVem kan få stöd?\nDen som läser svenska.\n\n"
        "Vad kostar det?\nIngenting.\n\nHur länge får man stöd?\nEtt år.\n"
    )
    assert read(text.encode(), source="a.txt").title.text == "Vanliga frågor om språkstöd"


def test_a_title_may_ask():
    text = (
        "Vad händer nu?\nProjektet går in i nästa år\n\nI höst får tjugo unga plats i verkstaden i Solvik.\n\n"
        "Vem kan söka?\nAlla.\n"
    )
    assert read(text.encode(), source="a.txt").title.text == "Vad händer nu?"


def test_what_describes_a_picture_over_the_title_is_not_the_title():
    found = article("Illustration, tre cirklar och streck som är ihopkopplade", TITLE, *PROSE)
    assert (found.title.text, found.lead.text) == (TITLE, PROSE[0])
    assert "tre cirklar" in kept(found)


def test_a_title_is_found_below_whole_sentences_that_describe_pictures():
    logo = "Solviks logotyp, ett blått vapen med tre gula fiskar som simmar åt samma håll."
    found = article(f"{logo}\nKvarnen, foto.", "Kvarnen", "Trädgården vid kvarnen", *PROSE)
    assert found.title.text == "Trädgården vid kvarnen"
    assert "ett blått vapen" in kept(found)


def test_of_two_labels_over_the_text_the_title_is_what_the_text_is_about():
    found = article("Gå till huvudinnehåll", "Trädgården", "Allmänt", *PROSE)
    assert found.title.text == "Trädgården"
    assert [block.text for block in found.blocks if block.type == "heading"] == ["Allmänt"]


def test_a_title_with_a_verb_stays_where_another_headline_follows():
    found = article("Nio odlare är klara för våren", "De sår bönor och betor", *PROSE)
    assert found.title.text == "Nio odlare är klara för våren"
