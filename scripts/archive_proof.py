"""A real archive through the whole way, in one go: in, in again, every old address, all out again.

Any folder will do. The database and all files are made in a temporary folder and removed afterwards. Printed are how
long each step took, what the run said of the documents, and whether what was promised held:

1. every document ends in a state with a reason, none fails by a fault of the program, and the database is sound
   (`brygga.importers.runs.integrity`);
2. a second run leaves every document unchanged and writes nothing;
3. every old address leads to its page (with --base-url, or where the pages state their address);
4. reading the stored originals again, as when the reader has become another, makes no page of a document; what it
   changes is counted by field (the register knows more names than when the first documents were read), and all of it
   goes back when that run is undone, with a version more of each page;
5. what an undoing would do is told first, and done so: it leaves no page, revision, redirect, image, organisation or
   person of the run; the originals stay;
6. the undone run done again makes as many of everything as the first, and goes away as that did.

Usage: python scripts/archive_proof.py FOLDER [--limit 2000] [--base-url https://www.solvik.example] [--report FILE]
The exit status is 1 when a promise did not hold. Give DATABASE_URL to use another database than SQLite.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path

SOURCE = "arkivet"
# Why a document failed, where the fault is the program's and not the document's.
OURS = ("ledger", "ledgermismatcherror", "readbackmismatcherror", "reader", "unexpected", "raw-missing")


def main() -> int:
    """Prove it on the folder; 0 when all held."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, help="take at most so many documents")
    parser.add_argument("--base-url", default="", help="the old site's address, where the pages do not state theirs")
    parser.add_argument("--report", type=Path, help="write the run's report here, as HTML")
    options = parser.parse_args()
    if not options.folder.is_dir():
        parser.error(f"{options.folder} is no folder")
    with tempfile.TemporaryDirectory(prefix="brygga-archive-") as folder:
        os.environ["BRYGGA_VAR"] = folder
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/archive.sqlite3")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.site.settings.demo")
        import django

        django.setup()
        return 0 if Proof(options).carry_out() else 1


class Proof:
    """The steps, and what did not hold."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.wrong: list[str] = []

    def carry_out(self) -> bool:
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("load_organisations", verbosity=0, stdout=StringIO())
        empty = self.import_nothing()
        with timed("första körningen"):
            run = self.run()
        self.tell(run)
        self.check_soundness()
        before = footprint()
        with timed("andra körningen"):
            again = self.run()
        self.check("en andra körning lämnar allt oförändrat", self.unchanged(run, again) and footprint() == before)
        with timed("alla gamla adresser"):
            self.check_addresses()
        with timed("läsa om originalen"):
            reread = self.read_again()
        self.tell_changes(reread)
        if reread.entries.filter(state="changed").exists():
            with timed("ångra omläsningen"):
                self.roll_back(reread)
        # What a stored version of a page names stays, and says so, until that page is gone.
        held = {"Revision", "IndexEntry", "Organisation", "Person"}
        left = {name: more for name, more in difference(before, footprint()).items() if name not in held}
        self.check("omläsningen lämnar bara det som versioner nämner", not left, f"{left}")
        with timed("ångra"):
            self.roll_back(run)
            self.roll_back_rest(reread)
        self.check("ingenting är kvar av körningen", footprint() == empty, f"{difference(empty, footprint())}")
        self.check_soundness()
        with timed("göra om"):
            done = self.redo(run)
        self.check("det som gjordes om är lika mycket", footprint() == before, f"{difference(before, footprint())}")
        with timed("ångra igen"):
            self.roll_back(done)
        self.check("ingenting är kvar efteråt", footprint() == empty, f"{difference(empty, footprint())}")
        self.check_soundness()
        print("Allt höll." if not self.wrong else "Höll inte:\n  " + "\n  ".join(self.wrong))
        return not self.wrong

    def import_nothing(self) -> dict[str, int]:
        """The home page and the index pages that any import makes are there before: what there is then."""
        from brygga.importers.writing import page_types, pages

        home = pages.home_of()
        for role in page_types.INDEX_TYPES:
            pages.index_for(role, home)
        return footprint()

    def run(self):
        from brygga.importers.archive.stored import documents
        from brygga.importers.runs import launch

        folder: Path = self.options.folder.absolute()
        source = launch.source_for(SOURCE, folder=folder, base_url=self.options.base_url)
        every = islice(documents([folder], folder), self.options.limit)
        return launch.carry_out(launch.begin(source, every, publish=True))

    def read_again(self):
        """What `import_articles --reread` does when the reader is another: here it only says that it is."""
        from unittest import mock

        from brygga.importers.models import ImportSource
        from brygga.importers.runs import launch, reread
        from brygga.importers.writing import versions

        with mock.patch.object(versions, "code_digest", return_value="another"):
            source = ImportSource.objects.get(key=SOURCE)
            return launch.carry_out(reread.begin_reread(source, publish=True))

    def tell_changes(self, run) -> None:
        """What a run changed, by the names of the fields."""
        entries = run.entries.all()
        print("  ", dict(Counter(entries.values_list("state", flat=True))))
        fields = Counter(name for changes in entries.values_list("changes", flat=True) for name in set(named(changes)))
        print("   ändrat:", dict(fields.most_common(12)))
        self.check("att läsa om gör inga nya sidor av dokument", not entries.filter(state="created").exists())

    def redo(self, undone):
        from brygga.importers.runs import launch, reread

        return launch.carry_out(reread.redo(undone))

    def tell(self, run) -> None:
        """What a migrator is told of the run."""
        from rich.console import Console

        from brygga.importers.models import ImportMessage, RunEntry
        from brygga.importers.runs.report import damage_lines, problem_lines
        from brygga.importers.runs.report_files import html_report
        from brygga.importers.runs.terminal_report import summary_table

        Console(width=100).print(summary_table(run))
        print("Att åtgärda:", len(problem_lines(run, 10**6)), "· skadade:", len(damage_lines(run, 10**6)))
        print("Meddelanden:", dict(Counter(ImportMessage.objects.filter(run=run).values_list("code", flat=True))))
        entries = RunEntry.objects.filter(run=run)
        self.check("alla dokument är avgjorda", not entries.filter(state__in=("pending", "claimed")).exists())
        ours = ImportMessage.objects.filter(run=run, code__in=OURS).values_list("item__identifier", "text")
        self.check("inget misslyckades av ett fel i Brygga", not ours, "; ".join(": ".join(row) for row in ours[:5]))
        explained = entries.filter(state__in=("failed", "skipped", "waiting"), reason="")
        self.check("det som inte blev en sida har ett skäl", not explained.exists())
        if self.options.report:
            self.options.report.write_text(html_report(run), encoding="utf-8")

    def unchanged(self, first, second) -> bool:
        """Whether the second run changed nothing; what waits for a person's word or failed still does."""
        from brygga.importers.models import RunEntry

        def states(run) -> dict[int, str]:
            return dict(RunEntry.objects.filter(run=run).values_list("item", "state"))

        was = states(first)
        other = {item: state for item, state in states(second).items() if state != "unchanged"}
        return all(was[item] == state and state in ("failed", "waiting") for item, state in other.items())

    def check_addresses(self) -> None:
        from brygga.importers.addresses.dead_links import check_addresses, fetcher, old_addresses

        answers = list(check_addresses(old_addresses(SOURCE), fetcher(None)))
        wrong = [answer for answer in answers if not answer.right]
        print(f"  {len(answers)} adresser: {dict(Counter(answer.status for answer in answers))}")
        examples = "; ".join(f"{answer.address}: {answer.problem}" for answer in wrong[:5])
        self.check("alla gamla adresser leder rätt", not wrong, examples)

    def roll_back(self, run) -> None:
        from brygga.importers.runs import rollback
        from brygga.importers.runs.rollback_preview import preview

        with timed("säga vad ångrandet gör"):
            foreseen = preview(run)
        undone = rollback.rollback_run(run, "Prov.")
        print(f"  {len(undone.removed)} sidor borttagna, {len(undone.kept)} behållna")
        told = [(sorted(said.removed), sorted(said.kept), said.objects_removed) for said in (foreseen, undone)]
        self.check("det som sades var det som hände", told[0] == told[1])
        self.check("kontrollen efter ångrandet", not undone.problems, "; ".join(undone.problems[:5]))
        for title, why in undone.kept[:10]:
            print(f"    {title}: {why}")

    def roll_back_rest(self, run) -> None:
        """What an undone run left because something stood in its way."""
        from brygga.importers.runs import rollback, rollback_rules

        if rollback_rules.something_left(run):
            rollback.rollback_run(run, "Prov.")

    def check_soundness(self) -> None:
        from brygga.importers.runs.integrity import problems

        found = list(problems())
        self.check("databasen är hel", not found, "; ".join(found[:5]))

    def check(self, what: str, held: bool, more: str = "") -> None:
        print(f"  {'rätt' if held else 'FEL '}  {what}", flush=True)
        if not held:
            self.wrong.append(f"{what}: {more}" if more else what)


def named(changes) -> Iterator[str]:
    """The fields in what an entry says that it changed, with the kind of page."""
    for change in changes:
        yield from (f"{change['role']}: {row['field']}" for row in change["fields"])


def footprint() -> dict[str, int]:
    """How many rows there are of all that an import makes, but its own record and the originals."""
    from wagtail.contrib.redirects.models import Redirect
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model
    from wagtail.models import Page, ReferenceIndex, Revision
    from wagtail.search.models import IndexEntry

    from brygga.projects.models import Indicator, Observation, Organisation, Person

    models = (Page, Revision, Redirect, ReferenceIndex, IndexEntry, get_image_model(), get_document_model())
    models += (Organisation, Person, Indicator, Observation)
    return {model.__name__: model.objects.count() for model in models}


def difference(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    return {name: after[name] - number for name, number in before.items() if after[name] != number}


@contextlib.contextmanager
def timed(what: str) -> Iterator[None]:
    begun = time.monotonic()
    print(f"{what[:1].upper()}{what[1:]} …", flush=True)
    yield
    print(f"  {what}: {time.monotonic() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
