"""Wagtail's search in a database, with Swedish words: set it as BACKEND in WAGTAILSEARCH_BACKENDS.

Everything that goes through Wagtail's search API is Swedish then: the public site, the admin, the page API, imports in
bulk. After switching to it, or from it, run `manage.py update_index` once.
"""

from typing import Any

from django.db import connection
from modelsearch.backends import database
from modelsearch.backends.base import BaseSearchBackend


def SearchBackend(params: dict[str, Any]) -> BaseSearchBackend:  # noqa: N802 (the name Wagtail looks for)
    """The backend for the database there is: Swedish for SQLite (FTS5) and PostgreSQL, else Wagtail's own."""
    stock = database.SearchBackend(params)
    if connection.vendor == "postgresql":
        # Needs psycopg, which a site on SQLite is without.
        from .postgres import SwedishPostgresBackend

        return SwedishPostgresBackend(params)
    if connection.vendor == "sqlite" and database.USE_SQLITE_FTS:
        # Needs FTS5, which the SQLite of another site may be without.
        from .sqlite import SwedishSQLiteBackend

        return SwedishSQLiteBackend(params)
    return stock
