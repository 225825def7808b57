"""Files follow the page: a picture or document is public when something public shows it, and not before.

That is: a page that everybody may see, the settings of a site, or another object that is public itself (an
organisation with its logo). Which these are is read from Wagtail's reference index, which has what is published of a
live page and nothing of its draft. Nothing is stored: what is unpublished takes its files with it at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import BigIntegerField, Case, CharField, Exists, OuterRef, Q, When
from django.db.models.functions import Cast
from django.db.models.lookups import Exact
from django.http import HttpRequest
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.contrib.settings.registry import registry as setting_models
from wagtail.models import DraftStateMixin, Page, ReferenceIndex

from ..privacy import private_paths
from ..publicity import public_pages, stands_on

#: Apps whose objects only note what there is: they show nothing to anybody.
NOTES = frozenset({"brygga_importers"})


def shown(model: type[models.Model], *, flat: bool = False) -> Q:
    """The rows of `model` (the site's model of images or of documents) that are public, asked in the database.

    `flat` asks first which organisations and the like are public and have a file at all, in queries of their own: what
    is searched and filtered further would nest deeper than SQLite reads.
    """
    references = ReferenceIndex.objects.filter(
        to_content_type=ReferenceIndex._get_base_content_type(model),
        to_object_id=Cast(OuterRef("pk"), CharField()),
    )
    found = Q(Exists(references.filter(_on(public_pages()))))
    plain = []
    for holder in _holders(model):
        base, rows = ReferenceIndex._get_base_content_type(holder), _public_rows(holder)
        parts = list(_parts_of_their_own(holder, model))
        if rows is None and not parts:
            plain.append(base)
            continue
        held = references.filter(stands_on(base.pk))
        if rows is not None:
            held = held.filter(object_id__in=_keys(rows, model)) if flat else held.filter(_on(rows.order_by()))
        for name, part, key, column in parts:
            held = held.exclude(model_path__startswith=f"{name}.")
            manager: Any = part._default_manager
            those = manager.public().order_by()
            if rows is not None:
                those = those.filter(**{f"{key}__in": rows.order_by().values("pk")})
            if flat:
                found |= Q(pk__in=list(those.exclude(**{column: None}).values_list(column, flat=True).distinct()))
            else:
                found |= Q(Exists(those.filter(**{column: OuterRef("pk")})))
        found |= Q(Exists(held))
    for setting in setting_models:  # which the reference index leaves out
        for field in setting._meta.concrete_fields:
            if _points_at(field, model):
                rows = setting._default_manager.exclude(**{field.attname: None}).order_by()
                found |= Q(pk__in=rows.values(field.attname))
    if plain:
        found |= Q(Exists(references.filter(stands_on(*(base.pk for base in plain)))))
    return found


def public(model: type[models.Model]) -> models.QuerySet[Any]:
    """The public rows of the site's model of images or of documents."""
    return model._default_manager.filter(shown(model, flat=True))


def is_public(file: models.Model) -> bool:
    """Whether everybody may see this picture or document."""
    return type(file)._default_manager.filter(shown(type(file)), pk=file.pk).exists()


def may_see(request: HttpRequest, model: type[models.Model], pk: Any) -> bool:
    """Whether this visitor may see a file that is not public: somebody who works in the admin, or who has been let in
    to a private page that shows it."""
    user = getattr(request, "user", None)
    if user is not None and user.has_perm("wagtailadmin.access_admin"):
        return True
    private = private_paths()
    if not private:
        return False
    references = ReferenceIndex.objects.filter(
        to_content_type=ReferenceIndex._get_base_content_type(model),
        to_object_id=str(pk),
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    pages = Page.objects.filter(live=True, pk__in=[int(key) for key in references.values_list("object_id", flat=True)])
    return any(
        all(restriction.accept_request(request) for restriction in Page.get_view_restrictions(page)) for page in pages
    )


def _on(rows: models.QuerySet[Any]) -> Q:
    """The references that stand on one of the rows."""
    base = ReferenceIndex._get_base_content_type(rows.model)
    if isinstance(rows.model._meta.pk, models.IntegerField):
        # The index holds keys of all kinds as text, and only those of this kind are numbers for sure.
        number = Cast(OuterRef("object_id"), BigIntegerField())
        row = rows.filter(pk=Case(When(Exact(OuterRef("base_content_type"), base.pk), then=number)))
    else:
        row = rows.annotate(_key=Cast("pk", CharField())).filter(_key=OuterRef("object_id"))
    return Q(stands_on(base.pk)) & Q(Exists(row))


def _keys(rows: models.QuerySet[Any], model: type[models.Model]) -> list[str]:
    """The keys of those of the rows that name any row of `model`, as the reference index writes them."""
    named = ReferenceIndex.objects.filter(
        base_content_type=ReferenceIndex._get_base_content_type(rows.model),
        to_content_type=ReferenceIndex._get_base_content_type(model),
    )
    keys = list(named.order_by().values_list("object_id", flat=True).distinct())
    return [str(pk) for pk in rows.filter(pk__in=keys).order_by().values_list("pk", flat=True)] if keys else []


def _public_rows(holder: type[models.Model]) -> models.QuerySet[Any] | None:
    """The rows of a model that are public, None where all are."""
    manager = holder._default_manager
    if hasattr(manager, "public"):
        return manager.public()
    if issubclass(holder, DraftStateMixin):
        return manager.filter(live=True)
    return None


@cache
def _holders(model: type[models.Model]) -> list[type[models.Model]]:
    """The models besides pages that can name rows of `model`."""
    candidates = sorted(ReferenceIndex.indexed_models, key=lambda holder: holder._meta.label)
    return [
        holder
        for holder in candidates
        if not issubclass(holder, Page) and holder._meta.app_label not in NOTES and _can_name(holder, model)
    ]


def _can_name(holder: type[models.Model], model: type[models.Model]) -> bool:
    fields = holder._meta.get_fields()
    if any(hasattr(field, "extract_references") or _points_at(field, model) for field in fields):
        return True
    return any(_can_name(relation.related_model, model) for relation in _child_relations(holder))


def _points_at(field: Any, model: type[models.Model]) -> bool:
    return isinstance(field, models.ForeignKey) and issubclass(model, field.related_model)


def _child_relations(holder: type[models.Model]) -> list[Any]:
    return list(get_all_child_relations(holder)) if issubclass(holder, ClusterableModel) else []


def _parts_of_their_own(
    holder: type[models.Model], model: type[models.Model]
) -> Iterator[tuple[str, type[models.Model], str, str]]:
    """The parts of a holder that are public or not each for itself, as the values of an indicator are, and point at
    `model`: the relation's name, the parts' model, the key to the holder, the column that points."""
    for relation in _child_relations(holder):
        child = relation.related_model
        if hasattr(child._default_manager, "public"):
            for field in child._meta.concrete_fields:
                if _points_at(field, model):
                    yield relation.get_accessor_name(), child, relation.field.name, field.attname
