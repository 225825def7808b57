"""Learn a site from a folder of its pages, and propose a profile for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from ...reading.explain.learnt_site import told_of
from ...reading.formats.html.learnt_profile import profile_text
from ...reading.formats.html.sampling import spread
from ...reading.formats.html.site_learning import LEAST_PAGES, MOST_BYTES, MOST_PAGES
from ...reading.formats.html.site_profile import parse_profile
from ...reading.formats.html.site_study import rate_profile, study
from .profile_check import page_files


class Command(BaseCommand):
    """`profile_learn FOLDER [--out FILE]`: what was learnt, on how many pages, and a profile as TOML."""

    help = _("Lär sig en webbplats av sidorna i en mapp, säger vad som lärdes och skriver ett förslag till profil.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="MAPP", help=_("mapp med webbsidor (html)"))
        parser.add_argument("--out", type=Path, default=None, metavar="FIL", help=_("skriv profilen i en fil (.toml)"))

    def handle(self, *, paths: list[Path], out: Path | None, **options: Any) -> None:
        if missing := [str(path) for path in paths if not path.exists()]:
            raise CommandError(_("Det finns ingen fil eller mapp som heter %s.") % ", ".join(missing))
        files = [file for file in page_files(paths) if file.stat().st_size <= MOST_BYTES]
        chosen = spread(((file.parent, file) for file in files), MOST_PAGES)
        pages = [(str(file), file.read_bytes()) for file in chosen]
        found = study(pages)
        if found is None:
            raise CommandError(
                _("Där finns %(found)d webbsidor som går att läsa. Det behövs minst %(least)d för att lära sig något.")
                % {"found": len(pages), "least": LEAST_PAGES}
            )
        for line in told_of(found):
            self.stdout.write(line)
        name = paths[0].absolute().name
        text = profile_text(found.knowledge, name, found.rows.most_common())
        if not text:
            raise CommandError(_("Texten står inte på samma plats på sidorna, så det blir ingen profil."))
        own, general = rate_profile(pages, parse_profile(text, name), found.knowledge)
        rated = {"own": f"{own:.2f}".replace(".", ","), "general": f"{general:.2f}".replace(".", ",")}
        self.stdout.write(
            _("Profilen läser de provlästa sidorna %(own)s, reglerna utan den %(general)s av 1.") % rated
        )
        if out is None:
            self.stdout.write(f"\n{text}")
            return
        try:
            out.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(_("Det går inte att skriva %(file)s: %(why)s") % {"file": out, "why": error}) from error
        self.stdout.write(_("Profilen är skriven i %s.") % out)
