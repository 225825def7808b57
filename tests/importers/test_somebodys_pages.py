"""An import writes facts only into pages that imports alone have had to do with; of all others it suggests."""

from __future__ import annotations

import pytest
from wagtail.models import Revision

from brygga.importers.models import ImportItem, PageChange, Suggestion
from brygga.importers.runs import rollback
from brygga.projects.models import ProjectPage, UnitPage

from ..factories import ProjectPageFactory, make_home
from .archive import news, run_import, write

pytestmark = pytest.mark.django_db

FIRST = """Solviks kommun

Projektet Stegvis börjar i Solvik

Projektet Stegvis drivs av Region Värmland. Arbetsförmedlingen deltar i projektet Stegvis.

Syftet med projektet Stegvis är att fler ska få ett arbete.

Publicerad: 2020-02-01
"""

SECOND = """Solviks kommun

Projektet Stegvis får fortsätta

Projektet Stegvis pågår från 2020 till 2022. Försäkringskassan deltar i projektet Stegvis.

Projektet Stegvis finansieras till hälften av Europeiska socialfonden.

Vad är Stegvis?

Ett projekt för dem som söker arbete.

Publicerad: 2021-03-01
"""


def project() -> ProjectPage:
    return ProjectPage.objects.get(title="Stegvis")


def said(page: ProjectPage) -> tuple[object, ...]:
    """Everything that visitors and editors are told of the page."""
    latest = page.get_latest_revision_as_object()
    return tuple(
        (
            *(str(one.start), str(one.end), one.lead, one.purpose, one.owner_organisation_id),
            *sorted(str(row) for row in (*one.partners.all(), *one.funding.all(), *one.goals.all())),
        )
        for one in (page, latest)
    )


def versions(page: ProjectPage) -> int:
    return Revision.objects.for_instance(page).count()


def by_hand(tmp_path):
    return ProjectPageFactory(title="Stegvis", parent=make_home())


def edited(tmp_path):
    run_import(write(tmp_path / "a", forsta=FIRST))
    draft = project().get_latest_revision_as_object()
    draft.lead = "Redaktörens egen ingress."
    draft.save_revision()
    return project()


def published(tmp_path):
    run_import(write(tmp_path / "a", forsta=FIRST))
    project().get_latest_revision().publish()
    return project()


def published_and_taken_down(tmp_path):
    run_import(write(tmp_path / "a", forsta=FIRST), publish_all=True)
    project().unpublish()
    return project()


@pytest.mark.parametrize("whose", [by_hand, edited, published, published_and_taken_down])
@pytest.mark.parametrize("options", [{}, {"publish": True}, {"publish_all": True}], ids=str)
def test_nothing_is_written_into_a_page_that_a_person_has_had_to_do_with(tmp_path, whose, options):
    page = whose(tmp_path)
    before, number, live = said(page), versions(page), page.live
    run_import(write(tmp_path / "b", tvaan=SECOND), source="b", **options)
    page = project()
    assert (said(page), versions(page), page.live) == (before, number, live)
    open_ones = Suggestion.objects.filter(page=page, state=Suggestion.State.NEW)
    assert {"start", "end", "partners", "funding"} <= set(open_ones.values_list("field", flat=True))
    assert all(row.sources.get().sentence for row in open_ones.exclude(field__in=("partners", "purpose")))
    assert project() in news("Projektet Stegvis får fortsätta").related_projects.all()


def test_a_page_that_imports_alone_have_written_is_filled_and_followed(tmp_path):
    folder = write(tmp_path / "a", forsta=FIRST)
    run_import(folder)
    write(folder, tvaan=SECOND)
    run = run_import(folder)
    latest = project().get_latest_revision_as_object()
    assert (str(latest.end), latest.partners.count(), latest.funding.count()) == ("2022", 2, 1)
    rollback.rollback_run(run, "Fel.")
    run_import(folder)  # what undoing gave back is still the import's own
    assert str(project().get_latest_revision_as_object().end) == "2022"


def test_what_a_document_says_anew_of_a_page_that_was_published_meanwhile_is_suggested(tmp_path):
    folder = write(tmp_path / "a", tvaan=SECOND)
    run_import(folder)
    project().get_latest_revision().publish()
    write(folder, tvaan=SECOND.replace("2022", "2023"))
    ImportItem.objects.update(reader_version="")
    run_import(folder, publish_all=True)
    assert said(project())[1][1] == "2022"
    assert Suggestion.objects.get(field="end", value="2023").contradicts


def test_a_plan_says_that_somebodys_page_is_left(tmp_path):
    ProjectPageFactory(title="Stegvis", parent=make_home())
    run = run_import(write(tmp_path / "a", tvaan=SECOND), dry_run=True)
    (change,) = [c for c in run.entries.get().changes if c["role"] == "project"]
    assert (change["action"], change["fields"]) == ("leave", [])


def test_publishing_news_publishes_no_units_and_projects(tmp_path):
    run_import(write(tmp_path / "a", forsta=FIRST), publish=True)
    assert news("Projektet Stegvis börjar i Solvik").live
    assert not project().live


def test_publishing_all_publishes_what_the_run_made_and_nothing_empty(tmp_path):
    run_import(write(tmp_path / "a", forsta=FIRST, enhet=UNIT), publish_all=True)
    assert project().live
    assert not UnitPage.objects.filter(live=True, lead="", remit="", organisation=None).exists()
    assert PageChange.objects.filter(created=True).exists()


UNIT = """Solviks kommun

Öppet hus i höst

Jobbcentrum har öppet hus på torsdag. Alla är välkomna.

Publicerad: 2020-04-01
"""
