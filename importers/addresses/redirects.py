"""Redirects from the old addresses of imported pages to the pages.

Never over an address that a page has (whether it can be visited now or not, since then a redirect could lead back to
itself or on to a third place), never over a redirect that somebody else made, never longer than the column.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from brygga.site.bulk_update import update_many
from brygga.site.indexes import add_references

from ..models import ImportItem, OldAddress
from .keys import is_web, redirect_path


@dataclass
class Redirected:
    """What came of it: `made` redirects, and old addresses that got none, with the reason in Swedish."""

    made: list[Redirect] = field(default_factory=list)
    left: list[tuple[OldAddress, str]] = field(default_factory=list)


def make_redirects(items: Iterable[ImportItem], site_id: int | None) -> Redirected:
    """A permanent redirect from every old address of the items to their pages. Addresses that have one are left.

    Where there are several sites the redirect is for `site_id` alone: another may have moved from the same address.
    """
    if Site.objects.count() < 2:
        site_id = None
    pages = {item.pk: item.page_id for item in items if item.page_id}
    result = Redirected()
    addresses = [
        address
        for address in OldAddress.objects.filter(item__in=pages, redirect=None).order_by("pk")
        if is_web(address.url)
    ]
    if not addresses:
        return result
    paths = {address.pk: redirect_path(address.url) for address in addresses}
    theirs = Redirect.objects.filter(old_path__in=set(paths.values()))
    if site_id is not None:
        theirs = theirs.filter(Q(site=None) | Q(site=site_id))
    taken = dict(theirs.values_list("old_path", "redirect_page_id"))
    living = pages_at(set(paths.values()), site_id)
    rows: dict[str, Redirect] = {}
    for address in addresses:
        path, page_id = paths[address.pk], pages[address.item_id]
        if not path:
            result.left.append((address, "Adressen är för lång för en omdirigering."))
        elif path in living:
            if living[path] != page_id:
                result.left.append((address, f"En annan sida har den adressen (sida {living[path]})."))
        elif path in taken or path in rows:
            other = rows[path].redirect_page_id if path in rows else taken[path]
            if other != page_id:
                result.left.append((address, "Adressen leder redan någon annanstans."))
        elif path == "/":
            result.left.append((address, "Startsidans adress omdirigeras inte."))
        else:
            rows[path] = Redirect(
                old_path=path,
                site_id=site_id,
                redirect_page_id=page_id,
                is_permanent=True,
                automatically_created=True,
            )
    result.made = list(Redirect.objects.bulk_create(rows.values()))
    add_references(result.made)
    by_path = {row.old_path: row for row in result.made}
    linked = []
    for address in addresses:
        row = by_path.get(paths[address.pk])
        if row is not None and row.redirect_page_id == pages[address.item_id]:
            address.redirect = row
            linked.append(address)
    update_many(OldAddress, ["redirect_id"], ((address.pk, [address.redirect_id]) for address in linked))
    return result


def pages_at(paths: set[str], site_id: int | None = None) -> dict[str, int]:
    """Which page each path (as redirects write it) is the address of, on the site, or on any."""
    sites = Site.objects.all() if site_id is None else Site.objects.filter(pk=site_id)
    roots = sites.values_list("root_page__url_path", flat=True)
    wanted: dict[str, str] = {}
    for root in roots:
        # Of several that lead to one page the one without a query counts: it comes last.
        for path in sorted(paths, key=lambda path: ("?" not in path, path)):
            if path:
                wanted[root.rstrip("/") + path.partition("?")[0].rstrip("/") + "/"] = path
    found: dict[str, int] = {}
    slugs = {url_path.rstrip("/").rpartition("/")[2] for url_path in wanted}
    # The slug is indexed, the whole path is not.
    rows = Page.objects.filter(slug__in=slugs, url_path__in=wanted).values_list("url_path", "pk")
    for url_path, pk in rows:
        if "?" not in wanted[url_path]:
            found[wanted[url_path]] = pk
    return found
