"""Read the texts with gold and hold what is found against the floors.

Usage: python -m tests.quality [--misses] [--update [--reason "…"]]

Then every entry of the lists of words is taken out in turn, and what becomes of the facts is counted. Last comes how
often the values of each confidence are right, and the Brier score of each kind; and the same for the segments of web
pages.

The exit status is 1 where a field is below its floor, where the texts are others than those that the floors are of,
where a fact becomes another one without a word of a list, or where certain values are right less often than others.
"""

from __future__ import annotations

import argparse
import sys

from brygga.importers.reading.furniture.weighing import weights

from . import segment_gold, segment_weights
from .gate import Floors, ReasonMissingError, faults, measure, table, together, updated
from .reliability import reliability, upside_down
from .reliability import table as reliability_table
from .removal import LISTS, MOST_WRONG, of_list
from .texts import hash_of
from .variants import NAMES
from .variants import measure as variants_of


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="print what was missed or too much in each text")
    parser.add_argument("--update", action="store_true", help="write the floors anew, as high as is reached today")
    parser.add_argument("--reason", default="", help="why a floor may be lowered; kept in floors.toml")
    options = parser.parse_args()
    tallies = measure()
    if options.misses:
        for name, tally in tallies.items():
            print("\n  ".join([name, *tally.misses]) if tally.misses else f"{name}: all right")
        print()
    whole, floors = together(tallies), Floors.from_file()
    if options.update:
        try:
            floors = updated(floors, whole, set_hash=hash_of(), reason=options.reason)
        except ReasonMissingError as error:
            print(error, file=sys.stderr)
            return 1
        floors.to_file()
    print(f"{len(tallies)} texts")
    print(table(whole, floors))
    found = faults(whole, floors, set_hash=hash_of())
    for name in LISTS:
        outcome = of_list(name)
        print(f"without one of the {name}: {dict(outcome.counts)}")
        if outcome.counts["wrong"] > MOST_WRONG * outcome.total:
            found += [f"{name}: facts became others without their word", *outcome.wrong]
    for name in NAMES:
        result = variants_of(name)
        for kind in sorted(result.wanted):
            precision, recall = result.row(kind)
            row = f"precision {precision:.3f}  recall {recall:.3f}  of {result.wanted[kind]}"
            print(f"variants of {name:<9} {kind}  {row}")
        whole.judged += result.judged
    print("how many values were stated with that confidence, and the share that is right")
    rows = reliability(whole.judged)
    print(reliability_table(rows))
    found += upside_down(rows)
    gold = list(segment_gold.every())
    print("how many segments of pages were judged with that certainty, and the share that is judged right")
    print(segment_weights.table(segment_weights.judged_by(gold, weights())))
    print(segment_weights.age(weights(), segment_gold.hash_of()))
    found += segment_weights.faults(gold, weights())
    print("\n".join(found), file=sys.stderr, end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
