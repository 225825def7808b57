"""What imports tell the site's own code: `from brygga.importers.signals import page_written`. docs/bygga/signals.md.

Each goes out with `send_robust`: a receiver that raises is logged and stops no import. Those of what is written go out
after the transaction is committed, so that nothing is told that may still be undone.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import Signal

__all__ = ["item_read", "page_written", "run_finished", "run_undone"]

#: A run, or a plan, has read a document: `run`, `item`, `article`. Outside any transaction, before anything is
#: written; once more where the run is resumed or writes the document again. `article` is to look at, not to change.
item_read = Signal()
#: A run has made or changed a page: `run`, `item`, `page_id`, `revision_id`, `created`. After the commit.
page_written = Signal()
#: A run, or a plan, is through all its documents: `run`. After the commit, from the one process that ended it.
run_finished = Signal()
#: A whole run is undone: `run`. After the commit. Once more where undoing is ordered again for what was kept.
run_undone = Signal()


def send_committed(signal: Signal, sender: type, **arguments: Any) -> None:
    """Send the signal when the transaction that is open is committed; at once where there is none."""
    transaction.on_commit(partial(signal.send_robust, sender, **arguments))
