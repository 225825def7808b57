"""A process that shows the site and its admin has loaded nothing of what reads, fetches and writes imports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = """
import json, sys, django
django.setup()
from django.urls import get_resolver, reverse
reverse("wagtailadmin_home")  # the first request asks for every address, those of the admin too
get_resolver().url_patterns
print(json.dumps(sorted(sys.modules)))
"""
HEAVY = {"trafilatura", "docx", "pdfminer", "feedparser", "rich", "protego", "oxmsg", "dateparser", "cssselect"}
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
