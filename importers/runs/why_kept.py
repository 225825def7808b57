"""Why something that a run made stays when the run is undone: somebody has edited it, or something still needs it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from wagtail.models import ModelLogEntry, Page, ReferenceIndex, Revision

from brygga.projects.models import Indicator, Observation
from brygga.site.version_references import Key, key_of, named_by_versions, titles_of

from ..models import ImportRun, MadeObject, PageChange, RunEntry, WrittenPage

EDITED = "någon har redigerat den, eller en senare körning har ändrat den."
GONE = "den finns inte längre."
NO_VERSION = "den tidigare versionen finns inte kvar."
HAS_CHILDREN = "den har undersidor."
OTHERS_WROTE = "andra dokument har bidragit till den."


def content_type(model: type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)


def referred(number: int) -> str:
    """Why something that `number` others refer to stays."""
    return f"{number} annan sida eller uppgift pekar på den." if number == 1 else f"{number} andra pekar på den."


def by_whom(user: Any, when: datetime) -> str:
    """That somebody has edited it: who, where that is known, and when."""
    who = user.get_full_name() or user.get_username() if user is not None else "någon"
    with translation.override("sv"):
        return f"{who} har redigerat den {date_format(localtime(when), 'j F Y')} kl. {localtime(when):%H.%M}."


def edited(change: PageChange) -> str:
    """Why a page that has changed since stays: the first version after the run's own tells who and when."""
    runs = dict(PageChange.objects.filter(page=change.page_id).values_list("revision_after", "entry__run"))
    later = Revision.objects.filter(object_id=str(change.page_id), pk__gt=change.revision_after or 0)
    versions = list(later.filter(base_content_type=content_type(Page)).select_related("user").order_by("pk"))
    for version in versions:
        if version.pk not in runs:
            return by_whom(version.user, version.created_at)
    others = [runs[version.pk] for version in versions if runs[version.pk] != change.entry.run_id]
    return f"körning {others[0]} har ändrat den." if others else EDITED


def once(kept: Iterable[tuple[PageChange, str]]) -> list[tuple[str, str]]:
    """Each page that is kept, once, with the first reason: several documents may have changed it."""
    found: dict[int | str, tuple[str, str]] = {}
    for change, why in kept:
        found.setdefault(change.page_id or change.title, (change.title, why))
    return list(found.values())


def drafted(whose: Iterable[tuple[int, str]]) -> str:
    """Why a page that drafts link to stays."""
    return f"ett utkast till {_list(titles_of(whose))} pekar på den."


def named(whose: Iterable[tuple[int, str]]) -> str:
    """Why a row that stored versions name stays."""
    return f"en sparad version av {_list(titles_of(whose))} nämner den."


def _list(titles: list[str], most: int = 3) -> str:
    shown = ", ".join(f"”{title}”" for title in titles[:most]) or "en sida"
    return shown if len(titles) <= most else f"{shown} och {len(titles) - most} till"


@dataclass
class Drafts:
    """Which pages wait in drafts as links: asked once for many pages. `look` asks again."""

    since: datetime
    found: dict[Key, set[tuple[int, str]]] = field(default_factory=dict)

    def look(self, pages: Iterable[int]) -> None:
        self.found = named_by_versions({key_of(Page, pk) for pk in pages}, since=self.since, drafts=True)

    def naming(self, page: int) -> set[Key]:
        """The others whose drafts link to the page."""
        return {as_key(row) for row in self.found.get(key_of(Page, page), set())} - {key_of(Page, page)}


def shared_pages(owners: Mapping[int, int]) -> set[int]:
    """Those of the pages (each with the item that made it) to which other documents have contributed."""
    rows = WrittenPage.objects.filter(page__in=owners).values_list("page", "item")
    return {page for page, item in rows if item != owners[page]}


def referrers(keys: Collection[Key]) -> dict[Key, set[Key]]:
    """Who refers to each of the rows, by the reference index."""
    found: dict[Key, set[Key]] = defaultdict(set)
    by_model: dict[type[models.Model], list[str]] = defaultdict(list)
    for model, pk in keys:
        by_model[model].append(pk)
    for model, pks in by_model.items():
        rows = ReferenceIndex.objects.filter(to_content_type=content_type(model), to_object_id__in=pks)
        for to, base, pk in rows.values_list("to_object_id", "base_content_type", "object_id").distinct():
            found[model, to].add(as_key((base, pk)))
    return found


def as_key(row: tuple[int, str]) -> Key:
    """A row by content type and key, as `named` names it; one whose model is not installed any more by a key of its
    own."""
    model = model_of(row[0])
    return key_of(model, row[1]) if model is not None else (Page, f"{row[0]}:{row[1]}")


def number_made(entries: models.QuerySet[RunEntry]) -> int:
    """How many objects the entries made besides pages and values of key figures."""
    made = MadeObject.objects.filter(entry__in=entries).exclude(content_type=content_type(Observation))
    return made.values("content_type", "object_id").distinct().count()


def number_gone(entries: models.QuerySet[RunEntry]) -> int:
    """How many of those are not there any more."""
    return number_made(entries) - len(made_by(entries))


def made_by(entries: models.QuerySet[RunEntry]) -> list[models.Model]:
    """What the entries made besides pages and values of key figures and what is there still, the newest first."""
    keys: dict[type[models.Model], set[int]] = defaultdict(set)
    order: list[tuple[type[models.Model], int]] = []
    made = MadeObject.objects.filter(entry__in=entries).exclude(content_type=content_type(Observation))
    for row in made.select_related("content_type").order_by("-pk"):
        model = row.content_type.model_class()
        if model is not None:
            keys[model].add(row.object_id)
            order.append((model, row.object_id))
    there = {model: model._default_manager.in_bulk(pks) for model, pks in keys.items()}
    return [there[model][pk] for model, pk in dict.fromkeys(order) if pk in there[model]]


def named_by_any(objects: Iterable[models.Model], since: datetime) -> dict[Key, set[tuple[int, str]]]:
    """Those of the objects that a version of a page names, with whose; `since` is when the first of them was made."""
    return named_by_versions({key_of(type(obj), obj.pk) for obj in objects}, since=since)


def why_held(objects: Iterable[models.Model], values: Collection[int] = ()) -> dict[Key, str]:
    """Why those of the objects stay that do so whatever else goes: somebody has edited them, or others have noted
    values of the key figure (those in `values` do not count)."""
    held: dict[Key, str] = {}
    by_model: dict[type[models.Model], list[str]] = defaultdict(list)
    for obj in objects:
        by_model[type(obj)].append(str(obj.pk))
    for model, pks in by_model.items():
        log = ModelLogEntry.objects.filter(content_type=content_type(model), object_id__in=pks)
        for row in log.select_related("user").order_by("timestamp", "pk"):
            held.setdefault(key_of(model, row.object_id), by_whom(row.user, row.timestamp))
    noted = Observation.objects.filter(indicator_id__in=by_model.get(Indicator, ()))
    for pk, indicator in noted.values_list("pk", "indicator"):
        if pk not in values:
            held.setdefault(key_of(Indicator, indicator), "andra har lagt till värden.")
    return held


def label(obj: models.Model) -> str:
    """What people call an object: its kind and its name."""
    return f"{obj._meta.verbose_name} ”{obj}”"


def model_of(pk: int) -> type[models.Model] | None:
    """The model of a content type; None where that is not installed any more."""
    return ContentType.objects.get_for_id(pk).model_class()


def later_runs(entries: models.QuerySet[RunEntry]) -> list[int]:
    """Later runs (numbers) that have written pages for the documents of these entries and are not undone."""
    after = PageChange.objects.filter(
        entry__item__in=entries.values("item"), undone="", entry__run__gt=entries.values("run")[:1]
    )
    after = after.exclude(entry__state=RunEntry.State.ROLLED_BACK).filter(entry__run__mode=ImportRun.Mode.APPLY)
    return sorted(set(after.values_list("entry__run", flat=True)))
