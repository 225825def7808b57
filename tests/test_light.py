"""A process that shows the site and its admin has loaded nothing of what reads, fetches and writes imports."""

from __future__ import annotations

import html
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core import checks
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.documents import get_document_model

from brygga.importers.admin.lacking_extra import plainly
from brygga.importers.admin.viewsets import ImportViewSetGroup
from brygga.importers.checks import check_import_extra
from brygga.importers.writing import pages
from brygga.site import import_extra
from brygga.site.import_extra import MODULES
from brygga.site.search import file_watch

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = """
import json, sys, django
django.setup()
from django.urls import get_resolver, reverse
reverse("wagtailadmin_home")  # the first request asks for every address, those of the admin too
get_resolver().url_patterns
from django.test import Client
assert Client().get("/-/live").status_code == 200
print(json.dumps(sorted(sys.modules)))
"""
# What `brygga[import]` brings, but for what Wagtail and its API load where it is.
HEAVY = {*MODULES, "rdflib", "dateparser"} - {"bs4", "openpyxl", "urllib3", "yaml"}
WORK = {
    "brygga.importers.reading.pipeline",
    "brygga.importers.reading.recognise",
    "brygga.importers.runs.worker",
    "brygga.importers.runs.batch",
    "brygga.importers.sources.fetch",
    "brygga.importers.sources.builtin",
    "brygga.importers.writing.writer",
}


def test_a_web_process_loads_nothing_of_importing():
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"DJANGO_SETTINGS_MODULE": "brygga.site.settings.test", "PYTHONPATH": str(ROOT)}
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(result.stdout.splitlines()[-1]))
    assert "brygga.importers.admin.viewsets" in loaded  # else this test looks at nothing
    assert sorted(loaded & WORK) == []
    assert sorted(HEAVY & {name.partition(".")[0] for name in loaded}) == []


# Without `brygga[import]`. The whole site without it is looked at in tests/test_host.py.


@pytest.fixture
def without_import(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_extra, "missing", lambda: ("trafilatura", "rich"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["ny-import:index", "ny-nyhet:index"])
def test_who_wants_to_import_is_told_what_to_install(without_import, admin_client, name):
    pages.index_for("news", pages.home_of())
    response = admin_client.get(reverse(name))
    assert response.status_code == 503
    said = html.unescape(response.content.decode())
    assert "trafilatura, rich" in said
    assert import_extra.PIP in said


@pytest.mark.parametrize(("module", "told"), [("trafilatura.settings", True), ("lxml", False)])
def test_a_view_that_meets_what_is_not_installed_says_so_and_hides_no_other_fault(rf, module, told):
    def view(request):
        raise ModuleNotFoundError(name=module)

    if told:
        assert plainly(view)(rf.get("/")).status_code == 503
    else:
        with pytest.raises(ModuleNotFoundError):
            plainly(view)(rf.get("/"))


def test_every_view_of_importing_is_told_plainly():
    views = [pattern.callback for viewset in ImportViewSetGroup.items for pattern in viewset.get_urlpatterns()]
    assert len(views) > 30
    assert [view for view in views if view.__code__ is not plainly(print).__code__] == []


def test_a_check_tells_of_it_with_the_line_to_run(without_import):
    (told,) = check_import_extra()
    assert (told.id, told.level) == ("brygga.I016", checks.INFO)
    assert import_extra.PIP in told.hint


def test_the_commands_say_it_in_a_shell_and_to_code(without_import):
    with pytest.raises(CommandError, match=r"brygga\[import\]") as told:
        import_extra.require()
    assert isinstance(told.value, SystemExit)
    assert str(told.value.code) == import_extra.explanation()


@pytest.mark.django_db
def test_a_pdf_waits_for_what_can_read_it(monkeypatch):
    monkeypatch.setattr(file_watch, "missing", lambda: (file_watch.PDF_PACKAGE,))
    document = get_document_model().objects.create(title="Beslut", file=ContentFile(b"%PDF-1.4", "beslut.pdf"))
    assert list(file_watch.unread()) == [document]
    told = io.StringIO()
    call_command("read_document_words", stdout=io.StringIO(), stderr=told)
    assert "1 PDF-filer lästes inte" in told.getvalue()
