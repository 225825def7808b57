"""A batch that is rolled back leaves nothing in memory: what follows is written as if it had never been tried."""

from contextlib import suppress
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from wagtail.models import Page

from brygga.importers.models import ImportItem, ImportMessage, MadeObject, PageChange, RunEntry, WrittenPage
from brygga.importers.runs import batch, outcomes, worker
from brygga.importers.runs.integrity import problems
from brygga.importers.writing.writer import ItemWriter
from brygga.projects.models import Indicator, Observation, Organisation, Person, PersonRole, ProjectPage, UnitPage

from .archive import page, run_import, write

OLD = "https://gammal.solvik.example/nyheter"
BAD = "Den felande artikeln"
SHARED = (
    "<p>Projektet Skogsvägen drivs av enheten för arbete och lärande (EAL) i Solviks kommun. "
    "Projektet finansieras av Stiftelsen Norrskog med 2 miljoner kronor. "
    "Under 2020 hade projektet Skogsvägen 45 deltagare.</p>"
    "<p>– Vi har väntat länge på det här, säger Karin Wik, {role} på Stiftelsen Norrskog.</p>"
)


def document(title: str, number: int, role: str = "verksamhetschef", more: str = "") -> str:
    own = f"<p>Här står det som bara artikel {number} berättar om, {title.lower()}.</p>"
    lead = f"Så börjar artikel {number}."
    return page(title, f"{OLD}/{number}", own + SHARED.format(role=role) + more, lead=lead)


def archive(folder, bad: int):
    """Seven articles of the same project, unit, funder, figure and person; number `bad` is the one that fails."""
    numbers = range(1, 8)
    texts = {
        f"a{number}__html": document(
            BAD if number == bad else f"Artikel nummer {number}",
            number,
            role="verksamhetschef" if number % 2 else "projektledare",
            more=f"<p>Projektet Skogsvägen startade i maj 202{number}.</p>" if number in (bad, bad + 1) else "",
        )
        for number in numbers
    }
    return write(folder, **texts)


def natural(obj: Any) -> str:
    return f"{type(obj).__name__}:{obj}"


def outcome() -> dict[str, Any]:
    """All that an import leaves in the database, by names and not by keys."""
    fields = {
        ProjectPage: ("title", "live", "has_unpublished_changes", "start", "lead"),
        UnitPage: ("title", "live", "has_unpublished_changes", "full_name", "organisation__name"),
    }
    return {
        "pages": sorted(
            (p.url_path, p.specific_class.__name__, p.live, p.has_unpublished_changes, p.revisions.count())
            for p in Page.objects.filter(depth__gt=1)
        ),
        **{model.__name__: sorted(map(str, model.objects.values_list(*names))) for model, names in fields.items()},
        "funding": sorted(str(f.funder) for p in ProjectPage.objects.all() for f in p.funding.all()),
        "organisations": sorted(Organisation.objects.filter(register_key=None).values_list("name", flat=True)),
        "people": sorted(Person.objects.values_list("name", flat=True)),
        "roles": sorted(map(str, PersonRole.objects.values_list("person__name", "role", "organisation__name"))),
        "indicators": sorted(map(str, Indicator.objects.values_list("name", "unit", "organisation__name"))),
        "observations": sorted(map(str, Observation.objects.values_list("value", "source_page__title"))),
        "items": sorted(
            map(str, ImportItem.objects.values_list("identifier", "state", "had_page", "page__title", "attempts"))
        ),
        "entries": sorted(map(str, RunEntry.objects.values_list("item__identifier", "state"))),
        "messages": sorted(
            map(str, ImportMessage.objects.exclude(level="error").values_list("item__identifier", "text"))
        ),
        "changes": sorted(map(str, PageChange.objects.values_list("entry__item__identifier", "title", "created"))),
        "written": sorted(map(str, WrittenPage.objects.values_list("item__identifier", "page__title", "role"))),
        "made": sorted(
            f"{made.entry.item.identifier}: {natural(made.content_type.model_class().objects.get(pk=made.object_id))}"
            for made in MadeObject.objects.exclude(content_type=ContentType.objects.get_for_model(Observation))
        ),
        "found": sorted(natural(one) for model in (Person, Organisation) for one in _found(model)),
    }


def _found(model: type) -> list[Any]:
    from wagtail.search.backends import get_search_backend

    wanted = "Karin" if model is Person else "Norrskog"
    return list(get_search_backend().autocomplete(wanted, model))


def failing(monkeypatch, how) -> None:
    real = ItemWriter.write

    def write_item(self):
        done = real(self)
        if self.article.title.text == BAD:
            how()
        return done

    monkeypatch.setattr(ItemWriter, "write", write_item)


def at_once() -> None:
    raise RuntimeError("Den här går inte att skriva.")


def at_commit() -> None:
    """A reference to what does not exist: the database says no when the transaction ends."""
    Indicator.objects.bulk_create([Indicator(name="Ingens", unit="antal", organisation_id=987_654)])


@pytest.fixture(autouse=True)
def checked_as_at_commit(monkeypatch):
    """Tests run inside a transaction: what the database proves at a commit is proved at the end of each savepoint."""
    real = outcomes.save_outcomes

    def save(*args):
        real(*args)
        connection.check_constraints()

    monkeypatch.setattr(batch, "save_outcomes", save)
    monkeypatch.setattr(worker, "save_outcomes", save)


class _RolledBackError(Exception):
    pass


def one_by_one(folder) -> dict[str, Any]:
    """What comes of writing each document on its own; the database is then as it was."""
    result: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch, suppress(_RolledBackError), transaction.atomic():
        patch.setattr(worker, "write_together", lambda *args, **more: set())
        failing(patch, at_once)
        run_import(folder, publish=True)
        result = outcome()
        raise _RolledBackError
    return result


@pytest.mark.django_db
@pytest.mark.parametrize("bad", [1, 4, 7])
@pytest.mark.parametrize("how", [at_once, at_commit])
def test_one_bad_document_leaves_the_others_as_if_each_were_written_alone(tmp_path, monkeypatch, how, bad):
    folder = archive(tmp_path / "a", bad)
    expected = one_by_one(folder)
    assert [e for e in expected["entries"] if "failed" in e] == [f"('a{bad}.html', 'failed')"]
    assert all(expected[name] for name in ("indicators", "roles", "made", "found"))
    failing(monkeypatch, how)
    run_import(folder, publish=True)
    found = outcome()
    for name, rows in expected.items():
        assert found[name] == rows, name
    assert list(problems()) == []


@pytest.mark.django_db
def test_a_plan_says_nothing_of_what_a_failed_document_would_have_made(tmp_path, monkeypatch):
    """The project's start is said by the failing document and by the next one, which would be the first to say it."""
    folder = archive(tmp_path / "a", 4)

    def changes(run) -> dict[str, Any]:
        return {e.item.identifier: e.changes for e in run.entries.select_related("item") if e.item.title != BAD}

    failing(monkeypatch, at_once)
    planned = changes(run_import(folder, publish=True, dry_run=True))
    assert planned.pop("a4.html") == []
    (folder / "a4.html").unlink()
    ImportItem.objects.all().delete()
    assert changes(run_import(folder, publish=True, dry_run=True)) == planned


@pytest.mark.django_db
def test_a_project_page_that_somebody_deletes_meanwhile_is_made_again_and_all_that_was_made_is_noted(
    tmp_path, monkeypatch
):
    folder = archive(tmp_path / "a", 0)
    real, deleted = ItemWriter.write, []

    def write_item(self):
        if self.article.title.text.endswith("4"):
            page = ProjectPage.objects.get()
            deleted.append(page.pk)
            page.delete()
        return real(self)

    monkeypatch.setattr(worker, "write_together", lambda *args, **more: set())
    monkeypatch.setattr(ItemWriter, "write", write_item)
    run = run_import(folder, publish=True)
    assert set(run.entries.values_list("state", flat=True)) == {"created"}
    assert ProjectPage.objects.get().pk != deleted[0]
    noted = set(MadeObject.objects.values_list("content_type__model", "object_id"))
    for model in (Person, Indicator, Observation):
        for made in model.objects.all():
            assert (model._meta.model_name, made.pk) in noted
    assert list(problems()) == []
