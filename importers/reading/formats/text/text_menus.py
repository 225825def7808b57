"""Menus above the title: short lines in a row, or short entries beside one another."""

from __future__ import annotations

import re

from .text_lines import Line
from .text_prose import is_prose


def is_row_of_entries(line: Line) -> bool:
    """Whether a line is several short entries with wide gaps between, as links beside one another come out."""
    entries = line.entries
    if len(entries) < 3 or line.is_dash or line.marker:
        return False
    return all(len(entry) <= 40 and entry[0].isupper() and not re.search(r"[.!?:,;]$|\d", entry) for entry in entries)


_TOOLS = frozenset(("tools", "share", "print", "edge-tools"))


def menu_runs(lines: list[Line], plain: list[int]) -> set[int]:
    """Lines in runs of three and more short adjacent ones: a menu, one entry a line."""
    runs: list[list[int]] = []
    for index in plain:
        between = lines[runs[-1][-1] + 1 : index + 1] if runs else []
        # Entries that a rule knows stand in the same run as those that none does.
        if (
            between
            and all(line.role == "boilerplate" for line in between[:-1])
            and not any(x.gap_before for x in between)
        ):
            runs[-1].append(index)
        else:
            runs.append([index])
    for run in runs:
        # The last of a run may be the title, where the text begins right below it.
        below = (line for line in lines[run[-1] + 1 : run[-1] + 8] if line.rule not in _TOOLS)
        after = next(below, None)
        title = len(lines[run[-1]].string.split()) >= 3 and lines[run[-1]].rule != "menu"
        if len(run) > 1 and title and after is not None and (after.role == "date" or is_prose(after)):
            run.pop()
    return {i for run in runs if run[-1] - run[0] >= 2 and all(_short(lines[i].string) for i in run) for i in run} | {
        i
        for run in runs
        for n, i in enumerate(run)
        if len(run) >= 4 and n < len(run) - 1 and _short(lines[i].string) and _short(lines[run[n + 1]].string)
    }


def _short(string: str) -> bool:
    return len(string) <= 45 and len(string.split()) <= 5 and not re.search(r"[.!?:]$", string)
