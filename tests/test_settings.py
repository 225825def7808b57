"""Production starts with what it needs and refuses to start without it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
COMPLETE = {
    "SECRET_KEY": "a-long-secret-with-many-different-characters-0123456789-åäö",
    "DATABASE_URL": "sqlite://:memory:",
    "ALLOWED_HOSTS": "www.solvik.example",
    "BRYGGA_BASE_URL": "https://www.solvik.example",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
}
REQUIRED = [name for name in COMPLETE if name != "REDIS_URL"]


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs manage.py with the production settings and nothing in the environment but what is given."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "PYENV_ROOT") if name in os.environ}
    command = [sys.executable, "manage.py", *arguments, "--settings", "brygga.site.settings.production"]
    return subprocess.run(command, cwd=ROOT, env={**kept, **environment}, capture_output=True, text=True, check=False)


def test_the_deployment_check_is_clean():
    result = manage("check", "--deploy", "--fail-level", "WARNING", **COMPLETE)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "no issues" in result.stdout


@pytest.mark.parametrize("name", REQUIRED)
def test_production_does_not_start_without(name: str):
    result = manage("check", **{key: value for key, value in COMPLETE.items() if key != name})
    assert result.returncode != 0
    assert f"{name} is not set" in result.stderr
    assert "docs/installera.md" in result.stderr


@pytest.mark.parametrize("secret", ["short", "x" * 60])
def test_production_does_not_start_with_a_weak_secret(secret: str):
    result = manage("check", **{**COMPLETE, "SECRET_KEY": secret})
    assert result.returncode != 0
    assert "SECRET_KEY is too short or too plain" in result.stderr


def test_database_and_media_follow_the_environment(tmp_path: Path):
    code = (
        "from django.conf import settings as s; d = s.DATABASES['default'];"
        "print(d['ENGINE'].rpartition('.')[2], d['NAME'], d['HOST'], s.MEDIA_ROOT)"
    )
    address = "postgresql://anna:hemligt@db.solvik.example/brygga"
    environment = {**COMPLETE, "DATABASE_URL": address, "MEDIA_ROOT": str(tmp_path / "bilder")}
    result = manage("shell", "--no-imports", "--command", code, **environment)
    assert result.stdout.split() == ["postgresql", "brygga", "db.solvik.example", str(tmp_path / "bilder")]


def test_sqlite_waits_for_its_turn_instead_of_failing():
    code = (
        "from django.db import connection as c; k = c.cursor();"
        "print(k.execute('PRAGMA synchronous').fetchone()[0], k.execute('PRAGMA foreign_keys').fetchone()[0],"
        "c.settings_dict['OPTIONS']['transaction_mode'], c.settings_dict['OPTIONS']['timeout'])"
    )
    result = manage("shell", "--no-imports", "--command", code, **COMPLETE)
    assert result.stdout.split() == ["1", "1", "IMMEDIATE", "20"]


def test_the_demo_makes_a_secret_of_its_own_that_others_cannot_read(tmp_path: Path):
    def secret() -> str:
        command = [sys.executable, "-c", "from brygga.site.settings import demo; print(demo.SECRET_KEY)"]
        environment = {"PATH": os.environ["PATH"], "BRYGGA_VAR": str(tmp_path / "var")}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    first = secret()
    assert len(first) > 50
    assert secret() == first
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_no_process_finds_the_demos_secret_half_made(tmp_path: Path):
    """While one process makes its secret the file has no name yet, and the secret of a quicker one is taken."""
    path = tmp_path / "var" / "secret_key"
    code = f"""
import secrets
from pathlib import Path

def slow(length):
    path = Path({str(path)!r})
    print("is there already" if path.exists() else "is not there yet")
    path.write_text("the quicker one's")
    return "the slower one's"

secrets.token_urlsafe = slow
from brygga.site.settings import demo
print(demo.SECRET_KEY)
"""
    environment = {"PATH": os.environ["PATH"], "BRYGGA_VAR": str(path.parent)}
    result = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert result.stdout.splitlines() == ["is not there yet", "the quicker one's"]
    assert [file.name for file in path.parent.iterdir()] == ["secret_key"]
