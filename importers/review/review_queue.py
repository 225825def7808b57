"""The queue of imported news that nobody has decided on, and who has which in front of them. Two people in one queue
never get the same: a claim is a conditional UPDATE, and runs out when its holder does nothing for a while."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from wagtail.permissions import page_permission_policy

from brygga.news.models import NewsPage

from ..models import ImportItem, Review

HELD = timedelta(minutes=15)
State = Review.State


def queue(user: Any) -> QuerySet[ImportItem]:
    """The documents with a news page that is a draft, has never been public, does not wait for its time, and that the
    user may edit. Those passed to the user come first, in the order in which they came."""
    items = _drafts(user).exclude(review__state__in=Review.DECIDED)
    return items.order_by(F("review__assigned_to").asc(nulls_last=True), "pk")


def thrown(user: Any) -> QuerySet[ImportItem]:
    """Those that somebody has thrown away, the latest first."""
    return _drafts(user).filter(review__state=State.THROWN).order_by("-review__decided_at", "pk")


def _drafts(user: Any) -> QuerySet[ImportItem]:
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    pages = NewsPage.objects.filter(live=False, first_published_at=None, latest_revision__approved_go_live_at=None)
    items = ImportItem.objects.filter(
        page__in=pages.filter(pk__in=mine.values("pk")).values("pk"), duplicate_of=None
    ).exclude(state=ImportItem.State.ROLLED_BACK)
    return items.select_related(
        "source", "page", "review", "review__claimed_by", "review__assigned_to", "review__decided_by"
    )


def waiting(items: QuerySet[ImportItem], user: Any) -> QuerySet[ImportItem]:
    """Those of the documents that are the user's to take: not put aside, nor passed to somebody else."""
    for_me = Q(review__assigned_to=None) | Q(review__assigned_to=user.pk)
    return items.filter(for_me).exclude(review__state=State.ASIDE)


def _free(user: Any) -> Q:
    now = timezone.now()
    return Q(claimed_by=None) | Q(claimed_by=user.pk) | Q(claimed_until=None) | Q(claimed_until__lt=now)


def claim(item: ImportItem, user: Any) -> bool:
    """Take the document, or keep it. False where somebody else has it."""
    review, _made = Review.objects.get_or_create(item=item)
    taken = Review.objects.filter(_free(user), pk=review.pk)
    return bool(taken.update(claimed_by=user.pk, claimed_until=timezone.now() + HELD))


def release(item: ImportItem, user: Any) -> None:
    """Let go of the document."""
    Review.objects.filter(item=item, claimed_by=user.pk).update(claimed_by=None, claimed_until=None)


def take_next(items: QuerySet[ImportItem], user: Any, after: int = 0) -> ImportItem | None:
    """Claim the next document of the queue for the user: the one that is theirs already, else the first free one after
    `after`, else the first free one."""
    ready = waiting(items, user)
    now = timezone.now()
    held = ready.filter(review__claimed_by=user.pk, review__claimed_until__gt=now).exclude(pk=after).first()
    if held is not None and claim(held, user):
        return held
    busy = Q(review__claimed_until__gt=now) & ~Q(review__claimed_by=user.pk) & Q(review__claimed_by__isnull=False)
    free = ready.exclude(busy)
    for some in (free.filter(pk__gt=after), free.exclude(pk=after)):
        for item in some[:20]:
            if claim(item, user):
                return item
    return None


def holder(item: ImportItem, user: Any) -> Review | None:
    """The claim of somebody else on the document, if there is one."""
    busy = Review.objects.filter(item=item, claimed_until__gt=timezone.now()).exclude(claimed_by=None)
    return busy.exclude(claimed_by=user.pk).select_related("claimed_by").first()
