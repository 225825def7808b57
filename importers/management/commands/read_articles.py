"""Read documents and print what was found in them, without writing anything to the database."""

from __future__ import annotations

import json
import re
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console

from brygga.importers.management.consoles import console_on
from brygga.importers.reading import Article, UnreadableDocument, read, to_json
from brygga.importers.reading.recognise import Names
from brygga.importers.sources import (
    CopyStore,
    Document,
    Fetcher,
    SourceError,
    add_known,
    open_source,
    registry,
)
from brygga.importers.sources.left_out import LeftOut

from ...archive import downloads
from ...archive.reading_hooks import site_hooks
from ...reading.explain import segments_shown
from ...reading.explain.marked_text import page, terminal
from ...reading.explain.terminal import explain, render
from ...reading.formats.html.site_profile import ProfileError, profile_named


class Command(BaseCommand):
    """`read_articles SOURCE…`: article JSON, one object a line, or tables for a person.

    A source is a file, a folder, a ZIP, an export of another system or a web address. What cannot be read is named
    with its reason on standard error, the rest is read, and the exit status is 1.
    """

    help = _("Läser filer, exporter och webbadresser och skriver ut vad som hittades i dem. Inga sidor skapas.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sources", nargs="+", metavar="KÄLLA", help=_("fil, mapp, arkiv, export eller webbadress"))
        parser.add_argument(
            "--format", choices=("json", "table"), default="json", help=_("json (en rad per text) eller tabell")
        )
        parser.add_argument(
            "--explain", action="store_true", help=_("visa för varje bit av texten vad som hände med den, och varför")
        )
        parser.add_argument(
            "--explain-html",
            type=Path,
            default=None,
            metavar="MAPP",
            help=_("skriv en webbsida för varje text, med allt som känts igen markerat"),
        )
        parser.add_argument(
            "--names",
            type=Path,
            default=None,
            metavar="FIL",
            help=_("TOML-fil med egna namn på enheter, projekt, roller"),
        )
        parser.add_argument(
            "--profile", default="", help=_("profil för webbsidor: ett namn eller en egen fil (.toml)")
        )
        parser.add_argument(
            "--kind", choices=registry.names(), default="auto", help=_("vad källan är, om det inte syns på den")
        )
        parser.add_argument(
            "--pattern", default="", help=_("reguljärt uttryck för adresserna till en listas artiklar")
        )
        parser.add_argument("--limit", type=int, default=None, help=_("läs högst så många texter ur varje källa"))
        parser.add_argument("--delay", type=float, help=_("sekunder mellan hämtningar från samma webbplats"))
        parser.add_argument(
            "--no-fetch", action="store_true", help=_("hämta ingenting från webben, inte heller bilder till en export")
        )
        parser.add_argument("--login", metavar="FIL", help=_("fil med användare och lösenord till gamla webbplatser"))
        parser.add_argument("--store", type=Path, default=None, help=_("mapp för kopior av det som hämtas"))
        parser.add_argument(
            "--allow-private", action="store_true", help=_("hämta även från adresser på det egna nätet")
        )

    def handle(self, *, sources: list[str], **options: Any) -> None:
        try:
            self.hooks = site_hooks()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        try:
            self.profile = profile_named(options["profile"]) if options["profile"] else None
        except ProfileError as error:
            raise CommandError(str(error)) from error
        try:
            self.names = Names.from_toml(options["names"]) if options["names"] else None
        except ValueError as error:
            raise CommandError(str(error)) from error
        store = CopyStore(options["store"]) if options["store"] else None
        chosen = {"delay": options["delay"], "allow_private": options["allow_private"] or None}
        try:
            fetcher = Fetcher(downloads.manners(**chosen, logins=options["login"]), store)
        except SourceError as error:
            raise CommandError(error.message) from error
        console = console_on(self.stdout)
        failed = total = 0
        left = LeftOut()
        for where in sources:
            try:
                documents = open_source(
                    where,
                    kind=options["kind"],
                    fetcher=None if options["no_fetch"] else fetcher,
                    pattern=options["pattern"],
                    left=left,
                    offline=options["no_fetch"],
                )
                for document in islice(documents, options["limit"]):
                    total += 1
                    failed += not self._print(document, where, console, options)
            except SourceError as error:
                total, failed = total + 1, failed + 1
                self.stderr.write(f"{where}: {error.message}")
        if lines := left.lines():
            self.stderr.write("\n  ".join((_("I källan, men inga egna texter:"), *lines)))
        if failed:
            counts = {"failed": failed, "all": total}
            raise CommandError(_("%(failed)d av %(all)d texter kunde inte läsas.") % counts, returncode=1)

    def _print(self, document: Document, where: str, console: Console, options: dict[str, Any]) -> bool:
        # A file that was named is called what it was called; what is in a source has its own name.
        one_file = document.path is not None and document.path == Path(where).absolute()
        name = where if one_file else str(document.path or document.address or document.name or document.source_id)
        if document.path is not None and "!" in document.source_id:
            name = document.source_id
        try:
            article = self._read(document, name)
        except UnreadableDocument as error:
            self.stderr.write(f"{name}: {error.message}")
            return False
        except Exception as error:  # a fault in a reader must not keep the other documents from being read
            if options["traceback"]:
                raise
            self.stderr.write(
                f"{name}: "
                + _("Fel i läsaren (%(what)s). Kör om med --traceback och rapportera felet.")
                % {"what": f"{type(error).__name__}: {error}"[:200]}
            )
            return False
        if folder := options["explain_html"]:
            folder.mkdir(parents=True, exist_ok=True)
            stem = re.sub(r"[^\w.-]+", "-", name).strip("-.")[-120:] or "text"
            (folder / f"{stem}.html").write_text(page(article), encoding="utf-8")
        if options["explain"]:
            console.print(terminal(article))
            console.print(explain(article))
            if article.segments:
                console.print(segments_shown.table(article))
        elif options["explain_html"]:
            return True
        elif options["format"] == "table":
            console.print(render(article))
        else:
            self.stdout.write(json.dumps(to_json(article), ensure_ascii=False))
        return True

    def _read(self, document: Document, name: str) -> Article:
        article = read(
            document.load(),
            source=name,
            address=document.address,
            content_type=document.content_type,
            profile=self.profile,
            names=self.names,
            hooks=self.hooks,
        )
        add_known(article, document)
        return article
