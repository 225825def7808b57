from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from brygga.projects.models import Organisation
from brygga.projects.organisation_numbers import normalise
from brygga.projects.register import RegisterRow, load_register, register_rows
from brygga.site.check_digits import luhn_holds
from tests.factories import MunicipalityFactory, OrganisationFactory, OrganisationNameFactory


@pytest.mark.parametrize(
    "written",
    [
        "Solviks kommun",
        "SOLVIKS  KOMMUN",
        "Solviks\u00a0kommuns",
        "Solvik",
        "solviks",
        "kommunen Solvik",
        "Solviks stad",
    ],
)
def test_a_municipality_is_found_as_people_write_it(db, written):
    solvik = MunicipalityFactory()
    assert Organisation.objects.matching(written) == solvik


def test_other_names_and_abbreviations_count(db):
    agency = OrganisationFactory(name="Arbetskraftsverket", kind="agency")
    OrganisationNameFactory(organisation=agency, name="AKV", kind="abbreviation")
    assert Organisation.objects.matching("akv") == agency


def test_an_official_name_goes_before_a_short_name(db):
    OrganisationFactory(name="Kraften i Solvik AB", short_name="Kraften", kind="company")
    association = OrganisationFactory(name="Kraften", kind="association")
    assert Organisation.objects.matching("Kraften") == association


def test_a_name_that_two_organisations_have_is_nobodys(db):
    OrganisationFactory(name="Arbetsmarknadsrådet", kind="agency")
    OrganisationFactory(name="Arbetsmarknadsrådet", kind="other")
    assert Organisation.objects.matching("Arbetsmarknadsrådet") is None


@pytest.mark.parametrize("written", ["", "  ", "Ingenstans"])
def test_an_unknown_name_finds_nothing(db, written):
    assert Organisation.objects.matching(written) is None


def test_a_removed_name_is_no_longer_found(db):
    name = OrganisationNameFactory(name="Gamla namnet")
    name.delete()
    assert Organisation.objects.matching("Gamla namnet") is None


@pytest.mark.parametrize("written", ["212000-1850", "2120001850", "16212000-1850", "SE212000185001", "212000–1850"])
def test_an_organisation_number_is_normalised(written):
    assert normalise(written) == "212000-1850"


@pytest.mark.parametrize(
    ("written", "message"),
    [("212000-1851", "kontrollsiffra"), ("12345", "tio siffror"), ("811228-9874", "personnummer")],
)
def test_a_wrong_organisation_number_gets_a_message_at_its_field(written, message):
    with pytest.raises(ValidationError) as error:
        Organisation(name="Solvik AB", organisation_number=written).full_clean()
    assert message in error.value.message_dict["organisation_number"][0]


@given(st.from_regex(r"[0-9]{2}[2-9][0-9]{6}", fullmatch=True))
def test_exactly_one_check_digit_is_right(nine):
    assert sum(luhn_holds(nine + str(digit)) for digit in range(10)) == 1


def test_the_register_has_every_municipality_region_and_county_board():
    kinds = [row.values["kind"] for row in register_rows()]
    assert (kinds.count("municipality"), kinds.count("region"), kinds.count("county_board")) == (290, 21, 21)


def test_every_number_of_the_register_is_right_and_belongs_to_one_body():
    numbers = [row.values["organisation_number"] for row in register_rows() if row.values["organisation_number"]]
    assert len(numbers) > 70
    assert [number for number in numbers if normalise(number) != number] == []
    assert len(set(numbers)) == len(numbers)


def test_a_row_tells_the_list_it_was_compared_with(db):
    load_register()
    agency, union = (Organisation.objects.get(register_key=key) for key in ("myndighet:scb", "organisation:lo"))
    assert agency.register_source == "SCB: Allmänna myndighetsregistret"
    assert agency.organisation_number == "202100-0837"
    assert "inte jämfört" in union.register_source


def test_no_name_of_the_register_means_two_organisations(db):
    load_register()
    for row in register_rows():
        for name in [row.values["name"], row.values["short_name"], *row.abbreviations, *row.other_names]:
            if name:
                found = Organisation.objects.matching(name)
                assert found is not None, name
                assert found.register_key == row.key, name


def test_loading_the_register_again_changes_nothing(db):
    call_command("load_organisations", stdout=StringIO())
    out = StringIO()
    call_command("load_organisations", stdout=out)
    assert "0 nya, 0 uppdaterade" in out.getvalue()


def _row(**values: str) -> RegisterRow:
    base = dict.fromkeys(("organisation_number", "municipality_code", "county_code", "website"), "")
    row = {**base, "kind": "agency", "name": "Arbetskraftsverket", "short_name": "", **values}
    return RegisterRow("myndighet:akv", row, ["AKV"], [])


def test_an_update_of_the_register_keeps_what_an_editor_changed(db):
    load_register([_row(website="https://akv.example")])
    agency = Organisation.objects.get(register_key="myndighet:akv")
    agency.website = "https://arbetskraft.example"
    agency.save()
    report = load_register([_row(website="https://ny.akv.example", short_name="Kraftverket")])
    agency.refresh_from_db()
    assert (agency.website, agency.short_name) == ("https://arbetskraft.example", "Kraftverket")
    assert report.kept == [("Arbetskraftsverket", "website")]


def test_an_organisation_that_an_editor_made_first_is_taken_into_the_register(db):
    mine = OrganisationFactory(name="Arbetskraftsverket", kind="agency", website="https://min.example")
    report = load_register([_row(website="https://akv.example")])
    mine.refresh_from_db()
    assert (report.created, report.adopted) == (0, 1)
    assert (mine.register_key, mine.website) == ("myndighet:akv", "https://min.example")
    assert Organisation.objects.matching("AKV") == mine
