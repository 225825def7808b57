"""A phrase that has a municipality's name in it is not the municipality, and a common noun is no organisation."""

from __future__ import annotations

import pytest

from brygga.importers.writing.body_names import body_within, is_nobody, organisation_kind, whose_unit
from brygga.projects.models import Organisation, PersonRole, ProjectPage

from .archive import run_import, write

Kind = Organisation.Kind
TEXT = """Solviks kommun

Pressmeddelande

Stegvis växer i vinter

Projektet Stegvis drivs av Jobbsmedjan i Hagfors kommun. Arbetsförmedlingen deltar i projektet Stegvis.

Projektet Stegvis finansieras av kommunen med 240 000 kronor.

– Det känns bra, säger Maja Lindgren, chef för Jobbsmedjan i Hagfors kommun.

– Vi är fler nu, säger Ola Berg, samordnare på kommunen.

Publicerad: 2020-04-01
"""


@pytest.mark.django_db
def test_an_import_makes_no_organisations_of_units_and_common_nouns(tmp_path):
    run_import(write(tmp_path / "a", a=TEXT), publish_all=True)
    made = set(Organisation.objects.filter(register_key=None).values_list("name", flat=True))
    assert made <= {"Solviks kommun"}
    project = ProjectPage.objects.get(title="Stegvis").get_latest_revision_as_object()
    owner = project.owner_organisation  # the municipality of the unit that runs it, or left to be asked for
    assert owner is None or owner.name == "Hagfors kommun"
    assert list(project.funding.all()) == []
    assert set(PersonRole.objects.values_list("organisation__name", flat=True)) <= {"Hagfors kommun", None}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Solviks kommun", Kind.MUNICIPALITY),
        ("Upplands Väsby kommun", Kind.MUNICIPALITY),
        ("STOCKHOLMS STAD", Kind.MUNICIPALITY),
        ("Jobbsmedjan i Hagfors kommun", Kind.OTHER),
        ("Jobbsmedjan Hagfors kommun", Kind.OTHER),
        ("Arbetscentrum vid Ekby stad", Kind.OTHER),
        ("Hagfors kommuns arbetsmarknadsenhet", Kind.OTHER),
        ("Föreningen Ljusningen i Ekby kommun", Kind.ASSOCIATION),
        ("Teknikutbildarna AB i Hagfors kommun", Kind.COMPANY),
        ("Region Norrvik", Kind.REGION),
        ("Elevhälsan i Region Norrvik", Kind.OTHER),
    ],
)
def test_the_kind_is_that_of_the_whole_name(name, kind):
    assert organisation_kind(name) == kind


@pytest.mark.parametrize(
    "name",
    ["kommunen", "Kommunen", "kommunerna", "Länsstyrelsen", "andra grannkommuner", "Lokala föreningar", "staten",
     "Tre kommuner", "de lokala arbetsgivarna", "Jobbsmedjan i Hagfors kommun", "Region Norrviks enhet"],
)  # fmt: skip
def test_names_of_nobody(name):
    assert is_nobody(name)


@pytest.mark.parametrize(
    "name",
    ["Solviks kommun", "Föreningen Ljusning", "Ljusningens förening", "Samordningsförbundet Älvdalen", "IKEA", "H&M",
     "Europeiska socialfonden", "Röda Korset i Ekby kommun", "Kyrkan i Dalen", "Arbetsförmedlingen", "Coompanion"],
)  # fmt: skip
def test_names_of_bodies(name):
    assert not is_nobody(name)


def test_the_body_and_the_rest_are_told_apart():
    assert body_within("Jobbsmedjan i Upplands Väsby kommun") == ("Upplands Väsby kommun", "Jobbsmedjan")
    assert body_within("Solviks kommun") is None


def test_a_firm_that_lies_in_a_municipality_is_not_hers():
    assert whose_unit("Norrsmide i Hagfors kommun", ["Jobbsmedjan"]) is None
    assert whose_unit("Jobbsmedjan i Hagfors kommun", ["Jobbsmedjan"]) == "Hagfors kommun"
    assert whose_unit("arbetsmarknadsenheten i Ekby kommun", []) == "Ekby kommun"
