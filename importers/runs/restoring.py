"""What undoing does with pages that a run changed, and with what items are known to have said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import models
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision

from brygga.projects.models import Observation
from brygga.site.bulk_update import update_many
from brygga.site.gate.stopping import open_gate
from brygga.site.origins import bringing, brought_again, says_the_same

from ..models import (
    ImportItem,
    ImportRun,
    MadeObject,
    OldAddress,
    PageChange,
    RunEntry,
    WrittenPage,
)
from ..writing import fields, observations, page_rows
from ..writing.bulk_pages import Batch
from ..writing.equality import canonical
from ..writing.pages import says_what_is_live
from . import why_kept

UNDOABLE = (RunEntry.State.CREATED, RunEntry.State.CHANGED, RunEntry.State.CONFLICT)
# What an entry can rest on: it wrote the document, or found it on another's page, word for word (then it says so). One
# that found nothing to change rests on such an entry itself.
JOINED = Q(state=RunEntry.State.UNCHANGED) & ~Q(reason="")
STANDING = Q(state__in=UNDOABLE) | JOINED


def standing_earlier(entries: Sequence[RunEntry]) -> set[int]:
    """The documents (items' keys) of these entries of one run that an earlier run wrote and that stand by it."""
    if not entries:
        return set()
    before = RunEntry.objects.filter(item__in={e.item_id for e in entries}, run__lt=entries[0].run_id)
    before = before.filter(STANDING, run__mode=ImportRun.Mode.APPLY)
    return set(before.values_list("item", flat=True))


def note_outcomes_of(changes: Iterable[PageChange], outcome: str) -> None:
    """Note what became of changes that were to be undone."""
    those = list(changes)
    for change in those:
        change.undone = outcome
    PageChange.objects.filter(pk__in=[change.pk for change in those]).update(undone=outcome)


def withdraw_statements(entries: Sequence[RunEntry], changes: Iterable[PageChange], standing: set[int]) -> None:
    """What the items said of pages that they did not change (they said so already) is not said any more, unless they
    said so in an earlier run too (`standing`); and a page that an item only joined is not its own any more. Its own is
    what it has written and what could not be undone."""
    items = {entry.item_id: entry.item for entry in entries if entry.item_id not in standing}
    whose = {entry.pk: entry.item_id for entry in entries}
    touched = {(whose[change.entry_id], change.page_id) for change in changes if change.page_id}
    kept = PageChange.objects.filter(entry__item__in=items, undone__in=("", "kept"), page__isnull=False)
    touched |= set(kept.values_list("entry__item", "page"))
    said = WrittenPage.objects.filter(item__in=items).values_list("pk", "item", "page")
    WrittenPage.objects.filter(pk__in=[pk for pk, *where in said if tuple(where) not in touched]).delete()
    joined = [pk for pk, item in items.items() if item.page_id and (pk, item.page_id) not in touched]
    theirs = OldAddress.objects.filter(item__in=joined).values("redirect")
    Redirect.objects.filter(pk__in=theirs, automatically_created=True).delete()
    ImportItem.objects.filter(pk__in=joined).update(page=None, had_page=False)


def untouched(change: PageChange) -> bool:
    """Whether nobody has written to the page after this change, or all who did were undone (see `go_back`)."""
    return change.page is not None and change.page.latest_revision_id == change.revision_after


GoingBack = tuple[Page, list[PageChange]]


def go_back(changes: Sequence[PageChange]) -> tuple[GoingBack, list[tuple[PageChange, str, str]]]:
    """What undoing these changes of one page that exists comes to, the newest first, as far as nobody has written to
    it in between: the steps to go back, and what becomes of each change, "restored" or "kept", and why. A page that
    one of them made is "kept" here. Nothing is written."""
    page = changes[0].page
    assert page is not None, f"{changes[0]} has no page to go back from"
    left, steps, current = list(changes), list[PageChange](), page.latest_revision_id
    there = set(Revision.objects.filter(pk__in=[c.revision_before for c in left]).values_list("pk", flat=True))
    results: list[tuple[PageChange, str, str]] = []
    while step := next((change for change in left if change.revision_after == current), None):
        left.remove(step)
        if step.created:
            results.append((step, "kept", ""))
            break
        if step.revision_before not in there:
            results.append((step, "kept", why_kept.NO_VERSION))
            break
        steps.append(step)
        current = step.revision_before
    results += [(change, "kept", why_kept.edited(change)) for change in left]
    return (page, steps), [*((step, "restored", "") for step in steps), *results]


def restore(going_back: Sequence[GoingBack], user: Any) -> None:
    """Make for each page the version before the last of its steps the latest again, and the published one where the
    run had published: many at a time, step by step where visitors are to see another version than editors."""
    together = [(page, steps) for page, steps in going_back if not _needs_each(page, steps)]
    done = _restore_together(together, user)
    for page, steps in going_back:
        if page.pk in done:
            continue
        for some in [steps] if not _needs_each(page, steps) else [[step] for step in steps]:
            _restore_one(Page.objects.get(pk=page.pk), some, user)


def _restore_together(going_back: Sequence[GoingBack], user: Any) -> set[int]:
    """Restore those of the pages whose earlier version can be had by setting back what imports write. Returns their
    keys."""
    if len(going_back) < 2:
        return set()
    steps_of = {page.pk: steps for page, steps in going_back}
    rows = list(Page.objects.filter(pk__in=steps_of).specific())
    page_rows.hold_what_is_there(rows)
    said: dict[int, set[str]] = defaultdict(set)
    for page_id, values in WrittenPage.objects.filter(page__in=steps_of).values_list("page", "values"):
        said[page_id] |= values.keys()
    wanted = [steps[-1].revision_before for steps in steps_of.values()] + [row.latest_revision_id for row in rows]
    versions = Revision.objects.in_bulk([pk for pk in wanted if pk is not None])
    batch = Batch(user=user)
    done = set()
    for row in rows:
        steps = steps_of[row.pk]
        names = {name for step in steps for name in step.written_before} | said[row.pk]
        if _put_back(batch, row, steps, names - {fields.OBSERVATIONS}, versions):
            done.add(row.pk)
    batch.flush()
    return done


def _put_back(
    batch: Batch, row: Page, steps: Sequence[PageChange], names: Collection[str], versions: Mapping[int, Revision]
) -> bool:
    """Collect the change back of one page. False when setting back the fields `names` does not give the version."""
    earlier = versions[steps[-1].revision_before or 0]
    old = row.with_content_json(earlier.content)
    latest = versions.get(row.latest_revision_id or 0)
    current = row if says_what_is_live(row) or latest is None else row.with_content_json(latest.content)
    if (old.slug, old.go_live_at, old.expire_at) != (row.slug, None, None) or row.go_live_at or row.expire_at:
        return False
    before, after = fields.snapshot(current, names), fields.snapshot(old, names)
    changed = {name: value for name, value in after.items() if canonical(value) != canonical(before[name])}
    publish = row.live and row.live_revision_id == steps[0].revision_after
    publish = publish and steps[0].live_revision_before == steps[0].revision_before
    copy = row.with_content_json(latest.content) if latest is not None else old
    for name, value in changed.items():
        fields.write(copy, name, value)
    if not says_the_same(copy, old):
        return False
    for name, value in changed.items():
        fields.write(current, name, value)
    batch.change(
        current,
        row,
        before,
        changed,
        publish,
        lambda page, revision: _note_number(page.pk, steps, revision),
        goes_back_to=earlier,
    )
    return True


def _note_number(page_id: int, steps: Sequence[PageChange], revision: int) -> None:
    """What the page says now is what the change before these (of this run or an earlier) wrote, by a new number."""
    if steps[0].revision_after:
        brought_again([(page_id, steps[0].revision_after, revision)])
    before = PageChange.objects.filter(page=page_id, undone__in=("", "kept")).exclude(pk__in=[s.pk for s in steps])
    before.filter(revision_after=steps[-1].revision_before).update(revision_after=revision)


def _needs_each(page: Page, steps: Sequence[PageChange]) -> bool:
    """Whether some of the steps go back for visitors too, and others do not."""
    live, public = page.live_revision_id, set()
    for step in steps:
        again = page.live and live == step.revision_after and step.live_revision_before == step.revision_before
        live = step.revision_before if again else live
        public.add(again)
    return len(public) > 1


def _restore_one(page: Page, steps: Sequence[PageChange], user: Any) -> None:
    first, last = steps[0], steps[-1]
    earlier = Revision.objects.get(pk=last.revision_before)
    was_published = page.live and page.live_revision_id == first.revision_after
    old = page.specific.with_content_json(earlier.content)
    revision = old.save_revision(user=user, previous_revision=earlier, log_action=True)
    if was_published and first.live_revision_before == first.revision_before:
        with bringing(), open_gate():  # it puts back what was public
            revision.publish(user=user, previous_revision=earlier)
    _note_number(page.pk, steps, revision.pk)


def restore_records(changes: Iterable[PageChange], items: dict[int, int]) -> None:
    """What documents (`items`: entry → item) are known to have said of pages that went back: what they said before."""
    before = {(items[change.entry_id], change.page_id): change.written_before for change in changes}
    by_item: dict[int, dict[int, int]] = defaultdict(dict)
    rows = WrittenPage.objects.filter(item__in={item for item, _ in before}, page__in={page for _, page in before})
    for pk, item, page in rows.values_list("pk", "item", "page"):
        by_item[item][page or 0] = pk
    known = {where: by_item[where[0]][where[1]] for where in before if where[1] in by_item[where[0]]}
    WrittenPage.objects.filter(pk__in=[pk for where, pk in known.items() if not before[where]]).delete()
    update_many(WrittenPage, ["values"], [(pk, [before[where]]) for where, pk in known.items() if before[where]])


def remove_values(entries: Sequence[RunEntry]) -> None:
    """Remove the values of key figures that the entries noted: no page names them, their page or indicator does."""
    made = MadeObject.objects.filter(entry__in=entries, content_type=why_kept.content_type(Observation))
    observations.remove_many(list(Observation.objects.filter(pk__in=made.values("object_id"))))


def with_pages(changes: models.QuerySet[PageChange]) -> list[PageChange]:
    """The changes with their pages and documents as they are now, the newest first."""
    return list(changes.order_by("-pk").select_related("page", "entry__item", "entry__run"))
