"""Files follow the page: a picture or document that nothing public shows answers as one that does not exist."""

import io
import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage, default_storage, storages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image as PillowImage
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from brygga.news.models import NewsIndexPage, NewsPage
from brygga.projects.models import Indicator, Observation, Organisation
from brygga.site.files.finding import find
from brygga.site.files.storage import AskingStorage
from brygga.site.models import HomePage
from brygga.site.models.acceptance import Standing
from brygga.site.site_settings import SiteSettings

pytestmark = pytest.mark.django_db
MEMORY = {"backend": "tests.site.test_files.Bucket"}
STORAGES = {
    "on disk": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "elsewhere": {"BACKEND": "brygga.site.files.storage.AskingStorage", "OPTIONS": MEMORY},
}


class Bucket(InMemoryStorage):
    """Elsewhere: there are no paths on disk, and its own addresses ask nobody."""

    def path(self, name: str) -> str:
        raise NotImplementedError

    def _relative_path(self, name: str) -> str:
        return os.path.relpath(super().path(name), self.location)

    def url(self, name: str | None) -> str:
        return f"https://hink.example/{name}"


@pytest.fixture(params=STORAGES)
def stored(request: pytest.FixtureRequest, settings: Any, tmp_path: Any) -> str:
    """Where uploaded files are kept."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {**settings.STORAGES, "default": STORAGES[request.param]}
    return request.param


@pytest.fixture
def index(db: None) -> NewsIndexPage:
    """A news list on the default site."""
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Solvik", slug="solvik"))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    Site.clear_site_root_paths_cache()
    return home.add_child(instance=NewsIndexPage(title="Nyheter", slug="nyheter"))


@pytest.fixture
def editor(db: None) -> Client:
    """Somebody who works in the admin."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("redaktor", "redaktor@solvik.example", "x"))
    return client


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    cache.clear()  # the sizes of pictures of other tests
    yield
    Site.clear_site_root_paths_cache()


def picture(name: str = "verkstaden.jpg") -> Any:
    data = io.BytesIO()
    PillowImage.new("RGB", (60, 40), (52, 104, 110)).save(data, "JPEG")
    return get_image_model().objects.create(title="Verkstaden", file=ImageFile(data, name=name))


def paper(**fields: Any) -> Any:
    file = ContentFile(b"0123456789" * 10, name="rapport.pdf")
    return get_document_model().objects.create(title="Rapporten", file=file, **fields)


def addresses(image: Any, document: Any) -> list[str]:
    """Everywhere the two answer: the files themselves, a smaller size, the document's address, the API."""
    return [
        image.file.url,
        image.get_rendition("width-30").url,
        document.file.url,
        document.url,
        f"/api/v2/images/{image.pk}/",
        f"/api/v2/documents/{document.pk}/",
    ]


def answers(client: Client, paths: list[str]) -> list[int]:
    """The status of each address, with redirects followed (a document elsewhere is led to its file)."""
    return [client.get(path, follow=True).status_code for path in paths]


def listed(client: Client) -> list[int]:
    """How many pictures and documents the API lists, and finds by a word."""
    kinds = ("images/", "documents/", "images/?search=verkstaden", "documents/?search=rapporten")
    return [client.get(f"/api/v2/{kind}").json()["meta"]["total_count"] for kind in kinds]


def news(index: NewsIndexPage, image: Any, document: Any, **fields: Any) -> NewsPage:
    """A news page that shows the picture and links to the document in its text."""
    text = f'<p>Läs <a linktype="document" id="{document.pk}">rapporten</a>.</p>'
    page = NewsPage(
        title="Köket", slug="koket", lead_image=image, lead_image_decorative=True, body=[("paragraph", text)], **fields
    )
    return index.add_child(instance=page)


def test_what_a_draft_shows_is_not_public_until_the_page_is(stored, index, client, editor):
    image, document = picture(), paper()
    paths = addresses(image, document)
    assert answers(client, paths) == [404] * 6
    page = news(index, image, document, live=False)
    page.save_revision()
    assert answers(client, paths) == [404] * 6
    assert listed(client) == [0, 0, 0, 0]
    assert answers(editor, paths[:4]) == [200] * 4

    page.get_latest_revision().publish()
    assert answers(client, paths) == [200] * 6
    assert listed(client) == [1, 1, 1, 1]
    NewsPage.objects.get().unpublish()
    assert answers(client, paths) == [404] * 6
    assert listed(client) == [0, 0, 0, 0]


def test_what_only_the_draft_of_a_live_page_shows_is_not_public(stored, index, client):
    first, document = picture(), paper()
    page = news(index, first, document)
    page.save_revision().publish()
    second = picture("ny.jpg")
    page = NewsPage.objects.get()
    page.lead_image = second
    revision = page.save_revision()
    assert answers(client, [first.file.url, second.file.url]) == [200, 404]
    revision.publish()
    assert answers(client, [first.file.url, second.file.url]) == [404, 200]


def test_what_a_private_page_shows_is_for_those_who_may_read_it(stored, index, client):
    image, document = picture(), paper()
    page = news(index, image, document)
    paths = addresses(image, document)
    assert answers(client, paths) == [200] * 6
    restriction = PageViewRestriction.objects.create(
        page=index, restriction_type=PageViewRestriction.PASSWORD, password="hemligt"
    )
    assert answers(client, paths) == [404] * 6
    form = {"password": "hemligt", "return_url": page.url}
    client.post(f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/", form)
    assert answers(client, paths[:4]) == [200] * 4
    assert "private" in client.get(paths[0])["Cache-Control"]
    assert answers(Client(), paths) == [404] * 6
    assert listed(client) == [0, 0, 0, 0]


def test_a_file_that_is_not_public_answers_as_one_that_does_not_exist(stored, client):
    image, document = picture(), paper()
    paths = [image.file.url, document.file.url, document.url]
    before = [client.get(path) for path in paths]
    image.delete()
    document.delete()
    default_storage.delete(image.file.name)
    default_storage.delete(document.file.name)
    for answer, path in zip(before, paths, strict=True):
        missing = client.get(path)
        assert (answer.status_code, answer.content) == (404, missing.content)
        told, told_of_missing = (
            {name: value for name, value in one.headers.items() if name != "X-Request-ID"} for one in (answer, missing)
        )
        assert told == told_of_missing


def test_the_pictures_of_the_site_and_of_organisations_are_public(stored, index, client):
    image, logo = picture(), picture("logotyp.jpg")
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.logo = image
    settings.save()
    Organisation.objects.create(name="Solviks kommun", kind="other", logo=logo)
    assert answers(client, [image.file.url, logo.file.url]) == [200, 200]


def test_what_is_only_proposed_brings_no_file_with_it(stored, index, client):
    logo, report, other = picture("logotyp.jpg"), paper(), paper()
    body = Organisation.objects.create(name="Föreningen Bron", kind="other", logo=logo, standing=Standing.PROPOSED)
    figure = Indicator.objects.create(name="Hushåll", unit="hushåll")
    value = Observation.objects.create(
        indicator=figure, value=2, date="2023", source_document=report, standing=Standing.PROPOSED
    )
    proposed = Indicator.objects.create(name="Platser", unit="platser", organisation=body, standing=Standing.PROPOSED)
    Observation.objects.create(indicator=proposed, value=3, date="2023", source_document=other)
    paths = [logo.file.url, report.url, other.url]
    assert answers(client, paths) == [404] * 3
    page = news(index, None, report, live=False)
    page.body = [("key_figure", {"indicator": proposed, "display": "figure"})]
    page.save_revision()
    assert answers(client, paths) == [404] * 3
    value.standing = Standing.ACCEPTED
    value.save()
    assert answers(client, paths) == [404, 200, 404]
    page.get_latest_revision().publish()
    assert answers(client, paths) == [200] * 3


def test_other_files_are_given_out_as_before(stored, client):
    name = default_storage.save("formular/blankett.txt", ContentFile(b"Namn:"))
    response = client.get(f"/media/{name}")
    assert b"".join(response.streaming_content) == b"Namn:"
    assert response["Content-Type"].startswith("text/plain")
    assert answers(client, ["/media/formular/", "/media/formular", "/media/", "/media/x.txt"]) == [404] * 4


def test_no_other_way_to_write_the_name_leads_past_the_question(stored, client):
    name = picture().file.name
    folder, file = name.split("/")
    ways = [f"{folder}//{file}", f"{folder}/./{file}", f"x/../{name}", f"/{name}", f"{folder}%2F{file}", f"../{name}"]
    assert answers(client, [f"/media/{way}" for way in ways]) == [404] * len(ways)


def test_a_file_can_be_asked_for_in_parts_and_only_if_it_has_changed(stored, index, client):
    document = paper()
    news(index, picture(), document)
    url = document.file.url
    whole = client.get(url)
    assert (whole["Content-Length"], whole["Accept-Ranges"]) == ("100", "bytes")
    assert whole["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in whole["Content-Security-Policy"]
    assert (whole["Content-Type"], whole["Cache-Control"]) == ("application/pdf", "public, max-age=60")
    again = client.get(url, headers={"if-none-match": whole["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(url, headers={"if-modified-since": whole["Last-Modified"]}).status_code == 304
    for asked, status, body, where in [
        ("bytes=2-5", 206, b"2345", "bytes 2-5/100"),
        ("bytes=95-", 206, b"56789", "bytes 95-99/100"),
        ("bytes=-3", 206, b"789", "bytes 97-99/100"),
        ("bytes=98-500", 206, b"89", "bytes 98-99/100"),
        ("bytes=100-", 416, b"", "bytes */100"),
        ("bytes=5-2", 200, b"0123456789" * 10, None),
    ]:
        part = client.get(url, headers={"range": asked})
        content = b"".join(part.streaming_content) if part.streaming else part.content
        assert (part.status_code, content, part.headers.get("Content-Range")) == (status, body, where), asked
    other = client.get(url, headers={"range": "bytes=2-5", "if-range": '"gammal"'})
    assert other.status_code == 200
    assert client.head(url)["Content-Length"] == "100"


def test_a_document_in_a_private_collection_stays_there(stored, index, client):
    closed = Collection.get_first_root_node().add_child(name="Stängt")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.PASSWORD, password="hemligt"
    )
    document = paper(collection=closed)
    news(index, picture(), document)
    assert client.get(document.file.url).status_code == 404
    assert b"password" in client.get(document.url).content


def test_the_web_server_reads_the_file_where_it_can(index, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    image, hidden = picture("köket.jpg"), picture("dold.jpg")
    news(index, image, paper())
    settings.BRYGGA_X_ACCEL = "/filer/"
    response = client.get(image.file.url)
    assert response["X-Accel-Redirect"] == image.file.url.replace("/media/", "/filer/")
    assert (response.content, response["Content-Type"]) == (b"", "image/jpeg")
    settings.BRYGGA_X_ACCEL, settings.BRYGGA_X_SENDFILE = "", True
    assert client.get(image.file.url)["X-Sendfile"] == image.file.path
    assert client.get(hidden.file.url).status_code == 404


def test_a_file_costs_few_queries(stored, index, client, django_assert_max_num_queries):
    image, document = picture(), paper()
    news(index, image, document)
    rendition = image.get_rendition("width-30").url
    other = default_storage.save("formular/blankett.txt", ContentFile(b"Namn:"))
    for path in addresses(image, document):
        client.get(path)
    for path, most in [(image.file.url, 2), (rendition, 2), (f"/media/{other}", 2), (document.file.url, 4)]:
        with django_assert_max_num_queries(most):
            assert client.get(path).status_code == 200


def test_a_storage_around_another_can_be_named_and_made_again(settings):
    storage = AskingStorage(**MEMORY)
    path, args, kwargs = storage.deconstruct()
    assert path == "brygga.site.files.storage.AskingStorage"
    assert AskingStorage(*args, **kwargs) == storage
    name = storage.save("a/å.txt", ContentFile(b"x"))
    assert (storage.url(name), storage.size(name), storage.listdir("a")) == ("/media/a/%C3%A5.txt", 1, ([], ["å.txt"]))
    assert isinstance(AskingStorage().kept, FileSystemStorage)
    assert storages["default"].exists("a/å.txt") is False


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite for its plan")
def test_whose_a_file_is_is_found_without_looking_at_every_file_and_every_reference():
    with CaptureQueriesContext(connection) as asked:
        find("original_images/ingen.jpg")
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked.captured_queries[-1]['sql']}")
        plan = [row[3] for row in cursor.fetchall()]
    tables = {model._meta.db_table for model in (get_image_model(), get_document_model())}
    tables.add(get_image_model().get_rendition_model()._meta.db_table)
    assert not [step for step in plan if step.startswith("SCAN") and tables & set(step.split())]
    assert not [step for step in plan if "referenceindex" in step and "(base_content_type_id=?)" in step]
