"""Text renditions become articles with structure, and nothing of them is lost."""

import collections
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brygga.importers.reading import to_json
from brygga.importers.reading.formats.text.text_reader import read_text
from brygga.importers.reading.model import ledger
from tests.examples import examples

from . import texts


def article(text):
    found = read_text(text)
    ledger.check(found)
    return found


def of_type(found, kind):
    return [block for block in found.blocks if block.type == kind]


def dropped(found):
    return {found.source_text[e.span.start : e.span.end]: e.rule for e in found.ledger if e.state == "dropped"}


def test_title_lead_dates_and_headings_are_found():
    found = article(texts.NEWS)
    assert found.title.text == "Verkstaden på Hamngatan öppnar för fler"
    assert found.lead.text.startswith("I april öppnar Solviks kommun")
    assert (found.published, found.updated) == ("2022-03-14", "2022-03-15")
    assert [b.content.text for b in of_type(found, "heading")] == ["Ett halvår på prov"]


def test_menus_logos_and_share_links_are_dropped_by_name():
    gone = dropped(article(texts.NEWS))
    assert gone["Solviks kommun startsida"] == "logo"
    assert gone["Translate"] == "tools"
    assert gone["Till toppen"] == "to-top"
    assert "share" in gone.values()


def test_the_title_at_the_end_of_a_glued_breadcrumb_is_the_title():
    found = article(texts.RELEASE)
    assert found.title.text == "Så blev hösten i Solvik"
    assert found.lead.text == "Solviks kommun tog emot 62 personer i projektet Lotsen under hösten."
    assert found.kind == "press_release"
    assert dropped(found)["StartKommun och politikNyheter"] == "breadcrumb"


def test_a_breadcrumb_above_the_title_is_dropped_whole():
    found = article(
        "Start / Nyheter / Ny chef\n\nNy chef för Lotsen\n\nSolvik har fått en ny chef. Hon börjar i maj.\n"
    )
    assert found.title.text == "Ny chef för Lotsen"


def test_a_menu_with_one_entry_a_line_is_not_the_title():
    menu = "Bygga och bo\nBarn och skola\nStöd och omsorg\nNäringsliv\n\n"
    found = article(menu + "Lotsen fyller fem år\n\nPå fredag firar Lotsen. Alla är välkomna.\n")
    assert found.title.text == "Lotsen fyller fem år"


def test_the_municipalitys_name_above_the_title_is_not_the_title():
    found = article("Solviks kommun\n\nLotsen fyller fem år\n\nPå fredag firar Lotsen. Alla är välkomna.\n")
    assert found.title.text == "Lotsen fyller fem år"


def test_speech_glued_to_a_sentence_becomes_a_paragraph_of_its_own():
    found = article(
        "Nytt i Solvik\n\nHon kom i maj. Det blev bra.– Jag trivs, säger Alva Lindmark.\n\nSlut på hösten.\n"
    )
    assert "– Jag trivs, säger Alva Lindmark." in [b.text for b in found.blocks]


def test_a_pause_inside_speech_is_not_cut():
    line = "– Vi väntade länge. Sedan hände det – äntligen – något, säger Alva Lindmark."
    found = article(f"Nytt i Solvik\n\nI maj hände det något.\n\n{line}\n")
    assert line in [b.text for b in found.blocks]


def test_links_lose_their_arrows_and_notes_but_keep_their_words():
    found = article(texts.RELEASE)
    assert [t.text for t in found.related_links] == ["Information om Lotsen", "Rapporten i sin helhet"]
    (links,) = of_type(found, "links")
    assert links.content.text == "Läs mer"
    assert [link.kind for link in links.links] == ["external", "file"]
    assert "(PDF, 1,2 MB)" in links.text


def test_a_notice_that_was_pasted_into_a_word_is_taken_out():
    found = article(
        "Nytt i Solvik\n\nEn ny enhet. Den öppnar.\n\n"
        "» Information om lotsprojekte Länk till annan webbplats.t\n\n» Om oss i dag\n"
    )
    assert found.related_links[0].text == "Information om lotsprojektet"
    assert to_json(found)["blocks"][0]["as_written"] == ["Information om lotsprojekte Länk till annan webbplats.t"]


def test_a_contact_on_one_line_is_a_contact_block():
    (contact,) = of_type(article(texts.RELEASE), "contact")
    assert contact.text == "Kontaktperson: Omar Bergdahl, projektledare, 0555-123 45"


def test_contacts_are_grouped_and_their_label_is_no_heading_of_the_article():
    found = article(texts.CONTACTS)
    assert [[i.text for i in c.items] for c in of_type(found, "contact")] == [
        ["Alva Lindmark", "Enhetschef", "0555-123 46", "alva.lindmark@solvik.example"],
        ["Omar Bergdahl (S)", "Ordförande i arbetsmarknadsnämnden", "070-174 06 05"],
    ]
    assert to_json(found)["headings"] == []
    assert dropped(found) == {"Hjälpte informationen på sidan dig?": "feedback"}


def test_a_contact_label_with_nothing_under_it_is_dropped():
    gone = dropped(
        article("Nytt i Solvik\n\nEn ny enhet öppnar. Den är stor.\n\nKontakta oss\n\nKontaktformulär\nTill toppen\n")
    )
    assert "Kontakta oss" in "\n".join(gone)


def test_lists_keep_their_levels_and_order():
    bullets, numbers = of_type(article(texts.LIST), "list")
    assert [i.content.text for i in bullets.items] == [
        "ett personligt brev",
        "ett intyg från skolan",
        "tid för ett möte",
    ]
    assert [c.content.text for c in bullets.items[1].children] == ["eller från ditt jobb"]
    assert numbers.ordered
    assert [i.content.text for i in numbers.items] == ["Ring oss.", "Boka en tid."]


def test_dashes_under_an_announcing_line_are_a_list_and_not_speech():
    found = article(
        "Så går det till\n\nDetta tar du med:\n- legitimation\n- ditt brev\n- gott humör\n\nVi ses i maj. Välkommen.\n"
    )
    (block,) = of_type(found, "list")
    assert [i.text for i in block.items] == ["legitimation", "ditt brev", "gott humör"]


def test_a_note_with_a_star_is_a_footnote_and_not_a_list():
    found = article(
        "Fler får jobb\n\nSju av tio fick jobb.* Det är fler än förut.\n\n* Av dem som svarade.\n\nMer kommer i maj.\n"
    )
    assert of_type(found, "list") == []
    assert "* Av dem som svarade." in [b.text for b in found.blocks]


def test_captions_twice_written_credits_and_alternative_texts():
    found = article(texts.CAPTIONS)
    assert [t.text for t in found.captions] == [
        "Alva Lindmark gräver i lådan",
        "Foto av två personer vid en odlingslåda",
        "Sami och Ines planterade den första raden.",
        "Omar Bergdahl, projektledare i Solvik. Foto: Lena Ask",
    ]
    assert [image.alt for image in found.images] == [
        "Alva Lindmark gräver i lådan",
        "Foto av två personer vid en odlingslåda",
        "",
    ]
    assert found.images[2].credit == "Lena Ask"
    assert dropped(found) == {"Foto: Lena Ask": "repeated-credit"}
    assert found.lead.text == "Lådorna byggdes av deltagarna under våren. Nu växer det."


@pytest.mark.parametrize(
    "sentence",
    [
        "Förslagen föreslås träda i kraft den 1 mars.",
        "Fem nya platser anordnas på torget.",
        "En plats på kursen finns kvar.",
    ],
)
def test_a_short_sentence_is_not_taken_for_a_caption(sentence):
    found = article(
        f"Nytt i Solvik\n\nVi börjar nu. Det blir bra.\n\n{sentence}\n\nSedan blir det höst. Då slutar vi.\n"
    )
    assert sentence in [b.text for b in of_type(found, "paragraph")]


@pytest.mark.parametrize(
    "line", ["Avtalet lyfter tre saker:", "Plats: Folkets hus", "14.40 Alva Lindmark talar", "Så säger Alva:"]
)
def test_lines_that_are_no_headings(line):
    found = article(
        f"Nytt i Solvik\n\nVi börjar nu. Det blir bra.\n\n{line}\n\nSedan blir det höst. Då slutar vi för i år.\n"
    )
    assert of_type(found, "heading") == []
    assert line in [b.text for b in found.blocks]


@pytest.mark.parametrize(
    "line", ["Förslagen i korthet:", "”Vi är limmet”", "Vad händer nu?", "TIDEN FRAMÖVER", "Om Lotsen"]
)
def test_lines_that_are_headings(line):
    found = article(
        f"Nytt i Solvik\n\nVi börjar nu. Det blir bra.\n\n{line}\n\nSedan blir det höst. Då slutar vi för i år.\n"
    )
    assert [b.text for b in of_type(found, "heading")] == [line]


def test_markdown_headings_keep_their_level():
    found = article(
        "# Nytt i Solvik\n\nVi börjar nu. Det blir bra.\n\n### Om oss\n\nVi är tre. Vi arbetar i hamnen.\n"
    )
    assert found.title.text == "Nytt i Solvik"
    assert [(b.level, b.text) for b in of_type(found, "heading")] == [(3, "Om oss")]


def test_wrapped_lines_are_joined():
    text = (
        "Nytt i Solvik\n\nDen nya verkstaden på Hamngatan tar emot trettio personer som\n"
        "vill pröva ett yrke under ett halvår, och som redan talat med\nsin handläggare om vad de helst vill göra.\n\n"
        "Verkstaden öppnar i april och har öppet varje vardag mellan åtta\noch fyra, utom på fredagar då den "
        "stänger redan vid lunch för\nstädning.\n"
    )
    found = article(text)
    assert found.lead.text.endswith("och som redan talat med sin handläggare om vad de helst vill göra.")
    assert len(found.blocks) == 1


def test_an_address_block_at_the_foot_is_dropped_but_a_person_is_not():
    foot = "Solviks kommun\nHamngatan 1, 123 45 Solvik\nTelefon: 0555-100 00\nOrgnr: 212000-0000\n"
    found = article(
        "Nytt i Solvik\n\nVi börjar nu. Det blir bra.\n\nAlva Lindmark\nEnhetschef\nTelefon: 0555-123 46\n\n" + foot
    )
    assert dropped(found) == {foot.strip(): "footer"}
    assert "Alva Lindmark" in of_type(found, "contact")[0].text


def test_a_date_and_its_label_on_two_lines():
    found = article("Nytt i Solvik\n\nVi börjar nu. Det blir bra.\n\nSenast uppdaterad:\n\n2020-05-06\n")
    assert (found.published, found.updated) == (None, "2020-05-06")


def test_a_text_without_dates_has_none():
    found = article("Nytt i Solvik\n\nSatsningen löpte från den 5 maj 2018 till den 2 april 2020. Nu är den slut.\n")
    assert (found.published, found.updated) == (None, None)


def test_a_question_about_the_reader_is_not_taken_for_a_feedback_form():
    found = article(
        "Frågor om Lotsen\n\nHär svarar vi. Läs vidare.\n\nÄr du arbetslös och vill studera?\n\n"
        "Då kan du söka till Lotsen hos oss.\n"
    )
    assert dropped(found) == {}


def test_a_text_that_is_no_article_is_kept_as_it_is():
    found = article("– Hej, säger Alva.\n")
    assert [b.text for b in found.blocks] == ["– Hej, säger Alva."]
    assert [p.code for p in found.problems] == ["no-title"]


# Nothing lost

LINES = st.one_of(
    st.sampled_from(
        [
            line
            for text in (texts.NEWS, texts.RELEASE, texts.CONTACTS, texts.LIST, texts.CAPTIONS)
            for line in text.split("\n")
        ]
    ),
    st.text(st.sampled_from("abcåäöÅÄÖ.,:;!?–-*•»\"”'()#0123456789@ \t\u00a0\u00ad\r"), max_size=60),
    st.sampled_from(
        ["", "", "# Rubrik", "* * *", "---", "1. ett", "2. två", "– Ja.– Nej.", "» x Länk till annan webbplats.y"]
    ),
)


def kept_characters(found):
    offsets = {o for text in ledger.texts_of(found) for o in text.offsets}
    return collections.Counter(found.source_text[o] for o in offsets if not ledger.is_blank(found.source_text[o]))


@settings(max_examples=examples(150))
@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_every_character_is_accounted_for_in_any_text(lines, end):
    found = article(end.join(lines))
    states = {"used": 0, "dropped": 0, "placed": 0, "unknown": 0}
    for entry in found.ledger:
        states[entry.state] += sum(
            not ledger.is_blank(c) for c in found.source_text[entry.span.start : entry.span.end]
        )
    assert sum(states.values()) == sum(not ledger.is_blank(c) for c in found.source_text)
    assert states["unknown"] == 0
    assert sum(kept_characters(found).values()) >= states["placed"]


@settings(max_examples=examples(60))
@given(
    st.lists(
        st.text(st.sampled_from("abc åäö"), min_size=20, max_size=80).map(lambda t: f"Ord {t}. Nytt ord."),
        min_size=1,
        max_size=12,
        unique=True,
    )
)
def test_running_text_is_never_dropped(paragraphs):
    found = article("Rubriken för dagen\n\n" + "\n\n".join(paragraphs))
    kept = re.findall(
        r"\w+", " ".join(str(value) for value in (found.title, found.lead, *(b.text for b in found.blocks)))
    )
    assert kept == re.findall(r"\w+", "Rubriken för dagen " + " ".join(paragraphs))
