"""Settling conflicts and answering questions of duplicates: a person's decisions."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from ..models import FieldConflict, ImportItem
from ..suggestions.page_state import refresh
from ..writing import fields, pages
from ..writing.equality import same
from . import entry_states


class CannotSettleError(Exception):
    """The conflict cannot be settled this way; the message is Swedish and says what to do instead."""


def keep(conflict: FieldConflict, user: Any = None) -> None:
    """The page's text stays. The source's version is still the one that later changes are compared with."""
    _settle(conflict, FieldConflict.State.KEPT, user)


@transaction.atomic
def take(conflict: FieldConflict, user: Any = None) -> None:
    """The source's text replaces the page's, as a revision; published if the page was live without a waiting draft.

    Raises `CannotSettleError` when the page has changed since the conflict was found, or when the place is one entry
    of a list, which an editor changes by hand.
    """
    page = Page.objects.select_for_update().get(pk=conflict.page_id)
    current = pages.latest(page)
    value = fields.read(current, conflict.field)
    kind = fields.field_kind(type(current), conflict.field)
    if kind is fields.STREAM:
        new: Any = _with_block(value, conflict)
    elif conflict.block_id or kind in (fields.CHILDREN, fields.MANY):
        raise CannotSettleError("Ändra raden på sidan för hand, och välj sedan att behålla sidans text.")
    elif not same(value, conflict.editor):
        raise CannotSettleError("Sidan har ändrats sedan konflikten upptäcktes. Jämför igen på sidan.")
    else:
        new = conflict.source_value
    fields.write(current, conflict.field, new)
    clean = page.live and not page.has_unpublished_changes
    may = user is None or page.permissions_for_user(user).can_publish()
    pages.update(current, publish=clean and may, user=user)
    _settle(conflict, FieldConflict.State.TAKEN, user)
    refresh(page)


def _with_block(blocks: list[dict[str, Any]], conflict: FieldConflict) -> list[dict[str, Any]]:
    """The stream with the source's version of the block: changed, put back, or taken away."""
    editor, source = conflict.editor, conflict.source_value
    if editor is None:
        # The editor had removed it: it comes back last, for the editor to move.
        return [*blocks, source] if source else blocks
    key = editor.get("id")
    found = next((block for block in blocks if block.get("id") == key), None)
    if found is None or not same(found["value"], editor["value"]):
        raise CannotSettleError("Blocket har ändrats sedan konflikten upptäcktes. Jämför igen på sidan.")
    if source is None:
        return [block for block in blocks if block is not found]
    return [{**source, "id": key} if block is found else block for block in blocks]


def _settle(conflict: FieldConflict, state: str, user: Any) -> None:
    changed = FieldConflict.objects.filter(pk=conflict.pk, state=FieldConflict.State.OPEN).update(
        state=state, settled_by=user, settled_at=timezone.now()
    )
    if not changed:
        raise CannotSettleError("Konflikten är redan avgjord.")
    item = conflict.item
    left = FieldConflict.objects.filter(item=item, state=FieldConflict.State.OPEN).exists()
    if not left and item.state == ImportItem.State.CONFLICT:
        entry_states.items_to([item], ImportItem.State.WRITTEN)


def answer_duplicate(item: ImportItem, verdict: str) -> None:
    """A person's word on a likely duplicate; the next run of the source acts on it."""
    if item.state != ImportItem.State.WAITING or verdict not in ImportItem.Verdict.values:
        raise CannotSettleError("Dokumentet väntar inte på något besked.")
    ImportItem.objects.filter(pk=item.pk).update(verdict=verdict)
