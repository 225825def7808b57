"""`manage.py archive_package FOLDER`: public pages as an archive package, for delivery to the archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from wagtail.models import Page, Site

from ...import_extra import ImportNotInstalledError, explanation
from ...models import PublicVersion, Topic
from ...privacy import seen
from ...publicity import public_pages

try:
    from ...warc_package import Package, Visitor
except ModuleNotFoundError as error:  # WARC is written by a package that importing brings
    raise ImportNotInstalledError(explanation()) from error


class Command(BaseCommand):
    """A page with its public versions, or the whole site."""

    help = (
        "Skriver ett arkivpaket i en tom mapp: en WARC-fil med sidorna så som en besökare ser dem, en lista över "
        "innehållet och kontrollsummor. Utan --page tas hela webbplatsen med."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="mappen som paketet skrivs i, tom eller ny")
        parser.add_argument("--page", help="bara den här sidan, med sin historik: dess nummer eller adress")
        parser.add_argument("--site", help="värdnamnet, om det finns flera webbplatser")
        parser.add_argument("--below", action="store_true", help="med --page: också sidorna under den")

    def handle(self, *args: Any, **options: Any) -> None:
        site = self._site(options["site"])
        visitor = Visitor(site.root_url)
        page = self._page(site, visitor, options["page"]) if options["page"] else None
        title = f"{page.title if page else site.site_name or site.hostname}"
        pages = public_pages().filter(path__startswith=site.root_page.path).order_by("path")
        if page is not None:
            below = pages.filter(path__startswith=page.path)
            pages = below if options["below"] else below.filter(pk=page.pk)
        elif options["below"]:
            raise CommandError("--below hör ihop med --page.")
        try:
            package = Package(options["folder"], visitor, title)
        except FileExistsError as error:
            raise CommandError(f"Mappen {error} är inte tom. Välj en ny, så skrivs inget över.") from error
        addresses = list(_addresses(pages, visitor, whole=page is None))
        written = package.add(addresses)
        broken = package.close()
        self.stdout.write(f"{title}: {len(addresses)} sidor, {written} svar i {options['folder'] / package.name}")
        if broken:
            told = "\n".join(f"  {address}" for address in broken[:20])
            self.stderr.write(f"{len(broken)} adresser svarade inte, och paketet säger det:\n{told}")

    def _site(self, hostname: str | None) -> Site:
        sites = Site.objects.select_related("root_page")
        found = sites.filter(hostname=hostname) if hostname else sites.filter(is_default_site=True)
        site = found.first()
        if site is None:
            names = ", ".join(sites.values_list("hostname", flat=True))
            raise CommandError(f"Ange webbplatsen med --site. Det finns: {names}.")
        return site

    def _page(self, site: Site, visitor: Visitor, asked: str) -> Page:
        pages = Page.objects.descendant_of(site.root_page, inclusive=True)
        if asked.isdigit():
            found = pages.filter(pk=int(asked)).first()
        else:
            path = asked.removeprefix(visitor.root).strip("/")
            found = pages.filter(
                url_path=f"{site.root_page.url_path}{path}/" if path else site.root_page.url_path
            ).first()
        if found is None or not seen([found]):
            raise CommandError(f"Det finns ingen offentlig sida {asked} på {visitor.root}.")
        return found


def _addresses(pages: Any, visitor: Visitor, whole: bool) -> Iterator[str]:
    """The pages, each with its history and public versions; of a whole site also topics and open data."""
    keys = []
    for page in pages.iterator(chunk_size=500):
        address = page.get_full_url()
        if address:
            keys.append(page.pk)
            yield address
            yield f"{visitor.root}{reverse('brygga_history', args=[page.pk])}"
    for start in range(0, len(keys), 500):
        versions = PublicVersion.objects.filter(page__in=keys[start : start + 500]).order_by("pk")
        for pk in versions.values_list("pk", flat=True):
            yield f"{visitor.root}{reverse('brygga_version', args=[pk])}"
    if whole:
        for topic in Topic.objects.public().order_by("slug"):
            yield f"{visitor.root}{reverse('brygga_topic', args=[topic.slug])}"
        for name in ("brygga_open_data", "brygga_messages", "brygga_sitemap"):
            yield f"{visitor.root}{reverse(name)}"
