"""What the writing of items came to: noted beside the pages, in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType

from brygga.projects.models import Observation, PersonRole
from brygga.site.bulk_update import update_many
from brygga.site.index_watch import pages_follow
from brygga.site.origins import brought, brought_again

from ..addresses.address_keys import address_key
from ..addresses.old_files import note_files
from ..addresses.redirects import make_redirects
from ..models import (
    FieldConflict,
    ImportItem,
    ImportMessage,
    ImportRun,
    MadeObject,
    OldAddress,
    PageChange,
    PendingLink,
    RunEntry,
    RunWorker,
    WrittenPage,
)
from ..reading import Article
from ..signals import page_written, send_committed
from ..suggestions.page_proposals import note_proposals
from ..suggestions.record import note_stated
from ..writing.duplicates import likeness_key, words_fingerprint
from ..writing.item_outcome import Outcome
from ..writing.observations import refer
from ..writing.person_roles import made_roles
from ..writing.run_context import RunContext
from . import entry_states
from .plan_check import tell_differences
from .plan_warnings import Told, foresee_redirects

Written = tuple[RunEntry, Article, Outcome]
Entry = RunEntry.State
Item = ImportItem.State
ITEM_STATES: dict[str, Item] = {
    Entry.CREATED: Item.WRITTEN,
    Entry.CHANGED: Item.WRITTEN,
    Entry.UNCHANGED: Item.WRITTEN,
    Entry.CONFLICT: Item.CONFLICT,
    Entry.WAITING: Item.WAITING,
}


def save_outcomes(context: RunContext, written: Sequence[Written], worker: RunWorker | None) -> None:
    """Note the outcomes and settle entries and items. Raises `IllegalTransitionError` when an entry is no longer the
    worker's, and with it the transaction is rolled back."""
    note_outcomes(context, written)
    entry_states.settle([entry for entry, _, _ in written], worker)
    entry_states.count(context.run, len(written), 0)
    if context.plan:
        foresee_redirects(context, [_told(context, *one) for one in written if one[2].state != Entry.WAITING])
        return
    if context.run.plan_id:
        tell_differences(context.run, {entry.item_id: outcome.changes for entry, _, outcome in written})
    _settle_items(context, written)
    _redirect(context, [entry.item for entry, _, outcome in written if outcome.state != Entry.WAITING])


def _told(context: RunContext, entry: RunEntry, article: Article, outcome: Outcome) -> Told:
    """What a plan says of an item's addresses."""
    item = entry.item
    is_open = context.publish and article.status == "" and outcome.state == Entry.CREATED
    return item, [article.address or item.address, *getattr(entry, "aliases", ())], is_open


def note_outcomes(context: RunContext, written: Sequence[Written]) -> None:
    """Messages, written values, page changes, what was made, conflicts, links that wait, old addresses."""
    run = context.run
    for entry, _, outcome in written:
        entry.outcome, entry.reason, entry.changes = outcome.state, outcome.reason, outcome.changes
    ImportMessage.objects.bulk_create(
        ImportMessage(run=run, item=entry.item, level=n.level, code=n.code, text=n.text, start=n.start, end=n.end)
        for entry, _, outcome in written
        for n in outcome.notices
    )
    if context.plan:
        return
    context.register.index()
    _note_where_roles_stand(written)
    values = [made for _, _, outcome in written for made in outcome.made if isinstance(made, Observation)]
    refer(values)
    pages_follow(values)  # which were read for search when these were not there yet
    records = [record for _, _, outcome in written for record in outcome.written]
    new = [record for record in records if record.pk is None]
    names = ("role", "subject", "values", "sources", "files")
    again = {record.pk: record for record in records if record.pk is not None}
    update_many(WrittenPage, names, ((pk, [getattr(row, name) for name in names]) for pk, row in again.items()))
    WrittenPage.objects.bulk_create(new, batch_size=50)
    note_files([record for record in records if record.role == WrittenPage.Role.NEWS])
    changes = [change for _, _, outcome in written for change in outcome.page_changes]
    PageChange.objects.bulk_create(changes)
    there = [(change.page_id, change) for change in changes if change.page_id is not None]
    brought((page, change.revision_after) for page, change in there if change.created)
    brought_again(
        (page, change.revision_before, change.revision_after)
        for page, change in there
        if not change.created and change.revision_after
    )
    MadeObject.objects.bulk_create(
        MadeObject(entry=entry, content_type=ContentType.objects.get_for_model(obj), object_id=obj.pk)
        for entry, _, outcome in written
        for obj in outcome.made
    )
    for entry, _, outcome in written:
        _save_conflicts(run, entry.item, outcome)
        _tell(run, entry.item, outcome.page_changes)
    note_stated((entry.item, outcome.stated, outcome.now) for entry, _, outcome in written)
    note_proposals(
        context.home,
        [(e.item, out.proposals, [(row.role, row.subject) for row in out.written]) for e, _, out in written],
    )
    _save_links(written)


def _tell(run: ImportRun, item: ImportItem, changes: Sequence[PageChange]) -> None:
    """Let the site's own code know of each page, when it stands."""
    for change in changes:
        if change.page_id is not None:
            send_committed(
                page_written,
                ImportRun,
                run=run,
                item=item,
                page_id=change.page_id,
                revision_id=change.revision_after,
                created=change.created,
            )


def _note_where_roles_stand(written: Sequence[Written]) -> None:
    """Which page says that somebody has a role: while that page is public, so is the role."""
    rows = [
        (role.pk, [outcome.page_id or entry.item.page_id])
        for entry, _, outcome in written
        for role in made_roles(outcome.made)
    ]
    update_many(PersonRole, ["source_page_id"], rows)


def _save_links(written: Sequence[Written]) -> None:
    PendingLink.objects.filter(item__in=[entry.item for entry, _, _ in written if entry.item.attempts]).delete()
    PendingLink.objects.bulk_create(
        PendingLink(item=entry.item, href=href, key=key)
        for entry, _, outcome in written
        for key, href in outcome.pending.items()
    )
    addresses = []
    for entry, article, _ in written:
        item = entry.item
        if article.address and article.address != item.address:
            item.address = article.address[:2000]
        urls = [item.address, *getattr(entry, "aliases", ())]
        addresses += [OldAddress(item=item, url=url[:2000], key=address_key(url)) for url in urls if url]
    OldAddress.objects.bulk_create(addresses, ignore_conflicts=True)


def _redirect(context: RunContext, items: list[ImportItem]) -> None:
    """Lead the items' old addresses to their pages; what could not be led there is told."""
    result = make_redirects(items, context.territory.site_id)
    by_pk = {item.pk: item for item in items}
    ImportMessage.objects.bulk_create(
        ImportMessage(run=context.run, item=by_pk[address.item_id], code="no-redirect", text=f"{address.url}: {why}")
        for address, why in result.left
    )


def _save_conflicts(run: ImportRun, item: ImportItem, outcome: Outcome) -> None:
    """Keep the three versions of each clash; an open one of the same place is replaced by the newer."""
    for page_id, name, clash in outcome.clashes:
        open_ones = FieldConflict.objects.filter(
            item=item, page_id=page_id, field=name, block_id=clash.where[:64], state=FieldConflict.State.OPEN
        )
        open_ones.update(state=FieldConflict.State.OBSOLETE)
        FieldConflict.objects.create(
            item=item,
            run=run,
            page_id=page_id,
            field=name,
            block_id=clash.where[:64],
            base=clash.base,
            editor=clash.editor,
            source_value=clash.source,
        )


def _settle_items(context: RunContext, written: Sequence[Written]) -> None:
    """The items' own state after their pages were written."""
    moves = []
    read_before = [entry.item.pk for entry, _, _ in written if entry.item.attempts]
    conflicts = FieldConflict.objects.filter(item__in=read_before, state=FieldConflict.State.OPEN)
    open_ones = set(conflicts.values_list("item", flat=True)) if read_before else set()
    for entry, article, outcome in written:
        item, state = entry.item, ITEM_STATES[outcome.state]
        if state == Item.WAITING:
            entry_states.items_to(
                [item], state, title=outcome.title[:500], duplicate_of=outcome.twin, reason=outcome.reason
            )
            continue
        if state == Item.WRITTEN and item.pk in open_ones:
            state = Item.CONFLICT
        page_id, twin_id = outcome.page_id or item.page_id, outcome.twin.pk if outcome.twin else item.duplicate_of_id
        columns = {
            "page_id": page_id,
            "had_page": bool(page_id),
            "title": outcome.title[:500],
            "address": item.address,
            "written_digest": entry.raw_digest,
            # What is not public may be so next time, though its bytes are the same: it is always read again.
            "reader_version": "" if article.status else context.version,
            "fingerprint": words_fingerprint(article),
            "likeness": likeness_key(article),
            "duplicate_of_id": None if item.verdict == ImportItem.Verdict.SEPARATE else twin_id,
            "reason": outcome.reason,
            "attempts": item.attempts + 1,
        }
        moves.append((item, state, columns))
        item.page_id, item.had_page = page_id, bool(page_id)
    entry_states.items_each_to(moves)
