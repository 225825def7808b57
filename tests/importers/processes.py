"""A database that other processes can use too, and importing in such processes."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from .archive import KITCHEN, write

ROOT = Path(__file__).resolve().parents[2]
MANAGE = ROOT / "manage.py"


@contextmanager
def database_copy(folder: Path) -> Iterator[str]:
    """The address of a copy of the (migrated, empty) test database, for processes of their own.

    Called in a test's transaction that has written nothing: what it has written is not in the copy.
    """
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(folder / "copy.sqlite3") as copy:
            connection.connection.backup(copy)
        yield f"sqlite:///{folder / 'copy.sqlite3'}"
        return
    import psycopg

    settings = connection.settings_dict
    template, name = settings["NAME"], f"{settings['NAME']}_copy_{os.getpid()}"
    connection.close()
    options = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"]}
    options |= {"password": settings["PASSWORD"]}
    options = {key: value for key, value in options.items() if value}
    with psycopg.connect(dbname="postgres", autocommit=True, **options) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            host, port = settings["HOST"], settings["PORT"]
            login = quote(settings["USER"]) + (f":{quote(settings['PASSWORD'])}" if settings["PASSWORD"] else "")
            if host.startswith("/"):
                yield f"postgresql://{login}@{quote(host, safe='')}{f':{port}' if port else ''}/{name}"
            else:
                yield f"postgresql://{login}@{host or 'localhost'}{f':{port}' if port else ''}/{name}"
        finally:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def environment(url: str, folder: Path, **more: str) -> dict[str, str]:
    """What a process needs to work on that database; `more` is for `process_settings`."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return {
        **os.environ,
        "DATABASE_URL": url,
        "BRYGGA_VAR": str(folder / "var"),
        "DJANGO_SETTINGS_MODULE": "tests.importers.process_settings",
        "PYTHONPATH": path,
        "PYTHONWARNINGS": "ignore",  # what a process says first is read by the tests
        **more,
    }


def start(url: str, folder: Path, *arguments: str, **more: str) -> subprocess.Popen[str]:
    """`manage.py …` in a process of its own, in a process group of its own; or `python -m …`."""
    return subprocess.Popen(
        [sys.executable, *([] if arguments[0] == "-m" else [str(MANAGE)]), *arguments],
        env=environment(url, folder, **more),
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def begun(process: subprocess.Popen[str]) -> str:
    """The number of the run, as soon as the process tells that it has begun; "" when it never does. What it tells of
    gathering documents comes before."""
    return next((found[1] for line in process.stdout or () if (found := re.search(r"Körning (\d+)", line))), "")


def finish(process: subprocess.Popen[str], seconds: int = 300) -> tuple[int, str]:
    """Wait for the process: its exit status and what it said."""
    output, _ = process.communicate(timeout=seconds)
    return process.returncode, output


def archive(folder: Path, name: str = "arkiv", count: int = 24) -> Path:
    """A folder of documents that differ."""
    texts = {
        f"d{number:03d}": KITCHEN.replace("Nytt kök", f"Kök nummer {number}").replace(
            "tolv deltagare", f"{number + 20} deltagare, grupp {number}"
        )
        for number in range(count)
    }
    return write(folder / name, **texts)


def run_state(url: str) -> str:
    """The state of the first run, asked of the database itself: a process of Django's takes seconds to start."""
    import psycopg

    query = "SELECT state FROM brygga_importers_importrun ORDER BY id LIMIT 1"
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=60)) as database:
            return database.execute(query).fetchone()[0]
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchone()[0]


def waited_for(url: str, *states: str, process: subprocess.Popen[str] | None = None, seconds: int = 600) -> str:
    """The state of the first run, once it is one of these or the process has ended."""
    deadline = time.monotonic() + seconds
    while (state := run_state(url)) not in states and (process is None or process.poll() is None):
        assert time.monotonic() < deadline, state
        time.sleep(0.1)
    return state


SOUND = """
from brygga.importers.runs.integrity import problems
from brygga.importers.models import ImportItem, ImportRun
from brygga.news.models import NewsPage
import json
print(json.dumps({"problems": list(problems()), "items": ImportItem.objects.count(),
                  "pages": NewsPage.objects.filter(source_name__gt="").count(),
                  "runs": list(ImportRun.objects.order_by("pk").values_list("pk", "state", "done", "total")),
                  "titles": sorted(NewsPage.objects.values_list("title", flat=True))}))
"""


def look(url: str, folder: Path) -> dict:
    """What the database holds, and what is wrong with it."""
    import json

    status, output = finish(start(url, folder, "shell", "-v0", "-c", SOUND))
    assert status == 0, output
    return json.loads(output.strip().splitlines()[-1])
