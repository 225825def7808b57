"""Documents that are written in one batch know of each other, and one that fails does not harm the rest."""

import pytest
from wagtail.models import Page

from brygga.importers.runs import worker
from brygga.importers.writing import bulk_pages, word_proof
from brygga.projects.models import Organisation, Person, ProjectPage

from .archive import KITCHEN, LIBRARY, news, page, run_import, states, write

pytestmark = pytest.mark.django_db
OLD = "https://gammal.solvik.example/nyheter"


def linking(title: str, own: str, other: str) -> str:
    return page(title, f"{OLD}/{own}", f'<p>Läs också <a href="{OLD}/{other}">mer om det</a> i vår artikel {own}.</p>')


def body_of(title: str) -> str:
    return str(news(title).body.get_prep_value())


def test_links_between_documents_of_one_batch_lead_to_pages_at_once(tmp_path):
    folder = write(
        tmp_path / "a", a__html=linking("Den första", "1", "2"), b__html=linking("Den andra", "2", "1"), c=LIBRARY
    )
    run_import(folder, publish=True, base_url="https://gammal.solvik.example")
    first, second = news("Den första"), news("Den andra")
    assert f'<a id="{second.pk}" linktype="page">' in body_of("Den första")
    assert f'<a id="{first.pk}" linktype="page">' in body_of("Den andra")
    assert [p.revisions.count() for p in (first, second)] == [1, 1]
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_document_that_fails_is_not_linked_to(tmp_path, monkeypatch):
    real = word_proof.check_words

    def break_one(article, values):
        if article.title.text == "Den andra":
            raise word_proof.LedgerMismatchError("Ord skulle ha förlorats.")
        return real(article, values)

    folder = write(
        tmp_path / "a", a__html=linking("Den första", "1", "2"), b__html=linking("Den andra", "2", "1"), c=LIBRARY
    )
    monkeypatch.setattr(word_proof, "check_words", break_one)
    run = run_import(folder, publish=True, base_url="https://gammal.solvik.example")
    assert states(run) == {"a.html": "created", "b.html": "failed", "c.txt": "created"}
    assert f'href="{OLD}/2"' in body_of("Den första")
    monkeypatch.undo()
    run_import(folder, publish=True, base_url="https://gammal.solvik.example")
    assert f'id="{news("Den andra").pk}"' in body_of("Den första")


def said_by(name: str, role: str, number: int) -> str:
    return LIBRARY.replace("Ola Berg, bibliotekschef i Solviks kommun", f"{name}, {role}").replace(
        "Språkcaféet flyttar", f"Språkcafé nummer {number} flyttar"
    )


def test_one_person_with_two_roles_in_two_bodies_is_one_person(tmp_path):
    folder = write(
        tmp_path / "a",
        a=said_by("Karin Wik", "enhetschef i Solviks kommun", 1),
        b=said_by("Karin Wik", "ordförande i Samordningsförbundet Solviksdalen", 2),
    )
    run_import(folder, publish=True)
    person = Person.objects.get(name="Karin Wik")
    assert {(r.role, str(r.organisation)) for r in person.roles.all()} == {
        ("enhetschef", "Solviks kommun"),
        ("ordförande", "Samordningsförbundet Solviksdalen"),
    }


def test_people_of_one_name_in_two_municipalities_are_two(tmp_path):
    Organisation.objects.create(name="Norrbyns kommun", kind="municipality")
    folder = write(
        tmp_path / "a",
        a=said_by("Karin Wik", "enhetschef i Solviks kommun", 1),
        b=said_by("Karin Wik", "rektor i Norrbyns kommun", 2),
    )
    run_import(folder, publish=True)
    assert Person.objects.filter(name="Karin Wik").count() == 2


def test_a_second_run_over_the_same_files_reads_none_of_them(tmp_path, monkeypatch):
    folder = write(tmp_path / "a", a=KITCHEN, b=LIBRARY)
    run_import(folder, publish=True)
    monkeypatch.setattr(worker, "read", lambda *args, **more: pytest.fail("a document was read"))
    assert set(states(run_import(folder, publish=True)).values()) == {"unchanged"}


def test_what_an_editor_saves_while_a_batch_is_written_stays(tmp_path, monkeypatch):
    def text(number: int, words: str) -> str:
        return page(f"Artikel {number}", f"{OLD}/{number}", f"<p>{words}</p>", lead=f"Så säger artikel {number}.")

    run_import(write(tmp_path / "a", a__html=text(1, "Projektet Skogsvägen pågår i kommunen.")), publish=True)
    real, saved = bulk_pages._write_changes, []

    def meanwhile(changes, user):
        if changes and not saved:
            project = ProjectPage.objects.get(title="Skogsvägen")
            project.lead = "Redaktörens egna ord."
            saved.append(project.save_revision())
            saved[0].publish()
        return real(changes, user)

    monkeypatch.setattr(bulk_pages, "_write_changes", meanwhile)
    more = write(
        tmp_path / "b",
        b__html=text(2, "Projektet Skogsvägen finansieras av Europeiska socialfonden."),
        c__html=text(3, "Något helt annat står i den här artikeln om biblioteket."),
    )
    assert set(states(run_import(more, publish=True)).values()) == {"created"}
    project = ProjectPage.objects.get(title="Skogsvägen")
    assert saved
    # The save was undone with the batch that it stopped, so the page is the import's own still.
    assert [str(f.funder) for f in project.get_latest_revision_as_object().funding.all()] == [
        "Europeiska socialfonden"
    ]
