"""Redirects from the old addresses of imported pages to the pages that everybody may see.

A redirect tells where a page is. So there is none while the page is a draft, is private or has been taken down: then
the old address is not found, as before the import, whatever middleware the site has. `OldAddress` remembers it
meanwhile, and `following` makes the redirect the moment the page becomes public, and takes it away when it stops.

Never over an address that a page has (whether it can be visited now or not, since then a redirect could lead back to
itself or on to a third place), never over a redirect that somebody else made, never longer than the column.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, ReferenceIndex, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from brygga.site.bulk_update import update_many
from brygga.site.indexes import add_references
from brygga.site.privacy import private_paths

from ..models import ImportItem, OldAddress
from .address_keys import is_web, redirect_path
from .old_hosts import forget_old_hosts

CHUNK = 1000
TAKEN = "Adressen leder redan någon annanstans."


@dataclass
class Redirected:
    """What came of it: `made` redirects, and old addresses that get none, with the reason in Swedish."""

    made: list[Redirect] = field(default_factory=list)
    left: list[tuple[OldAddress, str]] = field(default_factory=list)


def make_redirects(items: Iterable[ImportItem], site_id: int | None) -> Redirected:
    """A permanent redirect from every old address of the items to their pages, where everybody may see these; the
    redirects to the others are taken away. Addresses that have one are left. What could not have one is told for
    drafts too.

    Where there are several sites the redirect is for `site_id` alone: another may have moved from the same address.
    """
    if Site.objects.count() < 2:
        site_id = None
    return _bring_in_line({item.pk: item.page_id for item in items if item.page_id}, site_id)


def follow(items: Sequence[tuple[int, int]]) -> None:
    """Bring the redirects of items (their keys, with those of their pages) in line with who may see the pages now."""
    for start in range(0, len(items), CHUNK):
        those = dict(items[start : start + CHUNK])
        with transaction.atomic():
            for site_id, pages in _by_site(those).items():
                _bring_in_line(pages, site_id)


def _by_site(pages: Mapping[int, int]) -> dict[int | None, dict[int, int]]:
    """The items of each site, None where there is one only."""
    roots = list(Site.objects.order_by("-root_page__depth", "pk").values_list("pk", "root_page__path"))
    if len(roots) < 2:
        return {None: dict(pages)}
    paths = dict(Page.objects.filter(pk__in=set(pages.values())).values_list("pk", "path"))
    found: dict[int | None, dict[int, int]] = defaultdict(dict)
    for item_id, page_id in pages.items():
        path = paths.get(page_id, "")
        site = next((pk for pk, root in roots if path.startswith(root)), None)
        found[site][item_id] = page_id
    return found


def _bring_in_line(pages: Mapping[int, int], site_id: int | None) -> Redirected:
    """`pages`: item → its page."""
    result = Redirected()
    public = public_among(set(pages.values()))
    _take_away(set(pages.values()) - public)
    addresses = [
        address
        for address in OldAddress.objects.filter(item__in=pages, redirect=None).order_by("pk")
        if is_web(address.url)
    ]
    if not addresses:
        return result
    meant, result.left = decide(addresses, pages, public, site_id)
    result.made = list(
        Redirect.objects.bulk_create(
            Redirect(
                old_path=path,
                site_id=site_id,
                redirect_page_id=page_id,
                is_permanent=True,
                automatically_created=True,
            )
            for path, page_id in meant.items()
            if page_id in public
        )
    )
    add_references(result.made)
    by_path = {row.old_path: row for row in result.made}
    linked = []
    for address in addresses:
        row = by_path.get(redirect_path(address.url))
        if row is not None and row.redirect_page_id == pages[address.item_id]:
            address.redirect = row
            linked.append(address)
    update_many(OldAddress, ["redirect_id"], ((address.pk, [address.redirect_id]) for address in linked))
    if linked:
        forget_old_hosts()
    return result


def decide(
    addresses: Sequence[OldAddress],
    pages: Mapping[int, int],
    public: Collection[int],
    site_id: int | None,
    before: Mapping[str, int] | None = None,
) -> tuple[dict[str, int], list[tuple[OldAddress, str]]]:
    """Where each path is to lead, now or when its page is public, and the addresses that get no redirect, with the
    reason in Swedish. Nothing is written. `pages` are those of the addresses' items, `before` is what has been decided
    and not written yet."""
    paths = {id(address): redirect_path(address.url) for address in addresses}
    theirs = Redirect.objects.filter(old_path__in=set(paths.values()))
    if site_id is not None:
        theirs = theirs.filter(Q(site=None) | Q(site=site_id))
    taken = dict(theirs.values_list("old_path", "redirect_page_id"))
    living = pages_at(set(paths.values()), site_id)
    claims = _claims([a for a in addresses if pages[a.item_id] not in public], pages, site_id)
    meant: dict[str, int] = dict(before or {})
    left: list[tuple[OldAddress, str]] = []
    # What is public goes first: a draft of this batch is not to stand in its way.
    for address in sorted(addresses, key=lambda address: pages[address.item_id] not in public):
        path, page_id = paths[id(address)], pages[address.item_id]
        if not path:
            left.append((address, "Adressen är för lång för en omdirigering."))
        elif path in living:
            if living[path] != page_id:
                left.append((address, f"En annan sida har den adressen (sida {living[path]})."))
        elif path in taken or path in meant:
            if (meant[path] if path in meant else taken[path]) != page_id:
                left.append((address, TAKEN))
        elif path == "/":
            left.append((address, "Startsidans adress omdirigeras inte."))
        elif _yields(address, page_id, claims.get(address.key)):
            left.append((address, TAKEN))
        else:
            meant[path] = page_id
    return meant, left


def public_among(page_ids: Collection[int]) -> set[int]:
    """Those of the pages that everybody may see."""
    private = private_paths()
    rows = Page.objects.filter(pk__in=page_ids, live=True).values_list("pk", "path")
    return {pk for pk, path in rows if not path.startswith(private)}


def _take_away(page_ids: Collection[int]) -> None:
    """The redirects that lead old addresses to these pages; those that somebody made by hand stay."""
    if not page_ids:
        return
    mine = OldAddress.objects.filter(item__page__in=page_ids, redirect__automatically_created=True)
    keys = list(mine.filter(redirect__redirect_page__in=page_ids).values_list("redirect", flat=True).distinct())
    if not keys:
        return
    base = ContentType.objects.get_for_model(Redirect)
    ReferenceIndex.objects.filter(base_content_type=base, object_id__in=[str(key) for key in keys]).delete()
    with disable_reference_index_auto_update():
        Redirect.objects.filter(pk__in=keys).delete()


def _yields(address: OldAddress, page_id: int, claim: tuple[int, int] | None) -> bool:
    """Whether another page had the address before this one, whichever batch either is in."""
    return claim is not None and claim[1] != page_id and (address.pk is None or claim[0] < address.pk)


def _claims(drafts: Sequence[OldAddress], pages: Mapping[int, int], site_id: int | None) -> dict[str, tuple[int, int]]:
    """The keys of drafts' old addresses that another item has too → when it got it (the key of its row) and its page,
    of several the first. A draft has no redirect to tell."""
    if not drafts:
        return {}
    others = OldAddress.objects.filter(key__in={address.key for address in drafts}, item__page__isnull=False)
    if site_id is not None:
        root = Site.objects.values_list("root_page__path", flat=True).get(pk=site_id)
        others = others.filter(item__page__path__startswith=root)
    rows = others.exclude(item__in=pages).order_by("-pk").values_list("key", "pk", "item__page_id")
    return {key: (pk, page_id) for key, pk, page_id in rows}


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
