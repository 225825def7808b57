"""What a source has read and gives no document for, counted by reason: that nobody thinks that all of it came."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

UNREAD = "filer som inte läses"  # stands before the ending of files with words in them that nothing is read of
_NAMES = 5  # of each reason that are named


@dataclass(slots=True)
class LeftOut:
    """What was left out of one or several sources. A reason is Swedish and stands before its number."""

    counts: Counter[str] = field(default_factory=Counter)
    names: dict[str, list[str]] = field(default_factory=dict)

    def note(self, reason: str, name: str = "", number: int = 1) -> None:
        """Count something that was left out, with its name where it has one that a person knows."""
        self.counts[reason] += number
        known = self.names.setdefault(reason, [])
        if name and len(known) < _NAMES and name not in known:
            known.append(name)

    def summary(self) -> str:
        """ "menyposter 3, kommentarer 12"; "" where nothing was left out."""
        return ", ".join(f"{reason} {number}" for reason, number in self.counts.most_common())

    def lines(self) -> list[str]:
        """A line for each reason: its number, and some of what it is."""
        lines = []
        for reason, number in self.counts.most_common():
            names = self.names.get(reason) or []
            more = " …" if names and number > len(names) else ""
            lines.append(f"{reason}: {number}" + (f" ({'; '.join(names)}{more})" if names else ""))
        return lines
