"""Writing news in the admin."""

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from brygga.news.models import NewsPage
from tests.factories import NewsPageFactory, PersonFactory, ProjectPageFactory


def news_data(**fields):
    """The form of a new news page, as a browser sends it."""
    contacts = fields.pop("contacts", [])
    data = {
        "title": "Bron öppnar",
        "slug": "bron-oppnar",
        "kind": "press_release",
        "lead": "Nu öppnar Bron.",
        "lead_image": "",
        "lead_image_alt": "",
        "lead_image_caption": "",
        "lead_image_credit": "",
        "body": streamfield(fields.pop("body", [])),
        "lead_quotes": streamfield([]),
        "related_projects": "",
        "related_units": "",
        "publisher": "",
        "first_published_on": "",
        "updated_on": "",
        "source_label": "",
        "source_url": "",
        "source_name": "",
        "contacts": inline_formset(contacts),
        "key_figures": inline_formset([]),
        "action-publish": "1",
        **fields,
    }
    return nested_form_data(data)


def _contact(**fields):
    return {"name": "", "role": "", "phone": "", "email": "", "person": "", "organisation": "", **fields}


def test_news_is_published_about_a_project(news_index, project_index, admin_client):
    ProjectPageFactory(parent=project_index, title="Bron, steg två")
    quote = {
        "text": "Äntligen!",
        "speaker_name": "Maja Lind",
        "role": "projektledare",
        "organisation_name": "",
        "attribution": "",
        "person": "",
        "speaker_note": "",
    }
    data = news_data(
        related_projects="Bron\u201a steg två",
        contacts=[_contact(person=PersonFactory().pk)],
        body=[("quote", quote)],
    )
    response = admin_client.post(f"/admin/pages/add/brygga_news/newspage/{news_index.pk}/", data)
    assert response.status_code == 302, response.context and response.context["form"].errors
    page = NewsPage.objects.get()
    assert page.related_projects.get().title == "Bron, steg två"
    assert page.quotes[0]["speaker_name"] == "Maja Lind"
    assert page.first_published_on is not None


def test_a_contact_without_name_or_person_gets_a_message_at_the_name(news_index, admin_client):
    address = f"/admin/pages/add/brygga_news/newspage/{news_index.pk}/"
    response = admin_client.post(address, news_data(contacts=[_contact(phone="0590-110 12")]))
    errors = response.context["form"].formsets["contacts"].errors
    assert errors[0]["name"] == ["Skriv ett namn eller välj en person."]


@pytest.mark.parametrize("exists", [True, False])
def test_news_can_be_looked_at_before_it_is_saved(news_index, project_index, admin_client, exists):
    ProjectPageFactory(parent=project_index, title="Bron")
    if exists:
        address = f"/admin/pages/{NewsPageFactory(parent=news_index).pk}/edit/preview/"
    else:
        address = f"/admin/pages/add/brygga_news/newspage/{news_index.pk}/preview/"
    data = news_data(related_projects="Bron", contacts=[_contact(person=PersonFactory(name="Omar Stensson").pk)])
    assert admin_client.post(address, data).json()["is_valid"]
    html = admin_client.get(address).content.decode()
    for words in ("Nu öppnar Bron.", "Omar Stensson", "/projekt/bron/"):
        assert words in html
