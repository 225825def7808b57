"""Pages written many at a time have the rows that pages written one at a time have."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry
from wagtail.signals import page_published

from brygga.importers.models import ImportItem, PageChange, WrittenPage
from brygga.importers.runs import batch, relink, worker
from brygga.importers.writing import bulk_pages
from brygga.news.models import NewsPage
from brygga.projects.models import Indicator, Observation, Person, PersonRole, ProjectPage, UnitPage

from .archive import KITCHEN, LIBRARY, page, run_import, states, write

pytestmark = pytest.mark.django_db
TIMES = {
    "latest_revision_created_at",
    "first_published_at",
    "last_published_at",
    "created_at",
    "timestamp",
    "translation_key",
    "uuid",
    "title_norm",  # a ranking weight that depends on the order in which rows came
}


def rows(queryset: models.QuerySet, names: dict, leave: frozenset = frozenset()) -> list:
    """The rows without times, with keys of pages and the like as names."""
    result = []
    for obj in queryset:
        row = {
            f.attname: names.get((f.attname, str(getattr(obj, f.attname))), getattr(obj, f.attname))
            for f in obj._meta.concrete_fields
            if f.attname not in TIMES | leave and not f.primary_key
        }
        for key, kind in (("object_id", "content_type_id"), ("to_object_id", "to_content_type_id")):
            if key in row and kind in row:
                row[key] = names.get((row[kind], str(row[key])), row[key])
        result.append({k: v if isinstance(v, (int, bool, type(None))) else str(v) for k, v in row.items()})
    return sorted(result, key=str)


KEYS = ("page_id", "page_ptr_id", "redirect_page_id", "page", "related_projects", "related_units")
TYPES = (NewsPage, ProjectPage, UnitPage)
REFERENCES = {"related_projects", "related_units", "head", "person", "indicator"}  # in plain values


def named(value, names: dict, field: str = ""):
    """A plain value with the keys of pages, people and the like as names, and no keys of children."""
    if isinstance(value, dict):
        return {k: named(v, names, k) for k, v in value.items() if k not in TIMES | {"pk", "latest_revision"}}
    if isinstance(value, list):
        return [named(v, names, field) for v in value]
    return names.get((field, str(value)), value) if field in REFERENCES | {"page", "live_revision"} else value


def everything() -> dict:
    """All rows that belong to the imported pages."""
    pages = {p.pk: p.title for model in TYPES for p in model.objects.all()}
    names = {}
    base = ContentType.objects.get_for_model(Page).pk
    for page_ in Page.objects.all():
        for attribute in (*KEYS, base, page_.content_type_id):
            names[attribute, str(page_.pk)] = page_.title
    for revision in Revision.objects.all():
        for attribute in ("latest_revision_id", "live_revision_id", "revision_id", "live_revision"):
            names[attribute, str(revision.pk)] = f"revision of {revision.object_str}"
    for model in (Person, Indicator):
        role = model._meta.model_name
        kinds = ("head", "head_id") if model is Person else ()
        for obj in model.objects.all():
            for attribute in (role, f"{role}_id", ContentType.objects.get_for_model(model).pk, *kinds):
                names[attribute, str(obj.pk)] = str(obj)
    streams = frozenset({"body", "lead_quotes", "faq"})
    found = {
        "pages": rows(Page.objects.filter(pk__in=pages), names, frozenset({"path"})),
        "log": rows(PageLogEntry.objects.filter(page_id__in=pages), names),
        "redirects": rows(Redirect.objects.all(), names),
        "references": [
            {k: v for k, v in row.items() if k not in ("content_path", "content_path_hash")}
            for row in rows(ReferenceIndex.objects.all(), names)
        ],
        "search": rows(IndexEntry.objects.all(), names),
        "observations": rows(Observation.objects.all(), names, frozenset({"source_page_id"})),
        "roles": rows(PersonRole.objects.all(), names),
        "written": [
            (w.item.identifier, w.role, named(w.values, names))
            for w in WrittenPage.objects.order_by("item__identifier", "role", "subject")
        ],
        "changes": sorted(
            (c.title, c.created, str(c.revision_before and "before"), c.entry.item.identifier, c.live_before)
            for c in PageChange.objects.all()
        ),
        "revisions": [],
    }
    for model in TYPES:
        found[model.__name__] = rows(model.objects.all(), names, streams)
        found[f"{model.__name__} bodies"] = [
            [dict(b) for b in p.body.get_prep_value()] for p in model.objects.order_by("title")
        ]
        for relation in get_all_child_relations(model):
            children = relation.related_model.objects.filter(**{f"{relation.field.name}__in": pages})
            found[f"{model.__name__} {relation.get_accessor_name()}"] = rows(children, names)
        for relation in get_all_child_m2m_relations(model):
            found[f"{model.__name__} {relation.name}"] = sorted(
                (p.title, str(other)) for p in model.objects.all() for other in getattr(p, relation.name).all()
            )
    for revision in Revision.objects.filter(object_id__in=[str(pk) for pk in pages]).order_by("object_str", "pk"):
        content = {k: v for k, v in named(revision.content, names).items() if k not in ("path", "numchild")}
        found["revisions"].append((revision.object_str, revision.user_id, content))
    return found


def next_keys() -> list[tuple]:
    """Where PostgreSQL's sequences stand: unlike rows, and unlike SQLite's keys, they do not go back in a rollback."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema()")
        return cursor.fetchall()


def set_next_keys(keys: list[tuple]) -> None:
    """Lets new rows have the keys again that they had."""
    with connection.cursor() as cursor:
        for name, last in keys:
            cursor.execute("SELECT setval(%s, %s, %s)", [name, last or 1, last is not None])


def both_ways(monkeypatch, folder, publish: bool) -> tuple[dict, dict]:
    """The rows that the ordinary way gives, one document at a time, and those of many at a time."""
    results = []
    for size in (1, 100):
        monkeypatch.setattr(worker, "CLAIM", size)
        monkeypatch.setattr(relink, "CHUNK", size)
        monkeypatch.setattr(batch.logger, "warning", lambda *said: pytest.fail(str(said)))
        calls = []
        monkeypatch.setattr(bulk_pages.Batch, "flush", _counting(bulk_pages.Batch.flush, calls))
        before, keys = transaction.savepoint(), next_keys()
        run = run_import(folder, publish=publish)
        assert set(states(run).values()) == {"created"}
        results.append(everything())
        assert_index_is_whole()
        assert Page.find_problems() == ([], [], [], [], [])
        assert bool(calls) == (size > 1)
        transaction.savepoint_rollback(before)
        set_next_keys(keys)
        monkeypatch.undo()
    return results[0], results[1]


def assert_index_is_whole() -> None:
    """Wagtail itself, asked to look at every object anew, finds nothing to change in the reference index."""
    before = rows(ReferenceIndex.objects.all(), {})
    for model in (*TYPES, Person, Indicator):
        for obj in model.objects.all():
            ReferenceIndex.create_or_update_for_object(obj)
    after = rows(ReferenceIndex.objects.all(), {})
    assert [(str(ContentType.objects.get(pk=row["content_type_id"])), row) for row in after if row not in before] == []
    assert len(after) == len(before)


def assert_same(ordinary: dict, many: dict) -> None:
    assert set(ordinary) == set(many)
    for name in ordinary:
        for one, other in zip(many[name], ordinary[name], strict=True):
            assert one == other, name


@pytest.mark.parametrize("publish", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_row_by_row_the_same_as_the_ordinary_way(tmp_path, publish, monkeypatch):
    old = "https://gammal.solvik.example/nyheter"
    folder = write(
        tmp_path / "a",
        kok=KITCHEN,
        bibliotek=LIBRARY,
        c__html=page("Samma rubrik", f"{old}/1", "<p>Tolv fick arbete under 2023.</p><h2>Mer</h2><p>Text.</p>"),
        d__html=page("Samma rubrik!", f"{old}/2", "<p>En helt annan text om svenska, praktik och matlagning.</p>"),
        e__html=page("Med länk", f"{old}/3", '<p>Läs <a href="https://www.example.org/">hos andra</a> också.</p>'),
    )
    run_import(write(tmp_path / "forst", forst=LIBRARY.replace("Språkcaféet", "Läxhjälpen")), publish=True)
    assert_same(*both_ways(monkeypatch, folder, publish))


def about_project(number: int, title: str, *sentences: str) -> str:
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return page(title, f"https://gammal.solvik.example/projekt/{number}", body, lead=f"Så säger artikel {number}.")


@pytest.mark.parametrize("publish", [pytest.param(True, marks=pytest.mark.slow), False])
def test_what_later_articles_say_of_a_project_gives_the_rows_of_the_ordinary_way(tmp_path, publish, monkeypatch):
    folder = write(
        tmp_path / "a",
        a__html=about_project(1, "Nytt projekt", "Projektet Skogsvägen finansieras av Europeiska socialfonden."),
        b__html=about_project(
            2, "Fler med", "Projektet Skogsvägen är ett samarbete mellan Solviks kommun och Region Värmland."
        ),
        c__html=about_project(3, "Slutet", "Projektet Skogsvägen pågår till och med 2024. Alla får vara med."),
        d__html=about_project(4, "Ett annat", "Projektet Ljusglimten finansieras av Arbetsförmedlingen."),
        e__html=about_project(5, "Ingenting nytt", "I projektet Skogsvägen träffas alla på torsdagar."),
        f__html=about_project(6, "Mål", "Målet för projektet Skogsvägen är att 40 procent ska ha ett arbete 2024."),
        g__html=about_project(
            7, "Samma mål", "Målet för projektet Skogsvägen är att 40 procent ska ha ett arbete 2024."
        ),
        h__html=about_project(8, "Det andra slutar", "Projektet Ljusglimten pågår till och med 2025."),
        i__html=about_project(
            9, "Och har mål", "Målet för projektet Ljusglimten är att 50 procent ska ha ett arbete 2025."
        ),
        j__html=about_project(
            10, "Nytt mål", "Målet för projektet Skogsvägen är att 60 procent ska ha ett arbete 2025."
        ),
    )
    ordinary, many = both_ways(monkeypatch, folder, publish)
    assert_same(ordinary, many)
    assert len([r for r in many["revisions"] if r[0] == "Skogsvägen"]) > 1  # later articles did change its page


def _counting(real, calls):
    def flush(self, also=()):
        calls.append(len(self.pages))
        return real(self, also)

    return flush


def test_one_bad_document_does_not_take_its_batch_with_it(tmp_path, monkeypatch):
    from brygga.importers.writing import word_proof

    real = word_proof.check_words

    def break_one(article, values):
        if "Språkcaféet" in article.title.text:
            raise word_proof.LedgerMismatchError("Ord skulle ha förlorats.")
        return real(article, values)

    monkeypatch.setattr(word_proof, "check_words", break_one)
    third = KITCHEN.replace("Nytt kök", "Ny verkstad")
    run = run_import(write(tmp_path / "a", a=KITCHEN, b=LIBRARY, c=third), publish=True)
    assert states(run) == {"a.txt": "created", "b.txt": "failed", "c.txt": "created"}
    assert ImportItem.objects.get(location__endswith="b.txt").reason == "Ord skulle ha förlorats."
    assert Page.find_problems() == ([], [], [], [], [])


def test_when_the_database_does_not_give_back_what_was_written_nothing_stays(tmp_path, monkeypatch):
    def lose(model, ids, names):
        found = real(model, ids, names)
        for values in found.values():
            values["lead"] = "något annat"
        return found

    real = bulk_pages.read_many
    monkeypatch.setattr(bulk_pages, "read_many", lose)
    run = run_import(write(tmp_path / "a", a=KITCHEN, b=LIBRARY), publish=True)
    # The batch was rolled back; one by one, which reads back in another way, both could be written.
    assert set(states(run).values()) == {"created"}
    assert NewsPage.objects.count() == 2
    assert Page.find_problems() == ([], [], [], [], [])


def test_other_peoples_receivers_hear_of_each_page_when_a_setting_asks_for_it(tmp_path, settings):
    heard = []

    def listen(sender, instance, **kwargs):
        heard.append(instance.title)

    page_published.connect(listen)
    try:
        run_import(write(tmp_path / "a", a=KITCHEN, b=LIBRARY), publish=True)
        quiet = [title for title in heard if NewsPage.objects.filter(title=title).exists()]
        settings.BRYGGA_IMPORT_SIGNALS = True
        more = {"c": KITCHEN.replace("Nytt kök", "Ny verkstad"), "d": LIBRARY.replace("Språkcaféet", "Läxhjälpen")}
        run_import(write(tmp_path / "b", **more), publish=True)
    finally:
        page_published.disconnect(listen)
    assert quiet == []
    assert {"Ny verkstad ger fler en väg till jobb", "Läxhjälpen flyttar till biblioteket"} <= set(heard)
