"""Read documents and print what was found in them, without writing anything anywhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console

from brygga.importers.reading import UnreadableDocument, read, to_json
from brygga.importers.reading.decode import MAX_BYTES
from brygga.importers.reading.render import explain, render


class Command(BaseCommand):
    """`read_articles FILE…`: article JSON, one object a line, or tables for a person."""

    help = _("Läser filer och skriver ut vad som hittades i dem. Ingenting sparas.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FIL", help=_("text, webbsida eller Word-fil"))
        parser.add_argument(
            "--format", choices=("json", "table"), default="json", help=_("json (en rad per fil) eller tabell")
        )
        parser.add_argument(
            "--explain", action="store_true", help=_("visa för varje bit av texten vad som hände med den, och varför")
        )

    def handle(self, *, files: list[str], **options: Any) -> None:
        console = Console(file=self.stdout)
        failed = 0
        for name in files:
            try:
                article = read(_bytes(name), source=name)
            except UnreadableDocument as error:
                failed += 1
                self.stderr.write(f"{name}: {error.message}")
                continue
            if options["explain"]:
                console.print(explain(article))
            elif options["format"] == "table":
                console.print(render(article))
            else:
                self.stdout.write(json.dumps(to_json(article), ensure_ascii=False))
        if failed:
            raise CommandError(
                _("%(failed)d av %(all)d filer kunde inte läsas.") % {"failed": failed, "all": len(files)},
                returncode=1,
            )


def _bytes(name: str) -> bytes:
    """A file's content; never more than one byte above the limit, which is enough to refuse it."""
    try:
        with Path(name).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableDocument("missing", _("Filen finns inte. Kontrollera namnet och mappen.")) from None
    except IsADirectoryError:
        raise UnreadableDocument("folder", _("Det är en mapp. Ange filerna i den.")) from None
    except PermissionError:
        raise UnreadableDocument("no-rights", _("Filen får inte läsas. Ändra dess rättigheter.")) from None
    except OSError as error:
        raise UnreadableDocument("unreadable", _("Filen gick inte att läsa: %s.") % error.strerror) from None
