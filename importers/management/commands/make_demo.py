"""`manage.py make_demo`: the database, the demo site of Solviks kommun, and its imported archive."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection

from brygga.projects.models import Organisation
from brygga.site.options import option
from brygga.site.workflow_names import name_default_workflow

from ...models import ImportRun
from ..demo_builder import Builder, DemoDataError

USER = "admin"
SOURCE = "exempelarkivet"
PASSWORD_FILE = "admin_password"  # noqa: S105  (a file's name)


class Command(BaseCommand):
    """Builds what is missing and says where the site is. Running it again keeps the data and takes seconds."""

    help = "Bygger demowebbplatsen för Solviks kommun och importerar exempelarkivet. Det som redan finns behålls."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--samples", type=Path, help="mappen med demo/ och archive/ (annars samples/ i källkoden)")
        parser.add_argument("--no-import", action="store_true", help="bygg webbplatsen men importera inte arkivet")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (option("PROJECT_ROOT") and option("VAR") and settings.STATIC_ROOT):
            raise CommandError(
                "Demon är en hel webbplats och byggs inte i en webbplats som redan finns. Hämta Bryggas källkod och "
                "kör make demo där."
            )
        samples: Path = options["samples"] or option("PROJECT_ROOT") / "samples"
        if not (samples / "demo").is_dir():
            raise CommandError(f"{samples} har ingen mapp demo. Ange rätt mapp med --samples.")
        address = urlsplit(option("WAGTAILADMIN_BASE_URL"))
        self._prepare_database()
        if not Organisation.objects.exclude(register_key=None).exists():
            call_command("load_organisations", stdout=self.stdout)
        builder = Builder(samples)
        try:
            builder.build(address.hostname or "localhost", address.port or 80)
        except DemoDataError as error:
            raise CommandError(str(error)) from error
        if builder.made:
            number = len(builder.made)
            self.stdout.write(f"Byggde {number} {'sida' if number == 1 else 'sidor'} för Solviks kommun.")
        name_default_workflow()
        password = self._admin_password()
        if not options["no_import"] and self._import_is_due():
            self._import(samples / "archive")
        self._tell(option("WAGTAILADMIN_BASE_URL").rstrip("/"), password)

    def _import(self, archive: Path) -> None:
        """Imports the archive, or goes on where an import was cut off. What failed has been listed by then, and does
        not keep the site from starting."""
        begun = ImportRun.objects.filter(source__key=SOURCE, mode=ImportRun.Mode.APPLY).first()
        options: dict[str, Any] = {"resume": begun.pk} if begun else {"publish": True, "source": SOURCE}
        paths = [] if begun else [os.path.relpath(archive)]
        try:
            call_command("import_articles", *paths, stdout=self.stdout, **options)
        except CommandError as error:
            self.stderr.write(f"Arkivet kunde inte importeras. {error}")
        except SystemExit as ending:
            if ending.code != 1:
                raise
            self.stderr.write("Allt i arkivet kunde inte importeras: se listan ovan.")

    def _import_is_due(self) -> bool:
        """Whether the archive has not yet been imported to the end; one that was rolled back stays so."""
        ended = (ImportRun.State.FINISHED, ImportRun.State.ROLLED_BACK)
        runs = ImportRun.objects.filter(source__key=SOURCE, mode=ImportRun.Mode.APPLY)
        return not runs.filter(state__in=ended).exists()

    def _prepare_database(self) -> None:
        """Creates or updates the tables; one clear line when the database does not answer."""
        database = settings.DATABASES["default"]
        if database["ENGINE"] == "django.db.backends.sqlite3" and database["NAME"] != ":memory:":
            Path(database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise CommandError(
                f"Databasen svarar inte ({str(error).strip().splitlines()[0]}). Kontrollera DATABASE_URL, eller ta "
                "bort den så används SQLite i mappen var/."
            ) from error
        self.stdout.write("Förbereder databasen …")
        self.stdout.flush()
        call_command("migrate", verbosity=0, interactive=False)

    def _admin_password(self) -> str | None:
        """The administrator's password, made at the first start and kept where only its owner can read it.

        None when somebody has changed it since, or made the user themselves.
        """
        path = Path(option("VAR")) / PASSWORD_FILE
        users = get_user_model()
        user = users.objects.filter(username=USER).first()
        if user is None:
            password = secrets.token_urlsafe(12)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                file.write(password + "\n")
            users.objects.create_superuser(USER, "admin@solvik.example", password)
            return password
        if not path.exists():
            return None
        password = path.read_text(encoding="utf-8").strip()
        return password if user.check_password(password) else None

    def _tell(self, address: str, password: str | None) -> None:
        shown = password or "det som du själv har valt (glömt det? manage.py changepassword admin)"
        lines = (
            "",
            f"  Webbplatsen:      {address}/",
            f"  Administrationen: {address}/admin/",
            f"  Användare:        {USER}",
            f"  Lösenord:         {shown}",
            "",
            "  Avsluta med Ctrl+C. Kör make demo igen för att fortsätta där du slutade.",
            "",
        )
        self.stdout.write("\n".join(lines))
        self.stdout.flush()
