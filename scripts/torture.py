"""The long kill test of the importer: a run is killed with SIGKILL at random moments and gone on with.

At the end there must be exactly one page for each document, the tree's numbers right, nothing orphaned and the
indexes complete (see `brygga.importers.soundness`), on SQLite and on PostgreSQL.

Usage: python scripts/torture.py [--documents 500] [--kills 50] [--databases sqlite postgresql] [--seed 1]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_import import _new_postgres_database, article

HERE = Path(__file__).resolve().parent
MANAGE = HERE.parent / "manage.py"
LOOK = """
import json
from brygga.importers.models import ImportItem, ImportRun
from brygga.importers.soundness import problems
from brygga.news.models import NewsPage
print(json.dumps({"problems": list(problems())[:20], "items": ImportItem.objects.count(),
                  "pages": NewsPage.objects.exclude(source_name="").count(), "runs": ImportRun.objects.count()}))
"""


def main() -> int:
    """Torture each database; 0 when all is sound."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"], choices=["sqlite", "postgresql"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        return torture(options)
    failed = 0
    for database in options.databases:
        with tempfile.TemporaryDirectory(prefix="brygga-torture-") as folder:
            command = [sys.executable, __file__, "--inside", "--documents", str(options.documents)]
            command += ["--kills", str(options.kills), "--seed", str(options.seed)]
            environment = {**os.environ, "BRYGGA_VAR": folder, "DJANGO_SETTINGS_MODULE": "brygga.site.settings.demo"}
            if database == "sqlite":
                environment["DATABASE_URL"] = f"sqlite:///{folder}/torture.sqlite3"
            else:
                command = [sys.executable, str(HERE / "with_postgres.py"), *command]
                environment["BENCH_POSTGRES"] = f"brygga_torture_{os.getpid()}"
            print(f"{database}:", flush=True)
            failed += subprocess.run(command, env=environment, check=False).returncode != 0
    return 1 if failed else 0


def torture(options: argparse.Namespace) -> int:
    """Kill, go on, kill …, finish, and look."""
    if name := os.environ.get("BENCH_POSTGRES"):
        _new_postgres_database(name)
    folder = Path(os.environ["BRYGGA_VAR"]) / "arkiv"
    folder.mkdir(parents=True)
    for number in range(options.documents):
        (folder / f"{number:05d}.txt").write_text(article(number), encoding="utf-8")
    manage("migrate", "-v0")
    chance = random.Random(options.seed)
    killed = done = 0
    while killed < options.kills:
        process = subprocess.Popen(
            [sys.executable, str(MANAGE), "import_articles", str(folder), "--publish"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        try:
            if chance.random() < 0.8:  # most often while pages are written, else at any moment from the start
                process.stdout.readline()
            process.wait(chance.uniform(0.0, options.documents / 25))
            done += 1
            if done > 3:  # all is imported: change some documents, so that there is something to do
                for file in chance.sample(sorted(folder.iterdir()), max(1, options.documents // 5)):
                    text = file.read_text(encoding="utf-8")
                    file.write_text(text.replace("Det var gång", "Det var då gång", 1), encoding="utf-8")
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
    status = subprocess.run(
        [sys.executable, str(MANAGE), "import_articles", str(folder), "--publish"],
        capture_output=True,
        text=True,
        check=False,
    )
    time.sleep(0.2)
    found = json.loads(manage("shell", "-v0", "-c", LOOK).strip().splitlines()[-1])
    sound = not found["problems"] and status.returncode == 0 and found["items"] == found["pages"] == options.documents
    print(
        f"  {killed} gånger dödad, {found['runs']} körningar, {found['items']} dokument, {found['pages']} sidor: "
        f"{'allt stämmer' if sound else 'FEL'}"
    )
    for problem in found["problems"]:
        print(f"  {problem}")
    if status.returncode:
        print(status.stdout[-2000:], status.stderr[-2000:])
    return 0 if sound else 1


def manage(*arguments: str) -> str:
    """`manage.py …`; its output. Ends the program when it fails."""
    result = subprocess.run([sys.executable, str(MANAGE), *arguments], capture_output=True, text=True, check=False)
    if result.returncode:
        sys.exit(result.stdout + result.stderr)
    return result.stdout


if __name__ == "__main__":
    sys.exit(main())
