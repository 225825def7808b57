"""A contradiction is told: on the communicator's desk with both sources, and to visitors where the site wants it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction, Site

from brygga.importers.models import Suggestion
from brygga.news.models import NewsPage
from brygga.projects.models import ProjectPage
from brygga.site.site_settings import SiteSettings

from .archive import run_import, write
from .test_suggestions import FIRST, SECOND

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(tmp_path: Any) -> ProjectPage:
    """A live project that ends in 2021, as the first release says; the second, a year later, says 2022."""
    run_import(write(tmp_path / "a", forsta=FIRST, tvaan=SECOND), publish=True)
    page = ProjectPage.objects.get(title="Stegvis")
    page.get_latest_revision().publish()
    return ProjectPage.objects.get(pk=page.pk)


def newer() -> NewsPage:
    return NewsPage.objects.get(title="Projektet Stegvis får fortsätta")


def desk(client: Any) -> str:
    return client.get(reverse("wagtailadmin_home")).content.decode().partition('id="motsagelser')[2]


def wanted() -> None:
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.update_or_create(site=site, defaults={"show_new_facts": True})


def test_the_desk_shows_both_values_with_their_sources_and_dates(page: ProjectPage, admin_client: Any) -> None:
    shown = desk(admin_client)
    for word in ("Stegvis: Slutar", "2021", "2022", newer().title, "1 mars 2021", "1 februari 2020"):
        assert word in shown


@pytest.mark.parametrize("change", ["unpublished", "older", "declined"])
def test_only_newer_public_news_contradicts(page: ProjectPage, admin_client: Any, change: str) -> None:
    news = newer()
    if change == "unpublished":
        news.unpublish()
    elif change == "older":
        NewsPage.objects.filter(pk=news.pk).update(first_published_on="2019-01-01")
    else:
        Suggestion.objects.filter(contradicts=True).update(state="declined", contradicts=False)
    assert "Slutar" not in desk(admin_client)


def test_visitors_see_it_only_where_the_site_wants_it(page: ProjectPage, client: Any) -> None:
    assert "Ny uppgift" not in client.get(page.url).content.decode()
    wanted()
    shown = client.get(page.url).content.decode()
    assert "Ny uppgift: Slutar" in shown
    assert f'href="{newer().url}"' in shown.split("Ny uppgift: Slutar")[1][:300]


def test_visitors_see_nothing_of_private_news(page: ProjectPage, client: Any) -> None:
    wanted()
    PageViewRestriction.objects.create(page=newer(), restriction_type="login")
    assert "Ny uppgift: Slutar" not in client.get(page.url).content.decode()
