"""The same archive gives the same plan, the same pages and the same exports, whatever order sets are kept in."""

import re
import subprocess
import sys

import pytest

from .processes import ROOT, database_copy, environment

PROGRAM = """
import sys, uuid, random, django
numbers = random.Random(1)  # ids of blocks and translations are made at random: the same ones in both processes
uuid.uuid4 = lambda: uuid.UUID(int=numbers.getrandbits(128), version=4)
django.setup()
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page, Site
from brygga.importers.models import RunEntry, WrittenPage
from brygga.projects.models import Organisation, Person
archive = sys.argv[1:]
for options in ({"dry_run": True}, {"publish": True}):
    try:
        call_command("import_articles", *archive, **options)
    except SystemExit:
        pass
    for entry in RunEntry.objects.select_related("item").order_by("run", "position"):
        print(entry.item.identifier, entry.state, entry.reason, entry.changes)
home = Page.objects.get(depth=2, url_path__contains="start")
Site.objects.update(root_page=home, hostname="testserver")
client = Client()
addresses = ["/oppna-data/" + name for name in ("projekt.csv", "projekt.json", "nyckeltal.csv", "nyckeltal.json")]
addresses += ["/kalender/milstolpar.ics", "/floden/nyheter.atom", "/floden/nyheter.rss", "/sitemap.xml"]
lists = client.get("/api/v2/pages/?limit=100").json()["items"]
addresses += ["/api/v2/pages/?limit=100", *(f"/api/v2/pages/{row['id']}/" for row in lists)]
addresses += [row["meta"]["html_url"].partition("testserver")[2] for row in lists]
for address in addresses:
    answer = client.get(address)
    print(address, answer.status_code)
    print(answer.content.decode())
for row in WrittenPage.objects.order_by("item__identifier", "page"):
    print(row.item.identifier, row.page.title, row.values, row.sources)
for model in (Person, Organisation):
    for row in model.objects.order_by("pk"):
        print(row.pk, row)
"""
# Moments, and what each process makes at random: tokens against forgery, when a
# form was drawn, and the mark of its settings.
_PASSING = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d.+:Z]*|\w{3}, \d\d \w{3} \d{4} [\d:]+ [+\d]+|\d{8}T\d{6}Z?"
    r'|nonce="[^"]*"|value="\w{64}"|name="ritad" value="[^"]*"'
)


@pytest.mark.django_db
@pytest.mark.parametrize(("every", "pages"), [(6, 3), pytest.param(1, 10, marks=pytest.mark.slow)])
def test_plan_import_and_exports_are_the_same_under_two_orders_of_sets(tmp_path, every, pages):
    """The short form takes every sixth document of the samples."""
    documents = sorted(path for path in (ROOT / "samples" / "archive").rglob("*") if path.suffix in (".html", ".txt"))
    folders = [str(folder) for folder in sorted((ROOT / "samples" / "archive").iterdir()) if folder.is_dir()]
    archive = folders if every == 1 else [str(path) for path in documents[::every]]
    running = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        with database_copy(folder) as url:
            program = [sys.executable, "-c", PROGRAM, *archive]
            env = environment(url, folder, PYTHONHASHSEED=seed, PYTHONIOENCODING="utf-8")
            done = subprocess.run(program, env=env, capture_output=True, text=True, encoding="utf-8", cwd=ROOT)
        assert done.returncode == 0, done.stderr[-3000:]
        running.append(_PASSING.sub("…", done.stdout).replace(str(folder), "…").splitlines())
    first, second = running
    assert sum(line.startswith("/api/v2/pages/") and line.endswith(" 200") for line in first) > pages
    assert [pair for pair in zip(first, second, strict=False) if pair[0] != pair[1]][:5] == []
    assert len(first) == len(second)
