"""`read_articles` shows what was recognised and takes a municipality's own names."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

TEXT = "Nytt hus i Solvik\n\nHuset byggs av Porten.\n\n– Vi öppnar i maj, säger språkvärd Ylva Brännfors.\n"


@pytest.fixture
def release(tmp_path):
    path = tmp_path / "nytt-hus.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*args: object) -> str:
    out = io.StringIO()
    call_command("read_articles", *map(str, args), stdout=out)
    return out.getvalue()


def test_explain_lists_the_findings_under_the_text(release):
    shown = run(release, "--explain")
    assert "Vi öppnar i maj" in shown
    assert "Citat: Ylva Brännfors" in " ".join(shown.split())


def test_explain_html_writes_one_page_for_each_text(release, tmp_path):
    folder = tmp_path / "sidor"
    run(release, "--explain-html", folder)
    (page,) = folder.iterdir()
    assert page.suffix == ".html"
    assert '<mark class="quote"' in page.read_text(encoding="utf-8")


def test_own_names_are_known(release, tmp_path):
    names = tmp_path / "namn.toml"
    names.write_text('roles = ["språkvärd"]\n[[unit]]\nname = "Porten"\n', encoding="utf-8")
    found = json.loads(run(release, "--names", names))
    assert found["units"] == ["Porten"]
    assert found["quotes"][0]["role"] == "språkvärd"


def test_a_names_file_that_cannot_be_read_is_named(release, tmp_path):
    with pytest.raises(CommandError, match=r"saknas\.toml"):
        run(release, "--names", tmp_path / "saknas.toml")
