"""A site adds kinds of sources of its own, and the guide's table says which there are."""

import json
import os
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from brygga.importers import startup
from brygga.importers.sources import Asked, Document, SourceError, SourceKind, open_source, registry
from brygga.importers.sources.record_pages import Record, compose

GUIDE = Path(__file__).parents[2] / "docs" / "kallor.md"
BEGINS, ENDS = "<!-- källor -->\n", "<!-- slut på källor -->\n"


def diaries(files, asked: Asked):
    """The days of an invented diary system, as a site might read them."""
    for file in files:
        for day in json.loads(file.text(10_000))["diary"]:
            data = compose(Record(title=day["title"], body=f"<p>{day['words']}</p>"))
            asked.left.note("kommentarer", number=len(day.get("comments", ())))
            yield Document(f"diary:{day['title']}", lambda data=data: data, content_type="text/html")


DIARY = SourceKind(
    "dagbok",
    "dagböcker",
    files=diaries,
    is_export=lambda head, suffix: b'"diary"' in head,
    suffixes=frozenset({".json"}),
)


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch):
    monkeypatch.setattr(registry, "_KINDS", dict(registry._KINDS))


def made(folder):
    path = folder / "dagar.json"
    path.write_text(json.dumps({"diary": [{"title": "Regn i hamnen", "words": "Det regnade hela dagen."}]}))
    return path


def test_a_site_reads_its_own_system_alone_in_a_folder_and_in_an_archive(tmp_path, settings):
    path = made(tmp_path)
    assert "dagbok" not in registry.names()
    settings.BRYGGA_SOURCES = [f"{__name__}.DIARY"]
    startup.add_sources()
    with zipfile.ZipFile(tmp_path / "arkiv.zip", "w") as archive:
        archive.write(path, "ut/dagar.json")
    for where in (path, tmp_path, tmp_path / "arkiv.zip"):
        first = next(iter(open_source(str(where))))
        assert b"Det regnade hela dagen." in first.load()
    assert "dagbok" in registry.names()


def test_a_sites_own_kind_is_asked_before_bryggas(tmp_path):
    path = tmp_path / "plone.json"
    path.write_text(json.dumps([{"@id": "https://solvik.example/a", "@type": "Document", "diary": []}]))
    assert registry.kind_of_export(path.read_bytes(), ".json") == "plone"
    registry.register(DIARY)
    assert registry.kind_of_export(path.read_bytes(), ".json") == "dagbok"


@pytest.mark.parametrize("path", ["solvik.finns.inte", "json.dumps", "ingenting"])
def test_a_kind_that_cannot_be_had_is_named_when_the_site_starts(settings, path):
    settings.BRYGGA_SOURCES = [path]
    with pytest.raises(ImproperlyConfigured, match=f"BRYGGA_SOURCES: Källan {path}"):
        startup.add_sources()


def test_a_list_of_addresses_is_not_asked_where_nothing_is_to_be_fetched(tmp_path):
    path = tmp_path / "adresser.txt"
    path.write_text("https://solvik.example/a\n")
    with pytest.raises(SourceError, match="--no-fetch"):
        list(open_source(str(path), offline=True))


def table():
    rows = [f"| {k.title} | {k.example} | `{k.name}` |\n" for k in registry.kinds()]
    return "".join(["| Källa | Exempel | `--kind` |\n", "|---|---|---|\n", *rows])


def test_the_guide_names_every_kind_of_source():
    """UPDATE_DOCS=1 pytest tests/sources/test_registry.py writes the table anew."""
    text = GUIDE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    held = f"{before}{BEGINS}\n{table()}\n{ENDS}{after}"
    if os.environ.get("UPDATE_DOCS"):
        GUIDE.write_text(held, encoding="utf-8")
    assert GUIDE.read_text(encoding="utf-8") == held, "run this test with UPDATE_DOCS=1"


def test_the_example_of_the_guide_reads_what_it_says(tmp_path):
    text = GUIDE.read_text(encoding="utf-8")
    code = text.partition("<!-- dagbok.py -->\n```python\n")[2].partition("```")[0]
    names = {"__name__": "dagbok"}
    exec(code, names)
    registry.register(names["DAGBOK"])
    day = {"nr": 1, "rubrik": "Regn", "html": "<p>Det regnade.</p>", "dag": "2009-05-04", "kommentarer": ["Ja."]}
    (tmp_path / "dagar.json").write_text(json.dumps({"dagar": [day | {"url": "https://dagbok.solvik.example/1"}]}))
    (found,) = open_source(str(tmp_path))
    assert (found.address, b"<p>Det regnade.</p>" in found.load()) == ("https://dagbok.solvik.example/1", True)
