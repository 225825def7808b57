"""`manage.py import_articles SOURCE…`: an old archive becomes pages."""

from __future__ import annotations

import logging
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table
from wagtail.models import Page

from brygga.importers.management.consoles import console_on
from brygga.importers.management.gathering import Gathering
from brygga.importers.management.rereading import CannotRereadError, sources_of
from brygga.importers.models import ImportRun, ImportSource, RunEntry
from brygga.importers.sources import Fetcher, SourceError, registry
from brygga.importers.sources.left_out import LeftOut
from brygga.importers.writing.article_mapping import article_mapping
from brygga.importers.writing.register import Register
from brygga.importers.writing.territory import territory_of
from brygga.projects.models import Organisation

from ...addresses.address_keys import is_web
from ...archive import downloads
from ...archive.reading_hooks import site_hooks
from ...archive.stored import root_of
from ...runs import launch, run_states, tasks
from ...runs.closed_documents import closed_lines, closed_summary
from ...runs.learnt_notes import learnt_lines
from ...runs.left_out_notes import left_lines
from ...runs.report import damage_lines, problem_lines
from ...runs.report_files import html_report, json_report
from ...runs.reread import begin_reread, redo
from ...runs.retry import RunCannotGoOnError, patiently
from ...runs.terminal_report import bar, plan_table, summary_table


class Command(BaseCommand):
    """Exit status: 0 all documents are imported, 1 some failed (they are listed), 2 the run could not be made."""

    help = (
        "Importerar nyheter och pressmeddelanden ur filer, mappar, exporter och webbadresser. Sidorna blir utkast om "
        "inte --publish anges. Körningen kan avbrytas när som helst och fortsätts med --resume."
    )
    fetcher: Fetcher | None = None

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("places", nargs="*", metavar="KÄLLA", help="fil, mapp, arkiv, export eller webbadress")
        parser.add_argument("--under", metavar="SIDA", help="id eller sökväg för sidan som allt läggs under")
        parser.add_argument("--publish", action="store_true", help="publicera nyheterna direkt, inga andra sidor")
        parser.add_argument(
            "--publish-all", action="store_true", help="publicera också de enheter och projekt som importen gör"
        )
        parser.add_argument(
            "--own-body",
            metavar="NAMN",
            help="hela arkivet är den här organisationens eget: föreslå den där texten inte säger vem något tillhör",
        )
        parser.add_argument("--dry-run", action="store_true", help="visa vad som skulle hända, skriv ingenting")
        parser.add_argument("--source", metavar="NYCKEL", help="arkivets namn (annars mappens eller webbplatsens)")
        parser.add_argument("--base-url", default="", metavar="ADRESS", help="den gamla webbplatsens adress")
        parser.add_argument("--plan", type=int, metavar="NR", help="genomför en provkörning (numret den fick)")
        parser.add_argument(
            "--reread",
            nargs="?",
            const="",
            metavar="NYCKEL",
            help="läs om sparade original som en tidigare version läste: en källas, eller allas",
        )
        parser.add_argument("--redo", type=int, metavar="NR", help="gör om en ångrad körning, ur sparade original")
        parser.add_argument("--resume", type=int, metavar="NR", help="fortsätt en körning som stannat")
        parser.add_argument("--stop", type=int, metavar="NR", help="be en körning att stanna")
        parser.add_argument("--background", action="store_true", help="lägg körningen i kö för en arbetare")
        parser.add_argument(
            "--kind", choices=registry.names(), default="auto", help="vad källan är, om det inte syns på den"
        )
        parser.add_argument(
            "--pattern", default="", metavar="UTTRYCK", help="reguljärt uttryck för adresser i en lista"
        )
        parser.add_argument("--limit", type=int, metavar="ANTAL", help="högst så många ur varje källa")
        parser.add_argument("--fetch-images", action="store_true", help="hämta bilder och filer som arkivet saknar")
        parser.add_argument(
            "--no-fetch", action="store_true", help="hämta ingenting från webben, inte heller bilder till en export"
        )
        parser.add_argument("--delay", type=float, metavar="SEKUNDER", help="mellan hämtningar (standard: 1)")
        parser.add_argument("--login", metavar="FIL", help="fil med användare och lösenord till gamla webbplatser")
        parser.add_argument("--allow-private", action="store_true", help="hämta även från det egna nätet")
        parser.add_argument("--json", type=Path, metavar="FIL", help="skriv resultatet som JSON")
        parser.add_argument("--html", type=Path, metavar="FIL", help="skriv resultatet som en HTML-sida")

    def handle(self, *args: Any, **options: Any) -> None:
        console = console_on(self.stdout, unwrapped=True, soft_wrap=False)
        logging.getLogger("brygga.importers.runs.retry").addHandler(logging.StreamHandler(self.stderr))
        if options["stop"]:
            self._stop(options["stop"])
            return
        try:
            site_hooks()  # one that cannot be had ends the command before anything begins
            if (options["publish"] or options["publish_all"]) and article_mapping() is not None:
                raise CommandError(
                    "Med BRYGGA_ARTICLE_MAPPING blir sidorna alltid utkast: utelämna --publish.", returncode=2
                )
            runs = self._runs(options)
        except ImproperlyConfigured as error:
            raise CommandError(str(error), returncode=2) from error
        except RunCannotGoOnError as error:
            raise CommandError(str(error), returncode=2) from error
        sound = [self._carry_out(console, run, options) for run in runs]
        if not all(sound):
            sys.exit(1)

    def _runs(self, options: dict[str, Any]) -> Iterable[ImportRun]:
        """The runs to carry out, each made when its turn comes."""
        if options["reread"] is None:
            return [self._run(options)]
        try:
            sources = sources_of(options)
        except CannotRereadError as error:
            raise CommandError(str(error), returncode=2) from error
        if not sources:
            self.stdout.write("Det finns ingenting att läsa om: allt är läst av den här versionen.")
        return (self._reread(source, options) for source in sources)

    def _reread(self, source: ImportSource, options: dict[str, Any]) -> ImportRun:
        try:
            return begin_reread(
                source,
                plan=options["dry_run"],
                publish=options["publish"],
                publish_all=options["publish_all"],
                parent_page=self._under(options["under"]),
                fetch_files=options["fetch_images"],
            )
        except run_states.RunAlreadyActiveError as error:
            raise CommandError(str(error), returncode=2) from error

    def _carry_out(self, console: Console, run: ImportRun, options: dict[str, Any]) -> bool:
        """Carry the run out, or leave it to a worker. Whether all of it went well."""
        if options["background"]:
            tasks.enqueue(run)
            self.stdout.write(f"Körning {run.pk} ligger i kö.")
            return True
        self.stdout.write(f"Körning {run.pk}: {run.total} dokument.")
        self.stdout.flush()
        try:
            with bar(console, run) as progress:
                launch.carry_out(run, progress, self.fetcher)
        except RunCannotGoOnError as error:
            message = f"{error} Fortsätt med: import_articles --resume {run.pk}"
            raise CommandError(message, returncode=2) from error
        except KeyboardInterrupt:
            launch.interrupted(run)
            self.stderr.write(f"Avbrutet. Fortsätt med: import_articles --resume {run.pk}")
            sys.exit(130)
        return self._tell(console, run, options)

    def _run(self, options: dict[str, Any]) -> ImportRun:
        try:
            if options["resume"]:
                return launch.resume(self._find(options["resume"]))
            if options["redo"]:
                return redo(self._find(options["redo"]))
            if options["plan"]:
                return launch.apply_plan(self._find(options["plan"]))
            if not options["places"]:
                raise CommandError("Ange minst en fil, mapp eller webbadress.", returncode=2)
            return self._begin(options["places"], options)
        except SourceError as error:
            raise CommandError(error.message, returncode=2) from error
        except (run_states.RunAlreadyActiveError, run_states.IllegalTransitionError) as error:
            raise CommandError(str(error), returncode=2) from error

    def _begin(self, places: list[str], options: dict[str, Any]) -> ImportRun:
        self._check_no_fetch(places, options)
        under = self._under(options["under"])
        source = self._source(places, options, under)
        chosen = {name: options[name] for name in ("kind", "limit")}
        if not options["no_fetch"]:
            self.fetcher = downloads.fetcher_for(
                source.key,
                delay=options["delay"],
                allow_private=options["allow_private"] or None,
                logins=options["login"],
                since=downloads.interrupted_at(source),
            )
        left = LeftOut()
        found = downloads.gathered(
            source, places, pattern=options["pattern"], fetcher=self.fetcher, left=left, **chosen
        )
        with Gathering(console_on(self.stderr)).shown() as gathering:
            if self.fetcher is not None:
                self.fetcher.tell = gathering.fetching
            return launch.begin(
                source,
                gathering.watch(found),
                left=left,
                plan=options["dry_run"],
                publish=options["publish"],
                publish_all=options["publish_all"],
                parent_page=under,
                whole=downloads.sees_all(source, places, **chosen),
                fetch_files=options["fetch_images"],
            )

    def _check_no_fetch(self, places: list[str], options: dict[str, Any]) -> None:
        if not options["no_fetch"]:
            return
        if options["fetch_images"]:
            raise CommandError("--no-fetch och --fetch-images går inte ihop. Välj en av dem.", returncode=2)
        if web := next((place for place in places if is_web(place)), ""):
            raise CommandError(f"{web} ligger på webben och kan inte läsas med --no-fetch.", returncode=2)

    def _source(self, places: list[str], options: dict[str, Any], under: Page | None) -> ImportSource:
        key = options["source"] or launch.key_on_site(downloads.source_key(places), under)
        before = ImportSource.objects.filter(key=key).values_list("folder", flat=True).first() or ""
        local = [Path(place) for place in places if downloads.kind_of(place, options["kind"]) == "files"]
        root = root_of(local, before)
        if before and root and str(root) != before:
            self.stderr.write(
                f"Källan {key} låg förra gången i {before}, nu i {root}. Dokument med samma namn är samma dokument."
            )
        own_body = self._own_body(options["own_body"])
        return launch.source_for(key, folder=root, base_url=options["base_url"], own_body=own_body)

    def _own_body(self, name: str | None) -> Organisation | None:
        """The organisation of that name; one that nobody knows is more likely a slip of the pen than a new body."""
        if not name:
            return None
        ref = Register().find_organisation(name)
        if not isinstance(ref, int):
            raise CommandError(
                f"Det finns ingen organisation som heter {name}. Skriv namnet som i registret över organisationer, "
                "eller lägg till den där först.",
                returncode=2,
            )
        return Organisation.objects.get(pk=ref)

    def _find(self, number: int) -> ImportRun:
        try:
            return ImportRun.objects.select_related("source").get(pk=number)
        except ImportRun.DoesNotExist:
            raise CommandError(f"Det finns ingen körning med nummer {number}.", returncode=2) from None

    def _stop(self, number: int) -> None:
        try:
            run_states.ask_to_stop(self._find(number))
        except run_states.IllegalTransitionError as error:
            raise CommandError(f"Körning {number} pågår inte.", returncode=2) from error
        self.stdout.write(f"Körning {number} stannar när den är klar med det den håller på med.")

    def _under(self, value: str | None) -> Page | None:
        if not value:
            return None
        pages = Page.objects.filter(depth__gt=1)
        found = (
            pages.filter(pk=int(value))
            if value.isdigit()
            else pages.filter(url_path__endswith=f"/{value.strip('/')}/")
        )
        pages = list(found.order_by("depth", "path")[:20])
        if not pages:
            raise CommandError(f"Det finns ingen sida med id eller sökväg {value}.", returncode=2)
        if len({territory_of(page) for page in pages}) > 1:
            which = ", ".join(f"{page.pk} ({page.url_path})" for page in pages)
            raise CommandError(
                f"Flera webbplatser har en sida med sökvägen {value}. Ange sidans id: {which}.", returncode=2
            )
        return pages[0].specific

    def _tell(self, console: Console, run: ImportRun, options: dict[str, Any]) -> bool:
        told, sound = patiently(lambda: self._told(run, options))
        for what in told:
            if isinstance(what, str):
                self.stdout.write(what)
            else:
                console.print(what)
        return sound

    def _told(self, run: ImportRun, options: dict[str, Any]) -> tuple[list[str | Table], bool]:
        """What is said of the run, and whether all went well. Asks the database for everything; prints nothing."""
        run.refresh_from_db()
        plans = run.mode == ImportRun.Mode.PLAN
        told: list[str | Table] = [plan_table(run, changes_only=options["reread"] is not None)] if plans else []
        told.append(summary_table(run))
        damaged = damage_lines(run)
        closed = (
            f"Utelämnade, inte offentliga i källan: {closed_summary(run)}. De blir utkast, kommande tidsinställda."
        )
        for heading, lines in (
            ("Att åtgärda:", problem_lines(run)),
            ("Importerat, men skadat:", damaged),
            (closed, closed_lines(run)),
            ("I källan, men inga egna sidor:", left_lines(run)),
            ("Vad läsaren har lärt sig om webbplatsen:", learnt_lines(run)),
        ):
            if lines:
                told.append("\n  ".join((heading, *lines)))
        if RunEntry.objects.filter(run=run, state=RunEntry.State.WAITING).exists():
            told.append("Lämna besked om det som väntar i admin: Importera, Dokument. Kör sedan importen igen.")
        if options["json"]:
            options["json"].write_text(json_report(run), encoding="utf-8")
        if options["html"]:
            options["html"].write_text(html_report(run), encoding="utf-8")
        if plans:
            told.append(f"Provkörning {run.pk}: ingenting är skrivet. Genomför den med --plan {run.pk}.")
        return told, not (run.problems or damaged)
