"""A table beside the files says what each is: CSV as Excel saves it, or XLSX, with headings in Swedish or English."""

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest

from brygga.importers.reading import read
from brygga.importers.reading.model import ledger
from brygga.importers.sources import SourceError, add_known, open_source, table_rows
from brygga.importers.sources.left_out import LeftOut
from brygga.importers.sources.metadata_tables import day_of
from brygga.importers.sources.table_rows import read_rows

TEXT = "Kanotleden har fått nya rastplatser vid sjön.\n\nVeden fylls på varje vecka av föreningen.\n"
ADDRESS = "https://solvik.example/n/rast"
SWEDISH = f"""Filnamn;Rubrik;Publicerad;Gammal adress;Ämnen;Handläggare
rast.txt;Nya rastplatser;4 maj 2019;{ADDRESS};led, friluft;YS
"""
ENGLISH = f"""File name,Title,Published,Old URL,Tags,Owner
rast,Nya rastplatser,2019-05-04 10:00,{ADDRESS},led;friluft,YS
"""


def xlsx(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def archive(folder, name, data):
    (folder / "2019").mkdir(exist_ok=True)
    (folder / "2019" / "rast.txt").write_text(TEXT, encoding="utf-8")
    (folder / "2019" / "ved.txt").write_text(TEXT.replace("rast", "eld"), encoding="utf-8")
    (folder / name).write_bytes(data)
    return folder


def documents(where, left=None):
    return {document.name.rpartition("/")[2]: document for document in open_source(str(where), left=left)}


def read_one(document):
    article = read(document.load(), source=document.name, content_type=document.content_type, address=document.address)
    ledger.check(article)
    add_known(article, document)
    return article


DAY = datetime(2019, 5, 4)
DATED = [["Lista över arkivet"], [], ["Fil", "Titel", "Datum", "Länk", "Taggar", "Ansvarig"]]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("lista.csv", SWEDISH.encode("cp1252")),
        ("lista.csv", b"\xef\xbb\xbf" + SWEDISH.replace("\n", "\r\n").encode()),
        ("lista.csv", ("sep=;\r\n" + SWEDISH).encode("utf-16")),
        ("lista.tsv", SWEDISH.replace(";", "\t").encode()),
        ("List.csv", ENGLISH.encode()),
        ("lista.csv", SWEDISH.replace("rast.txt", r"2019\Rast.TXT").encode()),
        ("lista.csv", SWEDISH.replace(ADDRESS, f'"=HYPERLINK(""{ADDRESS}"";""Gammal"")"').encode()),
        ("lista.xlsx", xlsx([*DATED, ["2019/rast.txt", "Nya rastplatser", DAY, ADDRESS, "led; friluft", "YS"]])),
    ],
)  # fmt: skip
def test_a_table_tells_of_the_files_beside_it(tmp_path, name, data):
    left = LeftOut()
    folder = archive(tmp_path, name, data)
    found = documents(folder, left)
    assert (found["rast.txt"].address, found["rast.txt"].published) == (ADDRESS, "2019-05-04")
    assert found["rast.txt"].known["stated_topics"] == ["led", "friluft"]
    assert found["ved.txt"].known == {}
    article = read_one(found["rast.txt"])
    assert "Nya rastplatser" in (article.stated_title, *(problem.message[42:57] for problem in article.problems))
    column = {"List.csv": "Owner", "lista.xlsx": "Ansvarig"}.get(name, "Handläggare")
    assert f"kolumner i tabeller som inte är med: 1 ({column})" in left.lines()
    with zipfile.ZipFile(tmp_path / "arkiv.zip", "w") as packed:
        for path in (*sorted((folder / "2019").iterdir()), folder / name):
            packed.write(path, path.relative_to(folder))
    inside = documents(tmp_path / "arkiv.zip")["rast.txt"]
    assert (inside.known["old_addresses"], inside.published) == ([ADDRESS], "2019-05-04")


def test_a_table_of_something_else_tells_nothing(tmp_path):
    rows = "Namn;Datum;Antal\nKök;2019-05-04;12\nSnickeri;2019-05-05;9\n"
    found = documents(archive(tmp_path, "deltagare.csv", rows.encode()))
    assert [document.known for document in found.values()] == [{}, {}]


def test_rows_about_files_that_are_not_there_and_days_that_may_be_two_are_told(tmp_path):
    rows = "Fil;Publicerad;Status\nrast.txt;4/5/2019;Utkast\nved.txt;04.05.2019;Publicerad\nborta.txt;2019;\n"
    left = LeftOut()
    found = documents(archive(tmp_path, "lista.csv", rows.encode()), left)
    assert found["rast.txt"].published is None
    assert found["rast.txt"].known["told"][0][0] == "date-unclear"
    assert found["rast.txt"].known["closed"] == "draft"
    assert (found["ved.txt"].published, "closed" in found["ved.txt"].known) == ("2019-05-04", False)
    assert any("borta.txt" in line for line in left.lines())


@pytest.mark.parametrize(
    ("written", "day_first", "day"),
    [
        ("2019-05-04", None, "2019-05-04"), ("2019-05-04T23:30:00Z", None, "2019-05-05"),
        ("20190504", None, "2019-05-04"), ("31/31/2019", True, None),
        ("den 4 maj 2019", None, "2019-05-04"), ("4/5/2019", True, "2019-05-04"), ("4/5/2019", False, "2019-04-05"),
        ("4/5/2019", None, None), ("5/5/2019", None, "2019-05-05"), ("4.5.2019", None, "2019-05-04"),
        ("våren 2019", None, None), ("4 maj 2019–6 juni 2019", None, None), ("", None, None),
    ],
)  # fmt: skip
def test_days_are_read_as_people_write_them(written, day_first, day):
    assert day_of(written, day_first) == day


def with_part(data, name, text):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, text if info.filename == name else old.read(info))
    return out.getvalue()


BOOK = xlsx([["Fil", "Titel"], ["rast.txt", "Rast"]])
LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    "data",
    [
        with_part(BOOK, "xl/worksheets/sheet1.xml", LAUGHS),
        with_part(BOOK, "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>"),
        with_part(BOOK, "xl/workbook.xml", "<workbook/"),
        with_part(BOOK, "xl/styles.xml", " " * 2_000_000),
        BOOK[:400],
        b"PK\x03\x04" + b"\0" * 100,
    ],
    ids=["entities", "cut", "empty", "bomb", "half", "no zip"],
)
def test_a_damaged_or_hostile_workbook_is_told_and_the_files_are_read(tmp_path, monkeypatch, data):
    monkeypatch.setattr(table_rows, "MAX_UNPACKED", 1_000_000)
    left = LeftOut()
    found = documents(archive(tmp_path, "lista.xlsx", data), left)
    assert set(found) == {"rast.txt", "ved.txt"}
    assert any(line.startswith("tabeller som inte kunde läsas") for line in left.lines())


def test_a_cell_and_a_row_are_bounded(tmp_path):
    rows = read_rows(("Fil;Rubrik\n" + "x" * 900_000 + ";" * 5000 + "\n").encode(), "a.csv")
    assert (len(rows[1]), len(rows[1][0])) == (200, 100_000)
    with pytest.raises(SourceError):
        read_rows(b'Fil;Rubrik\n"' + b"x" * 2_000_000 + b'";a\n', "a.csv")
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1048576">'
        '<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
    )
    far = with_part(BOOK, "xl/worksheets/sheet1.xml", sheet)
    assert read_rows(far, "a.xlsx") == []
