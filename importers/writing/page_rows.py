"""Rows of many pages at once: the same that `add_child`, `save_revision` and `publish` write one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models import F
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from brygga.site.bulk_update import update_many
from brygga.site.short_queries import links_up

from .pages import slug_for, taken_slugs

TREE_FIELDS = ("path", "depth", "numchild", "slug", "url_path", "draft_title", "translation_key")


def reserve_ids(count: int) -> list[int]:
    """Keys for new pages that no other page will get; inside a transaction. None where the database is of a kind that
    cannot say (then pages get theirs when they are written)."""
    table = Page._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [row[0] for row in cursor.fetchall()]
        if connection.vendor == "sqlite":  # a transaction that writes is alone
            cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [count, table])
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            last = cursor.fetchone()
            return list(range(last[0] - count + 1, last[0] + 1)) if last else []
    return []


def check_fields(page: Page) -> None:
    """Raise ValidationError for values that the page's fields cannot hold. References are proved by the database."""
    relations = [f.name for f in page._meta.fields if isinstance(f, models.ForeignKey)]
    page.clean_fields(exclude=[*relations, *TREE_FIELDS])


def hold_relations(page: Page) -> None:
    """Tell a new page that the relations which were not set are empty, or it asks the database again and again."""
    held = page.__dict__.setdefault("_cluster_related_objects", {})
    for relation in get_all_child_relations(type(page)):
        held.setdefault(relation.get_accessor_name(), [])
    for relation in get_all_child_m2m_relations(type(page)):
        held.setdefault(relation.name, [])


def hold_what_is_there(pages: Iterable[Page]) -> None:
    """Ask for the children and many-to-many relations of pages that exist, for all at once."""
    for model, those in by_model(pages).items():
        held = {page.pk: page.__dict__.setdefault("_cluster_related_objects", {}) for page in those}
        by_key = {page.pk: page for page in those}
        for relation in get_all_child_relations(model):
            name = relation.get_accessor_name()
            for cluster in held.values():
                cluster[name] = []
            rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": list(held)})
            for child in rows:
                key = getattr(child, relation.field.attname)
                setattr(child, relation.field.name, by_key[key])
                held[key][name].append(child)
        for relation in get_all_child_m2m_relations(model):
            _hold_many(relation, held)


def _hold_many(relation: Any, held: dict[int, dict[str, list[Any]]]) -> None:
    own, theirs = f"{relation.m2m_field_name()}_id", f"{relation.m2m_reverse_field_name()}_id"
    through = relation.remote_field.through._base_manager
    pairs = list(through.filter(**{f"{own}__in": list(held)}).values_list(own, theirs))
    others = relation.related_model._base_manager.in_bulk({other for _, other in pairs})
    for cluster in held.values():
        cluster[relation.name] = []
    for page, other in pairs:
        held[page][relation.name].append(others[other])


def _held(page: Page, name: str) -> Sequence[Any]:
    return page.__dict__.get("_cluster_related_objects", {}).get(name, ())


# New pages


def own_levels(model: type[Page]) -> list[type[models.Model]]:
    """The models below Page whose tables hold a page of this type, the topmost first: a site may have made a subclass
    of ours."""
    return [*(parent for parent, _ in reversed(list(links_up(model))) if parent is not Page), model]


def place(parent: Page, pages: Sequence[Page], user: Any) -> None:
    """Give each page its place in the tree and its address, as treebeard and `Page.full_clean` do."""
    last = parent.get_last_child()
    used = taken_slugs(parent, [page.title for page in pages if not page.slug])
    locale_id = parent.locale_id or Locale.get_default().pk
    for page in pages:
        path = last._inc_path() if last is not None else Page._get_path(parent.path, parent.depth + 1, 1)
        page.path, page.depth, page.numchild = path, parent.depth + 1, 0
        last = page
        if not page.slug:
            page.slug = slug_for(page.title, used.among)
        used.taken.add(page.slug)
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.draft_title = page.title
        page.live, page.owner = False, user
        page.locale_id = locale_id
        page.content_type = ContentType.objects.get_for_model(type(page))
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))


def insert(model: type[Page], pages: Sequence[Page], ids: Sequence[int | None]) -> None:
    """One row in Page's table and one in each table of the type's own for each page (Django's bulk_create refuses
    these), with its reserved key where it has one; then children and many-to-many rows."""
    base_fields = [f for f in Page._meta.local_concrete_fields if not f.primary_key]
    bases = [
        Page(pk=pk, **{f.attname: getattr(page, f.attname) for f in base_fields})
        for page, pk in zip(pages, ids, strict=True)
    ]
    Page.objects.bulk_create(bases)
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.id = base.pk
        for _, link in links_up(model):
            setattr(page, link.attname, base.pk)
    for level in own_levels(model):
        own = level._meta.local_concrete_fields
        size = max(1, connection.ops.bulk_batch_size(own, pages))
        queryset: Any = models.QuerySet(level)
        for start in range(0, len(pages), size):
            # Private, and so unknown to django-stubs: the part of bulk_create below what it refuses.
            queryset._insert(pages[start : start + size], fields=own, using=connection.alias)
    for page in pages:
        page._state.adding, page._state.db = False, connection.alias
    for relation in get_all_child_relations(model):
        insert_children(relation, [(page, _held(page, relation.get_accessor_name())) for page in pages])
    for relation in get_all_child_m2m_relations(model):
        insert_many_to_many(relation, [(page.pk, other.pk) for page in pages for other in _held(page, relation.name)])


def insert_children(relation: Any, held: Iterable[tuple[Page, Sequence[Any]]]) -> None:
    """Rows for those of the children that have none."""
    children = []
    for page, those in held:
        for child in those:
            if child.pk is None:
                setattr(child, relation.field.attname, page.pk)
                children.append(child)
    if children:
        relation.related_model._base_manager.bulk_create(children)


def insert_many_to_many(relation: Any, pairs: Sequence[tuple[int, int]]) -> None:
    """Rows that join (page, other)."""
    own, theirs = f"{relation.m2m_field_name()}_id", f"{relation.m2m_reverse_field_name()}_id"
    through = relation.remote_field.through
    if pairs:
        through._base_manager.bulk_create(through(**{own: page, theirs: other}) for page, other in pairs)


# Revisions, and what stands in the pages of them


def unfold_streams(model: type[Page], pages: Sequence[Page]) -> None:
    """Turn the pages' blocks from raw values into what they stand for, as the indexes are about to do for each page:
    here the images, people and pages in them are asked for once for all."""
    for field in model._meta.fields:
        if isinstance(field, StreamField):
            raw = [list(getattr(page, field.name).raw_data) for page in pages]
            for page, value in zip(pages, field.stream_block.bulk_to_python(raw), strict=True):
                setattr(page, field.name, value)


# Changes of pages that exist


def update_own(pages: Sequence[Page]) -> None:
    """Write the columns of the pages' own types, as `save` does."""
    for model, those in by_model(pages).items():
        for level in own_levels(model):
            own = [f for f in level._meta.local_concrete_fields if not f.primary_key]
            if own:
                rows = [(page.pk, [f.pre_save(page, False) for f in own]) for page in those]
                update_many(level, [f.name for f in own], rows)


def update_children(page: Page, name: str, before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]) -> None:
    """Bring the rows of one child relation from `before` to `after` (plain values, see `fields`)."""
    relation = next(r for r in get_all_child_relations(type(page)) if r.get_accessor_name() == name)
    rows = relation.related_model._base_manager
    stood = {entry["pk"]: (position, entry) for position, entry in enumerate(before) if entry.get("pk")}
    kept = {entry["pk"]: (position, entry) for position, entry in enumerate(after) if entry.get("pk")}
    if gone := stood.keys() - kept.keys():
        with disable_reference_index_auto_update():  # `add_references` follows, for all pages at once
            rows.filter(pk__in=gone).delete()
    for child in _held(page, name):
        if child.pk is not None and stood.get(child.pk) != kept.get(child.pk):
            columns = [f for f in child._meta.concrete_fields if not f.primary_key]
            rows.filter(pk=child.pk).update(**{f.attname: f.pre_save(child, False) for f in columns})
    insert_children(relation, [(page, _held(page, name))])


def update_many_to_many(page: Page, name: str, before: Sequence[int], after: Sequence[int]) -> None:
    """Bring the rows of one many-to-many relation from `before` to `after`."""
    relation = page._meta.get_field(name)
    own, theirs = f"{relation.m2m_field_name()}_id", f"{relation.m2m_reverse_field_name()}_id"
    if gone := set(before) - set(after):
        relation.remote_field.through._base_manager.filter(**{own: page.pk, f"{theirs}__in": gone}).delete()
    insert_many_to_many(relation, [(page.pk, other) for other in after if other not in set(before)])


# Reading back


def by_model(pages: Iterable[Page]) -> dict[type[Page], list[Page]]:
    """The pages of each type."""
    found: dict[type[Page], list[Page]] = defaultdict(list)
    for page in pages:
        found[type(page)].append(page)
    return found
