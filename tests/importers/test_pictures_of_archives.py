"""The pictures of mirrored sites and of archives are those that the pages showed, however their names are written."""

import zipfile

import pytest
from PIL import Image
from wagtail.models import Page

from brygga.news.models import NewsPage

from ..sources.archives_of_a_site import COLOURS, PAGE, in_folder, in_zip, mirror, picture
from .archive import run_import

pytestmark = pytest.mark.django_db


def colours() -> dict[str, str]:
    """Title → the colour of the picture on the imported page."""
    names = {(255, 0, 0): "red", (0, 0, 255): "blue", (0, 128, 0): "green"}
    found = {}
    for page in NewsPage.objects.all():
        shown = page.lead_image or next(b.value["image"] for b in page.body if b.block_type == "image")
        with Image.open(shown.file) as image:
            found[page.title] = names[image.convert("RGB").getpixel((5, 5))]
    return found


@pytest.mark.parametrize("how", ["folder", "nfd"])
def test_every_page_of_a_mirror_has_the_picture_it_showed(tmp_path, how):
    files = mirror()
    where = in_folder(files, tmp_path / "a") if how == "folder" else in_zip(files, tmp_path / "a.zip", how)
    run = run_import(where, source="gammal", publish=True, no_fetch=True)
    assert list(run.messages.values_list("text", flat=True)) == []
    assert colours() == COLOURS


def test_of_two_files_with_one_name_in_an_archive_neither_is_shown_and_both_are_told(tmp_path, capsys):
    path = in_zip({"rast.html": PAGE.format(title="Rast", image="bild.png").encode(), "bild.png": picture("red")},
                  tmp_path / "a.zip")  # fmt: skip
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("bild.png", picture("blue"))
    run = run_import(path, source="gammal", no_fetch=True)
    assert "image-missing" in run.messages.values_list("code", flat=True)
    assert "oklart vilken som menas: 2 (bild.png" in capsys.readouterr().out


def test_a_picture_that_only_has_the_name_of_the_one_shown_is_doubted(tmp_path):
    files = {"2019/bild.png": picture("red"),
             "2019/rast.html": PAGE.format(title="Rast", image="/uploads/2020/bild.png").encode()}  # fmt: skip
    run = run_import(in_folder(files, tmp_path / "a"), source="gammal", no_fetch=True)
    (said,) = run.messages.filter(code="file-by-name")
    assert "/uploads/2020/bild.png" in said.text
    assert "bild.png" in said.text
    assert Page.objects.filter(title="Rast").exists()
