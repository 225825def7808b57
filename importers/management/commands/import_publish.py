"""`manage.py import_publish RUN`: publish the drafts that an import made."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import track

from brygga.importers.management.consoles import console_on
from brygga.importers.models import ImportRun

from ...runs.publish import drafts_of, publish_run
from ...runs.retry import RunCannotGoOnError


class Command(BaseCommand):
    help = "Publicerar sidorna som en import skapade som utkast, i den senaste version de har."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("run", type=int, metavar="NR", help="körningens nummer")

    def handle(self, *args: Any, **options: Any) -> None:
        run = ImportRun.objects.filter(pk=options["run"], mode=ImportRun.Mode.APPLY).first()
        if run is None:
            raise CommandError(f"Det finns ingen körning med nummer {options['run']}.", returncode=2)
        if run.state in ImportRun.ACTIVE:
            raise CommandError(f"Körning {run.pk} pågår. Vänta tills den är klar.", returncode=2)
        steps = iter(track(drafts_of(run), "Publicerar", console=console_on(self.stderr), transient=True))
        try:
            number = publish_run(run, tell=lambda number: next(steps, None))
        except RunCannotGoOnError as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(f"{number} sidor är publicerade.")
