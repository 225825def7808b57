"""Where pages hold a person: as visitors see them, in drafts that wait, in earlier versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.models import Page, Revision, get_page_models

from brygga.site.version_references import key_of, named_by_versions

from ..models import Person
from .asking import rows_that_may, slug_of, text_fields
from .holdings import ADDRESS, DRAFT, FIXED, LIVE, OLD, PAGES, Holding, around, key_for
from .naming import Named
from .walking import CONTACT, LINK, TITLE, Spot, walk
from .wording import ACTIONS, KEEP, REMOVE, Change


def page_keys(named: Named, pattern: str) -> set[int]:
    """The pages that may hold the person: in their own columns, in their rows, in any version, or by a link."""
    found: set[int] = set()
    for model in (Page, *get_page_models()):
        found.update(rows_that_may(model, pattern).values_list("pk", flat=True))
        for link in person_links(model):
            found.update(model._base_manager.filter(**{f"{link}__in": named.keys}).values_list("pk", flat=True))
    for model, parent in page_parts():
        links = Q(pk__in=[])
        for link in person_links(model):
            links |= Q(**{f"{link}__in": named.keys})
        rows = [*rows_that_may(model, pattern).values_list(parent, flat=True)] if text_fields(model) else []
        found.update([*rows, *model._base_manager.filter(links).values_list(parent, flat=True)])
    base = ContentType.objects.get_for_model(Page)
    versions = rows_that_may(Revision, pattern, ("content",)).filter(base_content_type=base)
    found.update(int(pk) for pk in versions.values_list("object_id", flat=True))
    for whose in named_by_versions({key_of(Person, pk) for pk in named.keys}).values():
        found.update(int(pk) for content_type, pk in whose if content_type == base.pk)
    return found


@cache
def person_links(model: type[models.Model]) -> frozenset[str]:
    """The model's own fields that point at people."""
    fields = model._meta.local_fields
    return frozenset(f.name for f in fields if isinstance(f, models.ForeignKey) and f.related_model is Person)


def links_of(model: type[models.Model]) -> frozenset[str]:
    """All of the model's fields that point at people, inherited ones too."""
    return frozenset(
        f.name for f in model._meta.fields if isinstance(f, models.ForeignKey) and f.related_model is Person
    )


def page_parts() -> Iterator[tuple[type[models.Model], str]]:
    for model in apps.get_models():
        for one in model._meta.local_fields:
            if isinstance(one, ParentalKey) and issubclass(one.related_model, Page):
                yield model, one.attname


def versions_of(page: Page) -> list[tuple[str, Mapping[str, Any], Revision | None]]:
    """What the page says: in its rows, in the draft that waits, in earlier versions."""
    rows = page.serializable_data()
    found: list[tuple[str, Mapping[str, Any], Revision | None]] = [(LIVE if page.live else DRAFT, rows, None)]
    for revision in Revision.page_revisions.filter(object_id=str(page.pk)).order_by("-pk").iterator(chunk_size=50):
        found.append((DRAFT if is_waiting(page, revision) else OLD, revision.content, revision))
    return found


def is_waiting(page: Page, revision: Revision) -> bool:
    """Whether the version is the draft that editors go on with, or one that will be published."""
    latest = revision.pk == page.latest_revision_id and (page.has_unpublished_changes or not page.live)
    return latest or revision.approved_go_live_at is not None


def places_on(page: Page, named: Named) -> list[Holding]:
    """The places on one page, those that are certain first. An alias has none of its own: it says what its original
    does."""
    if page.alias_of_id is not None:
        return []
    found: dict[str, Holding] = {}
    model, links = page._meta.label, links_of(type(page))
    versions = versions_of(page)

    def note(state: str, spot: Spot) -> Change:
        key = key_for(model, page.pk, spot)
        if key not in found:
            found[key] = Holding(
                key, PAGES, spot.kind, page.get_admin_display_title(), where_of(type(page), spot), shown(spot, named),
                actions_for(spot), certain=spot.certain, address=reverse("wagtailadmin_pages:edit", args=[page.pk]),
                model=model, pk=page.pk, full=shown(spot, named) if spot.kind == LINK else spot.text,
            )  # fmt: skip
        found[key].states.add(state)
        return Change(KEEP)

    def through(*, parts: bool) -> None:
        for state, content, _revision in versions:
            walk(content, named, links, lambda spot, state=state: note(state, spot), parts=parts)  # type: ignore[misc]

    through(parts=False)
    if found:
        through(parts=True)
    if found and slug_of(named.names[0]) in page.slug:
        key = key_for(model, page.pk, ("slug", ADDRESS, page.slug))
        found[key] = Holding(
            key, FIXED, ADDRESS, page.get_admin_display_title(), _("Sidans adress"), page.slug, (KEEP,),
            address=reverse("wagtailadmin_pages:edit", args=[page.pk]), model=model, pk=page.pk,
        )  # fmt: skip
    return sorted(found.values(), key=lambda one: (not one.certain, OLD in one.states and len(one.states) == 1))


def actions_for(spot: Spot) -> tuple[str, ...]:
    """What may be done at a place on a page."""
    if spot.kind == LINK:
        return KEEP, REMOVE
    only = not isinstance(spot.value, Mapping) and spot.kind == TITLE
    return tuple(action for action in ACTIONS if action != REMOVE or not only)


def where_of(model: type[models.Model], spot: Spot) -> str:
    """The name of the field, and what in it, for people."""
    kinds = {"quote": _("citat"), CONTACT: _("kontakt"), "picture": _("alternativtext"), "caption": _("bildtext")}
    try:
        name = capfirst(str(getattr(model._meta.get_field(spot.field), "verbose_name", spot.field)))
    except FieldDoesNotExist:
        name = spot.field
    kind = kinds.get(spot.kind, "")
    return f"{name}: {kind}" if kind and kind.casefold() not in name.casefold() else name


def shown(spot: Spot, named: Named) -> str:
    if spot.kind == LINK:
        return named.names[0] if named.names else ""
    text = " ".join(spot.text.split())
    hits = named.hits(text) or named.parts(text)
    return around(text, hits[0].start, hits[-1].end) if hits else text[:200]
