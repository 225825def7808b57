"""`manage.py load_organisations`: the shipped register into the database; editors' changes are kept."""

from typing import Any

from django.core.management.base import BaseCommand

from brygga.projects.register import load_register


class Command(BaseCommand):
    help = "Laddar eller uppdaterar registret över organisationer. Det redaktörer har ändrat lämnas i fred."

    def handle(self, *args: Any, **options: Any) -> None:
        report = load_register()
        self.stdout.write(
            f"Organisationer: {report.created} nya, {report.updated} uppdaterade, {report.unchanged} oförändrade, "
            f"{report.adopted} kopplade till registret."
        )
        for name, field in report.kept:
            self.stdout.write(f"  {name}: fältet {field} är ändrat av en redaktör och lämnades som det är.")
