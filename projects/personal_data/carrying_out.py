"""What somebody has chosen for each place, carried out: on pages as visitors see them, drafts, earlier versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState

from brygga.site.gate.stopping import open_gate
from brygga.site.remembered import forget

from ..models import RightsCase
from .blocked import block, blocked_from
from .elsewhere import keepers
from .finding import find
from .holdings import FIXED, MINUTES, OLD, ORIGINALS, REGISTER, Found, Holding, key_for
from .naming import Named
from .page_places import is_waiting, links_of
from .table_changes import change_minutes, change_row
from .walking import Spot, walk
from .wording import KEEP, REMOVE, REPLACE, SEAL, Change

CHANGED = "brygga.personal_data"  # what the log calls it


@dataclass
class Orders:
    """What is to be done. `choices` maps places to actions, "" for what is done everywhere (`everywhere`)."""

    everywhere: str
    words: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    history: bool = False
    blocked: bool = False
    thorough: bool = False

    def action_for(self, holding: Holding) -> str:
        """What is done at the place. One that was not shown, or whose person is not certain, is kept unless somebody
        has said something else of it."""
        chosen = self.choices.get(holding.key)
        if chosen is None or (chosen == "" and not holding.certain):
            return KEEP
        wanted = chosen or self.everywhere
        if wanted == KEEP or holding.actions == (KEEP,):
            return KEEP
        if wanted not in holding.actions:
            wanted = next((one for one in (REPLACE, REMOVE, SEAL) if one in holding.actions), KEEP)
        return KEEP if holding.states == {OLD} and not self.history else wanted

    def change_for(self, action: str, named: Named) -> Change:
        """The change that an action is."""
        return Change(action, self.words, named.first)


@transaction.atomic
def carry_out(named: Named, orders: Orders, user: Any, reason: str) -> RightsCase:
    """Do it, all or nothing. Returns the case, which says how much was done and nothing of whom."""
    found = find(named, thorough=orders.thorough)
    actions = {holding.key: orders.action_for(holding) for holding in found.holdings}
    case = RightsCase.objects.create(
        kind=RightsCase.Kind.CHANGE, reason=reason, done_by=user, history=orders.history, blocked=orders.blocked
    )
    for page in Page.objects.filter(pk__in=found.pages).specific():
        _change_page(page, named, orders, actions, case)
    for holding in found.of(REGISTER):
        if actions[holding.key] != KEEP:
            change_row(holding, named, orders.change_for(actions[holding.key], named))
    if orders.blocked:
        block(named, orders.everywhere, orders.words, case)
    _change_minutes(named, orders, actions, found)
    case.sealed = _seal(found, actions, reason, user)
    case.counts = dict(Counter(actions[one.key] for one in found.holdings for _ in range(one.number)))
    case.left = [list(pair) for pair in Counter(one.kind for one in found.of(FIXED)).items()]
    case.save()
    log(case, CHANGED, user=user, data={"counts": case.counts, "sealed": case.sealed})
    forget()
    return case


def _change_minutes(named: Named, orders: Orders, actions: Mapping[str, str], found: Found) -> None:
    """What imports and logs remember, after all else: what was done above is in the logs, too."""
    listed = blocked_from(named, orders.everywhere, orders.words)
    for holding in found.of(MINUTES):
        if actions[holding.key] != KEEP:
            change_minutes(holding, listed, named, orders.change_for(REPLACE, named))
    for keeper in keepers():
        keeper.settle()


def _seal(found: Found, actions: Mapping[str, str], reason: str, user: Any) -> int:
    chosen = [holding for holding in found.of(ORIGINALS) if actions[holding.key] == SEAL]
    return sum(keeper.seal(chosen, reason, user) for keeper in keepers()) if chosen else 0


def _change_page(page: Page, named: Named, orders: Orders, actions: Mapping[str, str], case: RightsCase) -> None:
    model, links = page._meta.label, links_of(type(page))

    def after(content: Mapping[str, Any]) -> dict[str, Any]:
        def visit(spot: Spot) -> Change:
            return orders.change_for(actions.get(key_for(model, page.pk, spot), KEEP), named)

        return walk(content, named, links, visit, parts=True)

    if all(actions.get(key, KEEP) == KEEP for key in _keys_on(page, named)):
        return
    user = case.done_by
    waiting = [r for r in Revision.page_revisions.filter(object_id=str(page.pk)) if is_waiting(page, r)]
    latest = page.latest_revision if page.latest_revision in waiting else None
    rows, made = page.serializable_data(), None
    new = after(rows)
    if new != rows and page.live:
        made = page.with_content_json(new).save_revision(user=user, log_action=False, clean=False)
        with open_gate():  # it only takes away from what is public
            made.publish(user=user, log_action=False, skip_permission_checks=True)
    elif new != rows:
        row = page.with_content_json(new)
        row.save(clean=False)
    ours = {made.pk} if made is not None else set()
    ours |= _change_waiting(page, waiting, latest, after, user, moved=made is not None)
    if orders.history:
        for revision in Revision.page_revisions.filter(object_id=str(page.pk)).exclude(pk__in=ours):
            _rewrite(revision, after)
    page.refresh_from_db()
    log(page.specific_deferred, CHANGED, user=user, data={"case": case.pk}, content_changed=True)


def _keys_on(page: Page, named: Named) -> set[str]:
    from_versions: set[str] = set()

    def note(spot: Spot) -> Change:
        from_versions.add(key_for(page._meta.label, page.pk, spot))
        return Change(KEEP)

    contents = [page.serializable_data()]
    contents += [revision.content for revision in Revision.page_revisions.filter(object_id=str(page.pk))]
    for content in contents:
        walk(content, named, links_of(type(page)), note, parts=True)
    return from_versions


def _change_waiting(
    page: Page, waiting: list[Revision], latest: Revision | None, after: Any, user: Any, *, moved: bool
) -> set[int]:
    """The draft gets a new version. Returns the versions that are done.

    One that waits for its time, or for somebody to approve it, is changed where it is: that very one is published."""
    done: set[int] = set()
    in_flow = set(
        TaskState.objects.filter(revision__in=waiting, status="in_progress").values_list("revision", flat=True)
    )
    for revision in waiting:
        content = after(revision.content)
        in_place = revision.approved_go_live_at is not None or revision.pk in in_flow or revision != latest
        if content != revision.content and in_place:
            _rewrite(revision, after)
            done.add(revision.pk)
        elif content != revision.content:
            current = Page.objects.get(pk=page.pk).specific
            done.add(current.with_content_json(content).save_revision(user=user, log_action=False, clean=False).pk)
            continue
        if revision == latest and moved:  # publishing what visitors see has put its version last
            title = revision.content.get("title") if content == revision.content else content.get("title")
            Page.objects.filter(pk=page.pk).update(
                latest_revision=revision, has_unpublished_changes=True, draft_title=title or page.title
            )
    return done


def _rewrite(revision: Revision, after: Any) -> None:
    """A version that says what it said, but for what is changed; when it was made and by whom stays."""
    content = after(revision.content)
    if content != revision.content:
        title = str(content.get("title") or revision.object_str)
        Revision.objects.filter(pk=revision.pk).update(content=content, object_str=title)
