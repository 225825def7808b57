"""A name that any municipality has for a unit of its own is the page of one of them only where the text says whose."""

from __future__ import annotations

import pytest
from django.urls import reverse

from brygga.importers.models import PageProposal, Suggestion
from brygga.importers.writing.common_names import is_common
from brygga.projects.models import Organisation, PersonRole, UnitPage
from brygga.site.models import HomePage

from ..factories import UnitPageFactory, make_home
from .archive import news, run_import, write

pytestmark = pytest.mark.django_db

TEXT = """Fler får hjälp i vinter

Nu växer {name}. I vinter kan {count} unga få stöd på vägen till ett arbete.

– Vi har väntat länge på det här, säger Maja Lindgren, chef för {name}.

Publicerad: 2020-04-01
"""
COMMON = ["Arbetsmarknadsenheten", "Socialtjänsten", "Vuxenutbildningen", "Enheten för arbete och lärande"]


def body(name: str) -> Organisation:
    return Organisation.objects.create(name=name, kind=Organisation.Kind.MUNICIPALITY)


@pytest.fixture
def ekby():
    body("Solviks kommun")
    return body("Ekby kommun")


def page_of(owner: Organisation, title: str) -> UnitPage:
    home = HomePage.objects.first() or make_home()
    return UnitPageFactory(title=title, slug=f"enhet-{owner.pk}", organisation=owner, parent=home)


def linked(title: str = "Fler får hjälp i vinter") -> list[UnitPage]:
    return list(news(title).get_latest_revision_as_object().related_units.all())


@pytest.mark.parametrize("name", COMMON)
def test_a_common_name_without_a_body_is_no_page_of_anybodys(tmp_path, ekby, name):
    page = page_of(ekby, name)
    run_import(write(tmp_path / "a", a=TEXT.format(name=name, count="fler")), publish=True)
    assert linked() == []
    assert not PersonRole.objects.filter(organisation=ekby).exists()
    assert not Suggestion.objects.filter(page=page).exists()
    assert UnitPage.objects.count() == 1


def test_what_cannot_be_told_is_asked_with_its_sentence(tmp_path, ekby):
    page_of(ekby, "Arbetsmarknadsenheten")
    run_import(write(tmp_path / "a", a=TEXT.format(name="Arbetsmarknadsenheten", count="fler")))
    source = PageProposal.objects.get(role="unit").sources.get()
    assert "Arbetsmarknadsenheten" in source.sentence


@pytest.mark.parametrize(
    "said",
    [
        "Arbetsmarknadsenheten i Ekby kommun växer.",
        "I Ekby kommun heter den nya enheten Arbetsmarknadsenheten.",
        "Ekby kommun satsar. Det gör Arbetsmarknadsenheten med fler handledare.",
    ],
)
def test_the_page_is_found_where_the_text_says_whose_it_is(tmp_path, ekby, said):
    page = page_of(ekby, "Arbetsmarknadsenheten")
    text = TEXT.format(name="Arbetsmarknadsenheten", count="fler").replace("Nu växer", f"{said} Nu växer")
    run_import(write(tmp_path / "a", a=text))
    assert linked() == [page]


def test_the_publishers_own_unit_is_found_without_more_words(tmp_path, ekby):
    solvik = Organisation.objects.get(name="Solviks kommun")
    page_of(ekby, "Arbetsmarknadsenheten")
    own = page_of(solvik, "Arbetsmarknadsenheten")
    text = "Solviks kommun\n\nPressmeddelande\n\n" + TEXT.format(name="Arbetsmarknadsenheten", count="fler")
    run_import(write(tmp_path / "a", a=text))
    assert linked() == [own]


def test_another_bodys_name_in_the_text_leaves_it_open(tmp_path, ekby):
    page_of(ekby, "Arbetsmarknadsenheten")
    said = "Solviks kommun och Ekby kommun ser samma sak."
    text = TEXT.format(name="Arbetsmarknadsenheten", count="fler").replace("I vinter kan", f"{said} I vinter kan")
    run_import(write(tmp_path / "a", a=text))
    assert linked() == []


def test_a_name_of_its_own_needs_no_more_words(tmp_path, ekby):
    page = page_of(ekby, "Ekby Lärcentrum")
    run_import(write(tmp_path / "a", a=TEXT.format(name="Ekby Lärcentrum", count="fler")))
    assert linked() == [page]


def test_nobody_works_for_the_owner_of_a_unit_that_the_text_does_not_name(tmp_path, ekby):
    page_of(ekby, "Tegelbruket")
    text = TEXT.format(name="Tegelbruket", count="fler").replace("chef för", "verksamhetschef på")
    run_import(write(tmp_path / "a", a=text), publish=True)
    assert not PersonRole.objects.filter(organisation=ekby).exists()


def test_the_panel_tells_of_a_link_with_its_sentence_and_of_none_how_sure_it_is(tmp_path, ekby, admin_client):
    page_of(ekby, "Arbetsmarknadsenheten")
    text = TEXT.format(name="Arbetsmarknadsenheten", count="fler").replace(
        "Nu växer", "Arbetsmarknadsenheten i Ekby kommun har flyttat. Nu växer"
    )
    run_import(write(tmp_path / "a", a=text))
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[news("Fler får hjälp i vinter").pk]))
    shown = html.content.decode().split('id="varifran"', 1)[1]
    card = next(one for one in shown.split("<li ") if ">Enheter</h3>" in one)
    assert "Arbetsmarknadsenheten i Ekby kommun har flyttat." in card


@pytest.mark.parametrize(
    "name",
    [*COMMON, "AME", "Arbetsmarknads- och integrationsenheten", "Kommunens lärcentrum", "Jobbcenter", "Komvux",
     "Socialkontoret", "Avdelningen arbete och välfärd", "Hemtjänsten", "Individ- och familjeomsorgen"],
)  # fmt: skip
def test_names_that_any_municipality_has(name):
    assert is_common(name)


@pytest.mark.parametrize(
    "name", ["Cornelia", "Tegelbruket", "Ekby Lärcentrum", "Lärcentrum Ekby", "Ekbys lärcentrum", "Hamnens skola 2"]
)
def test_names_of_ones_own(name):
    assert not is_common(name)
