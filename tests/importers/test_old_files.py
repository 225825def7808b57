"""Pictures and documents of the old site had addresses, which lead to what they became while everybody may see it."""

import io

import pytest
from PIL import Image

from brygga.importers.models import OldFile
from brygga.importers.runs.rollback import rollback_run
from brygga.news.models import NewsPage

from .archive import page, run_import, write

pytestmark = pytest.mark.django_db
OLD = "https://gammal.solvik.example"
BODY = (
    f'<p>Det här stycket är långt nog för att vara ett stycke.</p><img src="{OLD}/Bilder/Rast.png" alt="Rast">'
    f'<p><a href="{OLD}/filer/karta.pdf">Kartan</a> visar var leden går genom kommunen.</p>'
)


@pytest.fixture
def folder(tmp_path):
    picture = io.BytesIO()
    Image.effect_noise((60, 40), 64).save(picture, "PNG")
    write(tmp_path / "a" / "Bilder", Rast__png=picture.getvalue())
    write(tmp_path / "a" / "filer", karta__pdf=b"%PDF-1.4 karta")
    return write(tmp_path / "a", a__html=page("Köket", f"{OLD}/artiklar/koket", BODY))


def led(client, *paths):
    answers = [client.get(path) for path in paths]
    return [(answer.status_code, answer.headers.get("Location", "")) for answer in answers]


def test_a_files_old_address_leads_to_it_while_its_page_is_public(folder, client):
    assert led(client, "/Bilder/Rast.png") == [(404, "")]  # nothing that is remembered from this stands in the way
    run = run_import(folder, publish=True)
    assert {row.url.rpartition("/")[2] for row in OldFile.objects.all()} == {"Rast.png", "karta.pdf"}
    paths = "/Bilder/Rast.png", "/bilder/rast.png?utm_source=x", "/filer/karta.pdf"
    picture, again, document = led(client, *paths)
    assert picture == again == (301, OldFile.objects.get(image__isnull=False).image.file.url)
    assert document == (301, OldFile.objects.get(document__isnull=False).document.url)
    assert client.get(document[1]).status_code == 200
    assert led(client, "/bilder/annat.png") == [(404, "")]
    NewsPage.objects.get().unpublish()
    assert [status for status, _ in led(client, *paths)] == [404, 404, 404]
    rollback_run(run, "Prov.")
    assert not OldFile.objects.exists()


def test_a_drafts_files_lead_nowhere(folder, client):
    run_import(folder)
    assert OldFile.objects.count() == 2
    assert [status for status, _ in led(client, "/Bilder/Rast.png", "/filer/karta.pdf")] == [404, 404]


@pytest.mark.parametrize(
    ("shown", "others", "strange"),
    [
        (
            "/wp-content/uploads/2019/05/rast-300x200.png",
            ["/wp-content/uploads/2019/05/rast.png", "/wp-content/uploads/2019/05/rast-1024x683.png?x=1"],
            ["/wp-content/uploads/2019/06/rast.png", "/wp-content/uploads/2019/05/rast-karta.png", "/rast.png"],
        ),
        (
            "/nyheter/rast.png/@@images/image/large",
            ["/nyheter/rast.png", "/nyheter/rast.png/image_preview", "/nyheter/rast.png/@@images/3f2a-mini.jpeg"],
            ["/nyheter/rast.png/edit", "/nyheter/annan.png", "/rast.png/@@images/image/large"],
        ),
    ],
)
def test_every_size_of_a_picture_leads_to_it(tmp_path, client, shown, others, strange):
    picture = io.BytesIO()
    Image.effect_noise((60, 40), 64).save(picture, "PNG")
    place = tmp_path / "a" / shown.lstrip("/")
    place.parent.mkdir(parents=True)
    place.write_bytes(picture.getvalue())
    body = f'<p>Det här stycket är långt nog för att vara ett stycke.</p><img src="{OLD}{shown}" alt="Rast">'
    run_import(write(tmp_path / "a", a__html=page("Köket", f"{OLD}/artiklar/koket", body)), publish=True)
    where = OldFile.objects.filter(image__isnull=False).first().image.file.url
    assert led(client, shown, *others) == [(301, where)] * (1 + len(others))
    assert [status for status, _ in led(client, *strange)] == [404] * len(strange)
    NewsPage.objects.get().unpublish()
    assert [status for status, _ in led(client, shown, *others)] == [404] * (1 + len(others))
