"""Who publishes many pages at once is told first what becomes public, by kind and number."""

from __future__ import annotations

import pytest
from django.urls import reverse

from brygga.projects.models import Observation
from brygga.site.models import Standing
from tests.factories import (
    IndicatorFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    OrganisationFactory,
    ProjectPageFactory,
    make_home,
)

pytestmark = pytest.mark.django_db


def confirm(client, *pages) -> str:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = "&".join(f"id={page.pk}" for page in pages)
    return " ".join(client.get(f"{address}?{query}").content.decode().split())


def test_pages_bodies_and_values_are_counted_by_kind(admin_client):
    home = make_home()
    partner = OrganisationFactory(standing=Standing.PROPOSED)
    project = ProjectPageFactory(parent=home, title="Stegvis", live=False)
    project.partners.create(organisation=partner)
    project.save_revision()
    news = [NewsPageFactory(parent=home, title=f"Nyhet {n}", live=False) for n in range(2)]
    for page in news:
        page.save_revision()
    indicator = IndicatorFactory()
    for number in (1, 2, 3):
        Observation.objects.create(
            indicator=indicator, value=number, source_page=news[0], standing=Standing.PROPOSED, note=str(number)
        )
    shown = confirm(admin_client, project, *news)
    assert "Det här blir synligt för alla:" in shown
    assert "<li>Nyheter: 2</li>" in shown
    assert "<li>Projekt: 1</li>" in shown
    assert "<li>Organisation: 1</li>" in shown
    assert "<li>Observationer: 3</li>" in shown or "<li>Värden: 3</li>" in shown


def test_what_is_public_already_is_not_counted(admin_client):
    home = make_home()
    page = NewsPageFactory(parent=home, title="Nyhet")
    page.save_revision().publish()
    assert "Det här blir synligt för alla:" not in confirm(admin_client, page)


def test_what_lies_below_is_counted_apart(admin_client):
    index = NewsIndexPageFactory(parent=make_home(), live=False)
    NewsPageFactory(parent=index, title="Nyhet", live=False).save_revision()
    shown = confirm(admin_client, index)
    assert "Publicerar du undersidorna också blir även det här synligt:" in shown
