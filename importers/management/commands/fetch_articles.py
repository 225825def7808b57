"""Put a source's documents and images into a folder, to import from and to keep when the old site is switched off."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.progress import Progress

from brygga.importers.management.consoles import console_on
from brygga.importers.sources import CopyStore, Fetcher, SourceError, open_source, registry
from brygga.importers.sources.left_out import LeftOut
from brygga.importers.sources.staging import identities_in, stage

from ...archive import downloads
from ...archive.reading_hooks import site_hooks


class Command(BaseCommand):
    """`fetch_articles SOURCE… --to FOLDER`, then `import_articles FOLDER`. Run again, it fetches only what changed."""

    help = _("Hämtar artiklar och deras bilder till en mapp, som sedan importeras med import_articles.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sources", nargs="+", metavar="KÄLLA", help=_("arkiv, export eller webbadress"))
        parser.add_argument("--to", type=Path, required=True, metavar="MAPP", help=_("mappen som fylls"))
        parser.add_argument(
            "--kind", choices=registry.names(), default="auto", help=_("vad källan är, om det inte syns på den")
        )
        parser.add_argument("--pattern", default="", help=_("reguljärt uttryck för artiklarnas adresser"))
        parser.add_argument("--limit", type=int, default=None, help=_("hämta högst så många ur varje källa"))
        parser.add_argument("--delay", type=float, help=_("sekunder mellan hämtningar"))
        parser.add_argument(
            "--fresh", type=float, default=0.0, help=_("timmar som en tidigare hämtad kopia duger utan att fråga igen")
        )
        parser.add_argument(
            "--no-fetch", action="store_true", help=_("hämta ingenting från webben, inte heller bilder till en export")
        )
        parser.add_argument("--login", metavar="FIL", help=_("fil med användare och lösenord till gamla webbplatser"))
        parser.add_argument("--allow-private", action="store_true", help=_("hämta även från det egna nätet"))

    def handle(self, *, sources: list[str], **options: Any) -> None:
        folder: Path = options["to"]
        fetcher = None if options["no_fetch"] else self._fetcher(folder, options)
        identities, hooks = identities_in(folder), site_hooks()
        written = failed = missing = 0
        left = LeftOut()
        with Progress(console=console_on(self.stderr), transient=True) as progress:
            task = progress.add_task(_("Hämtar"), total=None)
            for where in sources:
                try:
                    documents = open_source(
                        where,
                        kind=options["kind"],
                        fetcher=fetcher,
                        pattern=options["pattern"],
                        left=left,
                        offline=fetcher is None,
                    )
                    for staged in stage(islice(documents, options["limit"]), folder, fetcher, identities, hooks):
                        progress.advance(task)
                        written += staged.path is not None
                        failed += staged.path is None
                        missing += len(staged.troubles) if staged.path else 0
                        for trouble in staged.troubles:
                            self.stderr.write(f"{staged.name}: {trouble.name}: {trouble.message}")
                except SourceError as error:
                    failed += 1
                    self.stderr.write(f"{where}: {error.message}")
                except OSError as error:
                    raise CommandError(_("Mappen kan inte fyllas: %s") % error.strerror, returncode=2) from error
        self.stdout.write(
            _("%(written)d artiklar ligger i %(folder)s. %(missing)d bilder eller filer saknas.")
            % {"written": written, "folder": folder, "missing": missing}
        )
        if lines := left.lines():
            self.stderr.write("\n  ".join((_("I källan, men inga egna texter:"), *lines)))
        if failed:
            raise CommandError(_("%d kunde inte hämtas.") % failed, returncode=1)

    def _fetcher(self, folder: Path, options: dict[str, Any]) -> Fetcher:
        manners = downloads.manners(
            delay=options["delay"],
            allow_private=options["allow_private"] or None,
            fresh=options["fresh"] * 3600,
            logins=options["login"],
        )
        try:
            return Fetcher(manners, CopyStore(folder / downloads.COPIES))
        except SourceError as error:
            raise CommandError(error.message, returncode=2) from error
