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
    help = (
        "Publicerar nyheterna som en import skapade som utkast, i den senaste version de har. Enheter och projekt "
        "publiceras bara med --all."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("run", type=int, metavar="NR", help="körningens nummer")
        parser.add_argument("--all", action="store_true", help="också enheterna och projekten, utom de som är tomma")

    def handle(self, *args: Any, **options: Any) -> None:
        run = ImportRun.objects.filter(pk=options["run"], mode=ImportRun.Mode.APPLY).first()
        if run is None:
            raise CommandError(f"Det finns ingen körning med nummer {options['run']}.", returncode=2)
        if run.state in ImportRun.ACTIVE:
            raise CommandError(f"Körning {run.pk} pågår. Vänta tills den är klar.", returncode=2)
        drafts = drafts_of(run, everything=options["all"])
        steps = iter(track(drafts, "Publicerar", console=console_on(self.stderr), transient=True))
        try:
            stopped: list[str] = []
            number = publish_run(
                run, tell=lambda number: next(steps, None), everything=options["all"], stopped=stopped
            )
        except RunCannotGoOnError as error:
            raise CommandError(str(error), returncode=2) from error
        for why in stopped:
            self.stderr.write(why)
        self.stdout.write(f"{number} sidor är publicerade.")
        if stopped:
            self.stdout.write(f"{len(stopped)} sidor stoppades av kontrollen före publicering och är kvar som utkast.")
