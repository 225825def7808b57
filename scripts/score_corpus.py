#!/usr/bin/env python3
"""Read every folder of a corpus with gold annotations and score them together.

    python scripts/score_corpus.py CORPUS [--per-document]

CORPUS holds score.py and folders with NAME.txt and NAME.gold.json. The corpus is not part of the project: its texts
are others'. Exit status 1 where a figure below is not reached.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

from brygga.importers.reading import read, to_json

LEAST = {
    "quotes": 0.97,
    "quotes.speaker": 0.97,
    "quotes.role": 0.93,
    "people": 0.95,
    "people.role": 0.90,
    "contacts": 0.97,
    "faq": 0.97,
    "faq.answer": 0.97,
    "key_figures": 0.85,
    "organisations": 0.90,
    "municipalities": 0.97,
    "projects": 0.85,
    "units": 0.80,
    "funding": 0.80,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--per-document", action="store_true")
    args = parser.parse_args()
    texts = sorted(
        gold.with_name(gold.name.replace(".gold.json", ".txt")) for gold in args.corpus.glob("*/*.gold.json")
    )
    scorer = args.corpus / "score.py"
    if not texts or not scorer.exists():
        print(f"{args.corpus} har inga mappar med *.gold.json, eller saknar score.py.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        together = pathlib.Path(folder)
        with (together / "out.jsonl").open("w", encoding="utf-8") as out:
            for text in texts:
                name = f"{text.parent.name}-{text.name}"
                shutil.copy(text, together / name)
                shutil.copy(text.with_suffix(".gold.json"), together / name.replace(".txt", ".gold.json"))
                article = read(text.read_bytes(), source=name)
                out.write(json.dumps(to_json(article), ensure_ascii=False) + "\n")
        least = [f"--min={field}.f1={figure}" for field, figure in LEAST.items()]
        extra = ["--per-document"] if args.per_document else []
        command = [sys.executable, str(scorer), str(together / "out.jsonl"), "--gold", folder, *least, *extra]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
