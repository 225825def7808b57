"""Many pages at once: those with nothing to check are published in the background, and can be taken back."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task

from ..models import ImportItem, Review
from ..runs.tasks import QUEUE
from ..writing import pages
from . import acting, review_queue
from .acting import CannotDoError, all_checks

SAMPLE = 20


@dataclass(frozen=True, slots=True)
class Looked:
    """A document of the sample, and how much in it is to be checked."""

    item: ImportItem
    checks: int


def part_of(items: QuerySet[ImportItem], source: int | None, year: int | None) -> QuerySet[ImportItem]:
    """Those of the documents that come from a source and a year, where they are given."""
    if source is not None:
        items = items.filter(source=source)
    if year is not None:
        items = items.filter(page__brygga_news_newspage__first_published_on__year=year)
    return items


def is_clean(item: ImportItem) -> bool:
    """Whether nothing in the document's page is to be checked."""
    return item.page is not None and not all_checks(item, pages.latest(item.page))


def sample_of(items: QuerySet[ImportItem]) -> list[Looked]:
    """Some of the documents, by chance, with how much is to be checked in each."""
    keys = list(items.order_by().values_list("pk", flat=True))
    chosen = random.sample(keys, min(SAMPLE, len(keys)))
    found = ImportItem.objects.filter(pk__in=chosen).select_related("page", "source").order_by("pk")
    return [Looked(item, len(all_checks(item, pages.latest(item.page)))) for item in found if item.page is not None]


@task(backend=QUEUE, queue_name=QUEUE)
def publish_clean(user_id: int, source: int | None, year: int | None) -> int:
    """Publish, in the user's name, every page of the part in which nothing is to be checked. What somebody has in
    front of them, what may not be published and what has something to check stays. Returns how many."""
    user = get_user_model().objects.get(pk=user_id)
    keys = part_of(review_queue.waiting(review_queue.queue(user), user), source, year).values_list("pk", flat=True)
    number = 0
    for key in list(keys):
        item = ImportItem.objects.select_related("page").filter(pk=key).first()
        if item is None or review_queue.holder(item, user) is not None or not is_clean(item):
            continue
        try:
            acting.publish(item, user)
        except (CannotDoError, PermissionDenied):
            continue
        number += 1
    return number


def published_since(user: Any, since: datetime) -> QuerySet[Review]:
    """What the user has published at the desk since then."""
    return Review.objects.filter(decided_by=user.pk, decided_at__gte=since, state=Review.State.PUBLISHED)


@task(backend=QUEUE, queue_name=QUEUE)
def take_back(user_id: int, since: str) -> int:
    """Take down what the user has published at the desk since then, and put it in the queue again. What somebody has
    changed meanwhile stays. Returns how many."""
    user = get_user_model().objects.get(pk=user_id)
    number = 0
    for review in published_since(user, datetime.fromisoformat(since)).select_related("item__page"):
        with transaction.atomic():
            page = review.item.page.specific if review.item.page is not None else None
            if page is None or not page.live or page.latest_revision_id != page.live_revision_id:
                continue
            if not page.permissions_for_user(user).can_unpublish():
                continue
            page.unpublish(user=user)
            type(page).objects.filter(pk=page.pk).update(first_published_at=None)
            Review.objects.filter(pk=review.pk).update(state=Review.State.OPEN, decided_by=None, decided_at=None)
            number += 1
    return number
