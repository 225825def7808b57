"""Images and files of imported texts."""

import io

import pytest
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from brygga.importers.models import ImportMessage

from .archive import news, page, run_import, write

pytestmark = pytest.mark.django_db
ORIENTATION, CAMERA, PLACE = 0x0112, 0x010F, 0x8825
BODY = '<p>Ett stycke som är långt nog för att vara ett stycke.</p><figure><img src="{0}" alt="En gryta"></figure>'


def picture(size=(60, 30)) -> bytes:
    """A JPEG that lies on its side, with camera and place in it."""
    image = Image.new("RGB", size, "teal")
    data = image.getexif()
    data[ORIENTATION], data[CAMERA] = 6, "Hemlig kamera"
    data.get_ifd(PLACE)[1] = "N"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=data)
    return out.getvalue()


def article(title: str, slug: str, src: str) -> str:
    return page(title, f"https://gammal.solvik.example/{slug}", BODY.format(src) + "<p>Mer text efter bilden.</p>")


def images_of(title: str) -> list:
    return [b for b in news(title).body.get_prep_value() if b["type"] in ("image", "missing_image")]


def test_an_image_is_turned_upright_loses_its_metadata_and_keeps_its_alternative_text(tmp_path):
    folder = write(tmp_path / "a", a__html=article("Grytan", "1", "bilder/gryta.jpg"))
    write(folder / "bilder", gryta__jpg=picture())
    run_import(folder, publish=True)
    image = get_image_model().objects.get()
    assert (image.width, image.height) == (30, 60)
    with image.file.open("rb") as file, Image.open(file) as stored:
        assert not stored.getexif()
    page_now = news("Grytan")
    alternatives = [b["value"]["alt"] for b in images_of("Grytan")] or [page_now.lead_image_alt]
    assert alternatives == ["En gryta"]


def test_one_image_under_two_names_is_one_and_two_images_under_one_name_are_two(tmp_path):
    folder = tmp_path / "a"
    write(folder / "x", a__html=article("Första", "1", "bild.jpg"), bild__jpg=picture())
    write(folder / "y", b__html=article("Andra", "2", "annat-namn.jpg"), **{"annat-namn__jpg": picture()})
    write(folder / "z", c__html=article("Tredje", "3", "bild.jpg"), bild__jpg=picture((90, 40)))
    run_import(folder, publish=True)
    assert get_image_model().objects.count() == 2


def test_a_missing_image_leaves_a_marked_place_and_a_message(tmp_path):
    run_import(write(tmp_path / "a", a__html=article("Saknad", "1", "bilder/borta.jpg")), publish=True)
    [block] = images_of("Saknad")
    assert block["type"] == "missing_image"
    assert block["value"]["src"].endswith("bilder/borta.jpg")
    assert ImportMessage.objects.filter(code="image-missing", text__contains="borta.jpg").exists()


def test_a_broken_image_and_one_outside_the_archive_are_not_taken(tmp_path):
    write(tmp_path, hemlig__jpg=picture())
    folder = write(tmp_path / "a", a__html=article("Utanför", "1", "../hemlig.jpg"))
    write(folder, b__html=article("Trasig", "2", "trasig.jpg"), trasig__jpg=b"\xff\xd8\xff\xe0 inte en bild")
    run_import(folder, publish=True)
    assert not get_image_model().objects.exists()
    assert [b["type"] for b in images_of("Utanför") + images_of("Trasig")] == ["missing_image"] * 2
    assert ImportMessage.objects.filter(code="image-unusable", text__contains="trasig.jpg").exists()


def test_a_file_that_is_linked_to_becomes_a_document(tmp_path):
    text = '<p>Läs hela <a href="rapport.pdf">rapporten om året som gick</a> i lugn och ro hemma.</p><p>Slut.</p>'
    folder = write(tmp_path / "a", a__html=page("Rapporten", "https://gammal.solvik.example/r", text))
    write(folder, rapport__pdf=b"%PDF-1.4 x")
    run_import(folder, publish=True)
    document = get_document_model().objects.get()
    stored = str(news("Rapporten").body.get_prep_value())
    assert 'linktype="document"' in stored or f"'document': {document.pk}" in stored
