"""`manage.py import_rollback RUN --reason "…"`: undo a run, or some of its documents."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from brygga.importers.models import ImportRun, RunEntry

from ...runs import rollback, rollback_rules, run_states, undo_result
from ...runs.retry import RunCannotGoOnError
from ...runs.rollback_preview import marked, preview


class Command(BaseCommand):
    """Exit status: 0 undone, 1 undone but the check found something wrong, 2 not begun or cut off."""

    help = (
        "Ångrar en importkörning, eller enstaka dokument i den. Det som någon har redigerat sedan dess behålls. "
        "Ett ångrande som avbröts fortsätts med samma kommando."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("run", type=int, metavar="NR", help="körningens nummer")
        parser.add_argument("--reason", default="", metavar="SKÄL", help="varför; behövs inte för att fortsätta")
        parser.add_argument("--item", action="append", default=[], metavar="DOKUMENT", help="bara det här dokumentet")

        parser.add_argument("--dry-run", action="store_true", help="visa vad som skulle hända, skriv ingenting")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = ImportRun.objects.get(pk=options["run"])
        except ImportRun.DoesNotExist:
            raise CommandError(f"Det finns ingen körning med nummer {options['run']}.", returncode=2) from None
        if options["dry_run"]:
            self._foretell(run, options)
            return
        try:
            undone = self._undo(run, options)
        except (run_states.IllegalTransitionError, run_states.RunAlreadyActiveError, ValueError) as error:
            raise CommandError(str(error), returncode=2) from error
        except RunCannotGoOnError as error:
            message = f"{error} Fortsätt ångra med: import_rollback {run.pk}"
            raise CommandError(message, returncode=2) from error
        except KeyboardInterrupt:
            raise CommandError(f"Avbrutet. Fortsätt ångra med: import_rollback {run.pk}", returncode=130) from None
        self._tell(undone, "Borttagna", "Återställda", "Behölls")
        if undone.objects_of_others:
            self.stdout.write(f"Borttaget som var kvar efter andra ångrade körningar: {undone.objects_of_others}.")
        if undone.problems:
            found = "\n  ".join(undone.problems)
            raise CommandError(f"Körningen är ångrad, men kontrollen efteråt hittade fel:\n  {found}", returncode=1)

    def _foretell(self, run: ImportRun, options: dict[str, Any]) -> None:
        if options["item"]:
            raise CommandError("--dry-run gäller hela körningen och kan inte kombineras med --item.", returncode=2)
        if why := "" if run_states.is_abandoned(run) else rollback_rules.why_not(run):
            raise CommandError(why, returncode=2)
        undone = preview(run)
        if undone.done:
            self.stdout.write(f"{undone.done} av {undone.total} dokument är redan ångrade. Det här är kvar:")
        for heading, titles, public in (
            ("Tas bort", undone.removed, undone.removed_public),
            ("Återställs", undone.restored, undone.restored_public),
        ):
            for title, seen in marked(titles, public):
                self.stdout.write(f"{heading}: ”{title}”{' (publicerad)' if seen else ''}")
        for label in undone.objects:
            self.stdout.write(f"Tas bort: {label}")
        self._tell(undone, "Att ta bort,", "Att återställa,", "Behålls")
        self.stdout.write(f"Av dem som tas bort är {len(undone.removed_public)} publicerade: besökare märker det.")
        self.stdout.write(f"Gamla adresser som slutar svara: {undone.redirects}.")
        self.stdout.write("Ingenting är ångrat ännu." if not undone.done else "Ingenting mer är ångrat ännu.")

    def _tell(self, undone: undo_result.Undone, removed: str, restored: str, kept: str) -> None:
        self.stdout.write(f"{removed} sidor: {len(undone.removed)}. {restored} sidor: {len(undone.restored)}.")
        for title, why in undone.kept:
            self.stdout.write(f"{kept}: ”{title}”: {why}")
        for label, why in undone.objects_kept:
            self.stdout.write(f"{kept}: {label}: {why}")

    def _undo(self, run: ImportRun, options: dict[str, Any]) -> undo_result.Undone:
        if not options["item"]:
            return rollback.rollback_run(run, options["reason"])
        wanted = Q()
        for name in options["item"]:
            wanted |= Q(item__identifier=name) | Q(item__location__endswith=f"/{name}")
        entries = list(RunEntry.objects.filter(wanted, run=run).select_related("item", "run").order_by("-position"))
        if not entries:
            raise CommandError("Inget av dokumenten finns i körningen.", returncode=2)
        return rollback.rollback_entries(entries, options["reason"])
