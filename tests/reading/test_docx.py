"""Word documents: structure by style and by looks, pictures with alternative texts, and bad files that end well."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from PIL import Image

from brygga.importers.reading import UnreadableDocument
from brygga.importers.reading import read as read_any
from brygga.importers.reading.formats.docx.docx_reader import read_docx
from brygga.importers.reading.model import ledger
from brygga.importers.reading.model.article import Article


def document(build: Callable[[Document], None]) -> bytes:
    made = docx.Document()
    build(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(build: Callable[[Document], None]) -> Article:
    article = read_docx(document(build))
    ledger.check(article)
    return article


def picture() -> io.BytesIO:
    out = io.BytesIO()
    Image.effect_noise((60, 40), 90).save(out, "PNG")
    out.seek(0)
    return out


def test_styles_become_title_headings_and_lists():
    def build(made: Document) -> None:
        made.add_heading("Året på enheten", 0)
        made.add_paragraph("Fler än någonsin gick vidare till ett arbete från enheten i Solvik under året som gick.")
        made.add_heading("Det här hände", 1)
        made.add_paragraph("Vi flyttade.", style="List Bullet")
        made.add_paragraph("Vi växte.", style="List Bullet")
        made.add_heading("I höst", 2)
        made.add_paragraph("Ett möte.", style="List Number")

    article = read(build)
    assert article.title.text == "Året på enheten"
    assert article.lead.text.startswith("Fler än någonsin")
    assert [(b.type, b.text, b.level, b.ordered) for b in article.blocks] == [
        ("heading", "Det här hände", 2, False),
        ("list", "Vi flyttade.\nVi växte.", 0, False),
        ("heading", "I höst", 3, False),
        ("list", "Ett möte.", 0, True),
    ]


def test_looks_become_title_and_headings():
    def build(made: Document) -> None:
        made.add_paragraph().add_run("Så är enheten uppbyggd").font.size = Pt(20)
        made.add_paragraph("PRESSMEDDELANDE 2023-10-03")
        made.add_paragraph("Solviks kommun ser över stödet till den som söker arbete och har bett grannarna om råd.")
        made.add_paragraph().add_run("Vad händer nu?").bold = True
        made.add_paragraph("Nämnden tar ställning till förslaget i december, och sedan börjar arbetet med planen.")

    article = read(build)
    assert article.title.text == "Så är enheten uppbyggd"
    assert (article.published, article.kind) == ("2023-10-03", "press_release")
    assert [b.type for b in article.blocks] == ["heading", "paragraph"]
    assert article.blocks[0].text == "Vad händer nu?"


def test_pictures_come_with_their_bytes_and_alternative_text():
    def build(made: Document) -> None:
        made.add_heading("Nytt kök", 0)
        made.add_picture(picture())
        made.element.body.find(".//" + qn("wp:docPr")).set("descr", "Tre grytor på en spis")
        made.add_paragraph("Köket. Foto: Maj Ek", style="Caption")
        made.add_paragraph("Köket öppnade i dag och tolv deltagare lagade lunch åt alla som ville komma och äta.")

    (image,) = read(build).images
    assert image.alt == "Tre grytor på en spis"
    assert image.src.startswith("data:image/png;base64,")
    assert (image.caption, image.credit) == ("Köket. Foto: Maj Ek", "Maj Ek")


def test_merged_cells_keep_their_spans():
    def build(made: Document) -> None:
        made.add_heading("Siffror", 0)
        made.add_paragraph("Här är siffrorna för de senaste åren, sammanställda av enheten i Solvik i januari.")
        table = made.add_table(3, 2)
        for number, words in enumerate(("År", "Antal", "2020", "41", "Uppgift saknas", "")):
            table.cell(number // 2, number % 2).paragraphs[0].add_run(words).bold = number < 2
        table.cell(2, 0).merge(table.cell(2, 1))

    (table,) = [b for b in read(build).blocks if b.type == "table"]
    assert [c.text for c in table.header] == ["År", "Antal"]
    assert [[c.text for c in row] for row in table.rows] == [["2020", "41"], ["Uppgift saknas"]]
    assert table.data["cells"][2][0]["colspan"] == 2


def test_tracked_changes_and_comments_are_reported_not_lost():
    def build(made: Document) -> None:
        made.add_heading("Ändrat", 0)
        paragraph = made.add_paragraph("Projektet pågår i två år och drivs av enheten i Solvik tillsammans med andra.")
        for tag, text, words in (("w:del", "w:delText", "gammalt"), ("w:ins", "w:t", " Nytt.")):
            change, run, node = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text)
            node.text = words
            node.set(qn("xml:space"), "preserve")
            run.append(node)
            change.append(run)
            paragraph._p.append(change)
        made.add_comment(paragraph.runs[0], text="Stämmer det?", author="Maj Ek")

    article = read(build)
    problems = {p.code: p.message for p in article.problems}
    assert "gammalt" in problems["tracked-changes"]
    assert "Stämmer det?" in problems["comments"]
    assert article.lead.text.endswith("Nytt.")
    assert "gammalt" not in article.source_text


def test_a_date_is_never_taken_from_the_file_itself():
    article = read(lambda made: made.add_paragraph("En text utan datum."))
    assert (article.published, article.updated) == (None, None)
    assert "no-date" in {p.code for p in article.problems}


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO(document(lambda made: made.add_paragraph("Hej")))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/bomb.bin", b"\0" * (60 * 1024 * 1024))
    with pytest.raises(UnreadableDocument) as caught:
        read_docx(out.getvalue())
    assert caught.value.code == "zip-bomb"


@pytest.mark.parametrize("cut", [100, 2000, 20000])
def test_a_broken_file_is_named_as_such(cut: int):
    data = document(lambda made: made.add_paragraph("Hej"))
    with pytest.raises(UnreadableDocument) as caught:
        read_docx(data[:cut])
    assert caught.value.code == "broken-word"


@pytest.mark.parametrize(
    "change", [(b"w:document", b"w:dokument"), (b'w:val="', b'w:val="x'), (b"w:body", b"w:bodies")]
)
def test_parts_that_are_no_words_end_by_name_or_are_read(change: tuple[bytes, bytes]):
    def build(made: Document) -> None:
        made.add_heading("Året", 1)
        made.add_paragraph("Vi flyttade.", style="List Number")
        made.add_table(1, 2)

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document(build))) as whole, zipfile.ZipFile(out, "w") as broken:
        for name in whole.namelist():
            part = whole.read(name)
            broken.writestr(name, part.replace(*change) if name == "word/document.xml" else part)
    with suppress(UnreadableDocument):
        ledger.check(read_docx(out.getvalue()))


def test_entities_are_not_expanded_and_macros_are_reported():
    data = document(lambda made: made.add_paragraph("Text i ett dokument med makron."))
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "[Content_Types].xml":
                content = content.replace(
                    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                    b"application/vnd.ms-word.document.macroEnabled.main+xml",
                )
            if entry.filename == "word/document.xml":
                content = content.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>', 1)
                content = content.replace(b"makron.", b"makron.&e;")
            archive.writestr(entry.filename, content)
    article = read_docx(out.getvalue())
    assert article.source_text.strip() == "Text i ett dokument med makron."
    assert "macros" in {p.code for p in article.problems}


TEXT = "Köket öppnade i dag och tolv deltagare lagade lunch åt alla som ville komma och äta."


@pytest.mark.parametrize("above", [True, False], ids=["above", "below"])
def test_a_styled_caption_belongs_to_its_picture(above):
    def build(made: Document) -> None:
        made.add_heading("Nytt kök", 0)
        made.add_paragraph(TEXT)
        if above:
            made.add_paragraph("Spisen är från 1911.", style="Caption")
        made.add_picture(picture())
        if not above:
            made.add_paragraph("Spisen är från 1911.", style="Caption")
        made.add_paragraph(TEXT)

    article = read(build)
    assert [image.caption for image in article.images] == ["Spisen är från 1911."]
    assert [b.type for b in article.blocks] == ["image", "paragraph"]


def test_list_styles_of_the_second_level_lie_inside_the_first():
    def build(made: Document) -> None:
        made.add_heading("Nytt kök", 0)
        made.add_paragraph(TEXT)
        made.add_paragraph("frukost", style="List Bullet")
        made.add_paragraph("gröt", style="List Bullet 2")
        made.add_paragraph("lunch", style="List Bullet")

    (listed,) = [block for block in read(build).blocks if block.type == "list"]
    assert [item.content.text for item in listed.items] == ["frukost", "lunch"]
    assert [[inner.text for inner in item.children] for item in listed.items] == [["gröt"], []]


@pytest.mark.parametrize(
    ("first", "header"), [(["Ort", "Platser"], ["Ort", "Platser"]), (["Solvik", "18"], []), (["Ort", ""], [])]
)
def test_a_first_row_without_figures_names_the_columns(first, header):
    def build(made: Document) -> None:
        made.add_heading("Nytt kök", 0)
        made.add_paragraph(TEXT)
        table = made.add_table(rows=2, cols=2)
        for row, words in zip(table.rows, (first, ["Björkby", "12"]), strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word

    (table,) = [block for block in read(build).blocks if block.type == "table"]
    assert [cell.text for cell in table.header] == header


def test_contacts_that_stand_in_a_paragraph_for_each_line_are_one_card_each():
    def build(made: Document) -> None:
        made.add_heading("Nytt kök", 0)
        made.add_paragraph(TEXT)
        made.add_heading("Kontakt", 2)
        for line in ("Omar Bergdahl", "Projektledare", "0555-123 45", "Eva Lind", "Kock", "0555-123 46"):
            made.add_paragraph(line)

    cards = [[item.text for item in block.items] for block in read(build).blocks if block.type == "contact"]
    assert cards == [["Omar Bergdahl", "Projektledare", "0555-123 45"], ["Eva Lind", "Kock", "0555-123 46"]]


def test_text_below_a_contact_label_stays_text():
    def build(made: Document) -> None:
        made.add_heading("Nytt kök", 0)
        made.add_paragraph(TEXT)
        made.add_paragraph("Mer information")
        made.add_paragraph(TEXT)

    assert [b.text for b in read(build).blocks if b.type == "paragraph"][-1] == TEXT


def repacked(data: bytes, change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
    return out.getvalue()


def renamed(main: str) -> Callable[[str, bytes], tuple[str, bytes]]:
    """The main part under another name, as the archive's relationships and types then call it."""
    folder, _, file = main.rpartition("/")

    def change(name: str, content: bytes) -> tuple[str, bytes]:
        if name in ("_rels/.rels", "[Content_Types].xml"):
            return name, content.replace(b"word/document.xml", main.encode())
        if name == "word/document.xml":
            return main, content
        if name == "word/_rels/document.xml.rels":
            return f"{folder}/_rels/{file}.rels".lstrip("/"), content.replace(b'Target="', b'Target="/word/').replace(
                b"/word/../", b"/"
            )
        return name, content

    return change


def strict(name: str, content: bytes) -> tuple[str, bytes]:
    """The same file in the strict variant of the format, where everything has another namespace."""
    if name.endswith((".xml", ".rels")) and name != "[Content_Types].xml":
        for kind in (b"officeDocument", b"wordprocessingml", b"drawingml"):
            plain = b"http://schemas.openxmlformats.org/" + kind + b"/2006/"
            content = content.replace(plain, b"http://purl.oclc.org/ooxml/" + kind + b"/")
    return name, content


def sample(made: Document) -> None:
    made.add_heading("Syverkstad öppnar i Solvik", 1)
    made.add_paragraph("Arbetslösa får pröva på att sömma kläder och gardiner i det gamla posthuset vid torget.")
    made.add_paragraph("Verkstaden har öppet varje dag.", style="List Bullet")


@pytest.mark.parametrize(
    "change",
    [renamed("word/document2.xml"), renamed("word/text.xml"), renamed("doc/huvud.xml"), strict],
    ids=["numbered", "named", "folder", "strict"],
)
def test_the_main_part_is_found_by_its_relationship_and_kind(change):
    found = read_any(repacked(document(sample), change), source="brev.docx")
    assert (found.format, found.title.text) == ("docx", "Syverkstad öppnar i Solvik")
    assert found.lead.text.startswith("Arbetslösa får")
    assert [block.type for block in found.blocks] == ["list"]


def test_headings_are_known_by_name_where_the_file_describes_no_styles():
    def bare(name: str, content: bytes) -> tuple[str, bytes]:
        if name.endswith("document.xml.rels"):
            content = re.sub(rb"<Relationship [^>]*relationships/styles[^>]*/>", b"", content)
        return name, content

    assert read_docx(repacked(document(sample), bare)).title.text == "Syverkstad öppnar i Solvik"


@pytest.mark.parametrize("words", ["Meny", "Dela", "Skriv ut", "Kontakt", "Namn *", "Gilla", "Karta", "Sök"])
@pytest.mark.parametrize("where", ["paragraph", "heading", "cell"])
def test_nothing_on_paper_is_left_out_by_rules_for_web_pages(words, where):
    def build(made: Document) -> None:
        sample(made)
        if where == "cell":
            table = made.add_table(2, 2)
            for cell, text in zip(table._cells, ("Dag", words, "Måndag", "Soppa"), strict=True):
                cell.text = text
        else:
            made.add_paragraph(words, style="Heading 2" if where == "heading" else None)
        made.add_paragraph("Alla är välkomna in.")

    assert words in "\n".join(block.text for block in read(build).blocks)


@pytest.mark.parametrize("names", [("Eva Lind", "Omar Berg"), ("Team Solvik", "Näringsliv Ekby")])
def test_a_whole_document_of_names_stays_text(names):
    def build(made: Document) -> None:
        made.add_heading("Deltagare i nätverket", 1)
        for name in names:
            made.add_paragraph(name)

    assert all(name in "\n".join(block.text for block in read(build).blocks) for name in names)


def test_the_mark_of_a_note_stands_apart_from_the_number_before_it():
    def build(made: Document) -> None:
        made.add_heading("Vägen byggs om", 1)
        paragraph = made.add_paragraph("Ombyggnaden av vägen mellan byarna kostar 105")
        paragraph.add_run("2").font.superscript = True
        paragraph.add_run(" miljoner kronor.")

    found = read(build)
    assert found.lead.text == "Ombyggnaden av vägen mellan byarna kostar 105² miljoner kronor."


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("WordDocument", "old-word"),
        ("EncryptedPackage", "password"),
        ("Workbook", "not-word"),
        ("Annat", "old-office"),
    ],
)
def test_an_older_file_is_refused_for_what_it_is(part, code):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + part.encode("utf-16-le") + b"\0" * 500
    with pytest.raises(UnreadableDocument) as caught:
        read_any(data, source="fil")
    assert caught.value.code == code
