"""Whose a thing is, the text says. Who published it is no answer, unless somebody has declared it one."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from brygga.importers.models import ImportSource, Suggestion, WrittenPage
from brygga.projects.models import Organisation, PersonRole, UnitPage

from ..factories import UnitPageFactory, make_home
from .archive import run_import, write

pytestmark = pytest.mark.django_db

TEXT = """Solviks kommun

Pressmeddelande

Fler får hjälp i vinter

Arbetsmarknadsenheten ger stöd till unga vuxna som söker arbete. Projektet Stegvis pågår från 2020 till 2022.

– Vi har väntat länge på det här, säger Maja Lindgren, chef för arbetsmarknadsenheten.

Publicerad: 2020-04-01
"""
STATED = TEXT.replace("Arbetsmarknadsenheten ger", "Arbetsmarknadsenheten i Solviks kommun ger")
OF_OTHERS = TEXT.replace("Projektet Stegvis", "I Hagfors kommun finns också en sådan. Projektet Stegvis")


@pytest.fixture
def solvik():
    return Organisation.objects.create(name="Solviks kommun", kind=Organisation.Kind.MUNICIPALITY)


def unit() -> UnitPage:
    return UnitPage.objects.get(title="Arbetsmarknadsenheten")


def owner_of(page) -> Organisation | None:
    return page.organisation or page.get_latest_revision_as_object().organisation


def test_the_publisher_is_nobodys_owner_and_nobodys_employer(tmp_path, solvik):
    run_import(write(tmp_path / "a", a=TEXT))
    assert owner_of(unit()) is None
    assert not PersonRole.objects.filter(organisation=solvik).exists()
    assert not Suggestion.objects.filter(field__in=("organisation", "owner_organisation")).exists()


def test_the_owner_that_the_text_states_is_the_owner(tmp_path, solvik):
    run_import(write(tmp_path / "a", a=STATED))
    assert owner_of(unit()) == solvik
    (source,) = WrittenPage.objects.get(role="unit").sources["organisation"]
    assert "Arbetsmarknadsenheten i Solviks kommun" in source["sentence"]


def test_what_an_archive_of_its_own_leaves_blank_is_filled_with_its_body_and_marked(tmp_path, solvik):
    run_import(write(tmp_path / "a", a=TEXT), own_body="Solviks kommun")
    assert ImportSource.objects.get().own_body == solvik
    assert owner_of(unit()) == solvik
    words = "antaget: källan är Solviks kommuns eget arkiv"
    assert WrittenPage.objects.get(role="unit").sources["organisation"] == [{"sentence": words, "assumed": True}]
    assert words in PersonRole.objects.get(organisation=solvik).source_text


def test_on_somebodys_page_the_body_is_suggested_and_marked(tmp_path, solvik):
    page = UnitPageFactory(title="Arbetsmarknadsenheten", parent=make_home())
    run_import(write(tmp_path / "a", a=TEXT), own_body="Solviks kommun")
    assert owner_of(unit()) is None
    (row,) = Suggestion.objects.filter(page=page, field="organisation")
    assert (row.value, row.state) == (solvik.pk, Suggestion.State.NEW)
    assert row.sources.get().sentence == "antaget: källan är Solviks kommuns eget arkiv"


def test_nothing_is_assumed_where_the_text_speaks_of_somebody_elses(tmp_path, solvik):
    run_import(write(tmp_path / "a", a=OF_OTHERS), own_body="Solviks kommun")
    assert owner_of(unit()) is None
    assert not PersonRole.objects.filter(organisation=solvik).exists()


def test_an_own_body_that_nobody_knows_is_refused_with_what_to_do(tmp_path):
    with pytest.raises(CommandError, match="registret över organisationer"):
        call_command("import_articles", str(write(tmp_path / "a", a=TEXT)), own_body="Solvikens komun")


def test_units_of_one_name_in_releases_of_two_bodies_stay_two(tmp_path, solvik):
    Organisation.objects.create(name="Ekby kommun", kind=Organisation.Kind.MUNICIPALITY)
    folder = write(tmp_path / "a", a=TEXT)
    run_import(folder)
    write(folder, b=TEXT.replace("Solviks kommun", "Ekby kommun").replace("vinter", "höst").replace("unga", "äldre"))
    run_import(folder)
    assert UnitPage.objects.filter(title="Arbetsmarknadsenheten").count() == 2
