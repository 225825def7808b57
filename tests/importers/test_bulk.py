"""Pages written many at a time have the rows that pages written one at a time have."""

import pytest
from django.db import connection, models, transaction
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry
from wagtail.signals import page_published

from brygga.importers import work
from brygga.importers.models import ImportItem, WrittenPage
from brygga.importers.writing import bulk
from brygga.news.models import NewsPage
from brygga.projects.models import Indicator, Observation, Person

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
        result.append({k: v if isinstance(v, (int, bool, type(None))) else str(v) for k, v in row.items()})
    return sorted(result, key=str)


def everything() -> dict:
    """All rows that belong to the imported news pages."""
    pages = {p.pk: p.title for p in NewsPage.objects.all()}
    names = {}
    for pk, title in pages.items():
        for attribute in ("page_id", "page_ptr_id", "redirect_page_id", "object_id", "to_object_id"):
            names[attribute, str(pk)] = title
    for revision in Revision.objects.all():
        for attribute in ("latest_revision_id", "live_revision_id", "revision_id"):
            names[attribute, str(revision.pk)] = f"revision of {revision.object_str}"
    for model in (Person, Indicator):
        for obj in model.objects.all():
            for attribute in ("object_id", "to_object_id", "indicator_id"):
                names[attribute, str(obj.pk)] = str(obj)
    found = {
        "pages": rows(Page.objects.filter(pk__in=pages), names),
        "news": rows(NewsPage.objects.all(), names, frozenset({"body", "lead_quotes"})),
        "bodies": [[dict(b) for b in p.body.get_prep_value()] for p in NewsPage.objects.order_by("title")],
        "log": rows(PageLogEntry.objects.filter(page_id__in=pages), names),
        "redirects": rows(Redirect.objects.all(), names),
        "references": rows(ReferenceIndex.objects.all(), names),
        "search": rows(IndexEntry.objects.all(), names),
        "observations": rows(Observation.objects.all(), names, frozenset({"source_page_id"})),
        "revisions": [],
        "written": [w.values["body"] for w in WrittenPage.objects.order_by("item__identifier")],
    }
    for relation in get_all_child_relations(NewsPage):
        found[relation.get_accessor_name()] = rows(relation.related_model.objects.filter(page__in=pages), names)
    for relation in get_all_child_m2m_relations(NewsPage):
        found[relation.name] = sorted(
            (p.title, str(other)) for p in NewsPage.objects.all() for other in getattr(p, relation.name).all()
        )
    for revision in Revision.objects.filter(object_id__in=[str(pk) for pk in pages]).order_by("object_str"):
        content = {k: v for k, v in revision.content.items() if k not in TIMES | {"pk"}}
        for relation in get_all_child_relations(NewsPage):
            for child in content.get(relation.get_accessor_name(), ()):
                child.pop("pk")
                child["page"] = names.get(("page_id", str(child["page"])))
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


@pytest.mark.parametrize("publish", [True, False])
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
    results = []
    for size in (1, 100):
        monkeypatch.setattr(work, "CLAIM", size)
        calls = []
        monkeypatch.setattr(bulk.Batch, "flush", _counting(bulk.Batch.flush, calls))
        before, keys = transaction.savepoint(), next_keys()
        run = run_import(folder, publish=publish)
        assert set(states(run).values()) == {"created"}
        results.append(everything())
        assert Page.find_problems() == ([], [], [], [], [])
        assert bool(calls) == (size > 1)
        transaction.savepoint_rollback(before)
        set_next_keys(keys)
        monkeypatch.undo()
    ordinary, many = results
    assert set(ordinary) == set(many)
    for name in ordinary:
        assert many[name] == ordinary[name], name


def _counting(real, calls):
    def flush(self):
        calls.append(len(self.pages))
        return real(self)

    return flush


def test_one_bad_document_does_not_take_its_batch_with_it(tmp_path, monkeypatch):
    from brygga.importers.writing import check

    real = check.check_words

    def break_one(article, values):
        if "Språkcaféet" in article.title.text:
            raise check.LedgerMismatchError("Ord skulle ha förlorats.")
        return real(article, values)

    monkeypatch.setattr(check, "check_words", break_one)
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

    real = bulk.read_many
    monkeypatch.setattr(bulk, "read_many", lose)
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
