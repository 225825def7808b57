"""A text of today, pasted or in a file, becomes a draft that opens in the editor."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from brygga.importers.models import ImportItem, ImportOrder
from brygga.importers.writing import pages
from brygga.news.models import NewsPage

from .archive import KITCHEN, LIBRARY

pytestmark = pytest.mark.django_db
FORM = reverse("ny-nyhet:index")
UNSURE = LIBRARY.replace(", säger Ola Berg, bibliotekschef i Solviks kommun", "")


@pytest.fixture
def index():
    return pages.index_for("news", pages.home_of())


def test_a_pasted_text_opens_in_the_editor_as_a_structured_draft(index, admin_client, admin_user):
    answer = admin_client.post(FORM, {"text": KITCHEN, "index": index.pk}, follow=True)
    page = NewsPage.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Utkastet är gjort" in answer.content.decode()
    assert (page.live, page.owner, page.get_parent().pk) == (False, admin_user, index.pk)
    assert [quote["speaker_name"] for quote in page.quotes] == ["Maja Lindgren", "Maja Lindgren"]
    assert [contact.email for contact in page.contacts.all()] == ["maja.lindgren@solvik.example"]
    assert "heading" in [block.block_type for block in page.body]
    item = ImportItem.objects.get()
    assert str(item.source) == f"{page.title}, inlagd av admin"
    assert str(item.entries.get().run).startswith(f"{page.title}, ")
    assert str(ImportOrder.objects.get()) == page.title


def test_a_file_does_too_and_what_is_doubtful_is_told(index, admin_client):
    file = SimpleUploadedFile("från en kollega.txt", UNSURE.encode())
    shown = admin_client.post(FORM, {"file": file, "index": index.pk}, follow=True).content.decode()
    page = NewsPage.objects.get()
    assert any(quote["speaker_note"] for quote in page.quotes)
    assert "Utkastet är gjort" in shown


def test_it_gets_the_day_that_it_is_published(index, admin_client):
    admin_client.post(FORM, {"text": KITCHEN.replace("Publicerad: 2023-05-11", ""), "index": index.pk})
    NewsPage.objects.get().get_latest_revision().publish()
    page = NewsPage.objects.get()
    assert page.first_published_on == timezone.localdate(page.first_published_at)


def test_the_same_text_twice_opens_the_page_that_is_there(index, admin_client):
    for _ in range(2):
        answer = admin_client.post(FORM, {"text": KITCHEN, "index": index.pk}, follow=True)
    assert NewsPage.objects.count() == 1
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[NewsPage.objects.get().pk])
    assert "Samma text" in answer.content.decode()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "Klistra in en text eller välj en fil"),
        ({"text": "x", "file": SimpleUploadedFile("a.txt", b"x")}, "Klistra in en text eller välj en fil"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ")}, "kan inte importeras"),
        ({"file": SimpleUploadedFile("a.docx", b"PK\x03\x04 trasig")}, "Word"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_form(index, admin_client, given, why):
    shown = admin_client.post(FORM, {**given, "index": index.pk}).content.decode()
    assert why in shown
    assert not NewsPage.objects.exists()
    assert not ImportItem.objects.filter(page__isnull=False).exists()


def test_who_may_put_news_nowhere_is_refused(index, client, django_user_model):
    client.force_login(django_user_model.objects.create_user("gast", password="x"))
    assert client.get(FORM).status_code in (302, 403)
