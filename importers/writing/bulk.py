"""New pages written many at a time: the same rows as `add_child`, `save_revision` and `publish` give one by one.

What is not done: the signals `post_save`, `page_published` and `published` are sent only where the setting
`BRYGGA_IMPORT_SIGNALS` is true, since receivers of them are what makes the ordinary way slow. Validation is done on
the fields' values; references are proved by the database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models import F
from django.db.models.signals import post_save
from django.utils import timezone
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Locale, Page, PageLogEntry, Revision
from wagtail.signals import page_published, published

from . import check, fields
from .indexes import add_references, add_to_search
from .pages import children_slugs, slug_for

Written = Callable[[Page, int], None]


@dataclass
class NewPage:
    """A page to be written. `values` are read back and compared; `written` is called with the page and revision id."""

    parent_id: int
    page: Page
    values: dict[str, Any]
    written: Written


@dataclass
class Batch:
    """Collects new pages, all of one type, and writes them together. Called inside one transaction."""

    publish: bool
    user: Any = None
    pages: list[NewPage] = field(default_factory=list)

    def later(self, parent_id: int, page: Page, values: dict[str, Any], written: Written) -> None:
        """Put a new page off until `flush`. Raises ValidationError for values that its fields cannot hold."""
        relations = [f.name for f in page._meta.fields if isinstance(f, models.ForeignKey)]
        tree = ["path", "depth", "numchild", "slug", "url_path", "draft_title", "translation_key"]
        page.clean_fields(exclude=[*relations, *tree])
        # Told to be empty, a relation is not asked of the database again and again while the page is being written.
        held = page.__dict__.setdefault("_cluster_related_objects", {})
        for relation in get_all_child_relations(type(page)):
            held.setdefault(relation.get_accessor_name(), [])
        for relation in get_all_child_m2m_relations(type(page)):
            held.setdefault(relation.name, [])
        self.pages.append(NewPage(parent_id, page, values, written))

    def flush(self) -> list[Page]:
        """Write what was collected: rows, tree, revisions, log, indexes; then read it back and compare."""
        new, self.pages = self.pages, []
        by_parent: dict[int, list[NewPage]] = defaultdict(list)
        for row in new:
            by_parent[row.parent_id].append(row)
        for parent_id, rows in by_parent.items():
            _place(Page.objects.select_for_update().get(pk=parent_id), rows, self.user)
        if not new:
            return []
        pages = [row.page for row in new]
        model = type(pages[0])
        _insert(model, pages)
        _insert_children(model, pages)
        _revisions(pages, self.publish, self.user)
        add_references(pages)
        add_to_search(model, pages)
        names = list(dict.fromkeys(name for row in new for name in row.values))
        found = read_many(model, [page.pk for page in pages], names)
        for row in new:
            check.check_read_back(row.values, found[row.page.pk], row.page.title)
        _send_signals(pages, self.publish)
        for row in new:
            row.written(row.page, row.page.latest_revision_id)
        return pages


def _place(parent: Page, rows: Sequence[NewPage], user: Any) -> None:
    """Give each page its place in the tree and its address, as treebeard and `Page.full_clean` do."""
    last = parent.get_last_child()
    used: set[str] = set()
    locale_id = parent.locale_id or Locale.get_default().pk
    for row in rows:
        page = row.page
        path = last._inc_path() if last is not None else Page._get_path(parent.path, parent.depth + 1, 1)
        page.path, page.depth, page.numchild = path, parent.depth + 1, 0
        last = page
        if not page.slug:
            page.slug = slug_for(page.title, lambda slugs: used | set(children_slugs(parent, slugs)))
        used.add(page.slug)
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.draft_title = page.title
        page.live, page.owner = False, user
        page.locale_id = locale_id
        page.content_type = ContentType.objects.get_for_model(type(page))
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(rows))


def _insert(model: type[Page], pages: Sequence[Page]) -> None:
    """One row in Page's table and one in the type's own for each page (Django's bulk_create refuses the second)."""
    base_fields = [f for f in Page._meta.local_concrete_fields if not f.primary_key]
    bases = [Page(**{f.attname: getattr(page, f.attname) for f in base_fields}) for page in pages]
    Page.objects.bulk_create(bases)
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.id = base.pk
        page.page_ptr_id = base.pk
    own = model._meta.local_concrete_fields
    size = max(1, connection.ops.bulk_batch_size(own, pages))
    queryset = models.QuerySet(model)
    for start in range(0, len(pages), size):
        queryset._insert(pages[start : start + size], fields=own, using=connection.alias)
    for page in pages:
        page._state.adding, page._state.db = False, connection.alias


def _insert_children(model: type[Page], pages: Sequence[Page]) -> None:
    """The children and many-to-many rows that the pages hold in memory."""
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        children = []
        for page in pages:
            for child in getattr(page, "_cluster_related_objects", {}).get(name, ()):
                setattr(child, relation.field.attname, page.pk)
                children.append(child)
        if children:
            relation.related_model._base_manager.bulk_create(children)
    for relation in get_all_child_m2m_relations(model):
        through = relation.remote_field.through
        own, theirs = f"{relation.m2m_field_name()}_id", f"{relation.m2m_reverse_field_name()}_id"
        rows = [
            through(**{own: page.pk, theirs: other.pk})
            for page in pages
            for other in getattr(page, "_cluster_related_objects", {}).get(relation.name, ())
        ]
        through._base_manager.bulk_create(rows)


def _revisions(pages: Sequence[Page], publish: bool, user: Any) -> None:
    """The first revision of each page, its log entries, and what publishing sets."""
    now = timezone.now()
    base_type = ContentType.objects.get_for_model(Page)
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type=page.content_type,
            base_content_type=base_type,
            object_id=str(page.pk),
            created_at=now,
            user=user,
            object_str=str(page),
            content=page.serializable_data(),
        )
        for page in pages
    )
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision = revision
        page.latest_revision_created_at = now
        page.has_unpublished_changes = not publish
        if publish:
            page.live, page.live_revision = True, revision
            page.first_published_at = page.last_published_at = now
    shared = {"latest_revision_created_at": now, "has_unpublished_changes": not publish}
    if publish:
        shared |= {"live": True, "first_published_at": now, "last_published_at": now}
    # A short UPDATE for each row is faster than Django's bulk_update, whose CASE grows with the square of the rows.
    for page, revision in zip(pages, revisions, strict=True):
        own = {"live_revision_id": revision.pk} if publish else {}
        Page.objects.filter(pk=page.pk).update(latest_revision_id=revision.pk, **own, **shared)
    _log(pages, revisions, publish, user, now)


def _log(pages: Sequence[Page], revisions: Sequence[Revision], publish: bool, user: Any, now: Any) -> None:
    entries = []
    for page, revision in zip(pages, revisions, strict=True):
        common = {
            "page_id": page.pk,
            "content_type": page.content_type,
            "label": page.get_admin_display_title(),
            "user": user,
            "data": {},
            "timestamp": now,
            "content_changed": True,
        }
        entries.append(PageLogEntry(action="wagtail.create", **common))
        if publish:
            entries.append(PageLogEntry(action="wagtail.publish", revision=revision, **common))
    PageLogEntry.objects.bulk_create(entries)


def _send_signals(pages: Sequence[Page], publish: bool) -> None:
    """For sites whose own receivers must hear of every page."""
    if not getattr(settings, "BRYGGA_IMPORT_SIGNALS", False):
        return
    for page in pages:
        post_save.send(sender=type(page), instance=page, created=True, raw=True, using=connection.alias)
        if publish:
            page_published.send(sender=type(page), instance=page, revision=page.latest_revision)
            published.send(sender=type(page), instance=page, revision=page.latest_revision)


def read_many(model: type[Page], ids: Sequence[int], names: Sequence[str]) -> dict[int, dict[str, Any]]:
    """What the database says of several new pages, in the form of `fields.read`, in one query for each relation."""
    result: dict[int, dict[str, Any]] = {pk: {} for pk in ids}
    plain = [n for n in names if fields.field_kind(model, n) not in (fields.CHILDREN, fields.MANY)]
    for page in model.objects.filter(pk__in=ids):
        result[page.pk].update(fields.snapshot(page, plain))
    for name in names:
        kind = fields.field_kind(model, name)
        if kind is fields.MANY:
            _read_many_to_many(model, name, result)
        elif kind is fields.CHILDREN:
            _read_children(model, name, result)
    return result


def _read_many_to_many(model: type[Page], name: str, result: dict[int, dict[str, Any]]) -> None:
    field = model._meta.get_field(name)
    own, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    rows = field.remote_field.through._base_manager.filter(**{f"{own}__in": list(result)}).values_list(own, other)
    for values in result.values():
        values[name] = []
    for pk, key in rows:
        result[pk][name].append(key)
    for values in result.values():
        values[name].sort()


def _read_children(model: type[Page], name: str, result: dict[int, dict[str, Any]]) -> None:
    relation = next(r for r in get_all_child_relations(model) if r.get_accessor_name() == name)
    own = relation.field.attname
    for values in result.values():
        values[name] = []
    rows = relation.related_model._base_manager.filter(**{f"{own}__in": list(result)}).order_by("sort_order", "pk")
    for child in rows:
        result[getattr(child, own)][name].append(fields.read_child(child, name))
