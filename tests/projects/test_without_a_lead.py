"""A unit or project without a lead stands in no list; its own address answers."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import Client
from wagtail import hooks

from brygga.projects.models import ProjectPage, UnitPage

from ..factories import (
    ProjectIndexPageFactory,
    ProjectPageFactory,
    TopicFactory,
    UnitIndexPageFactory,
    UnitPageFactory,
    make_home,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages() -> dict[str, Any]:
    """A unit and a project with a lead, and their like without: each below its list, with the same topic."""
    home = make_home()
    units, projects = UnitIndexPageFactory(parent=home), ProjectIndexPageFactory(parent=home)
    topic = TopicFactory(name="Språk", slug="sprak")
    found: dict[str, Any] = {"home": home, "units": units, "projects": projects}
    for name, lead in (("Ifylld", "Vi hjälper dig till arbete."), ("Tomhänt", "")):
        unit = UnitPageFactory(parent=units, title=f"{name}enheten", lead=lead)
        UnitPageFactory(parent=unit, title=f"{name}delen", lead=lead)
        project = ProjectPageFactory(parent=projects, title=f"{name}projektet", lead=lead)
        found[name] = (unit, project)
    for name in ("Ifylld", "Tomhänt"):
        unit, project = found[name]
        for page in (unit, project):
            page.topics = [topic]
            page.save()
        project.owner_unit = found["Ifylld"][0]
        project.save()
    return found


LISTS = [
    "/",
    "/{units}/",
    "/{projects}/",
    "/amnen/sprak/",
    "/sok/?q=hjälper",
    "/sitemap-sidor.xml",
    "/api/v2/pages/",
    "/api/v2/pages/?type=brygga_projects.UnitPage&fields=*",
    "/oppna-data/projekt.json",
    "/oppna-data/projekt.csv",
]


@pytest.mark.parametrize("address", LISTS)
def test_lists_show_pages_with_a_lead_only(client: Client, pages: dict[str, Any], address: str) -> None:
    response = client.get(address.format(units=pages["units"].slug, projects=pages["projects"].slug))
    assert response.status_code == 200
    text = response.content.decode().casefold()
    assert "ifylld" in text
    assert "tomhänt" not in text
    assert "/tomh" not in text


def test_search_finds_pages_with_a_lead_only(client: Client, pages: dict[str, Any]) -> None:
    assert "/tomh" not in client.get("/sok/?q=Tomhäntenheten").content.decode()


def test_a_units_page_lists_its_parts_and_projects_with_a_lead(client: Client, pages: dict[str, Any]) -> None:
    unit = pages["Ifylld"][0]
    bare = UnitPageFactory(parent=unit, title="Tomhäntgruppen", lead="")
    text = client.get(unit.url).content.decode()
    assert "Ifyllddelen" in text
    assert "Ifylldprojektet" in text
    assert bare.title not in text
    assert "Tomhäntprojektet" not in text


def test_their_own_addresses_answer(client: Client, pages: dict[str, Any]) -> None:
    for page in pages["Tomhänt"]:
        assert client.get(page.url).status_code == 200
        assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 200


@pytest.mark.parametrize(("name", "told"), [("Tomhänt", True), ("Ifylld", False)])
@pytest.mark.parametrize("model", [UnitPage, ProjectPage])
def test_who_publishes_without_a_lead_is_told(
    rf: Any, admin_user: Any, pages: dict[str, Any], model: Any, name: str, told: bool
) -> None:
    """The message says what is missing; with a lead nothing is said."""
    page = next(page for page in pages[name] if isinstance(page, model))
    request = rf.post("/")
    request.user, request.session = admin_user, {}
    request._messages = FallbackStorage(request)
    for hook in hooks.get_hooks("after_publish_page"):
        hook(request, page)
    said = " ".join(str(message) for message in get_messages(request))
    assert ("visas inte i listor" in said) is told
