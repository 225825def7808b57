"""What stored versions of pages name, and what becomes of a version when that is gone."""

import pytest
import wagtail_factories
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex

from brygga.projects.models import Organisation, ProjectPage
from brygga.site.version_references import key_of, named_by_versions, names

from ..factories import (
    ContentPageFactory,
    HomePageFactory,
    IndicatorFactory,
    NewsPageFactory,
    OrganisationFactory,
    PersonFactory,
    ProjectPageFactory,
    TargetGroupFactory,
    TopicFactory,
    UnitPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return HomePageFactory(parent=Page.get_first_root_node())


def quote(person, image, document, page):
    links = f'<a linktype="document" id="{document.pk}">Plan</a> <a linktype="page" id="{page.pk}">Kontakt</a>'
    return [
        ("quote", {"text": "Det gick bra.", "person": person}),
        ("paragraph", f"<p>{links}</p>"),
        ("image", {"image": image, "alt": "Ett kök."}),
    ]


@pytest.fixture
def everything(home):
    """A draft of each page type that names a row of every kind, and those rows."""
    rows = [OrganisationFactory(), PersonFactory(), IndicatorFactory(), TargetGroupFactory(), TopicFactory()]
    organisation, person, indicator, group, topic = rows
    image, document = wagtail_factories.ImageFactory(), wagtail_factories.DocumentFactory()
    unit = UnitPageFactory(parent=home)
    page = ContentPageFactory(parent=home)
    project = ProjectPageFactory(parent=home)
    project.owner_unit, project.owner_organisation = unit, organisation
    project.target_groups, project.topics = [group], [topic]
    project.partners.create(organisation=organisation)
    project.funding.create(funder=organisation)
    project.key_figures.create(indicator=indicator)
    project.documents.create(document=document)
    project.contacts.create(person=person)
    project.body = quote(person, image, document, page)
    news = NewsPageFactory(parent=home)
    news.publisher, news.lead_image = organisation, image
    news.body = [*quote(person, image, document, page), ("key_figure", {"indicator": indicator})]
    for draft in (project, news):
        draft.save_revision()
    return [project, news], [*rows, image, document, unit, page]


def test_a_version_names_what_the_page_built_from_it_refers_to(everything):
    for page in everything[0]:
        revision = page.get_latest_revision()
        built = revision.as_object()
        refers = {
            key_of(ContentType.objects.get_for_id(base).model_class(), pk)
            for base, pk, *_ in ReferenceIndex._extract_references_from_object(built)
        }
        said = set(names(type(page), revision.content))
        assert refers <= said


def test_every_kind_of_row_that_a_draft_names_is_found_with_the_page(everything):
    pages, rows = everything
    found = named_by_versions([key_of(type(row), row.pk) for row in rows])
    assert set(found) == {key_of(type(row), row.pk) for row in rows}
    whose = {pk for those in found.values() for _, pk in those}
    assert whose == {str(page.pk) for page in pages}


def test_a_row_is_not_named_because_another_row_has_its_number(home):
    organisation = OrganisationFactory()
    topic = TopicFactory(pk=organisation.pk)
    project = ProjectPageFactory(parent=home)
    project.topics = [topic]
    project.save_revision()
    assert key_of(Organisation, organisation.pk) not in named_by_versions([key_of(Organisation, organisation.pk)])


@pytest.fixture
def broken(home):
    """A draft whose funder, partner and owner are gone."""
    organisation = OrganisationFactory(name="Försvunna fonden")
    project = ProjectPageFactory(parent=home, title="Stegen")
    project.owner_organisation = organisation
    project.funding.create(funder=organisation, amount=1000)
    project.partners.create(organisation=organisation)
    project.partners.create(organisation=OrganisationFactory(name="Kvarblivna fonden"))
    project.save_revision()
    Organisation.objects.filter(pk=organisation.pk).delete()
    return ProjectPage.objects.get(pk=project.pk)


def test_a_version_that_names_what_is_gone_opens_without_it(broken):
    draft = broken.get_latest_revision_as_object()
    assert draft.owner_organisation is None
    assert [partner.organisation.name for partner in draft.partners.all()] == ["Kvarblivna fonden"]
    funding = draft.funding.get()
    assert (funding.funder, funding.amount) == (None, 1000)  # the money is there, and the form asks who pays it
    with pytest.raises(ValidationError, match="Välj en finansiär"):
        funding.clean()
    draft.save_revision()


def test_the_editor_opens_a_version_that_names_what_is_gone(broken, admin_client):
    response = admin_client.get(reverse("wagtailadmin_pages:edit", args=[broken.pk]))
    assert response.status_code == 200
    assert "Kvarblivna fonden" in response.content.decode()


@pytest.mark.parametrize("index", range(5))
def test_before_something_is_deleted_the_admin_says_which_versions_name_it(everything, index, admin_client):
    pages, rows = everything
    row = rows[index]
    address = reverse(row.snippet_viewset.get_url_name("delete"), args=[row.pk])
    shown = admin_client.get(address).content.decode()
    assert "Utkast eller sparade versioner nämner detta" in shown
    assert f"”{pages[0].title}”" in shown
    admin_client.post(address)
    assert not type(row).objects.filter(pk=row.pk).exists()
    for page in pages:
        assert admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_what_is_deleted_together_is_told_of_too(everything, admin_client):
    pages, rows = everything
    address = reverse("wagtail_bulk_action", args=["brygga_projects", "person", "delete"])
    listing = reverse(rows[1].snippet_viewset.get_url_name("list"))
    response = admin_client.post(f"{address}?id={rows[1].pk}&next={listing}", follow=True)
    assert f"”{pages[0].title}”" in response.content.decode()


def test_what_no_version_names_is_deleted_without_more_words(home, admin_client):
    topic = TopicFactory()
    ProjectPageFactory(parent=home).save_revision()
    shown = admin_client.get(reverse(topic.snippet_viewset.get_url_name("delete"), args=[topic.pk])).content.decode()
    assert "sparade versioner" not in shown
