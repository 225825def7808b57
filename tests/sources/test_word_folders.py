"""Folders of Word files as people, SharePoint and OneDrive leave them; mail from Outlook; mirrored sites."""

import contextlib
import io
import random
import zipfile

import pytest
from docx import Document as Word

from brygga.importers.reading import UnreadableDocument, read
from brygga.importers.sources import add_known, open_source
from brygga.importers.sources.left_out import LeftOut

from .outlook_files import Storage, compound, message

CUSTOM = (
    '<?xml version="1.0"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}"><vt:lpwstr>{value}</vt:lpwstr>'
    "</property></Properties>"
)


def word(words, **properties):
    out, data = Word(), io.BytesIO()
    out.add_heading("Nya rastplatser", 0)
    out.add_paragraph(words)
    out.save(data)
    with zipfile.ZipFile(data, "a") as archive:
        for name, value in properties.items():
            archive.writestr("docProps/custom.xml", CUSTOM.format(name=name, value=value))
    return data.getvalue()


ONE = word("Veden fylls på varje vecka.")


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "arkiv"
    files = {
        "2019/Rast.docx": ONE, "2019/~$Rast.docx": b"\x0bYlva", "2019/~WRL0003.tmp": ONE,
        "2019/Kopia av Rast.docx": ONE,
        "2020/Rast - Kopia.docx": ONE, "2020/Rast (1).docx": word("Veden tog slut i maj."), "2020/Gammal.doc": b"x",
        "2020/Desktop.ini": b"x", "2020/Bidrag (2).docx": word("Bidraget söks i mars."),
    }  # fmt: skip
    for name, data in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)
    return place


def test_locks_halves_and_copies_are_left_and_counted_in_folders_and_archives(folder, tmp_path):
    packed = tmp_path / "OneDrive_1_2024-01-05.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(folder.rglob("*.*")):
            archive.write(path, path.relative_to(folder))
    for where in (folder, packed):
        left = LeftOut()
        names = sorted(document.name.rpartition("/")[2] for document in open_source(str(where), left=left))
        assert names == ["Bidrag (2).docx", "Rast (1).docx", "Rast.docx"]
        assert left.counts["kopior med samma innehåll"] == 2
        assert left.counts["programs egna filer (~$, .tmp)"] >= 1
    left = LeftOut()
    list(open_source(str(folder), left=left))
    assert left.counts["filer som inte läses (.doc)"] == 1


@pytest.mark.parametrize(
    ("name", "value", "address"),
    [
        ("Webbadress", "https://solvik.example/rast", "https://solvik.example/rast"),
        ("URL", "https://solvik.example/rast, Nya rastplatser", "https://solvik.example/rast"),
        ("Publicerad_x0020_på", "ingen", None),
        ("Länk", "https://solvik.sharepoint.com/sites/info/rast.docx", None),
        ("Handläggare", "https://solvik.example/rast", None),
        ("URL", "&x;", None),
    ],
)
def test_a_web_address_in_a_word_files_properties_is_its_old_address(tmp_path, name, value, address):
    (tmp_path / "a.docx").write_bytes(word("Veden fylls på varje vecka.", **{name: value}))
    assert [document.address for document in open_source(str(tmp_path))] == [address]


LETTER = {
    "subject": "VB: Pressmeddelande: Nya rastplatser",
    "html": "<html><body><p>Kanotleden är klar för året.</p><img src='cid:a@b' alt='Rast'></body></html>".encode(),
    "sender": ("Ylva Strand", "ylva.strand@solvik.example"),
    "files": [{"name": "rast.png", "data": b"\x89PNG" * 2000, "cid": "a@b"},
              {"name": "Årsplan.pdf", "data": b"%PDF-x", "mime": "application/pdf"}],
}  # fmt: skip


@pytest.mark.parametrize("where", ["brev.msg", "", "arkiv.zip"])
def test_a_message_from_outlook_is_read_with_its_pictures(tmp_path, where):
    data = message(**LETTER)
    (tmp_path / "brev.msg").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "arkiv.zip", "w") as archive:
        archive.writestr("post/brev.msg", data)
    document = next(open_source(str(tmp_path / where)))
    article = read(document.load(), source=document.name, content_type=document.content_type)
    add_known(article, document)
    assert (article.title.text, article.kind, article.published) == ("Nya rastplatser", "press_release", "2020-04-27")
    assert article.lead.text == "Kanotleden är klar för året."
    assert [(i.src, i.alt) for i in article.images] == [("cid:a@b", "Rast")]
    assert [(a.name, a.address, len(a.load())) for a in document.attachments] == [
        ("rast.png", "cid:a@b", 8000), ("Årsplan.pdf", "Årsplan.pdf", 6)]  # fmt: skip
    assert "Årsplan.pdf" in "".join(problem.message for problem in article.problems)


def test_a_message_in_text_is_read_and_one_in_rtf_alone_is_refused_with_the_reason():
    plain = read(message(subject="Ny led", body="Kanotleden är klar.\r\n\r\nVeden finns."), source="a.msg")
    assert "Veden finns." in "\n".join(block.text for block in plain.blocks) + plain.lead.text
    with pytest.raises(UnreadableDocument) as caught:
        read(message(subject="Ny led", rtf=b"LZFu" * 20), source="a.msg")
    assert caught.value.code == "outlook-rtf"


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_message_fails_by_name_whatever_is_wrong(seed):
    chance = random.Random(seed)
    data = bytearray(message(**LETTER))
    for _ in range(chance.randint(1, 60)):
        data[chance.randrange(8, len(data))] = chance.randrange(256)
    with contextlib.suppress(UnreadableDocument):  # nothing else
        read(bytes(data[: chance.randrange(600, len(data))] if seed % 3 == 0 else data), source="a.msg")


def test_what_only_looks_like_a_message_is_named():
    hollow = compound(Storage({"__properties_version1.0": b""}))
    with pytest.raises(UnreadableDocument):
        read(hollow, source="a.msg")


HOST = "https://www.solvik.example"
PAGE = "<html lang='sv'>{}<body><h1>Rast</h1><p>Veden fylls på varje vecka vid badet i Storön.</p></body></html>"


@pytest.mark.parametrize(
    ("file", "mark", "address", "others"),
    [
        ("www.solvik.example/n/rast/index.html", "", "https://www.solvik.example/n/rast/", []),
        ("m/www.solvik.example/n/rast.html", "", f"{HOST}/n/rast.html", [f"{HOST}/n/rast"]),
        ("www.solvik.example/n/rast.aspx.html", "", f"{HOST}/n/rast.aspx", [f"{HOST}/n/rast.aspx.html"]),
        ("www.solvik.example/n/a.php?id=7.html", "", "https://www.solvik.example/n/a.php?id=7", []),
        ("www.solvik.example/n/a.php@id=7.html", "", "https://www.solvik.example/n/a.php?id=7", []),
        ("spegel/rast.html", "<!-- Mirrored from www.solvik.example/n/rast/ by X -->", f"{HOST}/n/rast/", []),
        ("sparat/rast.html", "<!-- saved from url=(0031)https://www.solvik.example/n/rast -->", f"{HOST}/n/rast", []),
        ("sparat/rast.html", "<!-- saved from url=(0014)about:internet -->", None, []),
        ("arkiv.old/rast.html", "", None, []),
        ("nyheter/rast.html", "<!-- Mirrored from 127.0.0.1/rast.html by HTTrack -->", None, []),
    ],
)  # fmt: skip
def test_a_mirrored_page_has_its_address_from_its_place_or_its_mark(tmp_path, file, mark, address, others):
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(PAGE.format(mark))
    (document,) = open_source(str(tmp_path))
    found = document.address.replace("http:", "https:") if document.address else None
    assert (found, document.known.get("old_addresses", [])) == (address, others)
