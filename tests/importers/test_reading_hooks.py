"""The import reads with the site's hooks, and reads again when they are others."""

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from .archive import news, page, run_import, states, write

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


class Marks:
    """A hook that adds a sentence to the page."""

    def prepare(self, soup):
        soup.h1.insert_after(soup.new_tag("p", string="Kroken har varit här och lagt till en mening."))


def breaks(soup):
    """A hook that some pages break."""
    if "Andra" in soup.h1.text:
        raise ValueError("ingen ruta")


@pytest.fixture
def folder(tmp_path):
    return write(
        tmp_path / "a",
        a__html=page("Första", "https://x.example/a", "<p>Text om köket i Solvik som alla kan läsa.</p>"),
        b__html=page("Andra", "https://x.example/b", "<p>Text om biblioteket i Solvik som alla kan läsa.</p>"),
    )


def test_other_hooks_make_the_next_import_read_unchanged_documents_again(folder, settings):
    run_import(folder, publish=True)
    assert set(states(run_import(folder, publish=True)).values()) == {"unchanged"}
    settings.BRYGGA_READING_HOOKS = [f"{__name__}.Marks"]
    assert set(states(run_import(folder, publish=True)).values()) == {"changed"}
    assert "Kroken har varit här" in str(news("Första").body.get_prep_value()) + str(news("Första").lead)
    assert set(states(run_import(folder, publish=True)).values()) == {"unchanged"}
    settings.BRYGGA_READING_HOOKS = []
    assert set(states(run_import(folder, publish=True)).values()) == {"changed"}


def test_a_hook_that_raises_fails_its_document_and_the_others_are_imported(folder, settings):
    settings.BRYGGA_READING_HOOKS = [f"{__name__}.breaks"]
    run = run_import(folder, publish=True)
    assert states(run) == {"a.html": "created", "b.html": "failed"}
    assert f"{__name__}.breaks (prepare)" in run.messages.get(level="error").text


@pytest.mark.parametrize("command", ["import_articles", "read_articles"])
def test_a_hook_that_does_not_exist_ends_the_command_before_it_begins(folder, settings, command):
    settings.BRYGGA_READING_HOOKS = ["solvik.finns.inte"]
    with pytest.raises(CommandError, match=r"BRYGGA_READING_HOOKS: Läskroken solvik\.finns\.inte finns inte"):
        call_command(command, str(folder), stdout=StringIO())


def documented(name: str) -> str:
    """The code in docs/kallor.md after the mark `<!-- name -->`."""
    guide = (ROOT / "docs" / "kallor.md").read_text(encoding="utf-8")
    match = re.search(rf"<!-- {re.escape(name)} -->\n+```python\n(.*?)```", guide, re.S)
    assert match, f"docs/kallor.md has no code marked {name}"
    return match[1]


def test_a_hook_is_set_up_by_the_guide_alone(tmp_path):
    guide = (ROOT / "docs" / "kallor.md").read_text(encoding="utf-8")
    own = tmp_path / "egen-kod" / "solvik"
    own.mkdir(parents=True)
    (own / "__init__.py").touch()
    for name in ("krokar.py", "installningar.py"):
        (own / name).write_text(documented(name), encoding="utf-8")
    shown = re.search(r"```html\n(<div class=\"pb-accordion\">.*?)```", guide, re.S)
    assert shown
    page = f"<html><body><main><h1>Kurser i Solvik</h1>{shown[1]}</main></body></html>"
    (tmp_path / "sida.html").write_text(page, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "BRYGGA_"))}
    environment |= {"PYTHONPATH": str(own.parent), "BRYGGA_VAR": str(tmp_path / "var")}
    environment["DJANGO_SETTINGS_MODULE"] = "solvik.installningar"
    command = [sys.executable, str(ROOT / "manage.py"), "read_articles", str(tmp_path / "sida.html")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Kursen är gratis" in done.stdout
    assert "changed-by-hook" in done.stdout
