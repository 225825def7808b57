"""Writing many pages at once, without the signals and index updates that a page at a time costs."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from wagtail.models import Page

from .remembered import forget

BATCH = 500
PAGE_FIELDS = [field for field in Page._meta.concrete_fields if field.name != "id"]


@transaction.atomic
def insert_pages(parent: Page, pages: Sequence[Page]) -> None:
    """Adds unsaved pages of one model as the last children of `parent`: rows only, no revisions, no log entries.

    A page's slug must be set and unique below `parent`. The indexes are not touched; see `indexes.bring_up_to_date`.
    """
    if not pages:
        return
    parent = Page.objects.get(pk=parent.pk)
    last = parent.get_last_child()
    used = Page._str2int(last.path[-Page.steplen :]) if last else 0
    content_type = ContentType.objects.get_for_model(type(pages[0]))
    for number, page in enumerate(pages, start=used + 1):
        page.path = Page._get_path(parent.path, parent.depth + 1, number)
        page.depth, page.numchild = parent.depth + 1, 0
        page.content_type, page.locale_id = content_type, parent.locale_id
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.draft_title = page.draft_title or page.title
    for start in range(0, len(pages), BATCH):
        _insert_rows(pages[start : start + BATCH])
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
    forget()


def _insert_rows(pages: Sequence[Page]) -> None:
    # Django has no bulk insert for models in two tables: the pages' own rows first, then the rows that extend them.
    bases = [Page(**{field.attname: getattr(page, field.attname) for field in PAGE_FIELDS}) for page in pages]
    Page.objects.bulk_create(bases)
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.id = page.page_ptr_id = base.pk
        page._state.adding = False
    model = type(pages[0])
    model._base_manager.all()._insert(pages, fields=model._meta.local_concrete_fields, using=bases[0]._state.db)


def relate(pages: Sequence[Page], field: str, targets: Sequence[int]) -> None:
    """Points each page at one of `targets` (keys) in turn, in its many-to-many field `field`."""
    if not pages or not targets:
        return
    relation = type(pages[0])._meta.get_field(field)
    through, mine, other = relation.remote_field.through, relation.m2m_field_name(), relation.m2m_reverse_field_name()
    rows = [
        through(**{f"{mine}_id": page.pk, f"{other}_id": targets[number % len(targets)]})
        for number, page in enumerate(pages)
    ]
    through.objects.bulk_create(rows, batch_size=BATCH)
