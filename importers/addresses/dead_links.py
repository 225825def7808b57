"""The proof that no old address is dead: each is asked for, and what it leads to is asked for too."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from django.test import Client
from django.utils.encoding import iri_to_uri
from wagtail.models import Site

from brygga.site.privacy import private_paths

from ..models import GoneAddress, ImportItem, OldAddress
from .address_keys import is_web

Fetch = Callable[[str], tuple[int, str]]  # path with query → status, Location


@dataclass(frozen=True, slots=True)
class Answer:
    """How one old address answered; `problem` is "" when it is right. A page that not everybody may see is not to be
    found by its old address either: then `waits` says why, and nothing is wrong."""

    address: str
    status: int
    target: str = ""
    problem: str = ""
    waits: str = ""  # why it rightly does not lead anywhere yet

    @property
    def right(self) -> bool:
        return not self.problem


def old_addresses(source: str | None = None) -> dict[str, str]:
    """Every old address of a source (or of all) with the address of its page: of its items, and those that are decided
    to be gone (""). Only what was on the web is asked for: a file's place in the archive is no address."""
    rows = OldAddress.objects.filter(item__page__isnull=False).order_by("pk").select_related("item__page")
    if source:
        rows = rows.filter(item__source__key=source)
    found = {
        row.url: row.item.page.get_url() or ""
        for row in rows.iterator(chunk_size=500)
        if row.item.page is not None and is_web(row.url)
    }
    return found | dict.fromkeys(GoneAddress.objects.values_list("path", flat=True), "")


def nothing_to_check(source: str | None = None) -> str:
    """Why no document of the source (or of any) has an old address to try; "" when one has."""
    items, rows = ImportItem.objects.all(), OldAddress.objects.all()
    where = "i någon källa"
    if source:
        items, rows, where = items.filter(source__key=source), rows.filter(item__source__key=source), f"i {source}"
    paths = rows.filter(item__page__isnull=False).values_list("url", flat=True)
    if any(is_web(url) for url in paths.iterator(chunk_size=500)):
        return ""
    if not items.exists():
        why = "ingenting är importerat."
    elif not items.exclude(state=ImportItem.State.ROLLED_BACK).exists():
        why = "alla dokument är ångrade."
    elif not items.filter(page__isnull=False).exists():
        why = "inget dokument har någon sida."
    else:
        why = "inget dokument med en sida har haft en webbadress."
    return f"Det finns inga gamla adresser att prova {where}: {why}"


def not_public(source: str | None = None) -> dict[str, str]:
    """The old addresses whose pages not everybody may see, with the reason: they answer when everybody may."""
    rows = OldAddress.objects.filter(item__page__isnull=False)
    if source:
        rows = rows.filter(item__source__key=source)
    private = private_paths()
    return {
        url: "Sidan är ett utkast." if not live else "Sidan är inte öppen för alla."
        for url, live, path in rows.values_list("url", "item__page__live", "item__page__path")
        if not live or path.startswith(private)
    }


def fetcher(site: str | None) -> Fetch:
    """How an address is asked for: over HTTP from a running site, or in this process from the default one."""
    return _over_http(site) if site else _in_process()


def _in_process() -> Fetch:
    site = Site.objects.get(is_default_site=True)
    client = Client(SERVER_NAME=site.hostname, SERVER_PORT=str(site.port), raise_request_exception=False)

    def fetch(path: str) -> tuple[int, str]:
        response = client.get(path, secure=True)
        return response.status_code, response.headers.get("Location", "")

    return fetch


def _over_http(address: str) -> Fetch:
    parts = urlsplit(address if "//" in address else f"//{address}", scheme="http")
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection

    def fetch(path: str) -> tuple[int, str]:
        connection = kind(parts.hostname or "localhost", parts.port, timeout=20)
        try:
            connection.request("GET", path, headers={"User-Agent": "Brygga import_check"})
            response = connection.getresponse()
            return response.status, response.headers.get("Location", "")
        except (OSError, http.client.HTTPException) as error:
            return 0, str(error)
        finally:
            connection.close()

    return fetch


def path_of(address: str) -> str:
    """The path and query of an address, as a browser sends them."""
    parts = urlsplit(address)
    return iri_to_uri(urlunsplit(("", "", quote(parts.path, safe="/%:@!$&'()*+,;=~-._") or "/", parts.query, "")))


def check_addresses(
    addresses: Mapping[str, str], fetch: Fetch, hidden: Mapping[str, str] | None = None
) -> Iterator[Answer]:
    """Ask for each address, and for where it leads: one step, to a page that is there.

    `addresses` gives the address of the page that each is to lead to, "" where that is not known. An address that
    answers 200 itself must be that page's own: the start page answers /?p=123 too. `hidden` are the addresses whose
    pages not everybody may see, and why: those are to answer 404, as addresses that nobody knows, until everybody may.
    """
    hidden = hidden or {}
    targets: dict[str, int] = {}
    for address, page in addresses.items():
        status, location = fetch(path_of(address))
        if status == 200 and address in hidden and path_of(address).startswith("/?"):
            yield Answer(address, status, waits=hidden[address])  # the start page answers them all
        elif status == 200:
            same = not page or path_of(page).rstrip("/") == path_of(address).partition("?")[0].rstrip("/")
            yield Answer(address, status, problem="" if same else f"Visar en annan sida än {page}.")
        elif status == 410:
            yield Answer(address, status)
        elif status in (301, 308):
            path = path_of(location)
            if path not in targets:
                targets[path] = fetch(path)[0]
            found = targets[path]
            if found == 404 and address in hidden and path == path_of(address).rstrip("/") + "/":
                yield Answer(address, found, waits=hidden[address])  # only a slash was added
                continue
            why = hidden.get(address)
            told = f"Leder till en sida som svarar {found}." + (
                f" {why} Den gamla adressen ska svara 404." if why else ""
            )
            yield Answer(address, status, location, "" if found == 200 else told)
        elif status == 404 and address in hidden:
            yield Answer(address, status, waits=hidden[address])
        else:
            yield Answer(address, status, location, location if status == 0 else f"Svarar {status}.")
