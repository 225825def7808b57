"""What a plan tells that a run would meet when it writes: addresses that no redirect can hold, a full disk, folders
that must not be written to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from wagtail.models import Site

from ..addresses.address_keys import address_key, is_web
from ..addresses.redirects import decide, public_among
from ..models import ImportItem, ImportMessage, ImportRun, OldAddress
from ..writing.run_context import RunContext

Told = tuple[ImportItem, Sequence[str], bool]  # an item, its addresses, and whether its page would be public


def foresee_redirects(context: RunContext, told: Sequence[Told]) -> None:
    """Note which of the items' addresses would get no redirect, as `outcomes` notes them when it makes them. A page
    that is not there yet stands under its item's number, below nought."""
    pages = {item.pk: item.page_id or -item.pk for item, _, _ in told}
    public = public_among(set(pages.values())) | {pages[item.pk] for item, _, is_open in told if is_open}
    addresses = list(OldAddress.objects.filter(item__in=pages).order_by("pk"))
    known = {(address.item_id, address.url) for address in addresses}
    for item, urls, _ in told:
        new = [url[:2000] for url in dict.fromkeys(urls) if url and (item.pk, url[:2000]) not in known]
        addresses += [OldAddress(item=item, url=url, key=address_key(url)) for url in new]
    addresses = [address for address in addresses if address.redirect_id is None and is_web(address.url)]
    site_id = context.territory.site_id if Site.objects.count() > 1 else None
    meant, left = decide(addresses, pages, public, site_id, context.planned_paths)
    context.planned_paths.update(meant)
    ImportMessage.objects.bulk_create(
        ImportMessage(run=context.run, item_id=address.item_id, code="no-redirect", text=f"{address.url}: {why}")
        for address, why in left
    )


def foresee_storage(context: RunContext) -> None:
    """Note with the run when the files that it would store have no room, or no folder that may be written to."""
    if not settings.MEDIA_ROOT:
        return
    folder = Path(settings.MEDIA_ROOT)
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if context.planned_bytes and not os.access(there, os.W_OK):
        _tell(context.run, "media-rights", f"Mappen {folder} får inte skrivas i, så bilder och filer kan inte sparas.")
    free = shutil.disk_usage(there).free
    if context.planned_bytes > free:
        _tell(
            context.run,
            "disk-full",
            f"Bilderna och filerna tar {_size(context.planned_bytes)}, och där de ska ligga ({folder}) finns det "
            f"{_size(free)} kvar. Gör plats innan du kör importen.",
        )


def _tell(run: ImportRun, code: str, text: str) -> None:
    ImportMessage.objects.get_or_create(run=run, item=None, code=code, text=text, level=ImportMessage.Level.ERROR)


def _size(number: int) -> str:
    return f"{number / 2**30:.1f} GB".replace(".", ",") if number >= 2**30 else f"{-(-number // 2**20)} MB"
