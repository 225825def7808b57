"""The databases that tests begin from: made once, of today's code, and the same as one that is migrated anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests import prepared_databases
from tests.prepared_databases import KINDS, fingerprint, keep


@pytest.fixture(autouse=True)
def _kept_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared_databases, "KEPT", tmp_path)


def test_what_was_kept_is_used_until_it_is_of_other_code(tmp_path: Path):
    for name in ("sqlite-old.db", "sqlite-old.sql", "postgresql18-old.db", "sqlite.lock"):
        (tmp_path / name).touch()
    keep(tmp_path / "sqlite-new.db", lambda path: path.write_text("whole"))
    assert (tmp_path / "sqlite-new.db").read_text() == "whole"
    assert {path.name for path in tmp_path.iterdir()} == {
        "sqlite-new.db",
        "sqlite-old.sql",
        "postgresql18-old.db",
        "sqlite.lock",
    }


def test_what_could_not_be_written_whole_is_not_kept(tmp_path: Path):
    def breaks_off(path: Path) -> None:
        path.write_text("ha")
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        keep(tmp_path / "sqlite-new.db", breaks_off)
    assert not list(tmp_path.iterdir())


def test_other_code_is_another_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(prepared_databases, "ROOT", tmp_path)
    migration = tmp_path / "site" / "migrations" / "0001_initial.py"
    migration.parent.mkdir(parents=True)
    seen = set()
    for text in ("one", "another"):
        migration.write_text(text)
        fingerprint.cache_clear()
        seen.add(fingerprint())
    fingerprint.cache_clear()
    assert len(seen) == 2


@pytest.mark.django_db
def test_the_database_of_these_tests_has_every_migration():
    executor = MigrationExecutor(connection)
    assert not executor.migration_plan(executor.loader.graph.leaf_nodes())


@pytest.mark.django_db
def test_the_database_of_these_tests_could_be_kept():
    """Else every process migrates one of its own, which takes longer than a hundred tests."""
    assert KINDS[connection.vendor](connection.creation).can
