"""`manage.py check_pages`: what the publish gate says of every page, for its report."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from brygga.site.gate.records import GateProblem, gated_pages, read_pages


class Command(BaseCommand):
    """Reads every page's latest version. Run once a night, it also finds links to what has gone since."""

    help = "Kontrollerar alla sidor med reglerna för kontroll före publicering, till rapporten. Ändrar inga sidor."

    def handle(self, *args: Any, **options: Any) -> None:
        number = read_pages(gated_pages().order_by("pk").iterator(chunk_size=200))
        with_problems = GateProblem.objects.values("page").distinct().count()
        told = ngettext("%(number)d sida är kontrollerad.", "%(number)d sidor är kontrollerade.", number)
        found = ngettext("%(number)d har något att se över.", "%(number)d har något att se över.", with_problems)
        self.stdout.write(f"{told % {'number': number}} {found % {'number': with_problems}}")
