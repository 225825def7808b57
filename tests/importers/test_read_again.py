"""What is read again from the stored bytes is read as the run read it."""

import pytest

from brygga.importers.models import ImportItem
from brygga.importers.suggestions.record import last_article

from .archive import page, run_import, write

pytestmark = pytest.mark.django_db


def test_a_document_is_read_again_as_the_format_its_source_said(tmp_path):
    """The same bytes are a page, or plain text that shows how one is written."""
    shown = page("Kursen börjar", "https://www.solvik.example/kurs", "<p>Ett stycke om kursen i Solvik.</p>")
    run_import(write(tmp_path / "a", kurs__html=shown), source="gammal")
    item = ImportItem.objects.get()
    assert last_article(item).title.text == "Kursen börjar"
    item.identifier, item.location, item.known = "kurs", "", {"content_type": "text/plain"}
    item.save()
    assert "<" in last_article(item).title.text
