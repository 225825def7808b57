"""Whether what an import left in the database is sound: for tests, and for whoever wants to know after a bad day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model
from wagtail.models import Page, PageLogEntry, Revision

from brygga.news.models import NewsPage
from brygga.site.index_check import deviations
from brygga.site.version_references import key_of, named_by_versions

from ..archive import raw
from ..models import (
    ImportedFile,
    ImportItem,
    ImportRun,
    MadeObject,
    PageChange,
    RawDocument,
    RunEntry,
    RunWorker,
    WrittenPage,
)


def problems() -> Iterator[str]:
    """What is wrong, in English for whoever repairs it; nothing when all is sound and no run is at work."""
    for check in CHECKS:
        yield from check()


def _items() -> Iterator[str]:
    """Each document is one item, with one page."""
    twice = ImportItem.objects.values("source", "identifier").annotate(n=Count("pk")).filter(n__gt=1)
    for row in twice:
        yield f"source id {row['identifier']} has {row['n']} items"
    written = ImportItem.objects.filter(state=ImportItem.State.WRITTEN)
    for item in written.filter(page=None, had_page=False):  # with a page once: an editor has deleted it since
        yield f"item {item.identifier} is written, but has no page"
    shared = (
        ImportItem.objects.filter(page__isnull=False, duplicate_of=None)
        .values("page")
        .annotate(n=Count("pk"))
        .filter(n__gt=1)
    )
    for page in shared:
        yield f"page {page['page']} belongs to {page['n']} items that are no duplicates of each other"
    for item in written.filter(page__isnull=False).exclude(pk__in=WrittenPage.objects.values("item")):
        yield f"item {item.identifier} is written, but its values are not remembered"


def _tree() -> Iterator[str]:
    """The tree is right, and no two pages have one address."""
    for kind, found in zip(("path", "orphan", "parent", "depth", "numchild"), Page.find_problems(), strict=True):
        if found:
            yield f"tree: {kind} {found}"
    for row in Page.objects.values("url_path").annotate(n=Count("pk")).filter(n__gt=1):
        yield f"{row['n']} pages have the address {row['url_path']}"


def _pages() -> Iterator[str]:
    """Each imported page has its item, its revisions and one log entry of its creation."""
    known = ImportItem.objects.filter(page__isnull=False).values("page")
    imported = NewsPage.objects.filter(source_name__gt="")
    for page in imported.exclude(pk__in=known):
        yield f"page {page.pk} was imported, but no item knows it"
    for page in imported.filter(latest_revision=None):
        yield f"page {page.pk} has no revision"
    for page in imported.filter(live=True, live_revision=None):
        yield f"page {page.pk} is live without a live revision"
    page_type = ContentType.objects.get_for_model(Page)
    ids = {str(pk) for pk in Page.objects.values_list("pk", flat=True)}
    revised = Revision.objects.filter(base_content_type=page_type).values_list("object_id", flat=True).distinct()
    for orphan in set(revised) - ids:
        yield f"revisions of page {orphan}, which does not exist"
    logged = PageLogEntry.objects.filter(action="wagtail.create").values("page").annotate(n=Count("pk"))
    for row in logged.filter(n__gt=1):
        yield f"page {row['page']} was created {row['n']} times"
    for page in imported.exclude(pk__in=PageLogEntry.objects.filter(action="wagtail.create").values("page")):
        yield f"page {page.pk} has no log entry of its creation"


def _indexes() -> Iterator[str]:
    """The search index and the reference index have what there is, of all kinds, and nothing else."""
    for found in deviations():
        yield f"{found.index} index: {found.kind} {found.label} {found.key}"


def _runs() -> Iterator[str]:
    """No run or worker is left at work."""
    for run in ImportRun.objects.filter(state__in=ImportRun.ACTIVE):
        yield f"run {run.pk} is {run.state}"
    for worker in RunWorker.objects.all():
        yield f"worker {worker.token} is registered"
    for run in ImportRun.objects.filter(state=ImportRun.State.FINISHED):
        left = RunEntry.objects.filter(run=run, state__in=(RunEntry.State.PENDING, RunEntry.State.CLAIMED)).count()
        if left:
            yield f"run {run.pk} is finished with {left} entries left"


def _raw() -> Iterator[str]:
    """The raw bytes of every document are stored whole."""
    for digest in RawDocument.objects.values_list("pk", flat=True).iterator(chunk_size=500):
        try:
            raw.load(digest)
        except (OSError, ValueError, EOFError) as error:
            yield f"the original {digest} cannot be read: {error}"
    known = RawDocument.objects.values("pk")
    for entry in RunEntry.objects.exclude(raw_digest="").exclude(raw_digest__in=known):
        yield f"entry {entry.pk} names an original that is not stored: {entry.raw_digest}"
    for item in ImportItem.objects.filter(raw=None).exclude(state=ImportItem.State.FAILED):
        yield f"item {item.identifier} has no original"


def _files() -> Iterator[str]:
    """Each imported file is an image or a document, and its bytes are there."""
    for row in ImportedFile.objects.filter(image=None, document=None):
        yield f"imported file {row.pk} is neither image nor document"
    for row in ImportedFile.objects.select_related("image", "document"):
        for kept in (row.image, row.document):
            if kept is not None and not kept.file.storage.exists(kept.file.name):
                yield f"the file of {kept!r} is missing: {kept.file.name}"


def after_undo(run: ImportRun) -> Iterator[str]:
    """What is wrong with a run that is said to be undone; nothing when all that could be undone is."""
    state = RunEntry.State
    for entry in RunEntry.objects.filter(run=run, state__in=(state.CREATED, state.CHANGED, state.CONFLICT)):
        yield f"entry {entry.pk} of run {run.pk} is not undone"
    changes = PageChange.objects.filter(entry__run=run)
    for change in changes.filter(undone=""):
        yield f"the change {change.pk} to {change.title} is not undone"
    for change in changes.filter(undone="removed", page__isnull=False):
        yield f"page {change.page_id} is removed, but there"
    restored = Page.objects.filter(pk__in=changes.filter(undone="restored").values("page"))
    for page in restored.select_related("latest_revision"):
        try:
            page.latest_revision.as_object()
        except Exception as error:
            yield f"the version {page.latest_revision_id} of page {page.pk} cannot be opened: {error}"
    yield from _named_and_gone(run)


def _named_and_gone(run: ImportRun) -> Iterator[str]:
    """Nothing that the run made and that is gone is named by a stored version of a page."""
    made: dict[type[Model], set[int]] = defaultdict(set)
    for row in MadeObject.objects.filter(entry__run=run).select_related("content_type"):
        model = row.content_type.model_class()
        if model is not None:
            made[model].add(row.object_id)
    gone = set()
    for model, pks in made.items():
        there = set(model._default_manager.filter(pk__in=pks).values_list("pk", flat=True))
        gone |= {key_of(model, pk) for pk in pks - there}
    for (model, pk), whose in named_by_versions(gone, since=run.created_at).items():
        yield f"{model.__name__} {pk} is gone, but versions of {len(whose)} pages name it"


def _undone() -> Iterator[str]:
    """What is said to be undone is."""
    for run in ImportRun.objects.filter(state=ImportRun.State.ROLLED_BACK):
        yield from after_undo(run)


CHECKS: tuple[Callable[[], Iterator[str]], ...] = (_items, _tree, _pages, _indexes, _raw, _files, _runs, _undone)
