"""Pages that texts speak of without evidence enough: noted with each batch, made or declined by a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from ..models import ImportItem, PageProposal, PageProposalSource, WrittenPage
from ..writing import pages
from ..writing.page_values import Proposed
from .decide import CannotDecideError

State = PageProposal.State


def note_proposals(
    home: int | None, said: Iterable[tuple[ImportItem, list[Proposed], Iterable[tuple[str, str]]]]
) -> None:
    """Note which names each item mentions without evidence for a page, and which pages (role, key) it now speaks of. A
    second reading of the same words writes nothing."""
    said = list(said)
    wanted: dict[tuple[str, str, int], Proposed] = {}
    for item, those, _made in said:
        wanted |= {(one.role, one.key, item.pk): one for one in those}
    old = PageProposalSource.objects.filter(item__in=[item for item, _, _ in said if item.attempts])
    kept = set()
    for row in old.select_related("proposal"):
        there = (row.proposal.role, row.proposal.key, row.item_id)
        one = wanted.get(there)
        if one is None:
            row.delete()
            continue
        kept.add(there)
        if (row.sentence, row.start, row.end) != (one.sentence, one.start, one.end):
            row.sentence, row.start, row.end = one.sentence, one.start, one.end
            row.save()
    for (role, key, item_id), one in wanted.items():
        if home is not None and (role, key, item_id) not in kept:
            proposal, _new = PageProposal.objects.get_or_create(
                home_id=home, role=role, key=key, defaults={"name": one.name[:255]}
            )
            PageProposalSource.objects.create(
                proposal=proposal, item_id=item_id, sentence=one.sentence, start=one.start, end=one.end
            )
    settle({key for _, _, made in said for _, key in made})
    if any(item.attempts for item, _, _ in said):
        PageProposal.objects.filter(state=State.OPEN, sources=None).delete()


def settle(keys: Iterable[str] = ()) -> None:
    """What has got a page is made; what had one that is gone, and nobody decided on, is open again."""
    PageProposal.objects.filter(state=State.MADE, page=None).update(state=State.OPEN)
    if keys:
        written = WrittenPage.objects.filter(role=OuterRef("role"), subject=OuterRef("key")).values("page")[:1]
        rows = PageProposal.objects.filter(state=State.OPEN, key__in=keys).annotate(now=Subquery(written))
        for row in rows.exclude(now=None):
            PageProposal.objects.filter(pk=row.pk).update(state=State.MADE, page=row.now)


def withdraw_proposals(items: Sequence[ImportItem]) -> None:
    """The items' import is undone: they mention nothing any more."""
    PageProposalSource.objects.filter(item__in=items).delete()
    PageProposal.objects.filter(state=State.OPEN, sources=None).delete()


def why_not_make(proposal: PageProposal, user: Any) -> bool:
    """Whether the user lacks the right to add a page of the kind."""
    index = pages.find_index(proposal.role, proposal.home.specific)
    return not (index or proposal.home).permissions_for_user(user).can_add_subpage()


@transaction.atomic
def decline(proposal: PageProposal, user: Any) -> None:
    """No page, now and in later imports. Raises as `held_for`."""
    note_decision(held_for(proposal, user), State.DECLINED, user, None)


def held_for(proposal: PageProposal, user: Any) -> PageProposal:
    """The open proposal, kept from others until the transaction is over. Raises `PermissionDenied`, and
    `CannotDecideError` when it is decided."""
    held = PageProposal.objects.select_for_update().get(pk=proposal.pk)
    if why_not_make(held, user):
        raise PermissionDenied
    if held.state != State.OPEN:
        raise CannotDecideError(
            _("Förslaget är redan avgjort: %(state)s.") % {"state": held.get_state_display().lower()}
        )
    return held


def note_decision(proposal: PageProposal, state: str, user: Any, page: Page | None) -> None:
    """The proposal is made into `page`, or declined, by the user."""
    proposal.state, proposal.decided_by, proposal.decided_at = state, user, timezone.now()
    proposal.page_id = page.pk if page is not None else None
    proposal.save(update_fields=["state", "decided_by", "decided_at", "page"])
