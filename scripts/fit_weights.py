#!/usr/bin/env python3
"""Sets the weights of the reader's witnesses on segments with gold: importers/reading/furniture/weights.toml.

Usage: python scripts/fit_weights.py [--check]

Prints how reliable the certainties are on pages of a make that the weights were not set on (each fifth of the makes in
turn), and how often what is right becomes wrong without one witness. --check writes nothing; it fails where the file
is not what the gold gives.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from brygga.importers.reading.formats.text.text_witnesses import NAMES as LINE_NAMES
from brygga.importers.reading.furniture.weighing import LINES, Weights
from tests.quality import line_gold, segment_gold, segment_weights

FILE = ROOT / "importers" / "reading" / "furniture" / "weights.toml"
HEAD = """\
# What each testimony weighs: the logarithm of the odds that it adds for a segment's being the article's.
# Written by `make weights`. Beside each weight stands the measurement that set it: of how many segments of the article
# and of the page's furniture that is said, in the gold of tests/quality/segment_gold.py.
"""
HEAD_OF_LINES = "# Lines of texts without mark-up: tests/quality/line_gold.py.\n"


def written(by: Weights, gold: list[segment_gold.Gold], names: tuple[str, ...], kind: str = "") -> str:
    """The tables of these weights."""
    said = Counter((t.witness, t.says, one.right) for one in gold for t in one.segment.testimonies)
    right = sum(one.right for one in gold)
    table = f"{kind}." if kind else ""
    lines = [f"[{table}before]"]
    lines += [f"weight = {by.before:.2f}", f"article = {right}", f"furniture = {len(gold) - right}"]
    for witness in names:
        rows = sorted((says, weight) for (name, says), weight in by.of.items() if name == witness)
        if rows:
            name = f'"{witness}"' if " " in witness else witness
            lines += ["", f"[{table}weights.{name}]"]
        for says, weight in rows:
            counts = f"article = {said[witness, says, True]}, furniture = {said[witness, says, False]}"
            lines.append(f'"{says}" = {{ weight = {weight:.2f}, {counts} }}')
    return "\n".join(lines) + "\n"


def main() -> int:
    """0 when all is well, 1 with --check where the file is another than the gold gives."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    gold = list(segment_gold.every())
    by = segment_weights.fit(segment_weights.rows_of(gold))
    lines = list(line_gold.every())
    by_line = segment_weights.fit(segment_weights.rows_of(lines, names=LINE_NAMES))
    of_pieces = f'gold = "{segment_gold.hash_of()}"\n\n{written(by, gold, segment_weights.NAMES)}'
    text = f"{HEAD}\n{of_pieces}\n{HEAD_OF_LINES}{written(by_line, lines, LINE_NAMES, LINES)}"
    print(f"{len(gold)} segments. By weights set without pages of that make, of each certainty so many are right:")
    print(segment_weights.table(segment_weights.first_sight(gold)))
    for name, (number, wrong) in segment_weights.witness_removed(gold, by).items():
        if number:
            print(f"without {name:<12} {wrong:>5} of {number} that were right become wrong ({wrong / number:.3f})")
    print(f"{len(lines)} lines of texts without mark-up, likewise:")
    print(segment_weights.table(segment_weights.first_sight(lines, names=LINE_NAMES)))
    if options.check:
        if FILE.read_text(encoding="utf-8") != text:
            print(f"{FILE.relative_to(ROOT)} is not what the gold gives: run `make weights`.", file=sys.stderr)
            return 1
        return 0
    FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
