"""Check a site profile against a folder of its pages: on how many of them each rule finds something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.markup import escape
from rich.table import Table

from brygga.importers.management.consoles import console_on

from ...reading.formats.html.profile_fit import ProfileReport, check_profile
from ...reading.formats.html.site_profile import ProfileError, profile_named

_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".aspx", ".php"})
_NAMED = 10  # pages that are named, of those a rule fails on


class Command(BaseCommand):
    """`profile_check FOLDER [--profile FILE]`: a table of rules, with the pages and elements that each finds."""

    help = _("Visar på hur många av sidorna i en mapp varje regel i en profil hittar något.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="MAPP", help=_("mapp eller sida (html)"))
        parser.add_argument(
            "--profile", default="", help=_("profilens namn eller fil; annars känns den igen på sidan")
        )
        parser.add_argument("--all", action="store_true", help=_("visa även regler som inte hittar något"))

    def handle(self, *, paths: list[Path], profile: str, **options: Any) -> None:
        missing = [str(path) for path in paths if not path.exists()]
        if missing:
            raise CommandError(_("Det finns ingen fil eller mapp som heter %s.") % ", ".join(missing))
        try:
            wanted = profile_named(profile) if profile else None
        except ProfileError as error:
            raise CommandError(str(error)) from error
        report = check_profile(_pages(paths), wanted)
        if not report.pages and not report.unreadable:
            raise CommandError(_("Där finns inga webbsidor. Sidor slutar på .html, .htm, .xhtml, .aspx eller .php."))
        console = console_on(self.stdout)
        for name, count in report.pages.most_common():
            if name:
                console.print(_table(report, name, count, everything=options["all"]))
        if report.pages[""]:
            console.print(
                _("%d sidor känns inte igen av någon profil och läses med de allmänna reglerna.") % report.pages[""]
            )
        for name in report.without_text[:_NAMED]:
            console.print(_("Ingen text hittas på %s.") % escape(name), soft_wrap=True)
        for name, reason in report.unreadable[:_NAMED]:
            console.print(f"{escape(name)}: {escape(reason)}", soft_wrap=True)  # a name is kept whole


def _pages(paths: list[Path]) -> Iterator[tuple[str, bytes]]:
    for file in page_files(paths):
        yield str(file), file.read_bytes()


def page_files(paths: list[Path]) -> Iterator[Path]:
    """The files of web pages in folders, and files that are named themselves."""
    for path in paths:
        files = sorted(p for p in path.rglob("*") if p.suffix.lower() in _SUFFIXES) if path.is_dir() else [path]
        yield from (file for file in files if file.is_file())


def _table(report: ProfileReport, name: str, pages: int, *, everything: bool) -> Table:
    table = Table(title=_("Profilen %(name)s, %(pages)d sidor") % {"name": name, "pages": pages}, title_justify="left")
    table.add_column(_("regel"))
    table.add_column(_("sidor"), justify="right")
    table.add_column(_("ställen"), justify="right")
    silent = 0
    for rule in report.rules.get(name, []):
        hits = report.hits[name, rule]
        if not hits and not everything:
            silent += 1
            continue
        table.add_row(escape(rule), f"{hits}", f"{report.elements[name, rule]}")
    if silent:
        table.caption = _("%d regler hittar ingenting (visa dem med --all).") % silent
        table.caption_justify = "left"
    return table
