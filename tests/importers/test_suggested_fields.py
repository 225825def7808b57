"""Every kind of field that articles say things of: accepted once, added to, contradicted, marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.importers.admin.suggestion_display import marked, sections
from brygga.importers.models import Suggestion
from brygga.importers.suggestions import decide
from brygga.importers.suggestions.page_state import refresh
from brygga.importers.suggestions.values import FIELDS
from brygga.importers.writing import fields, pages
from brygga.projects.models import Indicator, Observation, ProjectContact, ProjectPage, UnitPage

from ..factories import (
    IndicatorFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
    ProjectPageFactory,
    UnitPageFactory,
    make_home,
)
from .test_suggestions import suggested

State = Suggestion.State

# Every kind of field


def _cases() -> dict[str, object]:
    return {
        "full_name": lambda: "Stegvis mot arbete",
        "purpose": lambda: "<p>Fler får ett arbete.</p>",
        "target_group": lambda: "<p>Vuxna utan arbete.</p>",
        "start": lambda: "2020-03",
        "end": lambda: "2022-06-30",
        "owner_organisation": lambda: OrganisationFactory().pk,
        "municipalities": lambda: MunicipalityFactory().pk,
        "partners": lambda: {"organisation": OrganisationFactory().pk},
        "funding": lambda: {"funder": OrganisationFactory().pk, "share": "2/3", "amount": "2500000"},
        "goals": lambda: {"description": "Hälften får arbete", "target_value": "50", "unit": "procent"},
        "key_figures": lambda: {
            "indicator": IndicatorFactory().pk,
            "value": "105",
            "value_text": "105",
            "date": "2023-07",
            "note": "",
        },
        "contacts": lambda: {"name": "Maja Lindgren", "role": "projektledare", "phone": "0555-123 45", "email": ""},
        "faq": lambda: {"type": "faq", "value": {"question": "Vem får vara med?", "answer": "<p>Alla.</p>"}},
        "abbreviation": lambda: "JC",
        "remit": lambda: "<p>Enheten hjälper vuxna till arbete.</p>",
        "organisation": lambda: OrganisationFactory().pk,
        "head": lambda: {"head": PersonFactory().pk, "head_role": "enhetschef"},
    }


UNIT_FIELDS = ("abbreviation", "remit", "organisation", "head")


def subject(name: str) -> ProjectPage | UnitPage:
    """A published page of the type that has the field."""
    factory = UnitPageFactory if name in UNIT_FIELDS else ProjectPageFactory
    page = factory(title="Sidan", parent=make_home())
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def test_the_cases_are_all_the_fields():
    assert set(_cases()) == set(FIELDS)


@pytest.mark.parametrize("name", list(FIELDS))
def test_every_kind_of_field_is_accepted_once_and_says_it_then(db, admin_user, name):
    page = subject(name)
    model = type(page)
    value = _cases()[name]()
    field = FIELDS[name]
    row = Suggestion.objects.create(page=page, field=name, slot=field.slot(value), key=field.key(value), value=value)
    (section,) = sections(page, pages.latest(page))
    assert section.open[0].text

    assert decide.accept(row, admin_user) is True

    live = model.objects.get(pk=page.pk)
    assert field.holds(fields.read(live, name), value)
    (section,) = sections(live, pages.latest(live))
    assert len(section.present) == 1
    assert section.decided[0].suggestion.state == State.ACCEPTED
    assert live.latest_revision.user == admin_user
    with pytest.raises(decide.CannotDecideError, match="redan avgjort"):
        decide.accept(row, admin_user)


@pytest.mark.parametrize("name", ["purpose", "remit", "partners", "municipalities", "goals", "contacts", "faq"])
def test_accepting_adds_to_what_the_page_says_and_takes_nothing_away(db, admin_user, name):
    page = subject(name)
    field, first, second = FIELDS[name], _cases()[name](), _cases()[name]()
    match name:
        case "purpose" | "remit":
            second = "<p>Något helt annat.</p>"
        case "municipalities":
            second = MunicipalityFactory(name="Bergviks kommun").pk
        case "goals":
            second = {"description": "Alla får ett samtal"}
        case "contacts":
            second = {"name": "Ola Berg", "role": "chef", "phone": "", "email": "ola@solvik.example"}
        case "faq":
            second = {"type": "faq", "value": {"question": "När börjar det?", "answer": "<p>I vår.</p>"}}
    current = page.get_latest_revision_as_object()
    field.put(current, first)
    current.save_revision().publish()
    row = Suggestion.objects.create(page=page, field=name, slot="s", key="k", value=second)
    decide.accept(row, admin_user)
    now = fields.read(pages.latest(type(page).objects.get(pk=page.pk)), name)
    assert field.holds(now, first)
    assert field.holds(now, second)


def test_two_values_of_one_indicator_at_one_time_contradict_and_declining_takes_the_value_away(db, admin_user):
    page, indicator = subject("key_figures"), IndicatorFactory(name="Hushåll")
    field, made = FIELDS["key_figures"], []
    current = page.get_latest_revision_as_object()
    for number in ("105", "110"):
        value = {"indicator": indicator.pk, "value": number, "value_text": number, "date": "2023-07", "note": ""}
        field.put(current, value)
        Observation.objects.create(indicator=indicator, value=number, date="2023-07")
        made.append(
            Suggestion.objects.create(
                page=page, field="key_figures", slot=field.slot(value), key=field.key(value), value=value
            )
        )
    current.save_revision()
    refresh(page)
    (section,) = sections(page, pages.latest(page))
    assert section.contradicted
    assert [value.text for value in section.standing] == [
        f"{indicator}: 105 (juli 2023)",
        f"{indicator}: 110 (juli 2023)",
    ]
    decide.decline(made[1], admin_user)
    assert [int(seen.value) for seen in Indicator.objects.get(pk=indicator.pk).series] == [105]
    assert not Suggestion.objects.filter(contradicts=True).exists()
    decide.reopen(made[1], admin_user)  # what stood on the page stands there again
    made[1].refresh_from_db()
    assert made[1].state == Suggestion.State.PRESENT
    assert Observation.objects.filter(indicator=indicator).count() == 2


# Values


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("end", "2021", "2021-06"),
        ("end", "2021-06", "2021-06-30"),
        ("funding", {"funder": 1, "share": "2/3"}, {"funder": 1, "share": "67 %"}),
        ("funding", {"funder": 1, "share": "2/3"}, {"funder": 1, "amount": "500000"}),
        ("purpose", "<p>Fler får jobb.</p>", "<p>Färre är arbetslösa.</p>"),
        ("partners", {"organisation": 1}, {"organisation": 2}),
    ],
)
def test_values_that_can_both_be_true_do_not_contradict_each_other(field, one, other):
    assert FIELDS[field].slot(one) != FIELDS[field].slot(other) or not FIELDS[field].clash(one, other)


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("end", "2021", "2022"),
        ("start", "2021-06", "2021-07-01"),
        ("funding", {"funder": 1, "share": "2/3"}, {"funder": 1, "share": "1/2"}),
        ("funding", {"funder": 1, "amount": "500000"}, {"funder": 1, "amount": "600000"}),
        ("owner_organisation", 1, 2),
        ("head", {"head": 1, "head_role": "chef"}, {"head": 2, "head_role": "chef"}),
    ],
)
def test_values_that_cannot_both_be_true_contradict_each_other(field, one, other):
    assert FIELDS[field].slot(one) == FIELDS[field].slot(other)
    assert FIELDS[field].clash(one, other)
    assert FIELDS[field].clash(other, one)


@given(st.text(max_size=80), st.lists(st.text(max_size=12), max_size=4))
def test_marking_words_changes_no_word_of_the_sentence(sentence, words):
    assert "".join(text for text, _ in marked(sentence, words)) == " ".join(sentence.split())


def test_the_words_of_the_value_are_marked_also_in_another_form():
    pieces = marked("Hagfors kommuns andel är 2/3.", ["Hagfors kommun", "2/3"])
    assert [text for text, is_value in pieces if is_value] == ["Hagfors kommuns", "2/3"]


def test_a_contact_is_known_by_the_person_that_the_page_points_at(db, admin_user):
    person = PersonFactory(name="Maja Lindgren", email="maja.lindgren@solvik.example", phone="0555-123 45")
    page = subject("contacts")
    current = page.get_latest_revision_as_object()
    current.contacts.set([ProjectContact(person=person, role="projektledare")])
    current.save_revision().publish()
    page = ProjectPage.objects.get(pk=page.pk)
    field = FIELDS["contacts"]
    known = {"name": "Maja Lindgren", "role": "Projektledare", "phone": "0555 - 12345", "email": ""}
    moved = {**known, "phone": "0555-999 00"}
    for value in (known, moved):
        Suggestion.objects.create(page=page, field="contacts", slot="s", key=field.key(value), value=value)
    refresh(page)
    assert [row.value for row in suggested("contacts")] == [moved]
    decide.accept(suggested("contacts")[0], admin_user)
    (contact,) = ProjectPage.objects.get(pk=page.pk).contacts.all()
    assert (contact.person, contact.phone, contact.role) == (person, "0555-999 00", "projektledare")
