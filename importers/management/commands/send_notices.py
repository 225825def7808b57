"""`manage.py send_notices`: a mail about what waits to each user who wants one. Meant for a timer, once a day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from brygga.importers.review.waiting_letters import send_notices


class Command(BaseCommand):
    """Run more often it sends no more: nobody gets more than one mail a day."""

    help = "Mejlar dem som har valt det om vad som väntar på dem i admin. Kör en gång om dagen."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            sent = send_notices()
        except OSError as error:
            raise CommandError(
                f"E-postservern tog inte emot brevet ({type(error).__name__}). Se EMAIL_HOST, och kör igen."
            ) from error
        self.stdout.write(f"{sent} mejl skickade.")
