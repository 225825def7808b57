"""`manage.py import_rollback RUN --reason "…"`: undo a run, or some of its documents."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from brygga.importers import rollback, runs
from brygga.importers.models import ImportRun, RunEntry


class Command(BaseCommand):
    help = "Ångrar en importkörning, eller enstaka dokument i den. Det som någon har redigerat sedan dess behålls."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("run", type=int, metavar="NR", help="körningens nummer")
        parser.add_argument("--reason", default="", metavar="SKÄL", help="varför; behövs inte för att fortsätta")
        parser.add_argument("--item", action="append", default=[], metavar="DOKUMENT", help="bara det här dokumentet")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = ImportRun.objects.get(pk=options["run"])
        except ImportRun.DoesNotExist:
            raise CommandError(f"Det finns ingen körning med nummer {options['run']}.", returncode=2) from None
        try:
            undone = self._undo(run, options)
        except (runs.IllegalTransitionError, ValueError) as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(f"Borttagna sidor: {len(undone.removed)}. Återställda sidor: {len(undone.restored)}.")
        for title, why in undone.kept:
            self.stdout.write(f"Behölls: ”{title}”: {why}")

    def _undo(self, run: ImportRun, options: dict[str, Any]) -> rollback.Undone:
        if not options["item"]:
            return rollback.rollback_run(run, options["reason"])
        wanted = Q()
        for name in options["item"]:
            wanted |= Q(item__identifier=name) | Q(item__location__endswith=f"/{name}")
        entries = list(RunEntry.objects.filter(wanted, run=run).select_related("item", "run").order_by("-position"))
        if not entries:
            raise CommandError("Inget av dokumenten finns i körningen.", returncode=2)
        return rollback.rollback_entries(entries, options["reason"])
