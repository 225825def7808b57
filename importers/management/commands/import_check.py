"""`manage.py import_check`: every old address of a source, tried against the running site."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.markup import escape
from rich.table import Table

from brygga.importers.management.consoles import console_on
from brygga.importers.models import ImportSource

from ...addresses.dead_links import Answer, check_addresses, fetcher, not_public, nothing_to_check, old_addresses


class Command(BaseCommand):
    """Exit status: 0 every address answers 200, 301 (to a page that answers 200) or 410, or 404 while its page is not
    for everybody; 1 some do not; 2 there is nothing to try."""

    help = "Provar alla gamla adresser mot webbplatsen: var och en ska ge 200, 301 till en sida som finns, eller 410."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--source", metavar="NYCKEL", help="bara den här källan")
        parser.add_argument(
            "--site",
            metavar="ADRESS",
            help="webbplatsen som ska provas, till exempel https://ny.solvik.se; "
            "utan adress provas den i samma process",
        )
        parser.add_argument("--all", action="store_true", help="visa alla adresser, också de som är rätt")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["source"] and not ImportSource.objects.filter(key=options["source"]).exists():
            raise CommandError(f"Det finns ingen källa med nyckeln {options['source']}.", returncode=2)
        addresses = old_addresses(options["source"])
        why = nothing_to_check(options["source"])
        if why and not addresses:
            raise CommandError(why, returncode=2)
        if why:
            self.stdout.write(why)  # and what is decided to be gone is tried
        hidden = not_public(options["source"])
        answers = list(check_addresses(addresses, fetcher(options["site"]), hidden))
        console = console_on(self.stdout, unwrapped=True)
        wrong = [answer for answer in answers if not answer.right]
        shown = answers if options["all"] else wrong
        if shown:
            console.print(_table(shown))
        counts = Counter(answer.status for answer in answers)
        parts = ", ".join(f"{number} st {status}" for status, number in sorted(counts.items()))
        self.stdout.write(f"{len(answers)} adresser: {parts or 'inga'}.")
        waiting = Counter(answer.waits for answer in answers if answer.waits)
        for reason, number in waiting.items():
            because = reason[0].lower() + reason[1:]
            self.stdout.write(
                f"{number} av dem leder ingenstans ännu, som de ska: {because} "
                "De leder rätt när sidorna är publicerade för alla."
            )
        if wrong:
            raise CommandError(f"{len(wrong)} adresser svarar inte som de ska.", returncode=1)
        self.stdout.write(_all_is_well(gone_only=bool(why), waiting=bool(waiting)))


def _all_is_well(*, gone_only: bool, waiting: bool) -> str:
    if gone_only:
        return "De borttagna adresserna svarar 410."
    return "Alla gamla adresser till publicerade sidor leder rätt." if waiting else "Alla gamla adresser leder rätt."


def _table(answers: list[Answer]) -> Table:
    table = Table(title="Gamla adresser")
    table.add_column("Adress", overflow="fold")
    table.add_column("Svar", justify="right")
    table.add_column("Leder till", overflow="fold")
    table.add_column("Fel", overflow="fold")
    for answer in answers:
        told = answer.problem or answer.waits
        table.add_row(escape(answer.address), str(answer.status), escape(answer.target), told)
    return table
