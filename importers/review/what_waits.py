"""What waits for somebody: counted, each number with the place where it is seen to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import BigIntegerField, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, get_page_models
from wagtail.permissions import page_permission_policy

from brygga.projects.models import ProjectPage
from brygga.projects.status import Status
from brygga.site.models import BasePage

from ..models import FieldConflict, ImportItem, Suggestion
from . import review_queue
from .permissions import REVIEW, may

# After so long a publication that was to happen by itself has been missed.
LATE = timedelta(minutes=15)
_ITEMS = "brygga_importers.view_importitem"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A number that is a link. `late` says that something has gone wrong and does not only wait."""

    number: int
    label: str
    address: str
    late: bool = False


def _mine(user: Any) -> QuerySet[Page]:
    return page_permission_policy.instances_user_has_permission_for(user, "change")


def review_due(user: Any) -> QuerySet[Page]:
    """The public pages whose day of review has passed, and that the user may edit."""
    today, due = timezone.localdate(), Q(pk__in=[])
    for model in get_page_models():
        if issubclass(model, BasePage):
            due |= Q(pk__in=model.objects.filter(review_date__lt=today).values("pk"))
    return _mine(user).filter(due, live=True)


def missed_publications(user: Any) -> QuerySet[Page]:
    """The pages whose time to be published has passed without their being so."""
    late = Revision.page_revisions.filter(approved_go_live_at__lt=timezone.now() - LATE)
    keys = late.annotate(page_key=Cast("object_id", BigIntegerField())).values("page_key")
    return _mine(user).filter(pk__in=keys)


def past_their_end(user: Any) -> QuerySet[Page]:
    """The public projects that an editor has said are going on, and whose last day has passed."""
    said = ProjectPage.objects.filter(live=True, status__in=(Status.RUNNING, Status.PLANNED))
    return _mine(user).filter(pk__in=said.filter(end_day__lt=timezone.localdate()).values("pk"))


def to_review(user: Any) -> Waiting:
    """Imported news that nobody has decided on."""
    number = review_queue.waiting(review_queue.queue(user), user).count() if may(user, REVIEW) else 0
    return Waiting(number, _("Importerade nyheter att granska"), reverse("granska:index"))


def _items(user: Any, state: str, label: str, late: bool = False) -> Waiting:
    number = ImportItem.objects.filter(state=state).count() if user.has_perm(_ITEMS) else 0
    return Waiting(number, label, f"{reverse('importdokument:index')}?state={state}", late)


def _conflicts(user: Any) -> Waiting:
    mine = FieldConflict.objects.filter(state=FieldConflict.State.OPEN, page__in=_mine(user).values("pk"))
    number = mine.values("item").distinct().count()
    return Waiting(number, _("Texter där sidan och källan har ändrats"), reverse("granska:conflicts"))


def open_suggestions(user: Any) -> Waiting:
    """What articles say of pages that the user may edit."""
    rows = Suggestion.objects.filter(state=Suggestion.State.NEW, page__in=_mine(user).values("pk"))
    return Waiting(rows.count(), _("Förslag ur nyheterna"), reverse("forslag:index"))


def _report(found: Callable[[Any], QuerySet[Page]], name: str, label: str, late: bool, user: Any) -> Waiting:
    return Waiting(found(user).count(), label, reverse(name), late)


def waiting_for(user: Any) -> list[Waiting]:
    """What waits for the user, what has gone wrong first; what there is nothing of is left out."""
    state = ImportItem.State
    every = (
        _report(missed_publications, "brygga_missed", _("Tidsinställda sidor som inte publicerades"), True, user),
        _items(user, state.FAILED, _("Texter som inte gick att importera"), late=True),
        to_review(user),
        _conflicts(user),
        _items(user, state.WAITING, _("Texter som liknar en annan och väntar på besked")),
        open_suggestions(user),
        _report(review_due, "brygga_review_due", _("Sidor att se över"), False, user),
        _report(past_their_end, "brygga_past_end", _("Projekt som är slut men ser ut att pågå"), False, user),
    )
    return [one for one in every if one.number]
