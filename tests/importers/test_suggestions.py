"""What all articles together say of a project: gathered once, decided once, and taken back with its article."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from brygga.importers import rollback
from brygga.importers.models import FieldConflict, ImportItem, ImportRun, Suggestion, SuggestionSource
from brygga.importers.suggestions import decide
from brygga.importers.suggestions.record import note_stated
from brygga.importers.suggestions.showing import marked, sections
from brygga.importers.suggestions.standing import refresh
from brygga.importers.suggestions.stated import Stated
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
from .archive import footprint, run_import, write

State = Suggestion.State

FIRST = """Solviks kommun

Projektet Stegvis börjar i Solvik

Projektet Stegvis drivs av Region Värmland. Arbetsförmedlingen deltar i projektet Stegvis.

Målgruppen är vuxna utan arbete.

Syftet med projektet Stegvis är att fler ska få ett arbete.

Projektet Stegvis pågår från 2020 till 2021.

Projektet Stegvis finansieras till två tredjedelar av Europeiska socialfonden.

Målet för Stegvis är att 60 procent ska ha ett arbete inom ett år.

Kontakt
Maja Lindgren, projektledare, 0555-123 45, maja.lindgren@solvik.example

Publicerad: 2020-02-01
"""

SECOND = """Solviks kommun

Projektet Stegvis får fortsätta

Projektet Stegvis avslutas 2022. Försäkringskassan deltar i projektet Stegvis.

Projektet Stegvis finansieras till hälften av Europeiska socialfonden.

Publicerad: 2021-03-01
"""

THIRD = """Solviks kommun

Snart är Stegvis slut

Projektet Stegvis avslutas 2022. Försäkringskassan deltar i projektet Stegvis.

Publicerad: 2022-03-01
"""


@pytest.fixture
def folder(db, tmp_path):
    folder = write(tmp_path / "a", forsta=FIRST, tvaan=SECOND)
    run_import(folder, publish=True)
    return folder


def project() -> ProjectPage:
    return ProjectPage.objects.get(title="Stegvis")


def draft() -> ProjectPage:
    return project().get_latest_revision_as_object()


def suggested(field: str, state: str = State.NEW) -> list[Suggestion]:
    return list(Suggestion.objects.filter(field=field, state=state))


def rows() -> list[tuple]:
    """Everything that is stored, keys too: a row that was written anew would have another."""
    return [
        *Suggestion.objects.order_by("pk").values_list("pk", "field", "key", "value", "state", "contradicts"),
        *SuggestionSource.objects.order_by("pk").values_list("pk", "suggestion", "item", "sentence", "words"),
    ]


def said() -> set[tuple]:
    """Everything that is stored, whatever its keys."""
    found = SuggestionSource.objects.values_list(
        "suggestion__field", "suggestion__key", "suggestion__state", "suggestion__contradicts", "item", "sentence"
    )
    return {*found, *Suggestion.objects.filter(sources=None).values_list("field", "key", "state")}


def read_anew(folder) -> ImportRun:
    """As after an update of the reader: the same documents are read and merged once more."""
    ImportItem.objects.update(reader_version="")
    return run_import(folder, publish=True)


# Gathering


def test_two_end_dates_stand_side_by_side_each_with_its_sentence(folder):
    (end,) = suggested("end")
    assert end.value == "2022"
    assert end.contradicts
    assert end.sources.get().sentence == "Projektet Stegvis avslutas 2022."
    (standing,) = suggested("end", State.PRESENT)
    assert standing.value == "2021"
    section = next(s for s in sections(project(), draft()) if s.name == "end")
    assert section.contradicted
    assert section.present == ["2021"]
    assert [(value.text, value.origins[0].title) for value in section.open] == [
        ("2022", "Projektet Stegvis får fortsätta")
    ]


def test_two_shares_of_one_funder_contradict_each_other_and_a_new_partner_nothing(folder):
    (share,) = suggested("funding")
    assert (share.value["share"], share.contradicts) == ("1/2", True)
    assert not suggested("partners")  # the import put both on the page that it made itself
    assert {row.state for row in Suggestion.objects.filter(field="partners")} == {State.PRESENT}


def test_a_contact_who_answers_for_the_project_is_suggested_and_not_written(folder):
    (contact,) = suggested("contacts")
    assert contact.value["name"] == "Maja Lindgren"
    assert not draft().contacts.all()


def test_the_same_value_in_several_articles_is_one_suggestion_with_several_sources(folder):
    write(folder, trean=THIRD)
    run_import(folder, publish=True)
    (end,) = suggested("end")
    assert end.sources.count() == 2


def test_what_an_article_says_twice_and_differently_is_kept_too(db, tmp_path):
    text = SECOND.replace("avslutas 2022.", "avslutas 2022. Projektet Stegvis avslutas 2024.")
    run_import(write(tmp_path / "a", tvaan=text), publish=True)
    (end,) = suggested("end")
    assert (end.value, end.contradicts) == ("2024", True)


def test_a_second_run_and_a_second_reading_write_nothing(folder):
    before, pages_before = rows(), footprint()
    run_import(folder, publish=True)
    assert rows() == before
    read_anew(folder)
    assert rows() == before
    assert footprint() == pages_before


def test_a_trial_run_stores_nothing(db, tmp_path):
    run_import(write(tmp_path / "a", forsta=FIRST, tvaan=SECOND), dry_run=True)
    assert not Suggestion.objects.exists()


def test_what_an_article_no_longer_says_goes(folder):
    write(folder, tvaan=SECOND.replace("avslutas 2022", "har nya lokaler"))
    run_import(folder, publish=True)
    assert not suggested("end")
    assert [row.value for row in Suggestion.objects.filter(field="end")] == ["2021"]


def test_undoing_a_run_takes_back_what_its_articles_said(folder):
    write(folder, trean=THIRD.replace("2022.", "2023."))
    run = run_import(folder, publish=True)
    assert {row.value for row in suggested("end")} == {"2022", "2023"}
    rollback.rollback_run(run, "Fel arkiv.")
    assert {row.value for row in suggested("end")} == {"2022"}
    rollback.rollback_run(ImportRun.objects.order_by("pk").first(), "Fel arkiv.")
    assert not Suggestion.objects.exists()
    assert not SuggestionSource.objects.exists()


def test_undoing_a_change_gives_back_what_the_article_said_before(folder):
    before = said()
    write(folder, tvaan=SECOND.replace("avslutas 2022", "avslutas 2024").replace("till hälften", "till en fjärdedel"))
    run = run_import(folder, publish=True)
    assert said() != before
    rollback.rollback_run(run, "Fel version.")
    assert said() == before


def test_suggestions_do_not_count_as_use_of_the_page(folder):
    """Else undoing an import would keep every page that something is suggested for."""
    rollback.rollback_run(ImportRun.objects.get(), "Fel arkiv.")
    assert not ProjectPage.objects.filter(title="Stegvis").exists()


def test_noting_what_many_articles_say_takes_as_many_queries_as_for_a_few(folder):
    page, source = project(), ImportItem.objects.first().source

    def cost(name: str, number: int) -> int:
        said = [
            (
                ImportItem.objects.create(source=source, identifier=f"{name}{i}"),
                [Stated(page.pk, "partners", {"organisation": OrganisationFactory().pk}, "Mening.")],
                {page.pk: {"partners": []}},
            )
            for i in range(number)
        ]
        with CaptureQueriesContext(connection) as queries:
            note_stated(said)
        return len(queries)

    cost("först", 1)
    assert cost("fa", 3) == cost("många", 40) <= 8


# Decisions


def test_accepting_writes_that_one_value_and_leaves_an_editors_draft_as_it_is(folder, admin_user):
    page = draft()
    page.lead = "Redaktörens egen ingress."
    page.save_revision(user=admin_user)
    (end,) = suggested("end")
    assert decide.accept(end, admin_user) is False  # a draft waits: nothing is published
    assert str(draft().end) == "2022"
    assert draft().lead == "Redaktörens egen ingress."
    assert str(project().end) == "2021"
    assert draft().funding.count() == project().funding.count()


def test_after_accepting_the_next_import_is_not_at_odds_with_it(folder, admin_user):
    project().get_latest_revision().publish()
    (end,), (share,) = suggested("end"), suggested("funding")
    assert decide.accept(end, admin_user) is True
    assert decide.accept(share, admin_user) is True
    before, pages_before = rows(), footprint()
    read_anew(folder)
    assert rows() == before
    assert footprint() == pages_before
    assert not FieldConflict.objects.exists()
    assert str(project().end) == "2022"
    assert [str(row.share) for row in project().funding.all()] == ["1/2"]


def test_what_was_accepted_follows_a_correction_in_its_article_like_all_that_is_imported(folder, admin_user):
    (end,) = suggested("end")
    decide.accept(end, admin_user)
    write(folder, tvaan=SECOND.replace("2022", "2023"))
    run_import(folder, publish=True)
    assert str(draft().end) == "2023"
    assert not FieldConflict.objects.exists()


@pytest.mark.parametrize("decision", [decide.accept, decide.decline])
def test_a_decision_survives_new_readings_changed_articles_and_more_that_say_the_same(folder, admin_user, decision):
    (end,) = suggested("end")
    decision(end, admin_user)
    write(folder, trean=THIRD, forsta=FIRST.replace("fler ska få ett arbete", "fler får en egen lön"))
    read_anew(folder)
    assert not suggested("end")
    again = Suggestion.objects.get(field="end", value="2022")
    assert (again.pk, again.decided_by) == (end.pk, admin_user)
    assert again.sources.count() == 2


def test_a_decision_is_kept_without_its_article_and_meets_it_when_it_comes_back(folder, admin_user):
    (end,) = suggested("end")
    decide.decline(end, admin_user)
    write(folder, tvaan=SECOND.replace("avslutas 2022", "har nya lokaler"))
    run_import(folder, publish=True)
    assert Suggestion.objects.get(pk=end.pk).sources.count() == 0
    write(folder, tvaan=SECOND)
    run_import(folder, publish=True)
    end.refresh_from_db()
    assert (end.state, end.sources.count()) == (State.DECLINED, 1)


def test_the_value_that_was_there_before_is_not_suggested_again(folder, admin_user):
    decide.accept(suggested("end")[0], admin_user)
    assert [row.value for row in suggested("end", State.REPLACED)] == ["2021"]
    assert not Suggestion.objects.filter(field="end", contradicts=True).exists()


def test_what_an_editor_takes_off_the_page_is_not_suggested_again_what_an_import_takes_off_is(folder, admin_user):
    page = draft()
    page.partners.set([])
    page.save_revision(user=admin_user)
    refresh(page, by_person=True)
    assert len(suggested("partners", State.REPLACED)) == 2
    assert not suggested("partners")
    Suggestion.objects.filter(field="partners").update(state=State.PRESENT)
    refresh(page)
    assert len(suggested("partners")) == 2


@pytest.mark.parametrize("field", ["end", "funding", "contacts"])
def test_an_accepted_value_can_be_taken_back(folder, admin_user, field):
    before = fields.read(draft(), field)
    (suggestion,) = suggested(field)
    decide.accept(suggestion, admin_user)
    decide.reopen(suggestion, admin_user)
    (again,) = suggested(field)
    assert again.pk == suggestion.pk
    assert again.contradicts == (field != "contacts")
    assert decide._without_keys(fields.read(draft(), field)) == decide._without_keys(before)


def test_it_is_not_taken_back_over_what_an_editor_wrote_since(folder, admin_user):
    (end,) = suggested("end")
    decide.accept(end, admin_user)
    page = draft()
    page.end = "2025"
    page.save_revision(user=admin_user)
    with pytest.raises(decide.CannotDecideError, match="ändrats"):
        decide.reopen(end, admin_user)
    assert str(draft().end) == "2025"


def test_what_cannot_be_true_of_the_page_is_refused_in_words(folder, admin_user):
    row = Suggestion.objects.create(page=project(), field="end", slot="end", key="x", value="1999")
    with pytest.raises(decide.CannotDecideError, match="kan inte sparas"):
        decide.accept(row, admin_user)
    assert str(draft().end) == "2021"


def test_what_points_at_something_that_is_gone_is_refused_in_words(folder, admin_user):
    row = Suggestion.objects.create(page=project(), field="partners", slot="p", key="x", value={"organisation": 10**6})
    with pytest.raises(decide.CannotDecideError, match="finns inte längre"):
        decide.accept(row, admin_user)


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
    decide.reopen(made[1], admin_user)
    decide.accept(made[1], admin_user)
    assert Observation.objects.filter(indicator=indicator).count() == 2
    decide.reopen(made[1], admin_user)
    assert Observation.objects.filter(indicator=indicator).count() == 1


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
