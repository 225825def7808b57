"""What is read again from the stored bytes is read as the run read it, with what is known now."""

import pytest

from brygga.importers.models import ImportItem
from brygga.importers.suggestions.record import last_article

from .archive import run_import, write

pytestmark = pytest.mark.django_db
MARKED = "<p>Så skriver du stycken</p>\n\n<p>Ett stycke börjar med en vinkel, och kursen i Solvik visar hur.</p>\n"


def test_a_document_is_read_again_as_the_format_its_source_said(tmp_path):
    """Words that look like a web page, which the source says are plain text."""
    run = run_import(write(tmp_path / "a", kurs=MARKED), source="gammal")
    item = ImportItem.objects.get()
    item.identifier, item.location, item.known = "kurs", "", {"content_type": "text/plain"}
    item.save()
    assert run.entries.get().state == "created"
    assert "<p>" in last_article(item).title.text
    item.known = {}
    assert "<p>" not in last_article(item).title.text
