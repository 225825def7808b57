"""Whether the process lives, and whether it can serve: for whoever starts, stops and watches it.

The middleware stands first, so that nothing is asked of host names, https or sessions: whoever watches speaks with the
process itself. The answers say "ok" or "fel" of each part and nothing of why; that is in the log.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from django.core.cache import cache
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from ..options import option

logger = logging.getLogger("brygga.site.health")
LIVE, READY = "live", "ready"
_migrated = False  # once every migration has run, it has for as long as the process lives


class HealthMiddleware:
    """Answers below BRYGGA_HEALTH_PATH; an empty one turns it off."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._path = option("BRYGGA_HEALTH_PATH")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.path_info.removeprefix(self._path) if self._path else ""
        if asked not in (LIVE, READY) or request.path_info == asked or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        response = HttpResponse("ok", content_type="text/plain") if asked == LIVE else ready()
        response.headers["Cache-Control"] = "no-store"
        return response


def ready() -> JsonResponse:
    """200 where the database and the cache answer and every migration has run, else 503."""
    parts = {name: _holds(name, part) for name, part in PARTS.items()}
    said = {name: "ok" if holds else "fel" for name, holds in parts.items()}
    return JsonResponse(said, status=200 if all(parts.values()) else 503)


def _holds(name: str, part: Callable[[], bool]) -> bool:
    try:
        holds = part()
    except Exception:
        # Whatever breaks, the answer is that it does not hold.
        logger.exception("not ready: %s", name)
        return False
    if not holds:
        logger.error("not ready: %s", name)
    return holds


def _database() -> bool:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _cache() -> bool:
    said = secrets.token_hex(8)
    key = f"brygga:health:{said}"
    cache.set(key, said, 10)
    try:
        return cache.get(key) == said
    finally:
        cache.delete(key)


def _migrations() -> bool:
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connections["default"])
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


PARTS: dict[str, Callable[[], bool]] = {"database": _database, "cache": _cache, "migrations": _migrations}
