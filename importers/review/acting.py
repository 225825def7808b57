"""What a person does at the desk: act on a check, take it back, and decide on the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from brygga.site.gate.stopping import GateStoppedError

from ..models import ImportItem, Review, ReviewStep
from ..writing import pages
from .desk_checks import Check, checks_of
from .edits import CannotEditError
from .left_out_prose import article_of, left_prose

State = Review.State
# What the log of a page says.
THROWN_AWAY, TAKEN_BACK = "brygga_importers.throw_away", "brygga_importers.take_back"


class CannotDoError(Exception):
    """It cannot be done; the message is Swedish and says what to do instead."""


def _page(item: ImportItem, user: Any) -> Page:
    """The page, held until the transaction ends, for who may edit it and where no lock stands."""
    page = Page.objects.select_for_update().filter(pk=item.page_id).first()
    if page is None:
        raise CannotDoError(_("Sidan finns inte längre."))
    specific = page.specific
    if not specific.permissions_for_user(user).can_edit():
        raise PermissionDenied
    lock = specific.get_lock()
    if lock is not None and lock.for_user(user):
        raise CannotDoError(_("Sidan är låst. Be den som har låst den att låsa upp den."))
    return specific


def all_checks(item: ImportItem, page: Page) -> list[Check]:
    """The checks of the page, also those on what was left out of its original."""
    return checks_of(item, page, left_prose(article_of(item)))


@transaction.atomic
def act(item: ImportItem, user: Any, key: str, name: str, given: dict[str, str]) -> ReviewStep:
    """Do what the button of a check says, at once and as a version of the page. Raises `CannotDoError`, and
    `PermissionDenied`."""
    page = _page(item, user)
    current = pages.latest(page)
    check = next((one for one in all_checks(item, current) if one.key == key), None)
    chosen = next((one for one in check.acts if one.name == name), None) if check is not None else None
    if check is None or chosen is None:
        raise CannotDoError(_("Det är redan avgjort, eller så har sidan ändrats. Se listan på nytt."))
    review, _made = Review.objects.get_or_create(item=item)
    label = f"{chosen.label}: {check.words or check.text}"
    if chosen.do is None:
        return _passed(review, user, label, [*review.passed, key])
    return _edited(review, page, current, user, label, lambda: chosen.do and chosen.do(current, given))


@transaction.atomic
def edit(item: ImportItem, user: Any, label: str, change: Callable[[Page], None]) -> ReviewStep:
    """Change the page otherwise, by somebody's hand: `change` sets it on the latest version. Raises as `act`."""
    page = _page(item, user)
    current = pages.latest(page)
    review, _made = Review.objects.get_or_create(item=item)
    return _edited(review, page, current, user, label, lambda: change(current))


def _edited(
    review: Review, page: Page, current: Page, user: Any, label: str, change: Callable[[], object]
) -> ReviewStep:
    before = page.latest_revision_id
    try:
        change()
        revision = pages.update(current, publish=False, user=user)
    except CannotEditError as error:
        raise CannotDoError(str(error)) from error
    except ValidationError as error:
        raise CannotDoError(_("Sidan kan inte sparas så: %s") % " ".join(error.messages)) from error
    return ReviewStep.objects.create(
        review=review,
        user_id=user.pk,
        label=label[:255],
        revision_before=before,
        revision_after=revision.pk,
        passed_before=review.passed,
    )


def _passed(review: Review, user: Any, label: str, passed: list[str]) -> ReviewStep:
    step = ReviewStep.objects.create(review=review, user_id=user.pk, label=label[:255], passed_before=review.passed)
    Review.objects.filter(pk=review.pk).update(passed=passed)
    return step


@transaction.atomic
def undo(item: ImportItem, user: Any) -> str:
    """Take back the latest thing that was done at the desk with the page. Returns what it was. Raises `CannotDoError`
    where there is nothing, or where the page has been changed elsewhere since."""
    page = _page(item, user)
    step = ReviewStep.objects.filter(review=item.pk).order_by("-pk").first()
    if step is None:
        raise CannotDoError(_("Det finns inget att ångra."))
    if step.revision_after:
        if page.latest_revision_id != step.revision_after:
            raise CannotDoError(_("Sidan har ändrats någon annanstans sedan dess. Se versionerna i sidans historik."))
        before = Revision.objects.filter(pk=step.revision_before).first()
        if before is None:
            raise CannotDoError(_("Versionen före ändringen finns inte längre."))
        earlier = before.as_object()
        restored = earlier.save_revision(user=user, log_action=True, previous_revision=before)
        # What came before on this desk stands on the version that has now come back.
        ReviewStep.objects.filter(review=item.pk, revision_after=step.revision_before).update(
            revision_after=restored.pk
        )
    Review.objects.filter(pk=item.pk).update(passed=step.passed_before)
    step.delete()
    return step.label


@transaction.atomic
def publish(item: ImportItem, user: Any) -> None:
    """Approve the page's latest version and publish it, by Wagtail's own act. Raises as `act`."""
    page = _page(item, user)
    if page.latest_revision is None:
        raise CannotDoError(_("Sidan har ingen version att publicera."))
    try:
        page.latest_revision.publish(user=user, skip_permission_checks=False)
    except GateStoppedError as error:
        raise CannotDoError(str(error)) from error
    except PublishPagePermissionError as error:
        raise CannotDoError(
            _("Du får inte publicera här. Godkänn som utkast, eller lämna till någon som får.")
        ) from error
    decide(item, user, State.PUBLISHED)


@transaction.atomic
def throw_away(item: ImportItem, user: Any, note: str = "") -> None:
    """The document is not to become public: it leaves the queue, nothing publishes its page, and the page stays a
    draft until somebody deletes it as any page. `take_back` undoes it. Raises as `act`."""
    page = _page(item, user)
    if page.live:
        raise CannotDoError(_("Sidan är publicerad. Avpublicera den först."))
    decide(item, user, State.THROWN, note=note)
    log(instance=page, action=THROWN_AWAY, user=user, data={"note": note} if note else None)


@transaction.atomic
def take_back(item: ImportItem, user: Any) -> None:
    """Put what was thrown away in the queue again. Raises as `act`."""
    page = _page(item, user)
    if not Review.objects.filter(item=item, state=State.THROWN).exists():
        raise CannotDoError(_("Sidan är inte kastad."))
    decide(item, user, State.OPEN)
    log(instance=page, action=TAKEN_BACK, user=user)


def decide(item: ImportItem, user: Any, state: str, *, note: str = "", to: Any = None) -> None:
    """Note what was decided: approved, published, put aside, thrown away, or (open) passed to `to` with a note. The
    claim ends."""
    decided = state in Review.DECIDED
    Review.objects.update_or_create(
        item=item,
        defaults={
            "state": state,
            "note": note,
            "assigned_to": to,
            "claimed_by": None,
            "claimed_until": None,
            "decided_by_id": user.pk if decided else None,
            "decided_at": timezone.now() if decided else None,
        },
    )
