"""The guide for migrators is true: its walk through a move is done, command by command, and answers what it says."""

from __future__ import annotations

import re
import shlex
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands, load_command_class

from brygga.importers.models import ImportRun

ROOT = Path(__file__).resolve().parent.parent
GUIDES = sorted(ROOT.glob("docs/*.md"))
WALK = re.findall(r"^```\n\$ python manage\.py (.+)\n((?:.*\n)*?)```", (ROOT / "docs/migrera.md").read_text(), re.M)
_BOX = re.compile(r"[│┃━─┏┓┡┩└┘├┤┼┴╇]+")


def plain(text: str) -> list[str]:
    """The lines of an output without the table's frame, blanks folded."""
    return [folded for line in text.splitlines() if (folded := " ".join(_BOX.sub(" ", line).split()))]


def as_in_the_guide(output: list[str], before: int) -> list[str]:
    """The runs of an empty database are numbered from 1."""
    numbered = re.compile(r"(?<=[Kk]örning )\d+|(?<=--plan )\d+|(?<=--resume )\d+")
    return [numbered.sub(lambda match: str(int(match[0]) - before), line) for line in output]


@pytest.mark.django_db
def test_the_walk_through_a_move_answers_what_the_guide_says(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT, settings.BRYGGA_RAW_ROOT = tmp_path / "media", tmp_path / "raw"
    monkeypatch.chdir(ROOT)
    call_command("load_organisations", stdout=StringIO())
    assert len(WALK) >= 6
    before = None
    for command, expected in WALK:
        name, *arguments = shlex.split(command.replace("plan.html", str(tmp_path / "plan.html")))
        if before is not None:
            numbered = name in ("import_publish", "import_rollback") or "--plan" in arguments
            arguments = [str(int(a) + before) if numbered and a.isdigit() else a for a in arguments]
        out = StringIO()
        call_command(name, *arguments, stdout=out)
        if before is None:
            before = ImportRun.objects.get().pk - 1
        said = as_in_the_guide(plain(out.getvalue()), before)
        for line in plain(expected):
            if line == "…":
                continue
            start = line.removesuffix("…").strip()
            assert any(one.startswith(start) if line.endswith("…") else one == line for one in said), (
                command,
                line,
                said,
            )
    assert (tmp_path / "plan.html").exists()


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_option_in_a_guide_exists(guide):
    ours = {name for name, app in get_commands().items() if str(app).startswith("brygga.")}
    named = re.findall(
        r"(?:manage\.py |`)((?:import|read|fetch)_[a-z]+|make_demo|load_organisations)\b([^\n`]*)", guide.read_text()
    )
    for name, rest in named:
        assert name in ours, f"{guide.name}: {name}"
        parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
        known = {option for action in parser._actions for option in action.option_strings}
        for option in re.findall(r"(?<!\S)--[a-z-]+", rest):
            assert option in known, f"{guide.name}: {name} {option}"
