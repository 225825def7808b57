"""`manage.py check_indexes`: whether search and usage know of everything there is, and of nothing else."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brygga.site.index_check import SEARCH, Deviation, deviations, search_backend

SHOWN = 10  # keys of each kind that are written out


class Command(BaseCommand):
    """Exit status: 0 both indexes are right; 1 they are not, and what to do is said."""

    help = "Kontrollerar att sökindexet och referensindexet stämmer med innehållet. Ändrar ingenting."

    def handle(self, *args: Any, **options: Any) -> None:
        if search_backend() is None:
            self.stdout.write(_("Sökindexet ligger inte i databasen och kan inte jämföras. Referensindexet jämförs."))
        found = list(deviations())
        if not found:
            self.stdout.write(_("Sökindexet och referensindexet stämmer med innehållet."))
            return
        keys: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for deviation in found:
            keys[deviation.index, deviation.kind, deviation.label].append(deviation.key)
        for (index, kind, label), those in sorted(keys.items()):
            self.stdout.write(f"{_line(index, kind)} {label}: {len(those)} ({_listed(those)})")
        raise CommandError("\n".join(_advice(found)), returncode=1)


def _line(index: str, kind: str) -> str:
    words = {
        (SEARCH, "missing"): _("Saknas i sökindexet:"),
        (SEARCH, "superfluous"): _("Finns i sökindexet men inte på webbplatsen:"),
        (SEARCH, "old"): _("Inaktuellt i sökindexet:"),
    }
    references = {"missing": _("Saknas i referensindexet, för"), "superfluous": _("För mycket i referensindexet, för")}
    return words.get((index, kind)) or references[kind]


def _listed(keys: list[str]) -> str:
    shown = ", ".join(keys[:SHOWN])
    return f"{shown} …" if len(keys) > SHOWN else shown


def _advice(found: list[Deviation]) -> list[str]:
    """What to do about it."""
    counts = Counter(deviation.index == SEARCH for deviation in found)
    number = len(found)
    lines = [ngettext("%(n)d sak stämmer inte.", "%(n)d saker stämmer inte.", number) % {"n": number}]
    if counts[True]:
        lines.append(_("Sökindexet byggs om med: manage.py update_index"))
    if counts[False]:
        lines.append(_("Referensindexet byggs om med: manage.py rebuild_references_index"))
    return lines
