"""The hosts that imported pages lay on, remembered between requests."""

from django.core.cache import cache
from django.db import transaction

from ..models import ImportSource, OldAddress

_KEY = "brygga-old-hosts"
#: Seconds. A host that a run adds is known at once where the cache is shared, and after this elsewhere.
_KEPT = 60


def old_hosts() -> list[str]:
    """The names, a few for each source: what an address that leads somewhere by a redirect began with."""
    hosts: list[str] | None = cache.get(_KEY)
    if hosts is None:
        rows = OldAddress.objects.filter(redirect__isnull=False, url__startswith="http")
        keys = [
            key
            for source in ImportSource.objects.values_list("pk", flat=True)
            for order in ("pk", "-pk")
            for key in rows.filter(item__source=source).order_by(order).values_list("key", flat=True)[:5]
        ]
        hosts = sorted({key.partition("/")[0] for key in keys})
        cache.set(_KEY, hosts, _KEPT)
    return hosts


def forget_old_hosts() -> None:
    """Ask anew at the next request, and once more when this transaction is over: a request meanwhile does not see what
    it wrote."""
    cache.delete(_KEY)
    transaction.on_commit(lambda: cache.delete(_KEY))
