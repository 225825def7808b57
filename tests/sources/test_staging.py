"""A source put into a folder can be imported, kept, and fetched again."""

import json

import pytest
from django.core.management import CommandError, call_command

from brygga.importers.archive.stored import documents
from brygga.importers.reading import read
from brygga.importers.sources import Document, open_source
from brygga.importers.sources.staging import file_name, stage

PAGE = (
    "<html><body><main><h1>{0}</h1><p>{0} är en nyhet om verkstaden i hamnen.</p>"
    '<img src="/bilder/a.jpg" alt="x"></main></body></html>'
)


def fetch(folder, *sources, **options):
    call_command("fetch_articles", *sources, to=folder, **{"allow_private": True, "delay": 0.0, **options})


def files(folder):
    return sorted(
        p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and ".kopior" not in p.parts
    )


def test_pages_and_images_lie_where_the_old_site_had_them(site, tmp_path, capsys):
    site.page("/nyheter/ett", PAGE.format("Ett"))
    site.page("/nyheter/tva?id=2", PAGE.format("Två"))
    site.page("/nyheter", '<a href="/nyheter/ett">1</a><a href="/nyheter/tva?id=2">2</a>')
    site.page("/bilder/a.jpg", b"jpg", "image/jpeg")
    fetch(tmp_path, site.base + "/nyheter", kind="listing")
    assert files(tmp_path) == ["bilder/a.jpg", "index.jsonl", "nyheter/ett.html", "nyheter/tva-id-2.html"]
    rows = [json.loads(line) for line in (tmp_path / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["title"], row["address"]) for row in rows] == [
        ("Ett", site.base + "/nyheter/ett"),
        ("Två", site.base + "/nyheter/tva?id=2"),
    ]
    assert "2 artiklar ligger i" in capsys.readouterr().out


def test_a_second_run_changes_only_what_changed(site, tmp_path):
    address = site.page("/nyhet", PAGE.format("Ett"), ETag='"1"')
    site.page("/bilder/a.jpg", b"jpg", "image/jpeg")
    fetch(tmp_path, address)
    before = (tmp_path / "nyhet.html").stat().st_mtime_ns
    fetch(tmp_path, address)
    assert (tmp_path / "nyhet.html").stat().st_mtime_ns == before
    site.page("/nyhet", PAGE.format("Nytt"))
    fetch(tmp_path, address)
    assert "Nytt" in (tmp_path / "nyhet.html").read_text(encoding="utf-8")
    assert files(tmp_path) == ["bilder/a.jpg", "index.jsonl", "nyhet.html"]


def test_an_import_takes_the_articles_of_the_folder_and_not_their_attachments(site, tmp_path):
    site.page("/rapport.docx", b"PK", "application/octet-stream")
    site.page("/bilder/a.jpg", b"jpg", "image/jpeg")
    body = PAGE.format("Ett").replace("</main>", '<p><a href="/rapport.docx">Rapporten</a></p></main>')
    fetch(tmp_path, site.page("/nyhet", body))
    assert "rapport.docx" in files(tmp_path)
    assert [document.path.name for document in documents([tmp_path])] == ["nyhet.html"]


@pytest.mark.parametrize(
    "index", ["inte json", '{"annat": 1}', '{"source_id": "a", "file": "../../etc/passwd"}', "[]"]
)
def test_a_strange_index_changes_nothing_for_an_import(tmp_path, index):
    (tmp_path / "index.jsonl").write_text(index)
    (tmp_path / "a.txt").write_text("Hej")
    assert [document.path.name for document in documents([tmp_path])] == ["a.txt"]


def test_what_is_missing_is_named_and_the_rest_is_there(site, tmp_path, capsys):
    good = site.page("/bra", PAGE.format("Bra"))
    with pytest.raises(CommandError, match="1 kunde inte hämtas"):
        fetch(tmp_path, site.base + "/borta", good)
    err = capsys.readouterr().err
    assert "/borta" in err
    assert "a.jpg: Sidan finns inte" in err
    assert (tmp_path / "bra.html").exists()


def test_an_export_becomes_files_that_read_as_its_pages_did(tmp_path):
    from .test_real_exports import FIXTURES

    exported = list(open_source(str(FIXTURES / "plone.json")))
    staged = list(stage(iter(exported), tmp_path))
    assert [s.troubles for s in staged] == [[], [], [], []]
    for document, result in zip(exported, staged, strict=True):
        article = read(result.path.read_bytes(), source=result.path.name)
        assert (article.title.text, article.published) == (document.known["title"], document.published)
        assert article.address == document.address
    assert [name for name in files(tmp_path) if "@@images" in name] == [
        "Plone/bilder/hyvelbank/@@images/image",
        "Plone/nyheter/verkstaden/@@images/image",
    ]


@pytest.mark.parametrize(
    "address",
    [
        "https://x.example/../../etc/passwd",
        "https://x.example/%2e%2e/%2e%2e/a",
        "https://x.example/a/..%2f..%2fb",
        "https://x.example/",
    ],
)
def test_a_file_is_never_kept_outside_the_folder(tmp_path, address):
    name = file_name(Document(source_id=address, address=address, fetch=lambda: b""))
    assert (tmp_path / name).resolve().is_relative_to(tmp_path.resolve())
    assert name.endswith(".html")


def test_two_documents_never_share_a_file(tmp_path):
    page = PAGE.format("Ett").encode()
    alike = [Document(source_id=str(n), address=f"https://x.example/a{'?' * n}", fetch=lambda: page) for n in range(2)]
    alike.append(Document(source_id="2", address="https://x.example/a?", fetch=lambda: page))
    staged = list(stage(iter(alike), tmp_path))
    assert len({s.path for s in staged}) == 3
