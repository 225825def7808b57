"""`manage.py send_letters`: the day's letters to those who subscribe. Meant for cron, once a day."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from brygga.news.letters import send_due
from brygga.news.subscription import Frequency


class Command(BaseCommand):
    """Also sends what should have gone at once and did not, and forgets addresses that nobody confirmed."""

    help = "Skickar nyhetsbreven till dem som prenumererar. Kör en gång om dagen."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            sent = sum(send_due.call(str(frequency)) for frequency in (Frequency.AT_ONCE, Frequency.DAILY))
        except OSError as error:
            raise CommandError(
                f"E-postservern svarar inte, så inga brev skickades ({error}). Se EMAIL_HOST, och kör igen."
            ) from error
        self.stdout.write(f"{sent} brev skickade.")
