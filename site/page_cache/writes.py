"""Sees every write to the database that goes through Django: of models, querysets, bulk writing and SQL.

Signals tell of a part of it only. What is written to a table that no visitor sees (`unseen`) is let by; everything
else leaves a mark in its own transaction (`states`). To be too careful costs a page that is made once more; to miss
something would show what is no longer true.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from typing import Any

from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate

from . import states
from .unseen import COLUMNS, sizes, tables

_NAME = r'"?(?P<table>[^\s"(;]+)'
_WRITE = re.compile(
    rf"\s*(?P<kind>INSERT)(?:\s+OR\s+\w+)?\s+INTO\s+{_NAME}"
    rf"|\s*(?P<update>UPDATE)\s+(?:ONLY\s+)?{_NAME.replace('table', 'updated')}"
    rf"|\s*DELETE\s+FROM\s+(?:ONLY\s+)?{_NAME.replace('table', 'deleted')}",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(r"\b(INSERT\s+INTO|UPDATE|DELETE\s+FROM|MERGE\s+INTO|REPLACE\s+INTO|TRUNCATE)\b", re.IGNORECASE)
_SET = re.compile(r'"(\w+)" = ')
#: How a statement begins that may write more than its first words say, or does so without them.
_OTHERS = ("WITH", "MERGE", "REPLACE", "TRUNCATE", "CALL", "DO", "EXPLAIN", "/*", "--", "COMPOSED", "SQL(")
_STRUCTURE = ("CREATE", "DROP", "ALTER")
#: Where a connection remembers that the marks have a table.
_THERE = "_brygga_marks_there"


def connect() -> None:
    """Watches each connection to the database from here on; called once, when Django is ready."""
    connection_created.connect(_watch, dispatch_uid="brygga_writes")
    post_migrate.connect(_migrated, dispatch_uid="brygga_migrated")


def _watch(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    if connection.alias == DEFAULT_DB_ALIAS and _written not in connection.execute_wrappers:
        # First, not last: whoever wraps for a while takes the last one away afterwards.
        connection.execute_wrappers.insert(0, _written)


def _migrated(using: str, sender: Any, **_kwargs: Any) -> None:
    if using == DEFAULT_DB_ALIAS and sender.label == "brygga_site":
        connection = transaction.get_connection(using)
        with transaction.atomic(using):
            connection.ensure_connection()
            if _has_table(connection):
                states.mark(connection)


def _written(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    connection: BaseDatabaseWrapper = context["connection"]
    text = sql if isinstance(sql, str) else str(sql)
    if not may_be_seen(text):
        if text.lstrip()[:6].upper().startswith(_STRUCTURE):
            setattr(connection, _THERE, False)
        return execute(sql, params, many, context)
    if states.is_marked(connection):
        return execute(sql, params, many, context)
    if not (connection.in_atomic_block or _ends_when_read(connection, text)) and connection.get_autocommit():
        with transaction.atomic(connection.alias):
            return _and_mark(connection, execute, sql, params, many, context)
    return _and_mark(connection, execute, sql, params, many, context)


def _ends_when_read(connection: BaseDatabaseWrapper, sql: str) -> bool:
    """Whether a statement is under way until its rows are read: SQLite then refuses to commit what is around it. By
    itself it is committed with whatever else was written meanwhile, the mark too."""
    return connection.vendor == "sqlite" and "RETURNING" in sql.upper()


def _and_mark(connection: BaseDatabaseWrapper, execute: Callable[..., Any], *rest: Any) -> Any:
    result = execute(*rest)
    if _has_table(connection):
        states.mark(connection)
    return result


def may_be_seen(sql: str) -> bool:
    """Whether a statement may change something that visitors see."""
    start = sql.lstrip()[:8].upper()
    if start.startswith(("SELECT", "SAVEPO", "RELEAS", "ROLLBA", "PRAGMA", "BEGIN")):
        return False
    found = _WRITE.match(sql)
    if found is None:
        return start.startswith(_OTHERS) and bool(_ANYWHERE.search(sql))
    table = (found["table"] or found["updated"] or found["deleted"]).rsplit(".", 1)[-1].strip('"`')
    if table in tables() or table.startswith("new__"):
        return False
    if found["kind"] and table in sizes():
        return False
    return not (found["update"] and _only_unseen_columns(sql))


def _only_unseen_columns(sql: str) -> bool:
    start, end = sql.upper().find(" SET "), sql.upper().rfind(" WHERE ")
    changed = set(_SET.findall(sql[start : end if end > start else len(sql)]))
    return bool(changed) and changed <= COLUMNS


def _has_table(connection: BaseDatabaseWrapper) -> bool:
    """Whether the marks have a table: a site that is being migrated may not have come to it."""
    if not getattr(connection, _THERE, False):
        with closing(connection.connection.cursor()) as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (states.TABLE,))
            else:
                cursor.execute("SELECT 1 FROM pg_class WHERE oid = to_regclass(%s)", (states.TABLE,))
            setattr(connection, _THERE, cursor.fetchone() is not None)
    return bool(getattr(connection, _THERE))
