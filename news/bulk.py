"""Writing many news pages at once, without the signals and index updates that a page at a time costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from wagtail.models import Page
from wagtail.search.backends import get_search_backends

from .models import NewsIndexPage, NewsPage

BATCH = 500
PAGE_FIELDS = [field for field in Page._meta.concrete_fields if field.name != "id"]


@transaction.atomic
def insert_news(parent: NewsIndexPage, pages: Sequence[NewsPage]) -> None:
    """Adds unsaved news pages as the last children of `parent`: rows only, no revisions and no log entries.

    A page's slug must be set and unique below `parent`. The search index is not touched; see `index_news`.
    """
    parent = NewsIndexPage.objects.get(pk=parent.pk)
    last = parent.get_last_child()
    used = Page._str2int(last.path[-Page.steplen :]) if last else 0
    content_type = ContentType.objects.get_for_model(NewsPage)
    for number, page in enumerate(pages, start=used + 1):
        page.path = Page._get_path(parent.path, parent.depth + 1, number)
        page.depth, page.numchild = parent.depth + 1, 0
        page.content_type, page.locale_id = content_type, parent.locale_id
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.draft_title = page.draft_title or page.title
    for start in range(0, len(pages), BATCH):
        _insert_rows(pages[start : start + BATCH])
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))


def _insert_rows(pages: Sequence[NewsPage]) -> None:
    # Django has no bulk insert for models in two tables: the pages' own rows first, then the rows that extend them.
    bases = [Page(**{field.attname: getattr(page, field.attname) for field in PAGE_FIELDS}) for page in pages]
    Page.objects.bulk_create(bases)
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.id = page.page_ptr_id = base.pk
        page._state.adding = False
    NewsPage._base_manager.all()._insert(pages, fields=NewsPage._meta.local_concrete_fields, using=pages[0]._state.db)


def relate(pages: Iterable[NewsPage], field: str, targets: Sequence[int]) -> None:
    """Points each page at one of `targets` (keys) in turn, in its many-to-many field `field`."""
    relation = NewsPage._meta.get_field(field)
    through, other = relation.remote_field.through, relation.m2m_reverse_field_name()
    if targets:
        rows = [
            through(newspage_id=page.pk, **{f"{other}_id": targets[number % len(targets)]})
            for number, page in enumerate(pages)
        ]
        through.objects.bulk_create(rows, batch_size=BATCH)


def index_news(pages: Sequence[NewsPage]) -> None:
    """Puts pages into the search index, a batch at a time."""
    for backend in get_search_backends(with_auto_update=True):
        index = backend.get_index_for_model(NewsPage)
        for start in range(0, len(pages), BATCH):
            index.add_items(NewsPage, pages[start : start + BATCH])
