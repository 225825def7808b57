"""E-mail and PDF become articles, and say what a person has to look at."""

import zlib
from email.message import EmailMessage

import pytest

from brygga.importers.reading import UnreadableDocument, read
from brygga.importers.reading.model import ledger
from brygga.importers.sources import open_source

from . import texts
from .pdf import make_pdf


def mail(subject="VB: Pressmeddelande: Verkstaden öppnar", text=None, html=None):
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "Alva Lindmark <alva.lindmark@solvik.example>"
    message["Date"] = "Tue, 04 May 2021 00:30:00 +0200"
    message["Message-ID"] = "<1@solvik.example>"
    message.set_content(
        text or "Nu öppnar verkstaden i hamnen. Alla är välkomna.\n\n– Jag är glad, säger Alva Lindmark.\n"
    )
    if html:
        message.add_alternative(html, subtype="html")
    return message


def read_mail(message):
    found = read(message.as_bytes(), source="brev.eml")
    ledger.check(found)
    return found


def test_a_letter_has_its_subject_as_title_and_its_day_as_date():
    found = read_mail(mail())
    assert (found.title.text, found.published, found.kind) == ("Verkstaden öppnar", "2021-05-04", "press_release")
    assert found.lead.text == "Nu öppnar verkstaden i hamnen. Alla är välkomna."
    assert [q.speaker for q in found.quotes] == ["Alva Lindmark"]


def test_the_html_part_is_read_where_there_is_one():
    found = read_mail(
        mail(html="<html><body><p>Nu öppnar verkstaden.</p><h2>Så söker du</h2><p>Ring oss i dag.</p></body></html>")
    )
    assert [b.text for b in found.blocks if b.type == "heading"] == ["Så söker du"]


def test_attachments_are_named_and_can_be_loaded(tmp_path):
    message = mail()
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="rapport.pdf")
    assert "rapport.pdf" in read_mail(message).problems[-1].message
    path = tmp_path / "brev.eml"
    path.write_bytes(message.as_bytes())
    (document,) = open_source(str(path))
    assert [(a.name, a.load()) for a in document.attachments] == [("rapport.pdf", b"%PDF-1.4")]
    assert document.known["sender"] == "Alva Lindmark <alva.lindmark@solvik.example>"


def test_the_head_of_a_forwarded_letter_is_left_out():
    text = "Från: Alva\nSkickat: i dag\nTill: alla\nÄmne: Verkstad\n\nNu öppnar verkstaden. Alla är välkomna.\n"
    assert "Skickat" not in read_mail(mail(text=text)).source_text


def test_a_letter_in_an_unknown_encoding_is_read():
    data = (
        b"Subject: =?x-okand?Q?Hej?=\nContent-Type: text/plain; charset=x-okand\n\nV\xe4lkomna hit. Det \xe4r bra.\n"
    )
    assert "Välkomna hit." in read(data, source="a.eml").source_text


@pytest.mark.parametrize(
    "data", [b"\n", b"Subject:\n\n", b"Content-Type: multipart/mixed; boundary=a\n\n--a\n--a--\n"]
)
def test_an_empty_letter_is_refused(data):
    with pytest.raises(UnreadableDocument) as caught:
        read(data, source="a.eml")
    assert caught.value.code == "empty"


def test_a_letter_of_ten_thousand_parts_is_refused():
    part = b"--a\nContent-Type: text/plain\n\nx\n"
    data = b"Subject: x\nContent-Type: multipart/mixed; boundary=a\n\n" + part * 10_000 + b"--a--\n"
    with pytest.raises(UnreadableDocument) as caught:
        read(data, source="a.eml")
    assert caught.value.code == "too-many-parts"


# PDF

PAGES = [
    [
        (10, 800, "Solviks kommun informerar"),
        (22, 740, "Verkstaden öppnar i maj"),
        (11, 700, "Nu öppnar verkstaden i hamnen för alla som vill pröva ett yr-"),
        (11, 686, "ke. Den har plats för trettio personer."),
        (15, 650, "Så söker du"),
        (11, 630, "Skriv ett brev till oss och berätta vad du vill pröva på, och när"),
        (8, 40, "Sida 1 av 3"),
    ],
    [
        (10, 800, "Solviks kommun informerar"),
        (11, 760, "du kan börja hos oss i hamnen."),
        (11, 730, "– Alla är välkomna, säger Alva Lindmark."),
        (8, 40, "Sida 2 av 3"),
    ],
    [(10, 800, "Solviks kommun informerar"), (11, 760, "Välkommen till hamnen i vår."), (8, 40, "Sida 3 av 3")],
]


def test_a_pdf_becomes_title_headings_and_whole_paragraphs():
    found = read(make_pdf(PAGES), source="a.pdf")
    ledger.check(found)
    assert found.title.text == "Verkstaden öppnar i maj"
    assert found.lead.text == (
        "Nu öppnar verkstaden i hamnen för alla som vill pröva ett yrke. Den har plats för trettio personer."
    )
    assert [b.text for b in found.blocks if b.type == "heading"] == ["Så söker du"]
    assert "och när du kan börja hos oss i hamnen." in "\n".join(b.text for b in found.blocks)
    assert [q.speaker for q in found.quotes] == ["Alva Lindmark"]


def test_what_stands_on_every_page_is_dropped_by_name_and_a_person_is_asked_to_look():
    found = read(make_pdf(PAGES), source="a.pdf")
    dropped = {found.source_text[e.span.start : e.span.end] for e in found.ledger if e.rule == "page-furniture"}
    assert any("Solviks kommun informerar" in text for text in dropped)
    assert any("Sida 2 av 3" in text for text in dropped)
    assert "needs-review" in [p.code for p in found.problems]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (make_pdf([[]]), "no-text-layer"),
        (b"%PDF-1.4 trasig", "broken-pdf"),
        (make_pdf(PAGES)[:400], "broken-pdf"),
        (b"%PDF-1.7\n" + texts.NEWS.encode(), "broken-pdf"),
    ],
)
def test_a_pdf_without_text_or_damaged_is_refused(data, code):
    with pytest.raises(UnreadableDocument) as caught:
        read(data, source="a.pdf")
    assert caught.value.code in (code, "no-text-layer", "broken-pdf")


def test_columns_are_read_one_after_the_other_and_lists_get_their_marks_back():
    left = [
        "Lotsen startade som ett försök i",
        "hamnen för tre år sedan. Då var det",
        "fyra deltagare och en handledare.",
    ]
    right = ["I dag är det svårt att få plats i", "fikarummet en tisdagsmorgon, och", "fler vill komma dit."]
    lines = [
        (22, 780, "Två spalter om Lotsen"),
        (11, 740, "I Solvik har Lotsen hjälpt sextio personer till jobb under året."),
    ]
    lines += [(11, 700 - 14 * n, words, 60) for n, words in enumerate(left)]
    lines += [(11, 700 - 14 * n, words, 320) for n, words in enumerate(right)]
    lines += [(11, 630 - 14 * n, mark, 320) for n, mark in enumerate("••")]
    lines += [(11, 630 - 14 * n, words, 335) for n, words in enumerate(["snickeri", "kök"])]
    found = read(make_pdf([lines]), source="a.pdf")
    assert [b.text for b in found.blocks] == [" ".join(left), " ".join(right), "snickeri\nkök"]
    assert found.blocks[2].type == "list"


def test_a_pdf_with_a_packed_bomb_is_stopped():
    packed = zlib.compress(b"0" * 100_000_000)
    data = make_pdf([[(11, 700, "x")]]).replace(
        b"/Length 33 >>", b"/Filter /FlateDecode /Length %d >>" % len(packed), 1
    )
    start = data.index(b"stream\n") + len(b"stream\n")
    end = data.index(b"endstream")
    with pytest.raises(UnreadableDocument) as caught:
        read(data[:start] + packed + b"\n" + data[end:], source="a.pdf")
    assert caught.value.code == "too-large"


def test_a_pdf_page_with_a_million_letters_is_refused():
    with pytest.raises(UnreadableDocument) as caught:
        read(make_pdf([[(1, 700, "a" * 200_000)]]), source="a.pdf")
    assert caught.value.code == "too-large"


INTRO = "Vi lagar mat av det som odlas runt huset, och alla som går en kurs får äta hos oss varje dag i veckan."


def table_of(rows, *, widths=(60, 300), size=11, heads=11, pitch=24, after="Alla är välkomna till bords i huset."):
    lines = [(20, 780, "Lunch i huset"), (11, 740, INTRO[:60]), (11, 726, INTRO[60:])]
    for number, row in enumerate(rows):
        for left, words in zip(widths, row, strict=True):
            if words:
                lines.append((heads if not number else size, 690 - number * pitch, words, left))
    lines.append((11, 690 - len(rows) * pitch - 40, after))
    found = read(make_pdf([lines]), source="matsedel.pdf")
    ledger.check(found)
    return found


def tables(found):
    return [
        [[cell.text for cell in row] for row in ([block.header] if block.header else []) + block.rows]
        for block in found.blocks
        if block.type == "table"
    ]


@pytest.mark.parametrize("pitch", [14, 24, 32])
@pytest.mark.parametrize(
    ("rows", "widths"),
    [
        ([("Datum", "Meny"), ("3 maj", "Soppa"), ("4 maj", "Fisk i ugn")], (60, 300)),
        ([("Kurs", "Dag", "Sök"), ("Svenska", "Måndag", "Dela"), ("Matte", "Onsdag", "Skriv ut")], (60, 200, 380)),
        ([("Projektägare", "Solviks kommun"), ("Löptid", "2021–2023"), ("Kontakt", "Ann Falk")], (60, 250)),
        ([("År", "Platser"), ("2020", "30"), ("2021", "1 200"), ("2022", "45")], (60, 160)),
    ],
    ids=["menu", "controls", "sheet", "figures"],
)
def test_words_in_columns_are_a_table_with_every_cell(rows, widths, pitch):
    found = table_of(rows, widths=widths, pitch=pitch)
    assert tables(found) == [[list(row) for row in rows]]
    assert (found.title.text, found.blocks[-1].text) == ("Lunch i huset", "Alla är välkomna till bords i huset.")


def test_an_empty_cell_stays_empty_and_what_goes_on_below_joins_its_cell():
    rows = [
        ("Dag", "Rätt", "Pris"),
        ("Måndag", "", "40"),
        ("Tisdag", "Fisk med potatis", "45"),
        ("", "och sallad", ""),
    ]
    found = table_of(rows, widths=(60, 200, 400))
    assert tables(found) == [
        [["Dag", "Rätt", "Pris"], ["Måndag", "", "40"], ["Tisdag", "Fisk med potatis och sallad", "45"]]
    ]


def test_larger_type_over_the_columns_names_them():
    found = table_of([("Datum", "Meny"), ("3 maj", "Soppa"), ("4 maj", "Fisk")], heads=13)
    (block,) = (block for block in found.blocks if block.type == "table")
    assert [cell.text for cell in block.header] == ["Datum", "Meny"]


def test_cards_beside_one_another_are_no_table():
    rows = [("Ann Falk", "Bo Ek"), ("rektor", "lärare"), ("0980-31 92 01", "0980-31 92 02")]
    assert tables(table_of(rows)) == []


@pytest.mark.parametrize("words", ["Meny", "Dela", "Skriv ut", "Kontakt", "Sök", "Om webbplatsen", "Lämna synpunkter"])
def test_a_line_on_paper_is_never_dropped_as_a_web_pages_control(words):
    lines = [
        (20, 780, "Lunch i huset"),
        (11, 740, INTRO[:60]),
        (11, 726, INTRO[60:]),
        (11, 690, words),
        (11, 660, INTRO[:70]),
    ]
    found = read(make_pdf([lines]), source="blad.pdf")
    assert words in "\n".join(block.text for block in found.blocks)


def test_a_small_raised_figure_is_the_mark_of_a_note():
    lines = [
        (20, 780, "Vägen byggs om"),
        (11, 740, "Det kostar 105"),
        (6, 745, "2", 131.8),
        (11, 740, "miljoner kronor.", 145),
    ]
    found = read(make_pdf([[*lines, (11, 700, INTRO[:70])]]), source="blad.pdf")
    assert "1052" not in found.source_text
    assert "105²" in found.source_text
