"""Files, folders, archives and lists of addresses."""

import struct
import zipfile
from pathlib import Path

import pytest

from brygga.importers.reading import UnreadableDocument
from brygga.importers.reading.model.article import Article, Image, Link
from brygga.importers.sources import SourceError, collect, open_source
from brygga.importers.sources.address_list import read_addresses
from brygga.importers.sources.article_media import path_for, write_whole
from brygga.importers.sources.file_reading import read_file


def names(documents):
    return [document.name for document in documents]


def test_a_folder_gives_its_documents_by_name_and_hides_what_is_hidden(tmp_path):
    for name in ("b.txt", "a.html", ".dold.txt", "bild.jpg", "under/c.docx", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    documents = list(open_source(str(tmp_path)))
    assert names(documents) == ["a.html", "b.txt", "c.docx"]
    assert {document.archive for document in documents} == {tmp_path}


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    outside = tmp_path / "hemligt.txt"
    outside.write_text("x")
    folder = tmp_path / "arkiv"
    folder.mkdir()
    (folder / "a.txt").symlink_to(outside)
    assert list(open_source(str(folder))) == []


def test_a_missing_file_comes_and_fails_by_name(tmp_path):
    (document,) = open_source(str(tmp_path / "saknas.html"))
    with pytest.raises(UnreadableDocument) as caught:
        document.load()
    assert caught.value.code == "missing"


def test_a_file_over_the_limit_is_not_read(tmp_path):
    path = tmp_path / "stor.txt"
    with path.open("wb") as file:
        file.truncate(60 * 2**20)
    with pytest.raises(UnreadableDocument, match="60 MB") as caught:
        read_file(path)
    assert caught.value.code == "too-large"


# Archives


@pytest.fixture
def make_zip(tmp_path):
    def make(entries, **options):
        path = tmp_path / "arkiv.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in entries.items():
                archive.writestr(name, content)
        return path

    return make


def test_an_archive_gives_its_documents_with_the_images_beside_them(make_zip):
    path = make_zip(
        {
            "2019/a.html": "<p>Hej</p>",
            "2019/bild.jpg": b"jpg",
            "2018/b.txt": "b",
            "2018/c.png": b"png",
            "__MACOSX/a.txt": "",
        }
    )
    first, second = open_source(str(path))
    assert (first.load(), second.load()) == (b"<p>Hej</p>", b"b")
    assert [(a.address, a.load()) for a in first.attachments] == [("2019/bild.jpg", b"jpg")]
    assert first.source_id == "arkiv.zip!2019/a.html"


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "/etc/passwd.txt", "a/../../b.txt", "C:/b.txt", "..\\b.txt"])
def test_a_name_that_leads_out_of_the_archive_is_refused(make_zip, name):
    documents = list(open_source(str(make_zip({name: "x", "bra.txt": "bra"}))))
    with pytest.raises(UnreadableDocument) as caught:
        documents[0].load()
    assert caught.value.code == "unsafe-name"
    assert documents[1].load() == b"bra"


def test_a_bomb_is_not_unpacked(make_zip):
    bomb, good = open_source(str(make_zip({"bomb.txt": b"0" * 30_000_000, "bra.txt": "bra"})))
    with pytest.raises(UnreadableDocument) as caught:
        bomb.load()
    assert caught.value.code == "zip-bomb"
    assert good.load() == b"bra"


def test_a_bomb_that_lies_about_its_size_is_stopped_at_the_limit(make_zip):
    path = make_zip({"bomb.txt": b"0" * 40_000_000})
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = data.index(mark) + at
        data[place : place + 4] = struct.pack("<I", 1000)
    path.write_bytes(bytes(data))
    (document,) = open_source(str(path))
    with pytest.raises(UnreadableDocument):
        document.load()


def test_a_damaged_entry_fails_alone(make_zip):
    path = make_zip({"trasig.txt": "något som packas " * 20, "bra.txt": "bra"})
    data = bytearray(path.read_bytes())
    start = data.index(b"trasig.txt") + len("trasig.txt")
    data[start : start + 12] = b"\xff" * 12
    path.write_bytes(bytes(data))
    broken, good = open_source(str(path))
    with pytest.raises(UnreadableDocument) as caught:
        broken.load()
    assert caught.value.code == "broken-archive"
    assert good.load() == b"bra"


@pytest.mark.parametrize("content", [b"", b"inte en zip", b"PK\x03\x04 avhuggen"])
def test_what_is_no_archive_is_named(tmp_path, content):
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        list(open_source(str(path)))
    assert caught.value.code == "broken-archive"


# Lists of addresses


@pytest.mark.parametrize(
    "content",
    [
        "https://solvik.example/a\n# en rad om något\n\nhttps://solvik.example/b.\nhttps://solvik.example/a\n",
        "Rubrik;Adress;År\nEtt;https://solvik.example/a;2019\nTvå;https://solvik.example/b;2020\n",
        "https://solvik.example/a,Ett\r\nhttps://solvik.example/b,Två\r\n",
        "\ufeffAdress\tRubrik\nhttps://solvik.example/a\tEtt\nhttps://solvik.example/b\tTvå\n",
    ],
)
def test_the_forms_of_a_list(tmp_path, content):
    path = tmp_path / "lista.csv"
    path.write_text(content, encoding="utf-8")
    assert [address for address, _ in read_addresses(path)] == ["https://solvik.example/a", "https://solvik.example/b"]


def test_other_columns_are_kept_by_their_names(tmp_path):
    path = tmp_path / "lista.csv"
    path.write_text("Rubrik;Adress;År\nEtt;https://solvik.example/a;2019\n", encoding="cp1252")
    assert list(read_addresses(path)) == [("https://solvik.example/a", {"Rubrik": "Ett", "År": "2019"})]


def test_a_list_without_addresses_is_an_error(tmp_path):
    path = tmp_path / "lista.csv"
    path.write_text("Rubrik;År\nEtt;2019\n")
    with pytest.raises(SourceError) as caught:
        list(read_addresses(path))
    assert caught.value.code == "no-addresses"


def test_a_text_file_with_nothing_but_addresses_is_a_list(site, fetcher, tmp_path):
    path = tmp_path / "lista.txt"
    path.write_text(site.page("/a", "<p>A</p>") + "\n" + site.base + "/b\n")
    first, second = open_source(str(path), fetcher=fetcher)
    assert first.load() == b"<p>A</p>"
    with pytest.raises(UnreadableDocument) as caught:
        second.load()
    assert caught.value.code == "not-found"


# Media


@pytest.mark.parametrize(
    "address", ["https://x.example/../../etc/passwd", "../a.jpg", "https://x.example/", "a\0b", "/"]
)
def test_an_image_is_never_saved_outside_the_folder(tmp_path, address):
    path = path_for(address, tmp_path / "arkiv")
    assert path is None or path.is_relative_to(tmp_path / "arkiv")


def test_images_and_files_are_saved_where_their_address_says(site, fetcher, tmp_path):
    site.page("/bilder/a.jpg", b"jpg", "image/jpeg")
    article = Article(address=site.base + "/nyhet")
    article.images = [
        Image(src="/bilder/a.jpg"),
        Image(src=site.base + "/bilder/borta.jpg"),
        Image(src="data:image/png;base64,AA"),
    ]
    article.links = [Link(href="https://solvik.example/sida")]
    (document,) = open_source(site.base + "/nyhet", fetcher=fetcher)
    (trouble,) = collect(article, document, tmp_path, fetcher)
    assert (tmp_path / "bilder/a.jpg").read_bytes() == b"jpg"
    assert (trouble.name, trouble.code) == (site.base + "/bilder/borta.jpg", "not-found")


def test_images_in_an_archive_are_found_beside_their_document(make_zip, tmp_path):
    path = make_zip({"2019/a.html": "x", "2019/bilder/å.jpg": b"jpg", "hemligt.jpg": b"nej"})
    (document,) = open_source(str(path))
    article = Article(images=[Image(src="bilder/%C3%A5.jpg"), Image(src="../../hemligt.jpg")])
    assert collect(article, document, tmp_path / "ut") == []
    assert [p.read_bytes() for p in (tmp_path / "ut").rglob("*") if p.is_file()] == [b"jpg"]


def test_two_processes_that_write_one_file_at_once_do_not_disturb_each_other(tmp_path, monkeypatch):
    path, write = tmp_path / "bild.jpg", Path.write_bytes

    def interrupted(self: Path, data: bytes) -> int:
        written = write(self, data)
        if data == b"the slower one's":
            write_whole(path, b"the quicker one's")
            assert path.read_bytes() == b"the quicker one's"
        return written

    monkeypatch.setattr(Path, "write_bytes", interrupted)
    write_whole(path, b"the slower one's")
    assert path.read_bytes() == b"the slower one's"
    assert [file.name for file in tmp_path.iterdir()] == ["bild.jpg"]
