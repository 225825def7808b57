"""Reports of what pages lack: pictures without words, quotes without a name."""

import pytest
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from brygga.importers.writing import pages
from tests.factories import NewsPageFactory, PersonFactory

pytestmark = pytest.mark.django_db
SAID = {"text": "Det går framåt.", "role": "", "attribution": "", "speaker_note": ""}


@pytest.fixture
def index():
    return pages.index_for("news", pages.home_of())


def listed(client, name, titles):
    html = client.get(reverse(name)).content.decode()
    return {title for title in titles if title in html}


def test_pages_with_a_picture_that_nobody_has_described_are_listed(index, admin_client):
    image = get_image_model().objects.create(title="Kök", file=get_test_image_file())

    def page(title, alt, *, decorative=False, **values):
        body = [("image", {"image": image, "alt": alt, "decorative": decorative, "caption": "Köket"})]
        NewsPageFactory(parent=index, title=title, body=body, **values)

    page("Beskriven bild", "En kock vid spisen")
    page("Dekoration bara", "", decorative=True)
    page("Utan beskrivning", "")
    page("Utkast utan ord", "", live=False)
    NewsPageFactory(parent=index, title="Ingressbild tyst", lead_image=image, lead_image_alt="")
    missing = [("missing_image", {"src": "/kok.jpg", "alt": "", "caption": ""})]
    NewsPageFactory(parent=index, title="Saknad bild", body=missing)
    titles = {
        "Beskriven bild",
        "Dekoration bara",
        "Utan beskrivning",
        "Utkast utan ord",
        "Ingressbild tyst",
        "Saknad bild",
    }
    assert listed(admin_client, "brygga_undescribed", titles) == {
        "Utan beskrivning", "Utkast utan ord", "Ingressbild tyst",
    }  # fmt: skip


def test_pages_with_a_quote_that_nobody_said_are_listed_and_exported(index, admin_client):
    def page(title, **who):
        NewsPageFactory(parent=index, title=title, body=[("quote", {**SAID, **who})])

    page("Sagt av Maja", speaker_name="Maja Lind", person=None)
    page("Sagt av kopplad", speaker_name="", person=PersonFactory(name="Maja Lind"))
    page("Sagt av ingen", speaker_name="", person=None)
    assert listed(admin_client, "brygga_unsaid", {"Sagt av Maja", "Sagt av kopplad", "Sagt av ingen"}) == {
        "Sagt av ingen"
    }
    exported = admin_client.get(reverse("brygga_unsaid"), {"export": "csv"})
    assert "Sagt av ingen" in b"".join(exported.streaming_content).decode()
