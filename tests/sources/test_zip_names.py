"""The names in ZIP archives are what the program that packed them meant, and each page has its own pictures."""

import os
import subprocess
import zipfile

import pytest

from brygga.importers.reading import read
from brygga.importers.sources import collect, open_source
from brygga.importers.sources.left_out import LeftOut
from brygga.importers.sources.suffixes import is_page

from .archives_of_a_site import COLOURS, in_folder, in_zip, mirror, picture


@pytest.mark.parametrize("how", ["", "nfd", "cp850", "cp1252", "mac_roman", "windows"])
def test_names_and_pictures_are_found_whatever_the_names_are_written_in(tmp_path, how):
    files, left = mirror(), LeftOut()
    shown = {}
    for number, document in enumerate(open_source(str(in_zip(files, tmp_path / "a.zip", how)), left=left)):
        assert document.name in files
        article = read(document.load(), source=document.name, content_type=document.content_type)
        assert collect(article, document, tmp_path / str(number)) == []
        (kept,) = (path for path in (tmp_path / str(number)).rglob("*") if path.is_file())
        assert kept.read_bytes() == files[kept.relative_to(tmp_path / str(number)).as_posix()]
        shown[article.title.text] = kept.read_bytes()
    assert shown == {title: picture(colour) for title, colour in COLOURS.items()}


def test_an_archive_that_zip_packed_itself_keeps_its_names(tmp_path):
    in_folder(mirror(), tmp_path / "a")
    try:
        subprocess.run(["zip", "-qr", "../a.zip", "."], cwd=tmp_path / "a", check=True, env={"PATH": "/usr/bin:/bin"})
    except OSError:
        pytest.skip("there is no zip here")
    assert {document.name for document in open_source(str(tmp_path / "a.zip"))} <= mirror().keys()


def test_a_name_that_a_guess_turns_into_a_way_out_is_refused(tmp_path):
    path = in_zip({"..\\..\\å.html": b"<html>", "bra.html": b"<html><p>Bra</p>"}, tmp_path / "a.zip", "cp850")
    assert {document.name for document in open_source(str(path))} == {"..\\..\\å.html", "bra.html"}
    path = in_zip({"../../å.html": b"<html>", "bra.html": b"<html><p>Bra</p>"}, tmp_path / "b.zip", "windows")
    bad = next(document for document in open_source(str(path)) if document.name != "bra.html")
    with pytest.raises(Exception, match="pekar ut ur arkivet"):
        bad.load()


def test_a_medium_of_an_export_is_not_guessed_among_several(tmp_path):
    from brygga.importers.sources.zip_media import ZipMedia

    path = in_zip({f"{site}/uploads/2019/bild.png": site.encode() for site in "ab"}, tmp_path / "a.zip")
    with zipfile.ZipFile(path) as archive:
        media = ZipMedia(archive.infolist(), archive.read, LeftOut())
        assert media.of_export("https://www.solvik.example/uploads/2019/bild.png") is None
        assert media.of_export("https://www.solvik.example/b/uploads/2019/bild.png")() == b"b"


@pytest.mark.parametrize(
    ("start", "page"),
    [
        (b"<!DOCTYPE html>\n<html>", True),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- Mirrored from x -->\n<!doctype HTML PUBLIC "">', True),
        (b"<?php include 'topp.php'; ?><!doctype html>", False),
        (b"\x89PNG<html>", False),
        (b"<!--" * 500, False),
        (b"", False),
    ],
)
def test_a_page_is_told_by_how_it_begins(start, page):
    assert is_page(start) is page


def test_pictures_that_no_text_can_show_are_counted_in_folders_and_archives(tmp_path):
    files = {"2019/nytt.txt": b"Nya rastplatser\n\nVeden fylls varje vecka.", "2019/bild.jpg": b"x", "los.png": b"x",
             "gammal.doc": b"x"}  # fmt: skip
    for where in (in_folder(files, tmp_path / "a"), in_zip(files, tmp_path / "a.zip")):
        left = LeftOut()
        assert len(list(open_source(str(where), left=left))) == 1
        assert left.counts["bilder som ligger bredvid texterna utan att någon text visar dem"] == 2
        assert "filer som inte läses (.doc): 1 (gammal.doc)" in left.lines()


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path):
    in_folder({"a/sida": b"<!doctype html><html><body><h1>Rast</h1><p>Ved.</p></body></html>"}, tmp_path)
    os.mkfifo(tmp_path / "a" / "kö")
    assert [document.name for document in open_source(str(tmp_path / "a"))] == ["sida"]
