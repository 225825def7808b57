"""read() picks the reader, and refuses with a reason what nobody can read."""

import io
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from brygga.importers.reading import UnreadableDocument, read, to_json
from brygga.importers.reading.model import ledger
from tests.examples import examples

from . import texts
from .pdf import make_pdf

KEYS = """version source title published updated publisher lead blocks images links headings quotes people contacts faq
key_figures organisations municipalities projects units funding captions related_links dates ledger problems""".split()


def zipped(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_article_json_has_every_key_of_version_1():
    found = to_json(read(texts.NEWS.encode(), source="nyhet.txt"))
    assert set(KEYS) <= set(found)
    assert (found["version"], found["source"]) == (1, "nyhet.txt")
    json.dumps(found)


def test_blocks_of_every_type_serialise_with_their_own_keys():
    found = to_json(read(texts.LIST.encode(), source="a.txt"))
    first = next(block for block in found["blocks"] if block["type"] == "list")
    assert first["items"][0] == "ett personligt brev"
    assert first["nested"][1]["items"][0]["text"] == "eller från ditt jobb"


def test_what_the_decoder_mended_stands_among_the_problems():
    damaged = texts.NEWS.encode().decode("cp1252", "replace").replace("\ufffd", "")
    assert "mojibake" in [p.code for p in read(damaged.encode(), source="a.txt").problems]


def test_spans_of_the_ledger_point_into_the_decoded_text():
    found = read(texts.NEWS.encode("cp1252"), source="a.txt")
    ledger.check(found)
    title = next(e for e in found.ledger if e.where == "title")
    assert found.source_text[title.span.start : title.span.end] == found.title.text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n0000", "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "old-office"),
        (rb"{\rtf1\ansi Hej}", "rtf"),
        (b"PK\x03\x04 trasig", "broken-archive"),
        (zipped(**{"a.txt": "hej"}), "archive"),
        (b"a" * (26 * 1024 * 1024), "too-large"),
    ],
)
def test_files_that_are_no_articles_are_refused_with_a_reason(data, code):
    with pytest.raises(UnreadableDocument) as caught:
        read(data, source="fil")
    assert caught.value.code == code
    assert caught.value.message.endswith(".")


def test_the_command_prints_one_object_a_line(tmp_path, capsys):
    names = []
    for number in range(2):
        path = tmp_path / f"{number}.txt"
        path.write_text(texts.NEWS, encoding="utf-8")
        names.append(str(path))
    call_command("read_articles", *names)
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["source"] for line in lines] == names


def test_the_command_names_bad_files_reads_the_others_and_fails(tmp_path, capsys):
    good, bad, empty = tmp_path / "bra.txt", tmp_path / "bild.txt", tmp_path / "tom.txt"
    good.write_text(texts.NEWS, encoding="utf-8")
    bad.write_bytes(b"\xff\xd8\xff\xe0" + b"0" * 50)
    empty.write_bytes(b"")
    with pytest.raises(CommandError, match="3 av 4") as caught:
        call_command("read_articles", str(bad), str(empty), str(tmp_path / "saknas.txt"), str(good))
    out, err = capsys.readouterr()
    assert caught.value.returncode == 1
    assert json.loads(out)["title"] == "Verkstaden på Hamngatan öppnar för fler"
    assert [line.split(":")[0] for line in err.splitlines()] == [str(bad), str(empty), f"{tmp_path}/saknas.txt"]


def test_the_table_shows_title_quotes_and_what_was_dropped(tmp_path, capsys):
    path = tmp_path / "nyhet.txt"
    path.write_text(texts.NEWS, encoding="utf-8")
    call_command("read_articles", str(path), format="table")
    out = capsys.readouterr().out
    assert "Verkstaden på Hamngatan" in out
    assert "Alva Lindmark" in out
    assert "share" in out


def test_explain_says_what_became_of_each_piece(tmp_path, capsys):
    path = tmp_path / "nyhet.txt"
    path.write_text(texts.NEWS, encoding="utf-8")
    call_command("read_articles", str(path), explain=True)
    out = capsys.readouterr().out
    assert "bortvalt" in out
    assert "placerat" in out
    assert "to-top" in out


def test_a_fault_in_a_reader_is_named_and_the_others_are_read(tmp_path, capsys, monkeypatch):
    from brygga.importers.management.commands import read_articles

    def faulty(data, **options):
        if b"FEL" in data:
            raise ZeroDivisionError("division by zero")
        return read(data, **options)

    monkeypatch.setattr(read_articles, "read", faulty)
    (tmp_path / "a.txt").write_text("FEL")
    (tmp_path / "b.txt").write_text(texts.NEWS)
    with pytest.raises(CommandError, match="1 av 2"):
        call_command("read_articles", str(tmp_path))
    out, err = capsys.readouterr()
    assert json.loads(out)["title"] == "Verkstaden på Hamngatan öppnar för fler"
    assert "a.txt: Fel i läsaren (ZeroDivisionError" in err


SAMPLES = [
    texts.NEWS.encode(),
    texts.RELEASE.encode("cp1252"),
    texts.CAPTIONS.encode("utf-16"),
    b"<html><body><h1>Hej</h1><p>Text</p><table><tr><td>1</td></tr></table></body></html>",
    b"Subject: Hej\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nText h\xe4r.\n--a--\n",
    make_pdf([[(20, 700, "Rubrik"), (11, 650, "Ett stycke text.")]]),
    zipped(**{"word/document.xml": "<w:document/>"}),
]


@settings(max_examples=examples(120))
@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.integers(0, 2000), st.binary(max_size=6)), max_size=6),
    st.integers(0, 3000),
    st.sampled_from(["a.txt", "a.html", "a.eml", "a.pdf", "a.docx", "a"]),
)
def test_a_damaged_document_gives_an_article_or_a_reason(data, changes, end, name):
    damaged = bytearray(data[:end] if end < 2500 else data)
    for place, piece in changes:
        damaged[place : place + len(piece)] = piece
    try:
        found = read(bytes(damaged), source=name)
    except UnreadableDocument as error:
        assert error.code and error.message.endswith(".")  # noqa: PT017, PT018 - either outcome is right
    else:
        ledger.check(found)
        json.dumps(to_json(found))


def test_article_json_shows_the_items_of_a_list_inside_a_list():
    inner = "<ul><li>vardagar</li><li>helger</li></ul>"
    page = f"<main><h1>Så söker du</h1><ol><li>Ring oss{inner}</li><li>Vänta</li></ol></main>"
    (block,) = [b for b in to_json(read(page.encode(), source="lista.html"))["blocks"] if b["type"] == "list"]
    assert block["items"] == ["Ring oss", "Vänta"]
    assert [[child["text"] for child in item["items"]] for item in block["nested"]] == [["vardagar", "helger"], []]
