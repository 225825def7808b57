"""Which of a site's many pages are looked at: some of every part, from the first to the last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import TypeVar

Named = TypeVar("Named")


def spread(rows: Iterable[tuple[Hashable, Named]], most: int) -> list[Named]:
    """At most about `most` of the rows, each with the part that it belongs to: one of each part in turn, and in a part
    evenly from its first to its last. The same rows give the same."""
    parts: dict[Hashable, list[Named]] = defaultdict(list)
    for part, row in rows:
        parts[part].append(row)
    each = max(1, -(-most // max(1, len(parts))))
    queues = [rows[:: max(1, len(rows) // each)] for _, rows in sorted(parts.items(), key=lambda one: str(one[0]))]
    longest = max(map(len, queues), default=0)
    return [queue[at] for at in range(longest) for queue in queues if at < len(queue)][:most]
