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
from ..writing import fields, pages
from ..writing.page_types import PAGE_TYPES
from ..writing.page_values import Desired, Proposed
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
def make(proposal: PageProposal, user: Any) -> Page:
    """A draft of what the documents that mention the name say of it now; the user's own from then on. Raises
    `PermissionDenied`, and `CannotDecideError` when it is decided or no document says the name any more."""
    # The documents are read again here, and here only: the list of proposals needs no reader.
    from ..writing.register import Register
    from ..writing.statements import stated
    from ..writing.subject_values import subjects
    from .record import last_article, note_stated

    proposal = _held(proposal, user)
    said: list[tuple[ImportItem, Any, Desired, list[Desired]]] = []
    register = Register()
    for source in proposal.sources.select_related("item"):
        article = last_article(source.item)
        about = subjects(article, register, register.find_organisation(article.publisher)) if article else []
        desired = next((d for d in about if (d.role, d.key[:255]) == (proposal.role, proposal.key)), None)
        if desired is not None:
            said.append((source.item, article, desired, about))
    model = PAGE_TYPES[proposal.role]
    page = model(title=said[0][2].title if said else proposal.name)
    for name, value in _joined(one[2] for one in said).items():
        fields.write(page, name, value)
    pages.create(pages.index_for(proposal.role, proposal.home.specific).pk, page, publish=False, user=user)
    for item, _article, desired, _about in said:
        WrittenPage.objects.get_or_create(
            item=item,
            page=Page.objects.get(pk=page.pk),
            defaults={"role": proposal.role, "subject": proposal.key, "values": {}, "sources": desired.sources},
        )
    register.index()
    for item, article, _desired, about in said:  # all that the item says: what is not noted again is taken back
        of = {(row.role, row.subject): row.page_id for row in item.written.exclude(role=WrittenPage.Role.NEWS)}
        placed = [(one, of.get((one.role, one.key[:255]))) for one in about]
        note_stated([(item, stated(article, placed, register), {page_id: {} for page_id in of.values()})])
    _decided(proposal, State.MADE, user, page)
    return page


@transaction.atomic
def decline(proposal: PageProposal, user: Any) -> None:
    """No page, now and in later imports. Raises as `make`."""
    _decided(_held(proposal, user), State.DECLINED, user, None)


def _joined(said: Iterable[Desired]) -> dict[str, Any]:
    """What the documents say together: of single values the first, of lists all."""
    values: dict[str, Any] = {}
    for desired in said:
        for name, value in desired.values.items():
            if name == "title":
                continue
            if isinstance(value, list):
                values[name] = [*values.get(name, []), *(v for v in value if v not in values.get(name, []))]
            else:
                values.setdefault(name, value)
    return values


def _held(proposal: PageProposal, user: Any) -> PageProposal:
    held = PageProposal.objects.select_for_update().get(pk=proposal.pk)
    if why_not_make(held, user):
        raise PermissionDenied
    if held.state != State.OPEN:
        raise CannotDecideError(
            _("Förslaget är redan avgjort: %(state)s.") % {"state": held.get_state_display().lower()}
        )
    return held


def _decided(proposal: PageProposal, state: str, user: Any, page: Page | None) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, user, timezone.now()
    proposal.page_id = page.pk if page is not None else None
    proposal.save(update_fields=["state", "decided_by", "decided_at", "page"])
