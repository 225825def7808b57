"""Editing in the admin: what a communicator meets in the forms."""

from decimal import Decimal

import pytest
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from brygga.projects.models import Funding, Goal, Organisation, Partner, ProjectPage
from tests.factories import (
    FundFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ProjectPageFactory,
    UnitPageFactory,
)

PARTS = ("partners", "funding", "goals", "key_figures", "milestones", "contacts", "documents")


def project_data(**fields):
    """The form of a new project, as a browser sends it."""
    data = {
        "title": "Bron",
        "slug": "bron",
        "full_name": "",
        "lead": "Ett projekt för fler vägar in i arbete.",
        "purpose": rich_text("<p>Fler ska få arbete.</p>"),
        "target_group": rich_text(""),
        "status": "",
        "status_note": "",
        "start": "2023",
        "end": "juni 2025",
        "owner_organisation": "",
        "owner_unit": "",
        "municipalities": "",
        "related_units": "",
        "body": streamfield([]),
        "faq": streamfield([]),
        "action-publish": "1",
        **{part: inline_formset([]) for part in PARTS},
        **{part: inline_formset(rows) for part, rows in fields.items() if part in PARTS},
        **{name: value for name, value in fields.items() if name not in PARTS},
    }
    return nested_form_data(data)


def _add(client, parent, **fields):
    address = f"/admin/pages/add/brygga_projects/projectpage/{parent.pk}/"
    with translation.override("sv"):
        return client.post(address, project_data(**fields), HTTP_ACCEPT_LANGUAGE="sv")


def _errors(response):
    """{field: messages} of the page's form and {part: {field: messages}} of its parts."""
    form = response.context["form"]
    parts = {
        name: {field: list(errors) for row in formset.errors for field, errors in row.items()}
        for name, formset in form.formsets.items()
        if any(formset.errors)
    }
    return {field: list(errors) for field, errors in form.errors.items()} | parts


def _partner(organisation, **fields):
    return {"organisation": organisation.pk, "role": "", "start": "", "end": "", **fields}


def _funding(share="", funder=None, **fields):
    row = {"funder": funder.pk if funder else "", "funder_name": "", "programme": "", "share": share, "amount": ""}
    return {**row, "start": "", "end": "", **({} if funder else {"funder_name": "Kommunerna"}), **fields}


def test_a_project_is_published_with_all_its_parts(project_index, unit_index, admin_client):
    solvik, unit = MunicipalityFactory(), UnitPageFactory(parent=unit_index, title="Jobb, nu")
    response = _add(
        admin_client,
        project_index,
        municipalities='"Solviks kommun"',
        related_units="Jobb\u201a nu",
        partners=[_partner(OrganisationFactory(), role="ordnar praktik", start="2024")],
        funding=[_funding("2/3", FundFactory()), _funding("1/3")],
        milestones=[{"date": "2024-01-15", "title": "Start", "description": ""}],
    )
    assert response.status_code == 302, _errors(response)
    page = ProjectPage.objects.get(title="Bron")
    assert page.live
    assert str(page.end) == "2025-06"
    assert list(page.municipalities.all()) == [solvik]
    assert [related.pk for related in page.related_units.all()] == [unit.pk]
    assert [str(row.share) for row in page.funding.all()] == ["2/3", "1/3"]
    assert page.partners.get().role == "ordnar praktik"


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"start": "2023", "end": "2022"}, "end", "ligger före starten"),
        ({"start": "snart"}, "start", "Skriv ett år, en månad eller en dag"),
        ({"municipalities": "Ingenstans, Solviks kommun"}, "municipalities", "”Ingenstans”"),
    ],
)
def test_a_wrong_value_gets_its_message_at_the_field(project_index, admin_client, fields, field, message):
    MunicipalityFactory()
    errors = _errors(_add(admin_client, project_index, **fields))
    assert list(errors) == [field]
    assert message in errors[field][0]


@pytest.mark.parametrize("typed", ["ängsvik", "Ängsviks kom", "kommun, Ängsviks kommun", "ÄNGSVIKS KOMMUN"])
def test_what_can_mean_one_thing_alone_is_taken(project_index, admin_client, typed):
    meant = MunicipalityFactory(name="Ängsviks kommun")
    OrganisationFactory(name="Ängsviks hamnbolag")
    response = _add(admin_client, project_index, municipalities=typed)
    assert response.status_code == 302, _errors(response)
    assert list(ProjectPage.objects.get().municipalities.all()) == [meant]


@pytest.mark.parametrize(
    ("typed", "message"), [("sol", "kan betyda flera: ”Solberga kommun”, ”Solviks kommun”"), ("Solvigs", "”Solvigs”")]
)
def test_what_can_mean_several_things_or_none_is_told_at_the_field(project_index, admin_client, typed, message):
    for name in ("Solviks kommun", "Solberga kommun"):
        MunicipalityFactory(name=name)
    errors = _errors(_add(admin_client, project_index, municipalities=typed))
    assert message in errors["municipalities"][0]
    assert not ProjectPage.objects.exists()


@pytest.mark.parametrize(
    ("shares", "message"),
    [
        (["4/3"], "större än hela summan"),
        (["2/3", "1/2"], "mer än hela summan"),
        (["50 %", "40 %"], "lägg till den som betalar resten"),
        (["en del"], "Skriv andelen som ett bråk"),
    ],
)
def test_wrong_shares_get_their_message_at_the_share(project_index, admin_client, shares, message):
    errors = _errors(_add(admin_client, project_index, funding=[_funding(share) for share in shares]))
    assert list(errors) == ["funding"]
    assert message in errors["funding"]["share"][0]


def test_a_share_that_is_not_known_yet_is_no_error(project_index, admin_client):
    response = _add(admin_client, project_index, funding=[_funding("2/3"), _funding("")])
    assert response.status_code == 302


def test_a_project_is_no_partner_of_its_own_owner(project_index, unit_index, admin_client):
    solvik = MunicipalityFactory()
    for owner in (
        {"owner_organisation": solvik.pk},
        {"owner_unit": UnitPageFactory(parent=unit_index, organisation=solvik).pk},
    ):
        errors = _errors(_add(admin_client, project_index, partners=[_partner(solvik)], **owner))
        assert list(errors) == ["partners"]
        assert "kan inte samverka med sig själv" in errors["partners"]["organisation"][0]


def test_a_partner_whose_time_ends_before_it_starts_gets_a_message_at_the_end(project_index, admin_client):
    partner = _partner(OrganisationFactory(), start="2024", end="2023")
    errors = _errors(_add(admin_client, project_index, partners=[partner]))
    assert "ligger före starten" in errors["partners"]["end"][0]


def test_a_draft_may_break_the_rules_between_parts(project_index, admin_client):
    address = f"/admin/pages/add/brygga_projects/projectpage/{project_index.pk}/"
    data = project_data(funding=[_funding("1/3"), _funding("1/3")])
    del data["action-publish"]
    assert admin_client.post(address, data).status_code == 302
    assert ProjectPage.objects.get().live is False


def test_a_project_can_be_edited_without_changing_anything(project_index, admin_client):
    page = ProjectPageFactory(parent=project_index, title="Bron", start="2021-06")
    page.municipalities = [MunicipalityFactory()]
    page.save()
    html = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert 'value="2021-06"' in html
    assert 'value="Solviks kommun"' in html


def test_page_types_stand_only_where_they_belong(project_index, unit_index, home, admin_client):
    def choices(parent):
        html = admin_client.get(f"/admin/pages/{parent.pk}/add_subpage/", follow=True).redirect_chain
        return html[-1][0] if html else ""

    # One type only: Wagtail goes straight to its form.
    assert "brygga_projects/projectpage" in choices(project_index)
    assert "brygga_projects/unitpage" in choices(unit_index)
    project = ProjectPageFactory(parent=project_index)
    assert admin_client.get(f"/admin/pages/{project.pk}/add_subpage/").status_code == 302


def test_names_are_suggested_those_that_begin_with_the_word_first(db, admin_client, client):
    for name in ("Norra Solviks kommun", "Solviks kommun", "Haddebo kommun"):
        MunicipalityFactory(name=name)
    OrganisationFactory(name="Solviks bageri")
    address = "/admin/brygga/namn/brygga_projects/organisation/?term=solvik"
    assert admin_client.get(address).json() == ["Solviks kommun", "Norra Solviks kommun"]
    assert client.get(address).status_code == 302  # not for visitors
    assert admin_client.get("/admin/brygga/namn/auth/user/?term=a").status_code == 404


def test_units_with_the_same_name_are_told_apart(unit_index, project_index, admin_client):
    one, two = [UnitPageFactory(parent=unit_index, title="Jobbcenter", slug=slug) for slug in ("a", "b")]
    names = admin_client.get("/admin/brygga/namn/brygga_projects/unitpage/?term=jobb").json()
    assert names == [f"Jobbcenter ({one.pk})", f"Jobbcenter ({two.pk})"]
    assert _add(admin_client, project_index, related_units=names[1]).status_code == 302
    assert ProjectPage.objects.get().related_units.get().pk == two.pk


@pytest.mark.parametrize("model", ["organisation", "person", "indicator", "targetgroup"])
def test_the_lists_and_forms_of_the_register_open(db, admin_client, model):
    OrganisationFactory()
    for address in ("", "add/"):
        assert admin_client.get(f"/admin/snippets/brygga_projects/{model}/{address}").status_code == 200


def test_an_organisation_is_saved_with_its_names(db, admin_client):
    data = {
        "name": "Arbetskraftsverket",
        "short_name": "",
        "kind": "agency",
        "standing": "accepted",
        "website": "",
        "logo": "",
        "organisation_number": "2120001850",
        "municipality_code": "",
        "county_code": "",
        "names": inline_formset([{"name": "AKV", "kind": "abbreviation"}]),
    }
    response = admin_client.post("/admin/snippets/brygga_projects/organisation/add/", nested_form_data(data))
    assert response.status_code == 302
    agency = Organisation.objects.matching("akv")
    assert (agency.name, agency.organisation_number) == ("Arbetskraftsverket", "212000-1850")


@pytest.mark.parametrize(
    ("written", "value"), [("2 000 000", 2_000_000), ("4,5", 4.5), ("4.5", 4.5), ("1\u00a0250,75", 1250.75)]
)
def test_numbers_are_read_as_people_write_them(project_index, admin_client, written, value):
    assert _add(admin_client, project_index, funding=[_funding(amount=written)]).status_code == 302
    assert float(ProjectPage.objects.get().funding.get().amount) == value


def test_numbers_are_shown_without_needless_noughts(db):
    field = Goal._meta.get_field("target_value").formfield()
    assert field.prepare_value(Decimal("55.00")) == "55"
    assert field.prepare_value(Decimal("1250.50")) == "1 250,5"
    assert not field.has_changed(Decimal("55.00"), "55")


def test_two_versions_of_a_project_can_be_compared(project_index, admin_client):
    page = ProjectPageFactory(parent=project_index, start="2021", end=None)
    page.funding = [Funding(funder_name="Kommunerna", share="1/3")]
    first = page.save_revision()
    page.start, page.end = "juni 2022", "2024"
    page.funding = [Funding(funder_name="Kommunerna", share="2/3")]
    page.municipalities = [MunicipalityFactory()]
    second = page.save_revision()
    html = admin_client.get(f"/admin/pages/{page.pk}/revisions/compare/{first.pk}...{second.pk}/").content.decode()
    for words in ("2022-06", "2024", "2/3", "Solviks kommun"):
        assert words in html


def test_a_project_is_copied_with_its_parts(project_index, admin_client):
    page = ProjectPageFactory(parent=project_index, title="Bron", start="2021-06")
    page.funding = [Funding(funder_name="Kommunerna", share="1/3")]
    page.municipalities = [MunicipalityFactory()]
    page.save()
    copied = page.copy(update_attrs={"slug": "bron-2", "title": "Bron 2"})
    copied = ProjectPage.objects.get(pk=copied.pk)
    assert (str(copied.start), str(copied.start_day)) == ("2021-06", "2021-06-01")
    assert str(copied.funding.get().share) == "1/3"
    assert copied.municipalities.count() == 1


def test_an_organisation_that_pages_point_at_is_not_deleted(project_index, admin_client):
    page = ProjectPageFactory(parent=project_index)
    partner = OrganisationFactory(name="Arbetskraftsverket")
    page.partners = [Partner(organisation=partner)]
    page.save()
    address = f"/admin/snippets/brygga_projects/organisation/delete/{partner.pk}/"
    response = admin_client.post(address, follow=True)
    assert Organisation.objects.filter(pk=partner.pk).exists()
    assert response.status_code == 200
    usage = admin_client.get(f"/admin/snippets/brygga_projects/organisation/usage/{partner.pk}/").content.decode()
    assert page.title in usage


def test_a_page_can_be_looked_at_before_it_is_saved(project_index, admin_client):
    page = ProjectPageFactory(parent=project_index, title="Bron")
    address = f"/admin/pages/{page.pk}/edit/preview/"
    data = project_data(title="Bron mitt i arbetet", funding=[_funding("1/3")])
    assert admin_client.post(address, data).json()["is_valid"]
    html = admin_client.get(address).content.decode()
    assert "Bron mitt i arbetet" in html.replace("\u00ad", "")


def test_a_new_project_can_be_looked_at_before_it_is_saved(project_index, admin_client):
    MunicipalityFactory()
    address = f"/admin/pages/add/brygga_projects/projectpage/{project_index.pk}/preview/"
    data = project_data(
        municipalities="Solviks kommun",
        partners=[_partner(OrganisationFactory(name="Arbetskraftsverket"))],
        funding=[_funding("2/3", FundFactory()), _funding("1/3")],
        milestones=[{"date": "2024-01", "title": "Invigning", "description": ""}],
    )
    assert admin_client.post(address, data).json()["is_valid"]
    html = admin_client.get(address).content.decode().replace("\u00ad", "")
    for words in ("Arbetskraftsverket", "Europeiska socialfonden", "2/3", "Invigning", "Solvik"):
        assert words in html
