"""`manage.py forget_pages`: every kept page is made anew, after something was written past Django."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from brygga.site.page_cache import states


class Command(BaseCommand):
    """Exit status: 0."""

    help = (
        "Gör alla sparade sidor nya. Behövs bara när databasen har ändrats vid sidan av Django, till exempel med psql."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        states.change()
        self.stdout.write(_("Alla sparade sidor görs om när någon ber om dem."))
