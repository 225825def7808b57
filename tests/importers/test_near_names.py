"""Pictures whose names are written otherwise in a page than in its folder."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from brygga.importers.writing.file_store import FileStore


def store(folder: Path) -> FileStore:
    return FileStore(folder, folder)


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("bilder/ny skola.jpg", "bilder/ny skola.jpg"),
        ("bilder/ny%20skola.jpg", "bilder/ny skola.jpg"),
        ("bilder/ny%20skola.jpg", "bilder/ny%20skola.jpg"),
        ("bilder/ny skola.jpg", "bilder/ny%20skola.jpg"),
        ("Bilder/Skola.JPG", "bilder/skola.jpg"),
        ("bilder/sjö.jpg", unicodedata.normalize("NFD", "bilder/sjö.jpg")),
        (unicodedata.normalize("NFD", "bilder/sjö.jpg"), "bilder/sjö.jpg"),
        ("bilder/sj%C3%B6.jpg", unicodedata.normalize("NFD", "Bilder/Sjö.jpg")),
    ],
)
def test_a_picture_is_found_by_what_its_name_means(tmp_path: Path, written: str, named: str):
    path = tmp_path / named
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    found = store(tmp_path).path_of(written)
    assert found is not None
    assert found.samefile(path)


def test_of_two_that_mean_the_same_none_is_guessed(tmp_path: Path):
    (tmp_path / "Skola.jpg").write_bytes(b"x")
    (tmp_path / "skola.jpg").write_bytes(b"y")
    if len(list(tmp_path.iterdir())) < 2:
        pytest.skip("the file system tells no capitals apart")
    assert store(tmp_path).path_of("SKOLA.JPG") is None
    assert store(tmp_path).path_of("skola.jpg") == (tmp_path / "skola.jpg").resolve()


def test_no_name_leads_out_of_the_archive(tmp_path: Path):
    (tmp_path / "Hemligt.txt").write_bytes(b"x")
    archive = tmp_path / "arkiv"
    archive.mkdir()
    assert store(archive).path_of("../hemligt.txt") is None
    assert store(archive).path_of("..%2FHEMLIGT.txt") is None
