"""manage.py brygga_uninstall: takes Brygga out of a site. Says first what would happen, and does it with --yes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction, Site

from ...uninstalling import conversion, ours, removal, tables
from ...uninstalling.export import Export
from ...uninstalling.shown import NotShownError

KEEP, REMOVE = "keep", "remove"


class Command(BaseCommand):
    help = "Tar bort Brygga ur webbplatsen. Visar först vad som skulle hända; --yes gör det."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--pages", choices=[KEEP, REMOVE], help=_("Behåll sidorna som en annan sort, eller ta bort.")
        )
        parser.add_argument("--as", dest="model", metavar="APP.SIDTYP", help=_("Sorten som sidorna blir."))
        parser.add_argument("--field", default="body", help=_("Fältet för sidans text (body)."))
        parser.add_argument("--export", type=Path, metavar="MAPP", help=_("En ny mapp för allt innehåll."))
        parser.add_argument("--no-export", action="store_true", help=_("Avstå från att spara innehållet."))
        parser.add_argument("--yes", action="store_true", help=_("Gör det som planen säger. Det går inte att ångra."))

    def handle(self, *args: Any, **options: Any) -> None:
        """The plan, and with --yes all of it. CommandError where it would leave something broken; nothing is changed
        then."""
        keep = options["pages"] == KEEP
        model = self._model(options) if keep else None
        self._plan(options, model)
        self._refuse(removal.obstacles(keep=options["pages"] != REMOVE))
        if not options["yes"]:
            self.stdout.write(_("Ingenting är ändrat. Säkerhetskopiera databasen och kör igen med --yes."))
            return
        if options["pages"] is None:
            raise CommandError(_("Välj --pages keep eller --pages remove."))
        if not options["export"] and not options["no_export"]:
            raise CommandError(_("Välj --export MAPP, eller --no-export om innehållet inte ska sparas."))
        try:
            self._carry_out(options, model)
        except FileExistsError as error:
            raise CommandError(
                _("%s finns redan. Välj en ny mapp. Ingenting är ändrat.") % options["export"]
            ) from error
        except NotShownError as error:
            raise CommandError(_("Sidan %s går inte att visa. Ingenting är ändrat.") % error) from error
        self.stdout.write(
            _("Brygga är borta ur databasen. Ta bort Bryggas rader ur inställningarna och urls.py, och kör sedan")
            + "\n  manage.py check\n  manage.py rebuild_references_index\n  manage.py update_index"
        )

    def _model(self, options: dict[str, Any]) -> type[Page]:
        try:
            model: Any = apps.get_model(options["model"] or "")
        except (LookupError, ValueError) as error:
            raise CommandError(_("Ange sorten som sidorna blir: --as APP.SIDTYP.")) from error
        if not issubclass(model, Page) or model._meta.app_label in ours.LABELS or model is Page:
            raise CommandError(_("%s är inte en sidtyp av webbplatsens egna.") % options["model"])
        if found := conversion.problems(model, options["field"]):
            message = _("%s duger inte: textfältet ska vara ett RichTextField, och andra fält får vara tomma.")
            raise CommandError(message % ", ".join(found))
        return model

    def _plan(self, options: dict[str, Any], model: type[Page] | None) -> None:
        tell = self.stdout.write
        found = ours.pages()
        words = {"all": found.count(), "live": found.filter(live=True).count()}
        tell(_("%(all)d sidor är Bryggas, %(live)d av dem publicerade.") % words)
        if model is not None:
            tell(_("De blir sidor av sorten %s, med samma adresser.") % model._meta.label)
        elif options["pages"] == REMOVE:
            tell(_("De tas bort, och deras adresser svarar 404."))
            for thing in ours.links_from_others():
                tell(_("  ”%s” länkar till något som tas bort.") % thing)
        for other in ours.models():
            number = 0 if other._meta.auto_created or issubclass(other, Page) else other._default_manager.count()
            if number:
                tell(f"  {number} {other._meta.verbose_name_plural}")
        tell(_("Raderna ovan tas bort med sina tabeller. Bilder och dokument finns kvar i webbplatsen."))
        tell(_("Originalfilerna i BRYGGA_RAW_ROOT rörs inte."))
        restricted = PageViewRestriction.objects.filter(page__in=found).count()
        if restricted:
            tell(_("%d sidor kräver lösenord eller inloggning, och gör det sedan också.") % restricted)
        tell(_("Filer i utkast skyddas inte längre: webbplatsen visar allt under MEDIA_URL som den brukar."))
        if options["export"]:
            tell(_("Allt sparas först i %s.") % options["export"])

    def _refuse(self, found: list[str]) -> None:
        if found:
            raise CommandError(_("Det här måste ordnas först:") + "".join(f"\n- {line}" for line in found))

    def _carry_out(self, options: dict[str, Any], model: type[Page] | None) -> None:
        if options["export"]:
            export = Export(options["export"])
            export.write()
            self.stdout.write(_("%d filer sparades.") % len(list(export.files())))
            for name in export.lost:
                self.stderr.write(_("Filen %s gick inte att läsa, och är inte sparad.") % name)
        with transaction.atomic():
            if model is None:
                removal.remove_pages()
            else:
                for page in ours.pages():
                    conversion.convert(page, model, options["field"])
        self.stdout.write(_("%d tabeller togs bort.") % tables.drop())
        Site.clear_site_root_paths_cache()
