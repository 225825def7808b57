"""The page of a proposal that a person takes: made of what the documents that mention its name say of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from wagtail.models import Page

from ..models import ImportItem, PageProposal, WrittenPage
from ..writing import fields, pages
from ..writing.page_types import PAGE_TYPES
from ..writing.page_values import Desired
from ..writing.register import Register
from ..writing.statements import stated
from ..writing.subject_values import subjects
from .page_proposals import held_for, note_decision
from .record import last_article, note_stated


@transaction.atomic
def make(proposal: PageProposal, user: Any) -> Page:
    """A draft of what the documents that mention the name say of it now; the user's own from then on. Raises
    `PermissionDenied`, and `CannotDecideError` when it is decided; where no document says the name any more, the page
    has the name alone."""
    proposal = held_for(proposal, user)
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
    note_decision(proposal, PageProposal.State.MADE, user, page)
    return page


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
