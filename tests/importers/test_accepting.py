"""Who accepts a suggestion is told what becomes public and what it rests on, and meets the rules of the form."""

from __future__ import annotations

import pytest
from django.urls import reverse

from brygga.importers.models import Suggestion
from brygga.importers.suggestions import decide
from brygga.importers.suggestions.values import FIELDS
from brygga.news.models import NewsPage
from brygga.projects.models import Indicator, Organisation, ProjectPage
from brygga.site.models import Standing

from ..factories import IndicatorFactory, OrganisationFactory, ProjectPageFactory, make_home
from .archive import run_import, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> ProjectPage:
    page = ProjectPageFactory(title="Stegvis", parent=make_home(), owner_organisation=OrganisationFactory())
    page.save_revision().publish()
    return ProjectPage.objects.get(pk=page.pk)


def suggest(page, name, value) -> Suggestion:
    field = FIELDS[name]
    return Suggestion.objects.create(page=page, field=name, slot=field.slot(value), key=field.key(value), value=value)


def share(page, text) -> Suggestion:
    return suggest(page, "funding", {"funder": OrganisationFactory().pk, "share": text})


def shares(page) -> list[str]:
    return [str(row.share) for row in ProjectPage.objects.get(pk=page.pk).funding.all()]


def accept(client, suggestion) -> str:
    response = client.post(reverse("forslag:accept", args=[suggestion.pk]), follow=True)
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(("first", "second"), [("70 %", "60 %"), ("2/3", "1/2"), ("hela", "10 %")])
def test_shares_of_more_than_the_whole_are_refused_in_words(project, admin_user, first, second):
    decide.accept(share(project, first), admin_user)
    with pytest.raises(decide.CannotDecideError, match="mer än hela summan"):
        decide.accept(share(project, second), admin_user)
    assert len(shares(project)) == 1


def test_a_share_of_more_than_one_is_refused_alone(project, admin_user):
    with pytest.raises(decide.CannotDecideError, match="högst 100 %"):
        decide.accept(share(project, "130 %"), admin_user)


def test_shares_that_lack_the_rest_are_taken_with_a_warning(project, admin_client):
    assert "lägg till den som betalar resten" in accept(admin_client, share(project, "60 %"))
    assert "betalar resten" not in accept(admin_client, share(project, "40 %"))
    assert sorted(shares(project)) == ["40 %", "60 %"]


def test_the_owner_is_no_partner_of_its_own_project(project, admin_user):
    row = suggest(project, "partners", {"organisation": project.owner_organisation_id})
    with pytest.raises(decide.CannotDecideError, match="kan inte samverka med sig själv"):
        decide.accept(row, admin_user)


def test_a_rule_that_was_broken_before_does_not_stop_something_else(project, admin_user):
    for text in ("70 %", "60 %"):
        project.funding.create(funder=OrganisationFactory(), share=text)
    project.save_revision().publish()
    decide.accept(suggest(project, "end", "2031"), admin_user)
    assert str(ProjectPage.objects.get(pk=project.pk).end) == "2031"


def test_what_becomes_public_is_told_before_and_after(project, admin_client):
    partner = OrganisationFactory(name="Föreningen Ljusning", standing=Standing.PROPOSED)
    row = suggest(project, "partners", {"organisation": partner.pk})
    before = admin_client.get(reverse("forslag:page", args=[project.pk])).content.decode()
    assert "Blir offentligt när du godtar:" in before
    assert "organisation ”Föreningen Ljusning”" in before
    assert "Offentligt från nu: organisation ”Föreningen Ljusning”." in accept(admin_client, row)
    assert Organisation.objects.get(pk=partner.pk).standing == Standing.ACCEPTED


def test_a_key_figure_is_open_data_though_the_page_is_a_draft_and_that_is_told(project, admin_client):
    project.unpublish()
    indicator = IndicatorFactory(standing=Standing.PROPOSED)
    row = suggest(project, "key_figures", {"indicator": indicator.pk, "value": "105", "value_text": "", "note": ""})
    told = accept(admin_client, row)
    assert "värdet i öppna data" in told
    assert Indicator.objects.get(pk=indicator.pk).standing == Standing.ACCEPTED


TEXT = """Solviks kommun

Projektet Stegvis får fortsätta

Projektet Stegvis pågår från 2020 till 2022.

Publicerad: 2021-03-01
"""


def test_that_it_rests_on_an_unpublished_draft_is_told(project, tmp_path, admin_client):
    run_import(write(tmp_path / "a", a=TEXT))
    address = reverse("forslag:page", args=[project.pk])
    assert "Nyheten som säger det är inte publicerad." in admin_client.get(address).content.decode()
    NewsPage.objects.get().get_latest_revision().publish()
    assert "Nyheten som säger det är inte publicerad." not in admin_client.get(address).content.decode()
