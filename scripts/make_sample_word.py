"""Writes the Word documents of the sample archive, with the headings, lists, tables, pictures and links of real ones.

Usage: python scripts/make_sample_word.py [FOLDER]      (default samples/archive)
"""

import sys
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.dml import MSO_THEME_COLOR
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph


def start(title: str, written: datetime) -> DocumentType:
    """A document with Swedish as its language and `title` in its properties."""
    document = Document()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "sv-SE")
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, "Solviks kommun", "sv-SE"
    properties.created = properties.modified = written
    return document


def add_link(paragraph: Paragraph, text: str, address: str) -> None:
    """A hyperlink at the end of `paragraph` (python-docx reads them but has no call that writes one)."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = paragraph.add_run(text)
    run.font.underline = True
    run.font.color.theme_color = MSO_THEME_COLOR.HYPERLINK
    link.append(run._r)
    paragraph._p.append(link)


def add_picture(document: DocumentType, path: Path, alternative: str, caption: str) -> None:
    """A picture with its alternative text, and its caption in the style that Word gives captions."""
    shape = document.add_picture(str(path), width=Cm(14))
    shape._inline.docPr.set("descr", alternative)
    document.add_paragraph(caption, style="Caption")


def add_table(document: DocumentType, rows: list[tuple[str, ...]]) -> None:
    """A table whose first row is marked as its header."""
    table = document.add_table(rows=0, cols=len(rows[0]), style="Light Grid Accent 1")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(header)


def year_in_review(folder: Path) -> DocumentType:
    """A report: styles for headings, a table of figures, nested lists, a picture, a link."""
    document = start("Arbetsmarknadsåret 2023 i Solvik", datetime(2024, 2, 6, 9, 0))
    document.add_paragraph("Arbetsmarknadsåret 2023 i Solvik", style="Title")
    document.add_paragraph("6 februari 2024")
    lead = document.add_paragraph()
    lead.add_run(
        "För tredje året i rad blev det fler som lämnade Arbetslivscentrum för ett arbete eller en utbildning. "
        "Samtidigt har de som är kvar oftare flera svårigheter på samma gång."
    ).bold = True
    document.add_heading("Det här hände under året", level=1)
    for text in (
        "Projektet Stegvis tog emot sina första deltagare i februari.",
        "Verkstan flyttade till Bruksgatan 8.",
        "Utbildningsköket fick en andra grupp.",
    ):
        document.add_paragraph(text, style="List Bullet")
    document.add_heading("Året i siffror", level=1)
    add_table(
        document,
        [
            ("Mått", "2021", "2022", "2023"),
            ("Inskrivna på Arbetslivscentrum", "118", "131", "126"),
            ("Avslutade till arbete eller studier", "41", "52", "63"),
            ("Hushåll med ekonomiskt bistånd i december", "96", "88", "79"),
        ],
    )
    document.add_paragraph("Källa: Solviks kommun, egen uppföljning.", style="Caption")
    document.add_paragraph(
        "Antalet hushåll med ekonomiskt bistånd sjönk från 96 i december 2021 till 79 i december 2023."
    )
    document.add_heading("Vad säger de som var med?", level=1)
    document.add_paragraph(
        "– Det märks att vi har lärt oss ringa varandra. Förr skickade vi en remiss, säger Jonas Malmsten, "
        "enhetschef på Arbetslivscentrum."
    )
    document.add_paragraph(
        "– Jag hade inte haft någon chans utan språket på köpet. Nu är jag den som visar de nya var knivarna ligger, "
        "säger Hodan Warsame, som gick utbildningen i köket och i dag arbetar på äldreboendet Strandängen."
    )
    add_picture(
        document,
        folder / "bilder" / "klassrummet.jpg",
        "En lärare och fyra deltagare framför en tavla",
        "Svenska och yrke på samma schema. Illustration: Solviks kommun",
    )
    document.add_heading("Nästa år", level=1)
    for text in ("Ett gemensamt måndagsmöte.", "En väg in, Strandgatan 1.", "Uppföljning efter tolv månader."):
        document.add_paragraph(text, style="List Number")
    more = document.add_paragraph("Läs också ")
    add_link(more, "Ett år med Rebus", "https://jobbloggen.solvik.example/2023/05/ett-ar-med-rebus/")
    document.add_heading("För mer information, kontakta", level=2)
    document.add_paragraph(
        "Jonas Malmsten, enhetschef, Arbetslivscentrum, 0980-319 214, jonas.malmsten@solvik.example"
    )
    return document


def letter_about_esa(_: Path) -> DocumentType:
    """A release whose headings are bold lines, as many people write them."""
    document = start("Så är ESA i Hagfors uppbyggt", datetime(2023, 10, 3, 13, 0))
    title = document.add_paragraph().add_run("Så är ESA i Hagfors uppbyggt")
    title.bold, title.font.size = True, Pt(20)
    document.add_paragraph("PRESSMEDDELANDE 2023-10-03")
    document.add_paragraph(
        "Solviks kommun ska se över hur stödet till arbetssökande är organiserat. En av förebilderna finns i Hagfors "
        "kommun och heter ESA, enheten sysselsättning och arbete."
    )
    document.add_paragraph().add_run("Ett uppdrag, flera ingångar").bold = True
    document.add_paragraph(
        "ESA ordnar sysselsättning för invånare som har svårt att få ett arbete på egen hand, också i kommunens egna "
        "verksamheter. Deltagare kommer dit genom försörjningsstödet, vuxenutbildningen eller ett projekt som Rebus."
    )
    document.add_paragraph(
        "”Det fina är att uppdraget ryms på en rad. Då vet också de som ska samarbeta med enheten vad den gör”, säger "
        "kommundirektör Annelie Stenmark."
    )
    document.add_paragraph().add_run("Vad händer nu?").bold = True
    document.add_paragraph("- kartläggning till och med november\n- förslag till nämnden den 12 december 2023")
    document.add_paragraph().add_run("Kontakt").bold = True
    document.add_paragraph(
        "Annelie Stenmark, kommundirektör\nTel: 070 – 174 06 52\nannelie.stenmark(at)solvik.example"
    )
    return document


DOCUMENTS = {
    "word/arbetsmarknadsaret-2023.docx": year_in_review,
    "word/sa-ar-esa-uppbyggt.docx": letter_about_esa,
}


def main(folder: Path) -> None:
    """Writes every document below `folder`, which holds `bilder`."""
    for name, build in DOCUMENTS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        build(folder).save(str(path))
        print(f"{path}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "samples" / "archive")
